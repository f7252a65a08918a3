"""`fenghuo explain --why-not`: what a level lacked at a moment, out of the log of an engine that ran."""

import datetime
import unittest

from engine import CHINA, Engine, SOURCE, wait_for

PLAN = SOURCE / "tests" / "e2e" / "plans" / "poyo"
STATION = "0000000001"
START = datetime.datetime(2026, 7, 1, 8, 0, tzinfo=CHINA)


def at(minute):
    return (START + datetime.timedelta(minutes=minute)).isoformat()


class WhyNot(unittest.TestCase):
    def test_of_two_moments(self):
        with Engine(PLAN, "--clock-start", START.isoformat(), "--clock-rate", "120") as engine:
            for minute, flow in [(1, 10), (11, 80)]:
                wait_for("the clock", lambda: datetime.datetime.fromisoformat(
                    engine.get("/api/v1/state")["clock"]) >= START + datetime.timedelta(
                        minutes=minute))
                engine.observe(STATION, "flow", at(minute), flow)
            engine.stop()
            area = "below"
            status, text = engine.cli("explain", "--why-not", area, "--level", "red")
            self.assertEqual(status, 0, text)
            self.assertIn("is 80", text)
            self.assertIn("under 500 m³/s, by 420 m³/s", text)
            self.assertNotIn("150", text, "red alone was asked")
            status, text = engine.cli("explain", "--why-not", area, "--at", at(6))
            self.assertEqual(status, 0, text)
            self.assertIn("stood at none", text)
            self.assertIn("is 10 m³/s, under 30 m³/s, by 20 m³/s", text)
            status, text = engine.cli("explain", "--why-not", "下游村", "--level", "blue")
            self.assertEqual(status, 0, "by its name")
            status, text = engine.cli("explain", "--why-not", area + "x")
            self.assertEqual(status, 1)
            self.assertIn("the plan of that time has no 'belowx'; did you mean 'below'?", text)
            status, text = engine.cli("explain", "--why-not", area, "--at", at(-60))
            self.assertEqual(status, 1)
            self.assertIn("the log begins later, at 2026-07-01T", text)
            status, text = engine.cli("explain", "--why-not", area, "--at", at(100000))
            self.assertEqual((status, "the log ends at 2026-07-01T" in text), (0, True), text)
            status, text = engine.cli("explain", "--why-not", area, "--at", "yesterday")
            self.assertEqual(status, 2)
            status, text = engine.cli("explain")
            self.assertEqual(status, 2)


    def test_why_an_alarm_was_held_back(self):
        with Engine(PLAN, "--clock-start", START.isoformat(), "--clock-rate", "1200") as engine:
            status, answer = engine.command(command="shelve_alarm", rule="ravine", area="below",
                                            level="orange", until=at(120), note="maintenance")
            self.assertIn(status, (200, 202), answer)
            engine.observe(STATION, "flow", at(1), 80)
            held = engine.facts("alarm_held_back")[-1]
            status, text = engine.cli("explain", f"{held['offset']}.{held['index']}")
            self.assertEqual(status, 0, text)
            self.assertIn("Why:", text)
            self.assertIn("rule ravine", text)
            self.assertIn("flow.last = 80 >= 70  holds", text)


if __name__ == "__main__":
    unittest.main()
