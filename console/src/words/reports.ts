// What a person has reported, in plain words.
import type { Report } from '../server/reports';
import type { Fact } from '../server/shapes';
import type { Names } from './names';
import { text, type Text } from './text';

/** The engine's words. The plan names only those that its own rules ask for. */
export const KINDS: Record<string, Text> = {
  safe: text('平安', 'all is well'),
  blocked_road: text('路断了', 'the road is cut'),
  road_open: text('路通了', 'the road is open again'),
  patrol_finding: text('巡查发现问题', 'a patrol has found something'),
  manual_entry: text('人工置数', 'typed in at the station'),
  no_water: text('停水（没有自来水）', 'no tap water'),
  missing: text('有人失联', 'people are missing'),
  help: text('求助', 'a call for help'),
  crack: text('裂缝', 'a crack'),
  muddy_spring: text('泉水变浑', 'a spring runs muddy'),
  spring_muddy: text('泉水变浑', 'a spring runs muddy'),
  stream_muddy: text('溪水变浑', 'the stream runs muddy'),
  stream_stops: text('溪水断流', 'the stream stops'),
  ground_sound: text('地下有响声', 'sounds in the ground'),
  roar: text('轰鸣声', 'a roar'),
  rockfall: text('落石', 'stones fall'),
  slope_bulge: text('坡脚鼓胀', 'the slope bulges'),
  tree_tilt: text('树木歪斜', 'trees lean'),
  dam_crack: text('坝体裂缝', 'a crack in the dam'),
  dam_overtopped: text('漫坝', 'the dam is overtopped'),
  dam_piping: text('坝体管涌', 'piping at the dam'),
  dam_seepage: text('坝体渗水', 'the dam seeps'),
  dam_seepage_muddy: text('坝体渗浑水', 'the dam seeps muddy water'),
  dam_slip: text('坝坡滑动', "the dam's slope slips"),
  fire: text('着火', 'a fire'),
  house_fire: text('房屋着火', 'a house on fire'),
  smoke: text('冒烟', 'smoke'),
  people_trapped: text('有人被困', 'people are trapped'),
  shaking: text('震动', 'the ground shakes'),
  house_damaged: text('房屋损坏', 'a house is damaged'),
  house_collapsed: text('房屋倒塌', 'a house has collapsed'),
  gas_smell: text('异味', 'a smell of gas'),
  gas_ill: text('闻到气体后不适', 'people are ill from gas'),
  crowding: text('拥挤', 'a crowd presses'),
  people_fell: text('有人跌倒', 'people have fallen'),
  influenza: text('流感', 'influenza'),
  diarrhoea: text('腹泻', 'diarrhoea'),
  rash: text('皮疹', 'a rash'),
  food_poisoning: text('食物中毒', 'food poisoning'),
  pneumonia_unknown: text('不明原因肺炎', 'pneumonia of unknown cause'),
  illness_unknown: text('不明原因疾病', 'an illness of unknown cause'),
  power_cut: text('停电', 'a power cut'),
  no_call: text('电话不通', 'no telephone works')
};

/** What was seen, and what was said of it: "裂缝，“屋后裂了一道缝”". */
export function seenText(report: Fact, names: Names): Text {
  const kind = names.reportKind(String(report.kind ?? ''));
  const said = String(report.text ?? '');
  const place = String(report.seen_at ?? '');
  return text(
    `${kind.zh}${said && `，“${said}”`}${place && `，看到的地方：${place}`}`,
    `${kind.en}${said && `, "${said}"`}${place && `, seen at ${place}`}`
  );
}

/** "已记下：源头村，陈大山 报告：裂缝，“屋后裂了一道缝”". */
export function reportRecordedText(report: Report, names: Names): Text {
  const [area, who] = [names.area(report.area), names.person(report.reporter)];
  const [kind, said] = [names.reportKind(report.kind), report.text ?? ''];
  return text(
    `已记下：${area.zh}，${who} 报告：${kind.zh}${said && `，“${said}”`}`,
    `Recorded: ${who} reports, ${area.en}: ${kind.en}${said && `, "${said}"`}`
  );
}
