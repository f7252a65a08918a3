// Which facts matter most.
import type { Fact } from '../server/shapes';
import { levelOf } from './levels';

const WEIGHTY = new Set([
  'alarm_raised',
  'alarm_changed',
  'alarm_cleared',
  'alarm_shelved',
  'alarm_unshelved',
  'alarm_repeated',
  'warning_held',
  'warning_issued',
  'warning_proposed',
  'warning_retracted',
  'all_clear_given',
  'all_clear_revoked',
  'village_cut_off',
  'contact_restored',
  'decision_opened',
  'decision_made',
  'obligation_answered',
  'evacuation_ordered',
  'evacuation_complete',
  'people_missing',
  'return_ordered',
  'response_changed',
  'roles_switched',
  'warning_joined',
  'notice_complete',
  'reach_short',
  'road_changed',
  'road_closed',
  'need_unmet',
  'stock_short',
  'exercise_stopped',
  'inject_given'
]);
const ALOUD = new Set([
  'alarm_raised',
  'village_cut_off',
  'all_clear_revoked',
  'people_missing',
  'reach_short',
  'need_unmet',
  'warning_held',
  'exercise_stopped'
]);

/** A station that nobody sees any more while the water rises there. */
function isBlind(fact: Fact): boolean {
  return fact.fact === 'station_lost' && fact.limb === 'rising';
}

/** People can't be moved before the water is there, as things go. */
function isTimeShort(fact: Fact): boolean {
  return fact.fact === 'time_to_safe' && fact.enough === false;
}

/** What somebody saw on a patrol and others must see to. */
function isFinding(fact: Fact): boolean {
  return fact.fact === 'routine_done' && fact.found === true;
}

function isRoadCut(fact: Fact): boolean {
  return fact.fact === 'road_changed' && fact.cut === true;
}

/** A controller's word to everybody stands on the page alone; to one person it is sent. */
function isInjectForAll(fact: Fact): boolean {
  return fact.fact === 'inject_given' && !fact.person;
}

/** What is left when the timeline is cut to the most important. */
export function isWeighty(fact: Fact): boolean {
  return WEIGHTY.has(fact.fact) || isBlind(fact) || isTimeShort(fact) || isFinding(fact);
}

/** What is read aloud to those who don't look at the page. */
export function isAloud(fact: Fact): boolean {
  const up = levelOf(String(fact.level)).rank > levelOf(String(fact.previous_level)).rank;
  if (ALOUD.has(fact.fact) || (fact.fact === 'alarm_changed' && up)) return true;
  if (isBlind(fact) || isTimeShort(fact) || isRoadCut(fact)) return true;
  return isFinding(fact) || isInjectForAll(fact);
}
