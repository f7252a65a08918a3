"""Which readings of many stations are believed: QARTOD's tests for real-time water levels (IOOS,
Manual for Real-Time Quality Control of Water Level Data), each looked for anew in the list of all
readings. Shares no code with the engine.

A spike shows when the reading after it is there. Then it is no longer the newest, which alone our
rules here ask about, so that the spike test changes no alarm and is left out."""

import collections
import datetime
import math

HOUR = datetime.timedelta(hours=1)
HALF_HOUR = datetime.timedelta(minutes=30)

# What is in trust.yaml, once more.
Limits = collections.namedtuple(
    "Limits", "gap rate_per_hour flat_tolerance flat_suspect flat_fail "
    "first_moved within_km neighbour_rate neighbour_stations neighbour_share")
# A station's own, of limits.csv.
Own = collections.namedtuple("Own", "fail_low fail_high suspect_high flat_above seen_below")

# tests: the names of those that object. flag: 1 pass, 3 suspect, 4 fail.
Judged = collections.namedtuple("Judged", "flag tests")


def distance_km(one, other):
    """Great circle, by the haversine; places are (longitude, latitude) in degrees."""
    (lon1, lat1), (lon2, lat2) = ([math.radians(x) for x in place] for place in (one, other))
    half = (math.sin((lat2 - lat1) / 2) ** 2 +
            math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def has_moved(run, least):
    """Away from its first reading, at any time."""
    return any(abs(value - run[0][1]) >= least for _, value in run)


class Gauge:
    def __init__(self, place, own):
        self.place, self.own = place, own
        self.all = []  # (at, millimetres) as they came
        self.run = []  # those within the gross range since the last pause
        self.judged = None  # of the newest
        self.heard_at = None

    def trend_mm_per_hour(self):
        """Of the run cut into steps of at least half an hour each, the last may be shorter: from
        the step before the latest whole one."""
        if len(self.run) < 2:
            return None
        steps = self.run[:1]
        for entry in self.run[1:]:
            if entry[0] - steps[-1][0] >= HALF_HOUR:
                steps.append(entry)
        before = steps[-2] if len(steps) > 1 else self.run[-2]
        at, value = self.run[-1]
        # As decimal as the values: 0.15 m in an hour and a half is 0.1 m an hour.
        return round((value - before[1]) / ((at - before[0]) / HOUR), 3)

    def began_within(self, span, now, moved):
        """Whether it has just begun to speak: one that has stood still since is no witness."""
        return bool(self.run) and not has_moved(self.run, moved) and now - self.run[0][0] <= span


class TrustReference:
    def __init__(self, limits, places, own):
        self.limits = limits
        self.gauges = {name: Gauge(place, own[name]) for name, place in places.items()}
        self.near = {}

    def neighbours(self, name):
        if name not in self.near:
            here = self.gauges[name].place
            # A degree of latitude is 111 km: most need no haversine.
            self.near[name] = [other for other, gauge in self.gauges.items() if other != name and
                               abs(gauge.place[1] - here[1]) < self.limits.within_km / 100 and
                               distance_km(here, gauge.place) <= self.limits.within_km]
        return self.near[name]

    def is_missing(self, gauge, now):
        return gauge.judged is None or now - gauge.heard_at > self.limits.gap

    def check(self, name, at, value_mm):
        """What the tests say of a reading that comes now, later than all before it."""
        gauge, limits, own = self.gauges[name], self.limits, self.gauges[name].own
        impossible = not own.fail_low <= value_mm <= own.fail_high
        tests = ["gross_range"] if impossible or value_mm > own.suspect_high else []
        run = gauge.run
        if run and at - run[-1][0] > limits.gap:
            run = []
        if run and abs(value_mm - run[-1][1]) > limits.rate_per_hour * ((at - run[-1][0]) / HOUR):
            tests.append("rate_of_change")
        run = run + [(at, value_mm)]
        # A gauge that is stuck says the same from its first word on, and was never seen rising.
        if not has_moved(run, limits.first_moved) or \
                not any(value < own.seen_below for _, value in run):
            tests.append("first_reading")
        gauge.all.append((at, value_mm))
        flat = self.flat_for(gauge) if value_mm > own.flat_above else datetime.timedelta()
        if flat >= limits.flat_suspect:
            tests.append("flat_line")
        flag = 4 if impossible or flat >= limits.flat_fail else 3 if tests else 1
        gauge.heard_at = at
        if not impossible:
            gauge.run = run
        if flag == 3 and self.is_backed(name, at):
            tests = [test for test in tests if test not in ("rate_of_change", "first_reading")]
            flag = 3 if tests else 1
        gauge.judged = Judged(flag, tuple(tests))
        return gauge.judged

    def flat_for(self, gauge):
        """How long the newest readings have been within the tolerance; pauses don't end it."""
        newest, lowest = gauge.all[-1]
        highest, since = lowest, newest
        for at, value in reversed(gauge.all):
            lowest, highest = min(lowest, value), max(highest, value)
            if highest - lowest >= self.limits.flat_tolerance:
                break
            since = at
            if newest - since >= self.limits.flat_fail:
                break
        return newest - since

    def is_backed(self, name, now):
        """Whether enough of the neighbours that report move the same way. Doubted ones vouch for
        nobody, but where they are new themselves."""
        limits = self.limits
        mine = self.gauges[name].trend_mm_per_hour()
        reporting = moving = 0
        for other in self.neighbours(name):
            gauge = self.gauges[other]
            if self.is_missing(gauge, now) or gauge.judged.flag == 4:
                continue
            reporting += 1
            if set(gauge.judged.tests) - {"rate_of_change", "first_reading"}:
                continue
            trend = gauge.trend_mm_per_hour()
            rising = mine is None or mine > 0
            moves = trend is not None and abs(trend) >= limits.neighbour_rate and \
                (trend > 0) == rising and trend != 0
            moving += moves or gauge.began_within(max(limits.gap, HOUR), now, limits.first_moved)
        return moving >= limits.neighbour_stations and \
            moving >= limits.neighbour_share * reporting
