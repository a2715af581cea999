"""The steps of an enrolment, who takes each, and when a result may be entered. Pure; local choice."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.intervals import add_months
from muster.training.stages import EnrolmentStage

ONE_DAY = timedelta(days=1)
RESULTS = (EnrolmentStage.ABSENT, EnrolmentStage.PASSED, EnrolmentStage.FAILED)


class Side(StrEnum):
    """Who takes a step."""

    STATE = "State"
    INSTITUTION = "institution"


_OF_INSTITUTION = dict.fromkeys(RESULTS, Side.INSTITUTION)
STEPS: Mapping[EnrolmentStage, Mapping[EnrolmentStage, Side]] = {
    EnrolmentStage.APPLIED: {
        EnrolmentStage.ACCEPTED: Side.INSTITUTION,
        EnrolmentStage.WAITING: Side.INSTITUTION,
        EnrolmentStage.REFUSED: Side.INSTITUTION,
        EnrolmentStage.WITHDRAWN: Side.STATE,
    },
    EnrolmentStage.WAITING: {
        EnrolmentStage.ACCEPTED: Side.INSTITUTION,
        EnrolmentStage.REFUSED: Side.INSTITUTION,
        EnrolmentStage.WITHDRAWN: Side.STATE,
    },
    EnrolmentStage.ACCEPTED: {EnrolmentStage.WITHDRAWN: Side.STATE, **_OF_INSTITUTION},
    EnrolmentStage.REFUSED: {EnrolmentStage.APPLIED: Side.STATE},
    EnrolmentStage.WITHDRAWN: {EnrolmentStage.APPLIED: Side.STATE},
    EnrolmentStage.ABSENT: {
        EnrolmentStage.PASSED: Side.INSTITUTION,
        EnrolmentStage.FAILED: Side.INSTITUTION,
        EnrolmentStage.ACCEPTED: Side.INSTITUTION,
    },
    EnrolmentStage.PASSED: {
        EnrolmentStage.ABSENT: Side.INSTITUTION,
        EnrolmentStage.FAILED: Side.INSTITUTION,
        EnrolmentStage.ACCEPTED: Side.INSTITUTION,
    },
    EnrolmentStage.FAILED: {
        EnrolmentStage.ABSENT: Side.INSTITUTION,
        EnrolmentStage.PASSED: Side.INSTITUTION,
        EnrolmentStage.ACCEPTED: Side.INSTITUTION,
    },
}
"""Stage: what may follow, and who takes the step. A result that is taken back leads to "accepted" again."""


def next_stages(stage: str, side: Side) -> tuple[EnrolmentStage, ...]:
    """Return the stages that a side may take an enrolment to; to apply again is an application, not a step."""
    ways = STEPS[EnrolmentStage(stage)]
    return tuple(one for one, by in ways.items() if by == side and one != EnrolmentStage.APPLIED)


def needs_reason(stage: str, following: str, *, is_exception: bool) -> bool:
    """Return whether a step needs a reason: a refusal, a corrected result, and an acceptance against a rule."""
    if following == EnrolmentStage.REFUSED or stage in RESULTS:
        return True
    return is_exception and following == EnrolmentStage.ACCEPTED


def result_problems(held_from: date, held_until: date, following: str, day: date) -> list[Problem]:
    """Return why a result cannot be entered on a day: the session has not ended, or for an absence, begun."""
    ready_on = held_from if following == EnrolmentStage.ABSENT else held_until - ONE_DAY
    if following in RESULTS and day < ready_on:
        words = f"the session is held until {long_day(held_until - ONE_DAY)}"
        return [Problem("result", words, f"enter it on {long_day(ready_on)} or later")]
    return []


def certificate_days(held_until: date, months: int | None) -> tuple[date, date | None]:
    """Return the days of a certificate: from the last day of the session, for the months given or without an end."""
    given = held_until - ONE_DAY
    return given, None if months is None else add_months(given, months)
