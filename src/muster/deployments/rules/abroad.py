"""How many people of a State are abroad on each day, both contingents of a handover counted, against its acts. Pure.

Source: section 7.2 of the dossier: an act of parliament sets a ceiling (430 people in Kazakhstan's of 19 January 2024);
at a handover a company of 139 counts twice. Section 7.3: ceilings per mission and category, and validity.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from muster.authorisations.rules.acts import ActTerms, authorised_until
from muster.deployments.rules.findings import Finding
from muster.kit.day_text import long_day

CONTINGENT = "contingent"


@dataclass(frozen=True)
class Contingent:
    """People of a category abroad in `[start, until)`, in a mission if one is named; no end is not yet known."""

    name: str
    people: int
    start: date
    until: date | None
    mission: str = ""
    category: str = CONTINGENT

    def is_abroad(self, day: date) -> bool:
        """Return whether they are abroad on a day."""
        return self.start <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Ceiling:
    """No more than `people` abroad in `[start, until)` by the act `reference`.

    It counts those of its `categories` in its `missions`; an empty set stands for all. `part` names in words what it is
    for, if it is not for all that the act is about.
    """

    reference: str
    people: int
    start: date
    until: date | None
    missions: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    part: str = ""

    def counts(self, one: Contingent) -> bool:
        """Return whether the people of a contingent count under it."""
        in_mission = not self.missions or one.mission in self.missions
        return in_mission and (not self.categories or one.category in self.categories)

    def holds(self, day: date) -> bool:
        """Return whether it is in force on a day."""
        return self.start <= day and (self.until is None or day < self.until)


def ceilings_of_act(act: ActTerms) -> tuple[Ceiling, ...]:
    """Return every ceiling of an act, on the days on which it holds: the total first."""
    found = [] if act.total is None else [_ceiling(act, act.total, act.missions, act.categories, "")]
    for one in act.ceilings:
        missions = frozenset({one.mission}) if one.mission else act.missions
        categories = frozenset({one.category}) if one.category else act.categories
        part = " in ".join(filter(None, (one.category, one.mission))) if one.category else f"in {one.mission}"
        found.append(_ceiling(act, one.people, missions, categories, part))
    return tuple(found)


def _ceiling(act: ActTerms, people: int, missions: frozenset[str], categories: frozenset[str], part: str) -> Ceiling:
    return Ceiling(act.reference, people, act.start, act.until, missions, categories, part)


@dataclass(frozen=True)
class Span:
    """So many people abroad in `[start, until)`, and who they are."""

    start: date
    until: date | None
    people: int
    names: tuple[str, ...]


def people_abroad(contingents: Iterable[Contingent]) -> tuple[Span, ...]:
    """Return the spans in which the number stays the same, in order, those with nobody abroad left out."""
    changes: dict[date, list[tuple[Contingent, bool]]] = defaultdict(list)
    for one in contingents:
        changes[one.start].append((one, True))
        if one.until is not None:
            changes[one.until].append((one, False))
    there: list[Contingent] = []
    spans = []
    days = sorted(changes)
    for day, following in zip_longest(days, days[1:]):
        for one, comes in changes[day]:
            if not comes:
                there.remove(one)
        there += [one for one, comes in changes[day] if comes]
        if there:
            spans.append(Span(day, following, sum(one.people for one in there), tuple(one.name for one in there)))
    return tuple(spans)


def over_ceiling(spans: Sequence[Span], ceilings: Sequence[Ceiling]) -> tuple[Finding, ...]:
    """Return where more people are abroad than an act allows, each span and act for itself."""
    found = []
    for span in spans:
        for ceiling in ceilings:
            start = max(span.start, ceiling.start)
            ends = [day for day in (span.until, ceiling.until) if day is not None]
            until = min(ends) if ends else None
            if span.people > ceiling.people and (until is None or start < until):
                last = f"to {long_day(until - timedelta(days=1))}" if until else "on, with no end"
                whom = f"people ({ceiling.part})" if ceiling.part else "people"
                words = f"{span.people} {whom} abroad from {long_day(start)} {last}; the act allows {ceiling.people}"
                remedy = "shorten the overlap, or ask for a higher ceiling"
                found.append(Finding("over-ceiling", ceiling.reference, words, remedy))
    return tuple(found)


def beyond_acts(contingents: Sequence[Contingent], ceilings: Sequence[Ceiling]) -> tuple[Finding, ...]:
    """Return where more people are in the missions of an act than it allows, act by act."""
    found: list[Finding] = []
    for ceiling in ceilings:
        found += over_ceiling(people_abroad([one for one in contingents if ceiling.counts(one)]), [ceiling])
    return tuple(found)


def past_acts(contingents: Sequence[Contingent], acts: Sequence[ActTerms]) -> tuple[Finding, ...]:
    """Return where people stay in a mission when the act that let them in has ended and none follows it.

    Each mission and last day once. Nothing is said of a mission that no act names: another basis may be off the record.
    """
    beyond: dict[tuple[str, str, date], list[Contingent]] = defaultdict(list)
    for one in contingents:
        naming = [act for act in acts if act.authorises(one.mission, one.category)]
        if not naming:
            continue
        allowed, until = authorised_until(naming, one.mission, one.category, max(one.start, _first(naming)))
        end = max((act.until for act in naming if act.until is not None), default=None) if not allowed else until
        if end is not None and (one.until is None or one.until > end):
            last = max((act for act in naming if act.until == end), key=lambda act: act.start)
            beyond[one.mission, last.reference, end].append(one)
    return tuple(_past(key, beyond[key]) for key in sorted(beyond))


def _first(acts: Iterable[ActTerms]) -> date:
    return min(act.start for act in acts)


def _past(key: tuple[str, str, date], those: Sequence[Contingent]) -> Finding:
    mission, reference, end = key
    names = ", ".join(dict.fromkeys(one.name for one in those))
    last = f"{long_day(end - timedelta(days=1))}, the last day of the act"
    words = f"{names}: {sum(one.people for one in those)} people would be in {mission} after {last}"
    return Finding("past-act", reference, words, "end the tour by then, or ask for an act that follows it")


@dataclass(frozen=True)
class Room:
    """What the acts leave for people of a category in a mission on a day.

    `ceiling`, `held` (people who count under it) and `left` are those of the tightest ceiling; None and the people of
    the category in the mission where none is set. `left` is below nought where the ceiling is exceeded.
    """

    is_named: bool
    ceiling: int | None
    held: int
    left: int | None
    act: str = ""
    part: str = ""


def room_on(
    contingents: Sequence[Contingent], acts: Sequence[ActTerms], day: date, mission: str, category: str
) -> Room:
    """Return the room under the acts that let people of a category into a mission on a day, the tightest ceiling's.

    Both contingents of a handover count on the days on which both are there.
    """
    there = [one for one in contingents if one.is_abroad(day)]
    asked = Contingent("", 0, day, None, mission, category)
    naming = [act for act in acts if act.holds(day) and act.authorises(mission, category)]
    rooms = [
        Room(True, ceiling.people, held, ceiling.people - held, act.reference, ceiling.part)
        for act in naming
        for ceiling in ceilings_of_act(act)
        if ceiling.counts(asked)
        for held in (sum(one.people for one in there if ceiling.counts(one)),)
    ]
    if rooms:
        return min(rooms, key=lambda one: one.left or 0)
    held = sum(one.people for one in there if (one.mission, one.category) == (mission, category))
    return Room(bool(naming), None, held, None, naming[0].reference if naming else "")


def exceeding(contingents: Sequence[Contingent], ceilings: Sequence[Ceiling]) -> dict[str, str]:
    """Return by name of a contingent, for those that are part of it, where more are abroad than an act allows."""
    found: dict[str, str] = {}
    for ceiling in ceilings:
        for span in people_abroad([one for one in contingents if ceiling.counts(one)]):
            for finding in over_ceiling([span], [ceiling]):
                for name in span.names:
                    found.setdefault(name, finding.words)
    return found
