"""A thousand people of an exercise are warned and told that it was false: each has both, each text says that
it is an exercise, and the live channel is told nothing (failures.md, F09 and F18)."""

import pathlib
import tempfile
import unittest

from engine import Engine, wait_for
from plan import many_people
from receiver import Receiver

RECIPIENTS = 1000


class Retraction(unittest.TestCase):

    def test_reaches_everybody_and_nobody_outside_the_exercise(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        drill = self.enterContext(Receiver())
        live = self.enterContext(Receiver())
        plan = pathlib.Path(folder.name) / "plan"
        villages = many_people(plan, RECIPIENTS, drill.url, live.url)
        engine = self.enterContext(Engine(plan))
        status, said = engine.command(command="warn", playbook="warn", level="red", areas=villages,
                                      reason="演练")
        self.assertEqual(status, 200, said)
        wait_for("the calls", lambda: len(drill.requests) >= RECIPIENTS)
        incident = engine.get("/api/v1/incidents")[0]["incident"]
        status, said = engine.command(command="retract", incident=incident, reason="演练",
                                      everywhere=True)
        self.assertEqual(status, 200, said)
        wait_for("the corrections", lambda: len(drill.requests) >= 2 * RECIPIENTS)
        wait_for("their receipts", lambda: not engine.get("/api/v1/notices"))
        for purpose in ("call", "tell"):
            told = [m for m in drill.messages().values() if m["purpose"] == purpose]
            self.assertEqual(len({m["to"]["person"] for m in told}), RECIPIENTS)
            for message in told:
                self.assertTrue(message["text_zh"].startswith("【演练】"), message)
                self.assertTrue(message["text_zh"].endswith("【演练】"), message)
        self.assertEqual(live.requests, [])


if __name__ == "__main__":
    unittest.main()
