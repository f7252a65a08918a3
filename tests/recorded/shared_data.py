"""Where the recordings of the other packs lie, and the folders that these tests share code with."""

import csv
import gzip
import os
import pathlib
import sys

SOURCE = pathlib.Path(os.environ.get("FENGHUO_SOURCE",
                                     pathlib.Path(__file__).resolve().parents[2]))
DATA = SOURCE / ".." / "shared" / "data"
# Plans and replays are written as for the recorded floods; a real engine is run as by tests/e2e.
sys.path += [str(SOURCE / "tests" / "hydrology"), str(SOURCE / "tests" / "e2e")]


def are_here(test, *folders):
    """Ends the test with a message where a folder of the data is missing."""
    for folder in folders:
        if not (DATA / folder).is_dir():
            test.skipTest(f"the shared data are not here: {folder}")


def text_of(*parts):
    with gzip.open(DATA.joinpath(*parts), "rt", encoding="utf-8-sig", newline="") as file:
        return file.read()


def rows(*parts):
    """Of a gzipped CSV file, as dictionaries."""
    return list(csv.DictReader(text_of(*parts).splitlines()))
