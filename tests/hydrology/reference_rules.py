"""The rules that are replayed, typed in again for the reference: flash-flood of our pack,
river-rise of the example plan, and the flow of the Poyo."""

from reference import Rule, hours, minutes


def tenths(text):
    """Exact sums: tenths of a millimetre as whole numbers."""
    return round(float(text) * 10)


def in_window(series, length):
    """Readings in (newest - length, newest]."""
    newest = series[-1][0]
    found = []
    for at, value in reversed(series):
        if newest - at >= length:
            break
        found.append((at, value))
    return found


class FlashFlood(Rule):
    """rules/packs/flash-flood.yaml: millimetres in 1, 3, 6 and 24 hours. Values are tenths."""

    name = "flash-flood"
    off_delay = minutes(30)
    limits_mm = {"blue": (35, 55, 70, 100), "yellow": (45, 75, 95, 130),
                 "orange": (60, 100, 120, 160), "red": (80, 120, 150, 200)}
    levels = tuple(limits_mm)
    deadband_mm = 3

    def measure(self, series, now):
        return [sum(value for _, value in in_window(series, hours(length)))
                for length in (1, 3, 6, 24)]

    def holds(self, level, measured, held):
        less_mm = self.deadband_mm if held else 0
        return any(rain >= 10 * (limit_mm - less_mm)
                   for rain, limit_mm in zip(measured, self.limits_mm[level]))


class RiverRise(Rule):
    """plans/qingxi/rules/river-rise.yaml: metres an hour, end to end over half an hour. Values are
    millimetres."""

    name = "river-rise"
    on_delay, off_delay = minutes(6), hours(1)
    limits_tenth_m_per_hour = {"blue": 5, "yellow": 10, "orange": 20, "red": 30}
    levels = tuple(limits_tenth_m_per_hour)
    deadband_tenth_m_per_hour = 1

    def measure(self, series, now):
        """Rise in millimetres, and the seconds that it took."""
        window = in_window(series, minutes(30))
        (newest, last), (oldest, first) = window[0], window[-1]
        return last - first, (newest - oldest).total_seconds()

    def holds(self, level, measured, held):
        rise_mm, span_s = measured
        if span_s == 0:
            return None  # one reading has no rate
        limit = self.limits_tenth_m_per_hour[level]
        limit -= self.deadband_tenth_m_per_hour if held else 0
        return rise_mm * 3600 >= limit * 100 * span_s


class RavineFlow(Rule):
    """The newest flow. Values are litres a second."""

    name = "ravine"
    off_delay = hours(1)
    limits = {"blue": 30, "yellow": 70, "orange": 150, "red": 500}
    levels = tuple(limits)
    deadband = 5

    def measure(self, series, now):
        return series[-1][1]

    def holds(self, level, measured, held):
        return measured >= 1000 * (self.limits[level] - (self.deadband if held else 0))


def thousandths(text):
    return round(float(text) * 1000)


def fallen(counts):
    """Amounts from a counter: what it rose by; after it fell, all that it shows. The first reading
    is where it starts."""
    before = None
    for at, count in counts:
        if before is not None:
            yield at, count - before if count >= before else count
        before = count
