#!/usr/bin/env python3
"""Fails where clang-format 19 would write a C++ file otherwise. Mend with: clang-format-19 -i FILE"""

import shutil
import subprocess
import sys
from pathlib import Path

import tidy

SKIPPED = 77  # what ctest is told to take for "not run"


def main():
    program = shutil.which("clang-format-19")
    if program is None:
        print("clang-format-19 is not installed: the form of the code was not checked")
        return SKIPPED
    root = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).resolve().parents[2])
    files = tidy.Tree(root).ending(tidy.CPP)
    return subprocess.run([program, "--dry-run", "-Werror", *files], cwd=root).returncode


if __name__ == "__main__":
    sys.exit(main())
