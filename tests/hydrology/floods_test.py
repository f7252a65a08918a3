"""Recorded floods through the engine: each alarm must change when, and only when, the slow
reference says so, row by row of the committed table."""

import os
import pathlib
import sys
import tempfile
import unittest

import recordings
from expected_tables import differing, read_table
from floods import FLOODS
from replay import alarm_changes, facts, write_observations


class Floods(unittest.TestCase):
    maxDiff = 4000

    def compare(self, name):
        if not recordings.are_here():
            self.skipTest("the shared data are not here")
        flood = next(flood for flood in FLOODS if flood.name == name)
        observations = list(flood.observations())
        table = read_table(name)
        if flood.has_parts and not recordings.WHOLE:
            print(f"{name}: left out are 19 of 20 stations; FENGHUO_WHOLE=1 replays all",
                  file=sys.stderr)
            areas = {"v" + one.station for one in observations}
            table = [row for row in table if row[2] in areas]
        self.assertGreater(len(table), 0)
        self.assertEqual(differing(table, flood.expected(observations)), [],
                         "the reference and its table differ")
        with tempfile.TemporaryDirectory(prefix="fenghuo-hydrology-") as folder:
            folder = pathlib.Path(folder)
            plan = flood.plan(folder / "plan", observations)
            path = write_observations(folder / "observations.csv", observations)
            self.assertEqual(differing(table, alarm_changes(facts(plan, path))), [])
        return table

    def test_poyo(self):
        table = self.compare("poyo")
        # The sensor is destroyed at 19:00 while red stands: no data is not calm.
        self.assertEqual(table[-1][3], "red")

    def test_alishan(self):
        self.compare("alishan")

    def test_koto(self):
        self.compare("koto")

    def test_plumtree(self):
        self.compare("plumtree")

    def test_dead_run(self):
        self.compare("dead-run")

    def test_amedas(self):
        self.compare("amedas")


if __name__ == "__main__":
    if "FENGHUO_BINARY" not in os.environ:
        sys.exit("FENGHUO_BINARY should name the program")
    unittest.main(verbosity=2)
