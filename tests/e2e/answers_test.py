"""A night with people in it: an answer on /r/TOKEN closes one duty, an unanswered one climbs to the
stand-in, a duty officer answers on somebody's behalf; and wrong input gets words, not a crash."""

import datetime
import json
import os
import pathlib
import shutil
import signal
import socket
import tempfile
import unittest
import urllib.parse

from engine import CHINA, Engine, EngineClock, SOURCE, wait_for
from plan import EXAMPLE, example_with_webhook
from receiver import Receiver
from sl651 import Station, element, report

START = datetime.datetime(2026, 7, 1, 20, 0, tzinfo=CHINA)


def rain(engine, station="0061230101", mm=45.0):
    """Enough in an hour for a level of Yuantou; by two reports, since rain is a difference."""
    connection = Station(engine.station_address)
    now = EngineClock(engine).now().astimezone(CHINA)
    minute = now.replace(second=0, microsecond=0)
    before = minute - datetime.timedelta(minutes=30)
    connection.send(report(station, 1, now, before, element(0x26, 0, 3, 1)))
    connection.send(report(station, 2, now, minute, element(0x26, mm, 3, 1)))
    connection.close()


class Answers(unittest.TestCase):

    def test_answer_and_climb(self):
        with tempfile.TemporaryDirectory() as folder, Receiver() as receiver:
            plan = example_with_webhook(folder, receiver.url)
            with Engine(plan, "--clock-start", START.isoformat(), "--clock-rate", "120",
                        "--page-url", "http://page.test") as engine:
                rain(engine)
                first = wait_for("calls", lambda: self.message(receiver, "yuantou-leader"))
                self.answer(engine, first, {"key": self.right_key(first)})
                self.climbs(engine, receiver)
                self.behalf(engine)
                self.explain(engine)

    def message(self, receiver, person, rung=0):
        for message in receiver.messages().values():
            if message["to"]["person"] == person and message["rung"] >= rung:
                return message
        return None

    def right_key(self, message):
        return next(c["key"] for c in message["choices"] if c["say_zh"] == "源头村，山洪")

    def answer(self, engine, message, form):
        self.assertIn("【演练】", message["text_zh"])
        path = urllib.parse.urlparse(message["answer_at"]).path
        status, page = engine.request(path)
        self.assertEqual(status, 200)
        self.assertIn("陈大山", page)
        status, page = engine.request(path, urllib.parse.urlencode(form).encode())
        self.assertEqual(status, 200)
        self.assertIn("答复已收到", page)
        duty = self.duty(engine, message["obligation"])
        self.assertTrue(duty["done"], duty)

    def duty(self, engine, ident):
        return next(d for d in engine.get("/api/v1/obligations") if d["obligation"] == ident)

    def climbs(self, engine, receiver):
        """The warning officer never answers: the stand-in is called, then the township."""
        officer = wait_for("the officer", lambda: self.message(receiver, "yuantou-officer"))
        wait_for("the stand-in", lambda: self.message(receiver, "yuantou-helper", rung=1))
        duty = wait_for("the township", lambda: self.with_township(engine, officer["obligation"]))
        self.assertFalse(duty["done"])

    def with_township(self, engine, ident):
        duty = self.duty(engine, ident)
        return duty if duty["callee"] == "town-duty" else None

    def behalf(self, engine):
        duty = next(d for d in engine.get("/api/v1/obligations") if not d["done"])
        status, said = engine.command(command="answer", command_id="c1", kind="received",
                                      obligation=duty["obligation"], answered_by="李秀英",
                                      read_back=True)
        self.assertEqual(status, 200, said)
        wait_for("the answer", lambda: self.duty(engine, duty["obligation"])["done"])

    def explain(self, engine):
        alarm = engine.facts("alarm_raised")[0]
        status, text = engine.cli("explain", f"{alarm['offset']}.{alarm['index']}", "--plan",
                                  str(EXAMPLE))
        self.assertEqual(status, 0, text)
        for words in ["rain.sum(duration('1h'))", "rain_cumulative", "陈大山 answered: received",
                      "rung 1", "李秀英 did not answer", "recorded by 彭银花", "Jianghua"]:
            self.assertIn(words, text)


