"""Plans for tests: the example's, with its webhook pointed at the test's receiver."""

import pathlib
import shutil

from engine import SOURCE

EXAMPLE = SOURCE / "plans" / "qingxi"
WEBHOOK = "http://127.0.0.1:8652/messages"


def example_with_webhook(folder, url):
    target = pathlib.Path(folder) / "plan"
    shutil.copytree(EXAMPLE, target)
    settings = target / "plan.yaml"
    text = settings.read_text()
    assert WEBHOOK in text
    settings.write_text(text.replace(WEBHOOK, url))
    return target
