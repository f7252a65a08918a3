"""Two real floods over TCP into a real engine: each level must be raised at the minute at which a
slow, plain computation raises it."""

import csv
import datetime
import unittest

from engine import CHINA, Engine, EngineClock, SOURCE, shared_file
from sl651 import Station, element, report

PLANS = SOURCE / "tests" / "e2e" / "plans"
STATION = "0000000001"
LEVELS = ["blue", "yellow", "orange", "red"]


def local(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=CHINA)


def rows_in(folder):
    with next(folder.glob("*.csv")).open() as file:
        return list(csv.DictReader(file))


def play(engine, readings, rate):
    """Sends (moment, element bytes) when the engine's clock says so."""
    clock = EngineClock(engine)
    assert clock.rate == rate
    station = Station(engine.station_address)
    for serial, (moment, data) in enumerate(readings, start=1):
        clock.sleep_until(moment)
        now = clock.now().astimezone(CHINA)
        answer = station.send(report(STATION, serial % 65535 + 1, now, moment, data))
        assert answer == (0x32, serial % 65535 + 1), answer
    station.close()


def level_changes(engine):
    """[(minute of the newest observation judged, level)] as the engine concluded them."""
    changes = []
    for fact in engine.facts("alarm_raised", "alarm_changed", "alarm_cleared"):
        newest = max(finding["to"] for finding in fact["findings"] if "to" in finding)
        level = "none" if fact["fact"] == "alarm_cleared" else fact["level"]
        changes.append((newest[:16], level))
    return changes


class Floods(unittest.TestCase):
    maxDiff = None

    def test_poyo_29_october_2024(self):
        """5-minute flow of the Poyo ravine, from dry to 2,283 m3/s, with the false recovery."""
        path = shared_file("data", "hydrology", "es_poyo_2024-10-29")
        if not path:
            self.skipTest("no shared data")
        rows = rows_in(path)
        day = [(local(row["Fecha"]), float(row["Caudal"].replace(",", "."))) for row in rows
               if row["Fecha"].startswith("2024-10-29") and row["Estado"] != "FALLO" and
               row["Caudal"]]
        self.assertGreater(len(day), 200)
        readings = [(at, element(0x27, flow, 5, 3)) for at, flow in day]
        start = (day[0][0] - datetime.timedelta(minutes=10)).isoformat()
        with Engine(PLANS / "poyo", "--clock-start", start, "--clock-rate", "3600") as engine:
            play(engine, readings, 3600)
            self.assertEqual(level_changes(engine), self.reference_of_flow(day))

    @staticmethod
    def reference_of_flow(day):
        limits = [30, 70, 150, 500]
        changes, before = [], "none"
        for at, flow in day:
            flow = round(flow, 3)
            reached = [name for name, limit in zip(LEVELS, limits) if flow >= limit]
            level = reached[-1] if reached else "none"
            if level != before:
                changes.append((at.isoformat()[:16], level))
            before = level
        return changes

    def test_alishan_august_2009(self):
        """Hourly rain of typhoon Morakot, sent as a gauge's cumulative value."""
        path = shared_file("data", "hydrology", "tw_alishan_morakot_2009")
        if not path:
            self.skipTest("no shared data")
        rows = rows_in(path)
        hours = [(local(row["ObsTime_UTC+8"]), max(0.0, float(row["Precp_mm"]))) for row in rows
                 if row["ObsTime_UTC+8"] <= "2009-08-07 12:00:00"]
        hour = datetime.timedelta(hours=1)
        total, readings = 0.0, [(hours[0][0] - hour, element(0x26, 0, 3, 1))]
        for at, rain in hours:
            total += rain
            readings.append((at, element(0x26, total, 3, 1)))
        start = (readings[0][0] - hour).isoformat()
        with Engine(PLANS / "alishan", "--clock-start", start, "--clock-rate", "7200") as engine:
            play(engine, readings, 7200)
            self.assertEqual(level_changes(engine), self.reference_of_rain(hours))

    @staticmethod
    def reference_of_rain(hours):
        """The limits of Jianghua, typed in again: mm in 1, 3, 6 and 24 hours. Only rises: until
        noon of the 7th nothing falls far and long enough for a level to be left."""
        limits = {"blue": (35, 55, 70, 100), "yellow": (45, 75, 95, 130),
                  "orange": (60, 100, 120, 160), "red": (80, 120, 150, 200)}
        changes, before = [], -1
        for i in range(len(hours)):
            sums = [sum(rain for _, rain in hours[max(0, i + 1 - n):i + 1]) for n in (1, 3, 6, 24)]
            reached = [j for j, name in enumerate(LEVELS)
                       if any(s >= limit for s, limit in zip(sums, limits[name]))]
            level = max(reached, default=-1)
            if level > before:
                changes.append((hours[i][0].isoformat()[:16], LEVELS[level]))
                before = level
        return changes


if __name__ == "__main__":
    unittest.main(verbosity=2)
