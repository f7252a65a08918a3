"""A drill with people: the scenario is played in a real exercise lane, one village leader takes part by
telephone, everybody else is simulated; controllers pause it, put it forward and stop it; the report is
written; and it doesn't begin while live is in an incident, unless two persons say so."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest
import urllib.parse

from engine import BINARY, Engine, wait_for
from plan import example_with_webhook
from receiver import Receiver

SCENARIO = """
id: played
title: {zh: 一小时, en: an hour}
start: "2026-07-15T20:00:00+08:00"
lasts: 6h
stations:
  - {station: "0061230101", property: rain, every: 5m, between: steps,
     points: [["20:00", 0, I], ["20:05", 45, I], ["20:10", 45, I], ["20:15", 0, I]]}
danger: [{village: yuantou, at: "22:00", mark: I}]
injects:
  - {id: crack, at: "21:30", what: {zh: 裂缝, en: crack}, report: {kind: crack, area: yuantou}}
expect:
  - {id: warned, what: {zh: 源头村有预警, en: Yuantou is warned}, by: "20:15", fact: warning_issued, when: fact.area == 'yuantou'}
  - {id: safe, what: {zh: 都安全, en: all safe}, nobody_caught_in: yuantou}
"""


class LiveDrill(Engine):
    """`fenghuo drill --live` in place of serve; lines of a controller go to its standard input."""

    def __init__(self, plan, scenario, *options):
        super().__init__(plan, *options)
        self.scenario = str(scenario)

    def start(self):
        command = [BINARY, "--lang", "en", "drill", self.plan, self.scenario, "--live", "--data",
                   self.folder, "--http", "127.0.0.1:0", *self.options]
        self.errors = open(os.path.join(self.folder, "stderr"), "ab")
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=self.errors, env=self.environment, text=True)
        for line in self.process.stdout:
            word, _, rest = line.strip().partition(" ")
            if word == "page":
                address, _, self.token = rest.partition("/#token=")
                self.http = address.removeprefix("http://")
            elif word == "ready":
                return self
        self.process.wait()
        raise RuntimeError(self.stderr())

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def kill(self):
        self.process.stdin.close()
        super().kill()

    def end(self):
        """(status, what it printed)."""
        printed = self.process.stdout.read()
        status = self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.errors.close()
        return status, printed


class Drill(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.receiver = self.enterContext(Receiver())
        self.plan = example_with_webhook(folder.name, self.receiver.url)
        self.scenario = pathlib.Path(folder.name, "played.yaml")
        self.scenario.write_text(SCENARIO)
        self.report = pathlib.Path(folder.name, "report.html")

    def drill(self, *options):
        return LiveDrill(self.plan, self.scenario, "--report", str(self.report), *options)

    def state(self, drill):
        return drill.get("/api/v1/state")

    def message(self, person):
        return next((m for m in self.receiver.messages().values() if m["to"]["person"] == person),
                    None)

    def test_one_takes_part_and_the_others_are_simulated(self):
        with self.drill("--player", "yuantou-leader", "--rate", "60") as drill:
            message = wait_for("the player's call", lambda: self.message("yuantou-leader"))
            self.assertIn("【演练】", message["text_zh"])
            self.assertEqual({m["to"]["person"] for m in self.receiver.messages().values()},
                             {"yuantou-leader"})
            path = urllib.parse.urlparse(message["answer_at"]).path
            self.assertEqual(drill.request(path)[0], 200)
            answered = wait_for("an answer of somebody simulated", lambda: [
                f for f in drill.facts("obligation_answered")
                if f["answered_by"] != "yuantou-leader"])
            self.assertTrue(answered)
            drill.say("jump d2 01:59")
            status, printed = drill.end()
            self.assertIn("[met] Yuantou is warned", printed)
            self.assertEqual(status, 0 if printed.endswith("\npassed\n") else 1, printed)
            over = [m for m in self.receiver.messages().values() if m["purpose"] == "tell"]
            self.assertIn("演练中止", over[-1]["text_zh"])
            self.assertEqual({m["to"]["person"] for m in self.receiver.messages().values()},
                             {"yuantou-leader"})
            report = self.report.read_text()
            self.assertIn("EXERCISE", report)
            self.assertNotIn("http://", report.replace("http://www.w3.org", ""))
            self.assertFalse(pathlib.Path(drill.folder, "live").exists())

    def test_the_scenarios_channels_hold_for_who_takes_part(self):
        self.scenario.write_text(SCENARIO + "channels: [{channel: webhook, delay: 20m}]\n")
        with self.drill("--player", "yuantou-leader", "--rate", "1") as drill:
            wait_for("its beginning", lambda: drill.facts("drill_began"))
            drill.say("jump 20:15")
            wait_for("the time", lambda: self.state(drill)["clock"] >= "2026-07-15T20:15")
            wait_for("the call", lambda: [f for f in drill.facts("obligation_called")
                                          if f["callee"] == "yuantou-leader"])
            self.assertIsNone(self.message("yuantou-leader"), "it takes 20 min")
            drill.say("jump 20:36")
            wait_for("the player's call", lambda: self.message("yuantou-leader"))

    def test_a_dead_telephone_of_who_takes_part_gets_the_end_alone(self):
        self.scenario.write_text(SCENARIO + "fails: [{what: phone/yuantou-leader}]\n")
        with self.drill("--player", "yuantou-leader", "--rate", "1") as drill:
            self.assertIn("but their pages open: phone/yuantou-leader", drill.stderr())
            drill.say("jump 20:40")
            wait_for("the time", lambda: self.state(drill)["clock"] >= "2026-07-15T20:40")
            callees = {f["callee"] for f in drill.facts("obligation_called")}
            self.assertLess({"yuantou-leader"}, callees, "the ladder climbs")
            self.assertIsNone(self.message("yuantou-leader"))
            drill.say("stop 到此为止")
            drill.end()
            self.assertEqual({m["purpose"] for m in self.receiver.messages().values()}, {"tell"})

    def test_what_a_controller_gave_is_not_given_again_after_a_crash(self):
        with self.drill("--rate", "1") as drill:
            wait_for("its beginning", lambda: drill.facts("drill_began"))
            drill.say("inject crack")
            wait_for("the inject", lambda: drill.facts("report_taken"))
            wait_for("the note", lambda: drill.facts("exercise_noted"))
            drill.kill()
            drill.start()
            drill.say("jump 21:40")
            wait_for("the time", lambda: self.state(drill)["clock"] >= "2026-07-15T21:40")
            self.assertEqual(len(drill.facts("report_taken")), 1)

    def test_controllers_pause_go_on_and_stop(self):
        with self.drill("--player", "yuantou-leader", "--rate", "60") as drill:
            wait_for("a call", lambda: self.message("yuantou-leader"))
            drill.say("x" * 2000)
            wait_for("a complaint", lambda: "too long" in drill.stderr())
            drill.say("pause")
            wait_for("the word", lambda: "rate 0" in drill.stderr())
            before = drill.facts()
            drill.say("fly")
            wait_for("a complaint", lambda: "written pause, go" in drill.stderr())
            self.assertEqual(len(drill.facts()), len(before))
            drill.say("go")
            wait_for("the word", lambda: "rate 60" in drill.stderr())
            drill.say("jump 21:30")
            wait_for("the inject", lambda: drill.facts("report_taken"))
            drill.say("stop 真实险情")
            drill.end()
            stopped = drill.facts("exercise_stopped")
            self.assertEqual(len(stopped), 1)
            self.assertEqual(stopped[0]["stopped_by"], "town-duty")
            told = [m for m in self.receiver.messages().values() if m["purpose"] == "tell"]
            self.assertIn("真实险情", told[-1]["text_zh"])

    def test_the_page_tells_how_it_stands_and_steers_it(self):
        with self.drill("--player", "yuantou-leader", "--rate", "1") as drill:
            def steer(words, token=drill.token):
                headers = {"Authorization": "Bearer " + token} if token else {}
                return drill.request("/api/v1/drill", json.dumps({"steer": words}).encode(),
                                     headers)

            seen = drill.get("/api/v1/drill")
            self.assertEqual((seen["injects"], seen["expectations"]), ([], []),
                             "what is to come isn't for players")
            stands = drill.get("/api/v1/drill", named=True)
            self.assertEqual(stands["players"], ["yuantou-leader"])
            self.assertEqual([e["verdict"] for e in stands["expectations"]], ["open", "open"])
            self.assertEqual([i.get("given_at") for i in stands["injects"]], [None])
            self.assertEqual(self.state(drill)["exercise"]["scenario"], "played")
            self.assertEqual(steer("pause", token="")[0], 401)
            self.assertEqual(steer("fly")[0], 400)
            self.assertEqual(steer("pause")[0], 200)
            self.assertEqual(self.state(drill)["rate"], 0)
            self.assertEqual(steer("inject crack")[0], 200)
            self.assertEqual(steer("inject crack")[0], 400)
            wait_for("the inject", lambda: drill.facts("report_taken"))
            self.assertIn("given_at", drill.get("/api/v1/drill", named=True)["injects"][0])
            self.assertEqual(steer("jump 20:15")[0], 200)
            wait_for("what was expected", lambda: [
                e for e in drill.get("/api/v1/drill", named=True)["expectations"]
                if (e["id"], e["verdict"]) == ("warned", "met")])
            self.assertEqual(steer("stop 到此为止")[0], 200)
            drill.end()
            noted = {(f["note"], f["noted_by"]) for f in drill.facts("exercise_noted")}
            self.assertEqual(noted, {("导调 / control: " + words, "town-duty")
                                     for words in ("pause", "inject crack", "jump 20:15")})
            self.assertEqual(drill.facts("exercise_stopped")[0]["reason_zh"], "到此为止")

    def test_where_controllers_are_named_others_may_only_stop_it(self):
        with self.drill("--controller", "town-deputy", "--rate", "1") as drill:
            status, controller = drill.cli("token", "town-deputy")
            self.assertEqual(status, 0, controller)

            def steer(words, token):
                return drill.request("/api/v1/drill", json.dumps({"steer": words}).encode(),
                                     {"Authorization": "Bearer " + token})[0]

            self.assertEqual(steer("pause", drill.token), 400, "the duty officer is none")
            self.assertGreater(self.state(drill)["rate"], 0)
            self.assertEqual(steer("pause", controller.strip()), 200)
            self.assertEqual(self.state(drill)["rate"], 0)
            drill.say("go")
            wait_for("the terminal's word", lambda: self.state(drill)["rate"] > 0)
            self.assertEqual(steer("stop 有人受伤", drill.token), 200, "anybody may stop it")
            drill.end()
            self.assertEqual(drill.facts("exercise_stopped")[0]["stopped_by"], "town-duty")

    def test_in_a_jump_time_passes(self):
        """Gauges are read as if nobody had jumped: no clock of theirs is taken for wrong."""
        with self.drill("--rate", "1") as drill:
            wait_for("its beginning", lambda: drill.facts("drill_began"))
            drill.say("jump 23:00")
            wait_for("the time", lambda: self.state(drill)["clock"] >= "2026-07-15T23:00")
            rows = [o for r in drill.records() for o in r["record"].get("observations", [])]
            self.assertGreaterEqual(len(rows), 36)
            self.assertEqual(drill.facts("clock_wrong"), [])
            late = [o for o in rows if o["time"] < "2026-07-15T20:00"]
            self.assertEqual(late, [])
            called = [f["time"] for f in drill.facts("obligation_called")]
            self.assertGreater(len(set(t[:16] for t in called)), 3, "ladders climb minute by minute")
            drill.say("stop 到此为止")
            drill.end()

    def test_what_is_broken_off_is_not_scored(self):
        with self.drill("--rate", "1") as drill:
            wait_for("its beginning", lambda: drill.facts("drill_began"))
            drill.process.send_signal(signal.SIGTERM)
            status, printed = drill.end()
            self.assertEqual((status, printed), (0, ""))
            self.assertIn("the same command goes on", drill.stderr())
            self.assertFalse(self.report.exists())

    def test_evaluators_write_when_it_is_over(self):
        with self.drill("--keep-open", "--rate", "600") as drill:
            wait_for("its beginning", lambda: drill.facts("drill_began"))
            drill.say("end")
            wait_for("a complaint", lambda: "written pause, go" in drill.stderr())
            drill.say("stop 到此为止")
            wait_for("the word", lambda: "may still write" in drill.stderr())
            status, told = drill.command(command="note_exercise", note="叫应很快", rating="P")
            self.assertEqual(status, 200, told)
            stands = drill.get("/api/v1/drill", named=True)
            self.assertTrue(stands["over"])
            self.assertEqual({e["verdict"] for e in stands["expectations"]} - {"met"}, {"untold"})
            drill.say("end")
            _, printed = drill.end()
            self.assertIn("the drill ended before its time", printed)
            self.assertIn("[can't tell] all safe", printed)
            self.assertIn("叫应很快", self.report.read_text())

    def verify(self, drill):
        status, printed = drill.cli("log", "verify")
        self.assertEqual(status, 0, printed)

    def test_a_drill_that_was_broken_off_goes_on(self):
        drill = self.drill("--player", "yuantou-leader", "--rate", "60")
        with drill:
            wait_for("somebody simulated", lambda: [
                f for f in drill.facts("obligation_answered")
                if f["answered_by"] != "yuantou-leader"])
            drill.kill()
            before = drill.records()
            for options, complaint in (
                    (["--player", "town-duty"], "others than at the start"),
                    (["--player", "yuantou-leader", "--player", "town-duty"], "others than")):
                other = self.drill(*options)
                shutil.rmtree(other.folder)
                other.folder = drill.folder
                with self.assertRaisesRegex(RuntimeError, complaint):
                    other.start()
            drill.start()
            stands = drill.get("/api/v1/drill", named=True)
            self.assertFalse(stands["over"])
            drill.say("jump d2 01:59")
            status, printed = drill.end()
            self.assertIn("[met] Yuantou is warned", printed)
            self.assertEqual(status, 0 if printed.endswith("\npassed\n") else 1, printed)
            after = drill.records()
            self.assertEqual(after[:len(before)], before)
            self.assertEqual(len(drill.facts("drill_began")), 1)
            self.assertEqual(len(drill.facts("report_taken")), 1)
            warned = [(f["area"], f["level"]) for f in drill.facts("warning_issued")]
            self.assertEqual(sorted(set(warned)), sorted(warned))
            self.assertEqual({m["to"]["person"] for m in self.receiver.messages().values()},
                             {"yuantou-leader"})
            self.verify(drill)
            drill.start()  # is over, and scored again
            self.assertEqual(drill.end()[1], printed)

    def test_it_is_forked_at_a_moment(self):
        first = self.drill("--rate", "600")
        second = self.drill("--rate", "600")
        with first:
            wait_for("the warning", lambda: first.facts("warning_issued"))
            first.say("jump 21:30")
            wait_for("the inject", lambda: first.facts("report_taken"))
            first.say("stop 到此为止")
            first.end()
            self.verify(first)

            def fork(until, into):
                return Engine.run("log", "fork", "--data", first.folder, "--until", until, "--into",
                                  into)

            self.assertIn("was over by then", fork("d2 01:00", second.folder).stderr)
            self.assertIn("hadn't begun", fork("2026-07-15T19:00:00+08:00", second.folder).stderr)
            self.assertIn("is written 22:00", fork("noon", second.folder).stderr)
            done = fork("20:20", second.folder)
            self.assertEqual(done.returncode, 0, done.stderr)
            third = self.drill()
            self.addCleanup(shutil.rmtree, third.folder, ignore_errors=True)
            self.assertEqual(fork("20:20", third.folder).returncode, 0)
            self.assertNotEqual(third.records()[0]["record"]["chain"],
                                second.records()[0]["record"]["chain"],
                                "a gateway keeps their messages apart")
            self.assertIn("is there already", fork("20:20", second.folder).stderr)
            with second:
                second.say("jump d2 01:59")
                _, printed = second.end()
                self.assertIn("[met] Yuantou is warned", printed)
                self.verify(second)
                one, two = first.records(), second.records()
                at = [r["record"]["time"] for r in one].index(two[0]["record"]["time"])
                self.assertEqual(at, 0)
                self.assertIn("fork of", two[0]["record"]["program"])
                self.assertNotEqual(two[0]["record"]["chain"], one[0]["record"]["chain"])
                same = [r["facts"] for r in one if r["record"]["time"] <= "2026-07-15T20:20:00+08:00"]
                self.assertGreater(len(same), 10)
                self.assertEqual([r["facts"] for r in two][:len(same)], same)
                self.assertEqual(len(second.facts("report_taken")), 1)

    def test_a_drill_goes_on_with_its_plan_and_its_scenario_alone(self):
        with self.drill() as drill:
            wait_for("its beginning", lambda: drill.facts("drill_began"))
            drill.kill()
            self.scenario.write_text(SCENARIO + "seed: 7\n")
            with self.assertRaisesRegex(RuntimeError, "isn't that of then"):
                drill.start()
            self.scenario.write_text(SCENARIO)
            plan = pathlib.Path(self.plan, "plan.yaml")
            plan.write_text(plan.read_text() + "\n# another\n")
            with self.assertRaisesRegex(RuntimeError, "the plan was changed since the drill began"):
                drill.start()

    def test_a_real_alarm_ends_the_drill_and_live_goes_on(self):
        with Engine(self.plan, "--exercise", "127.0.0.1:0", "--scenario", str(self.scenario),
                    "--player", "yuantou-leader", "--clock-rate", "60", "--report", str(self.report),
                    lane="live") as live:
            wait_for("the player's call", lambda: self.message("yuantou-leader"))
            status, told = live.command(command="leave", area="shangxi", reason="真的涨水了")
            self.assertEqual(status, 200, told)
            wait_for("the report", self.report.exists)
            stopped = wait_for("the end", lambda: live.facts("exercise_stopped", lane="exercise"))
            self.assertEqual(len(stopped), 1)
            wait_for("the player is told", lambda: [
                m for m in self.receiver.messages().values() if m["purpose"] == "tell"])
            self.assertEqual(live.request("/healthz")[0], 200)
            status, told = live.command(command="leave", area="shimen", reason="这里也涨了")
            self.assertEqual(status, 200, told)
            self.assertEqual(live.stop(), 0)

    def test_a_real_alarm_ends_a_drill_that_another_process_plays(self):
        with Engine(self.plan, lane="live") as live:
            drill = self.drill("--player", "yuantou-leader", "--rate", "60")
            shutil.rmtree(drill.folder)
            drill.folder = live.folder
            drill.start()
            wait_for("the player's call", lambda: self.message("yuantou-leader"))
            self.assertEqual(drill.facts("exercise_stopped"), [])
            status, told = live.command(command="leave", area="shangxi", reason="真的涨水了")
            self.assertEqual(status, 200, told)
            wait_for("the end", lambda: drill.facts("exercise_stopped"))
            wait_for("the player is told", lambda: [
                m for m in self.receiver.messages().values() if m["purpose"] == "tell"])
            status, printed = drill.end()
            self.assertEqual(status, 1, printed)
            self.assertTrue(self.report.exists())
            self.assertEqual(live.request("/healthz")[0], 200)

    def test_it_does_not_begin_while_live_is_in_an_incident(self):
        with Engine(self.plan, lane="live") as live:
            status, told = live.command(command="leave", area="yuantou", reason="真的涨水了")
            self.assertEqual(status, 200, told)
            live.stop()

            def begin(*options):
                return subprocess.run(
                    [BINARY, "--lang", "en", "drill", str(self.plan), str(self.scenario), "--live",
                     "--data", live.folder, "--http", "127.0.0.1:0", "--rate", "60000", *options],
                    stdin=subprocess.DEVNULL, capture_output=True, text=True,
                    env=live.environment, check=False)

            refused = begin()
            self.assertEqual(refused.returncode, 1)
            self.assertIn("1 incidents are open live", refused.stderr)
            one = begin("--although-live", "town-mayor", "--although-live", "town-mayor")
            self.assertIn("two persons", one.stderr)
            two = begin("--although-live", "town-mayor", "--although-live", "town-secretary")
            self.assertIn("EXERCISE: played", two.stdout, two.stderr)
            self.assertEqual(len(live.facts("incident_opened")), 1)

    def test_live_starts_without_a_drill_that_may_not_begin(self):
        with Engine(self.plan, lane="live") as live:
            status, told = live.command(command="leave", area="yuantou", reason="真的涨水了")
            self.assertEqual(status, 200, told)
            live.stop()
            beside = ["--exercise", "127.0.0.1:0", "--scenario", str(self.scenario)]
            for options, why, area in (
                    (beside, "1 incidents are open live", "shimen"),
                    ([*beside, "--player", "nobody"], "no person 'nobody'", "xiaxi")):
                live.options = options
                live.exercise_http = ""
                live.start()
                self.assertEqual(live.exercise_http, "")
                self.assertIn("the exercise is not served: ", live.stderr())
                self.assertIn(why, live.stderr())
                status, told = live.command(command="leave", area=area, reason="这里也涨了")
                self.assertEqual(status, 200, told)
                self.assertEqual(live.stop(), 0)

    def test_wrong_usage(self):
        for options, complaint in (
                (["--live"], "--data"),
                (["--live", "--data", "x", "--player", "nobody"], "no person 'nobody'"),
                (["--live", "--data", "x", "--controller", "nobody"], "no person 'nobody'"),
                (["--controller", "town-duty"], "--live")):
            done = subprocess.run([BINARY, "--lang", "en", "drill", str(self.plan),
                                   str(self.scenario), *options],
                                  capture_output=True, text=True, check=False)
            self.assertIn(complaint, done.stderr)
            self.assertNotEqual(done.returncode, 0)

    def test_a_drill_that_expects_nothing_is_neither_passed_nor_failed(self):
        def run(*words):
            return subprocess.run([BINARY, "--lang", "en", *words], capture_output=True, text=True,
                                  check=False)
        self.scenario.write_text(SCENARIO[:SCENARIO.index("expect:")])
        done = run("drill", str(self.plan), str(self.scenario), "--record")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(done.stdout.endswith("not judged\n"), done.stdout)
        self.assertIn(",no,0,0,", (self.plan / "drills" / "record.csv").read_text())
        checked = run("check", str(self.plan))
        self.assertIn("expects nothing", checked.stdout + checked.stderr)
        self.assertNotIn("drill passed", checked.stdout + checked.stderr)

    def test_odds_of_one_night_are_compared_with_nothing(self):
        done = subprocess.run([BINARY, "--lang", "en", "odds", str(self.plan), "--nights", "1",
                               "--against", str(self.plan)],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("two nights at least", done.stderr)

    def test_a_drill_whose_report_can_not_be_written_is_not_recorded(self):
        def play(report):
            return subprocess.run([BINARY, "--lang", "en", "drill", str(self.plan),
                                   str(self.scenario), "--record", "--report", str(report)],
                                  capture_output=True, text=True, check=False)
        record = self.plan / "drills" / "record.csv"
        before = record.read_text() if record.exists() else None
        done = play(self.report.parent / "nowhere" / "report.html")
        self.assertEqual(done.returncode, 1)
        self.assertIn("can't write", done.stderr)
        self.assertEqual(done.stdout, "", "nothing was played for it")
        self.assertEqual(record.read_text() if record.exists() else None, before)
        play(self.report)
        self.assertIn("played.yaml", record.read_text())


if __name__ == "__main__":
    unittest.main()
