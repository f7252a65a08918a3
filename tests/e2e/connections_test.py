"""Ten thousand stations on line at once, each heard and answered."""

import asyncio
import datetime
import resource
import sys
import unittest

from engine import CHINA, Engine, EngineClock
from plan import EXAMPLE
from sl651 import answer_of, element, report

STATIONS = 10_000
DIALLING_AT_ONCE = 200


class Connections(unittest.TestCase):

    def test_ten_thousand(self):
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        if hard < STATIONS + 500:
            print("skipped: the limit of open files is", hard, file=sys.stderr)
            self.skipTest("too few open files")
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        start = datetime.datetime(2026, 7, 1, 20, 0, tzinfo=CHINA)
        with Engine(EXAMPLE, "--clock-start", start.isoformat(), "--sl651-answer",
                    "esc") as engine:
            self.clock = EngineClock(engine)
            asyncio.run(self.all_at_once(engine))
            self.assertEqual(engine.stop(), 0)
            rows = sum(len(record["record"].get("observations", [])) for record in engine.records())
            self.assertEqual(rows, STATIONS)

    async def all_at_once(self, engine):
        gate = asyncio.Semaphore(DIALLING_AT_ONCE)
        held = await asyncio.gather(*(self.one(engine, gate, n) for n in range(STATIONS)))
        _, metrics = await asyncio.to_thread(engine.request, "/metrics")
        self.assertIn(f"fenghuo_stations_connected {STATIONS}", metrics)
        for writer in held:
            writer.close()

    async def one(self, engine, gate, number):
        async with gate:
            reader, writer = await asyncio.open_connection(*engine.station_address)
            now = self.clock.now().astimezone(CHINA)
            writer.write(report(f"{number:010d}", 1, now, now, element(0x39, 1, 4, 3)))
            data = b""
            while answer_of(data) is None:
                part = await asyncio.wait_for(reader.read(4096), 120)
                self.assertTrue(part, "the engine hung up")
                data += part
            return writer


if __name__ == "__main__":
    unittest.main(verbosity=2)
