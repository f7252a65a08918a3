"""`fenghuo replay` over the log of an engine that ran: what another plan would have done, and how
good the warnings were."""

import datetime
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from engine import BINARY, CHINA, Engine, SOURCE, wait_for

PLAN = SOURCE / "tests" / "e2e" / "plans" / "poyo"
STATION = "0000000001"
START = datetime.datetime(2026, 7, 1, 8, 0, tzinfo=CHINA)
# Minutes after the start, and flow.
FLOWS = [(1, 10), (11, 35), (21, 80), (31, 600), (41, 80), (51, 10)]


def run(*arguments):
    done = subprocess.run([BINARY, "--lang", "en", *arguments], capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout, done.stderr


def observations():
    return "time,station,property,value\n" + "".join(
        f"{(START + datetime.timedelta(minutes=minute)).isoformat()},{STATION},flow,{flow}\n"
        for minute, flow in FLOWS)


class WhatIf(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fenghuo-what-if-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.input = self.folder / "flow.csv"
        self.input.write_text(observations())

    def plan_with(self, replacements):
        target = self.folder / f"plan-{len(list(self.folder.iterdir()))}"
        shutil.copytree(PLAN, target)
        rules = target / "rules" / "flow.yaml"
        text = rules.read_text()
        for old, new in replacements.items():
            self.assertIn(old, text)
            text = text.replace(old, new)
        rules.write_text(text)
        return str(target)

    def test_the_log_with_another_plan(self):
        with Engine(PLAN, "--clock-start", START.isoformat(), "--clock-rate", "240") as engine:
            for minute, flow in FLOWS:
                # The first well after the start, however slow the machine is.
                at = START + datetime.timedelta(minutes=10 + minute)
                wait_for("the clock", lambda: datetime.datetime.fromisoformat(
                    engine.get("/api/v1/state")["clock"]) >= at)
                engine.observe(STATION, "flow", at.isoformat(), flow)
            self.assertEqual(engine.stop(), 0)
            data = ["--data", engine.folder, "--lane", "exercise"]
            status, out, err = run("replay", *data, "--plan", str(PLAN), "--diff")
            self.assertEqual(status, 0, err)
            self.assertIn("alarms before: 1, with the new plan: 1; as before: 1", out)

            lower = self.plan_with({"blue: flow.last() >= 30.0": "blue: flow.last() >= 5.0",
                                    "red: flow.last() >= 500.0": "red: flow.last() >= 900.0"})
            status, out, err = run("replay", *data, "--plan", lower, "--diff", "--format", "json")
            self.assertEqual(status, 0, err)
            report = json.loads(out)
            changes = [(d["change"], d["area"], d.get("level")) for d in report["differences"]]
            self.assertEqual(changes, [("earlier", "below", "blue"), ("lower", "below", "orange")])
            self.assertAlmostEqual(report["differences"][0]["minutes"], -10, delta=3)

            status, out, err = run("replay", *data, "--plan", str(PLAN), "--observed",
                                   f"flow>=500@{STATION}")
            self.assertEqual(status, 0, err)
            self.assertRegex(out, r"ravine +red +1 \([01]\) +0 +0 +1 +0 +1 ")

            status, out, err = run("replay", *data, "--plan", lower)
            self.assertEqual(status, 0, err)
            facts = [json.loads(line)["fact"] for line in out.splitlines()]
            self.assertEqual(facts.count("alarm_raised"), 1)

    def test_a_file_through_both_plans(self):
        higher = self.plan_with({"yellow: flow.last() >= 70.0": "yellow: flow.last() >= 100.0"})
        status, out, err = run("replay", str(PLAN), "--input", str(self.input), "--plan", higher,
                               "--diff")
        self.assertEqual(status, 0, err)
        self.assertIn("  Below (below)  later by 10 min  yellow  07-01 08:21 -> 07-01 08:31\n", out)
        self.assertIn("from 2026-07-01T08:01:00+08:00 to 2026-07-01T08:51:00+08:00", out)
        status, out, _ = run("replay", higher, "--input", str(self.input), "--plan", higher,
                             "--diff", "--format", "json")
        self.assertEqual(json.loads(out)["differences"], [])

    def test_verification_by_crossings(self):
        status, out, err = run("replay", str(PLAN), "--input", str(self.input), "--observed",
                               f"flow>=500@{STATION}", "--format", "json")
        self.assertEqual(status, 0, err)
        rows = {row["level"]: row for row in json.loads(out)["verification"]}
        self.assertEqual({level: row["hits"] for level, row in rows.items()},
                         {"blue": 1, "yellow": 1, "orange": 1, "red": 1})
        self.assertEqual(rows["blue"]["lead_min"], {"shortest": 20, "median": 20, "longest": 20})
        self.assertEqual(rows["red"]["lead_min"]["median"], 0)

    def test_verification_by_a_table(self):
        table = self.folder / "observed.csv"
        table.write_text("area,begin,end\n"
                         "below,2026-07-01T08:30:00+08:00,2026-07-01T08:45:00+08:00\n"
                         "below,2026-07-03T08:00:00+08:00,2026-07-03T09:00:00+08:00\n")
        status, out, err = run("replay", str(PLAN), "--input", str(self.input), "--verify",
                               str(table))
        self.assertEqual(status, 0, err)
        self.assertRegex(out, r"ravine +blue +1 \(0\) +1 +0 +0\.5 +0 +0\.5 +19 / 19 / 19")
        self.assertRegex(out, r"ravine +red +1 \(1\) +1 +0 +0\.5 +0 +0\.5 +-1 / -1 / -1")

    def test_what_is_wrong(self):
        table = self.folder / "observed.csv"
        table.write_text("area,begin,end\nbelwo,then,now\n")
        status, out, err = run("replay", str(PLAN), "--input", str(self.input), "--verify",
                               str(table))
        self.assertEqual((status, out), (1, ""))
        self.assertIn("did you mean 'below'?", err)
        self.assertIn("observed.csv:2:7: a time is written", err)
        self.assertIn("observed.csv:2:12: a time is written", err)
        for arguments in (["--input", str(self.input)], [str(PLAN)],
                          [str(PLAN), "--input", str(self.input), "--diff"],
                          [str(PLAN), "--input", str(self.input), "--observed", "flow"]):
            self.assertEqual(run("replay", *arguments)[0], 2, arguments)
        status, _, err = run("replay", str(PLAN), "--input", str(self.input), "--observed",
                             "flow>=1@elsewhere")
        self.assertEqual(status, 1)
        self.assertIn("no observations of this station and property", err)
        empty = self.folder / "empty.csv"
        for words in ("", "time,station,property,value\n"):
            empty.write_text(words)
            self.assertEqual(run("replay", str(PLAN), "--input", str(empty))[0], 1, words)
        self.assertIn("holds no observations", run("replay", str(PLAN), "--input", str(empty))[2])
        self.assertEqual(run("replay", "--data", str(self.folder / "nowhere"), "--plan", str(PLAN),
                             "--diff")[0], 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
