"""`fenghuo replay` on a plan folder and observations, and the changes of alarms that it prints."""

import json
import os
import subprocess


def write_observations(path, observations):
    """A CSV as `fenghuo replay` reads it, in the order given: the order of arrival."""
    with path.open("w") as file:
        file.write("time,station,property,value\n")
        file.writelines(f"{one.at.isoformat()},{one.station},{one.property},{one.value}\n"
                        for one in observations)
    return path


def facts(plan, observations):
    """All that the engine concludes, one after the other. A plan with faults ends the test."""
    command = [os.environ["FENGHUO_BINARY"], "--lang", "en", "replay", str(plan), "--input",
               str(observations)]
    with open(plan / "stderr", "w+") as errors, \
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process:
        for line in process.stdout:
            yield json.loads(line)
        status = process.wait()
        errors.seek(0)
        if status != 0:
            raise RuntimeError("replay ended with %d: %s" % (status, errors.read()[:2000]))


def alarm_changes(replayed):
    """[(minute, rule, area, level)] in the order of text."""
    changes = []
    for fact in replayed:
        if fact["fact"] in ("alarm_raised", "alarm_changed", "alarm_cleared"):
            level = "none" if fact["fact"] == "alarm_cleared" else fact["level"]
            changes.append((fact["time"][:16], fact["rule"], fact["area"], level))
    return sorted(changes)
