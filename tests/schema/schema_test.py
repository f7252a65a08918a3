"""The schemas of docs/schema: every file that we ship passes, wrong ones don't, and schema and reader
know the same keys.

    schema_test.py BINARY
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

try:
    import jsonschema
    import yaml
except ImportError:
    # Debian's packages belong to Debian's interpreter; another may come first in the path.
    DEBIANS = "/usr/bin/python3"
    if pathlib.Path(sys.executable).resolve() == pathlib.Path(DEBIANS).resolve():
        raise
    os.execv(DEBIANS, [DEBIANS, *sys.argv])

from scenario_texts import EVERY_KEY, REFUSED_BY_THE_SCHEMA, SCENARIO, WRONG_SCENARIOS

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMAS = ROOT / "docs" / "schema"
# Schema -> the files that it is for, and the sources that read them. Readers name the keys that a
# mapping may have in one way: node.only({"a", "b"}).
FILES = {
    "rules": ["rules/packs/*.yaml", "plans/*/rules/*.yaml", "tests/*/plans/*/rules/*.yaml"],
    "plan": ["plans/*/plan.yaml", "tests/packs/plan.yaml", "tests/*/plans/*/plan.yaml"],
    "tests": ["plans/*/tests/*.yaml", "tests/packs/tests/*.yaml"],
    "trust": ["plans/*/trust.yaml", "tests/packs/trust.yaml"],
    "playbooks": ["playbooks/packs/*.yaml", "plans/*/playbooks/*.yaml"],
    "decisions": ["plans/*/decisions.yaml"],
    "needs": ["plans/*/needs.yaml"],
    "messages": ["plans/*/messages/*.yaml"],
    "routines": ["plans/*/routines.yaml"],
    "scenario": ["plans/*/drills/*.yaml", "simulator/scenarios/*.yaml"],
}
# Of schemas with a reader in common, all names.
READERS = {
    "rules": ["adapters/plan/rule_files.cc", "adapters/plan/yaml_reader.cc"],
    "plan": ["adapters/plan/settings.cc", "adapters/plan/yaml_reader.cc"],
    "tests": ["cli/test_files.cc"],
    "trust": ["adapters/plan/trust_file.cc"],
    "playbooks needs": ["adapters/plan/playbook_files.cc", "adapters/plan/needs_file.cc",
                        "adapters/plan/yaml_reader.cc"],
    "decisions": ["adapters/plan/decisions_file.cc", "adapters/plan/yaml_reader.cc"],
    "messages routines": ["adapters/plan/routine_files.cc", "adapters/plan/yaml_reader.cc"],
    "scenario": ["cli/drill/scenario_file.cc", "cli/drill/scenario_reader.cc",
                 "cli/drill/scenario_channels.cc",
                 "cli/drill/scenario_stations.cc", "cli/drill/scenario_injects.cc",
                 "cli/drill/scenario_expectations.cc", "adapters/plan/yaml_reader.cc",
                 "cli/drill/scenario_models.cc", "cli/drill/model_input.cc",
                 "cli/drill/scenario_flood.cc", "cli/drill/scenario_landslide.cc",
                 "cli/drill/scenario_fire.cc", "cli/drill/scenario_plume.cc",
                 "cli/drill/scenario_epidemic.cc"],
}
# Plans for tests that are wrong on purpose.
WRONG_ON_PURPOSE = "tests/golden/plans/faulty/"
FACT_WORD = re.compile(r"\{Fact::k\w+,\s*\"(\w+)\"\}")
PROPERTY_NAME = re.compile(r"\bProperty\{\"(\w+)\"")
ONLY = re.compile(r"\bonly\(\s*\{(.*?)\}\s*\)", re.S)
LEVELS = {"blue", "yellow", "orange", "red"}


class Loader(yaml.SafeLoader):
    """As our reader sees it: a date is a text, and only true and false are true and false."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known
            if not tag.endswith((":timestamp", ":bool", ":merge"))]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def schema(name):
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text())


def shipped(name):
    patterns = [*FILES[name], *(f"simulator/scenarios/{p}" for p in FILES[name]
                                if p.startswith("plans/*/"))]
    found = sorted(f for pattern in patterns for f in ROOT.glob(pattern))
    return [f for f in found if WRONG_ON_PURPOSE not in str(f) and not is_storm(f)]


