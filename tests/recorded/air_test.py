"""A hot August through the packs `heat-cold` and `forest-fire`, from a reference station and from
a cheap sensor: each alarm must change when, and only when, the slow reference says so."""

import os
import pathlib
import sys
import tempfile
import unittest

import shared_data
import air
from reference import judge
from replay import alarm_changes, facts, write_observations


class Air(unittest.TestCase):
    maxDiff = 4000

    def compare(self, read):
        shared_data.are_here(self, "other-sensors")
        observations = sorted(read(), key=lambda one: one.at)
        temperatures = [(one.at, air.hundredths(one.value)) for one in observations
                        if one.property == "air_temperature"]
        # No cold wave is to be expected where nothing falls to 4 °C; and none of forest fire,
        # hot and dry as it is: without rain and wind the index can't be told.
        self.assertGreater(min(value for _, value in temperatures), 400)
        area = "v" + observations[0].station
        wanted = sorted((at.isoformat()[:16], "heat", area, level) for at, level in
                        judge(air.Heat(), temperatures, observations[-1].at))
        with tempfile.TemporaryDirectory(prefix="fenghuo-recorded-") as folder:
            folder = pathlib.Path(folder)
            plan = air.plan(folder / "plan")
            path = write_observations(folder / "observations.csv", observations)
            self.assertEqual(alarm_changes(facts(plan, path)), wanted)
        print(f"{len(observations)} values, {len(wanted)} changes of alarms", file=sys.stderr)
        return {level for _, _, _, level in wanted}

    def test_reference_station(self):
        self.assertIn("orange", self.compare(air.of_station))

    def test_cheap_sensor(self):
        self.assertIn("red", self.compare(air.of_sensor))


if __name__ == "__main__":
    if "FENGHUO_BINARY" not in os.environ:
        sys.exit("FENGHUO_BINARY should name the program")
    unittest.main(verbosity=2)
