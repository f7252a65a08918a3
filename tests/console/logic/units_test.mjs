import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const {
  aidInOrder,
  aidNext,
  canBeHeld,
  choosable,
  groupOf,
  needsInOrder,
  skillsOf,
  toTelephone,
  unitGroups,
  unmetCount,
  wordsOf
} = await compiled('state/units.ts');
const { learnPlaces, learnResources, otherPlaces, roadsToClose } = await compiled('state/places.ts');
const { whole } = await compiled('state/standing.ts');
const { aidText, arrivesText, askedText, doesText, needStateText, needsText, skillText, whyText } =
  await compiled('words/units.ts');
const { noteText } = await compiled('words/text.ts');
const { Names } = await compiled('words/names.ts');

const NOW = Date.parse('2026-07-15T08:00:00+08:00');
const at = (minutes) => new Date(NOW + minutes * 60_000).toISOString();
const unit = (id, state, more) => ({
  id,
  name_zh: `${id}号`,
  name_en: `unit ${id}`,
  skills: ['rescue'],
  state,
  since: at(-5),
  at: 'qingxi',
  callee: '',
  note: '',
  owner: 'township',
  ...more
});
const need = (id, more) => ({
  need: id,
  area: 'shimen',
  skill: 'rescue',
  level: 'yellow',
  task_zh: '',
  task_en: '',
  opened_at: at(-10),
  unit: '',
  there: false,
  reason_zh: '',
  reason_en: '',
  chosen: false,
  forbidden: [],
  ...more
});
const plan = {
  id: 'town',
  utc_offset_s: 28_800,
  name_zh: '清溪镇',
  name_en: 'Qingxi',
  villages: [
    { id: 'shimen', name_zh: '石门村', name_en: 'Shimen' },
    { id: 'qingxi', name_zh: '清溪社区', name_en: 'Qingxi community' }
  ],
  stations: [],
  rules: [],
  shelters: [{ id: 'gym', name_zh: '体育馆', name_en: 'gymnasium', capacity: 150 }],
  people: [
    { id: 'boss', name: '彭银花' },
    { id: 'shimen-3', name: '何桂英' }
  ],
  properties: []
};
const standing = (more) => whole({ ...more });
const namesOf = (told) => {
  const resources = new Map();
  learnResources(plan, told, resources);
  return new Names(plan, new Map(), new Map(), resources);
};

test('a need without a unit stands first, then by level and age; what has one last', () => {
  const all = [
    need('there', { unit: 'a', there: true, level: 'red' }),
    need('way', { unit: 'b' }),
    need('red way', { unit: 'c', level: 'red' }),
    need('none'),
    need('older none', { opened_at: at(-20) }),
    need('orange none', { level: 'orange' })
  ];
  assert.deepEqual(
    needsInOrder(all).map((n) => n.need),
    ['orange none', 'older none', 'none', 'red way', 'way', 'there']
  );
  assert.equal(unmetCount(all), 3);
  assert.equal(needsText(6, 3).zh, '6 项，3 项没有队伍');
  assert.equal(needsText(0, 0).en, 'none now');
});

test('units stand in groups, the busy ones first, and no group is empty', () => {
  const units = [
    unit('1', 'ready'),
    unit('2', 'out'),
    unit('3', 'sent'),
    unit('4', 'ready', { hold: '7.0' }),
    unit('5', 'on_the_way'),
    unit('6', 'there')
  ];
  assert.deepEqual(
    unitGroups(units).map(({ group, units: of }) => [group, of.map((u) => u.id).join()]),
    [
      ['there', '6'],
      ['under_way', '3,5'],
      ['held', '4'],
      ['ready', '1'],
      ['out', '2']
    ]
  );
  assert.deepEqual(unitGroups([units[1]]).map(({ group }) => group), ['out']);
  assert.equal(groupOf(unit('7', 'out', { hold: '7.0' })), 'out');
});

test('who is sent and has got no message is telephoned, the longest sent first', () => {
  const note = '消息还没有送到，要打电话 / the message has not arrived yet, to be telephoned';
  const units = [
    unit('late', 'sent', { note }),
    unit('told', 'sent'),
    unit('early', 'sent', { note, since: at(-9) }),
    unit('silent', 'out', { note: '无人应答 / no answer' }),
    unit('goes', 'on_the_way', { note: '两个人 / two of us' })
  ];
  assert.deepEqual(toTelephone(units).map((u) => u.id), ['early', 'late']);
});

