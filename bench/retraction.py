#!/usr/bin/env python3
"""How long a false alert of many recipients takes to take back, over real HTTP (failures.md, F18).

    bench/retraction.py [RECIPIENTS] [MILLISECONDS]

A real engine (FENGHUO_BINARY, default: build/release/fenghuo) warns RECIPIENTS people (10,000) in
villages of ten; a gateway takes MILLISECONDS (50) for each message. One person then retracts the
alert everywhere. Prints a line of bench/README.md's table: from the command until each has the correction.
Exit status 1: somebody was not told.
"""

import json
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
from receiver import Receiver  # noqa: E402

IN_A_VILLAGE = 10
CODE = "430999104000"


def write_plan(folder, recipients, url):
    """Villages of ten duties each, all told at once by a warning of a person."""
    villages = [f"v{i}" for i in range(recipients // IN_A_VILLAGE)]
    duties = [f"duty-{i}" for i in range(IN_A_VILLAGE)]
    (folder / "playbooks").mkdir(parents=True)
    (folder / "plan.yaml").write_text(
        f'id: "{CODE}"\nname: {{zh: 测量镇, en: Bench}}\ntime_zone: "+08:00"\n'
        "packs:\n  rules: [flash-flood]\ntwo_persons_above: 1000000\nchannels:\n  exercise:\n"
        f'    webhook: {{url: "{url}", secret: "env:FENGHUO_EXERCISE_WEBHOOK_SECRET"}}\n')
    features = [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [113, 27]},
                 "properties": {"kind": "village", "id": v, "name": v, "name_en": v,
                                "adcode": "430999104001", "people_at_risk": 10, "shelter": "楼",
                                "shelter_en": "house"}} for v in villages]
    (folder / "areas.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}))
    (folder / "stations.csv").write_text(
        "id,name,name_en,covers,report_interval_min\ns,站,gauge," + ";".join(villages) + ",60\n")
    people = [f"{v}-{d}" for v in villages for d in duties] + ["town", "deputy"]
    (folder / "people.csv").write_text(
        "id,name,phone\n" + "".join(f"{p},{p},13800000000\n" for p in people))
    rows = [f"{v},{d},{v}-{d},town" for v in villages for d in duties]
    (folder / "roster.csv").write_text(
        f"area,duty,holder,stand_in\n{CODE},duty_officer,town,deputy\n" + "\n".join(rows) + "\n")
    (folder / "playbooks" / "warn.yaml").write_text(
        "playbooks:\n  - id: warn\n    title: {zh: 预警, en: warn}\n    rules: [\"*\"]\n"
        f"    duties: [{', '.join(duties)}]\n"
        "    headline: {zh: \"{level}{village}\", en: \"{level} {village}\"}\n"
        "    text: {zh: \"{village}{action}{minutes}\", en: \"{village} {action} {minutes}\"}\n"
        "    levels:\n" + "".join(
            f"      {level}:\n        action: {{zh: 走, en: go}}\n        ladder:\n"
            "          - {call: holder, channels: [webhook], wait: 60m}\n"
            for level in ("blue", "yellow", "orange", "red")))
    return villages


def measure(recipients, milliseconds):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)

        def slow(_):
            time.sleep(milliseconds / 1000)
            return 200

        with Receiver(answer=slow, waits_outside=True) as receiver:
            villages = write_plan(folder / "plan", recipients, receiver.url)
            with Engine(folder / "plan") as engine:
                return run(engine, receiver, villages, recipients)


def told(engine):
    return engine.get("/api/v1/notices")


def run(engine, receiver, villages, recipients):
    for begin in range(0, len(villages), 500):
        status, said = engine.command(command="warn", playbook="warn", level="red", reason="x",
                                      areas=villages[begin:begin + 500])
        assert status == 200, said
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
