#!/usr/bin/env python3
"""museum_test.py FENGHUO [--write]: the scenarios of the museum (simulator/scenarios), each as it is,
in each of its variants, at two in the morning and at two in the afternoon, and without its main
channel. As it is and in its variants it must pass; what came of all is compared with museum.txt,
record hashes included, so that every build concludes the same."""
import difflib
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent


def drill(fenghuo, scenario, *options):
    done = subprocess.run(
        [fenghuo, "--lang", "en", "drill", str(scenario), "--format", "json", *options],
        capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(f"{scenario.name} {' '.join(options)}: status {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def line(name, came):
    met = sum(1 for one in came["expectations"] if one["verdict"] == "met")
    missed = [one["id"] for one in came["expectations"] if one["verdict"] != "met"]
    return (f"{name}: {met}/{len(came['expectations'])} met, {came['gaps']} gaps, {came['caught']} caught, "
            f"{came['messages']} messages, {came['calls']} calls, {came['chain'][:16]}"
            + (f"; not met: {', '.join(missed)}" if missed else ""))


def main():
    fenghuo, write = sys.argv[1], "--write" in sys.argv
    scenarios = sorted((SOURCE / "simulator" / "scenarios").glob("*.yaml"))
    scenarios.append(SOURCE / "plans" / "qingxi" / "drills" / "flood-night.yaml")
    lines, failed = [], []
    for scenario in scenarios:
        came = drill(fenghuo, scenario)
        again = drill(fenghuo, scenario)
        if came != again:
            failed.append(f"{scenario.stem}: two runs differ")
        runs = [(scenario.stem, came, True)]
        for variant in came["variants"]:
            runs.append((f"{scenario.stem}/{variant}", drill(fenghuo, scenario, "--variant", variant), True))
        for options in (("--at", "02:00"), ("--at", "14:00"), ("--fail", "channel/webhook")):
            runs.append((f"{scenario.stem} {' '.join(options)}", drill(fenghuo, scenario, *options), False))
        for name, night, must_pass in runs:
            lines.append(line(name, night))
            if must_pass and not night["passed"]:
                failed.append(f"{name} did not pass: {lines[-1]}")
    text = "\n".join(lines) + "\n"
    golden = HERE / "museum.txt"
    if write:
        golden.write_text(text)
    elif golden.read_text() != text:
        old = golden.read_text().splitlines()
        failed += difflib.unified_diff(old, lines, "museum.txt", "now", lineterm="", n=0)
        failed.append("museum.txt differs")
    if failed:
        sys.exit("\n".join(failed))
    print(f"{len(lines)} nights")


if __name__ == "__main__":
    main()
