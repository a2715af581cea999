"""Exposure to arrears: what was certified to States and has not been paid. Pure.

Formula of section 9.2 of the dossier: reimbursements due against received, by State.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Unit, Verdict, middle
from muster.yardsticks.measures.window import Window


@dataclass(frozen=True, slots=True)
class ClaimFact:
    """A claim: certified on a day (None: not yet), and what settled it, each with its day. Amounts in cents."""

    reference: str
    state: str
    mission: str
    covers_until: date
    total_cents: int
    known_from: date
    certified_on: date | None = None
    settled: tuple[tuple[date, int], ...] = ()
    illustrative: bool = False

    def is_due(self, day: date) -> bool:
        """Return whether it is certified on a day."""
        return self.certified_on is not None and self.certified_on <= day

    def received(self, day: date) -> int:
        """Return the cents that had settled it by a day."""
        return sum(cents for on, cents in self.settled if on <= day)


def arrears_exposure(claims: Iterable[ClaimFact], window: Window) -> Measured:
    """Return the share of the cents certified by the day that was received, what is open, and how old that is.

    The age of what is open is counted from the end of the days that the claim covers.
    """
    day = window.day
    known = window.known(claims)
    due = [one for one in known if one.is_due(day)]
    total, received = sum(one.total_cents for one in due), sum(one.received(day) for one in due)
    ages = [float((day - one.covers_until).days) for one in due if one.received(day) < one.total_cents]
    return Measured(
        (
            Figure("Received of what was certified", Unit.SHARE, received / total if total else None, len(due)),
            Figure("Certified", Unit.CENTS, float(total) if due else None, len(due)),
            Figure("Still owed", Unit.CENTS, float(total - received) if due else None, len(due)),
            middle("Age of what is still owed", ages),
        ),
        tuple(_row(one, day) for one in known),
        "No claim that you may see is certified.",
    )


def _row(one: ClaimFact, day: date) -> Behind:
    left = one.total_cents - one.received(day)
    verdict, words = Verdict.OPEN, "not certified yet"
    if one.is_due(day):
        verdict, words = (Verdict.COUNTS, "received in full") if left <= 0 else (Verdict.FAILS, "still owed in part")
        words = "still owed in full" if left == one.total_cents and left > 0 else words
    return Behind(
        Sort.CLAIM,
        (one.reference,),
        one.reference,
        verdict,
        words,
        state=one.state,
        mission=one.mission,
        on=one.covers_until,
        number=left / 100 if one.is_due(day) else None,
        illustrative=one.illustrative,
    )
