// Names for the plan's ids. What the plan does not know keeps its id: it is never left out.
import type { Plan, Property } from '../server/shapes';
import { resourceKey, type ResourceKind } from '../state/places';
import { routineKey } from '../state/routines';
import { KINDS } from './reports';
import { listText, text, type Text } from './text';

const DUTIES: Record<string, Text> = {
  village_leader: text('村主任', 'village leader'),
  warning_officer: text('预警员', 'warning officer'),
  duty_officer: text('值班员', 'duty officer'),
  town_leader: text('镇长', 'head of the township'),
  flood_leader: text('防汛负责人', 'flood leader'),
  school_head: text('校长', 'school head'),
  road_officer: text('路政员', 'road officer'),
  neighbour: text('邻村联系人', 'contact in the next village'),
  police: text('派出所', 'police'),
  health_centre: text('乡镇卫生院', 'township health centre'),
  ridge_phone: text('山梁电话联系人', 'contact by the ridge phone'),
  reach_village: text('失联核查', 'contact check'),
  visit: text('上门转移', 'visit'),
  roll_call: text('安置点点名', 'roll call'),
  report_by_phone: text('电话报县里', 'report by telephone'),
  report_in_writing: text('书面报县里', 'report in writing'),
  spread_word: text('换办法通知到人', 'another way to reach the people')
};

/** In place of a rule, where no alarm was the cause. */
const CAUSES: Record<string, Text> = {
  by_person: text('人工预警', 'a warning by a person'),
  village_leaves: text('自行撤离', 'the village leaves by itself'),
  response: text('应急响应', 'emergency response')
};
/** The danger itself, as people are asked to say it back. */
const DANGERS: Record<string, Text> = {
  by_person: text('险情', 'danger'),
  village_leaves: text('险情', 'danger'),
  response: text('应急响应', 'emergency response')
};

/** What no duty's name tells. */
const FOR: Record<string, (who: Text) => Text> = {
  task: (who) => text(`处置步骤（${who.zh}）`, `step of the playbook (${who.en})`),
  relay: (who) =>
    text(`转告镇里（${who.zh}也要知道）`, `relay to the township (${who.en} must know too)`)
};

const UNITS_ZH: Record<string, string> = { mm: '毫米', m: '米', 'm³/s': '立方米每秒' };

const both = (id: string): Text => text(id, id);

export class Names {
  private readonly areas = new Map<string, Text>();
  private readonly shelters = new Map<string, Text>();
  private readonly stations = new Map<string, Text>();
  private readonly rules = new Map<string, Text>();
  private readonly levels = new Map<string, string[]>();
  private readonly playbooks = new Map<string, Text>();
  private readonly reportKinds = new Map<string, Text>();
  private readonly people = new Map<string, { name: string; phone: string }>();
  private readonly properties = new Map<string, Property>();
  readonly named: boolean;
  readonly utcOffsetS: number;

  /** `facilities`, `tasks` (by routineKey) and `resources` (by resourceKey) the state names. */
  constructor(
    plan: Plan,
    private readonly facilities: ReadonlyMap<string, Text> = new Map(),
    private readonly tasks: ReadonlyMap<string, Text> = new Map(),
    private readonly resources: ReadonlyMap<string, Text> = new Map()
  ) {
    this.utcOffsetS = plan.utc_offset_s;
    this.areas.set(plan.id, text(plan.name_zh, plan.name_en || plan.name_zh));
    for (const v of plan.villages) this.areas.set(v.id, text(v.name_zh, v.name_en || v.name_zh));
    for (const s of plan.shelters ?? [])
      this.shelters.set(s.id, text(s.name_zh, s.name_en || s.name_zh));
    for (const s of plan.stations) this.stations.set(s.id, text(s.name_zh, s.name_en || s.name_zh));
    for (const r of plan.rules) this.rules.set(r.id, text(r.title_zh, r.title_en || r.title_zh));
    for (const r of plan.rules) this.levels.set(r.id, Object.keys(r.levels ?? {}));
    for (const p of plan.playbooks ?? [])
      this.playbooks.set(p.id, text(p.title_zh, p.title_en || p.title_zh));
    for (const r of plan.report_kinds ?? [])
      this.reportKinds.set(r.kind, text(r.zh || r.kind, r.en || r.zh || r.kind));
    for (const p of plan.people) this.people.set(p.id, { name: p.name, phone: p.phone ?? '' });
    for (const p of plan.properties) this.properties.set(p.name, p);
    // The engine gives telephone numbers only to people whom it knows.
    this.named = plan.people.some((p) => p.phone !== undefined);
  }

