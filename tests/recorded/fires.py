"""Fires that a satellite (MODIS) saw in the west of Canada in a day of 2017, as what somebody tells:
a report of `fire` each, for a village a degree square. Confidence is left to who reads them."""

import collections
import datetime
import json
import math

import shared_data
from plan_folder import Station, write_plan
from reference import Rule, hours

UTC = datetime.timezone.utc
SOUTH, NORTH, WEST, EAST = 49, 61, -126, -114

Fire = collections.namedtuple("Fire", "at village")


def seen():
    """In the order of time."""
    found = []
    for row in shared_data.rows("other-sensors", "firms_MODIS_C6_Global_24h_2017.csv.gz"):
        latitude, longitude = math.floor(float(row["lat"])), math.floor(float(row["lng"]))
        if SOUTH <= latitude < NORTH and WEST <= longitude < EAST:
            at = datetime.datetime.strptime(row["acq_date"] + row["acq_time"], "%Y-%m-%d%H%M")
            found.append(Fire(at.replace(tzinfo=UTC), f"n{latitude}w{-longitude}"))
    return sorted(found)


def plan(folder, fires):
    villages = sorted({fire.village for fire in fires})
    return write_plan(folder, [Station("s" + one, village=one) for one in villages], "+00:00",
                      ["forest-fire"])


def write_reports(path, fires):
    """A CloudEvent a line."""
    with path.open("w") as file:
        for i, fire in enumerate(fires):
            file.write(json.dumps({
                "specversion": "1.0", "id": str(i), "source": "/modis", "type": "fenghuo.report",
                "data": {"reporter": "modis", "kind": "fire", "area": fire.village,
                         "observed_at": fire.at.isoformat()}}) + "\n")
    return path


class FireSeen(Rule):
    """rules/packs/forest-fire.yaml: reports of fire within the last hour. One is seen at a time
    and counts until an hour later."""

    name = "forest-fire-seen"
    off_delay = hours(1)
    limits = {"orange": 1, "red": 3}
    levels = tuple(limits)

    def measure(self, series, now):
        return sum(1 for at, _ in series if at > now - hours(1))

    def holds(self, level, measured, held):
        return measured >= self.limits[level]

    def wakes(self, series):
        return [at + hours(1) for at, _ in series]
