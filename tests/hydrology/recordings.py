"""Recorded floods of the shared data, each read into observations: (moment, station, property,
value as text). Nothing is made up here; a missing value is no observation."""

import collections
import csv
import datetime
import gzip
import os
import pathlib

SOURCE = pathlib.Path(os.environ.get("FENGHUO_SOURCE",
                                     pathlib.Path(__file__).resolve().parents[2]))
FOLDER = SOURCE / ".." / "shared" / "data" / "hydrology"
# The whole of AMeDAS is 3.4 million observations; else every twentieth of its stations is read.
WHOLE = os.environ.get("FENGHUO_WHOLE") == "1"

Observation = collections.namedtuple("Observation", "at station property value")


def are_here():
    return FOLDER.is_dir()


def zone(hours):
    return datetime.timezone(datetime.timedelta(hours=hours))


JAPAN, CHINA, SPAIN, UTC = zone(9), zone(8), zone(1), zone(0)


def rows(*parts):
    """Of a CSV file, gzipped or not, as dictionaries."""
    path = FOLDER.joinpath(*parts)
    text = gzip.open(path, "rt") if path.suffix == ".gz" else path.open()
    with text as file:
        yield from csv.DictReader(file)


def metres(feet):
    """To the millimetre, as a gauge would have sent it."""
    return "%.3f" % (float(feet) * 0.3048)


def poyo():
    """Flow of the Poyo ravine every 5 minutes until the sensor was destroyed; Spanish local time,
    winter time from 27 October on."""
    for row in rows("es_poyo_2024-10-29", "cincominutales-rambla-poyo-29102024.csv"):
        if row["Caudal"] and row["Estado"] != "FALLO":
            at = datetime.datetime.fromisoformat(row["Fecha"]).replace(tzinfo=SPAIN)
            yield Observation(at, "poyo", "flow", row["Caudal"].replace(",", "."))


def alishan():
    """Hourly rain of typhoon Morakot; a value is of the hour that ends then, -9.8 is a trace."""
    for row in rows("tw_alishan_morakot_2009", "alishan_467530_2009-08-06_11_hourly_rain.csv"):
        at = datetime.datetime.fromisoformat(row["ObsTime_UTC+8"]).replace(tzinfo=CHINA)
        yield Observation(at, "alishan", "rain", "%g" % max(0.0, float(row["Precp_mm"])))


KOTO = {"river_level_m": ("koto", "water_level"),
        "rain_cumulative_mm": ("koto", "rain_cumulative"),
        "dam_level_m": ("koto-dam", "water_level_above_dam"),
        "dam_inflow_m3s": ("koto-dam", "flow")}


def koto():
    """Stage, cumulative rain and dam of the Koto every 10 minutes. The rest of the columns follows
    from these or is no property of ours."""
    for row in rows("jp_koto_river_2023", "koto_10min_2023-06-01_2023-08-02.csv"):
        at = datetime.datetime.fromisoformat(row["time_jst"])
        for column, (station, name) in KOTO.items():
            if row[column]:
                yield Observation(at, station, name, row[column])


def of_utc(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def is_number(text):
    return text not in ("", "NaN", "nan")


def plumtree():
    """Stage of Plumtree Run every 5 minutes, 2016 and 2017."""
    for year in (2016, 2017):
        for row in rows("us_plumtree_run_01581752", f"usgs_01581752_5min_{year}.csv.gz"):
            if is_number(row["gage_height_ft"]):
                yield Observation(of_utc(row["time_utc"]), "plumtree", "water_level",
                                  metres(row["gage_height_ft"]))


def dead_run():
    """Stage of Dead Run (01589330) and the Northwest Branch (01650800), May 2019."""
    for row in rows("us_northwest_br_dead_run_2019-05", "usgs_01589330_01650800_5min_2019-05.csv"):
        for station in ("01589330", "01650800"):
            feet = row[f"USGS:{station}:00065"]
            if is_number(feet):
                yield Observation(of_utc(row["datetimeUTC"]), station, "water_level", metres(feet))


AMEDAS_MONTHS = ("2023-07", "2023-08", "2023-10", "2023-11", "2023-12")


def amedas_stations(whole=WHOLE):
    stations = list(rows("jp_amedas_2023", "stations.csv"))
    return stations if whole else stations[::20]


def amedas(whole=WHOLE):
    """Hourly rain of the AMeDAS stations. A value is of the hour that ends then."""
    wanted = {station["amdno"] for station in amedas_stations(whole)}
    for month in AMEDAS_MONTHS:
        for row in rows("jp_amedas_2023", f"rain1h_{month}.csv.gz"):
            at = datetime.datetime.fromisoformat(row.pop("obs_time_jst"))
            for station, rain in row.items():
                if rain and station in wanted:
                    yield Observation(at, station, "rain", rain)


GAUGE_MONTHS = ("2025-09", "2025-10", "2025-12", "2026-01", "2026-02", "2026-04", "2026-05",
                "2026-07")


def gauge_register():
    """The crisis gauges by code: place, and the levels that the register gives, as texts."""
    return {row["code"]: row for row in rows("jp_crisis_gauges", "stations.csv")}


def gauges(months=GAUGE_MONTHS):
    """Levels of the crisis gauges, which speak only while above their start level."""
    for month in months:
        for row in rows("jp_crisis_gauges", f"levels_{month}.csv.gz"):
            yield Observation(datetime.datetime.fromisoformat(row["obs_time"]), row["code"],
                              "water_level", row["level_m"])


def stale_gauges():
    """Of stations that kept reporting an observation months or years old."""
    for row in rows("jp_crisis_gauges", "levels_stale_before_2025-09.csv"):
        yield Observation(datetime.datetime.fromisoformat(row["obs_time"]), row["code"],
                          "water_level", row["level_m"])
