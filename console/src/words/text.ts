// A sentence for people, in both languages. Chinese comes first; English is complete.

export interface Text {
  zh: string;
  en: string;
}

export const text = (zh: string, en: string): Text => ({ zh, en });
