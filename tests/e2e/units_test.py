"""Units and supplies on a real engine: the best unit is sent and called, answers on its page from a
telephone, another goes where nobody answers; stock is taken out; and all of it survives kill -9."""

import datetime
import json
import tempfile
import unittest
import urllib.parse

from engine import CHINA, Engine, wait_for
from plan import example_with_webhook
from receiver import Receiver

START = datetime.datetime(2026, 7, 1, 9, 0, tzinfo=CHINA)


class Units(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.receiver = self.enterContext(Receiver())
        plan = example_with_webhook(folder.name, self.receiver.url)
        self.engine = self.enterContext(Engine(plan, "--clock-start", START.isoformat(),
                                               "--clock-rate", "10", "--page-url",
                                               "http://page.test"))
        self.token = self.engine.cli("token", "town-duty")[1].strip()

    def command(self, *arguments, refused=False):
        done = self.engine.run("command", *arguments, "--format", "json", "--page",
                               "http://" + self.engine.http, "--token", self.token)
        self.assertEqual(done.returncode, 1 if refused else 0, done.stderr)
        return done.stderr if refused else [json.loads(line) for line in done.stdout.splitlines()]

    def page(self, message, **form):
        path = urllib.parse.urlparse(message["answer_at"]).path
        body = urllib.parse.urlencode(form).encode() if form else None
        status, page = self.engine.request(path, body)
        self.assertEqual(status, 200, page)
        return page

    def message(self, person):
        return wait_for(f"a message to {person}", lambda: next(
            (m for m in self.receiver.messages().values()
             if m["to"]["person"] == person and m["purpose"] == "send"), None))

    def unit(self, name):
        return next(u for u in self.engine.get("/api/v1/state")["units"] if u["id"] == name)

    def test_a_unit_is_sent_answers_and_is_done(self):
        facts = self.command("need", "zhuyuan", "medic", "--task", "有人摔伤")
        sent = next(f for f in facts if f["fact"] == "unit_sent")
        self.assertEqual(sent["unit"], "ambulance")
        self.assertIn("没有别的队伍能去", sent["reason"])
        message = self.message("clinic-doctor")
        self.assertIn("【演练】【出动】卫生院救护车去竹园村：有人摔伤", message["text_zh"])
        self.assertIn("出发了", self.page(message))
        self.page(message, unit="on_the_way")
        self.assertEqual(self.unit("ambulance")["state"], "on_the_way")
        self.assertIn("到了", self.page(message))
        self.page(message, unit="there")
        self.engine.kill()
        self.engine.start()
        self.assertEqual(self.unit("ambulance")["state"], "there", "a crash forgets no promise")
        self.page(message, unit="done", note="已送卫生院")
        self.assertEqual(self.engine.get("/api/v1/state")["needs"], [])
        self.assertIn("已经结束", self.page(message))

    def test_whoever_cant_go_is_replaced(self):
        self.command("need", "shuangjiang", "boat", "--level", "red")
        first = self.message("shuangjiang-helper")
        self.page(first, unit="out", note="船坏了")
        self.assertEqual(self.unit("boat-2")["state"], "out")
        need = self.engine.get("/api/v1/state")["needs"][0]
        self.assertEqual(need["unit"], "boat-1", "the next best, with its reason")
        self.assertIn("其次", need["reason"]["zh"] if isinstance(need["reason"], dict)
                      else need.get("reason_zh", need["reason"]))

    def test_a_closed_road_turns_it_round(self):
        self.command("need", "shangxi", "medic")
        self.command("road", "upper-3", "closed", "--note", "塌方")
        state = self.engine.get("/api/v1/state")
        self.assertEqual(state["needs"][0]["unit"], "")
        self.assertEqual([r["road"] for r in state["closed_roads"]], ["upper-3"])
        self.assertEqual(state["aid"][0]["what"], "medic", "the county is asked")
        self.command("road", "upper-3", "open")
        self.assertEqual(self.engine.get("/api/v1/state")["needs"][0]["unit"], "ambulance")

    def test_what_is_held_is_nobody_elses(self):
        held = self.command("hold", "--unit", "digger", "--for", "守漫水桥")
        self.assertIn("守漫水桥", self.command("hold", "--unit", "digger", "--for", "别处",
                                              refused=True))
        self.command("need", "shimen", "clear_road")
        self.assertEqual(self.engine.get("/api/v1/state")["needs"][0]["unit"], "")
        fact = held[0]
        self.command("release", f"{fact['offset']}.{fact['index']}")
        self.assertEqual(self.engine.get("/api/v1/state")["needs"][0]["unit"], "digger")

    def test_stock_adds_up(self):
        self.command("stock", "water-qingxi", "out", "100", "--note", "发给石门")
        self.assertIn("only 1100", self.command("stock", "water-qingxi", "out", "1101",
                                               refused=True))
        self.command("stock", "water-qingxi", "out", "600")
        water = next(s for s in self.engine.get("/api/v1/state")["supplies"]
                     if s["id"] == "water-qingxi")
        self.assertEqual((water["left"], water["low"]), (500, True))
        done = self.engine.run("command", "stock", "water-qingxi", "out", "-5", "--page",
                               "http://" + self.engine.http, "--token", self.token)
        self.assertNotEqual(done.returncode, 0, "a negative stock")


if __name__ == "__main__":
    unittest.main()
