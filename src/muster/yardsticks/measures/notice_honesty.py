"""Notice honesty: the days to ready against the notice that the pledge promised. Pure.

Formula of section 9.2 of the dossier: actual days to ready / promised notice. A unit is ready on the day on which its
movement begins; where only its arrival is on record, on that day.
"""

from collections.abc import Iterable
from datetime import date

from muster.yardsticks.measures.record_facts import CaseFact
from muster.yardsticks.measures.shape import Behind, Measured, Sort, Unit, Verdict, middle, share_of
from muster.yardsticks.measures.window import Window

MOVEMENT = "movement"


def ready_on(case: CaseFact, day: date) -> date | None:
    """Return the day on which the unit of a case was ready, as known on a day."""
    return case.begun(MOVEMENT, day) or case.done(MOVEMENT, day)


def notice_honesty(cases: Iterable[CaseFact], window: Window) -> Measured:
    """Return how long units took to be ready, as a multiple of what was promised. Above 1: later than promised.

    Cases of pledges with a notice of no days are left aside: nothing can be divided by it.
    """
    behind = tuple(_row(one, window) for one in cases if one.known_from <= window.day and one.promised_notice)
    ratios = [one.number for one in behind if one.number is not None and one.verdict in (Verdict.COUNTS, Verdict.FAILS)]
    return Measured(
        (
            middle("Days to ready over the promised notice", ratios, Unit.RATIO),
            share_of("Ready within the promised notice", behind),
        ),
        behind,
        "No unit with a promised notice has become ready.",
    )


def _row(one: CaseFact, window: Window) -> Behind:
    ready, promised = ready_on(one, window.day), one.promised_notice or 1
    days = None if ready is None else (ready - one.requested_on).days
    verdict, words = Verdict.OPEN, f"not ready yet; {promised} days were promised"
    if one.abandoned_on is not None and one.abandoned_on <= window.day:
        verdict, words = Verdict.ASIDE, "given up"
    elif days is not None:
        verdict = Verdict.COUNTS if days <= promised else Verdict.FAILS
        words = f"ready after {days} days; {promised} were promised"
        verdict = verdict if window.holds(ready) else Verdict.ASIDE
    return Behind(
        Sort.CASE,
        (one.reference,),
        one.reference,
        verdict,
        words,
        state=one.state,
        mission=one.mission,
        on=ready or one.requested_on,
        number=None if days is None else round(days / promised, 2),
        illustrative=one.illustrative,
    )