def is_storm(file):
    """What `fenghuo play` plays stands in drills/ too; it has no length of its own."""
    return file.parent.name == "drills" and not re.search(r"^lasts:", file.read_text(), re.M)


def faults(name, text):
    validator = jsonschema.Draft7Validator(schema(name))
    return [f"{list(e.absolute_path)}: {e.message}"
            for e in validator.iter_errors(yaml.load(text, Loader))]


def closed_objects(node):
    """The sets of keys of all mappings of a schema that take no others."""
    if isinstance(node, dict):
        if node.get("additionalProperties") is False:
            yield frozenset(node["properties"])
        for part in node.values():
            yield from closed_objects(part)
    elif isinstance(node, list):
        for part in node:
            yield from closed_objects(part)


def keys_read(sources):
    """The sets of keys that the sources say a mapping may have."""
    sets = set()
    for source in sources:
        for keys in ONLY.findall((ROOT / source).read_text()):
            sets.add(frozenset(re.findall(r'"(\w+)"', keys)))
    return sets


RULE = """rules:
  - id: own
    title: {zh: 规, en: rule}
    source: {zh: 源, en: source}
"""
LEVEL = "    levels: {red: \"rain.sum(duration('1h')) >= 50\"}\n"
# Added to RULE: what both the schema and `fenghuo check` must refuse.
WRONG_RULES = {
    "an unknown key": LEVEL + "    colour: red\n",
    "a level that is none": "    levels: {pink: \"rain.last() >= 1\"}\n",
    "levels and fire": LEVEL + "    fire: \"rain.last() >= 1\"\n",
    "neither levels nor fire": "    lateness: 10m\n",
    "a length of time without a unit": LEVEL + "    off_delay: 10\n",
    "a negative deadband": LEVEL + "    deadband: {rain: -1}\n",
    "a kind of area that is none": LEVEL + "    for_each: household\n",
    "only for nobody": LEVEL + "    only: []\n",
    "a distance of nothing": LEVEL + "    stations: {within_km: 0}\n",
    "two hazards": LEVEL + "    hazard: [flood, landslide]\n",
    "an unknown key of a pattern": "    pattern: {steps: [{when: \"rain.last() >= 1\"}], after: 1h}\n",
    "no steps": "    pattern: {steps: []}\n",
    "half a step": "    pattern: {steps: [{when: \"rain.last() >= 1\", times: 2.5}]}\n",
    "then_no without its time":
        "    pattern: {steps: [{when: \"rain.last() >= 1\"}], then_no: {when: \"rain.last() < 1\"}}\n",
    "keep that is neither": "    pattern: {steps: [{when: \"rain.last() >= 1\"}], keep: perhaps}\n",
}
EXPECTED = "{at: 1h, rule: r, area: a, level: red}"
WRONG = {
    "rules": ["rules: {}\n", "rule: []\n", "rules:\n  - {id: own, levels: {red: 'true'}}\n"],
    "plan": [
        "id: 430999101000\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n",
        "id: \"4309\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n",
        "id: \"430999101000\"\nname: {zh: 甲}\ntime_zone: \"+08:00\"\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: 8 hours\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n"
        "packs: {rules: [flash-floods]}\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n"
        "channels: {live: {webhook: {url: \"http://a\", secret: hunter2}}}\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n"
        "channels: {live: {webhook: {url: \"http://a\", secret: env:A, echo: perhaps}}}\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n"
        "channels: {webhook: {depends_on: telecom}}\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n"
        "channels: {pigeon: {depends_on: [barn]}}\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n"
        "channels: {webhook: {rate_per_s: 0}}\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n"
        "night: {from: \"22:00\"}\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n"
        "night: {from: \"22:00\", to: \"24:30\"}\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n"
        "contact_test: {every: 168h}\n",
        "id: \"430999101000\"\nname: {zh: 甲, en: a}\ntime_zone: \"+08:00\"\n"
        "contact_test: {every: 168h, at: \"10:00\", duties: []}\n",
    ],
    "tests": [
        "tests: [{name: a}]\n",
        "tests: [{name: a, expect: []}]\n",
        "tests: [{name: a, expect: [{at: 1h, rule: r, area: a}]}]\n",
        "tests: [{name: a, expect: [{at: 1h, rule: r, area: a, level: pink}]}]\n",
        "tests: [{name: a, input: [{station: s, rain: 5 mm}], expect: [" + EXPECTED + "]}]\n",
        "tests: [{name: a, events: [{at: 1h, area: a}], expect: [" + EXPECTED + "]}]\n",
        "coverage: {minimum: most}\ntests: []\n",
    ],
}


