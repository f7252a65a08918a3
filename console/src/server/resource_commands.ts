// What people record of units and supplies.
import type { LevelWord } from './shapes';

export interface AskUnits {
  command: 'ask_units';
  area: string;
  skill: string;
  units: number;
  level: LevelWord;
  task?: string;
}

/** A unit that is there is ready where it is; one that is under way turns round. */
export interface EndNeed {
  command: 'end_need';
  need: string;
  note?: string;
}

/** This unit, or with `forbid` not this one. */
export interface ChooseUnit {
  command: 'choose_unit';
  need: string;
  unit: string;
  forbid?: true;
}

/** `at`: ready and without it, at home. */
export interface ReportUnit {
  command: 'report_unit';
  unit: string;
  state: 'on_the_way' | 'there' | 'ready' | 'out';
  at?: string;
  note?: string;
}

/** A unit, or `quantity` of a supply. */
export interface Hold {
  command: 'hold';
  unit?: string;
  supply?: string;
  batch?: string;
  quantity?: number;
  for: string;
}

export interface ReleaseHold {
  command: 'release_hold';
  hold: string;
}

export type StockKind = 'out' | 'in' | 'counted' | 'sent';

/** Of what goes out or is sent the batch that expires first, where none is named. */
export interface MoveStock {
  command: 'move_stock';
  kind: StockKind;
  supply: string;
  quantity: number;
  batch?: string;
  /** A day. */
  expires?: string;
  to?: string;
  note?: string;
}

/** All of a shipment. */
export interface ReceiveShipment {
  command: 'move_stock';
  kind: 'received';
  shipment: string;
}

export interface CloseRoad {
  command: 'close_road';
  road: string;
  open?: true;
  note?: string;
}

export interface ReportAid {
  command: 'report_aid';
  aid: string;
  state: 'asked' | 'promised' | 'refused' | 'arrived' | 'returned';
}

export type ResourceCommand =
  | AskUnits
  | EndNeed
  | ChooseUnit
  | ReportUnit
  | Hold
  | ReleaseHold
  | MoveStock
  | ReceiveShipment
  | CloseRoad
  | ReportAid;
