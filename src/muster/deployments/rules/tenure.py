"""How long an individual stays: extension and transfer, and what is wrong with either. Pure.

Source: section 6.3 of the dossier: the mission recommends an extension, the State and the Secretariat agree; it is
refused on poor performance or medical grounds (recalled). How far it may go is the table `tour_lengths`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.intervals import DateInterval, add_months

PROPOSED, RECOMMENDED, STATE_AGREES, AGREED, REFUSED = "proposed", "recommended", "state-agrees", "agreed", "refused"
STEPS: dict[str, frozenset[str]] = {
    PROPOSED: frozenset({RECOMMENDED, REFUSED}),
    RECOMMENDED: frozenset({STATE_AGREES, REFUSED}),
    STATE_AGREES: frozenset({AGREED, REFUSED}),
    AGREED: frozenset(),
    REFUSED: frozenset(),
}
"""Which stage of an extension follows which: the mission recommends, then the State agrees, then the Secretariat."""

TAKEN_BY = {RECOMMENDED: "mission", STATE_AGREES: "state", AGREED: "secretariat"}
"""The side that takes each step; any of the three may refuse at its turn."""


@dataclass(frozen=True)
class TourBounds:
    """Months that a category serves and may be extended by (table `tour_lengths`); None: no bound is known."""

    usual_months: int
    extension_months: int | None


def legal_next(stage: str) -> frozenset[str]:
    """Return the stages that may follow `stage`."""
    return STEPS[stage]


def turn_of(stage: str) -> str:
    """Return whose turn it is at `stage`; empty when the extension is decided."""
    return next((TAKEN_BY[one] for one in STEPS[stage] if one in TAKEN_BY), "")


def ways_of(stage: str, sides: Collection[str]) -> list[str]:
    """Return the stages to which one of the sides may take an extension: none unless it is their turn."""
    return sorted(STEPS[stage]) if turn_of(stage) in sides else []


def extension_problems(
    held: DateInterval, first_until: date, until: date, bounds: TourBounds, mandate_until: date | None
) -> list[Problem]:
    """Return what is wrong with staying on until a day (excluded).

    It lies after the end that holds, within the months of extension reckoned from the end first agreed, however often
    it is extended. An end after the mandate is told as well; the Secretariat may waive that (6.4: a mandate limits
    assignments).
    """
    problems = []
    if held.until is None or until <= held.until:
        problems.append(Problem("until", "is not after the end that holds", "give a later day"))
    if bounds.extension_months is not None:
        latest = add_months(first_until, bounds.extension_months)
        if until > latest:
            words = f"{long_day(until)} is more than {bounds.extension_months} months after the end first agreed"
            problems.append(Problem("until", words, f"give {long_day(latest)} or an earlier day"))
    if exceeds_mandate(until, mandate_until):
        problems.append(Problem("until", "the mandate known ends before", "give an earlier day, or flag it"))
    return problems


def exceeds_mandate(until: date, mandate_until: date | None) -> bool:
    """Return whether a tour goes on after the mandate that is known (14.3, rule 8: flagged, not forbidden)."""
    return mandate_until is not None and until > mandate_until


def transfer_problems(
    held: DateInterval, on: date, category: str, to_category: str, free_from: date | None
) -> list[Problem]:
    """Return what is wrong with moving somebody to another post on a day, within the tour that holds (local choice).

    A transfer keeps the category and the end of the tour; the other post is free from `free_from` on (None: it is
    held with no end known).
    """
    problems = []
    if not held.contains(on) or on == held.start:
        problems.append(Problem("on", "lies outside the tour", "give a day after its first and before its end"))
    if to_category != category:
        problems.append(Problem("post", "is of another category", "choose a post of the same category"))
    if free_from is None or free_from > on:
        problems.append(Problem("post", "is held by somebody else on that day", "choose a post that is free"))
    return problems


def gaps(wanted: DateInterval, holders: Sequence[DateInterval]) -> tuple[DateInterval, ...]:
    """Return the days of a post that nobody holds: each is a vacancy that is shown."""
    return wanted.difference(*holders)
