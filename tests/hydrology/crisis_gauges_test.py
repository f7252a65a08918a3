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
from expected_tables import differing, read_skill, read_table
from gauge_skill import GaugeFloods, total
from replay import alarm_changes, facts, write_observations
from skill import table

# The month of the great flood; FENGHUO_WHOLE=1 replays all eight.
MONTHS = recordings.GAUGE_MONTHS if recordings.WHOLE else ("2025-09",)

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
    "2000000089": "350.31 m from its first reading, with a wobble of 0.4 m",
    "4300000044": "13.64 m from its first reading to its last, while its neighbours rose",
    "0400000024": "in frost, at night, up to 20 m above its flood level",
}
# Likewise, but some of their readings are like those of a flood in all that trust.yaml tests: the
# table of what we can't tell. That would take their own past, the weather, or a person.
NOT_REJECTED = {
    "2000000004": "jumps from 732.54 to 736.50 m, in two or three hours or twice running",
    "2000000037": "760.2 to 760.6 m, at the sluice of a lake, while its neighbours rise",
    "0400000035": "in frost it jumps by 2.8 m within an hour, and then sinks as slowly as a flood",
    "2420300016": "a pond that is filled by 0.8 m within the hour, up to its flood level",
}


class CrisisGauges(unittest.TestCase):
    maxDiff = 4000

    @classmethod
    def setUpClass(cls):
        if not recordings.are_here():
            raise unittest.SkipTest("the shared data are not here")
        cls.register = recordings.gauge_register()

    def replay(self, register, observations, for_each="village"):
        """All facts, in order."""
        names = sorted({one.station for one in observations})
        with tempfile.TemporaryDirectory(prefix="fenghuo-hydrology-") as folder:
            folder = pathlib.Path(folder)
            plan = crisis_gauges.plan(folder / "plan", register, names, for_each)
            path = write_observations(folder / "observations.csv", observations)
            yield from facts(plan, path)

    def test_months(self):
        if not recordings.WHOLE:
            left_out = sorted(set(recordings.GAUGE_MONTHS) - set(MONTHS))
            print("crisis gauges: left out but for the gauges with known faults:",
                  ", ".join(left_out) + "; FENGHUO_WHOLE=1 replays all", file=sys.stderr)
        skills = []
        for month in MONTHS:
            with self.subTest(month):
                observations = list(recordings.gauges([month]))
                expected = read_table("gauges-" + month)
                reference = crisis_gauges.expected(self.register, observations)
                self.assertEqual(differing(expected, reference), [],
                                 "the reference and its table differ")
                changes = alarm_changes(self.replay(self.register, observations))
                self.check_known(month, changes)
                self.assertEqual(differing(expected, changes), [])
                skills.append(GaugeFloods(self.register, observations).rows(month, changes))
        rows = [row for month in skills for row in month]
        rows += total(skills) if len(skills) == len(recordings.GAUGE_MONTHS) else []
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

    def test_known_faults(self):
        """The months that are left out, for the gauges with known faults alone and those around
        them, which could vouch for them."""
        faulty = [*REJECTED, *NOT_REJECTED]
        near = crisis_gauges.with_neighbours(self.register, faulty)
        for month in recordings.GAUGE_MONTHS:
            if month in MONTHS:
                continue
            with self.subTest(month):
                whole = list(recordings.gauges([month]))
                # The last of all, so that silences end when they do in the whole month.
                observations = [one for one in whole[:-1] if one.station in near] + whole[-1:]
                # Of the others, some neighbours are missing here.
                expected = [row for row in read_table("gauges-" + month) if row[2][1:] in faulty]
                changes = [row for row in alarm_changes(self.replay(self.register, observations))
                           if row[2][1:] in faulty]
                self.check_known(month, changes)
                self.assertEqual(differing(expected, changes), [])

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

    def compare_small(self, levels, expected):
        """Hourly levels of one gauge, through the engine, for its village and for itself, and the
        reference."""
        row = {"lon": "139", "lat": "35", "start_level_m": "5", "warn_level_m": "8",
               "flood_level_m": "9"}
        begin = datetime.datetime(2026, 1, 1, tzinfo=recordings.JAPAN)
        observations = [
            recordings.Observation(begin + datetime.timedelta(hours=i), "gauge",
                                   "water_level", level)
            for i, level in enumerate(levels)]
        changes = crisis_gauges.expected({"gauge": row}, observations)
        self.assertEqual([level for *_, level in changes], expected)
        self.assertEqual(alarm_changes(self.replay({"gauge": row}, observations)), changes)
        of_stations = alarm_changes(self.replay({"gauge": row}, observations, "station"))
        self.assertEqual([(*row[:2], "v" + row[2], row[3]) for row in of_stations], changes)

    def test_believed_after_a_failure(self):
        """A red that was withheld is looked at again, also where a reading failed in between: the
        26th is flat for 24 hours, and the one after it has moved."""
        self.compare_small(["8.90"] + ["10.00"] * 25 + ["10.40", "10.42"],
                           ["yellow", "red", "orange", "red"])

    def test_impossible_is_no_movement(self):
        self.compare_small(["8.99", "20.00", "9.01"], ["yellow", "orange"])

    def test_impossible_was_not_seen_below(self):
        self.compare_small(["9.10", "-20.00", "9.50"], ["orange"])


if __name__ == "__main__":
    if "FENGHUO_BINARY" not in os.environ:
        sys.exit("FENGHUO_BINARY should name the program")
    unittest.main(verbosity=2)
