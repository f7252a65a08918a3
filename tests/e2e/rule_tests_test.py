"""`fenghuo test` as its users see it: what passes, fails and is wrong, in each of its outputs."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

from engine import BINARY, SOURCE

PASSING = """
coverage: {minimum: 100%}
tests:
  - name: the flow rises and falls
    input:
      - station: "0000000001"
        flow: "1 30 70 150 500 1"
    expect:
      - {at: 0m, rule: ravine, area: below, level: none}
      - {at: 5m, rule: ravine, area: below, level: blue, reason: "30"}
      - {at: 10m, rule: ravine, area: below, level: yellow}
      - {at: 15m, rule: ravine, area: below, level: orange}
      - {at: 20m, rule: ravine, area: below, level: red, reason: 流量}
      - {at: 25m, rule: ravine, area: below, level: none}
"""
FAILING = """
tests:
  - name: too little
    input:
      - {station: "0000000001", flow: "29.9"}
    expect:
      - {at: 0m, rule: ravine, area: below, level: none}
      - {at: 0m, rule: ravine, area: below, level: blue}
"""
WRONG = """
tests:
  - name: wrong
    input:
      - {station: "0000000002", flow: "1x"}
    expect:
      - {at: 0m, rule: ravin, area: below, level: blue}
"""


class RuleTests(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fenghuo-rule-tests-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.plan = self.folder / "plan"
        shutil.copytree(SOURCE / "tests" / "e2e" / "plans" / "poyo", self.plan)
        (self.plan / "tests").mkdir()

    def write(self, name, text):
        (self.plan / "tests" / name).write_text(text)

    def run_verb(self, *options, language="en"):
        done = subprocess.run([BINARY, "--lang", language, "test", str(self.plan), *options],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def test_what_passes(self):
        self.write("a.yaml", PASSING)
        status, out, err = self.run_verb()
        self.assertEqual((status, err), (0, ""), out)
        self.assertRegex(out, r"(?m)^ok    tests/a\.yaml:4:5  the flow rises and falls$")
        self.assertIn("rules 1/1, levels 4/4, branches 8/8 (100%)", out)
        self.assertRegex(out, r"1 tests, 0 failed, in [0-9.]+ s\n$")
        self.assertIn("1 个测试，0 个失败", self.run_verb(language="zh")[1])

    def test_what_fails_says_what_was_expected_what_stood_and_why(self):
        self.write("b.yaml", FAILING)
        status, out, _ = self.run_verb()
        self.assertEqual(status, 1)
        self.assertIn("FAIL  tests/b.yaml:3:5  too little", out)
        self.assertIn("tests/b.yaml:8:9: too little\n  expected  ravine below: blue\n"
                      "  stood     no alarm\n", out)
        self.assertIn("blue: flow.last = 29.9 >= 30  does not hold (Ravine)", out)
        self.assertIn("branches 4/8 (50%)", out)
        self.assertIn("blue  flow.last >= 30  never seen to hold", out)
        self.assertNotIn("tests/b.yaml:7:9", out, "what holds is not told")

    def test_too_little_covered_fails(self):
        self.write("a.yaml", PASSING.replace("150 500 1", "150 1").replace(
            "      - {at: 20m, rule: ravine, area: below, level: red, reason: 流量}\n", "").replace(
            "at: 25m", "at: 20m"))
        status, out, _ = self.run_verb()
        self.assertEqual(status, 1, out)
        self.assertIn("branches 7/8 (87.5%)", out)
        self.assertIn("not enough: branches must be at least 100%", out)
        self.assertEqual(self.run_verb("--only", "rises")[0], 0, "a part can't cover all")

    def test_all_that_is_wrong_at_once(self):
        self.write("a.yaml", WRONG)
        self.write("b.yaml", "tests:\n  - nam: x\n    expect: []\n")
        status, out, err = self.run_verb()
        self.assertEqual((status, out), (1, ""))
        self.assertEqual([re.match(r"[^ ]+:\d+:\d+: ", line).group() for line in
                          err.splitlines()[:-1]],
                         ["tests/a.yaml:5:19: ", "tests/a.yaml:5:40: ", "tests/a.yaml:7:24: ",
                          "tests/b.yaml:2:5: ", "tests/b.yaml:2:5: ", "tests/b.yaml:3:13: "])
        self.assertIn("there is no station '0000000002'; did you mean '0000000001'?", err)
        self.assertIn("there is no rule 'ravin'; did you mean 'ravine'?", err)
        self.assertIn("unknown key 'nam'; did you mean 'name'?", err)
        self.assertIn("是否为“ravine”？", self.run_verb(language="zh")[2])

    def test_nothing_to_test(self):
        self.assertEqual(self.run_verb()[0], 1)
        self.write("a.yaml", PASSING)
        status, _, err = self.run_verb("--only", "no such name")
        self.assertEqual(status, 1)
        self.assertIn("no test has 'no such name'", err)

    def test_json(self):
        self.write("a.yaml", PASSING)
        self.write("b.yaml", FAILING)
        status, out, _ = self.run_verb("--format", "json")
        self.assertEqual(status, 1)
        report = json.loads(out)
        self.assertFalse(report["ok"])
        self.assertEqual([test["ok"] for test in report["tests"]], [True, False])
        failure = report["tests"][1]["failures"][0]
        self.assertEqual((failure["file"], failure["line"], failure["column"]),
                         ("tests/b.yaml", 8, 9))
        self.assertEqual(report["coverage"]["branches"], {"covered": 8, "all": 8, "share": 1})
        self.assertEqual(report["coverage"]["by_rule"][0]["levels"][3],
                         {"level": "red", "stood": True})

    def test_junit(self):
        self.write("a.yaml", PASSING)
        self.write("b.yaml", FAILING)
        path = self.folder / "junit.xml"
        self.assertEqual(self.run_verb("--junit", str(path))[0], 1)
        suites = xml.etree.ElementTree.parse(path).getroot()
        self.assertEqual([(suite.get("name"), suite.get("tests"), suite.get("failures"))
                          for suite in suites],
                         [("tests/a.yaml", "1", "0"), ("tests/b.yaml", "1", "1"),
                          ("coverage", "1", "0")])
        failure = suites[1].find("testcase/failure")
        self.assertEqual(failure.get("message"), "expected ravine below: blue, stood no alarm")
        self.assertIn("tests/b.yaml:8:9", failure.text)
        self.assertEqual(self.run_verb("--junit", str(self.folder / "no" / "junit.xml"))[0], 1)

    def test_the_example_plan(self):
        self.plan = SOURCE / "plans" / "qingxi"
        status, out, err = self.run_verb()
        self.assertEqual(status, 0, out + err)


if __name__ == "__main__":
    unittest.main(verbosity=2)