class BadInput(unittest.TestCase):

    def test_http(self):
        with Engine(EXAMPLE) as engine:
            self.problem(engine, 400, "/api/v1/events", b"{", "application/cloudevents+json")
            self.problem(engine, 400, "/api/v1/events", b"[1]",
                         "application/cloudevents-batch+json")
            self.problem(engine, 401, "/api/v1/commands", b"{}", "application/json")
            self.problem(engine, 404, "/api/v1/nothing")
            self.problem(engine, 405, "/api/v1/events")
            self.problem(engine, 400, "/api/v1/observations?hours=many")
            self.problem(engine, 413, "/api/v1/events", b" " * (1024 * 1024 + 1),
                         "application/cloudevents+json")
            status, page = engine.request("/r/no-such-token")
            self.assertEqual(status, 404)
            self.assertIn("链接无效", page)
            status, said = engine.command(command="answer", obligation="999.9", kind="received",
                                          answered_by="x")
            self.assertEqual(status, 409, said)
            self.assertEqual(engine.request("/healthz")[0], 200)

    def test_the_feed_wants_a_name_from_elsewhere(self):
        with Engine(EXAMPLE) as engine:
            host, _, port = engine.http.rpartition(":")
            for path, wanted in [("/api/v1/feed", b"401"), ("/api/v1/none", b"401")]:
                with socket.create_connection((host, int(port)), 30) as connection:
                    connection.sendall(
                        f"GET {path} HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 192.0.2.1\r\n"
                        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode())
                    self.assertEqual(connection.recv(4096).split(b" ")[1], wanted)

    def problem(self, engine, wanted, path, body=None, content_type=""):
        status, text = engine.request(path, body, {"Content-Type": content_type})
        self.assertEqual(status, wanted, text)
        said = json.loads(text)
        self.assertTrue(said["type"].startswith("urn:fenghuo:problem:"), said)
        self.assertTrue(said["detail"], said)

    def test_every_documented_path_answers(self):
        """The document is served by the program, and what it says is there is there."""
        with Engine(EXAMPLE) as engine:
            document = engine.get("/api/v1/openapi.json")
            self.assertEqual(document["openapi"], "3.1.0")
            paths = document["paths"]
            paths.pop("/api/v1/drill")
            status, text = engine.request("/api/v1/drill")
            self.assertEqual((status, json.loads(text)["type"]),
                             (404, "urn:fenghuo:problem:no_drill"))
            for path, methods in paths.items():
                if "get" in methods and "{" not in path and not path.endswith("/feed"):
                    self.assertEqual(engine.request(path)[0], 200, path)
                if "post" in methods and "{" not in path:
                    self.assertEqual(engine.request(path)[0], 405, path)
            standing = engine.get("/api/v1/state")
            known = document["components"]["schemas"]["State"]["properties"]
            self.assertEqual([name for name in known if name not in standing], [])

    def test_unknown_station_is_kept_and_shown(self):
        with Engine(EXAMPLE, "--clock-start", START.isoformat()) as engine:
            rain(engine, station="0099999999", mm=3)
            stations = {s["id"]: s for s in engine.get("/api/v1/stations")}
            self.assertFalse(stations["0099999999"]["registered"])
            self.assertEqual(stations["0099999999"]["latest"][0]["value"], 3.0)

    def test_garbage_then_a_frame(self):
        with Engine(EXAMPLE, "--clock-start", START.isoformat()) as engine:
            now = EngineClock(engine).now().astimezone(CHINA)
            frame = report("0061230101", 7, now, now, element(0x26, 1, 3, 1))
            broken = bytearray(frame)
            broken[20] ^= 1
            with socket.create_connection(engine.station_address, 30) as connection:
                connection.sendall(b"GET / HTTP/1.1\r\n\r\n" + bytes(broken) + frame)
                answer = connection.recv(4096)
            self.assertEqual(answer[10], 0x32)
            _, metrics = engine.request("/metrics")
            self.assertIn('fenghuo_input_refused_total{', metrics)

    def test_faulty_plan_is_refused_with_places(self):
        with tempfile.TemporaryDirectory() as folder:
            plan = example_with_webhook(folder, "ftp://nowhere")
            with self.assertRaises(RuntimeError) as raised:
                with Engine(plan):
                    pass
            self.assertRegex(str(raised.exception), r"plan\.yaml:\d+:\d+: ")