WRONG["scenario"] = REFUSED_BY_THE_SCHEMA
WRONG["trust"] = [
    "water_level: {spikes: {suspect: 1}}\n",
    "water_level: {gross_range: {fail: [1]}}\n",
    "water_level: {flat_line: {suspect: 6h}}\n",
    "water_level: {neighbour: {within_km: 30}}\n",
    "water_level: {rate_of_change: 0}\n",
]
RUNG = "{call: holder, channels: [webhook], wait: 5m}"
PLAYBOOK = """playbooks:
  - id: own
    title: {zh: 方, en: book}
    rules: ["*"]
    duties: [village_leader]
    headline: {zh: 题, en: head}
    text: {zh: 文, en: text}
    levels: {red: {action: {zh: 走, en: go}, ladder: [%s]}}
"""
STEP = "{id: gate, do: {zh: 关, en: shut}, who: village_leader, within: 10m}"


def playbook_with(lines, rung=RUNG):
    """The playbook whose level has these, too."""
    return (PLAYBOOK % rung).replace("ladder: [", lines + ", ladder: [")


FULL = playbook_with(
    "night_ladder: [" + RUNG + "], read_back: true, relay: [duty_officer], "
    "reach: {after: 20m, share: 0.8, action: {zh: 敲锣, en: gong}, ladder: [" + RUNG + "]}, "
    "steps: [" + STEP + ", {id: call, do: {zh: 叫, en: call}, for_each: facility, after: [gate], "
    "when: \"night && people_at_risk > 50\", within: 10m, then: [duty_officer], only: [a]}]")
BY_RESPONSE = (PLAYBOOK % RUNG).replace("rules: [\"*\"]", "on_response: true")
WRONG["playbooks"] = [
    PLAYBOOK % "",
    (PLAYBOOK % RUNG).replace('"*"', '"*", "!"'),
    PLAYBOOK % RUNG.replace("holder", "somebody"),
    PLAYBOOK % RUNG.replace("webhook", "pigeon"),
    PLAYBOOK % RUNG.replace("5m", "5"),
    PLAYBOOK % RUNG + "    cut_off: {after: 30m}\n",
    BY_RESPONSE.replace("true", "false"),
    playbook_with("night_ladder: []"),
    playbook_with("read_back: perhaps"),
    playbook_with("relay: duty_officer"),
    playbook_with("reach: {after: 20m, share: 80, action: {zh: 敲, en: go}, ladder: [" + RUNG + "]}"),
    playbook_with("reach: {after: 20m, share: 0.8, action: {zh: 敲, en: go}}"),
    playbook_with("steps: [" + STEP.replace("who: village_leader, ", "") + "]"),
    playbook_with("steps: [" + STEP.replace(", within: 10m", "") + "]"),
    playbook_with("steps: [" + STEP.replace("who", "for_each: household, who") + "]"),
    playbook_with("steps: [" + STEP.replace("who", "unless: night, who") + "]"),
]
MESSAGE = """messages:
  - {id: own, playbook: warn-and-call, for: [village_leader], text: {zh: 文, en: text}}
"""
WRONG["messages"] = [
    MESSAGE.replace("[village_leader]", "[]"),
    MESSAGE.replace("for: [village_leader], ", ""),
    MESSAGE.replace("playbook: warn-and-call, ", ""),
    MESSAGE.replace(", en: text", ""),
    MESSAGE.replace("text:", "headline:"),
]
ROUTINE = """routines:
  - id: own
    title: {zh: 巡, en: patrol}
    task: {zh: "看{name}", en: "look at {name}"}
    for_each: hazard_point
    who: village_leader
    every: 24h
    in_response: {yellow: 6h, red: 1h30m}
"""
WRONG["routines"] = [
    ROUTINE.replace("hazard_point", "river"),
    ROUTINE.replace("    every: 24h\n", ""),
    ROUTINE.replace("24h", "daily"),
    ROUTINE.replace("yellow", "green"),
    ROUTINE.replace("who: village_leader", "who: [village_leader]"),
    ROUTINE.replace("task:", "do:"),
]
DECISION = """decisions:
  - {id: close, playbook: warn-and-call, levels: [red], ask: {zh: 停, en: stop}, %s}
"""
WRONG["decisions"] = [
    DECISION % "within: 5m",
    DECISION % "chain: [duty_officer]",
    DECISION % "chain: [], within: 5m",
    DECISION % "chain: [duty_officer], within: 5m, tell: [duty_officer]",
    DECISION % "chain: [duty_officer], within: 5m, release: perhaps",
]
# No plan that we ship need have one.
TRUST = """water_level:
  gap: 3h
  gross_range: {fail: [-10, 2000], suspect: [0, 1500.5]}
  spike: {suspect: 1.5, fail: 3}
  rate_of_change: 3.0
  flat_line: {tolerance: 0.005, suspect: 6h, fail: 24h, above: warn}
  neighbour: {within_km: 30, rate: 0.1, stations: 3, share: 0.3}
  multi_variate: {with: rain, window: 3h, rise: 1, at_least: 5}
  first_reading: {moved: 0.02}
  rising: 0.5
"""


