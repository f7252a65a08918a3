"""Our quality flags beside those of the Python package ioos_qc, the reference implementation of
QARTOD, on the same recorded values: each test by itself, flag by flag. The package is installed into
the build folder; where it can't be had the test is skipped with a message."""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from plan_folder import Station, write_plan
from recordings import are_here, koto, plumtree
from replay import facts, write_observations

ENVIRONMENT = pathlib.Path(os.environ.get("FENGHUO_BUILD", tempfile.gettempdir())) / "ioos_qc"
FEW = 4500  # values of each recording; the flood of 1 July is among them
PASS, UNKNOWN, SUSPECT, FAIL = 1, 2, 3, 4

RULE = ("any.yaml", """rules:
  - id: any
    title: {zh: 任意, en: any}
    source: {zh: 试验, en: a test}
    levels: {blue: "water_level.last() >= 1000"}
""")

# The arguments of ioos_qc, and the same in trust.yaml. No limit is a number that a value can be: we
# compare numbers as written, they compare binary fractions.
CASES = {
    "gross_range": ("gross_range_test(values, [0.5, 4.0], [0.8, 2.5])",
                    "gross_range: {fail: [0.5, 4.0], suspect: [0.8, 2.5]}"),
    "spike": ("spike_test(values, 0.0503, 0.2003)", "spike: {suspect: 0.0503, fail: 0.2003}"),
    "rate_of_change": ("rate_of_change_test(values, times, 0.63 / 3600)", "rate_of_change: 0.63"),
    "flat_line": ("flat_line_test(values, times, 7200, 21600, 0.0155)",
                  "flat_line: {tolerance: 0.0155, suspect: 2h, fail: 6h}"),
}

THEIRS = """
import json, sys
import numpy as np
from ioos_qc.qartod import *
given = json.load(sys.stdin)
values = np.array(given["values"])
times = np.array(given["times"], dtype="datetime64[s]")
print(json.dumps([int(flag) for flag in np.ma.filled(eval(given["call"]), 9)]))
"""


def has_package(python):
    return python.exists() and subprocess.run(
        [str(python), "-c", "import ioos_qc.qartod"], capture_output=True).returncode == 0


def installed():
    """The interpreter that has the package; nothing where it can't be had. What an earlier try left
    half done is done again."""
    python = ENVIRONMENT / "bin" / "python"
    if not has_package(python):
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True,
                           capture_output=True)
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", "ioos_qc==3.0.0"],
                           check=True, capture_output=True, timeout=300)
        except (subprocess.SubprocessError, OSError):
            return None
    return python if has_package(python) else None


def regular(observations, minutes):
    """The longest stretch without a hole: ioos_qc counts values where we count time."""
    best, run = [], []
    for one in observations:
        if run and one.at - run[-1].at != datetime.timedelta(minutes=minutes):
            run = []
        run.append(one)
        if len(run) > len(best):
            best = list(run)
    return best[:FEW]


def their_flags(python, call, observations):
    given = {"call": call, "values": [float(one.value) for one in observations],
             "times": [int(one.at.timestamp()) for one in observations]}
    done = subprocess.run([str(python), "-c", THEIRS], input=json.dumps(given), text=True,
                          capture_output=True, check=True)
    return json.loads(done.stdout)


def our_flags(folder, trust, observations):
    """The flag of each value: facts tell where it changes, and later that a value was a spike."""
    station = observations[0].station
    plan = write_plan(folder / "plan", [Station(station)], "+08:00", rules=[RULE],
                      files=[("trust.yaml", "water_level:\n  " + trust + "\n")])
    csv = write_observations(folder / "values.csv", observations)
    changes, spikes = {}, {}
    for fact in facts(plan, csv):
        if fact["fact"] != "quality_changed":
            continue
        at = datetime.datetime.fromisoformat(fact["observed_at"])
        (spikes if fact["tests"] == ["spike"] else changes)[at] = fact["flag"]
    flags, flag = [], PASS
    for one in observations:
        flag = changes.get(one.at, flag)
        flags.append(spikes.get(one.at, flag))
    return flags


@unittest.skipUnless(are_here(), "the shared data are not here")
class BesideIoosQc(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.python = installed()
        if cls.python is None:
            raise unittest.SkipTest("ioos_qc can't be had: no venv, or no package index is reached")

    def compare(self, name, observations):
        for test, (call, trust) in CASES.items():
            with self.subTest(recording=name, test=test), tempfile.TemporaryDirectory() as folder:
                theirs = their_flags(self.python, call, observations)
                ours = our_flags(pathlib.Path(folder), trust, observations)
                # They leave the first and last value unknown where a spike needs both neighbours.
                pairs = [(a, b) for a, b in zip(theirs, ours) if a != UNKNOWN]
                self.assertGreater(len(pairs), len(observations) - 3)
                self.assertEqual([a for a, _ in pairs], [b for _, b in pairs])
                counts = {flag: theirs.count(flag) for flag in sorted(set(theirs))}
                print(f"{name} {test}: {len(pairs)} flags equal, theirs {counts}")
                self.assertGreater(len(counts), 1, "a test that flags nothing shows nothing")

    def test_koto_every_ten_minutes(self):
        self.compare("koto", regular([one for one in koto() if one.property == "water_level"], 10))

    def test_plumtree_every_five_minutes(self):
        self.compare("plumtree",
                     regular([one for one in plumtree() if one.property == "water_level"], 5))


if __name__ == "__main__":
    unittest.main()