class FaultyRule(unittest.TestCase):
    """It is refused at every door, with its place and what was likely meant; none opens the log."""

    GOOD = "flow.last() >= 30.0"
    FAULTY = "flow.last() >= 30.0 && rian.sum(duration('1h')) >= 20.0"
    TOLD = r"rules/flow\.yaml:8:36: .*'rian'.*did you mean 'rain'\?"

    def setUp(self):
        folder = tempfile.mkdtemp(prefix="fenghuo-faulty-rule-")
        self.addCleanup(shutil.rmtree, folder)
        self.plan = pathlib.Path(folder) / "plan"
        shutil.copytree(SOURCE / "tests" / "e2e" / "plans" / "poyo", self.plan)

    def write(self, condition):
        rules = self.plan / "rules" / "flow.yaml"
        text = (SOURCE / "tests" / "e2e" / "plans" / "poyo" / "rules" / "flow.yaml").read_text()
        self.assertIn(self.GOOD, text)
        rules.write_text(text.replace(self.GOOD, condition))

    def test_by_check_and_by_every_verb_that_takes_a_plan(self):
        self.write(self.FAULTY)
        for verb in (["check"], ["replay", "--input", os.devnull], ["test"]):
            done = Engine.run(verb[0], str(self.plan), *verb[1:])
            self.assertEqual(done.returncode, 1, verb)
            self.assertRegex(done.stdout + done.stderr, self.TOLD, verb)

    def test_by_serve_when_it_starts(self):
        self.write(self.FAULTY)
        engine = Engine(self.plan)
        self.addCleanup(shutil.rmtree, engine.folder)
        with self.assertRaises(RuntimeError) as raised:
            engine.start()
        self.assertRegex(str(raised.exception), self.TOLD)
        self.assertIn("not started", str(raised.exception))
        self.assertEqual(os.listdir(engine.folder), ["stderr"])

    def test_by_serve_when_the_plan_is_read_again(self):
        with Engine(self.plan, "--clock-start", START.isoformat()) as engine:
            first = self.plans_in(engine)
            self.assertEqual([by for _, by in first], ["fenghuo serve"])
            self.write(self.FAULTY)
            engine.process.send_signal(signal.SIGHUP)
            wait_for("the refusal", lambda: "the one before stays in force" in engine.stderr())
            self.assertRegex(engine.stderr(), self.TOLD)
            self.assertEqual(self.plans_in(engine), first)
            engine.observe("0000000001", "flow", START.isoformat(), 40)
            raised = wait_for("the alarm", lambda: engine.facts("alarm_raised"))
            self.assertEqual([(f["rule"], f["level"]) for f in raised], [("ravine", "blue")])
            self.write("flow.last() >= 35.0")
            engine.process.send_signal(signal.SIGHUP)
            wait_for("the mended plan", lambda: "the plan was read again" in engine.stderr())
            now = wait_for("its record", lambda: self.plans_in(engine)[1:])
            self.assertEqual([by for _, by in now], ["SIGHUP"])
            self.assertNotEqual(now[0][0], first[0][0])
            # The signal is the only way in: nobody sends a plan.
            for body in ({"command": "change_plan", "plan": {}}, {"command": "plan_changed"}):
                self.assertEqual(engine.command(**body)[0], 400)
            self.assertEqual(engine.stop(), 0)
            self.assertEqual(len(self.plans_in(engine)), 2)

    @staticmethod
    def plans_in(engine):
        """Of the log: the version of each, and who changed it."""
        return [(r["record"]["version"], r["record"]["changed_by"]) for r in engine.records()
                if r["record"]["event"] == "plan_changed"]


if __name__ == "__main__":
    unittest.main(verbosity=2)