test('only what its state allows can be said of a unit', () => {
  assert.deepEqual(wordsOf(unit('1', 'sent')), ['on_the_way', 'there', 'out']);
  assert.deepEqual(wordsOf(unit('1', 'on_the_way')), ['there', 'out']);
  assert.deepEqual(wordsOf(unit('1', 'there')), ['done', 'out']);
  assert.deepEqual(wordsOf(unit('1', 'out')), ['ready']);
  assert.deepEqual(wordsOf(unit('1', 'ready')), ['elsewhere', 'out']);
  assert.ok(canBeHeld(unit('1', 'ready')));
  assert.ok(!canBeHeld(unit('1', 'ready', { hold: '7.0' })));
  for (const state of ['sent', 'on_the_way', 'there', 'out'])
    assert.ok(!canBeHeld(unit('1', state)), state);
});

test('a unit can be chosen that has the skill, is free, and was chosen for nothing else', () => {
  const wanted = need('1.0', { unit: 'way' });
  const told = standing({
    needs: [wanted, need('2.0', { unit: 'promised', chosen: true })],
    units: [
      unit('free', 'ready'),
      unit('way', 'on_the_way'),
      unit('promised', 'sent'),
      unit('held', 'ready', { hold: '7.0' }),
      unit('busy', 'there'),
      unit('broken', 'out'),
      unit('bus', 'ready', { skills: ['bus'] })
    ]
  });
  assert.deepEqual(choosable(told, wanted).map((u) => u.id), ['free', 'way']);
  assert.deepEqual(skillsOf(told.units), ['bus', 'rescue']);
});

test('help goes forward only, and what nobody has asked for stands first', () => {
  const aid = (state, since) => ({ aid: state, state, since: at(since) });
  const all = [aid('arrived', -9), aid('asked', -3), aid('promised', -4), aid('wanted', -1)];
  assert.deepEqual(
    aidInOrder(all).map((a) => a.state),
    ['wanted', 'asked', 'promised', 'arrived']
  );
  assert.deepEqual(aidNext('wanted'), ['asked']);
  assert.deepEqual(aidNext('asked'), ['promised', 'refused']);
  assert.deepEqual(aidNext('promised'), ['arrived', 'refused']);
  assert.deepEqual(aidNext('arrived'), ['returned']);
  assert.deepEqual(aidNext('returned'), []);
  const water = { code: 'water', name_zh: '瓶装水', name_en: 'bottled water' };
  assert.equal(aidText({ what: 'water', quantity: 300 }, [water]).zh, '瓶装水 × 300');
  assert.equal(aidText({ what: 'boat', quantity: 2 }, [water]).en, 'boat × 2');
});

test('it is told where a unit is, for whom it is kept, and when it arrives', () => {
  assert.equal(arrivesText(5 * 60_000 + 1).zh, '还有 6 分钟到');
  assert.equal(arrivesText(-1).en, 'should be there by now');
  const names = namesOf(standing({ units: [] }));
  const zh = (u, hold) => doesText(u, hold, names, NOW).zh;
  const way = { need: '1.0', area: 'shimen', arrives_at: at(6) };
  assert.equal(zh(unit('1', 'ready')), '在清溪社区');
  assert.equal(zh(unit('1', 'on_the_way', way)), '去石门村，还有 6 分钟到');
  assert.equal(zh(unit('1', 'sent', way)), '5 分钟前派往石门村，等回话；还有 6 分钟到');
  assert.equal(zh(unit('1', 'sent', { ...way, note: '消息没有送到 / not delivered: HTTP 500' })),
    '5 分钟前派往石门村，消息没有送到；还有 6 分钟到');
  assert.equal(zh(unit('1', 'there', { at: 'shimen' })), '在石门村，5 分钟前到的');
  assert.equal(zh(unit('1', 'out', { note: '无人应答 / no answer' })), '无人应答，在清溪社区');
  assert.equal(
    doesText(unit('1', 'out', { note: '无人应答 / no answer' }), undefined, names, NOW).en,
    'no answer; at Qingxi community'
  );
  const hold = { hold: '7.0', for: '医院', held_by: 'boss' };
  assert.equal(zh(unit('1', 'ready', { hold: '7.0' }), hold), '留给“医院”（彭银花），在清溪社区');
  const sent = need('1.0', { unit: '1', arrives_at: at(6) });
  assert.equal(needStateText(sent, unit('1', 'sent'), NOW).zh, '叫了，还有 6 分钟到');
  assert.equal(needStateText(sent, unit('1', 'on_the_way'), NOW).en, 'there in 6 min');
  assert.equal(needStateText({ ...sent, there: true }, unit('1', 'there'), NOW).zh, '到了');
  assert.equal(needStateText(need('1.0'), undefined, NOW).zh, '没有队伍能去');
});

