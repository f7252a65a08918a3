import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { reportEvent } = await compiled('server/reports.ts');
const { sendReport } = await compiled('server/ask.ts');
const { History } = await compiled('state/history.ts');
const { peopleByWord, reporterOf } = await compiled('state/reporters.ts');
const { KINDS, reportRecordedText, seenText } = await compiled('words/reports.ts');
const { factText } = await compiled('words/facts.ts');
const { Names } = await compiled('words/names.ts');

const plan = {
  id: '430999101000',
  utc_offset_s: 28_800,
  name_zh: '清溪镇',
  name_en: 'Qingxi',
  villages: [{ id: 'yuantou', name_zh: '源头村', name_en: 'Yuantou' }],
  stations: [],
  rules: [],
  people: [
    { id: 'leader', name: '陈大山' },
    { id: 'yuantou-3', name: '何桂英' },
    { id: 'yuantou-7', name: '何桂英' }
  ],
  properties: []
};
const kinds = [
  { kind: 'crack', zh: '裂缝', en: 'a crack' },
  { kind: 'odd', zh: '怪事', en: '' },
  { kind: 'bare', zh: '', en: '' }
];
const names = new Names({ ...plan, report_kinds: kinds });
const report = { reporter: 'leader', kind: 'crack', area: 'yuantou', text: '屋后裂了一道缝' };

test('a report goes as a CloudEvent of the console', () => {
  assert.deepEqual(reportEvent(report, '7'), {
    specversion: '1.0',
    id: '7',
    source: 'console',
    type: 'fenghuo.report',
    data: { reporter: 'leader', kind: 'crack', area: 'yuantou', text: '屋后裂了一道缝' }
  });
});

test('it is posted with the token, and a refusal is told in both languages', async (t) => {
  const asked = [];
  const answers = [
    new Response(JSON.stringify({ accepted: [{ id: '7', offset: 12 }] }), { status: 202 }),
    new Response(JSON.stringify({ detail_zh: '系统繁忙', detail_en: 'busy' }), { status: 503 })
  ];
  t.mock.method(globalThis, 'fetch', async (path, init) => {
    asked.push({ path, ...init });
    return answers.shift();
  });
  const taken = await sendReport(report, '7', 'secret');
  assert.deepEqual(taken, { ok: true, value: { accepted: [{ id: '7', offset: 12 }] } });
  const [{ path, method, headers, body }] = asked;
  assert.equal(`${method} ${path}`, 'POST /api/v1/events');
  assert.equal(headers['Content-Type'], 'application/cloudevents+json');
  assert.equal(headers.Authorization, 'Bearer secret');
  assert.deepEqual(JSON.parse(body), reportEvent(report, '7'));
  const refused = await sendReport(report, '7', 'secret');
  assert.deepEqual(refused, { ok: false, status: 503, text: { zh: '系统繁忙', en: 'busy' } });
});

test('who reports is a person of the plan by the id, anybody else by name', () => {
  assert.equal(reporterOf(' 陈大山 ', plan.people), 'leader');
  assert.equal(reporterOf('leader', plan.people), 'leader');
  assert.equal(reporterOf('过路司机', plan.people), '过路司机');
  assert.equal(reporterOf('  ', plan.people), '');
});

test('of several with one name none is guessed', () => {
  assert.equal(reporterOf('何桂英', plan.people), null);
  const words = [...peopleByWord(plan.people).keys()];
  assert.deepEqual(words, ['陈大山', '何桂英 (yuantou-3)', '何桂英 (yuantou-7)']);
  assert.equal(reporterOf('何桂英 (yuantou-7)', plan.people), 'yuantou-7');
});

test('what was recorded is told in words, not by ids', () => {
  const told = reportRecordedText(report, names);
  assert.equal(told.zh, '已记下：源头村，陈大山 报告：裂缝，“屋后裂了一道缝”');
  assert.equal(told.en, 'Recorded: 陈大山 reports, Yuantou: a crack, "屋后裂了一道缝"');
  const { text, ...bare } = report;
  assert.match(reportRecordedText({ ...bare, reporter: '司机' }, names).zh, /司机 报告：裂缝$/);
});

test('kinds have the names that the plan gives them, and are never left out', () => {
  assert.deepEqual(names.reportKind('odd'), { zh: '怪事', en: '怪事' });
  assert.deepEqual(names.reportKind('bare'), { zh: 'bare', en: 'bare' });
  assert.equal(new Names(plan).reportKind('crack').zh, '裂缝', 'no rule of the plan asks for it');
  assert.equal(new Names(plan).reportKind('hail').zh, 'hail', 'a word of somebody');
  const fact = { offset: 7, index: 0, time: '', fact: 'report_taken', ...report, text: '' };
  assert.equal(factText(fact, names, new Map()).zh, '陈大山 报告（源头村）：裂缝');
});

test("the engine's kinds have its words", () => {
  const source = readFileSync(new URL('../../../engine/report_kinds.cc', import.meta.url), 'utf8');
  const told = [...source.matchAll(/Word\{"(\w+)", "([^"]+)", "([^"]+)"\}/g)];
  assert.ok(told.length > 20, `${told.length} kinds found`);
  assert.deepEqual(
    KINDS,
    Object.fromEntries(told.map(([, kind, zh, en]) => [kind, { zh, en }]))
  );
});

test('a report is told by its kind, however much was said', () => {
  const fact = { offset: 7, index: 0, time: '', fact: 'report_taken', ...report };
  assert.equal(seenText(fact, names).zh, '裂缝，“屋后裂了一道缝”');
  assert.equal(seenText({ ...fact, seen_at: '桥头' }, names).en, 'a crack, "屋后裂了一道缝", seen at 桥头');
  const told = factText({ ...fact, recorded_by: 'yuantou-3' }, names, new Map());
  assert.equal(told.zh, '陈大山 报告（源头村）：裂缝，“屋后裂了一道缝”（何桂英 代记）');
  assert.equal(seenText({ ...fact, kind: 'safe', text: '' }, names).zh, '平安');
});

test('what people saw is kept, newest first, however many calls follow', () => {
  const history = new History();
  const add = (offset, kind) => history.add({ offset, index: 0, time: '', fact: kind });
  for (let offset = 0; offset < 60; ++offset) add(offset, 'report_taken');
  for (let offset = 60; offset < 460; ++offset) add(offset, 'obligation_called');
  assert.equal(history.timeline(false).some((f) => f.fact === 'report_taken'), false);
  assert.deepEqual(history.reports().slice(0, 2).map((f) => f.offset), [59, 58]);
  assert.equal(history.reports().length, 50);
});
