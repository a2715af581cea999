"""Transparency of selection: offers not chosen whose State was told why. Pure.

Formula of section 9.2 of the dossier: share of offers with reason and feedback sent; days to feedback.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, middle, share_of
from muster.yardsticks.measures.window import Window


@dataclass(frozen=True, slots=True)
class OfferFact:
    """An offer that was not chosen on `decided_on`; `told_on` is the day on which reasons were sent to its State."""

    reference: str
    state: str
    mission: str
    decided_on: date
    known_from: date
    has_reason: bool = False
    told_on: date | None = None
    illustrative: bool = False


def selection_transparency(offers: Iterable[OfferFact], feedback_days: int, window: Window) -> Measured:
    """Return the share of the offers not chosen in the window whose State got reasons, and within how many days."""
    decided = [one for one in offers if one.known_from <= window.day and window.holds(one.decided_on)]
    behind = tuple(_row(one, window.day) for one in decided)
    days = [one.number for one in behind if one.number is not None]
    in_time = [_in_time(one, feedback_days, window.day) for one in decided]
    return Measured(
        (
            share_of("Offers not chosen whose State was sent reasons", behind),
            share_of(f"Sent within {feedback_days} days", in_time),
            middle("Days from the decision to the feedback", days),
        ),
        behind,
        "No offer has been turned down.",
    )


def told(one: OfferFact, day: date) -> date | None:
    """Return when the State was sent reasons, as of a day."""
    return one.told_on if one.has_reason and one.told_on is not None and one.told_on <= day else None


def _row(one: OfferFact, day: date, verdict: Verdict | None = None) -> Behind:
    sent = told(one, day)
    return Behind(
        Sort.OFFER,
        (one.reference,),
        one.reference,
        verdict or (Verdict.COUNTS if sent else Verdict.FAILS),
        "reasons sent" if sent else "no feedback sent",
        state=one.state,
        mission=one.mission,
        on=one.decided_on,
        number=None if sent is None else float((sent - one.decided_on).days),
        illustrative=one.illustrative,
    )


def _in_time(one: OfferFact, feedback_days: int, day: date) -> Behind:
    """One whose days are not over, and that was not sent any yet, is not judged."""
    sent, due = told(one, day), one.decided_on + timedelta(days=feedback_days)
    if sent is None and day <= due:
        return _row(one, day, Verdict.OPEN)
    return _row(one, day, Verdict.COUNTS if sent is not None and sent <= due else Verdict.FAILS)
