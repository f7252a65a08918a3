"""A village is moved: its leader ticks households off on the plain page, one won't go and is visited
twice, the numbers always add up; nobody goes back before the all-clear, its hold, and the order."""

import datetime
import json
import tempfile
import unittest
import urllib.parse

from engine import CHINA, Engine, EngineClock, wait_for
from plan import EXAMPLE, example_with_webhook
from receiver import Receiver

START = datetime.datetime(2026, 7, 1, 20, 0, tzinfo=CHINA)
# The gauge of Shimen, which has a roster of nine households, 27 people.
STATION = "0061230104"


class Evacuations(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.receiver = self.enterContext(Receiver())
        plan = example_with_webhook(folder.name, self.receiver.url)
        self.engine = self.enterContext(Engine(plan, "--clock-start", START.isoformat(),
                                               "--clock-rate", "60", "--page-url",
                                               "http://page.test"))

    def command(self, person, *arguments):
        status, token = self.engine.cli("token", person)
        assert status == 0, token
        done = self.engine.run("command", *arguments, "--format", "json", "--page",
                               "http://" + self.engine.http, "--token", token.strip())
        return done.returncode, done.stdout + done.stderr

    def evacuation(self):
        every = self.engine.get("/api/v1/evacuations")
        one = next((e for e in every if e["area"] == "shimen"), None)
        if one:
            self.assertEqual(one["people"], one["safe"] + one["refused"] + one["unreachable"] +
                             one["unknown"], one)
        return one

    def message(self, person):
        return wait_for("a call to " + person, lambda: next(
            (m for m in self.receiver.messages().values()
             if m["to"]["person"] == person and m["purpose"] == "call"
             and "逐户" not in m["text_zh"]), None))

    def report(self, kind, reporter):
        event = {"specversion": "1.0", "id": f"{kind} {reporter}", "source": "test",
                 "type": "fenghuo.report",
                 "data": {"reporter": reporter, "kind": kind, "area": "shimen", "text": "河边"}}
        status, text = self.engine.request("/api/v1/events", json.dumps(event).encode(),
                                           {"Content-Type": "application/cloudevents+json"})
        self.assertEqual(status, 202, text)

    def test_a_village_is_moved_and_comes_home(self):
        now = EngineClock(self.engine).now()
        for minutes, mm in ((20, 45), (10, 45)):
            self.engine.observe(STATION, "rain", (now - datetime.timedelta(minutes=minutes))
                                .isoformat(), mm)
        wait_for("the order", self.evacuation)
        self.assertEqual((self.evacuation()["people"], self.evacuation()["organiser"]),
                         (27, "shimen-leader"))
        self.assertEqual(self.engine.get("/api/v1/times")[0]["people_left"], 27)
        self.ticks()
        self.refuses()
        self.complete()
        self.comes_home()

    def ticks(self):
        path = urllib.parse.urlparse(self.message("shimen-leader")["answer_at"]).path
        status, page = self.engine.request(path)
        self.assertEqual(status, 200)
        self.assertIn("吴石头，4 人", page)
        self.assertLess(page.index("许冬梅"), page.index("吴石头"), "who needs help stands first")
        form = urllib.parse.urlencode({"h.shimen-1": "1", "h.shimen-3": "1", "kind": "arrived"})
        _, page = self.engine.request(path, form.encode())
        self.assertNotIn("吴石头", page)
        self.assertEqual(self.evacuation()["safe"], 6)
        for nothing in (b"kind=arrived", b"kind=arrived&h.zhuyuan-1=1", b"kind=refused"):
            _, page = self.engine.request(path, nothing)
            self.assertIn("请先打勾", page, "a link counts its own village alone")

    def refuses(self):
        status, said = self.command("town-duty", "count", "shimen-2", "refused", "--by",
                                    "shimen-leader")
        self.assertEqual(status, 0, said)
        visits = [o for o in self.engine.get("/api/v1/obligations")
                  if o["subject" if "subject" in o else "duty"] == "shimen-2"]
        self.assertEqual([v["purpose"] for v in visits], ["visit"], "somebody goes once more")
        status, said = self.command("town-duty", "count", "shimen-2", "refused", "--by", "孙玉珍")
        self.assertEqual(status, 0, said)
        self.assertEqual(self.evacuation()["refused"], 3)
        status, said = self.command("town-duty", "count", "shimen-1", "safe", "--people", "3",
                                    "--by", "shimen-officer")
        self.assertEqual((status, "another person, and a reason" in said), (1, True), said)
        status, said = self.command("town-duty", "count", "shimen-2", "refused", "--by", "孙玉真")
        self.assertEqual((status, "did you mean '孙玉珍'?" in said), (1, True), said)
        status, said = self.command("town-duty", "count", "shimen-1", "safe", "--people", "3",
                                    "--by", "孙玉真", "--outsider")
        self.assertEqual((status, "another person, and a reason" in said), (1, True), said)

    def complete(self):
        for household in self.evacuation()["households"]:
            if not household["settled"]:
                self.command("town-duty", "count", household["id"], "safe", "--by",
                             "shimen-leader")
        self.assertTrue(self.evacuation()["complete"])
        self.assertEqual(self.evacuation()["unknown"], 0)

    def comes_home(self):
        status, said = self.command("town-mayor", "return", "shimen")
        self.assertEqual((status, "no all-clear yet" in said), (1, True), said)
        self.report("safe", "孙玉珍")
        self.report("safe", "朱翠云")
        incident = next(i for i in self.engine.get("/api/v1/incidents") if i["area"] == "shimen")
        for person in ("town-duty", "town-mayor"):
            status, said = self.command(person, "stand-down", incident["incident"])
            self.assertEqual(status, 0, said)

        def home():
            return self.command("town-mayor", "return", "shimen")[0] == 0
        wait_for("the end of the hold", home)
        self.assertIsNone(self.evacuation())
        told = [m for m in self.receiver.messages().values()
                if m["purpose"] == "tell" and "返回" in m["headline_zh"]]
        wait_for("word of the return", lambda: told or [
            m for m in self.receiver.messages().values()
            if m["purpose"] == "tell" and "可以返回" in m["headline_zh"]])
        ordered = self.engine.facts("evacuation_ordered")[0]
        status, text = self.engine.cli("explain", f"{ordered['offset']}.{ordered['index']}",
                                       "--plan", str(EXAMPLE))
        self.assertEqual(status, 0, text)
        for words in ["people: 27, households and facilities: 9,", "郑国庆", "orders the return"]:
            self.assertIn(words, text)
        status, text = self.engine.cli("situation", "--plan", str(EXAMPLE), "--kind", "final")
        self.assertEqual(status, 0, text)
        for words in ["Final report", "Shimen: red", "to be moved", "safe 24, others",
                      "Casualties and loss: (to be filled in)", "蒋志远 orders the return",
                      "Zhuyuan, Make everybody", "Reported at: 2026-"]:
            self.assertIn(words, text)
        # Shimen's all-clear comes before or after the county is asked for it, by how fast we are.
        self.assertRegex(text, r"asked for: [12]; \(to be filled in\)")
        lines = text.splitlines()
        self.assertTrue(lines[0].startswith("EXERCISE: "), "nobody takes it for real")
        self.assertTrue(any(line.startswith("EXERCISE: all of the above") for line in lines), text)


if __name__ == "__main__":
    unittest.main(verbosity=2)
