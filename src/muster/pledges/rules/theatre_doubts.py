"""When what was found of a unit in theatre raises a doubt about the pledge that it came from, and until when. Pure.

Section 2.7 of the dossier: a performance failure, an unresolved finding or a failed re-visit may lower a pledge; which
result is such a failure is said nowhere. So a doubt lowers nothing: it asks the register to look again (local choice).

A result raises a doubt by its kind: serviceability below the threshold of reimbursement (3.6), a readiness or an
evaluation in one of the words of a parameter. It does so until a later result of its kind is there, which then speaks
for itself, until the unit was visited again, or until the register has looked again and says why the level stays. A
pledge of one unit is one unit wherever it is deployed; of a pledge that offers several, each answers for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from muster.kit.day_text import long_day
from muster.kit.named import Named
from muster.pledges.theatre_terms import TheatreResultKind
from muster.reference.parameters import parameter
from muster.visits.stages import VisitKind

SERVICEABILITY_KEY = "serviceability_threshold_percent"
WORD_KEYS = {
    TheatreResultKind.READINESS: "theatre_doubt_readiness",
    TheatreResultKind.EVALUATION: "theatre_doubt_evaluation",
}
DOUBT_KEYS = (SERVICEABILITY_KEY, *WORD_KEYS.values())
"""The parameters that the rule reads, to be shown beside what it says."""

LOOKS_AGAIN = (VisitKind.ASSESSMENT, VisitKind.VERIFICATION)
"""Visits that look at the unit itself and its equipment (2.5, 2.6)."""


class DoubtStanding(Named):
    """What a result in theatre means for the pledge on a day."""

    NONE = "none", "raises no doubt"
    DOUBT = "doubt", "raises a doubt"
    FOLLOWED = "followed", "a later one of its kind followed"
    LOOKED_AT = "looked-at", "the unit was visited again"
    LEVEL_STAYS = "level-stays", "the register looked again; the level stays"


@dataclass(frozen=True)
class InTheatre:
    """A result of a unit in theatre: a whole share in percent, a result in words with its code, or both."""

    reference: str
    kind: str
    unit: str
    on: date
    known_from: date
    percent: int | None = None
    word: str = ""
    outcome: str = ""
    mission: str = ""
    source: str = ""
    standing: str = ""
    looked_on: date | None = None
    looked_words: str = ""


@dataclass(frozen=True)
class JudgedResult:
    """A result in theatre, what it means for the pledge, and what ended its doubt where something did."""

    result: InTheatre
    standing: DoubtStanding
    ended_by: str = ""


def raises_doubt(one: InTheatre) -> bool:
    """Return whether a result raises a doubt by itself, by the parameters in force on its day."""
    kind = TheatreResultKind(one.kind)
    if kind == TheatreResultKind.SERVICEABILITY:
        return one.percent is not None and one.percent < parameter(SERVICEABILITY_KEY, one.on).integer
    return one.outcome in parameter(WORD_KEYS[kind], one.on).text.split(";")


def in_words(one: InTheatre) -> str:
    """Return what was found: "serviceability 79 %, below the threshold of 90 %"."""
    said = one.kind if one.percent is None else f"{one.kind} {one.percent}\u00a0%"
    return ", ".join(filter(None, [said, one.word]))


def judged(results: Sequence[InTheatre], units_offered: int, visited_until: date | None) -> tuple[JudgedResult, ...]:
    """Return what each result means for the pledge, the latest first.

    `results` in the order in which they were found; `visited_until`: the first day after the last visit that looks at
    the unit. A visit whose last day is the day of the result, or earlier, has not looked again.
    """
    last: dict[tuple[str, str], InTheatre] = {}
    found = []
    for one in reversed(results):
        key = (one.kind, one.unit if units_offered > 1 else "")
        found.append(_judged(one, last.get(key), visited_until))
        last.setdefault(key, one)
    return tuple(found)


def _judged(one: InTheatre, last: InTheatre | None, visited_until: date | None) -> JudgedResult:
    if not raises_doubt(one):
        return JudgedResult(one, DoubtStanding.NONE)
    if last is not None:
        return JudgedResult(one, DoubtStanding.FOLLOWED, f"{last.reference} of {long_day(last.on)}")
    if visited_until is not None and visited_until - timedelta(days=1) > one.on:
        return JudgedResult(one, DoubtStanding.LOOKED_AT, f"visit that ended before {long_day(visited_until)}")
    if one.looked_on is not None:
        return JudgedResult(one, DoubtStanding.LEVEL_STAYS, f"{long_day(one.looked_on)}: {one.looked_words}")
    return JudgedResult(one, DoubtStanding.DOUBT)


def doubts(results: Sequence[JudgedResult]) -> tuple[InTheatre, ...]:
    """Return the results that raise a doubt."""
    return tuple(one.result for one in results if one.standing == DoubtStanding.DOUBT)
