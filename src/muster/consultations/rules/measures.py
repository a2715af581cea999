"""How meaningful a consultation was: time given, packs in time, inputs traced to the text. Pure.

Source: section 8.5 of the dossier (views want at least a week before the vote; the report lies before contributors
ahead of the meeting) [recalled-check], and 9.2 (packs sent in time; inputs traced to the text).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.consultations.rules.pack import DocumentFact, DocumentStanding, document_standing

TAKEN, PARTLY, NOT_TAKEN = "taken", "partly", "not-taken"


@dataclass(frozen=True)
class PositionFact:
    """A State's input: the day on which the secretariat got it, and what became of it (empty: not traced).

    `is_withdrawn`: the State took it back; it counts nowhere.
    """

    submitted_on: date | None
    outcome: str = ""
    traced_on: date | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True)
class ConsultationFacts:
    """A consultation as the measures read it; `formal_on` and `vote_on` are days that were held, None: not yet."""

    reference: str
    mission: str
    formal_on: date | None
    vote_on: date | None
    report_on: date | None
    documents: tuple[DocumentFact, ...] = ()
    positions: tuple[PositionFact, ...] = ()
    is_cancelled: bool = False
    illustrative: bool = False


@dataclass(frozen=True)
class Meaningfulness:
    """What a consultation came to as of a day; None: not known yet.

    `days_to_read`: from the report to the formal meeting. `days_to_use`: from the formal meeting to the vote. Each has
    whether it reaches the days wanted. Documents are those whose day has come or that were delivered.
    """

    days_to_read: int | None
    days_to_use: int | None
    had_time_to_read: bool | None
    had_time_to_use: bool | None
    documents: int
    on_time: int
    positions: int
    traced: int
    taken: int
    partly: int
    not_taken: int

    @property
    def pack_share(self) -> float | None:
        """Return the share of documents that came in time; None where none was owed yet."""
        return self.on_time / self.documents if self.documents else None


def meaningfulness(facts: ConsultationFacts, day: date, least_days: int) -> Meaningfulness:
    """Return how meaningful a consultation was as of `day`; `least_days` is the week that views want."""
    formal, vote, report = (_by(one, day) for one in (facts.formal_on, facts.vote_on, facts.report_on))
    to_read, to_use = _days(report, formal), _days(formal, vote)
    standings = [document_standing(one, day) for one in facts.documents]
    judged = [one for one in standings if one != DocumentStanding.AWAITED]
    inputs = [one for one in facts.positions if not one.is_withdrawn and _by(one.submitted_on, day) is not None]
    outcomes = [one.outcome for one in inputs if one.outcome and _by(one.traced_on, day) is not None]
    return Meaningfulness(
        days_to_read=to_read,
        days_to_use=to_use,
        had_time_to_read=None if to_read is None else to_read >= least_days,
        had_time_to_use=None if to_use is None else to_use >= least_days,
        documents=len(judged),
        on_time=judged.count(DocumentStanding.ON_TIME),
        positions=len(inputs),
        traced=len(outcomes),
        taken=outcomes.count(TAKEN),
        partly=outcomes.count(PARTLY),
        not_taken=outcomes.count(NOT_TAKEN),
    )


@dataclass(frozen=True)
class PeriodMeasures:
    """The same over several consultations: their number, how many of those timed had time enough, sums of the rest."""

    consultations: int
    timed: int
    had_time_to_use: int
    read: int
    had_time_to_read: int
    documents: int
    on_time: int
    positions: int
    traced: int
    taken: int
    partly: int
    not_taken: int


def period_measures(each: Iterable[Meaningfulness]) -> PeriodMeasures:
    """Return the measures of several consultations together."""
    found = list(each)
    return PeriodMeasures(
        consultations=len(found),
        timed=sum(one.days_to_use is not None for one in found),
        had_time_to_use=sum(one.had_time_to_use is True for one in found),
        read=sum(one.days_to_read is not None for one in found),
        had_time_to_read=sum(one.had_time_to_read is True for one in found),
        documents=sum(one.documents for one in found),
        on_time=sum(one.on_time for one in found),
        positions=sum(one.positions for one in found),
        traced=sum(one.traced for one in found),
        taken=sum(one.taken for one in found),
        partly=sum(one.partly for one in found),
        not_taken=sum(one.not_taken for one in found),
    )


def _by(on: date | None, day: date) -> date | None:
    """Return a day if it has come by `day`."""
    return on if on is not None and on <= day else None


def _days(start: date | None, end: date | None) -> int | None:
    return None if start is None or end is None else (end - start).days
