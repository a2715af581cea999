"""What was known on a day, as the features want it: who is where now, who was one, two and three years before.

Where the last count is a year's mean without kinds, contingents are estimated: a State on the mission's last map has
one of the size that the mean tells, at least half of what the map's symbols tell; any other only if, without the police
and observers last counted, a hundred people remain. Before the first count, maps stand in for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from muster.outreach.rules.facts import Count, Flags, History, Map, Numbers, WorldCount
from muster.outreach.rules.weights import PERCENT, Bounds

DAYS_A_YEAR = 366


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 28 February for the 29th."""
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)


@dataclass(frozen=True)
class Scene:
    """What a history known on some day tells about States and missions. Everything is reckoned once."""

    history: History
    bounds: Bounds

    @cached_property
    def count(self) -> Count | None:
        """The last count of people by mission; of a month and a year that end together, the month's."""
        return last_count(self.history.counts, date.max)

    @cached_property
    def on(self) -> date:
        """The day of which the scene tells: that of the last count, else of the last fact at all."""
        if self.count:
            return self.count.on
        days = [one.on for one in self.history.world] + [m.on for maps in self.history.maps.values() for m in maps]
        return max(days, default=date.min)

    @cached_property
    def people(self) -> Numbers:
        """People now, missions by States."""
        return self.count.people if self.count else self._nobody

    @cached_property
    def people_before(self) -> Numbers | None:
        """People a year before; `None` where nobody counted then."""
        found = self._count_at(1)
        return found.people if found else None

    @cached_property
    def soldiers(self) -> Flags:
        """Whether there are others than individual police officers, missions by States."""
        if self.count is None:
            return np.asarray(self._nobody > 0)
        police = self.last_month.police if self.count.yearly and self.last_month else self.count.police
        return np.asarray(self.people - police > 0)

    @cached_property
    def last_month(self) -> Count | None:
        """The last count that tells kinds apart."""
        return next((one for one in reversed(self.history.counts) if not one.yearly), None)

    @cached_property
    def contingents(self) -> Numbers:
        """Troops and formed police now, missions by States."""
        return self._contingents_back(0)

    @cached_property
    def there(self) -> tuple[Flags, ...]:
        """Who had a contingent where: now, and each of `entry_years` years before."""
        least = self.bounds.contingent_people
        return tuple(np.asarray(self._contingents_back(years) >= least) for years in range(self.bounds.entry_years + 1))

    @cached_property
    def last_there(self) -> Numbers:
        """The last day (as an ordinal) on which a State had a contingent in a mission; 0 for never."""
        least, found = self.bounds.contingent_people, self._nobody.copy()
        for one in self.history.counts:
            if not one.yearly:
                found = np.where(one.contingents >= least, np.maximum(found, one.on.toordinal()), found)
        for mission, maps in self.history.maps.items():
            row = found[self.history.index[mission]]
            for drawn in maps:
                row[:] = np.where(drawn.people >= least, np.maximum(row, drawn.on.toordinal()), row)
        return found

    @cached_property
    def world(self) -> Numbers:
        """Troops of each State in all missions together now (of a year's mean: all people)."""
        last = self._last_world
        if last is not None and (self.count is None or last.on >= self.count.on):
            return last.troops
        return np.asarray(self.people.sum(axis=0)) if self.count else np.zeros(len(self.history.roll))

    @cached_property
    def peak(self) -> Numbers:
        """The most troops that each State ever had in all missions together."""
        found = np.zeros(len(self.history.roll))
        for one in self.history.world:
            found = np.maximum(found, one.troops)
        last = self._last_world
        for count in self.history.counts:
            if count.yearly and (last is None or count.on > last.on):
                found = np.maximum(found, count.people.sum(axis=0))
        return found

    @cached_property
    def partnership(self) -> Numbers:
        """In which missions States are or were of late with contingents: 1 now, a half within some years."""
        now = self.there[0]
        since = years_before(self.on, self.bounds.partner_years).toordinal() if self.on > date.min else 0
        late = (self.last_there > since) & ~now
        return np.asarray(now * 1.0 + late * 0.5)

    @cached_property
    def map_history(self) -> Mapping[tuple[str, str], Flags]:
        """By kind of unit and mission: who was alone at a base with it within the years that count."""
        since = years_before(self.on, self.bounds.unit_years) if self.on > date.min else date.min
        found: dict[tuple[str, str], Flags] = {}
        for mission, maps in self.history.maps.items():
            for drawn in maps:
                if drawn.on > since:
                    for kind, own in drawn.own.items():
                        key = (kind, mission)
                        found[key] = found[key] | own if key in found else own
        return found

    def last_map(self, mission: str, by: date = date.max) -> Map | None:
        """A mission's last map not after a day."""
        return next((one for one in reversed(self.history.maps.get(mission, ())) if one.on <= by), None)

    @cached_property
    def _nobody(self) -> Numbers:
        return np.zeros((len(self.history.missions), len(self.history.roll)))

    @cached_property
    def _last_world(self) -> WorldCount | None:
        return self.history.world[-1] if self.history.world else None

    def _count_at(self, years: int) -> Count | None:
        """The count so many years before the last one, if there is one of the twelve months before it."""
        if self.count is None:
            return None
        day = years_before(self.count.on, years)
        found = last_count(self.history.counts, day)
        return found if found and (day - found.on).days < DAYS_A_YEAR else None

    def _contingents_back(self, years: int) -> Numbers:
        found = self._count_at(years)
        if found is None:
            return self._mapped(years_before(self.on, years)) if self.on > date.min else self._nobody
        return self._estimated(found) if found.yearly else found.contingents

    def _mapped(self, day: date) -> Numbers:
        """Contingents as the last maps of this year or the one before show them."""
        found = self._nobody.copy()
        for mission, number in self.history.index.items():
            drawn = self.last_map(mission, day)
            if drawn and drawn.on.year >= day.year - 1:
                found[number] = drawn.people
        return found

    def _estimated(self, count: Count) -> Numbers:
        """Contingents in a count without kinds."""
        month = self.last_month
        others = month.police + month.experts if month else self._nobody
        mapped = self._nobody.copy()
        for mission, number in self.history.index.items():
            drawn = self.last_map(mission, count.on)
            if drawn:
                mapped[number] = drawn.people
        beyond = count.people - others
        bounds = self.bounds
        surely = beyond >= bounds.surely_contingent
        unmapped = np.where(surely, beyond, np.minimum(count.people, bounds.surely_staff))
        least = mapped * bounds.map_share_percent / PERCENT
        return np.where(mapped > 0, np.maximum(count.people, least), unmapped)


def last_count(counts: tuple[Count, ...], by: date) -> Count | None:
    """The last count not after a day; of two of one day, the one that tells kinds apart."""
    return max((one for one in counts if one.on <= by), key=lambda one: (one.on, not one.yearly), default=None)
