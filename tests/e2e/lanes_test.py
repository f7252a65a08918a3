"""Live and the exercise beside it in one program: what live takes leaves the drill, a real alarm ends
it with everybody told, and live knows nothing of it."""

import datetime
import json
import pathlib
import shutil
import tempfile
import unittest
import urllib.error
import urllib.request

from engine import CHINA, Engine, wait_for
from plan import example_with_webhook
from receiver import Receiver

STATION = "0061230107"  # of Qingxi
WITHIN_S = 5
OF_EXERCISES = ("live_held", "exercise_stopped", "inject_given", "exercise_noted")


LIVE = '''  live:
    webhook: {url: "%s", secret: "env:FENGHUO_EXERCISE_WEBHOOK_SECRET"}
'''


def moment(text):
    return datetime.datetime.fromisoformat(text)


class Lanes(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.receiver = self.enterContext(Receiver())
        self.live = self.enterContext(Receiver())
        plan = example_with_webhook(folder.name, self.receiver.url)
        settings = plan / "plan.yaml"
        text = settings.read_text()
        self.assertIn("channels:\n", text)
        settings.write_text(text.replace("channels:\n", "channels:\n" + LIVE % self.live.url, 1))
        self.engine = self.enterContext(
            Engine(plan, "--exercise", "127.0.0.1:0", "--exercise-sl651", "127.0.0.1:0",
                   "--exercise-page-url", "http://drill.test", lane="live"))
        self.assertNotEqual(self.engine.exercise_http, self.engine.http)
        self.assertTrue(self.engine.exercise_stations)

    def pages(self, lane):
        engine = self.engine
        return ((engine.http, engine.token) if lane == "live"
                else (engine.exercise_http, engine.exercise_token))

    def command(self, lane, *arguments, refused=False):
        page, token = self.pages(lane)
        done = self.engine.run("command", *arguments, "--format", "json", "--page", "http://" + page,
                               "--token", token)
        self.assertEqual(done.returncode, 1 if refused else 0, done.stderr)
        return done.stderr if refused else [json.loads(line) for line in done.stdout.splitlines()]

    def state(self, lane):
        with urllib.request.urlopen(f"http://{self.pages(lane)[0]}/api/v1/state") as response:
            return json.loads(response.read())

    def need(self, lane):
        needs = self.state(lane)["needs"]
        return needs[0]["unit"] if needs else None

    def told(self):
        """Who was told that the exercise is over."""
        return {m["to"]["person"] for m in self.receiver.messages().values()
                if m["purpose"] == "tell" and "【演练中止】" in m["text_zh"]}

    def expect_nothing_live(self):
        self.assertEqual(self.engine.facts(*OF_EXERCISES), [])
        self.assertEqual([r for r in self.engine.records() if r["record"]["event"] == "live_told"],
                         [])
        for message in self.receiver.messages().values():
            self.assertTrue(message["text_zh"].startswith("【演练】"), message)
            self.assertTrue(message["headline_en"].startswith("EXERCISE: "), message)
            self.assertEqual(message["lane"], "exercise")
        for message in self.live.messages().values():
            self.assertNotIn("演练", message["text_zh"])
            self.assertEqual(message["lane"], "live")

    def test_what_live_takes_leaves_the_drill(self):
        self.command("exercise", "need", "qingxi", "boat", "--level", "red")
        self.assertEqual(self.need("exercise"), "boat-1")
        sent = next(f for f in self.command("live", "need", "qingxi", "boat")
                    if f["fact"] == "unit_sent")
        self.assertEqual(sent["unit"], "boat-1", "the drill has promised nothing real")
        other = wait_for("another boat", lambda: next(
            (u for u in [self.need("exercise")] if u not in ("", "boat-1")), None))
        self.assertEqual(self.engine.facts("unit_sent", lane="exercise")[-1]["unit"], other)
        recalled = self.engine.facts("unit_recalled", lane="exercise")[0]
        self.assertEqual(recalled["unit"], "boat-1")
        self.assertLessEqual((moment(recalled["time"]) - moment(sent["time"])).total_seconds(),
                             WITHIN_S)
        message = wait_for("the recall", lambda: next(
            (m for m in self.receiver.messages().values()
             if m["to"]["person"] == "militia-lead" and m["purpose"] == "tell"), None))
        self.assertIn("实战要用这支队伍", message["text_zh"])
        need = self.state("exercise")["needs"][0]["need"]
        self.assertIn("live has sent or holds",
                      self.command("exercise", "choose", need, "boat-1", refused=True))
        self.command("live", "hold", "--unit", "digger", "--for", "守漫水桥")
        self.command("live", "hold", "--supply", "water-qingxi", "--quantity", "1150", "--for",
                     "安置点")
        held = wait_for("the digger", lambda: next(
            (f for f in self.engine.facts("live_held", lane="exercise")
             if "digger" in f["units"]), None))
        self.assertEqual(held["units"], ["boat-1", "digger"])
        refusal = wait_for("the water", lambda: self.water_refused())
        self.assertIn("live holds 1150", refusal)
        self.command("live", "end-need", self.state("live")["needs"][0]["need"])
        wait_for("the boat that live gives back, since it is nearer",
                 lambda: self.need("exercise") == "boat-1")
        self.expect_nothing_live()

    def water_refused(self):
        page, token = self.pages("exercise")
        done = self.engine.run("command", "hold", "--supply", "water-qingxi", "--quantity", "1200",
                               "--for", "演练", "--page", "http://" + page, "--token", token)
        return done.stderr if "live holds" in done.stderr else None

    def test_a_real_alarm_ends_the_drill(self):
        self.command("exercise", "warn", "warn-and-call", "red", "shimen,xiaxi", "--reason",
                     "坝漏水（演练）")
        self.command("exercise", "need", "shimen", "clear_road")
        self.command("exercise", "inject", "漫水桥过水", "--to", "shimen-leader")
        wait_for("the calls", lambda: {"shimen-leader", "xiaxi-leader"} <= {
            m["to"]["person"] for m in self.receiver.messages().values()})
        now = datetime.datetime.now(CHINA)
        self.engine.observe(STATION, "rain", (now - datetime.timedelta(minutes=40)).isoformat(),
                            10)
        for minutes in (30, 20):
            self.engine.observe(STATION, "rain",
                                (now - datetime.timedelta(minutes=minutes)).isoformat(), 50)
        answered = datetime.datetime.now(CHINA)  # 202 by now
        wait_for("the word", lambda: {"shimen-leader", "xiaxi-leader", "digger-driver"} <= {
            m["to"]["person"] for m in self.receiver.messages().values() if m["purpose"] == "tell"})
        stopped = self.engine.facts("exercise_stopped", lane="exercise")
        self.assertEqual(len(stopped), 1)
        self.assertIn(stopped[0]["live_level"], ("orange", "red"))
        self.assertIn("山洪", stopped[0]["reason_zh"])
        took = (moment(stopped[0]["time"]) - answered).total_seconds()
        self.assertLessEqual(took, WITHIN_S)
        called = {f["callee"] for f in self.engine.facts("obligation_called", lane="exercise")
                  if f["callee"]}
        by_hand = {p for f in self.engine.facts("notice_given", lane="exercise")
                   for p in f["by_hand"]}
        wait_for("everybody", lambda: called <= self.told() | by_hand)
        state = self.state("exercise")
        self.assertEqual((state["incidents"], state["needs"]), ([], []))
        self.assertIn("exercise is over", self.command("exercise", "warn", "warn-and-call", "red",
                                                       "shimen", "--reason", "x", refused=True))
        self.assertTrue(self.state("live")["incidents"], "live goes on")
        self.expect_nothing_live()
        self.assertEqual(self.engine.stop(), 0)
        self.engine.start()
        self.command("exercise", "note", "--note", "中止得很快", "--rating", "P")
        self.command("exercise", "need", "shimen", "clear_road", refused=True)
        self.assertEqual(len(self.engine.facts("exercise_stopped", lane="exercise")), 1)
        self.assertIn("was stopped", self.engine.stderr())

    def test_one_word_ends_it_too(self):
        self.command("exercise", "warn", "warn-and-call", "red", "shimen", "--reason", "演练")
        self.command("live", "stop-exercise", "--reason", "x", refused=True)
        self.command("exercise", "stop-exercise", "--reason", "有人受伤")
        wait_for("the word", lambda: "shimen-leader" in self.told())
        self.expect_nothing_live()

    def test_the_exercise_is_told_again_after_a_crash(self):
        self.command("live", "hold", "--unit", "boat-1", "--for", "守坝")
        wait_for("the boat", lambda: self.engine.facts("live_held", lane="exercise"))
        self.engine.kill()
        self.engine.start()
        self.command("exercise", "need", "qingxi", "boat")
        self.assertNotIn(self.need("exercise"), ("", "boat-1"))
        self.assertEqual(len(self.engine.facts("live_held", lane="exercise")), 1)

    def test_what_live_gave_back_meanwhile_is_told_too(self):
        held, = self.command("live", "hold", "--unit", "boat-1", "--for", "守坝")
        wait_for("the boat", lambda: self.engine.facts("live_held", lane="exercise"))
        self.engine.kill()
        both, self.engine.options = self.engine.options, []
        self.engine.start()
        self.command("live", "release", f"{held['offset']}.{held['index']}")
        self.assertEqual(self.engine.stop(), 0)
        self.engine.options = both
        self.engine.start()
        wait_for("the boat is back", lambda: [
            f for f in self.engine.facts("live_held", lane="exercise")
            if f["given_back"] == ["boat-1"]])
        self.command("exercise", "need", "qingxi", "boat")
        self.assertEqual(self.need("exercise"), "boat-1")

    def test_live_takes_reports_of_elsewhere_and_none_of_the_exercise(self):
        status, token = self.engine.cli("token", "县应急局", "--outsider")
        self.assertEqual(status, 0, token)
        report = ("command", "report", "blocked_road", "--village", "shimen", "--by", "过路司机",
                  "--outsider", "--page", "http://" + self.engine.http, "--token")
        done = self.engine.run(*report, self.engine.exercise_token)
        self.assertEqual((done.returncode, "isn't one of this lane" in done.stderr), (1, True),
                         done.stderr)
        named = [word for word in report if word != "--outsider"]
        done = self.engine.run(*named, token.strip())
        self.assertEqual((done.returncode, "isn't in people.csv" in done.stderr), (1, True),
                         done.stderr)
        done = self.engine.run(*report, token.strip())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([(f["reporter"], f["recorded_by"])
                          for f in self.engine.facts("report_taken")], [("过路司机", "县应急局")])

    def test_live_starts_without_an_exercise_that_is_damaged(self):
        self.command("live", "hold", "--unit", "boat-1", "--for", "守坝")
        self.assertEqual(self.engine.stop(), 0)
        pathlib.Path(self.engine.folder, "exercise", "log", "CURRENT").write_text("nothing\n")
        self.engine.exercise_http = ""
        self.engine.start()
        self.assertEqual(self.engine.exercise_http, "")
        self.assertIn("the exercise is not served: ", self.engine.stderr())
        self.command("live", "hold", "--unit", "digger", "--for", "守漫水桥")
        self.assertEqual(self.engine.stop(), 0)

    def test_live_goes_on_when_the_exercise_can_no_longer_be_written(self):
        shutil.rmtree(pathlib.Path(self.engine.folder, "exercise", "log"))
        page, token = self.pages("exercise")
        # It makes RocksDB begin a new file.
        backup = urllib.request.Request(
            f"http://{page}/api/v1/commands", b'{"command": "back_up"}',
            {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(backup)
        refused.exception.close()
        self.engine.run("command", "need", "qingxi", "boat", "--page", "http://" + page, "--token",
                        token)
        wait_for("the end of the exercise",
                 lambda: "the exercise has ended: " in self.engine.stderr())
        with self.assertRaises(urllib.error.URLError):
            urllib.request.urlopen(f"http://{page}/readyz")
        self.command("live", "hold", "--unit", "boat-1", "--for", "守坝")
        self.assertEqual(self.engine.stop(), 0)


class Usage(unittest.TestCase):

    def test_an_exercise_stands_beside_live_alone(self):
        for options in (["--lane", "exercise", "--exercise", "127.0.0.1:0"],
                        ["--exercise-sl651", "127.0.0.1:0"],
                        ["--exercise-page-url", "http://drill.test"],
                        ["--clock-rate", "10"],
                        ["--exercise", "nowhere"]):
            done = Engine.run("serve", "plan", "--data", "data", *options)
            self.assertEqual(done.returncode, 2, (options, done.stderr))


if __name__ == "__main__":
    unittest.main()
