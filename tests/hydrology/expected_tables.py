"""The committed tables: of what should be concluded (minute, rule, area, level; sorted by text),
and of skill."""

import collections
import csv
import pathlib

from skill import COUNTS, FIELDS, Skill

FOLDER = pathlib.Path(__file__).resolve().parent / "expected"
COLUMNS = ("minute", "rule", "area", "level")


def read_table(name):
    path = FOLDER / (name + ".csv")
    if not path.exists():
        raise FileNotFoundError(f"{path.name} is missing: write it with write_expected.py")
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    if tuple(header) != COLUMNS:
        raise ValueError(f"{path.name}: the header is {header}, it should be {COLUMNS}")
    return [tuple(row) for row in rows]


def write_table(name, rows):
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / (name + ".csv")).open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *sorted(rows)])


def differing(expected, concluded):
    """Rows that only one of the two has, few enough to be read where a table has thousands."""
    expected, concluded = collections.Counter(expected), collections.Counter(concluded)
    return [("expected", *row) for row in sorted((expected - concluded).elements())] + \
        [("concluded", *row) for row in sorted((concluded - expected).elements())]


def read_skill(name):
    """[(what, Skill)]"""
    path = FOLDER / (name + ".csv")
    if not path.exists():
        raise FileNotFoundError(f"{path.name} is missing: write it with write_expected.py")
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    if tuple(header) != ("what", *FIELDS):
        raise ValueError(f"{path.name}: the header is {header}, it should be {('what', *FIELDS)}")
    counts = {FIELDS.index(field) + 1 for field in COUNTS}
    return [(row[0], Skill(*(int(text) if i in counts else text
                             for i, text in enumerate(row) if i > 0))) for row in rows]


def write_skill(name, rows):
    with (FOLDER / (name + ".csv")).open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [("what", *FIELDS), *((what, *skill) for what, skill in rows)])
