"""Fires seen by a satellite through the pack `forest-fire`, each as a report: each alarm must
change when, and only when, the slow reference says so."""

import os
import pathlib
import sys
import tempfile
import unittest

import shared_data
import fires
from reference import judge
from replay import alarm_changes, facts


class Fires(unittest.TestCase):
    maxDiff = 4000

    def test_west_of_canada_august_2017(self):
        shared_data.are_here(self, "other-sensors")
        seen = fires.seen()
        wanted = []
        for village in {fire.village for fire in seen}:
            told = [(fire.at, 1) for fire in seen if fire.village == village]
            wanted += [(at.isoformat()[:16], "forest-fire-seen", village, level)
                       for at, level in judge(fires.FireSeen(), told, seen[-1].at)]
        with tempfile.TemporaryDirectory(prefix="fenghuo-recorded-") as folder:
            folder = pathlib.Path(folder)
            plan = fires.plan(folder / "plan", seen)
            path = fires.write_reports(folder / "reports.jsonl", seen)
            self.assertEqual(alarm_changes(facts(plan, path)), sorted(wanted))
        print(f"{len(seen)} reports, {len(wanted)} changes of alarms", file=sys.stderr)
        self.assertGreater(len(wanted), 20)


if __name__ == "__main__":
    if "FENGHUO_BINARY" not in os.environ:
        sys.exit("FENGHUO_BINARY should name the program")
    unittest.main(verbosity=2)