def yaml_in(document):
    return re.findall(r"^```yaml\n(.*?)^```$", (ROOT / "docs" / document).read_text(), re.M | re.S)


def lacking(block):
    """What a part of a scenario needs to be a whole one."""
    lines = SCENARIO.splitlines(keepends=True)
    return "".join(line for line in lines if f"\n{line.split(':')[0]}:" not in "\n" + block)


class Schema(unittest.TestCase):
    def test_is_draft_07_itself(self):
        for name in FILES:
            self.assertEqual(schema(name)["$schema"], "http://json-schema.org/draft-07/schema#")
            jsonschema.Draft7Validator.check_schema(schema(name))

    def test_says_what_everything_is_in_both_languages(self):
        for name in FILES:
            for definition, text in schema(name)["definitions"].items():
                self.assertIn(" / ", text["title"], f"{name}: {definition}")

    def test_accepts_what_we_ship(self):
        for name in FILES:
            files = shipped(name)
            self.assertTrue(files or name == "trust", name)
            for file in files:
                self.assertEqual(faults(name, file.read_text()), [], file)
        self.assertEqual(faults("trust", TRUST), [])
        self.assertEqual(faults("playbooks", PLAYBOOK % RUNG), [])
        self.assertEqual(faults("playbooks", FULL), [])
        self.assertEqual(faults("playbooks", BY_RESPONSE), [])
        self.assertEqual(faults("playbooks", (PLAYBOOK % RUNG).replace('"*"', '"*", "!own"')), [])
        self.assertEqual(faults("messages", MESSAGE), [])
        self.assertEqual(faults("routines", ROUTINE), [])
        self.assertEqual(faults("decisions", DECISION % "chain: [duty_officer], release: at_once"), [])
        self.assertEqual(faults("scenario", SCENARIO + EVERY_KEY), [])
        for block in yaml_in("drills.md"):
            whole = block if block.startswith("id:") else lacking(block) + block
            self.assertEqual(faults("scenario", whole), [], block)

    def test_is_named_where_an_editor_looks(self):
        named = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.M)
        ours = [*ROOT.glob("rules/packs/*.yaml"), *ROOT.glob("tests/packs/**/*.yaml"),
                *ROOT.glob("playbooks/packs/*.yaml"), *ROOT.glob("plans/*/decisions.yaml"),
                *ROOT.glob("plans/*/plan.yaml"), *ROOT.glob("plans/*/rules/*.yaml"),
                *ROOT.glob("plans/*/messages/*.yaml"), *ROOT.glob("plans/*/routines.yaml"),
                *shipped("scenario")]
        self.assertGreater(len(ours), 20)
        for file in ours:
            found = named.match(file.read_text())
            self.assertTrue(found, f"{file} names no schema in its first line")
            self.assertTrue((file.parent / found.group(1)).is_file(), file)

    def test_refuses_what_is_wrong(self):
        self.assertEqual(faults("rules", RULE + LEVEL), [])
        self.assertEqual(faults("rules", RULE + LEVEL + "    hazard: flood\n"), [])
        for what, lines in WRONG_RULES.items():
            self.assertTrue(faults("rules", RULE + lines), what)
        for name, texts in WRONG.items():
            for text in texts:
                self.assertTrue(faults(name, text), text)
        for what, lines in WRONG_SCENARIOS.items():
            self.assertTrue(faults("scenario", SCENARIO + lines), what)

    def test_knows_the_keys_that_the_reader_knows(self):
        for names, sources in READERS.items():
            closed = {keys for name in names.split() for keys in closed_objects(schema(name))}
            self.assertEqual(closed - {frozenset(LEVELS)}, keys_read(sources),
                             f"{names}: schema and reader differ")

    def test_offers_the_packs_that_there_are(self):
        offered = schema("plan")["definitions"]["packs"]["properties"]
        for kind in ("rules", "playbooks"):
            packs = sorted(f.stem for f in (ROOT / kind / "packs").glob("*.yaml"))
            self.assertEqual(sorted(offered[kind]["items"]["enum"]), packs)

    def test_offers_the_facts_properties_and_commands_that_there_are(self):
        offered = schema("scenario")["definitions"]
        facts = FACT_WORD.findall((ROOT / "adapters" / "fact_kinds.cc").read_text())
        self.assertEqual(sorted(offered["fact"]["enum"]), sorted(facts))
        properties = PROPERTY_NAME.findall((ROOT / "engine" / "property.cc").read_text())
        self.assertEqual(sorted(offered["station"]["properties"]["property"]["enum"]),
                         sorted(properties))
        api = json.loads((ROOT / "docs" / "openapi.json").read_text())["components"]["schemas"]
        commands = set(api["Command"]["properties"]["command"]["enum"])
        self.assertEqual(set(offered["command"]["properties"]["command"]["enum"]),
                         commands - {"back_up"})  # which is no record of a night


