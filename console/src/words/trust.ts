// How far a reading is believed (the tests of QARTOD), and how a station was lost, in plain words.
import type { StandingStation } from '../server/shapes';
import { listText, text, type Text } from './text';

type Value = StandingStation['latest'][number];

const SUSPECT = 3;
const FAIL = 4;
const MISSING = 9;

const TESTS: Record<string, Text> = {
  gap: text('中断过', 'after a gap'),
  gross_range: text('超出量程', 'out of range'),
  climatology: text('超出历史记录', 'beyond the record'),
  spike: text('突跳', 'a spike'),
  rate_of_change: text('变化过快', 'changes too fast'),
  flat_line: text('长时间不变', 'has not moved for long'),
  multi_variate: text('与其他要素不符', 'nothing else measured explains it'),
  first_reading: text('首个读数待确认', 'first reading, not yet confirmed'),
  device: text('设备自报异常', 'the device itself doubts it')
};

export function testsText(tests: readonly string[]): Text {
  return listText(tests.map((test) => TESTS[test] ?? text(test, test)));
}

/** `kind` picks the looks; what it means stands in the words. */
export interface Doubt {
  kind: 'suspect' | 'failed' | 'missing' | 'record';
  name: Text;
  why: Text;
}

/** Nothing where a value is believed, or the plan has no limits to judge it by. */
export function doubtOf(value: Value): Doubt | null {
  const tests = value.tests ?? [];
  if (value.flag === MISSING)
    return {
      kind: 'missing',
      name: text('缺测', 'Missing'),
      why: text('显示的是最后一次的值', 'what is shown is the last value')
    };
  if (value.flag === FAIL)
    return {
      kind: 'failed',
      name: text('失效', 'Failed'),
      why: because(tests, '，不用来判断', '; not judged by')
    };
  if (value.flag !== SUSPECT) return null;
  // The worst floods are beyond any record: no reason to disbelieve them.
  if (tests.length > 0 && tests.every((test) => test === 'climatology'))
    return {
      kind: 'record',
      name: text('破记录', 'Beyond record'),
      why: text('超出历史记录，实际可能更高', 'beyond the record; what really is may be more')
    };
  return {
    kind: 'suspect',
    name: text('可疑', 'Suspect'),
    why: because(tests, '，请核实', '; please confirm')
  };
}

function because(tests: readonly string[], zh: string, en: string): Text {
  const words = testsText(tests);
  return text(words.zh + zh, words.en + en);
}

const LOST: Record<string, { grave: boolean; name: Text; meaning: Text }> = {
  rising: {
    grave: true,
    name: text('上涨中失联（盲区）', 'Lost while rising (blind)'),
    meaning: text('实际不低于最后的值，请派人看', 'it is at least the last value: send somebody to look')
  },
  falling: {
    grave: false,
    name: text('失联，待检修', 'Lost, to be repaired'),
    meaning: text('失联前在回落', 'it was falling before')
  },
  in_rain: {
    grave: true,
    name: text('雨中无声', 'Silent in rain'),
    meaning: text('周围在下雨，这个站没来数，不等于没下雨', 'it rains around it: no data is not the same as no rain')
  }
};

export interface Loss {
  grave: boolean;
  name: Text;
  meaning: Text;
}

export function lossOf(lost: string | undefined): Loss | null {
  if (!lost) return null;
  return LOST[lost] ?? { grave: true, name: text(lost, lost), meaning: text('', '') };
}
