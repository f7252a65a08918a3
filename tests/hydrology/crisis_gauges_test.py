"""Japan's crisis gauges through the engine: the floods of 21 September 2025 must be raised, gauges
that are stuck, frozen or stale must not, and each change of each alarm is as the slow reference
says. Prints the skill of the warnings, and compares it with the committed table."""

import datetime
import os
import pathlib
import sys
import tempfile
import unittest

import crisis_gauges
import recordings
from expected_tables import read_skill, read_table
from gauge_skill import GaugeFloods, total
from replay import alarm_changes, facts, write_observations
from skill import table

# One month with the great flood, one of frost; FENGHUO_WHOLE=1 replays all eight.
MONTHS = recordings.GAUGE_MONTHS if recordings.WHOLE else ("2025-09", "2026-01")

# Crossed their flood level in the night of 20 to 21 September 2025 while their neighbours rose.
RAISED = {
    "0100000118", "0100000119", "0100000257", "0100000393", "0100000394", "0100000395",
    "0100000534", "0100000536", "0100000537", "0100000541", "0110000009", "1600000086",
    "1700000128", "2300000028"}
# Above their flood level in the recordings for a fault of theirs, as their series show.
REJECTED = {
    "8100000049": "reads 24.8 to 75 m where its register goes from 21.2 to 23.8",
    "4321300007": "40.71 m, 76 times, where its register goes from 6 to 9",
    "0100000525": "125.32 m from its first reading to its last",
    "1200000094": "10.69 to 10.74 m all through December",
}
# Likewise, but some of their readings pass all tests of trust.yaml: the table of what we can't
# tell.
NOT_REJECTED = {
    "2000000089": "350.31 m from its first reading, with a wobble of 0.4 m",
    "2000000004": "jumps between 732.54 and 736.50 m, sometimes in more than an hour",
    "2000000037": "760.2 to 760.6 m, at the sluice of a lake",
    "0400000024": "in frost, at night, up to 20 m above its flood level",
    "0400000035": "in frost, at night, up to 17 m above its flood level",
    "4300000044": "13.64 m from its first reading to its last, while its neighbours rose",
    "2420300016": "a pond that stands at its flood level for weeks",
}


class CrisisGauges(unittest.TestCase):
    maxDiff = 4000

    @classmethod
    def setUpClass(cls):
        if not recordings.are_here():
            raise unittest.SkipTest("the shared data are not here")
        cls.register = recordings.gauge_register()

    def replay(self, register, observations):
        """All facts, in order."""
        names = sorted({one.station for one in observations})
        with tempfile.TemporaryDirectory(prefix="fenghuo-hydrology-") as folder:
            folder = pathlib.Path(folder)
            plan = crisis_gauges.plan(folder / "plan", register, names)
            path = write_observations(folder / "observations.csv", observations)
            yield from facts(plan, path)

    def test_months(self):
        if not recordings.WHOLE:
            print("crisis gauges:", ", ".join(MONTHS), "of", len(recordings.GAUGE_MONTHS),
                  "months; FENGHUO_WHOLE=1 replays all", file=sys.stderr)
        skills = []
        for month in MONTHS:
            with self.subTest(month):
                observations = list(recordings.gauges([month]))
                expected = read_table("gauges-" + month)
                self.assertEqual(crisis_gauges.expected(self.register, observations), expected,
                                 "the reference and its table differ")
                changes = alarm_changes(self.replay(self.register, observations))
                self.assertEqual(changes, expected)
                self.check_known(month, changes)
                skills.append(GaugeFloods(self.register, observations).rows(month, changes))
        rows = [row for month in skills for row in month]
        rows += total(skills) if recordings.WHOLE else []
        print(table(rows))
        committed = dict(read_skill("gauges-skill"))
        for what, skill in rows:
            self.assertEqual(skill, committed[what], what)

    def check_known(self, month, changes):
        red = {village[1:] for _, _, village, level in changes if level == "red"}
        self.assertEqual(red & set(REJECTED), set())
        for station in sorted(red & set(NOT_REJECTED)):
            print(f"{month}: {station} is raised to red and should not be:",
                  NOT_REJECTED[station], file=sys.stderr)
        if month == "2025-09":
            night = {village[1:] for minute, _, village, level in changes
                     if level == "red" and "2025-09-20T18" <= minute < "2025-09-21T18"}
            self.assertEqual(RAISED - night, set())

    def test_stale(self):
        """Observations months or years old that arrive on 12 September 2025."""
        register = self.register
        now = next(one for one in recordings.gauges(["2025-09"])
                   if one.at.isoformat() >= "2025-09-12T00:00:00")
        stale = list(recordings.stale_gauges())
        later = now._replace(at=now.at + crisis_gauges.SILENCE)
        replayed = list(self.replay(register, [now, *stale, later]))
        self.assertEqual([row for row in alarm_changes(replayed) if row[2] != "v" + now.station],
                         [])
        doubted = [fact["station"] for fact in replayed if fact["fact"] == "observation_doubted"]
        # What can't be at all fails by its range, before anybody asks how late it is.
        possible = [one.station for one in stale
                    if crisis_gauges.is_possible(register[one.station], one.value)]
        self.assertGreater(len(possible), 20)
        self.assertEqual(sorted(doubted), sorted(possible))

    # The engine forgets to look again: a red that was withheld stays orange once a reading has
    # failed in between (flat for 24 hours), also when the gauge moves and is believed. Whoever
    # mends it takes this mark away; December 2025 has one such row, for which FENGHUO_WHOLE=1
    fails until then. @unittest.expectedFailure
    def test_believed_after_a_failure(self):
        row = {"lon": "139", "lat": "35", "start_level_m": "5", "warn_level_m": "8",
               "flood_level_m": "9"}
        begin = datetime.datetime(2026, 1, 1, tzinfo=recordings.JAPAN)
        levels = ["10.00"] * 25 + ["10.40", "10.42"]
        observations = [
            recordings.Observation(begin + datetime.timedelta(hours=i), "stuck",
                                   "water_level", level)
            for i, level in enumerate(levels)]
        register = {"stuck": row}
        expected = crisis_gauges.expected(register, observations)
        self.assertEqual([level for *_, level in expected], ["orange", "red"])
        self.assertEqual(alarm_changes(self.replay(register, observations)), expected)


if __name__ == "__main__":
    if "FENGHUO_BINARY" not in os.environ:
        sys.exit("FENGHUO_BINARY should name the program")
    unittest.main(verbosity=2)
