"""What the rules should conclude from a recorded flood, computed slowly: every window is scanned
anew, nothing is carried along but what was said before. Shares no code with the engine;
write_expected.py makes the expected tables by it."""

import collections
import datetime

SEVERITY = {"none": 0, "blue": 1, "yellow": 2, "orange": 3, "red": 4}


def minutes(number):
    return datetime.timedelta(minutes=number)


def hours(number):
    return datetime.timedelta(hours=number)


class Rule:
    """A rule of one series. What it measures is looked for anew each time; whether a level holds
    for that is yes, no, or None where it can't be told. `held`: the level stands, so that its
    deadband counts."""

    on_delay = off_delay = minutes(0)
    levels = ()

    def measure(self, series, now):
        raise NotImplementedError

    def holds(self, level, measured, held):
        raise NotImplementedError

    def wakes(self, series):
        """Moments after the newest reading at which an answer may change by time alone."""
        return []


def wanted(rule, series, now, present):
    """The most severe level that holds. What can't be told keeps a level that stands, and raises
    none."""
    measured = rule.measure(series, now)
    for level in sorted(rule.levels, key=SEVERITY.get, reverse=True):
        stands = SEVERITY[level] <= SEVERITY[present]
        answer = rule.holds(level, measured, stands)
        if answer or (answer is None and stands):
            return level
    return "none"


Said = collections.namedtuple("Said", "at wanted present")  # present: what stood then


def run_at_the_end(said, passes):
    """The last of what was said that passes without a break, oldest first."""
    run = []
    for entry in reversed(said):
        if not passes(entry):
            break
        run.insert(0, entry)
    return run


def next_level(rule, said, present, now):
    """Where the alarm goes by what was said until now: up to a level that held for the on-delay,
    down to the most severe that was wanted in an off-delay without the present one.

    An off-delay begins with the first look at the present level, which is when the alarm comes to
    it: also a level that is gone already when the alarm falls to it stands for an off-delay of its
    own, as in the engine."""
    for level in sorted(SEVERITY, key=SEVERITY.get, reverse=True):
        if SEVERITY[level] <= SEVERITY[present]:
            break
        run = run_at_the_end(said, lambda entry: SEVERITY[entry.wanted] >= SEVERITY[level])
        if run and now - run[0].at >= rule.on_delay:
            return level
    run = run_at_the_end(said, lambda entry: entry.present == present and
                         SEVERITY[entry.wanted] < SEVERITY[present])
    if run and now - run[0].at >= rule.off_delay:
        return max((entry.wanted for entry in run), key=SEVERITY.get)
    return present


def judge(rule, readings, end):
    """[(moment, level)]: each change of the alarm from readings in the order of time. Delays end
    also between readings, until `end`."""
    series, said, changes = [], [], []
    present = "none"

    def look(now):
        nonlocal present
        said.append(Said(now, wanted(rule, series, now, present), present))
        level = next_level(rule, said, present, now)
        if level != present:
            present = level
            changes.append((now, level))
            said.append(Said(now, said[-1].wanted, present))

    def wait(until):
        while True:
            due = set(rule.wakes(series))
            if said[-1].wanted != present:
                due |= {entry.at + delay for entry in said
                        for delay in (rule.on_delay, rule.off_delay)}
            now = min((moment for moment in due if said[-1].at < moment <= until), default=None)
            if now is None:
                return
            look(now)

    for at, value in readings:
        if series:
            wait(at)
        series.append((at, value))
        look(at)
        reach = max(rule.on_delay, rule.off_delay)
        said[:] = [entry for entry in said if at - entry.at <= reach] or said[-1:]
    if series:
        wait(end)
    return changes
