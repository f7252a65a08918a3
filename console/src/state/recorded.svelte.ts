// What was just recorded in a part of the page. While that is told the part stays, even where
// nothing else is left to show.
import type { Text } from '../words/text';

const TOLD_MS = 20_000;

export class Recorded {
  told = $state.raw<Text | null>(null);
  heading = $state<HTMLElement>();
  private fading: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly refresh: () => void) {}

  // What had the keyboard may be gone now.
  tell = (what: Text): void => {
    this.told = what;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => (this.told = null), TOLD_MS);
    this.heading?.focus();
    this.refresh();
  };
}
