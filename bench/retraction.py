#!/usr/bin/env python3
"""How long a false alert of many recipients takes to take back, over real HTTP (failures.md, F18).

    bench/retraction.py [RECIPIENTS] [MILLISECONDS]

A real engine (FENGHUO_BINARY, default: build/release/fenghuo) warns RECIPIENTS people (10,000) in
villages of ten; a gateway takes MILLISECONDS (50) for each message. One person then retracts the
alert everywhere. Prints a line of bench/README.md's table: from the command until each has the correction.
Exit status 1: somebody was not told.
"""

import datetime
import os
import pathlib
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parent.parent
os.environ.setdefault("FENGHUO_SOURCE", str(SOURCE))
os.environ.setdefault("FENGHUO_BINARY", str(SOURCE / "build" / "release" / "fenghuo"))
sys.path.insert(0, str(SOURCE / "tests" / "e2e"))

from engine import Engine, wait_for  # noqa: E402
from plan import many_people  # noqa: E402
from receiver import Receiver  # noqa: E402


def measure(recipients, milliseconds):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)

        def slow(_):
            time.sleep(milliseconds / 1000)
            return 200

        with Receiver(answer=slow, waits_outside=True) as receiver:
            many_people(folder / "plan", recipients, receiver.url)
            with Engine(folder / "plan") as engine:
                return run(engine, receiver, recipients)


def told(engine):
    return engine.get("/api/v1/notices")


def run(engine, receiver, recipients):
    at = datetime.datetime.now(datetime.timezone.utc).isoformat()
    engine.observe("s", "rain", at, 95)  # a gauge that is wrong
    wait_for("the calls", lambda: len(receiver.requests) >= recipients, 600)
    incident = engine.get("/api/v1/incidents")[0]["incident"]
    begun = time.monotonic()
    status, said = engine.command(command="retract", incident=incident, reason="误报",
                                  everywhere=True)
    assert status == 200, said
    answered = time.monotonic() - begun
    wait_for("the corrections", lambda: len(receiver.requests) >= 2 * recipients, 600)
    wait_for("their receipts", lambda: not told(engine), 600)
    took = time.monotonic() - begun
    corrected = {m["to"]["person"] for m in receiver.messages().values() if m["purpose"] == "tell"}
    return len(corrected), answered, took


def main():
    recipients = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    milliseconds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    corrected, answered, took = measure(recipients, milliseconds)
    print(f"| a false alert of {recipients:,} recipients retracted by one person, gateway "
          f"{milliseconds} ms: all have the correction / the command's answer | {took:.1f} s / "
          f"{answered:.1f} s | 60 s |")
    return 0 if corrected == recipients else 1


if __name__ == "__main__":
    sys.exit(main())
