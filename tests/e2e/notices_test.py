"""A plan with numbers that somebody should look at, and no fault: the engine says so and starts."""

import unittest

from engine import Engine, SOURCE


class Notices(unittest.TestCase):
    def test_keep_nobody_from_starting(self):
        with Engine(SOURCE / "tests" / "golden" / "plans" / "due") as engine:
            self.assertEqual(engine.request("/healthz")[0], 200)
            status = engine.stop()
            told = engine.stderr()
        self.assertEqual(status, 0, told)
        self.assertIn("rules/own.yaml:5:15: notice: the rule 'own' was last reviewed on 2024-05-01",
                      told)
        self.assertIn("limits.csv:3:", told)


if __name__ == "__main__":
    unittest.main()
