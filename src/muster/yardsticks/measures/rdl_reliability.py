"""Reliability of the Rapid Deployment Level: calls answered in theatre in time. Pure.

Formula of section 9.2 of the dossier: deployed within 60 days / calls.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from muster.yardsticks.measures.record_facts import CaseFact
from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, count, middle, share_of
from muster.yardsticks.measures.window import Window

RAPID = "rapid"
ARRIVED = "movement"


def rdl_reliability(cases: Iterable[CaseFact], response_days: int, window: Window) -> Measured:
    """Return the share of rapid-deployment calls whose unit was in theatre in time.

    A call is judged once its time is over, its unit has arrived or its State has refused; until then it is open.
    """
    calls = [one for one in cases if one.variant == RAPID and one.known_from <= window.day]
    behind = tuple(_row(one, response_days, window) for one in calls)
    days = [one.number for one in behind if one.number is not None and one.verdict in (Verdict.COUNTS, Verdict.FAILS)]
    return Measured(
        (
            share_of("Calls answered in theatre in time", behind),
            middle("Days from the call to the arrival", days),
            count("Calls still running", sum(one.verdict == Verdict.OPEN for one in behind)),
        ),
        behind,
        "No pledge at the Rapid Deployment Level has been called.",
    )


def _row(one: CaseFact, response_days: int, window: Window) -> Behind:
    arrived, due = one.done(ARRIVED, window.day), one.requested_on + timedelta(days=response_days)
    verdict, words, judged = _judged(one, arrived, due, window.day)
    if judged is not None and not window.holds(judged):
        verdict = Verdict.ASIDE
    return Behind(
        Sort.CASE,
        (one.reference,),
        one.reference,
        verdict,
        words,
        state=one.state,
        mission=one.mission,
        on=one.requested_on,
        number=None if arrived is None else float((arrived - one.requested_on).days),
        illustrative=one.illustrative,
    )


def _judged(one: CaseFact, arrived: date | None, due: date, day: date) -> tuple[Verdict, str, date | None]:
    """Return how a call counts, why, and on which day that was settled (None: it is not)."""
    if arrived is not None:
        days = (arrived - one.requested_on).days
        return (Verdict.COUNTS if arrived <= due else Verdict.FAILS), f"arrived after {days} days", arrived
    if one.refused_on is not None and one.refused_on <= day:
        return Verdict.FAILS, "refused by its State", one.refused_on
    if one.abandoned_on is not None and one.abandoned_on <= day:
        return Verdict.FAILS, "given up", one.abandoned_on
    if day > due:
        return Verdict.FAILS, "not arrived, its time is over", due
    return Verdict.OPEN, f"{(due - day).days} days left", None
