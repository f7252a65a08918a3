// What a person has reported, in plain words.
import type { Report } from '../server/reports';
import type { Names } from './names';
import { text, type Text } from './text';

/** "已记下：源头村，陈大山 报告：裂缝，“屋后裂了一道缝”". */
export function reportRecordedText(report: Report, names: Names): Text {
  const [area, who] = [names.area(report.area), names.person(report.reporter)];
  const [kind, said] = [names.reportKind(report.kind), report.text ?? ''];
  return text(
    `已记下：${area.zh}，${who} 报告：${kind.zh}${said && `，“${said}”`}`,
    `Recorded: ${who} reports, ${area.en}: ${kind.en}${said && `, "${said}"`}`
  );
}
