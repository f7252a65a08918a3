"""What verbs print, word for word: each case of CASES against its file in this folder.

    golden_test.py BINARY [--write]      --write makes the files anew; read the difference before you keep it
"""

import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Name of the golden file -> (exit status, arguments). Paths are relative to the project's root.
CASES = {
    "check-zh": (1, ["--lang", "zh", "check", "tests/golden/plans/faulty"]),
    "check-en": (1, ["--lang", "en", "check", "tests/golden/plans/faulty"]),
    "check-json": (1, ["--lang", "en", "check", "tests/golden/plans/faulty", "--format", "json"]),
    "check-notices": (0, ["--lang", "zh", "check", "tests/golden/plans/due", "--today",
                          "2026-06-01"]),
    "check-notices-json": (0, ["--lang", "en", "check", "tests/golden/plans/due", "--today",
                               "2026-06-01", "--format", "json"]),
    "check-wrong-day": (2, ["--lang", "zh", "check", "tests/golden/plans/due", "--today", "June"]),
    "check-example": (0, ["--lang", "zh", "check", "plans/qingxi", "--today", "2026-06-01"]),
    "check-beside": (1, ["--lang", "en", "check", "plans/qingxi", "--beside", "plans/qingxi",
                         "--today", "2026-06-01"]),
    "check-beside-nowhere": (1, ["--lang", "en", "check", "plans/qingxi", "--beside",
                                 "tests/golden/nowhere", "--today", "2026-06-01"]),
    "check-a-file": (1, ["--lang", "zh", "check", "plans/qingxi/plan.yaml", "--today",
                         "2026-06-01"]),
    "prove-zh": (1, ["--lang", "zh", "check", "tests/golden/plans/weak", "--prove"]),
    "prove-en": (1, ["--lang", "en", "check", "tests/golden/plans/weak", "--prove"]),
    "prove-json": (1, ["--lang", "en", "check", "tests/golden/plans/weak", "--prove", "--format",
                       "json"]),
    "prove-example": (0, ["--lang", "zh", "check", "plans/qingxi", "--prove", "--today",
                          "2026-06-01"]),
    "prove-faults": (1, ["--lang", "en", "check", "tests/golden/plans/faulty", "--prove"]),
    "transport-zh": (1, ["--lang", "zh", "transport", "plans/qingxi", "--cut", "shimen",
                         "--without", "bus-1"]),
    "transport-en": (1, ["--lang", "en", "transport", "plans/qingxi", "--closed",
                         "low-bridge,hill"]),
    "transport-json": (0, ["transport", "plans/qingxi", "--villages", "shimen,xiaxi",
                           "--format", "json"]),
    "transport-nowhere": (1, ["--lang", "en", "transport", "plans/qingxi", "--closed", "x"]),
    "siting": (0, ["--lang", "zh", "siting", "plans/qingxi", "--supply", "water", "--sites", "3"]),
    "eval-series": (1, ["--lang", "en", "eval", "rain.sum(duration('1h')) >= 45"]),
    "eval-alarm": (1, ["--lang", "zh", "eval", "alarm('R1').active()"]),
    "siting-misspelt": (1, ["--lang", "en", "siting", "plans/qingxi", "--supply", "watr"]),
    "siting-both": (1, ["--lang", "en", "siting", "plans/qingxi", "--supply", "water", "--skill",
                        "boat"]),
    "siting-neither": (1, ["--lang", "zh", "siting", "plans/qingxi"]),
    "roads": (1, ["--lang", "en", "roads", "tests/golden/rain.csv"]),
    "roads-nowhere": (1, ["--lang", "en", "roads", "tests/golden/rain.csv", "--plan",
                          "tests/golden/nowhere"]),
    "situation-nowhere": (1, ["--lang", "en", "situation", "--data", "tests/golden/nowhere",
                              "--plan", "tests/golden/nowhere"]),
    "decode-sl651": (1, ["--lang", "en", "decode", "sl651", "tests/golden/frames.txt"]),
    "replay": (0, ["--lang", "zh", "replay", "tests/e2e/plans/alishan", "--input",
                   "tests/golden/rain.csv"]),
    "explain-nothing": (1, ["--lang", "en", "explain", "1.0", "--data", "tests/golden/nowhere"]),
    "drill-without-scenario": (1, ["--lang", "en", "drill", "plans/qingxi"]),
    "drill-a-storm": (1, ["--lang", "zh", "drill", "plans/qingxi",
                          "plans/qingxi/drills/alishan-2009.yaml"]),
    "play-a-scenario": (1, ["--lang", "en", "play", "plans/qingxi",
                            "plans/qingxi/drills/flood-night.yaml"]),
    "verify-hour": (2, ["--lang", "en", "verify", "plans/qingxi", "--hour", "25:00"]),
    "odds-no-nights": (2, ["--lang", "zh", "odds", "plans/qingxi", "--nights", "0"]),
    "usage-zeromq": (2, ["--lang", "en", "serve", "plans/qingxi", "--data", "x", "--zeromq",
                         "127.0.0.1:5652"]),
    "usage": (2, ["--lang", "zh", "serve", "plans/qingxi", "--data", "x", "--http", "nowhere"]),
}


def printed(binary, arguments):
    done = subprocess.run([binary, *arguments], cwd=ROOT, capture_output=True, text=True,
                          check=False)
    return done.returncode, "--- stdout\n" + done.stdout + "--- stderr\n" + done.stderr


def main():
    binary, write = sys.argv[1], "--write" in sys.argv
    faults = 0
    for name, (wanted, arguments) in CASES.items():
        status, text = printed(binary, arguments)
        file = HERE / (name + ".txt")
        if write:
            file.write_text(text)
        if status != wanted or text != file.read_text():
            faults += 1
            print(f"{name}: status {status} (wanted {wanted}); it printed\n{text}"
                  f"but {file.name} says\n{file.read_text()}")
    print(len(CASES), "cases,", faults, "differ")
    return faults > 0


if __name__ == "__main__":
    sys.exit(main())
