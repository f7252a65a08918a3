import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { factText } = await compiled('words/facts.ts');
const { isAloud, isWeighty } = await compiled('words/weight.ts');
const { Names } = await compiled('words/names.ts');
const { History } = await compiled('state/history.ts');

const plan = {
  id: 'town',
  utc_offset_s: 28_800,
  name_zh: '清溪镇',
  name_en: 'Qingxi',
  villages: [{ id: 'shimen', name_zh: '石门村', name_en: 'Shimen' }],
  stations: [],
  rules: [],
  people: [
    { id: 'boss', name: '彭银花' },
    { id: 'lead', name: '任行远' }
  ],
  properties: []
};
const named = (zh, en) => ({ zh, en });
const resources = new Map([
  ['unit boat', named('冲锋舟', 'the boat')],
  ['supply water', named('瓶装水', 'bottled water')],
  ['road x201', named('桥头路', 'Qiaotou road')]
]);
const names = new Names(plan, new Map(), new Map(), resources);
const history = new History();
const fact = (kind, members, index = 0) => ({ offset: 7, index, time: '', fact: kind, ...members });
const opened = { area: 'shimen', skill: 'rescue', level: 'red', task_zh: '扶老人', task_en: 'help' };
history.add(fact('need_opened', opened));
history.add(fact('aid_asked', { of: 'county', what: 'rescue', quantity: 2, area: 'shimen' }, 1));
const tell = (kind, members) => factText(fact(kind, members), names, history.subjects);

const NEAR = { reason_zh: '近', reason_en: 'near' };
const BY = { left_in_all: 90, moved_by: 'boss' };
const CASES = [
  ['need_opened', { ...opened, opened_by: 'boss' },
    '彭银花 要队伍：石门村要救援（红色），扶老人',
    '彭银花 asks for a unit: rescue for Shimen (red): help'],
  ['need_closed', { need: '7.0', reason: 'done', unit: 'boat', closed_by: 'boss' },
    '需求结束（石门村要救援）：办完了，冲锋舟（彭银花 记）',
    'A need is over (rescue for Shimen): done, the boat (recorded by 彭银花)'],
  ['need_closed', { need: '1.0', reason: 'incident_closed', unit: '' },
    '需求结束（需求 1.0）：事件结束',
    'A need is over (need 1.0): the incident is over'],
  ['need_unmet', { area: 'shimen', skill: 'boat', reason_zh: '在忙 1', reason_en: '1 busy' },
    '派不出队伍：石门村要船。在忙 1',
    'No unit for Shimen, boat: 1 busy'],
  ['unit_sent',
    { unit: 'boat', area: 'shimen', travel_s: 301, callee: 'lead', ...NEAR },
    '派 冲锋舟 去石门村，约 6 分钟，叫 任行远。近',
    'Sent: the boat to Shimen, about 6 min, calling 任行远. near'],
  ['unit_recalled', { unit: 'boat', reason_zh: '不用去了', reason_en: 'not needed' },
    '撤回 冲锋舟：不用去了', 'Called back: the boat: not needed'],
  ['unit_reported', { unit: 'boat', state: 'there', at: 'shimen', reported_by: 'boss' },
    '冲锋舟到了，在石门村（彭银花 报）', 'the boat is there, at Shimen (told by 彭银花)'],
  ['unit_reported', { unit: 'boat', state: 'out', at: '', note: '无人应答 / no answer' },
    '冲锋舟不能出动：无人应答', 'the boat is out of service: no answer'],
  ['unit_unanswered', { unit: 'boat', callee: 'lead', next: 'boss' },
    '冲锋舟：任行远 没有应答，改叫 彭银花', 'the boat: 任行远 did not answer; calling 彭银花'],
  ['unit_unanswered', { unit: 'boat', callee: 'lead' },
    '冲锋舟：任行远 没有应答，改派别的队伍',
    'the boat: 任行远 did not answer; another unit is looked for'],
  ['resource_held', { unit: 'boat', for: '医院', held_by: 'boss' },
    '彭银花 保留 冲锋舟，留给“医院”', '彭银花 holds the boat for “医院”'],
  ['hold_released', { supply: 'water', quantity: 20, released_by: 'boss' },
    '彭银花 解除保留：瓶装水 20', '彭银花 releases the hold of bottled water: 20'],
  ['stock_moved',
    { supply: 'water', kind: 'sent', quantity: 10, to: 'shimen', ...BY },
    '瓶装水发出 10，发往石门村，共剩 90（彭银花）',
    'bottled water: sent 10, to Shimen; left in all: 90 (彭银花)'],
  ['stock_short', { supply: 'water', reason_zh: '只剩 5', reason_en: '5 left' },
    '物资不够：只剩 5', 'Supplies run short: 5 left'],
  ['road_closed', { road: 'x201', closed: true, reported_by: 'boss', note: '塌方' },
    '路断了：桥头路（彭银花 报）：塌方', 'Road closed: Qiaotou road (told by 彭银花): 塌方'],
  ['road_closed', { road: 'x201', closed: false, reported_by: 'boss' },
    '路通了：桥头路（彭银花 报）', 'Road open: Qiaotou road (told by 彭银花)'],
  ['aid_asked', { of: 'county', what: 'rescue', quantity: 2, area: 'shimen' },
    '要向县里求援：救援 × 2，给石门村', 'To be asked: the county: rescue × 2, for Shimen'],
  ['aid_reported', { aid: '7.1', state: 'promised', quantity: 2, reported_by: 'boss' },
    '求援（救援 × 2）：答应了，没到（彭银花 报）',
    'Help asked for (rescue × 2): promised; not there yet (told by 彭银花)']
];

test('facts of units, supplies, roads and help are told in both languages', () => {
  for (const [kind, members, zh, en] of CASES) {
    assert.equal(tell(kind, members).zh, zh);
    assert.equal(tell(kind, members).en, en);
  }
});

test('where nobody can be sent is told aloud; what moves in the stores is not', () => {
  assert.ok(isAloud(fact('need_unmet', {})) && isWeighty(fact('need_unmet', {})));
  assert.ok(isWeighty(fact('road_closed', {})) && isWeighty(fact('stock_short', {})));
  assert.ok(!isAloud(fact('stock_moved', {})) && !isWeighty(fact('unit_reported', {})));
});
