"""The power is pulled twenty times in a storm: nothing accepted is missing afterwards, nothing that
is owed is lost, and every message reached the receiver at least once under one key."""

import collections
import datetime
import json
import os
import random
import tempfile
import threading
import time
import unittest

from engine import CHINA, Engine, EngineClock, wait_for
from plan import example_with_webhook
from receiver import Receiver
from sl651 import Station, element, report

KILLS = 20
START = datetime.datetime(2026, 7, 1, 20, 0, tzinfo=CHINA)
RATE = 600
STATIONS = ["00612301%02d" % n for n in range(1, 7)]


class Gauge(threading.Thread):
    """Reports heavy rain every five minutes of the engine's clock until it is told to stop."""

    def __init__(self, engine, clock, station, over):
        super().__init__()
        self.engine, self.clock, self.station, self.over = engine, clock, station, over
        self.accepted = []  # (observed_at, cumulative mm) that the engine has answered

    def run(self):
        connection = Station(self.engine.station_address, patience_s=5)
        moment, serial, total = START, 1, 0.0
        while not self.over.is_set():
            self.clock.sleep_until(moment)

            def frame():
                # The port may be another one after a restart.
                connection.address = self.engine.station_address
                now = self.clock.now().astimezone(CHINA)
                return report(self.station, serial, now, moment, element(0x26, total, 3, 1))

            try:
                connection.send_until_answered(frame, lambda: not self.over.is_set())
            except TimeoutError:
                break
            self.accepted.append((moment.isoformat(), total))
            moment += datetime.timedelta(minutes=5)
            serial, total = serial + 1, total + 6.5
        connection.close()


class Reporter(threading.Thread):
    """People who report over HTTP meanwhile."""

    def __init__(self, engine, over):
        super().__init__()
        self.engine, self.over = engine, over
        self.accepted = []

    def run(self):
        number = 0
        while not self.over.is_set():
            event = {"specversion": "1.0", "id": f"report-{number}", "source": "test/people",
                     "type": "fenghuo.report",
                     "data": {"reporter": "李秀英", "kind": "muddy_spring", "area": "yuantou",
                              "text": f"report-{number}"}}
            try:
                status, _ = self.engine.request(
                    "/api/v1/events", json.dumps(event).encode(),
                    {"Content-Type": "application/cloudevents+json"})
            except OSError:
                time.sleep(0.05)
                continue
            if status == 202:
                self.accepted.append(event["id"])
                number += 1
            time.sleep(0.02)


def flaky(seed):
    """Now and then a service answers 503, or takes a message and hangs up."""
    chance = random.Random(seed)
    return lambda count: chance.choices([200, 503, None], [8, 1, 1])[0]


class Killed(unittest.TestCase):

    def test_kill_at_twenty_moments(self):
        seed = int(os.environ.get("FENGHUO_SEED", random.randrange(10**6)))
        print("seed", seed, flush=True)
        chance = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder, Receiver(answer=flaky(seed)) as receiver:
            plan = example_with_webhook(folder, receiver.url)
            options = ("--clock-start", START.isoformat(), "--clock-rate", str(RATE),
                       "--page-url", "http://page.test")
            with Engine(plan, *options) as engine:
                gauges, reporter = self.storm(engine, chance)
                self.settle(engine)
                self.check(engine, gauges, reporter, receiver)

    def storm(self, engine, chance):
        over = threading.Event()
        clock = EngineClock(engine)
        gauges = [Gauge(engine, clock, station, over) for station in STATIONS]
        reporter = Reporter(engine, over)
        for thread in [*gauges, reporter]:
            thread.start()
        try:
            for _ in range(KILLS):
                time.sleep(chance.uniform(0.02, 1.5))
                engine.kill()
                engine.start()
                clock.ask()
            done = [len(gauge.accepted) for gauge in gauges]
            wait_for("life after the last kill", lambda: all(
                len(gauge.accepted) > before for gauge, before in zip(gauges, done)))
        finally:
            over.set()
            for thread in [*gauges, reporter]:
                thread.join()
        return gauges, reporter

    def settle(self, engine):
        """Until no message is on its way, and stopped there. At the storm's pace ladders go on
        calling between the last look and the stop; at a clock's pace they have minutes."""
        def quiet():
            _, text = engine.request("/metrics")
            return "fenghuo_webhook_owed 0" in text
        self.assertEqual(engine.stop(), 0)
        engine.options[engine.options.index("--clock-rate") + 1] = "1"
        engine.start()
        wait_for("an empty outbox", quiet)
        self.assertEqual(engine.stop(), 0)

    def check(self, engine, gauges, reporter, receiver):
        status, text = engine.cli("log", "verify")
        self.assertEqual(status, 0, text)
        records = engine.records()
        self.check_observations(records, gauges)
        reports = [record["record"]["text"] for record in records
                   if record["record"]["event"] == "report"]
        for accepted in reporter.accepted:
            self.assertIn(accepted, reports)
        self.check_messages(records, receiver)

    def check_observations(self, records, gauges):
        rows = collections.Counter()
        for record in records:
            for row in record["record"].get("observations", []):
                # A gauge whose idea of our clock is old after a kill is used by time of receipt;
                # the record keeps what the device said as well.
                at = row.get("device_time", row["time"])
                rows[row["station"], at, row["value"]] += 1
        count = 0
        for gauge in gauges:
            for at, value in gauge.accepted:
                self.assertEqual(rows[gauge.station, at, value], 1, (gauge.station, at, value))
                count += 1
        print(count, "accepted observations, each of them once in the log")
        self.assertGreater(count, KILLS)

    def check_messages(self, records, receiver):
        facts = [fact for record in records for fact in record["facts"]]
        opened = {f"{f['offset']}.{f['index']}" for f in facts if f["fact"] == "obligation_opened"}
        self.assertGreater(len(opened), 4)
        called = {f["obligation"] for f in facts if f["fact"] == "obligation_called"}
        self.assertEqual(opened - called, set(), "a duty was opened and nobody was called")
        wanted = collections.Counter((f["obligation"], f["callee"], f["rung"]) for f in facts
                                     if f["fact"] == "obligation_called" and
                                     "webhook" in f["channels"])
        messages = receiver.messages()
        self.assertEqual(receiver.bad_signatures, 0)
        for fact in facts:
            asked = fact["decision"] if fact["fact"] == "decision_passed_on" else \
                f"{fact['offset']}.{fact['index']}" if fact["fact"] == "decision_opened" else None
            if asked and fact["owner"]:
                wanted[asked, fact["owner"], "asked"] += 1
            called = {"unit_sent": "callee", "unit_unanswered": "next"}.get(fact["fact"])
            if called and fact.get(called):
                wanted[fact["need"], fact[called], "sent"] += 1
        # What is told needs no answer; a unit that is called back is told.
        came = collections.Counter(
            (m["decision"], m["to"]["person"], "asked") if m["purpose"] == "ask" else
            (m["need"], m["to"]["person"], "sent") if m["purpose"] == "send" else
            (m["obligation"], m["to"]["person"], m["rung"])
            for m in messages.values() if m["purpose"] != "tell")
        self.assertEqual(came - wanted, collections.Counter(), "sent, and not in the log")
        self.assertEqual(wanted - came, collections.Counter(), "in the log, and never sent")
        repeats = len(receiver.requests) - len(messages)
        print(len(messages), "messages,", repeats, "repeats under the same key")


if __name__ == "__main__":
    unittest.main(verbosity=2)
