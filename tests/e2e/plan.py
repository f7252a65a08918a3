"""Plans for tests: the example's, with its webhook pointed at the test's receiver."""

import json
import pathlib
import shutil

from engine import SOURCE

EXAMPLE = SOURCE / "plans" / "qingxi"
WEBHOOK = "http://127.0.0.1:8652/messages"
IN_A_VILLAGE = 10
CODE = "430999104000"


def example_with_webhook(folder, url):
    target = pathlib.Path(folder) / "plan"
    shutil.copytree(EXAMPLE, target)
    settings = target / "plan.yaml"
    text = settings.read_text()
    assert WEBHOOK in text
    settings.write_text(text.replace(WEBHOOK, url))
    return target


def many_people(folder, recipients, url, live_url=""):
    """Villages of ten duties each, all told at once by a warning of a person."""
    villages = [f"v{i}" for i in range(recipients // IN_A_VILLAGE)]
    duties = [f"duty-{i}" for i in range(IN_A_VILLAGE)]
    (folder / "playbooks").mkdir(parents=True)
    (folder / "plan.yaml").write_text(
        f'id: "{CODE}"\nname: {{zh: 测量镇, en: Bench}}\ntime_zone: "+08:00"\n'
        "packs:\n  rules: [flash-flood]\ntwo_persons_above: 1000000\nchannels:\n  exercise:\n"
        f'    webhook: {{url: "{url}", secret: "env:FENGHUO_EXERCISE_WEBHOOK_SECRET"}}\n' +
        (f'  live:\n    webhook: {{url: "{live_url}", secret: "env:NONE"}}\n' if live_url else ""))
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
