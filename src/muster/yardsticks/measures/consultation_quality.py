"""Quality of consultations: packs in time, inputs traced to the text, time for views to be used. Pure.

Formula of section 9.2 of the dossier; that views want at least a week before the vote is section 8.5 [recalled-check].
A document counts on the day on which it came in time, else on the day by which it was owed; an input on the day of the
vote that it was meant for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, share
from muster.yardsticks.measures.window import Window, past

NOTHING = "No consultation that you may see was under way: no document was owed, and no vote was taken."


@dataclass(frozen=True, slots=True)
class PackFact:
    """A document of a pack: owed by a day, and when it came."""

    due_on: date
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class InputFact:
    """An input of a State, and the day from which it was traced to the text."""

    submitted_on: date
    traced_on: date | None = None


@dataclass(frozen=True, slots=True)
class ConsultationFact:
    """A consultation: the days of its formal meeting and its vote, and the days that views want between them."""

    reference: str
    mission: str
    known_from: date
    formal_on: date | None
    vote_on: date | None
    least_days: int
    documents: tuple[PackFact, ...] = ()
    inputs: tuple[InputFact, ...] = ()
    illustrative: bool = False


def consultation_quality(facts: Iterable[ConsultationFact], window: Window) -> Measured:
    """Return the shares of documents in time and of inputs traced, and of votes with time enough before them."""
    known = window.known(facts)
    judged = [is_in_time for one in known for is_in_time in _judged(one, window)]
    voted = [one for one in known if window.holds(one.vote_on)]
    inputs = [said for one in voted for said in one.inputs if past(said.submitted_on, window) is not None]
    traced = [said for said in inputs if past(said.traced_on, window) is not None]
    timed = [one for one in voted if one.formal_on is not None]
    return Measured(
        (
            share("Packs sent in time", sum(judged), len(judged)),
            share("Inputs traced to the text", len(traced), len(inputs)),
            share("Votes with time for views to be used", sum(_had_time(one) for one in timed), len(timed)),
        ),
        tuple(_row(one, window) for one in known),
        NOTHING,
    )


def _judged(one: ConsultationFact, window: Window) -> list[bool]:
    """Return of the documents that count in the window whether each came in time."""
    found = []
    for paper in one.documents:
        delivered = past(paper.delivered_on, window)
        in_time = delivered is not None and delivered <= paper.due_on
        if in_time and window.holds(delivered):
            found.append(True)
        elif not in_time and paper.due_on < window.day and window.holds(paper.due_on):
            found.append(False)
    return found


def _had_time(one: ConsultationFact) -> bool:
    if one.formal_on is None or one.vote_on is None:
        return False
    return (one.vote_on - one.formal_on).days >= one.least_days


def _row(one: ConsultationFact, window: Window) -> Behind:
    judged = _judged(one, window)
    verdict, words = _verdict(one, judged, window)
    vote = past(one.vote_on, window)
    formal = past(one.formal_on, window)
    return Behind(
        Sort.CONSULTATION,
        (one.reference,),
        one.reference,
        verdict,
        words,
        mission=one.mission,
        on=vote or formal,
        number=float((vote - formal).days) if vote and formal else None,
        illustrative=one.illustrative,
    )


def _verdict(one: ConsultationFact, judged: list[bool], window: Window) -> tuple[Verdict, str]:
    """A consultation counts whose documents all came in time; one of which none was owed in the window stands aside."""
    if not judged:
        is_open = past(one.vote_on, window) is None
        return (Verdict.OPEN, "no document is owed yet") if is_open else (Verdict.ASIDE, "none owed in this time")
    words = f"{sum(judged)} of {len(judged)} documents in time"
    return (Verdict.COUNTS if all(judged) else Verdict.FAILS), words
