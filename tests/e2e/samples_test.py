"""Every shared sample frame over TCP into a real engine: its values are in the log, or it is
refused and counted; an uplink frame that holds is answered, and a bad one with silence."""

import json
import re
import socket
import unittest

from engine import Engine, SOURCE, shared_file, wait_for
from sl651 import answer_of


def refused(engine):
    """Frames refused so far, by reason."""
    _, text = engine.request("/metrics")
    found = re.findall(r'fenghuo_input_refused_total\{([^}]*)\} (\d+)', text)
    return {labels: int(float(count)) for labels, count in found if 'source="sl651"' in labels}


def duplicates(engine):
    """Frames that had come before: some samples are copies of others with a flaw added."""
    _, text = engine.request("/metrics")
    return int(float(re.search(r"^fenghuo_duplicates_total (\S+)", text, re.M)[1]))


def numbers_in(sample):
    """The single values that the sample's own decoder gave, by station."""
    values = (item.get("value") for item in sample.get("decoded", {}).get("elements", []))
    return sorted(float(value) for value in values
                  if re.fullmatch(r"-?\d+(\.\d+)?", str(value)))


def values_between(records, first, last):
    """Of all observations in records first ... last - 1."""
    values = []
    for record in records[first:last]:
        values += [row["value"] for row in record["record"].get("observations", [])]
    return sorted(values)


class Samples(unittest.TestCase):

    def test_all(self):
        path = shared_file("data", "protocols", "sl651_samples.json")
        if not path:
            self.skipTest("no shared data")
        samples = json.loads(path.read_text())["samples"]
        with Engine(SOURCE / "plans" / "qingxi") as engine:
            taken = []
            for sample in samples:
                with self.subTest(sample["id"]):
                    taken.append((sample, *self.send(engine, sample)))
            self.assertEqual(engine.stop(), 0)
            status, text = engine.cli("log", "verify")
            self.assertEqual(status, 0, text)
            records = engine.records()
        compared = 0
        self.assertLess(sum(repeated for *_, repeated in taken), 4)
        for sample, first, last, repeated in taken:
            with self.subTest(sample["id"]):
                if repeated:
                    self.assertEqual(values_between(records, first, last), [])
                    continue
                compared += self.compare(sample, records, first, last)
        self.assertGreater(compared, 60)

    def send(self, engine, sample):
        """The offsets between which its records are, and whether it was dropped as a repeat."""
        before = refused(engine)
        repeated = duplicates(engine)
        first = engine.get("/api/v1/state")["next_offset"]
        with socket.create_connection(engine.station_address, 30) as connection:
            connection.sendall(bytes.fromhex(sample["hex"]))
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(30)
            heard = b""
            while part := connection.recv(4096):
                heard += part
        good = sample["should_be_accepted"] and sample["decoded"]["direction"] == "up"
        if not good:
            self.assertEqual(heard, b"")
            wait_for("the refusal", lambda: refused(engine) != before)
        elif heard:
            # The answer to an ASCII frame has the same fields in hexadecimal, after one byte.
            function = (heard[17:19].decode() if heard.startswith(b"\x01")
                        else "%02X" % answer_of(heard)[0])
            self.assertEqual(function, sample["decoded"]["func"])
        # A frame whose sender hangs up at once may be recorded without having been answered.
        if good and numbers_in(sample):
            wait_for("its record", lambda: duplicates(engine) > repeated or
                     engine.get("/api/v1/state")["next_offset"] > first)
        last = engine.get("/api/v1/state")["next_offset"]
        return first, last, duplicates(engine) > repeated

    def compare(self, sample, records, first, last):
        """How many values of the sample are in its records, each of them exactly."""
        wanted = numbers_in(sample)
        if not sample["should_be_accepted"]:
            self.assertEqual(values_between(records, first, last), [])
            return 0
        left = values_between(records, first, last)
        for value in wanted:
            self.assertIn(value, left)
            left.remove(value)
        return len(wanted)


if __name__ == "__main__":
    unittest.main(verbosity=2)
