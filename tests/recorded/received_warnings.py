"""Recorded warnings of others (NWS, as CAP), and what rules that ask for them should conclude, by
a plain reading of the XML: at each moment all warnings are looked through anew."""

import collections
import datetime
import json
import xml.etree.ElementTree as ElementTree

import shared_data
from plan_folder import Station, write_plan

UTC = datetime.timezone.utc
DAY = datetime.timedelta(hours=24)
# The two moments at which all that stood was recorded.
SNAPSHOTS = {"guam-7day": datetime.datetime(2026, 5, 14, 16, 35, tzinfo=UTC),
             "air-quality-alerts": datetime.datetime(2026, 7, 15, 20, 0, tzinfo=UTC)}
SEVERITIES = ["Unknown", "Minor", "Moderate", "Severe", "Extreme"]
LEVELS = ["none", "blue", "yellow", "orange", "red"]
# Rule by the words that it looks for in an event.
WORDS = {"flood": "Flood", "heat": "Heat", "fire": "Fire", "advisory": "Advisory",
         "warning": "Warning"}
# What gives no severity is asked for as it is.
ANY = {"air": "Air Quality"}

Warning = collections.namedtuple(
    "Warning", "identifier sender sent references kind event severity begins ends polygons codes "
               "path")
Village = collections.namedtuple("Village", "name longitude latitude adcode")


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def polygon(text):
    return [tuple(float(number) for number in corner.split(",")) for corner in text.split()]


def read(path):
    alert = ElementTree.parse(path).getroot()
    for node in alert.iter():
        node.tag = node.tag.rpartition("}")[2]
    info = alert.find("info")
    sent = moment(alert.findtext("sent"))
    begins = moment(info.findtext("onset")) or moment(info.findtext("effective")) or sent
    ends = moment(info.findtext("expires")) or begins + DAY
    references = [reference.split(",")[1]
                  for reference in (alert.findtext("references") or "").split()]
    return Warning(alert.findtext("identifier"), alert.findtext("sender"), sent, references,
                   alert.findtext("msgType"), info.findtext("event"),
                   SEVERITIES.index(info.findtext("severity")), begins, ends,
                   [polygon(node.text) for node in info.findall("area/polygon") if node.text],
                   {node.text for node in info.findall("area/geocode/value")}, path)


def snapshot(name):
    """The warnings that stood then, in the order in which they were sent."""
    lines = (shared_data.DATA / "cap" / "nws-geojson" / f"{name}.jsonl").read_text().splitlines()
    wanted = {json.loads(line)["properties"]["id"] for line in lines}
    folder = shared_data.DATA / "cap" / "nws-derived-xml"
    found = [read(path) for path in sorted(folder.glob("*.xml"))
             if path.name.removesuffix(".xml") in {one.removeprefix("urn:oid:") for one in wanted}]
    return sorted(found, key=lambda one: (one.sent, one.identifier))


def villages(warnings):
    """One in the middle of each polygon and one a little beyond each polygon's northernmost
    corner; one for each code of a county (SAME) that a warning names first, far from all polygons.
    Six digits of SAME are where a village has those of its district."""
    places = []
    for i, one in enumerate(warning for warning in warnings if warning.polygons):
        corners = one.polygons[0][:-1]
        latitude = sum(corner[0] for corner in corners) / len(corners)
        longitude = sum(corner[1] for corner in corners) / len(corners)
        north = max(corners)
        places += [Village(f"in{i}", longitude, latitude, "999999001201"),
                   Village(f"north{i}", north[1], north[0] + 0.01, "999999001201")]
    firsts = {min(code for code in one.codes if code.isdigit()) for one in warnings
              if any(code.isdigit() for code in one.codes)}
    return places + [Village(f"code{code}", 0.0, 0.0, code + "001201") for code in sorted(firsts)]


def levels_of(words):
    return "".join(f"      {level}: \"warning('{words}').at_least('{level}')\"\n"
                   for level in LEVELS[1:])


def rules():
    text = "rules:\n"
    for name, words in (WORDS | ANY).items():
        levels = f"      blue: \"warning('{words}').active()\"\n" if name in ANY else \
            levels_of(words)
        text += (f"  - id: {name}\n    title: {{zh: 收到的预警, en: received}}\n"
                 "    source: {zh: 照原样, en: as received}\n"
                 f"    for_each: village\n    levels:\n{levels}")
    return text


def plan(folder, places):
    features = [{"type": "Feature",
                 "properties": {"kind": "village", "id": one.name, "name": one.name,
                                "name_en": one.name, "adcode": one.adcode, "people_at_risk": 0,
                                "shelter": "学校", "shelter_en": "school"},
                 "geometry": {"type": "Point", "coordinates": [one.longitude, one.latitude]}}
                for one in places]
    areas = json.dumps({"type": "FeatureCollection", "features": features})
    stations = [Station(one.name, one.longitude, one.latitude, village=one.name)
                for one in places]
    return write_plan(folder, stations, "+00:00", rules=[("received.yaml", rules())],
                      files=[("areas.geojson", areas)])


def encloses(corners, latitude, longitude):
    """Whether a ray to the east crosses the outline an odd number of times."""
    crossings = 0
    for (south, west), (north, east) in zip(corners, corners[1:] + corners[:1]):
        if south > north:
            south, west, north, east = north, east, south, west
        if south <= latitude < north and \
                west + (east - west) * (latitude - south) / (north - south) > longitude:
            crossings += 1
    return crossings % 2 == 1


def concerns(warning, place):
    # A code of a whole state ends in 00 and stands for all below it.
    digits = [code for code in warning.codes if code.isdigit()]
    return any(place.adcode.startswith(code[:4] if code.endswith("00") else code)
               for code in digits) or \
        any(encloses(corners, place.latitude, place.longitude) for corners in warning.polygons)


def concerned(warnings, places):
    """{identifier: names of the villages}"""
    return {one.identifier: [place.name for place in places if concerns(one, place)]
            for one in warnings}


def standing(warnings, near, now):
    """{(rule, area): level} by all that is in force at a moment; calm is left out."""
    levels = collections.Counter()
    for one in warnings:
        if not one.begins <= now < one.ends:
            continue
        for rule, words in (WORDS | ANY).items():
            level = 1 if rule in ANY else one.severity
            if words in one.event and level > 0:
                for area in near[one.identifier]:
                    levels[rule, area] = max(levels[rule, area], level)
    return {key: LEVELS[level] for key, level in levels.items()}


def in_force(received, one):
    """What is left with a warning more: the same sender's of the same name, and those that it
    refers to, are gone."""
    kept = [known for known in received if known.sender != one.sender or
            known.identifier not in {one.identifier, *one.references}]
    return kept if one.kind == "Cancel" else [*kept, one]


def differences(before, after):
    """{(rule, area, level)} that changed."""
    return {(*key, after.get(key, "none")) for key in before.keys() | after.keys()
            if before.get(key) != after.get(key)}


def turns(warnings, after):
    """The moments at which one of them begins or is over, later than `after`."""
    return sorted({at for one in warnings for at in (one.begins, one.ends) if at > after})
