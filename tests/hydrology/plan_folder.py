"""Plan folders for replays, written from a list of stations. Each station has a village of its own,
with the station's id after a `v`, so that an alarm tells which station it rests on."""

import json

ADCODE = "430999102000"


class Station:
    def __init__(self, name, longitude=0.0, latitude=0.0, village=None):
        self.name = name
        self.longitude, self.latitude = float(longitude), float(latitude)
        self.village = village or "v" + name


def village(station):
    return {"type": "Feature",
            "properties": {"kind": "village", "id": station.village, "name": station.village,
                           "name_en": station.village, "adcode": "430999102201",
                           "people_at_risk": 0, "shelter": "学校", "shelter_en": "school"},
            "geometry": {"type": "Point", "coordinates": [station.longitude, station.latitude]}}


def lines(path, header, rows):
    path.write_text("".join(line + "\n" for line in [header, *rows]))


def write_plan(folder, stations, utc_offset, packs=(), rules=(), files=()):
    """rules: (name, text) of files under rules/; files: (name, text) beside plan.yaml."""
    folder.mkdir()
    (folder / "rules").mkdir()
    settings = [f'id: "{ADCODE}"', "name: {zh: 重放, en: Replay}", f'time_zone: "{utc_offset}"']
    if packs:
        settings += ["packs:", f"  rules: [{', '.join(packs)}]"]
    lines(folder / "plan.yaml", "# Written by a test.", settings)
    villages = {station.village: station for station in stations}
    features = [village(station) for station in villages.values()]
    (folder / "areas.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False))
    # Nobody is told here that a station is silent: a day is longer than most pauses.
    lines(folder / "stations.csv",
          "id,name,name_en,covers,report_interval_min,longitude,latitude,depends_on,note",
          [f"{one.name},{one.name},{one.name},{one.village},1440,{one.longitude},{one.latitude},,"
           for one in stations])
    lines(folder / "people.csv", "id,name,phone,note", ["a,甲,0000-0001,", "b,乙,0000-0002,"])
    lines(folder / "roster.csv", "area,duty,holder,stand_in,note",
          [f"{ADCODE},duty_officer,a,b,"] +
          [f"{name},{duty},a,b," for name in villages
           for duty in ("village_leader", "warning_officer")])
    for name, text in rules:
        (folder / "rules" / name).write_text(text)
    for name, text in files:
        (folder / name).write_text(text)
    return folder
