"""Recorded air of North Carolina, August 2019: a reference station every hour, and a cheap sensor
beside it every minute, which gets hotter in its box. The packs read temperature and humidity of
them. Of the rest nothing fits: NO2 is a part of nitrogen oxides only, O3 and PM2.5 are no property
of ours, and a dew point is no apparent temperature."""

import csv
import datetime

import shared_data
from plan_folder import Station, write_plan
from recordings import Observation, zone
from reference import Rule, hours

EASTERN = zone(-5)
TIME = "%m/%d/%Y %H:%M"
STATION = {"TEMP": "air_temperature", "RHUM": "humidity"}
SENSOR = {"TEMP (°C)": "air_temperature", "RH (%)": "humidity"}
PREAMBLE_LINES = 6
PACKS = ["heat-cold", "forest-fire"]


def of_station():
    """Means of an hour, which its file names by its beginning. What was not valid is left out."""
    for row in shared_data.rows("other-sensors", "epa_airnowtech_reference_data.csv.gz"):
        if row["Param"] in STATION and row["Value"] and row["QC Code"] == "0":
            begin = datetime.datetime.strptime(row["Date (LST)"] + " " + row["Time (LST)"], TIME)
            yield Observation(begin.replace(tzinfo=EASTERN) + hours(1), "burdens-creek",
                              STATION[row["Param"]], row["Value"])


def of_sensor():
    """Every tenth minute: the reference scans three days anew for each."""
    lines = shared_data.text_of("other-sensors", "epa_sensortoolkit_toco_toucan_RT01_raw.csv.gz")
    for row in csv.DictReader(lines.splitlines()[PREAMBLE_LINES:]):
        at = datetime.datetime.strptime(row["Time"], TIME).replace(tzinfo=EASTERN)
        if at.minute % 10 == 0:
            for column, name in SENSOR.items():
                if row[column]:
                    yield Observation(at, "toco-toucan", name, row[column])


def plan(folder):
    return write_plan(folder, [Station("burdens-creek"), Station("toco-toucan")], "-05:00", PACKS)


class Heat(Rule):
    """rules/packs/heat-cold.yaml: the highest of the last three days. Values are hundredths of a
    degree. A day without values can't be told; that one day was too cool is enough for a no."""

    name = "heat"
    off_delay = hours(3)
    limits = {"yellow": 3500, "orange": 3700, "red": 4000}
    levels = tuple(limits)
    deadband = 50
    days = {"yellow": (0, 1, 2), "orange": (0,), "red": (0,)}

    def measure(self, series, now):
        newest = series[-1][0]
        highest, i = [None, None, None], len(series) - 1
        while i >= 0 and newest - series[i][0] < hours(72):
            day = (newest - series[i][0]) // hours(24)
            value = series[i][1]
            highest[day] = value if highest[day] is None else max(value, highest[day])
            i -= 1
        return highest

    def holds(self, level, measured, held):
        limit = self.limits[level] - (self.deadband if held else 0)
        answers = [None if measured[day] is None else measured[day] >= limit
                   for day in self.days[level]]
        if False in answers:
            return False
        return None if None in answers else True


def hundredths(text):
    return round(float(text) * 100)
