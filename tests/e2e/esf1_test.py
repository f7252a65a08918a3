"""ESF-1 as a user would run it: the plan that bench/esf1/make_plan writes, the stream as a CSV file, and
`fenghuo replay`. The counts are those of the published table, in order and late."""

import collections
import json
import pathlib
import subprocess
import tempfile
import unittest

from engine import BINARY, SOURCE

# 1000 stations, 300 rounds.
IN_ORDER = {"raised R1": 265, "cleared R1": 117, "R2": 300, "R3": 302, "R4": 1223, "R5": 3235,
            "R6": 2533, "R7": 47, "R8": 14}
# Late, 1000 rounds; 1081 readings come too late.
LATE = {"raised R1": 1092, "cleared R1": 977, "R2": 1240, "R3": 1246, "R4": 5503, "R5": 13336,
        "R6": 10237, "R7": 169, "R8": 59}


def replayed(rounds, *options, variant=()):
    """What was told, counted by rule; and how many observations were left out."""
    generator = pathlib.Path(BINARY).parent / "bench" / "esf1_generate"
    told = collections.Counter()
    left_out = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([SOURCE / "bench" / "esf1" / "make_plan", "1000", folder, *variant],
                       check=True)
        stream = pathlib.Path(folder) / "stream.csv"
        with stream.open("wb") as out:
            subprocess.run([generator, "1000", str(rounds), "--wide", *options], stdout=out,
                           check=True)
        done = subprocess.run([BINARY, "replay", folder, "--input", str(stream)], check=True,
                              stdout=subprocess.PIPE, text=True)
    for line in done.stdout.splitlines():
        fact = json.loads(line)
        if fact["fact"] in ("alarm_raised", "alarm_cleared"):
            told[f"{fact['fact'].removeprefix('alarm_')} {fact['rule']}"] += 1
        elif fact["fact"] == "rule_fired":
            told[fact["rule"]] += 1
        elif fact["fact"] == "observation_doubted":
            left_out += fact.get("observations", 1)
    return dict(told), left_out


class Esf1(unittest.TestCase):

    def test_in_order(self):
        told, left_out = replayed(300)
        self.assertEqual(told, IN_ORDER)
        self.assertEqual(left_out, 0)

    def test_with_every_value_tested(self):
        told, left_out = replayed(300, variant=("trusted",))
        self.assertEqual(told, IN_ORDER)
        self.assertEqual(left_out, 0)

    def test_late(self):
        told, left_out = replayed(1000, "--late")
        self.assertEqual(told, LATE)
        self.assertEqual(left_out, 3 * 1081)

    def test_variants(self):
        """V2 and V3, a short stream: esf1_speed fails unless its counts equal the slow reference's."""
        for variant, *count in (("many",), ("ranges", "200"), ("ways",)):
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run([SOURCE / "bench" / "esf1" / "make_plan", "1000", folder, variant,
                                *count], check=True)
                done = subprocess.run(
                    [pathlib.Path(BINARY).parent / "bench" / "esf1_speed", folder, "1000", "60",
                     "--" + variant], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 0, done.stderr[:2000])
                self.assertIn("counts equal", done.stdout)

    def test_the_last_moment_is_judged_too(self):
        """Its readings wait for others of the same moment, and then nothing comes."""
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([SOURCE / "bench" / "esf1" / "make_plan", "20", folder], check=True)
            stream = pathlib.Path(folder) / "stream.csv"
            stream.write_text("time,station,level\n2026-01-01T00:00:00Z,3,3000\n"
                              "2026-01-01T00:00:10Z,3,4000\n")
            done = subprocess.run([BINARY, "replay", folder, "--input", str(stream)],
                                  capture_output=True, text=True, check=True)
        self.assertEqual([fact["area"] for fact in map(json.loads, done.stdout.splitlines())
                          if fact["fact"] == "alarm_raised"], ["3"])

    def test_rows_of_many_columns(self):
        """Lines that would make more than a record takes in are not put together."""
        columns = [f"p{i}" for i in range(6000)]
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([SOURCE / "bench" / "esf1" / "make_plan", "20", folder], check=True)
            stream = pathlib.Path(folder) / "stream.csv"
            with stream.open("w") as out:
                out.write("time,station," + ",".join(columns) + "\n")
                for station in range(3):
                    out.write(f"2026-01-01T00:00:00Z,{station}," + ",".join(["1"] * 6000) + "\n")
            done = subprocess.run([BINARY, "replay", folder, "--input", str(stream)],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0)
            self.assertEqual(done.stderr, "fenghuo: properties that no rule asks for: 6000, the "
                                          "first 'p0'\n")


if __name__ == "__main__":
    unittest.main()
