"""What is said of inspections, as plain values: the shape that forms, API and loaders share. Pure."""

from dataclasses import dataclass
from datetime import date

from muster.kit.standing import Standing


@dataclass(frozen=True)
class PlanTerms:
    """An inspection to be carried out. `reason` of an ORI is the doubt that calls for it at once."""

    unit: str
    kind: str
    planned_for: date
    reason: str = ""
    source: str = ""
    standing: str = Standing.ENTERED.value


@dataclass(frozen=True)
class StepTerms:
    """What is said with a step. `on` is its day; the others are taken over where they are given.

    `carried_until` is the day after the last day on the ground. `readiness` is what an ORI says of the whole unit.
    """

    on: date
    reason: str = ""
    carried_from: date | None = None
    carried_until: date | None = None
    readiness: str = ""
    summary: str = ""


@dataclass(frozen=True)
class DiscrepancyTerms:
    """A discrepancy as it is accepted: what differs, who has to act, by when (None: as the parameter says)."""

    about: str
    words: str
    side: str
    line: int | None = None
    items: int | None = None
    due_on: date | None = None
    code: str = "entered"
