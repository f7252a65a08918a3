"""Which readings above the flood level were floods, told with hindsight by the neighbours.

Nobody went to look, so this is the best truth to be had: a flood is confirmed where its readings
are possible at all and, within three hours before and after it begins, at least three of the gauges
within 30 km and a third of those that spoke rose by a decimetre or began to speak (they do so when
the water passes their start level). The engine's neighbour test asks for the same kind of evidence,
though without hindsight, so that skill against confirmed floods flatters it; skill against all
readings above the flood level, faults included, is printed beside it."""

import bisect
import collections
import datetime

from trust_reference import distance_km

AROUND = datetime.timedelta(hours=3)
WITHIN_KM, LEAST, SHARE, RISE = 30, 3, 1 / 3, 100


class Neighbourhood:
    def __init__(self, observations, places):
        """observations: (station, moment, millimetres) in the order of time."""
        self.places = places
        self.readings = collections.defaultdict(list)
        for station, at, value in observations:
            self.readings[station].append((at, value))

    def between(self, station, after, until):
        readings = self.readings[station]
        first = bisect.bisect_right(readings, (after, float("inf")))
        last = bisect.bisect_right(readings, (until, float("inf")))
        return readings[first:last]

    def rises(self, station, at):
        """Whether it rose around that moment; None where it said nothing."""
        around = self.between(station, at - AROUND, at + AROUND)
        if not around:
            return None
        before = self.between(station, at - 2 * AROUND, at - AROUND)
        if not before:
            return True
        return max(value for _, value in around) - before[-1][1] >= RISE

    def confirms(self, spell, highest_possible):
        flood = self.between(spell.station, spell.begin - datetime.timedelta(seconds=1), spell.end)
        if max(value for _, value in flood) > highest_possible:
            return False
        here = self.places[spell.station]
        told = [self.rises(other, spell.begin) for other, place in self.places.items()
                if other != spell.station and abs(place[1] - here[1]) < WITHIN_KM / 100 and
                distance_km(here, place) <= WITHIN_KM]
        spoke = [rises for rises in told if rises is not None]
        return sum(spoke) >= LEAST and sum(spoke) >= SHARE * len(spoke)
