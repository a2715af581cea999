"""What States really did after each December: their first contingents, and their first units of a kind.

A first contingent: under 30 troops and formed police in a mission that had uniformed people on the day, 30 or more
within the next twelve months. While months are counted by kind (2009-11 to 2014-02) they decide. From December 2013 on
only years' means and maps are left, and each alone is no proof: a mean does not tell when, nor police from troops, and
a map's symbols are rough. So both have to say it: the mean of the year under 30 and that of the next 30 or more, and
no 30 on the last map but 30 or more on one of the next twelve months.

A first unit of a kind: on the mission's last map the State is not alone at a base with the kind, on a map of the next
twelve months it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from muster.outreach.rules.facts import Count, Flags, History, Map
from muster.outreach.rules.unit_kinds import KINDS

LEAST = 30
FIRST_BOTH = 2013
"""December from which on means and maps decide together."""
MOST_AT_A_START = 12
"""More arrivals than that within a year are the build-up of a mission, not approaches to States."""
POLITICAL = frozenset({"UNAMI", "UNAMA"})


@dataclass(frozen=True, order=True)
class Question:
    """A question whose answer is known by now."""

    year: int
    mission: str
    kind: str = "any"

    @property
    def on(self) -> date:
        """The day of the question."""
        return date(self.year, 12, 31)


Arrivals = dict[Question, tuple[int, ...]]
"""The States (indices of the roll) that came, by question."""


def arrivals(history: History, years: range) -> Arrivals:
    """First contingents after the Decembers of these years, from a history that knows how it went on."""
    found: Arrivals = {}
    for year in years:
        for mission in history.missions:
            if mission in POLITICAL:
                continue
            came = _by_months(history, mission, year)
            if year >= FIRST_BOTH:
                came = came | _by_means_and_maps(history, mission, year)
            if came.any():
                found[Question(year, mission)] = tuple(int(one) for one in np.flatnonzero(came))
    return found


def arrivals_on_maps(history: History, years: range) -> Arrivals:
    """The same from maps alone, for years before anybody counted by mission: 30 or more where no map had them."""
    found: Arrivals = {}
    for year in years:
        for mission in history.maps:
            late = _maps(history, mission, year - 1)
            last = _last_map(history, mission, year)
            if last is None or last.on.year < year - 1 or not last.people.sum():
                continue
            before = np.max([last.people, *(one.people for one in late)], axis=0)
            after = _most(_maps(history, mission, year), history)
            came = (before < LEAST) & (after >= LEAST)
            if 0 < came.sum() < MOST_AT_A_START:
                found[Question(year, mission)] = tuple(int(one) for one in np.flatnonzero(came))
    return found


def first_units(history: History, years: range) -> Arrivals:
    """First units of a State's own, by kind."""
    found: Arrivals = {}
    for year in years:
        for mission in history.maps:
            last, after = _last_map(history, mission, year), _maps(history, mission, year)
            if last is None:
                continue
            for kind in KINDS:
                came = _any([one.own for one in after], kind, history) & ~_any([last.own], kind, history)
                if came.any():
                    found[Question(year, mission, kind)] = tuple(int(one) for one in np.flatnonzero(came))
    return found


def _by_months(history: History, mission: str, year: int) -> Flags:
    row = history.index[mission]
    months = [one for one in history.counts if not one.yearly]
    now = next((one for one in months if one.on == date(year, 12, 31)), None)
    after = [one.contingents[row] for one in months if date(year, 12, 31) < one.on <= date(year + 1, 12, 31)]
    if now is None or not after or not now.people[row].sum():
        return _none(history)
    return np.asarray((now.contingents[row] < LEAST) & (np.max(after, axis=0) >= LEAST))


def _by_means_and_maps(history: History, mission: str, year: int) -> Flags:
    row = history.index[mission]
    now, after = _mean(history, year), _mean(history, year + 1)
    if now is None or after is None or not now.people[row].sum():
        return _none(history)
    last = _last_map(history, mission, year)
    before = last.people if last else np.zeros(len(history.roll))
    came = (now.people[row] < LEAST) & (after.people[row] >= LEAST) & (before < LEAST)
    came &= _most(_maps(history, mission, year), history) >= LEAST
    month = next((one for one in history.counts if not one.yearly and one.on == date(year, 12, 31)), None)
    return np.asarray(came & (month.contingents[row] < LEAST)) if month else np.asarray(came)


def _mean(history: History, year: int) -> Count | None:
    return next((one for one in history.counts if one.yearly and one.on.year == year), None)


def _last_map(history: History, mission: str, year: int) -> Map | None:
    maps = [one for one in history.maps.get(mission, ()) if one.on <= date(year, 12, 31)]
    return maps[-1] if maps else None


def _maps(history: History, mission: str, year: int) -> list[Map]:
    """The maps of the twelve months after a December."""
    return [one for one in history.maps.get(mission, ()) if date(year, 12, 31) < one.on <= date(year + 1, 12, 31)]


def _most(maps: list[Map], history: History) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.asarray(np.max([one.people for one in maps], axis=0)) if maps else np.zeros(len(history.roll))


def _any(marked: list[Mapping[str, Flags]], kind: str, history: History) -> Flags:
    found = _none(history)
    for one in marked:
        if kind in one:
            found = found | one[kind]
    return found


def _none(history: History) -> Flags:
    return np.zeros(len(history.roll), dtype=np.bool_)