  area = (id: string): Text => this.areas.get(id) ?? both(id);
  station = (id: string): Text => this.stations.get(id) ?? both(id);
  areasOf = (ids: readonly string[]): Text => listText(ids.map(this.area));
  rule = (id: string): Text => this.rules.get(id) ?? CAUSES[id] ?? both(id);
  /** Whether an alarm was the cause, which can be cleared. */
  byAlarm = (rule: string): boolean => !(rule in CAUSES);
  playbook = (id: string): Text => this.playbooks.get(id) ?? both(id);
  /** What a person has seen. */
  reportKind = (kind: string): Text => this.reportKinds.get(kind) ?? KINDS[kind] ?? both(kind);
  /** Words of the levels that the rule has; none where the plan doesn't say. */
  levelsOf = (rule: string): string[] => this.levels.get(rule) ?? [];
  duty = (id: string): Text => DUTIES[id] ?? both(id);
  /** What a duty is for, and the household or facility that it is about: "上门转移：陈大山". */
  dutyAt = (duty: string, subject: string, purpose = ''): Text => {
    const [who, where] = [this.duty(duty), this.place(subject)];
    const what = FOR[purpose]?.(who) ?? who;
    const to = purpose === 'task' ? ',' : ' to';
    return subject === '' ? what : text(`${what.zh}：${where.zh}`, `${what.en}${to} ${where.en}`);
  };
  /** Where it is and what, as it is said back: "源头村，山洪". */
  dangerAt = (area: string, rule: string): Text => {
    const [where, what] = [this.area(area), this.rules.get(rule) ?? DANGERS[rule] ?? both(rule)];
    return text(`${where.zh}，${what.zh}`, `${what.en} at ${where.en}`);
  };
  /** What is done in a routine. */
  task = (routine: string, subject: string): Text => {
    const [what, where] = [both(routine), this.place(subject)];
    return (
      this.tasks.get(routineKey(routine, subject)) ??
      (subject === '' ? what : text(`${what.zh}（${where.zh}）`, `${what.en} (${where.en})`))
    );
  };
  /** A shelter, a facility, or a household, which is named as people are. */
  place = (id: string): Text =>
    this.facilities.get(id) ?? this.shelters.get(id) ?? both(this.person(id));
  /** Wherever it is: a village, the township, a shelter or a facility. */
  where = (id: string): Text => this.areas.get(id) ?? this.place(id);
  team = (id: string): Text => this.resource('unit', id);
  supply = (id: string): Text => this.resource('supply', id);
  road = (id: string): Text => this.resource('road', id);
  private resource = (kind: ResourceKind, id: string): Text =>
    this.resources.get(resourceKey(kind, id)) ?? both(id);
  person = (id: string): string => this.people.get(id)?.name ?? id;
  persons = (ids: readonly string[]): Text => listText(ids.map((id) => both(this.person(id))));
  phone = (id: string): string => this.people.get(id)?.phone ?? '';
  property = (id: string): Property | undefined => this.properties.get(id);

  propertyName(id: string): Text {
    const known = this.properties.get(id);
    return known ? text(known.name_zh, known.name_en) : both(id);
  }

  unit(property: string): Text {
    const unit = this.properties.get(property)?.unit ?? '';
    return text(UNITS_ZH[unit] ?? unit, unit);
  }

  /** "12.5 毫米", with the decimals that the property is told in. */
  amount(property: string, value: number): Text {
    const decimals = this.properties.get(property)?.decimals ?? 2;
    const unit = this.unit(property);
    const number = value.toFixed(decimals);
    return text(`${number} ${unit.zh}`.trim(), `${number} ${unit.en}`.trim());
  }
}
