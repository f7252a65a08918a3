import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { learnTasks, routinesInOrder } = await compiled('state/routines.ts');
const { dueText, lastDoneText, whoIsThere } = await compiled('words/routines.ts');

const NOW = Date.parse('2026-07-15T09:00:00+08:00');
const routine = (subject, more) => ({
  routine: 'slope-patrol',
  subject,
  area: 'shangxi',
  duty: 'village_leader',
  holder: 'leader',
  due: false,
  title_zh: '巡查',
  title_en: 'patrol',
  name_zh: '一号坡',
  name_en: 'slope 1',
  task_zh: '看一号坡',
  task_en: 'look at slope 1',
  due_at: '2026-07-16T08:00:00+08:00',
  ...more
});
const names = {
  utcOffsetS: 28_800,
  person: (id) => ({ leader: '陈大山', 'shangxi-3': '何桂英' })[id] ?? id
};

test('what is due stands first, then the soonest', () => {
  const all = [
    routine('later', { due_at: '2026-07-20T08:00:00+08:00' }),
    routine('soon'),
    routine('due', { due: true, due_at: '2026-07-15T08:00:00+08:00' }),
    routine('long due', { due: true, due_at: '2026-07-12T08:00:00+08:00' })
  ];
  assert.deepEqual(
    routinesInOrder(all).map((r) => r.subject),
    ['long due', 'due', 'soon', 'later']
  );
});

test('it is told since when it is due, and what came of it the last time', () => {
  assert.equal(dueText(routine('a'), NOW, 28_800).zh, '7月16日 08:00 到期');
  const due = routine('a', { due: true, due_at: '2026-07-15T06:00:00+08:00' });
  assert.equal(dueText(due, NOW, 28_800).zh, '06:00 到期，已过 3 小时');
  assert.equal(dueText(due, NOW, 28_800).en, 'due since 06:00 (3 h)');
  assert.equal(lastDoneText(due, names, NOW).zh, '还没做过');
  const done = { done_at: '2026-07-08T09:10:00+08:00', done_by: 'leader', note: '有裂缝' };
  assert.equal(lastDoneText(routine('a', done), names, NOW).zh, '上次 7月8日 09:10，陈大山：有裂缝');
  assert.match(lastDoneText(routine('a', { ...done, note: '' }), names, NOW).en, /by 陈大山$/);
});

test('a household is named by who lives there', () => {
  assert.equal(whoIsThere(routine('shangxi-3'), names), 'shangxi-3');
  assert.equal(whoIsThere(routine('slope-1'), names), '');
});

test('tasks are kept for facts that name them by their ids', () => {
  const tasks = new Map();
  assert.ok(learnTasks({ routines: [routine('slope-1'), routine('slope-2')] }, tasks));
  assert.ok(!learnTasks({ routines: [routine('slope-1')] }, tasks), 'nothing is new');
  assert.equal(tasks.get('slope-patrol slope-1').zh, '看一号坡');
});
