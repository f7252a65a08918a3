"""Japan's crisis gauges: a plan whose levels are those of their register, and what the slow
reference concludes from the same readings."""

import collections

import recordings
from plan_folder import Station, write_plan
from recordings import JAPAN
from reference import hours
from trust_reference import Limits, Own, TrustReference, distance_km

# These gauges speak only while the water is above their start level, so that six hours of silence
# say that it is below. Red by a reading that is doubted is orange (trust.yaml).
RULES = """\
rules:
  - id: stage
    title: {zh: 水位, en: stage}
    source: {zh: 测站登记的警戒和危险水位, en: warning and flood levels of the stations' register}
    lateness: 1h
    levels:
      yellow: water_level.above('warn') >= 0 && water_level.silence() < duration('6h')
      red: water_level.above('flood') >= 0 && water_level.silence() < duration('6h')
"""
# For gauges that report once an hour, in centimetres. The numbers were chosen on these recordings,
# so that the skill they give is no forecast of skill elsewhere: 2.5 m an hour is a quarter more
# than the fastest rise of a flood that neighbours confirm. Tried and left: first readings that must
# move by 0.5 m, 4 neighbours, neighbours that move by 0.3 m an hour, and doubts that last for two
# hours; each lost floods (4 to 19 of 105) and kept no further gauge with known faults from red.
TRUST = """\
water_level:
  gap: 3h
  spike: {suspect: 1.5, fail: 3.0}
  rate_of_change: 2.5
  flat_line: {tolerance: 0.005, suspect: 6h, fail: 24h, above: flat_above}
  first_reading: {moved: 0.3}
  neighbour: {within_km: 30, rate: 0.1, stations: 3, share: 0.3}
"""
LIMITS = Limits(gap=hours(3), rate_per_hour=2500, flat_tolerance=5, flat_suspect=hours(6),
                flat_fail=hours(24), first_moved=300, within_km=30, neighbour_rate=100,
                neighbour_stations=3, neighbour_share=0.3)
SILENCE = hours(6)

Levels = collections.namedtuple("Levels", "start warn flood")  # millimetres; warn may be None


def millimetres(text):
    return round(float(text) * 1000)


def levels_of(row):
    warn = row["warn_level_m"]
    return Levels(millimetres(row["start_level_m"]), millimetres(warn) if warn else None,
                  millimetres(row["flood_level_m"]))


def own_limits(levels):
    """How high a reading can be, from the register alone: as far again above the flood level as it
    stands above the start level, at least 1.5 m, is suspect, and twice as far can't be. Flat is
    suspicious only where the level would call people, and a gauge that was above its flood level
    since it began to speak was not seen rising."""
    span = levels.flood - levels.start
    return Own(fail_low=levels.start - 5000, fail_high=levels.flood + max(3000, 2 * span),
               suspect_high=levels.flood + max(1500, span),
               flat_above=levels.warn if levels.warn is not None else levels.flood,
               seen_below=levels.flood)


def with_neighbours(register, names):
    """These and all that trust.yaml asks when it doubts them."""
    places = {name: (float(row["lon"]), float(row["lat"])) for name, row in register.items()}
    return {other for name in names for other in places
            if distance_km(places[name], places[other]) <= LIMITS.within_km}


def is_possible(row, value):
    own = own_limits(levels_of(row))
    return own.fail_low <= millimetres(value) <= own.fail_high


def limits_table(register, names):
    rows = []
    for name in names:
        levels = levels_of(register[name])
        own = dict(own_limits(levels)._asdict(), warn=levels.warn, flood=levels.flood)
        rows += [f"{name},water_level,{limit},{value / 1000:.3f},,register of the crisis gauges"
                 for limit, value in own.items() if value is not None]
    return "\n".join(["station,property,name,value,reviewed,source", *rows]) + "\n"


def plan(folder, register, names, for_each="village"):
    stations = [Station(name, register[name]["lon"], register[name]["lat"]) for name in names]
    files = [("limits.csv", limits_table(register, names)), ("trust.yaml", TRUST)]
    rules = RULES.replace("    title:", f"    for_each: {for_each}\n    title:")
    return write_plan(folder, stations, "+09:00", rules=[("stage.yaml", rules)], files=files)


def minute(at):
    return at.astimezone(JAPAN).isoformat()[:16]


class Alarms:
    """The alarm of each gauge, as readings come."""

    def __init__(self, register):
        self.levels = {name: levels_of(row) for name, row in register.items()}
        self.present = collections.defaultdict(lambda: "none")
        self.heard_at = {}
        self.believed = {}  # the newest that didn't fail: (millimetres, whether it is suspect)
        self.changes = []

    def go_to(self, name, level, at):
        if level != self.present[name]:
            self.present[name] = level
            self.changes.append((minute(at), "stage", "v" + name, level))

    def end_of_silence(self, name, now):
        heard_at = self.heard_at.get(name)
        if heard_at is not None and now - heard_at >= SILENCE:
            self.go_to(name, "none", heard_at + SILENCE)

    def take(self, name, at, value, flag):
        """A reading that fails is no evidence, though the gauge was heard; one that is suspect is
        not enough for red."""
        self.end_of_silence(name, at)
        self.heard_at[name] = at
        if flag != 4:
            self.believed[name] = value, flag == 3
        if name in self.believed:
            self.go_to(name, self.level(name, *self.believed[name]), at)

    def level(self, name, value, suspect):
        levels = self.levels[name]
        if value >= levels.flood:
            return "orange" if suspect else "red"
        if levels.warn is None:
            # Whether it is above the warn level can't be told: an alarm that stands goes no lower.
            return "none" if self.present[name] == "none" else "yellow"
        return "yellow" if value >= levels.warn else "none"


def expected(register, observations):
    """[(minute, rule, village, level)] by the reference, sorted."""
    names = sorted({one.station for one in observations})
    places = {name: (float(register[name]["lon"]), float(register[name]["lat"]))
              for name in names}
    own = {name: own_limits(levels_of(register[name])) for name in names}
    trust = TrustReference(LIMITS, places, own)
    alarms = Alarms({name: register[name] for name in names})
    for one in observations:
        value = millimetres(one.value)
        alarms.take(one.station, one.at, value, trust.check(one.station, one.at, value).flag)
    for name in names:
        alarms.end_of_silence(name, observations[-1].at)
    return sorted(alarms.changes)
