"""Writes the expected tables anew, from the recordings by the slow reference alone; the engine has
no part in it.

    FENGHUO_WHOLE=1 python3 tests/hydrology/write_expected.py [FLOOD ...]

Floods are those of floods.py, and `gauges`.
"""

import sys

import crisis_gauges
import recordings
from expected_tables import write_skill, write_table
from floods import FLOODS
from gauge_skill import GaugeFloods, total


def write_gauges():
    register = recordings.gauge_register()
    skills = []
    for month in recordings.GAUGE_MONTHS:
        observations = list(recordings.gauges([month]))
        changes = crisis_gauges.expected(register, observations)
        write_table("gauges-" + month, changes)
        print(f"gauges {month}: {len(changes)} changes")
        skills.append(GaugeFloods(register, observations).rows(month, changes))
    write_skill("gauges-skill", [row for rows in skills for row in rows] + total(skills))


def main(names):
    if not recordings.are_here():
        sys.exit("the shared data are not here")
    unknown = set(names) - {flood.name for flood in FLOODS} - {"gauges"}
    if unknown:
        sys.exit("no such flood: " + ", ".join(sorted(unknown)))
    for flood in FLOODS:
        if names and flood.name not in names:
            continue
        if flood.has_parts and not recordings.WHOLE:
            print(f"{flood.name}: not written; only FENGHUO_WHOLE=1 reads all of it")
            continue
        changes = flood.expected(list(flood.observations()))
        write_table(flood.name, changes)
        print(f"{flood.name}: {len(changes)} changes")
    if not names or "gauges" in names:
        write_gauges()


if __name__ == "__main__":
    main(sys.argv[1:])
