// A sentence for people, in both languages. Chinese comes first; English is complete.

export interface Text {
  zh: string;
  en: string;
}

export const text = (zh: string, en: string): Text => ({ zh, en });

export function listText(items: readonly Text[]): Text {
  return text(items.map((i) => i.zh).join('、'), items.map((i) => i.en).join(', '));
}
