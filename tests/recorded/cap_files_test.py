"""Each file of the index of CAP, of many senders and some broken on purpose, sent to a real engine:
it must be taken exactly where a plain reading finds a warning that one can act on."""

import collections
import datetime
import json
import os
import pathlib
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import shared_data
from engine import Engine
from plan_folder import Station, write_plan


def is_moment(text):
    """With its zone: CAP asks for one, and without it nobody knows when a warning ends."""
    try:
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).tzinfo is not None
    except ValueError:
        return False


def is_outline(text):
    try:
        return all(len([float(number) for number in corner.split(",")]) == 2
                   for corner in text.split())
    except ValueError:
        return False


def why_not(content):
    """What keeps a file from being a warning; None where it is one."""
    if b"<!DOCTYPE" in content:
        return "DOCTYPE"
    try:
        alert = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return "XML"
    for node in alert.iter():
        node.tag = node.tag.rpartition("}")[2]
    if alert.tag != "alert":
        return "root"

    def text(name):
        return (alert.findtext(name) or "").strip()

    infos = alert.findall("info")
    checks = {"identifier": text("identifier"), "sender": text("sender"),
              "sent": is_moment(text("sent")),
              "msgType": text("msgType") in ("Alert", "Update", "Cancel"),
              "status": text("status") in ("Actual", "Exercise", "Test"),
              "info": infos or text("msgType") == "Cancel",
              "event": all((info.findtext("event") or "").strip() for info in infos)}
    for name in ("effective", "onset", "expires"):
        checks[name] = all(is_moment(node.text.strip()) for info in infos
                           for node in info.findall(name) if node.text)
    checks["polygon"] = all(is_outline(node.text) for node in alert.findall("info/area/polygon")
                            if node.text)
    return next((name for name, passed in checks.items() if not passed), None)


class CapFiles(unittest.TestCase):
    maxDiff = 4000

    def test_each_is_taken_or_refused(self):
        shared_data.are_here(self, "cap")
        cap = shared_data.DATA / "cap"
        lines = (cap / "index.jsonl").read_text().splitlines()
        files = [json.loads(line)["file"] for line in lines]
        expected, found = {}, {}
        with tempfile.TemporaryDirectory(prefix="fenghuo-recorded-") as folder:
            plan = write_plan(pathlib.Path(folder) / "plan", [Station("a")], "+00:00")
            with Engine(plan) as engine:
                for name in files:
                    content = (cap / name).read_bytes()
                    expected[name] = why_not(content)
                    status, text = engine.request("/api/v1/events", content,
                                                  {"Content-Type": "application/cap+xml"})
                    self.assertIn(status, (202, 400), (name, text))
                    found[name] = None if status == 202 else json.loads(text)["detail_en"]
        self.assertEqual({name for name in files if found[name] is None},
                         {name for name in files if expected[name] is None},
                         [(name, found[name], expected[name]) for name in files
                          if (found[name] is None) != (expected[name] is None)])
        # What is wrong with an element is said with its name.
        for name, element in expected.items():
            if element:
                self.assertIn(element, found[name], name)
        reasons = collections.Counter(expected.values())
        print(f"{len(files)} files: {reasons.pop(None)} taken; {dict(reasons)}", file=sys.stderr)


if __name__ == "__main__":
    if "FENGHUO_BINARY" not in os.environ:
        sys.exit("FENGHUO_BINARY should name the program")
    unittest.main(verbosity=2)
