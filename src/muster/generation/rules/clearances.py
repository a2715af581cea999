"""What the host State must grant before a unit may arrive, and when the arrival inspection is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.kit.errors import Problem
from muster.kit.intervals import add_months


class Kind(StrEnum):
    """What is asked for (phase 14 of section 3.1), as the record names it."""

    VISA = "visa"
    OVERFLIGHT = "overflight"
    CUSTOMS = "customs"
    WEAPONS = "weapons-permit"
    CAMP = "camp"


STEPS: dict[str, tuple[str, ...]] = {
    "needed": ("asked", "not-needed"),
    "asked": ("granted", "refused", "not-needed"),
    "granted": ("refused",),
    "refused": ("asked", "not-needed"),
    "not-needed": ("needed",),
}
"""From each stage those that may follow: what was granted can be withdrawn, what was refused asked again."""
SETTLED = ("granted", "not-needed")


@dataclass(frozen=True)
class ClearanceFacts:
    """A clearance as the rules read it."""

    kind: str
    stage: str
    due_on: date | None = None


@dataclass(frozen=True)
class Missing:
    """A clearance without which the unit may not arrive; `is_late`: its day has passed, or it was refused."""

    kind: str
    stage: str
    due_on: date | None
    is_late: bool


def step_problems(
    stage: str, following: str, day: date, *, asked_on: date | None, by: str, today: date
) -> list[Problem]:
    """Return why a clearance cannot take a step: a line each, with its remedy."""
    if following not in STEPS[stage]:
        return [Problem("stage", f"what is {stage} cannot become {following}", f"possible: {', '.join(STEPS[stage])}")]
    problems = []
    if day > today:
        problems.append(Problem("day", f"{day} has not come yet", "record it when it has been done"))
    if following in ("granted", "refused"):
        if not by.strip():
            problems.append(Problem("answered by", "is not given", "name the office that answered"))
        if asked_on is not None and day < asked_on:
            problems.append(Problem("day", f"{day} is before the request of {asked_on}", "give a later day"))
    return problems


def missing_for_arrival(clearances: Iterable[ClearanceFacts], today: date) -> list[Missing]:
    """Return what still stands in the way of the arrival, what is not even on record as needed; the late ones first."""
    known = {one.kind: one for one in clearances}
    facts = [known.get(kind.value, ClearanceFacts(kind.value, "needed")) for kind in Kind]
    found = [
        Missing(one.kind, one.stage, one.due_on, _is_late(one, today)) for one in facts if one.stage not in SETTLED
    ]
    return sorted(found, key=lambda one: (not one.is_late, one.due_on or date.max, one.kind))


def _is_late(one: ClearanceFacts, today: date) -> bool:
    return one.stage == "refused" or (one.due_on is not None and one.due_on < today)


def inspection_due(arrival_on: date, months: int) -> date:
    """Return the day by which the arrival inspection is complete: within so many months of the arrival (S35, seen)."""
    return add_months(arrival_on, months)
