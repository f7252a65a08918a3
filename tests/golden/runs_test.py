"""What each pack that we ship leads to: recorded values through `fenghuo replay`, and who is warned, asked
and called, a line a fact, against runs/PACK.txt.

    runs_test.py BINARY [--write]      --write makes the files anew; read the difference before you keep it
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PLAN = HERE.parent / "packs"
START = datetime.datetime(2026, 7, 1, 14, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
# After the last value, so that ladders climb while nobody answers.
AFTERWARDS_MIN = 10

# Pack -> station or "report:AREA", property or kind, minutes between values, values.
RUNS = {
    "crowd": [("camera", "crowd_density", 1, [1.9, 2, 2, 3, 3, 4, 4, 5, 5])],
    "earthquake": [("quakes", "seismic_intensity", 5, [2, 4, 7])],
    "epidemic": [("report:town", "food_poisoning", 10, [1] * 3)],
    "fire-alarm": [("panel", "fire_alarm", 1, [0, 1, 2, 4, 5])],
    "flash-flood": [("rain", "rain", 5, [34.9, 0.1, 9.9, 0.1, 14.9, 0.1, 19.9, 0.1])],
    "flash-flood-ground": [("report:gully", "stream_muddy", 10, [1, 1, 1])],
    "forest-fire": [("weather", "air_temperature", 60, [25.1]), ("weather", "humidity", 60, [24.8]),
                    ("weather", "rain", 60, [0]), ("weather", "wind_speed", 60, [0.3])],
    "hazardous-gas": [("gas", "chlorine", 1, [0.95, 1, 1.95, 2, 5.75, 5.8]),
                      ("gas", "wind_speed", 1, [1.5] * 6)],
    "heat-cold": [("weather", "air_temperature", 720, [36.9] * 5 + [37, 39.9, 40])],
    "landslide": [("rain", "rain", 240, [60, 45, 70])],
    "rainstorm": [("rain", "rain", 5, [49.9, 0.1, 49.9, 0.1])],
    "river-level": [("river-level", "water_level", 5, [49, 49.5, 49.5, 50, 50, 52, 52, 53.4, 53.4])],
    "small-reservoir": [("dam-level", "water_level_above_dam", 5,
                         [79.9, 80, 80, 81.5, 81.5, 82.2, 82.2])],
}

# What a line says of a fact, beside its time and kind.
FIELDS = ["rule", "area", "level", "purpose", "duty", "step", "holder", "rung", "callee", "channels",
          "question", "owner", "people", "shelters", "reached", "headline"]


def event(at, number, station, name, value):
    if station.startswith("report:"):
        data = {"reporter": f"person {number}", "kind": name, "area": station[7:], "text": "",
                "observed_at": at.isoformat()}
        kind = "fenghuo.report"
    else:
        data = {"observations": [{"station": station, "property": name, "time": at.isoformat(),
                                  "value": value}]}
        kind = "fenghuo.observations"
    return {"specversion": "1.0", "id": str(number), "source": "golden", "type": kind,
            "time": at.isoformat(), "data": data}


def events_of(run):
    rows = []
    for station, name, step, values in run:
        for i, value in enumerate(values):
            rows.append((START + datetime.timedelta(minutes=i * step), station, name, value))
    rows.sort(key=lambda row: row[0])
    after = rows[-1][0] + datetime.timedelta(minutes=AFTERWARDS_MIN)
    rows.append((after, "quakes", "seismic_intensity", 0))  # the clock stops at the last row
    return [event(at, number, *row) for number, (at, *row) in enumerate(rows)]


def line_of(fact):
    said = [f"{field}={','.join(value) if isinstance(value, list) else value}"
            for field in FIELDS if (value := fact.get(field)) not in (None, "", [])]
    return f"{fact['time'][5:16].replace('T', ' ')} {fact['fact']} {' '.join(said)}".rstrip()


def is_told(fact):
    """Not the plan, the stations, or ladders that are climbed again and again."""
    kind = fact["fact"]
    return not (kind.startswith(("plan_", "station_")) or kind == "obligation_unanswered"
                or fact.get("round", 0) > 0)


def replayed(binary, run):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "events.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in events_of(run)))
        done = subprocess.run([binary, "--lang", "en", "replay", str(PLAN), "--input", str(path)],
                              capture_output=True, text=True, check=True)
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    lines = [line_of(fact) for fact in facts if is_told(fact)]
    assert any("obligation_called" in line for line in lines), "nobody was called"
    return "\n".join(lines) + "\n"


def main():
    binary, write = sys.argv[1], "--write" in sys.argv
    faults = 0
    for name, run in RUNS.items():
        text = replayed(binary, run)
        file = HERE / "runs" / (name + ".txt")
        if write:
            file.write_text(text)
        if not file.exists() or text != file.read_text():
            faults += 1
            print(f"{name}: it printed\n{text}but runs/{file.name} says otherwise")
    packs = {path.stem for path in (HERE.parent.parent / "rules" / "packs").glob("*.yaml")}
    if packs != set(RUNS):
        faults += 1
        print("packs without a run:", sorted(packs - set(RUNS)))
    print(len(RUNS), "runs,", faults, "differ")
    return faults > 0


if __name__ == "__main__":
    sys.exit(main())
