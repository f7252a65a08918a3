"""Everyday work on the same engine: a contact test is answered on a plain page, a patrol is reported
done with a finding, a warning is read back by key, and a gateway that sends to another area is caught."""

import datetime
import json
import tempfile
import unittest
import urllib.parse

from engine import CHINA, Engine, wait_for
from plan import example_with_webhook
from receiver import Receiver

START = datetime.datetime(2026, 7, 1, 9, 0, tzinfo=CHINA)
STATION = "0061230107"  # of Qingxi
ROUTINES = """
routines:
  - id: night-patrol
    title: {zh: 夜查, en: night patrol}
    task: {zh: "查看{name}河道", en: "look at the river of {name}"}
    for_each: village
    who: village_leader
    every: 10m
"""


class Everyday(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.area = None  # what the gateway says that it has sent to; None: nothing
        self.receiver = self.enterContext(Receiver(echo=lambda body: self.area or body["area"]))
        plan = example_with_webhook(folder.name, self.receiver.url)
        (plan / "routines.yaml").write_text(ROUTINES)
        self.engine = self.enterContext(Engine(plan, "--clock-start", START.isoformat(),
                                               "--clock-rate", "60", "--page-url",
                                               "http://page.test"))
        self.token = self.engine.cli("token", "town-duty")[1].strip()

    def command(self, *arguments):
        done = self.engine.run("command", *arguments, "--format", "json", "--page",
                               "http://" + self.engine.http, "--token", self.token)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def message(self, person, purpose):
        return wait_for(f"a message ({purpose}) to {person}", lambda: next(
            (m for m in self.receiver.messages().values()
             if m["to"]["person"] == person and m["purpose"] == purpose), None))

    def page(self, message, **form):
        path = urllib.parse.urlparse(message["answer_at"]).path
        body = urllib.parse.urlencode(form).encode() if form else None
        status, page = self.engine.request(path, body)
        self.assertEqual(status, 200, page)
        return page

    def log(self):
        return self.engine.cli("log", "tail", "-n", "500", "--format", "json")[1]

    def state(self):
        return self.engine.get("/api/v1/state")

    def test_a_contact_test_is_answered_on_its_page(self):
        facts = self.command("test-contacts", "--areas", "qingxi")
        self.assertEqual(facts[0]["fact"], "contact_test_started")
        asked = self.message("qingxi-leader", "test")
        self.assertIn("【演练】【联系测试】没有险情", asked["text_zh"])
        self.assertIn("我在", self.page(asked))
        self.assertIn("答复已收到", self.page(asked, everyday="present"))
        self.assertNotIn("我在", self.page(asked))
        person = next(p for p in self.state()["persons"] if p["person"] == "qingxi-leader")
        self.assertTrue(person["answered"])

    def test_a_patrol_that_finds_something_is_a_report_too(self):
        due = self.message("qingxi-leader", "routine")
        self.assertIn("查看清溪社区河道", due["text_zh"])
        self.assertIn("做完了", self.page(due))
        self.page(due, everyday="found", note="堤脚冒水")
        routine = next(r for r in self.state()["routines"]
                       if r["routine"] == "night-patrol" and r["subject"] == "qingxi")
        self.assertEqual((routine["done_by"], routine["found"], routine["note"]),
                         ("qingxi-leader", True, "堤脚冒水"))
        self.assertIn("patrol_finding", self.log())

    def red(self):
        for minutes, mm in ((30, 50), (20, 50)):
            at = START - datetime.timedelta(minutes=minutes)
            self.engine.observe(STATION, "rain", at.isoformat(), mm)

    def test_a_warning_is_read_back_by_key(self):
        self.red()
        call = self.message("qingxi-leader", "call")
        self.assertEqual([c["key"] for c in call["choices"]], [1, 2, 3])
        right = next(c["key"] for c in call["choices"] if c["say_zh"] == "清溪社区，山洪")

        def state_of():
            return next(o["state"] for o in self.state()["obligations"]
                        if (o["area"], o["duty"]) == ("qingxi", "village_leader"))

        self.page(call, key=str(right % 3 + 1))
        self.assertEqual(state_of(), "answered")
        self.assertIn("选的不对", self.page(call))
        self.page(call, key=str(right))
        self.assertEqual(state_of(), "acting")

    def test_a_gateway_that_sends_to_another_area_is_caught(self):
        self.area = "nowhere"
        self.red()
        self.message("qingxi-leader", "call")
        wait_for("the mistake", lambda: "echoed the area 'nowhere', it was 'qingxi'" in self.log())


if __name__ == "__main__":
    unittest.main()
