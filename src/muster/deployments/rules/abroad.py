"""How many people of a State are abroad on each day, both contingents of a handover counted, against its acts. Pure.

Source: section 7.2 of the dossier: an act of parliament sets a ceiling (430 people in Kazakhstan's of 19 January 2024);
at a handover a company of 139 counts twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from muster.deployments.rules.findings import Finding
from muster.kit.day_text import long_day


@dataclass(frozen=True)
class Contingent:
    """People abroad in `[start, until)`, in a mission if one is named; no end is not yet known."""

    name: str
    people: int
    start: date
    until: date | None
    mission: str = ""


@dataclass(frozen=True)
class Ceiling:
    """No more than `people` abroad in `[start, until)`, by the act `reference`: in its `missions`, or in all."""

    reference: str
    people: int
    start: date
    until: date | None
    missions: frozenset[str] = frozenset()

    def counts(self, one: Contingent) -> bool:
        """Return whether the people of a contingent count against the act."""
        return not self.missions or one.mission in self.missions


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
                words = f"{span.people} people abroad from {long_day(start)} {last}; the act allows {ceiling.people}"
                remedy = "shorten the overlap, or ask for a higher ceiling"
                found.append(Finding("over-ceiling", ceiling.reference, words, remedy))
    return tuple(found)


def beyond_acts(contingents: Sequence[Contingent], ceilings: Sequence[Ceiling]) -> tuple[Finding, ...]:
    """Return where more people are in the missions of an act than it allows, act by act."""
    found: list[Finding] = []
    for ceiling in ceilings:
        found += over_ceiling(people_abroad([one for one in contingents if ceiling.counts(one)]), [ceiling])
    return tuple(found)


def exceeding(contingents: Sequence[Contingent], ceilings: Sequence[Ceiling]) -> dict[str, str]:
    """Return by name of a contingent, for those that are part of it, where more are abroad than an act allows."""
    found: dict[str, str] = {}
    for ceiling in ceilings:
        for span in people_abroad([one for one in contingents if ceiling.counts(one)]):
            for finding in over_ceiling([span], [ceiling]):
                for name in span.names:
                    found.setdefault(name, finding.words)
    return found
