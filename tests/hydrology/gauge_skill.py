"""The skill table of the crisis gauges: by month, for all readings above the flood level and for
the floods that neighbours confirm, and for the night of 21 September 2025."""

import collections
import datetime

from confirmed_floods import Neighbourhood
from crisis_gauges import levels_of, millimetres, own_limits
from recordings import JAPAN
from skill import COUNTS, Skill, floods, verify, warnings

NIGHT = (datetime.datetime(2025, 9, 20, 18, tzinfo=JAPAN),
         datetime.datetime(2025, 9, 21, 18, tzinfo=JAPAN))
# The warn level is what calls people first; red is the flood level by readings that are believed.
LEVELS = {"yellow": "warn level", "orange": "flood level", "red": "flood level, believed"}


def began_in(spells, period):
    return [spell for spell in spells if period[0] <= spell.begin < period[1]]


class GaugeFloods:
    """What happened in one month."""

    def __init__(self, register, observations):
        self.begin, self.end = observations[0].at, observations[-1].at
        values = [(one.station, one.at, millimetres(one.value)) for one in observations]
        names = {one.station for one in observations}
        levels = {name: levels_of(register[name]) for name in names}
        self.all = floods(values, {name: levels[name].flood for name in names})
        places = {name: (float(register[name]["lon"]), float(register[name]["lat"]))
                  for name in names}
        neighbourhood = Neighbourhood(values, places)
        self.confirmed = [
            flood for flood in self.all
            if neighbourhood.confirms(flood, own_limits(levels[flood.station]).fail_high)]

    def rows(self, name, changes):
        """[(what, Skill)] for the changes of alarms: (minute, rule, village, level)."""
        moments = [(datetime.datetime.fromisoformat(minute).replace(tzinfo=JAPAN), village[1:],
                    level) for minute, _, village, level in changes]
        periods = {name: (self.begin, self.end + datetime.timedelta(minutes=1))}
        if self.begin <= NIGHT[0] < self.end:
            periods["night of 21 September"] = NIGHT
        found = []
        for period_name, period in periods.items():
            for level, meaning in LEVELS.items():
                given = warnings(moments, level, self.end)
                for truth, happened in (("all readings", self.all), ("confirmed", self.confirmed)):
                    skill = verify(began_in(happened, period), given, period)
                    found.append((f"{period_name}, {meaning}, {truth}", skill))
        return found


def total(months):
    """The counts of months added up, by meaning and truth; leads don't add up."""
    sums = collections.defaultdict(collections.Counter)
    for rows in months:
        for what, skill in rows:
            if what.startswith("night"):
                continue
            sums[what.partition(", ")[2]].update(
                {field: getattr(skill, field) for field in COUNTS})
    return [("all months, " + what, Skill.of_counts(**counts)) for what, counts in sums.items()]
