"""Scenarios that are right and wrong, for the schema and for `fenghuo drill`."""

SCENARIO = """id: small
title: {zh: 一夜, en: a night}
start: "2026-07-15T20:00:00+08:00"
lasts: 2h
"""
STATION = "stations: [{station: \"0061230101\", property: rain, %s}]\n"
INJECT = "injects: [{id: i, at: \"21:00\", what: {zh: 报告, en: report}, %s}]\n"
EXPECT = "expect: [{id: e, what: {zh: 有人被叫, en: somebody is called}, %s}]\n"
EVERY_KEY = """based_on: E13
plan: ../../plans/qingxi
seed: 7
objectives: [{id: calm, title: {zh: 不打扰, en: nobody is woken}}]
stations:
  - {station: "0061230101", property: rain, every: 5m, between: log, source: s,
     points: [["20:00", 0, D], ["20:30:30", 0.5, d], ["+45m", null, M], ["21:40", 0]]}
gauge_faults:
  - {station: "0061230101", kind: drift, from: "20:00", until: "21:00", per_hour: 0.1, mark: I,
     source: s}
fails: [{what: network/shangxi, from: "20:30", until: "d1 21:00", mark: d, source: s}]
channels:
  - {channel: webhook, per_minute: 600}
  - {channel: webhook, village: shangxi, from: "20:10", until: "21:50", per_minute: 1, delay: 20s,
     lost: 0.05, twice: 0.02, mark: I, source: s}
people:
  - {does: answer}
  - {person: town-duty, does: promise, from: "20:10", until: "21:50", answers_after: 20s,
     does_after: 8m, decides: no, mark: M, source: s}
chances: {asleep: 0.1, promises: 0.05, slower: 2, station_dead: 0.05, danger_shift_h: 0.5}
injects:
  - {id: told, at: "20:20", what: {zh: 报告, en: report}, note: n, mark: I, source: s,
     report: {kind: crack, area: shangxi, text: 裂缝, reporter: 村民}}
  - {id: county, at: "20:30", what: {zh: 县里, en: county},
     warning: {event: 大风, level: blue, area: shangxi, lasts: 1h, headline: 大风, sender: 县}}
  - {id: none, at: "20:40", what: {zh: 决定, en: decided}, by: town-duty,
     command: {command: decide, decision: {newest: decision_opened, area: shangxi}, yes: true,
               decided_by: town-duty}}
danger: [{village: shangxi, at: never}, {village: shimen, at: never, mark: I, source: s}]
refuse: [{household: shimen-1, mark: I, source: s}]
goes_back: [{household: shimen-2, at: "21:40", mark: I, source: s}]
history:
  - {what: {zh: 当年, en: then}, at: "d2 09:00", beside: quiet, mark: I, source: s}
expect:
  - {id: quiet, what: {zh: 没有预警, en: no warning}, objective: calm, after: "20:00",
     by: "22:00", never: warning_issued, when: fact.level == 'red'}
  - {id: heard, what: {zh: 收到报告, en: the report is there}, fact: report_taken, times: 1}
  - {id: stands, what: {zh: 没有转移, en: nobody leaves}, by: "21:00",
     standing: size(standing.evacuations) == 0}
variants:
  - {id: calm, title: {zh: 对照, en: control}, control: true,
     without: [told, network/shangxi], chances: {}}
"""
# What the reader refuses as well, with its place.
WRONG_SCENARIOS = {
    "unknown key": "expects: []\n",
    "moment that is none": "fails: [{what: network/shangxi, from: noon}]\n",
    "mark that is none": "fails: [{what: network/shangxi, mark: X}]\n",
    "no points": STATION % "every: 5m",
    "property that is none": "stations: [{station: \"0061230101\", property: rian, points: []}]\n",
    "between that is none": STATION % "between: curve, points: []",
    "four parts of a point": STATION % "points: [[\"20:00\", 0, D, s]]",
    "fault that is none": "gauge_faults: [{station: \"0061230101\", kind: broken}]\n",
    "behaviour that is none": "people: [{does: panic}]\n",
    "channel that is none": "channels: [{channel: webhok, lost: 0.1}]\n",
    "channel that is used by hand": "channels: [{channel: call_list, lost: 0.1}]\n",
    "channel as usual": "channels: [{channel: webhook}]\n",
    "more lost than all": "channels: [{channel: webhook, lost: 1.5}]\n",
    "half a message a minute": "channels: [{channel: webhook, per_minute: 0.5}]\n",
    "share above 1": "chances: {asleep: 10}\n",
    "slower than never": "chances: {slower: 0.5}\n",
    "inject of nothing": INJECT % "note: n",
    "command of nobody": INJECT % "command: {command: leave, area: shangxi, reason: r}",
    "command that is none": INJECT % "by: town-duty, command: {command: wran}",
    "report of nowhere": INJECT % "report: {kind: crack}",
    "level that is none": INJECT % "warning: {event: 大风, level: pink}",
    "danger at no time": "danger: [{village: shangxi}]\n",
    "going back at no time": "goes_back: [{household: shimen-2}]\n",
    "expectation of nothing": EXPECT % "by: \"21:00\"",
    "expectation of two": EXPECT % "fact: warning_issued, never: warning_issued",
    "fact that is none": EXPECT % "fact: warning_isued",
    "variant with a storm": "variants: [{id: v, storm: s.yaml}]\n",
}
# What the reader lets pass: a key that would be ignored, an id that record.csv can't hold.
REFUSED_BY_THE_SCHEMA = [
    SCENARIO + INJECT % "report: {kind: crack, area: shangxi}, warning: {event: 大风, level: red}",
    SCENARIO + EXPECT % "never: warning_issued, times: 2",
    SCENARIO + EXPECT % "standing: \"true\", when: \"true\"",
    SCENARIO + "people: [{decides: perhaps}]\n",
    SCENARIO.replace("id: small", "id: \"a,b\""),
    SCENARIO.replace("lasts: 2h\n", ""),
]
