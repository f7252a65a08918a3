"""How well warnings foretold floods: hits, misses, false alarms, POD, FAR, CSI and lead time.

A flood of a station begins with its first reading at or above the flood level of its register and
ends with the last that is followed by none for six hours. A warning begins when the alarm rises
from nothing to the level asked about, and two less than six hours apart are one. A flood is hit
where a warning began not later than its first reading and stands then, or ended less than six
hours before; a warning without such a flood is a false alarm. Lead time is from the beginning of
the warning to the flood's first reading; zero is a hit that came with the flood.

POD = hits / (hits + misses), FAR = false alarms / (hits + false alarms), CSI = hits / (hits +
misses + false alarms): Jolliffe and Stephenson, Forecast Verification, chapter 3, as recommended
by WMO's Joint Working Group on Forecast Verification Research. Warnings and floods are counted
each by itself, so that FAR is of warnings: false alarms / warnings.
"""

import collections
import datetime
import statistics

from reference import SEVERITY

APART = datetime.timedelta(hours=6)

Spell = collections.namedtuple("Spell", "station begin end")


def merged(spells):
    """Spells of one station, in order, those less than six hours apart made one."""
    found = []
    for spell in spells:
        if found and spell.begin - found[-1].end < APART:
            found[-1] = found[-1]._replace(end=max(found[-1].end, spell.end))
        else:
            found.append(spell)
    return found


def floods(observations, flood_level):
    """Of all stations; flood_level: by station, in the unit of the values."""
    reached = collections.defaultdict(list)
    for station, at, value in observations:
        if value >= flood_level[station]:
            reached[station].append(Spell(station, at, at))
    return [spell for station in sorted(reached) for spell in merged(reached[station])]


def warnings(changes, level, end):
    """From changes (moment, station, level) in the order of time: when the alarm stood at the level
    or above it."""
    stands, spells = {}, collections.defaultdict(list)
    for at, station, to in changes:
        if SEVERITY[to] >= SEVERITY[level]:
            stands.setdefault(station, at)
        elif station in stands:
            spells[station].append(Spell(station, stands.pop(station), at))
    for station, begin in stands.items():
        spells[station].append(Spell(station, begin, end))
    return [spell for station in sorted(spells) for spell in merged(spells[station])]


FIELDS = ("floods", "warnings", "hits", "misses", "false_alarms", "pod", "far", "csi",
          "without_lead", "lead_median", "lead_least", "lead_most")
COUNTS = ("floods", "warnings", "hits", "misses", "false_alarms", "without_lead")


def ratio(part, whole):
    return f"{part / whole:.2f}" if whole else "-"


class Skill(collections.namedtuple("Skill", FIELDS)):
    """Ratios and minutes are texts; "-" where there is nothing to divide by."""

    @classmethod
    def of_counts(cls, floods, warnings, hits, misses, false_alarms, without_lead, leads=()):
        lead = (statistics.median(leads), min(leads), max(leads)) if leads else ()
        return cls(floods, warnings, hits, misses, false_alarms, ratio(hits, hits + misses),
                   ratio(false_alarms, warnings), ratio(hits, hits + misses + false_alarms),
                   without_lead, *([f"{number:.0f}" for number in lead] or ["-"] * 3))


def verify(happened, given, period):
    """The skill of all warnings given for the floods that happened in a period; warnings count
    where they began in it."""
    by_station = collections.defaultdict(list)
    for spell in given:
        by_station[spell.station].append(spell)
    leads, true_warnings = [], set()
    for flood in happened:
        before = [spell for spell in by_station[flood.station]
                  if spell.begin <= flood.begin and flood.begin - spell.end < APART]
        true_warnings.update(before)
        if before:
            leads.append(round((flood.begin - before[-1].begin).total_seconds() / 60))
    counted = {spell for spell in given if period[0] <= spell.begin < period[1]}
    return Skill.of_counts(floods=len(happened), warnings=len(counted), hits=len(leads),
                           misses=len(happened) - len(leads),
                           false_alarms=len(counted - true_warnings),
                           without_lead=leads.count(0), leads=leads)


def table(named):
    """Rows (name, ..., Skill) as text under one header."""
    rows = [["what", "floods", "warned", "hits", "misses", "false", "POD", "FAR", "CSI", "lead 0",
             "lead, min", "least", "most"]]
    rows += [[name, *map(str, skill)] for name, skill in named]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(text.ljust(width) if i == 0 else text.rjust(width)
                               for i, (text, width) in enumerate(zip(row, widths)))
                     for row in rows)
