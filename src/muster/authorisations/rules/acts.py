"""What a national act says of missions and categories of people, and what is wrong with one. Pure.

Source: section 7.3 of the dossier (an act with missions, a ceiling in total, ceilings per mission, categories and
validity; a new act is needed if the number grows). How acts stand to each other is ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem

RATIFICATION, WITHDRAWAL, REDUCTION, EXTENSION = "ratification", "withdrawal", "reduction", "extension"
REPLACING = frozenset({WITHDRAWAL, REDUCTION})
"""Kinds that say nothing without the act that they change."""


@dataclass(frozen=True)
class CeilingTerms:
    """A ceiling in people for a mission (acronym), a category, or a category in a mission."""

    people: int
    mission: str = ""
    category: str = ""


@dataclass(frozen=True)
class Limit:
    """No more than `people` of the categories in the missions; an empty set stands for all of them."""

    people: int
    missions: frozenset[str]
    categories: frozenset[str]

    def counts(self, mission: str, category: str) -> bool:
        """Return whether people of a category in a mission count under it."""
        in_mission = not self.missions or mission in self.missions
        return in_mission and (not self.categories or category in self.categories)


@dataclass(frozen=True)
class ActTerms:
    """An act as it holds in `[start, until)`, until None for an open end. `total` None: no ceiling over all."""

    reference: str
    start: date
    until: date | None
    missions: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    total: int | None = None
    ceilings: tuple[CeilingTerms, ...] = ()
    kind: str = "authorisation"

    def holds(self, day: date) -> bool:
        """Return whether it is in force on a day."""
        return self.start <= day and (self.until is None or day < self.until)

    def authorises(self, mission: str, category: str) -> bool:
        """Return whether it lets people of a category into a mission: it names the mission and withdraws nothing."""
        if self.kind in (RATIFICATION, WITHDRAWAL) or mission not in self.missions:
            return False
        return not self.categories or category in self.categories

    def limits(self) -> tuple[Limit, ...]:
        """Return every ceiling that it sets, the total first."""
        found = [] if self.total is None else [Limit(self.total, self.missions, self.categories)]
        for one in self.ceilings:
            missions = frozenset({one.mission}) if one.mission else self.missions
            categories = frozenset({one.category}) if one.category else self.categories
            found.append(Limit(one.people, missions, categories))
        return tuple(found)


def act_problems(act: ActTerms, others: Iterable[ActTerms], replaced: ActTerms | None) -> list[Problem]:
    """Return what is wrong with an act beside those of its State that hold without it; each with its remedy.

    `others`: as they would hold, with `replaced` (the act in whose place this one comes) left out.
    """
    place = f"Act {act.reference}"
    return [
        *_days(place, act, replaced),
        *_of_kind(place, act, replaced),
        *_ceilings(place, act),
        *_overlaps(place, act, others),
    ]


def _days(place: str, act: ActTerms, replaced: ActTerms | None) -> list[Problem]:
    found = []
    if act.until is not None and act.until <= act.start:
        words = f"it ends on {act.until}, before it begins"
        found.append(Problem(place, words, "give a later end or none", "valid_until"))
    if replaced is not None and act.start < replaced.start:
        words = f"it begins before {replaced.reference}, which it replaces ({replaced.start})"
        found.append(Problem(place, words, "let it begin on that day or later", "valid_from"))
    return found


def _of_kind(place: str, act: ActTerms, replaced: ActTerms | None) -> list[Problem]:
    found = []
    if act.kind in REPLACING and replaced is None:
        words = f"a {act.kind} changes an act, and names none"
        found.append(Problem(place, words, "name the act that it replaces", "replaces"))
    if act.kind == RATIFICATION and (act.total is not None or act.ceilings):
        words = "a ratification authorises nobody, and sets a ceiling"
        found.append(Problem(place, words, "leave the ceilings out, or choose another kind", "personnel_ceiling"))
    if act.kind == RATIFICATION and replaced is not None and replaced.kind != RATIFICATION:
        words = f"a ratification would end {replaced.reference}, which authorises people"
        found.append(Problem(place, words, "replace ratifications alone, or choose another kind", "replaces"))
    if act.kind == WITHDRAWAL and (act.missions or act.ceilings or act.total):
        words = "a withdrawal authorises nobody, and names missions or ceilings"
        found.append(Problem(place, words, "leave them out, or choose a reduction", "missions"))
    if act.kind == REDUCTION and replaced is not None and not _is_less(act, replaced):
        words = f"a reduction allows no less than {replaced.reference}, which it replaces"
        found.append(Problem(place, words, "give a lower ceiling or fewer missions, or choose an extension", "kind"))
    return found


def _is_less(act: ActTerms, before: ActTerms) -> bool:
    """Return whether an act cuts anything of the one before: the total, missions, categories, a ceiling or the end."""
    if act.total is not None and (before.total is None or act.total < before.total):
        return True
    if act.missions < before.missions or len(act.ceilings) > len(before.ceilings):
        return True
    if act.categories and (not before.categories or act.categories < before.categories):
        return True
    if act.until is not None and (before.until is None or act.until < before.until):
        return True
    earlier = {(one.mission, one.category): one.people for one in before.ceilings}
    return any(one.people < earlier.get((one.mission, one.category), one.people) for one in act.ceilings)


def _ceilings(place: str, act: ActTerms) -> list[Problem]:
    found = []
    seen: set[tuple[str, str]] = set()
    highest: Mapping[str, int] = {one.mission: one.people for one in act.ceilings if one.mission and not one.category}
    for one in act.ceilings:
        what = f"{place}, ceiling {' '.join(filter(None, (one.mission, one.category))) or 'without a mission'}"
        if not one.mission and not one.category:
            found.append(Problem(what, "it names neither a mission nor a category", "name one", "mission"))
        if (one.mission, one.category) in seen:
            found.append(Problem(what, "it is said twice", "leave one of them out", "mission"))
        seen.add((one.mission, one.category))
        if one.mission and one.mission not in act.missions:
            found.append(Problem(what, "the act does not name the mission", "name it among the missions", "mission"))
        if one.category and act.categories and one.category not in act.categories:
            words = "the act is not about the category"
            found.append(Problem(what, words, "name it among the categories", "category"))
        most = [people for people in (act.total, highest.get(one.mission) if one.category else None)
                if people is not None]  # fmt: skip
        if most and one.people > min(most):
            words = f"{one.people} people are more than the {min(most)} above it"
            found.append(Problem(what, words, "give a lower ceiling here or a higher one above", "personnel"))
    return found


def _overlaps(place: str, act: ActTerms, others: Iterable[ActTerms]) -> list[Problem]:
    """Return where another act lets the same people into the same mission at the same time."""
    if act.kind == RATIFICATION:
        return []
    found = []
    for other in others:
        both = act.missions & other.missions
        if other.kind == RATIFICATION or not both or not _same_categories(act, other) or not _same_days(act, other):
            continue
        words = f"{other.reference} is in force for {', '.join(sorted(both))} at the same time"
        remedy = "name it as the act that this one replaces, or let this one begin when that one ends"
        found.append(Problem(place, words, remedy, "replaces"))
    return found


def _same_categories(one: ActTerms, other: ActTerms) -> bool:
    return not one.categories or not other.categories or bool(one.categories & other.categories)


def _same_days(one: ActTerms, other: ActTerms) -> bool:
    begins_before_end = one.until is None or other.start < one.until
    return begins_before_end and (other.until is None or one.start < other.until)


def act_in_words(act: ActTerms) -> str:
    """Return what an act allows in one line: its ceilings and missions, as a change of it is told."""
    if act.kind == WITHDRAWAL:
        return "withdrawn"
    if act.kind == RATIFICATION:
        return "ratified"
    parts = ["no ceiling" if act.total is None else f"ceiling {act.total}"]
    if act.missions:
        parts.append(", ".join(sorted(act.missions)))
    parts += [f"{' '.join(filter(None, (one.mission, one.category)))} {one.people}" for one in act.ceilings]
    if act.categories:
        parts.append(", ".join(sorted(act.categories)))
    if act.until is not None:
        parts.append(f"until {act.until}")
    return "; ".join(parts)


def authorised_until(acts: Sequence[ActTerms], mission: str, category: str, day: date) -> tuple[bool, date | None]:
    """Return whether people of a category may be in a mission on a day, and the first day on which they may no more.

    Acts that follow each other without a day between count as one; no day: no end is on record.
    """
    naming = sorted((one for one in acts if one.authorises(mission, category)), key=lambda one: one.start)
    until: date | None = day
    is_allowed = False
    for one in naming:
        if until is None or one.start > until:
            break
        if one.until is None or one.until > until:
            is_allowed, until = True, one.until
    return (True, until) if is_allowed else (False, None)
