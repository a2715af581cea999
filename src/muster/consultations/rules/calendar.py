"""When the steps of a consultation are due, reckoned back from the vote, and how each stands on a day. Pure.

Source: section 8.5 of the dossier: report cycle 120 days before the vote, first informal meeting 45, formal meeting 14,
latest useful input 7 [recalled-check]. That the vote is expected some days before the mandate ends is a local choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

REPORT, INFORMAL, FORMAL, LATEST_INPUT, VOTE = "report", "informal", "formal", "latest-input", "vote"
KINDS = (REPORT, INFORMAL, FORMAL, LATEST_INPUT, VOTE)
"""The steps in their order."""

PASSES_BY_ITSELF = frozenset({LATEST_INPUT})
"""A deadline of others: nobody holds it, and it is over once its day is."""


@dataclass(frozen=True)
class LeadDays:
    """Days before the vote, and of the vote before the first day without a mandate."""

    report: int
    informal: int
    formal: int
    latest_input: int
    vote_before_end: int


class StepStanding(StrEnum):
    """How a step stands on a day."""

    DONE = "done"
    LATE = "late"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class StepFact:
    """A step as the rules read it."""

    kind: str
    due_on: date
    held_on: date | None = None


def expected_vote(mandate_until: date, lead: LeadDays) -> date:
    """Return the day on which the vote is expected; `mandate_until` is the first day without a mandate.

    Local choice.
    """
    return mandate_until - timedelta(days=lead.vote_before_end)


def step_days(vote_on: date, lead: LeadDays) -> dict[str, date]:
    """Return the day of each step, in their order (section 8.5 of the dossier)."""
    before = {REPORT: lead.report, INFORMAL: lead.informal, FORMAL: lead.formal, LATEST_INPUT: lead.latest_input}
    return {kind: vote_on - timedelta(days=before.get(kind, 0)) for kind in KINDS}


def step_standing(step: StepFact, day: date) -> StepStanding:
    """Return how a step stands: done by its day, done late, due, or overdue. What is held after `day` is not yet."""
    if step.held_on is not None and step.held_on <= day:
        return StepStanding.DONE if step.held_on <= step.due_on else StepStanding.LATE
    if day <= step.due_on:
        return StepStanding.DUE
    return StepStanding.DONE if step.kind in PASSES_BY_ITSELF else StepStanding.OVERDUE


def next_step(steps: Iterable[StepFact], day: date) -> StepFact | None:
    """Return the earliest step that is still to be taken, overdue ones too; None where all are."""
    waiting = [one for one in steps if step_standing(one, day) in (StepStanding.DUE, StepStanding.OVERDUE)]
    return min(waiting, key=lambda one: (one.due_on, KINDS.index(one.kind)), default=None)


def is_due(mandate_until: date | None, day: date, lead: LeadDays) -> bool:
    """Return whether a consultation on a mandate that ends is due by the calendar: its report cycle has begun."""
    if mandate_until is None:
        return False
    return step_days(expected_vote(mandate_until, lead), lead)[REPORT] <= day


def moved_steps(steps: Sequence[StepFact], vote_on: date, lead: LeadDays, day: date) -> dict[str, date]:
    """Return the new days of the steps where the vote moves; what was held, or missed, keeps the day promised.

    Local choice: a day that was promised and has passed is not moved afterwards.
    """
    days = step_days(vote_on, lead)
    return {one.kind: days[one.kind] for one in steps if step_standing(one, day) == StepStanding.DUE}
