"""A red night with persons who decide: the question goes to its owner by message and is answered on
a plain page, a second answer is refused, the school is called; the command line warns, approves and
retracts; an all-clear takes two persons and two of the village, and is withdrawn by a third."""

import datetime
import json
import tempfile
import unittest
import urllib.parse

from engine import CHINA, Engine, wait_for
from plan import EXAMPLE, example_with_webhook
from receiver import Receiver

START = datetime.datetime(2026, 7, 1, 20, 0, tzinfo=CHINA)
# The gauge of Qingxi, which has the school.
STATION = "0061230107"


class Decisions(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.receiver = self.enterContext(Receiver())
        plan = example_with_webhook(folder.name, self.receiver.url)
        settings = plan / "plan.yaml"
        settings.write_text(settings.read_text() + "\ntwo_persons_above: 100\n")
        self.engine = self.enterContext(Engine(plan, "--clock-start", START.isoformat(),
                                               "--page-url", "http://page.test"))
        self.tokens = {}

    def as_person(self, person, *arguments):
        """`fenghuo command` by somebody: (status, facts or words)."""
        if person not in self.tokens:
            status, token = self.engine.cli("token", person)
            assert status == 0, token
            self.tokens[person] = token.strip()
        command, *rest = arguments
        done = self.engine.run("command", command, *rest, "--format", "json", "--page",
                               "http://" + self.engine.http, "--token", self.tokens[person])
        facts = [json.loads(line) for line in done.stdout.splitlines()]
        return done.returncode, facts or done.stderr

    def red(self):
        for minutes, mm in ((30, 50), (20, 50)):
            at = START - datetime.timedelta(minutes=minutes)
            self.engine.observe(STATION, "rain", at.isoformat(), mm)

    def message(self, person, purpose, count=1):
        def found():
            all_of = [m for m in self.receiver.messages().values()
                      if m["to"]["person"] == person and m["purpose"] == purpose]
            return all_of if len(all_of) >= count else None
        return wait_for(f"{count} message(s) to {person}", found)[count - 1]

    def open_decision(self, question):
        return next(d for d in self.engine.get("/api/v1/decisions") if d["question"] == question)

    def report(self, kind, reporter, area="qingxi"):
        event = {"specversion": "1.0", "id": f"{kind} {reporter}", "source": "test",
                 "type": "fenghuo.report",
                 "data": {"reporter": reporter, "kind": kind, "area": area, "text": "河边"}}
        status, text = self.engine.request("/api/v1/events", json.dumps(event).encode(),
                                           {"Content-Type": "application/cloudevents+json"})
        self.assertEqual(status, 202, text)

    def test_a_question_is_answered_on_its_page_and_carried_out(self):
        self.red()
        asked = self.message("town-mayor", "ask", 2)  # the school, and the whole village
        self.assertIn("【演练】【请您决定】", asked["headline_zh"])
        decision = self.open_decision("close-school")
        link = wait_for("its message", lambda: next(
            (m["answer_at"] for m in self.receiver.messages().values()
             if m.get("decision") == decision["decision"]), None))
        path = urllib.parse.urlparse(link).path
        status, page = self.engine.request(path)
        self.assertEqual(status, 200)
        self.assertIn("清溪小学是否停课", page)
        self.assertIn("现在轮到 蒋志远 决定", page)
        self.assertIn("依据：1 小时雨量 100 毫米", page)
        form = urllib.parse.urlencode({"decide": "yes", "note": "河水已到操场"}).encode()
        status, page = self.engine.request(path, form)
        self.assertIn("已决定：是（蒋志远）", page)
        self.assertIn("马上停课", self.message("school-head", "call")["text_zh"])

        status, said = self.as_person("town-flood", "decide", decision["decision"], "no", "--by",
                                      "town-secretary")
        self.assertEqual(status, 1)
        self.assertIn("yes already, by town-mayor", said)
        status, text = self.engine.cli("explain", decision["decision"], "--plan", str(EXAMPLE))
        self.assertEqual(status, 0, text)
        for words in ["Close Qingxi primary school", "蒋志远 decided: yes: 河水已到操场", "杜春兰"]:
            self.assertIn(words, text)

    def test_a_false_warning_is_taken_back_by_one_person(self):
        status, facts = self.as_person("town-flood", "warn", "warn-and-call", "red", "qingxi",
                                       "--reason", "坝漏水")
        self.assertEqual(status, 0, facts)
        self.assertEqual([f["fact"] for f in facts], ["warning_proposed"])
        proposal = f"{facts[0]['offset']}.{facts[0]['index']}"
        status, said = self.as_person("town-flood", "approve", proposal)
        self.assertEqual((status, "another person has to agree" in said), (1, True), said)
        status, facts = self.as_person("town-mayor", "approve", proposal)
        self.assertEqual(status, 0, facts)
        incident = self.engine.get("/api/v1/incidents")[0]["incident"]
        self.message("qingxi-leader", "call")
        status, facts = self.as_person("town-duty", "retract", incident, "--reason", "看错了水尺")
        self.assertEqual(status, 0, facts)
        told = next(f for f in facts if f["fact"] == "warning_retracted")
        for person in told["told"]:
            self.assertIn("误发", self.message(person, "tell")["text_zh"])
        self.assertEqual(self.engine.get("/api/v1/incidents"), [])

    def test_an_all_clear_takes_two_and_two_and_can_be_withdrawn(self):
        self.red()
        incident = wait_for("the incident", lambda: next(
            (i for i in self.engine.get("/api/v1/incidents") if i["area"] == "qingxi"), None))
        ident = incident["incident"]
        self.message("qingxi-leader", "call")
        self.assertEqual(self.as_person("town-duty", "stand-down", ident)[0], 0)
        status, said = self.as_person("town-mayor", "stand-down", ident)
        self.assertEqual((status, "two people of the place" in said), (1, True), said)
        self.report("safe", "梁松林")
        self.report("safe", "郑月娥")
        status, facts = self.as_person("town-mayor", "stand-down", ident)
        self.assertEqual(status, 0, facts)
        self.assertIn("解除", self.message("qingxi-leader", "tell")["headline_zh"])
        self.report("muddy_spring", "宋青竹")
        self.assertIn("险情未解除", self.message("qingxi-leader", "tell", 2)["headline_zh"])
        self.message("qingxi-leader", "call", 2)

    def test_calls_are_written_down_by_command(self):
        self.red()
        self.message("qingxi-leader", "call")
        duty = next(o for o in self.engine.get("/api/v1/obligations")
                    if o["callee"] == "qingxi-leader")
        status, facts = self.as_person("town-duty", "call", duty["obligation"], "no_answer")
        self.assertEqual(status, 0, facts)
        status, facts = self.as_person("town-duty", "answer", duty["obligation"], "received",
                                       "--by", "qingxi-leader", "--read-back")
        self.assertEqual(status, 0, facts)
        self.assertIn("obligation_answered", [f["fact"] for f in facts])
        status, said = self.as_person("town-duty", "unshelve", "flash-flood", "qingxi")
        self.assertEqual((status, "shel" in said), (1, True), said)

    def test_a_command_and_the_log_are_told_in_words(self):
        status, token = self.engine.cli("token", "town-flood")
        assert status == 0, token
        warn = ("command", "warn", "warn-and-call", "red", "qingxi", "--reason", "坝漏水", "--id",
                "w1", "--page", "http://" + self.engine.http, "--token", token.strip())
        done = self.engine.run(*warn)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        first, second = done.stdout.splitlines()
        self.assertTrue(first.startswith("taken (record "), done.stdout)
        self.assertIn(" 余江平 wants to warn: ", second)
        self.assertNotIn("{", done.stdout)
        done = self.engine.run(*warn)
        self.assertIn("was taken before; it was not done again", done.stdout)
        self.engine.run("command", "report", "blocked_road", "--village", "qingxi", "--by",
                        "qingxi-leader", "--page", "http://" + self.engine.http, "--token",
                        token.strip())
        status, text = self.engine.cli("log", "tail", "-n", "50", "--plan", str(EXAMPLE))
        self.assertEqual(status, 0, text)
        for words in [" gives a command\n", " wants to warn: ", " reports: Qingxi community ",
                      "  07-01 20:0"]:
            self.assertIn(words, text)
        self.assertNotIn("town-flood", text, "people have names")

    def test_a_report_on_the_telephone_is_sent_by_command(self):
        told = ("report", "blocked_road", "--village", "清溪社区", "--by", "qingxi-leader",
                "--text", "桥头塌方", "--id", "telephone-1")
        status, taken = self.as_person("town-duty", *told)
        self.assertEqual(status, 0, taken)
        self.assertEqual((taken[0]["id"], "offset" in taken[0]), ("telephone-1", True), taken)
        status, again = self.as_person("town-duty", *told)
        self.assertEqual((status, again[0].get("duplicate")), (0, True), again)
        status, other = self.as_person("town-duty", "report", "路通了", "--village", "qingxi",
                                       "--by", "过路司机", "--outsider")
        self.assertEqual(status, 0, other)
        self.assertEqual(
            [tuple(f[m] for m in ("reporter", "kind", "area", "text", "recorded_by"))
             for f in self.engine.facts("report_taken")],
            [("qingxi-leader", "blocked_road", "qingxi", "桥头塌方", "town-duty"),
             ("过路司机", "road_open", "qingxi", "", "town-duty")])

    def test_wrong_input_gets_words(self):
        by = ("--by", "qingxi-leader")
        cases = [
            (("report", "blocked_raod", "--village", "qingxi", *by), "mean 'blocked_road'?"),
            (("report", "safe", "--village", "qinxi", *by), "did you mean 'qingxi'?"),
            (("report", "safe", "--village", "qingxi", "--by", "qingxi-leadr"),
             "did you mean 'qingxi-leader'?"),
            (("warn", "warn-and-call", "red", "nowhere", "--reason", "x"), "no village 'nowhere'"),
            (("warn", "warn-and-call", "pink", "qingxi", "--reason", "x"), "level is blue"),
            (("warn", "warn-and-call", "red", "qingxi", "--reason", "x", "--people", "3"),
             "over twice the 3"),
            (("leave", "nowhere", "--reason", "x"), "no village 'nowhere'"),
            (("decide", "9.9", "yes", "--by", "town-mayor"), "no such decision"),
            (("decide", "9.9", "yes", "--by", "town-mayr"), "did you mean 'town-mayor'?"),
            (("answer", "9.9", "received", "--by", "x"), "the plan has no person 'x' (--by)"),
            (("shelve", "flash-flood", "qingxi", "orange", "--until", "tomorrow"),
             "until is written 2026-"),
            (("retract", "nine", "--reason", "x"), "incident is written"),
            (("stand-down", "9.9"), "no such incident"),
            (("need", "qingx", "boat"), "by 'qingx' did you mean 'qingxi'?"),
            (("unit", "boat-9", "ready"), "did you mean 'boat-"),
            (("confirm", "qingxi-leadr"), "did you mean 'qingxi-leader'?"),
        ]
        for arguments, words in cases:
            status, said = self.as_person("town-duty", *arguments)
            self.assertEqual(status, 1, arguments)
            self.assertIn(words, said)
        done = self.engine.run("command", "leave", "qingxi", "--reason", "x", "--page",
                               "http://" + self.engine.http)
        self.assertEqual(done.returncode, 1)
        self.assertIn("a name is wanted", done.stderr)
        done = self.engine.run("command", "leave", "qingxi", "--reason", "x", "--page",
                               "http://" + self.engine.http, "--token", "abc")
        self.assertEqual(done.returncode, 1)
        self.assertIn("isn't one of this lane", done.stderr)
        done = self.engine.run("command", "report", "safe", "--village", "qingxi", *by, "--page",
                               "http://" + self.engine.http, "--token", "abc")
        self.assertEqual(done.returncode, 1)
        self.assertIn("isn't one of this lane", done.stderr)
        status, said = self.engine.cli("token", "town-dty")
        self.assertEqual(status, 1)
        self.assertIn("people.csv has no 'town-dty'; did you mean 'town-duty'? With", said)
        status, said = self.engine.cli("token", "郑国庆")
        self.assertEqual((status, "or --plan" in said), (1, True), said)
        self.assertEqual(self.engine.cli("token", "蒋志远", "--plan", str(EXAMPLE)),
                         self.engine.cli("token", "town-mayor"))
        status, said = self.engine.cli("token", "town-duty", lane="live")
        self.assertEqual((status, "add --lane exercise" in said), (1, True), said)
        done = self.engine.run("play", str(EXAMPLE), str(EXAMPLE / "drills" / "alishan-2009.yaml"),
                               "--page", "http://" + self.engine.http)
        self.assertEqual((done.returncode, "--lane exercise --storm" in done.stderr), (1, True),
                         done.stderr)
        status, said = self.engine.cli("token", "evaluator", "--outsider")
        self.assertEqual((status, "." in said), (0, True), said)
        done = self.engine.run("command", "decide", "9.9", "perhaps", "--by", "x")
        self.assertEqual(done.returncode, 2)
        done = self.engine.run("command", "leave", "qingxi", "--reason", "x", "--page",
                               "http://127.0.0.1:1")
        self.assertEqual((done.returncode, "nothing listens at" in done.stderr), (1, True), done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
