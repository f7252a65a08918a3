#!/usr/bin/env python3
"""Each rule of tidy.py is broken once, in a small tree made for it; and a clean tree has no fault."""

import tempfile
import unittest
from pathlib import Path

import tidy

CLEAN = {
    "engine/CMakeLists.txt": "layer(engine SOURCES a.cc digest.cc USES x)\n",
    "engine/a.h": "// What it is.\n#pragma once\n#include <chrono>\n#include \"engine/b.h\"\n",
    "engine/a.cc": "#include \"engine/a.h\"\n",
    "engine/digest.cc": "#include <openssl/evp.h>\n",
    "rules/a.h": "// What it is.\n#include \"rules/language/parser.h\"\n#include \"engine/a.h\"\n",
    "playbooks/a.h": "// What it is.\n#include \"rules/language/parser.h\"\n",
    "adapters/a.h": "// What it is.\n#include <thread>\n#include <boost/asio.hpp>\n",
    "cli/a.h": "// What it is.\n#include \"adapters/a.h\"\n",
    "tests/CMakeLists.txt": "folder_test(engine unit\n  SOURCES a_test.cc sub/b_test.cc\n  USES x)\n",
    "tests/engine/a_test.cc": "// TODO(#12): more\nint utility = 0;  // a helper\n",
    "tests/engine/sub/b_test.cc": "const char* s = \"std::thread util\";\n",
}


class TidyTest(unittest.TestCase):
    def faults(self, changes):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {**CLEAN, **changes}.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
            return [(rule, name, number) for rule, name, number, _ in tidy.faults_of(folder)]

    def expect(self, rule, name, text, line=1):
        self.assertEqual(self.faults({name: text}), [(rule, name, line)])

    def test_a_clean_tree_has_no_fault(self):
        self.assertEqual(self.faults({}), [])

    def test_floors(self):
        for name, header in [
                ("engine/b.h", "rules/a.h"), ("rules/language/b.h", "rules/a.h"),
                ("rules/b.h", "playbooks/a.h"), ("playbooks/b.h", "rules/a.h"),
                ("simulator/b.h", "adapters/a.h"), ("adapters/b.h", "simulator/b.h"),
                ("adapters/b.h", "rules/a.h"), ("adapters/sl651/b.h", "adapters/clock.h"),
                ("cli/b.h", "tests/random.h"), ("engine/b.h", "bench/a.h")]:
            with self.subTest(name=name, header=header):
                self.expect("floors", name, f"// It.\n#include \"{header}\"\n", 2)

    def test_headers_of_others(self):
        for name, header in [
                ("engine/b.h", "thread"), ("rules/b.h", "random"), ("playbooks/b.h", "fstream"),
                ("rules/language/b.h", "iostream"), ("simulator/b.h", "unordered_map"),
                ("engine/b.h", "boost/json.hpp"), ("engine/b.h", "unistd.h"),
                ("engine/b.h", "openssl/evp.h"), ("rules/b.h", "re2/re2.h"),
                ("adapters/b.h", "rocksdb/db.h"), ("adapters/b.h", "zmq.hpp"),
                ("adapters/http/b.h", "yaml-cpp/yaml.h"), ("adapters/b.h", "CLI/App.hpp")]:
            with self.subTest(name=name, header=header):
                self.expect("foreign_headers", name, f"// It.\n#include <{header}>\n", 2)

    def test_the_world_stays_out_of_the_core(self):
        for name, code in [
                ("engine/b.h", "auto t = std::chrono::steady_clock::now();"),
                ("rules/b.h", "auto t = std::chrono::system_clock::now();"),
                ("simulator/b.h", "std::uniform_int_distribution<int> d;"),
                ("playbooks/b.h", "std::unordered_map<int, int> m;"),
                ("engine/b.h", "std::thread t;"), ("rules/b.h", "std::getenv(\"X\");")]:
            with self.subTest(code=code):
                self.expect("world_below_adapters", name, f"// It.\n{code}\n", 2)
        self.assertEqual(self.faults({"adapters/b.h": "// It.\nstd::thread t;\n"}), [])
        self.assertEqual(self.faults({"engine/b.h": "// std::thread\n/*\nsteady_clock */\n"}), [])

    def test_sizes(self):
        self.expect("sizes", "engine/b.h", "// It.\n" * 501, 501)
        many = {f"rules/b{n}.h": "// It.\n" * 151 for n in range(20)}
        self.assertEqual(self.faults(many), [("sizes", ".", 0)])

    def test_columns(self):
        self.expect("columns", "engine/b.h", "// It.\n" + "x" * 101 + "\n", 2)
        self.assertEqual(self.faults({"engine/b.h": "// " + "雨" * 97 + "\n"}), [])
        self.assertEqual(self.faults({"engine/b.h": f"// It.\nR\"(\n{'x' * 101})\"\n"}), [])

    def test_words(self):
        self.expect("words", "engine/time_util.h", "// It.\n")
        for name in ["TimeUtil", "helper_of", "LogManager", "kCommonSize", "misc"]:
            with self.subTest(name=name):
                self.expect("words", "engine/b.h", f"// It.\nint {name};\n", 2)

    def test_marks(self):
        for mark in ["FIXME", "XXX", "TODO", "TODO(me)"]:
            with self.subTest(mark=mark):
                self.expect("marks", "engine/b.h", f"// It.\n// {mark}: later\n", 2)

    def test_blobs(self):
        self.expect("blobs", "docs/picture.png", b"\xff" * (256 * 1024 + 1))
        self.assertEqual(self.faults({"docs/picture.png": b"\xff" * (256 * 1024)}), [])

    def test_sources_are_built(self):
        self.expect("sources_listed", "engine/b.cc", "int b;\n")
        self.expect("sources_listed", "tests/rules/a_test.cc", "int b;\n")
        self.expect("sources_listed", "tests/fuzz/a_fuzz.cc", "int b;\n")

    def test_headers_open_with_a_comment(self):
        self.expect("opening_comments", "playbooks/b.h", "#pragma once\n")

    def test_places(self):
        # Put together here, so that this file names no place itself.
        for text in ["/ho" + "me/me/x", "https://regi" + "stry.example.org/x", "'/ro" + "ot/x'"]:
            with self.subTest(text=text):
                self.expect("places", "docs/a.md", text + "\n")
        for text in ["src/home/x", "https://example.org/work/x", "${ROOT}/work/x", "/tmp/x"]:
            with self.subTest(text=text):
                self.assertEqual(self.faults({"docs/a.md": text + "\n"}), [])


if __name__ == "__main__":
    unittest.main()
