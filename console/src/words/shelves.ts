// Shelves in plain words, and what may be shelved.
import type { LevelWord, StandingShelf } from '../server/shapes';
import { levelOf } from './levels';
import { text, type Text } from './text';

export const SHELF_MINUTES = [30, 60, 120, 240] as const;

/** Red tells people to leave: it can't be shelved. */
export const SHELVED_LEVELS: readonly LevelWord[] = ['blue', 'yellow', 'orange'];

/** Levels of the rule that can be shelved; all where the plan doesn't say which it has. */
export function levelsToShelve(ofRule: readonly string[]): LevelWord[] {
  return SHELVED_LEVELS.filter((level) => ofRule.length === 0 || ofRule.includes(level));
}

/** The one that is marked at first: as little as possible is muted. */
export function levelAtFirst(stands: LevelWord, choices: readonly LevelWord[]): LevelWord {
  return choices.find((level) => levelOf(level).rank >= levelOf(stands).rank) ?? 'orange';
}

export function minutesText(minutes: number): Text {
  if (minutes < 60) return text(`${minutes} 分钟`, `${minutes} min`);
  return text(`${minutes / 60} 小时`, `${minutes / 60} h`);
}

/** What would stand without the shelf. */
export function heldText(shelf: StandingShelf): Text {
  if (shelf.held_back_level === 'none')
    return text('现在没有压住警报', 'nothing is held back now');
  return text('压住没有报的警报：', 'alarm held back: ');
}
