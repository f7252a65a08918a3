"""All that the NWS had in force at two moments, sent as CAP to a real engine: each village must be
warned by each rule as a plain reading of the XML says, after each warning and while they begin and
expire."""

import bisect
import collections
import datetime
import json
import os
import pathlib
import sys
import tempfile
import unittest

import shared_data
import received_warnings as received
from engine import Engine, wait_for

STANDING = "0.001"  # times the wall's clock: while warnings are sent, it stays in its minute
FAST = "20000"
WATCHED = datetime.timedelta(hours=36)  # most have expired then
ALARMS = ("alarm_raised", "alarm_changed", "alarm_cleared")


def change(fact):
    level = "none" if fact["fact"] == "alarm_cleared" else fact["level"]
    return fact["rule"], fact["area"], level


def clock(engine):
    return datetime.datetime.fromisoformat(engine.get("/api/v1/state")["clock"])


class Warnings(unittest.TestCase):
    maxDiff = 4000

    def send_all(self, engine, warnings, near, now):
        """Sends each, and expects the changes that it makes by itself. What stands then."""
        known, levels, expected = [], {}, {}
        for one in warnings:
            status, text = engine.request("/api/v1/events", one.path.read_bytes(),
                                          {"Content-Type": "application/cap+xml"})
            self.assertEqual(status, 202, (one.path.name, text))
            offset = json.loads(text)["accepted"][0]["offset"]
            known = received.in_force(known, one)
            after = received.standing(known, near, now)
            if after != levels:
                expected[offset] = received.differences(levels, after)
            levels = after
        self.assertEqual(engine.stop(), 0)
        found = collections.defaultdict(set)
        for fact in engine.facts(*ALARMS):
            found[fact["offset"]].add(change(fact))
        self.assertEqual(dict(found), expected)
        return known, levels, sum(len(changes) for changes in expected.values())

    def let_pass(self, engine, known, near, now, levels):
        """Lets the clock run. Where a slow machine looks at two moments together, so does the
        reference."""
        moments = [at for at in received.turns(known, now) if at < now + WATCHED]
        before = len(engine.facts(*ALARMS))
        engine.options[-1] = FAST
        engine.start()
        wait_for("the end", lambda: clock(engine) > now + WATCHED)
        self.assertEqual(engine.stop(), 0)
        found = collections.defaultdict(set)
        for fact in engine.facts(*ALARMS)[before:]:
            at = datetime.datetime.fromisoformat(fact["time"])
            found[moments[bisect.bisect(moments, at) - 1]].add(change(fact))
        expected, together = {}, 0
        for moment in moments:
            after = received.standing(known, near, moment)
            if after == levels:
                continue
            if moment not in found:
                together += 1
                continue
            expected[moment] = received.differences(levels, after)
            levels = after
        self.assertEqual(dict(found), expected)
        self.assertEqual(levels, received.standing(known, near, moments[-1]))
        self.assertLess(together, len(expected), "moments were looked at too late")
        return sum(len(changes) for changes in expected.values())

    def compare(self, name, part):
        shared_data.are_here(self, "cap")
        warnings = received.snapshot(name)
        places = received.villages(warnings)[::part]
        near = received.concerned(warnings, places)
        now = received.SNAPSHOTS[name]
        with tempfile.TemporaryDirectory(prefix="fenghuo-recorded-") as folder:
            plan = received.plan(pathlib.Path(folder) / "plan", places)
            with Engine(plan, "--clock-start", now.isoformat(), "--clock-rate",
                        STANDING) as engine:
                known, levels, sent = self.send_all(engine, warnings, near, now)
                passed = self.let_pass(engine, known, near, now, levels)
        print(f"{len(warnings)} warnings for {len(places)} villages: {sent} changes as they came, "
              f"{passed} as they began and expired", file=sys.stderr)
        self.assertGreater(min(sent, passed), 50)

    def test_14_may_2026(self):
        self.compare("guam-7day", 1)

    def test_15_july_2026(self):
        # A third of its villages: a debug build is slow.
        self.compare("air-quality-alerts", 3)


if __name__ == "__main__":
    if "FENGHUO_BINARY" not in os.environ:
        sys.exit("FENGHUO_BINARY should name the program")
    unittest.main(verbosity=2)
