"""Closure of findings: those of visits that were closed by their date. Pure.

Formula of section 9.2 of the dossier: share of the findings of assessment and pre-deployment visits closed by the due
date. Findings of other visits are counted in the same way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, count, middle, share_of
from muster.yardsticks.measures.window import Window


@dataclass(frozen=True, slots=True)
class FindingFact:
    """A finding; `settled_on` is the day on which it was closed or waived, known from `settled_known_from`."""

    reference: str
    visit: str
    state: str
    mission: str
    severity: str
    raised_on: date
    known_from: date
    due_on: date | None = None
    settled_on: date | None = None
    settled_known_from: date | None = None
    illustrative: bool = False

    def settled(self, day: date) -> date | None:
        """Return when it was closed or waived, as known on a day."""
        if self.settled_on is None or self.settled_on > day:
            return None
        return self.settled_on if self.settled_known_from is None or self.settled_known_from <= day else None


def finding_closure(findings: Iterable[FindingFact], window: Window) -> Measured:
    """Return the share of the findings due in the window that were closed or waived by their date."""
    behind = tuple(_row(one, window) for one in window.known(findings))
    days = [
        float((settled - one.raised_on).days)
        for one in findings
        if (settled := one.settled(window.day)) is not None and window.holds(settled)
    ]
    return Measured(
        (
            share_of("Findings closed by their date", behind),
            middle("Days from raised to closed", days),
            count("Findings open and overdue", sum(one.words == "overdue" for one in behind)),
        ),
        behind,
        "No finding has come due.",
    )


def _row(one: FindingFact, window: Window) -> Behind:
    verdict, words = _verdict(one, window)
    settled = one.settled(window.day)
    return Behind(
        Sort.FINDING,
        (one.reference,),
        one.reference,
        verdict,
        words,
        state=one.state,
        mission=one.mission,
        on=one.due_on or one.raised_on,
        number=None if settled is None else float((settled - one.raised_on).days),
        illustrative=one.illustrative,
    )


def _verdict(one: FindingFact, window: Window) -> tuple[Verdict, str]:
    """A finding closed before its date counts from the day on which it was closed."""
    settled = one.settled(window.day)
    if one.due_on is None:
        return Verdict.ASIDE, "no date was set"
    if settled is not None:
        in_time = settled <= one.due_on
        judged = settled if in_time else one.due_on
        words = "closed by its date" if in_time else "closed late"
        return (Verdict.COUNTS if in_time else Verdict.FAILS) if window.holds(judged) else Verdict.ASIDE, words
    if window.day <= one.due_on:
        return Verdict.OPEN, "not due yet"
    return Verdict.FAILS if window.holds(one.due_on) else Verdict.ASIDE, "overdue"
