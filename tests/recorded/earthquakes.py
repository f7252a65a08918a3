"""Recorded catalogues of earthquakes as what feeds would have sent, and what should be concluded.

A feed passes the quakes of its surroundings, and while it has nothing to tell sends a 0 now and
then, as rules/packs/earthquake.yaml asks: these zeros are the only values that no catalogue has."""

import collections
import datetime
import decimal
import json
import math
import xml.etree.ElementTree as ElementTree

import shared_data
from plan_folder import Station, write_plan
from recordings import Observation

STANDS = datetime.timedelta(hours=24)
SIGN_OF_LIFE = datetime.timedelta(hours=6)
UTC = datetime.timezone.utc
NEAR_KM = 100
# The national plan of 2012, first judgement; typed in again.
LIMITS = [(7.0, "red"), (6.0, "orange"), (5.0, "yellow"), (4.0, "blue")]

Quake = collections.namedtuple("Quake", "at network latitude longitude magnitude")


def of_month():
    """The USGS catalogue of a month, oldest first. What was blown up is no earthquake."""
    quakes = [Quake(datetime.datetime.fromisoformat(row["time"].replace("Z", "+00:00")),
                    row["net"], float(row["latitude"]), float(row["longitude"]), row["mag"])
              for row in shared_data.rows("earthquakes",
                                          "usgs_all_month_2025-05-06_2025-06-05.csv.gz")
              if row["type"] == "earthquake" and row["mag"]]
    return sorted(quakes)


def of_week():
    """The USGS GeoJSON feed of a week of 2018, oldest first."""
    features = json.loads(shared_data.text_of("earthquakes", "usgs_vega_earthquakes.geojson.gz"),
                          parse_float=str, parse_int=str)["features"]
    quakes = []
    for feature in features:
        properties, place = feature["properties"], feature["geometry"]["coordinates"]
        if properties["type"] == "earthquake" and properties["mag"] is not None:
            at = datetime.datetime.fromtimestamp(int(properties["time"]) / 1000, UTC)
            quakes.append(Quake(at, properties["net"], float(place[1]), float(place[0]),
                                properties["mag"]))
    return sorted(quakes)


def of_bulletins():
    """Bulletins of the Japan Meteorological Agency, February 2021, by when they were given out.
    Their intensities are of Japan's own scale, not of GB/T 17742, and are left out; so are those
    whose magnitude isn't known yet (NaN)."""
    quakes = []
    for path in sorted((shared_data.DATA / "earthquakes" / "jma-real-2021-02").glob("*.xml")):
        found = {node.tag.rpartition("}")[2]: node.text
                 for node in ElementTree.parse(path).getroot().iter()}
        if found.get("Magnitude", "NaN") != "NaN":
            at = datetime.datetime.fromisoformat(found["ReportDateTime"])
            quakes.append(Quake(at, "jma", 0.0, 0.0, found["Magnitude"]))
    return sorted(quakes)


def distance_km(one, other):
    """By the spherical law of cosines."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    across = math.cos(math.radians(one.longitude - other.longitude))
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * across
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))


def by_network(quakes):
    """{feed: quakes}: every quake of a network, as one feed each."""
    feeds = collections.defaultdict(list)
    for quake in quakes:
        feeds[quake.network].append(quake)
    return feeds


def by_surroundings(quakes):
    """{feed: quakes}: of a place at each quake of 5.0 and more, all within 100 km."""
    strong = [quake for quake in quakes if float(quake.magnitude) >= 5]
    return {f"p{i}": [quake for quake in quakes if distance_km(place, quake) <= NEAR_KM]
            for i, place in enumerate(strong)}


def observations(feeds):
    """In the order of time."""
    sent = []
    for feed, quakes in feeds.items():
        taken = {quake.at for quake in quakes}
        sent += [Observation(quake.at, feed, "earthquake_magnitude", quake.magnitude)
                 for quake in quakes]
        at = quakes[0].at + SIGN_OF_LIFE
        while at < quakes[-1].at + STANDS + 2 * SIGN_OF_LIFE:
            if at not in taken:
                sent.append(Observation(at, feed, "earthquake_magnitude", "0"))
            at += SIGN_OF_LIFE
    return sorted(sent, key=lambda one: one.at)


def plan(folder, feeds):
    return write_plan(folder, [Station(feed) for feed in feeds], "+00:00", ["earthquake"])


def as_kept(magnitude):
    """Magnitudes are kept at one decimal (docs/formats.md), as they are given out in China."""
    return float(decimal.Decimal(magnitude).quantize(decimal.Decimal("0.1"),
                                                     decimal.ROUND_HALF_UP))


def expected(sent):
    """[(minute, rule, area, level)] in the order of text: at each value of a feed, the strongest
    of its last 24 hours counts."""
    standing, changes, feeds = {}, [], collections.defaultdict(list)
    for one in sent:
        recent = feeds[one.station]
        recent.append(one)
        while recent[0].at <= one.at - STANDS:
            recent.pop(0)
        strongest = max(as_kept(other.value) for other in recent)
        level = next((name for limit, name in LIMITS if strongest >= limit), "none")
        if level != standing.get(one.station, "none"):
            standing[one.station] = level
            changes.append((one.at.astimezone(UTC).isoformat()[:16], "earthquake-magnitude",
                            "v" + one.station, level))
    return sorted(changes)
