"""A month and a week of the world's earthquakes, and bulletins of Japan, through the pack
`earthquake`: each alarm must change when, and only when, the catalogue says so."""

import os
import pathlib
import sys
import tempfile
import unittest

import shared_data
import earthquakes
from replay import alarm_changes, facts, write_observations


class Earthquakes(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        shared_data.are_here(self, "earthquakes")

    def compare(self, feeds):
        sent = earthquakes.observations(feeds)
        wanted = earthquakes.expected(sent)
        with tempfile.TemporaryDirectory(prefix="fenghuo-recorded-") as folder:
            folder = pathlib.Path(folder)
            plan = earthquakes.plan(folder / "plan", feeds)
            path = write_observations(folder / "observations.csv", sent)
            self.assertEqual(alarm_changes(facts(plan, path)), wanted)
        print(f"{len(sent)} values of {len(feeds)} feeds, {len(wanted)} changes of alarms",
              file=sys.stderr)
        return wanted

    def test_a_month_by_network(self):
        wanted = self.compare(earthquakes.by_network(earthquakes.of_month()))
        self.assertGreater(len(wanted), 20)

    def test_a_month_by_surroundings(self):
        wanted = self.compare(earthquakes.by_surroundings(earthquakes.of_month()))
        self.assertGreater(len(wanted), 100)

    def test_a_week_by_network(self):
        self.assertGreater(len(self.compare(earthquakes.by_network(earthquakes.of_week()))), 10)

    def test_a_week_by_surroundings(self):
        wanted = self.compare(earthquakes.by_surroundings(earthquakes.of_week()))
        self.assertGreater(len(wanted), 10)

    def test_bulletins_of_japan(self):
        wanted = self.compare(earthquakes.by_network(earthquakes.of_bulletins()))
        self.assertIn("red", [level for _, _, _, level in wanted])


if __name__ == "__main__":
    if "FENGHUO_BINARY" not in os.environ:
        sys.exit("FENGHUO_BINARY should name the program")
    unittest.main(verbosity=2)