class Reader(unittest.TestCase):
    """Whatever the schema refuses above, `check` and `drill` refuse too."""

    def drill(self, scenario):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "night.yaml"
            file.write_text(scenario)
            return subprocess.run([BINARY, "--lang", "en", "drill", ROOT / "plans" / "qingxi", file],
                                  capture_output=True, text=True, check=False)

    def test_plays_a_scenario_that_has_every_key(self):
        done = self.drill(SCENARIO + EVERY_KEY)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_plays_the_examples_of_the_documents(self):
        whole = [block for block in yaml_in("drills.md") if block.startswith("id:")]
        self.assertEqual(len(whole), 1)
        done = self.drill(whole[0])
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_refuses_scenarios_that_the_schema_refuses(self):
        for what, lines in WRONG_SCENARIOS.items():
            done = self.drill(SCENARIO + lines)
            self.assertEqual(done.returncode, 1, what)
            self.assertIn("night.yaml:", done.stderr, what)

    def check(self, rules):
        with tempfile.TemporaryDirectory() as folder:
            plan = pathlib.Path(folder) / "plan"
            shutil.copytree(ROOT / "plans" / "qingxi", plan)
            (plan / "rules" / "own.yaml").write_text(rules)
            return subprocess.run([BINARY, "check", plan], capture_output=True, text=True,
                                  check=False)

    def test_accepts_a_rule(self):
        done = self.check(RULE + LEVEL)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_refuses_what_the_schema_refuses(self):
        for what, lines in WRONG_RULES.items():
            done = self.check(RULE + lines)
            self.assertEqual(done.returncode, 1, what)
            self.assertIn("rules/own.yaml:", done.stdout, what)


if __name__ == "__main__":
    BINARY = sys.argv.pop(1)
    unittest.main()
