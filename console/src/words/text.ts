// A sentence for people, in both languages. Chinese comes first; English is complete.

export interface Text {
  zh: string;
  en: string;
}

export const text = (zh: string, en: string): Text => ({ zh, en });

/** The engine's own notes hold both languages: "无人应答 / no answer". */
export function noteText(note: string): Text {
  const [zh = '', en = '', ...more] = note.split(' / ');
  const both = more.length === 0 && /[\u4e00-\u9fff]/.test(zh) && /^[\x20-\x7e]+$/.test(en);
  return both ? text(zh, en) : text(note, note);
}

/** "1 person", "2 people". */
export const peopleEn = (people: number): string =>
  people === 1 ? '1 person' : `${people} people`;

export function listText(items: readonly Text[]): Text {
  return text(items.map((i) => i.zh).join('、'), items.map((i) => i.en).join(', '));
}
