"""The recorded floods with the rules that judge them: what the engine is given, and what the
reference is given. Crisis gauges have a file of their own, crisis_gauges.py."""

import collections

import recordings
from plan_folder import Station, write_plan
from recordings import CHINA, JAPAN, SOURCE, SPAIN, UTC
from reference import judge
from reference_rules import (FlashFlood, RavineFlow, RiverRise, fallen, tenths, thousandths)

RIVER_RISE = ("river-rise.yaml", SOURCE / "plans" / "qingxi" / "rules" / "river-rise.yaml")
# The Poyo is in nobody's register: these limits are of a test (tests/e2e/plans/poyo), with an
# off-delay and a deadband added.
RAVINE = """\
rules:
  - id: ravine
    title: {zh: 山沟流量, en: ravine flow}
    source: {zh: 测试用的数, en: numbers for a test}
    lateness: 30m
    off_delay: 1h
    deadband: {flow: 5}
    levels:
      blue: flow.last() >= 30
      yellow: flow.last() >= 70
      orange: flow.last() >= 150
      red: flow.last() >= 500
"""


class Flood:
    """One recording. `judged`: which rule judges which property of which station, and how its texts
    become numbers."""

    def __init__(self, name, observations, zone, utc_offset, judged, packs=(), rules=(),
                 stations=None, has_parts=False):
        self.name, self.observations, self.zone = name, observations, zone
        self.utc_offset, self.judged = utc_offset, judged
        self.packs, self.rules, self.stations = packs, rules, stations
        self.has_parts = has_parts  # only a part is read unless FENGHUO_WHOLE=1

    def plan(self, folder, observations):
        stations = self.stations() if self.stations else [
            Station(name) for name in sorted({one.station for one in observations})]
        texts = [(name, text if isinstance(text, str) else text.read_text())
                 for name, text in self.rules]
        return write_plan(folder, stations, self.utc_offset, self.packs, texts)

    def expected(self, observations):
        """[(minute, rule, area, level)], by the reference."""
        end = max(one.at for one in observations)
        by_series = collections.defaultdict(list)
        for one in observations:
            by_series[one.station, one.property].append(one)
        changes = []
        for rule, name, number in self.judged:
            for (station, observed), series in by_series.items():
                if observed != name:
                    continue
                readings = [(one.at, number(one.value)) for one in series]
                if name == "rain_cumulative":
                    readings = list(fallen(readings))
                changes += [(at.astimezone(self.zone).isoformat()[:16], rule.name, "v" + station,
                             level) for at, level in judge(rule, readings, end)]
        return sorted(changes)


def amedas_stations():
    return [Station(one["amdno"], one["lon"], one["lat"]) for one in recordings.amedas_stations()]


FLOODS = [
    Flood("poyo", recordings.poyo, SPAIN, "+01:00", [(RavineFlow(), "flow", thousandths)],
          rules=[("ravine.yaml", RAVINE)]),
    Flood("alishan", recordings.alishan, CHINA, "+08:00", [(FlashFlood(), "rain", tenths)],
          packs=["flash-flood"]),
    Flood("koto", recordings.koto, JAPAN, "+09:00",
          [(FlashFlood(), "rain_cumulative", tenths), (RiverRise(), "water_level", thousandths)],
          packs=["flash-flood"], rules=[RIVER_RISE]),
    Flood("plumtree", recordings.plumtree, UTC, "+00:00",
          [(RiverRise(), "water_level", thousandths)], rules=[RIVER_RISE]),
    Flood("dead-run", recordings.dead_run, UTC, "+00:00",
          [(RiverRise(), "water_level", thousandths)], rules=[RIVER_RISE]),
    Flood("amedas", recordings.amedas, JAPAN, "+09:00", [(FlashFlood(), "rain", tenths)],
          packs=["flash-flood"], stations=amedas_stations, has_parts=True),
]
