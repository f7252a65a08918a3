// The language of the page: chosen here, kept in this browser, told to the document.
import type { Text } from './text';

export type Code = 'zh' | 'en';
const KEY = 'fenghuo.language';

function begin(): Code {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === 'zh' || kept === 'en') return kept;
  } catch {
    // Storage is forbidden here: the browser's own language counts.
  }
  const own = (navigator.language || 'zh').toLowerCase();
  return own.startsWith('zh') ? 'zh' : 'en';
}

let code = $state<Code>(begin());

function tellDocument(): void {
  document.documentElement.lang = code === 'zh' ? 'zh-CN' : 'en';
}
tellDocument();

export function language(): Code {
  return code;
}

export function speak(next: Code): void {
  code = next;
  tellDocument();
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // It holds until the page is left.
  }
}

export function t(zh: string, en: string): string {
  return code === 'zh' ? zh : en;
}

export function say(text: Text): string {
  return code === 'zh' ? text.zh : text.en;
}
