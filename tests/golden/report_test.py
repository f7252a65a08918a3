"""What the after-action report says, word for word: all that can be read of the page, its pictures' labels
too, a line a piece of text, against report-NAME.txt.

    report_test.py BINARY [--write]      --write makes the files anew; read the difference before you keep it
"""

import html.parser
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Name -> arguments of `fenghuo drill`. Exit status 0: the drill was passed.
CASES = {
    "flood-night-zh": ["--lang", "zh", "drill", "plans/qingxi",
                       "plans/qingxi/drills/flood-night.yaml"],
    "not-a-drill-en": ["--lang", "en", "drill", "simulator/scenarios/s10-not-a-drill.yaml"],
}


class Words(html.parser.HTMLParser):
    """Everything but styles and scripts."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self.unread = 0

    def handle_starttag(self, tag, attrs):
        self.unread += tag in ("style", "script")

    def handle_endtag(self, tag):
        self.unread -= tag in ("style", "script")

    def handle_data(self, data):
        text = " ".join(data.split())
        if text and not self.unread:
            self.lines.append(text)


def report(binary, arguments):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "report.html"
        done = subprocess.run([binary, *arguments, "--report", str(path)], cwd=ROOT,
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        words = Words()
        words.feed(path.read_text())
    return "\n".join(words.lines) + "\n"


def main():
    binary, write = sys.argv[1], "--write" in sys.argv
    faults = 0
    for name, arguments in CASES.items():
        text = report(binary, arguments)
        file = HERE / f"report-{name}.txt"
        if write:
            file.write_text(text)
        if not file.exists() or text != file.read_text():
            faults += 1
            print(f"{name}: it says\n{text}but {file.name} says otherwise")
    print(len(CASES), "reports,", faults, "differ")
    return faults > 0


if __name__ == "__main__":
    sys.exit(main())
