// What a person's warning would reach.
import type { LevelWord, Plan, Playbook } from '../server/shapes';
import { ALARM_LEVELS } from '../words/levels';

/** How many live at risk in these villages. */
export function peopleIn(villages: Plan['villages'], areas: readonly string[]): number {
  return villages
    .filter((v) => areas.includes(v.id))
    .reduce((sum, v) => sum + v.people_at_risk, 0);
}

/** The levels that the playbook answers, the most severe first. */
export function levelsIn(playbook: Playbook | undefined): LevelWord[] {
  return ALARM_LEVELS.filter((level) => playbook?.levels.includes(level));
}
