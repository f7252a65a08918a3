"""Writes the expected tables anew, from the recordings by the slow reference alone; the engine has
no part in it.

    FENGHUO_WHOLE=1 python3 tests/hydrology/write_expected.py [FLOOD ...]
"""

import sys

import recordings
from expected_tables import write_table
from floods import FLOODS


def main(names):
    if not recordings.are_here():
        sys.exit("the shared data are not here")
    unknown = set(names) - {flood.name for flood in FLOODS}
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


if __name__ == "__main__":
    main(sys.argv[1:])
