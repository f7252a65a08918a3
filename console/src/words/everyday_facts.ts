// Sentences for everyday work: who can be reached, what was looked after, which roles are in force.
import { tookText } from './contacts';
import type { Reading, Sentence } from './reading';
import { text, type Text } from './text';
import { spanText } from './times';

function switched(f: Reading): Text {
  const [by, why] = [f.person('switched_by'), f.both('reason')];
  return f.flag('emergency')
    ? text(`${by} 转入应急岗位：${why.zh}`, `${by} puts the emergency roles in force: ${why.en}`)
    : text(`${by} 转回日常岗位：${why.zh}`, `${by} goes back to the everyday roles: ${why.en}`);
}

function testStarted(f: Reading): Text {
  const [by, people] = [f.person('started_by'), f.list('persons').length];
  const until = f.clock('answer_by');
  return text(
    `${by ? `${by} 开始` : '按预案开始'}联系测试：${people} 人，${until} 前答复，没有险情`,
    `Contact test${by ? ` by ${by}` : ' by the plan'}, no danger: people: ${people}, ` +
      `to answer by ${until}`
  );
}

function tested(f: Reading): Text {
  const [who, took] = [f.person('person'), tookText(f.num('took_s'))];
  return f.flag('answered')
    ? text(`联系测试：${who} 答了，用 ${took.zh}`, `Contact test: ${who} answered in ${took.en}`)
    : text(`联系测试：${who} 没有答复`, `Contact test: ${who} did not answer`);
}

function testEnded(f: Reading): Text {
  const [answered, asked] = [f.num('answered'), f.num('asked')];
  return text(
    `联系测试结束：${asked} 人里答了 ${answered} 人`,
    `The contact test is over: ${answered} of ${asked} answered`
  );
}

function due(f: Reading): Text {
  const [task, who] = [f.both('task'), f.person('holder')];
  return text(
    `日常工作到期：${task.zh}${who && `（${who}）`}`,
    `Everyday work is due: ${task.en}${who && ` (${who})`}`
  );
}

function reminded(f: Reading): Text {
  const [task, who] = [f.names.task(f.str('routine'), f.str('subject')), f.person('holder')];
  const since = f.clock('due_since');
  return text(
    `再提醒：${task.zh}，${since} 到期${who && `（${who}）`}`,
    `Told again: ${task.en}, due since ${since}${who && ` (${who})`}`
  );
}

function done(f: Reading): Text {
  const [task, who] = [f.names.task(f.str('routine'), f.str('subject')), f.person('done_by')];
  const by = f.str('done_by') === f.str('recorded_by') ? '' : f.person('recorded_by');
  const late = f.num('late_s') > 0 ? spanText(f.num('late_s') * 1000) : text('', '');
  const found = f.flag('found') ? text('发现问题！', 'FOUND SOMETHING! ') : text('', '');
  return text(
    `${found.zh}${who} 做完了：${task.zh}${f.note()}` +
      `${late.zh && `，到期后 ${late.zh}`}${by && `（${by} 代记）`}`,
    `${found.en}${who} has done it: ${task.en}${f.note()}` +
      `${late.en && `, ${late.en} after it was due`}${by && ` (recorded by ${by})`}`
  );
}

export const EVERYDAY_SENTENCES: Record<string, Sentence> = {
  roles_switched: switched,
  contact_test_started: testStarted,
  contact_tested: tested,
  contact_test_ended: testEnded,
  contact_confirmed: (f) =>
    text(
      `${f.person('confirmed_by')} 核对了 ${f.person('person')} 的电话${f.note()}`,
      `${f.person('confirmed_by')} confirmed the number of ${f.person('person')}${f.note()}`
    ),
  routine_due: due,
  routine_reminded: reminded,
  routine_done: done
};