test("the unit's name isn't told twice", () => {
  const name = { zh: '1号', en: 'unit 1' };
  const why = (zh, en) => whyText(need('1.0', { unit: '1', reason_zh: zh, reason_en: en }), name);
  assert.equal(why('1号，6 分钟到', 'unit 1, 6 min').zh, '，6 分钟到');
  assert.equal(why('由人指定', 'chosen by a person').en, ': chosen by a person');
  assert.equal(whyText(need('1.0', { reason_zh: '没有能去的队伍' }), name).zh, '没有能去的队伍');
});

test('what came of asking tells who is sent, and how many have nobody', () => {
  const told = standing({ units: [unit('1', 'sent'), unit('2', 'sent')] });
  const receipt = {
    offset: 9,
    facts: [
      { offset: 9, index: 0, fact: 'need_opened' },
      { offset: 9, index: 1, fact: 'need_opened' },
      { offset: 9, index: 2, fact: 'unit_sent', need: '9.0', unit: '1' },
      { offset: 9, index: 3, fact: 'unit_sent', need: '4.0', unit: '2' }
    ]
  };
  const asked = { area: 'shimen', skill: 'rescue', units: 2 };
  const one = { offset: 9, facts: receipt.facts.slice(0, 3) };
  assert.equal(
    askedText(receipt, asked, namesOf(told)).zh,
    '已记下：石门村要救援 2 支，派了 1号，还有 1 支派不出'
  );
  assert.equal(
    askedText(one, { ...asked, units: 1 }, namesOf(told)).en,
    'Recorded: rescue for Shimen: 1; sent: unit 1'
  );
});

test('words of a plan that the page does not know stay as they are', () => {
  assert.equal(skillText('rescue').zh, '救援');
  assert.deepEqual(skillText('开推土机'), { zh: '开推土机', en: '开推土机' });
  assert.equal(noteText('无人应答 / no answer').zh, '无人应答');
  assert.equal(noteText('去 A / B 两处').en, '去 A / B 两处');
});

test('places are villages, shelters and what the state names; nobody is sent to a person', () => {
  const told = standing({
    routines: [
      { subject: 'slope', name_zh: '一号坡', name_en: 'slope 1' },
      { subject: 'shimen', name_zh: '石门村', name_en: 'Shimen' },
      { subject: 'shimen-3', name_zh: '住户', name_en: 'household' },
      { subject: '', name_zh: '清溪镇', name_en: 'Qingxi' }
    ],
    evacuations: [
      {
        households: [
          { id: 'care', name_zh: '敬老院' },
          { id: 'shimen/others', name_zh: '其他人' },
          { id: 'shimen-4' }
        ]
      }
    ]
  });
  assert.deepEqual(
    otherPlaces(plan, told).map((p) => [p.id, p.name_en]),
    [
      ['care', '敬老院'],
      ['slope', 'slope 1']
    ]
  );
  const places = new Map();
  assert.ok(learnPlaces(plan, told, places));
  assert.ok(!learnPlaces(plan, told, places), 'nothing is new');
  const names = new Names(plan, places);
  assert.equal(names.where('slope').zh, '一号坡');
  assert.equal(names.where('gym').en, 'gymnasium');
  assert.equal(names.where('nowhere').zh, 'nowhere');
});

test('an open road of the plan can be closed, and is found by a part of its name', () => {
  const roads = [
    { id: 'x201', name_zh: '桥头路', name_en: 'Qiaotou road' },
    { id: 'x202', name_zh: '石门路', name_en: 'Shimen road' },
    { id: 'way-3', name_zh: '', name_en: '' }
  ];
  const told = standing({ closed_roads: [{ road: 'x201', name_zh: '桥头路', name_en: '' }] });
  const found = (sought) => roadsToClose({ ...plan, roads }, told, sought).map((r) => r.id);
  assert.deepEqual(found(''), ['x202', 'way-3']);
  assert.deepEqual(found(' SHIMEN'), ['x202']);
  assert.deepEqual(found('桥头'), []);
  assert.deepEqual(roadsToClose(plan, told, ''), [], 'an engine of before tells of none');
  const names = new Map();
  assert.ok(learnResources({ ...plan, roads }, told, names));
  assert.equal(names.get('road way-3').zh, 'way-3');
  const places = [{ id: 'slope-2', name_zh: '二号坡', name_en: 'slope 2' }];
  assert.deepEqual(otherPlaces({ ...plan, places }, told).map((p) => p.id), ['slope-2']);
});
