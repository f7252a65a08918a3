#!/usr/bin/env python3
"""clang-tidy 19 over the C++ files that differ from HEAD, or over those that are named.

    tests/tidy/clang_tidy.py [--build DIR] [FILE.cc | FOLDER ...]

By hand, on changed files: one takes some 25 s. Wants a folder that clang has built in (build/dev), for
the compile commands, the generated headers and those that are precompiled.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SKIPPED = 77
ROOT = Path(__file__).resolve().parents[2]


def git(*arguments):
    out = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, check=True)
    return out.stdout.decode().split()


def changed():
    return git("diff", "--name-only", "HEAD") + git("ls-files", "-o", "--exclude-standard")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default=str(ROOT / "build" / "dev"))
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    program = shutil.which("clang-tidy-19")
    if program is None:
        print("clang-tidy-19 is not installed: nothing was checked")
        return SKIPPED
    commands = json.loads(Path(options.build, "compile_commands.json").read_text())
    wanted = [str((ROOT / name).resolve()) for name in options.files or changed()]
    files = [c["file"] for c in commands
             if any(c["file"] == w or c["file"].startswith(w + "/") for w in wanted)]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        def run(name):
            # Warnings are the compiler's part; here only the checks count.
            done = subprocess.run([program, "--quiet", "-p", options.build, "--extra-arg=-w", name],
                                  capture_output=True, text=True)
            if done.returncode != 0:
                print(done.stdout, done.stderr, sep="", flush=True)
            return done.returncode

        results = list(pool.map(run, sorted(set(files))))
    print(f"{len(results)} files, {sum(1 for r in results if r != 0)} with faults")
    return 1 if any(results) else 0


if __name__ == "__main__":
    sys.exit(main())
