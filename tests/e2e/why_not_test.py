"""`fenghuo explain --why-not`: what a level lacked at a moment, out of the log of an engine that ran."""

import datetime
import json
import unittest

from engine import CHINA, Engine, SOURCE, wait_for

PLAN = SOURCE / "tests" / "e2e" / "plans" / "poyo"
STATION = "0000000001"
START = datetime.datetime(2026, 7, 1, 8, 0, tzinfo=CHINA)


def at(minute):
    return (START + datetime.timedelta(minutes=minute)).isoformat()


class WhyNot(unittest.TestCase):
    def test_of_two_moments(self):
        with Engine(PLAN, "--clock-start", START.isoformat(), "--clock-rate", "1200") as engine:
            for minute, flow in [(1, 10), (11, 80)]:
                wait_for("the clock", lambda: datetime.datetime.fromisoformat(
                    engine.get("/api/v1/state")["clock"]) >= START + datetime.timedelta(
                        minutes=minute))
                event = {"specversion": "1.0", "id": str(minute), "source": "test",
                         "type": "fenghuo.observations",
                         "data": {"observations": [{"station": STATION, "property": "flow",
                                                    "time": at(minute), "value": flow}]}}
                status, text = engine.request(
                    "/api/v1/events", json.dumps(event).encode(),
                    {"Authorization": "Bearer " + engine.token,
                     "Content-Type": "application/cloudevents+json"})
                self.assertEqual(status, 202, text)
            engine.stop()
            area = "below"
            status, text = engine.cli("explain", "--why-not", area, "--level", "red")
            self.assertEqual(status, 0, text)
            self.assertIn("is 80", text)
            self.assertIn("under 500, by 420", text)
            self.assertNotIn("150", text, "red alone was asked")
            status, text = engine.cli("explain", "--why-not", area, "--at", at(6))
            self.assertEqual(status, 0, text)
            self.assertIn("stood at none", text)
            self.assertIn("is 10 m³/s, under 30, by 20", text)
            status, text = engine.cli("explain", "--why-not", "下游村", "--level", "blue")
            self.assertEqual(status, 0, "by its name")
            status, text = engine.cli("explain", "--why-not", area + "x")
            self.assertEqual(status, 1)
            self.assertIn("no rule of the plan of that time is for", text)
            status, text = engine.cli("explain", "--why-not", area, "--at", "yesterday")
            self.assertEqual(status, 2)
            status, text = engine.cli("explain")
            self.assertEqual(status, 2)


if __name__ == "__main__":
    unittest.main()
