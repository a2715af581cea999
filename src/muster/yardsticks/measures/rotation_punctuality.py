"""Punctuality of rotation: overstays, overlaps and nominations. Pure.

Formula of section 9.2 of the dossier: overstay person-days; late nominations; overlap achieved against the rule. A tour
is over its time from the end of the months agreed for it, counted from its arrival; a block of the mission excuses
nobody here: it is context. A tour of which no departure is on record may be home all the same: what it is over its time
is told apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Unit, Verdict, share_of
from muster.yardsticks.measures.window import ONE_DAY, Window, past


@dataclass(frozen=True, slots=True)
class TourFact:
    """A tour that has arrived: until when its agreed months last, when it left, and the overlap that is agreed."""

    unit: str
    rotation: str
    state: str
    mission: str
    people: int
    arrived_on: date
    due_on: date
    overlap_days: int
    known_from: date
    left_on: date | None = None
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class NominationFact:
    """Somebody named for a post: when, and by when it was due."""

    post: str
    state: str
    mission: str
    submitted_on: date
    due_on: date
    known_from: date
    illustrative: bool = False


def rotation_punctuality(tours: Sequence[TourFact], nominations: Sequence[NominationFact], window: Window) -> Measured:
    """Return what overstayed in the window, which handovers had the overlap agreed, and which nominations were late."""
    arrived = [one for one in tours if one.known_from <= window.day and one.arrived_on <= window.day]
    rows = [_tour(one, window) for one in arrived]
    handovers = [_handover(one, other, window) for one, other in _pairs(arrived)]
    named = [_nomination(one) for one in window.known(nominations) if window.holds(one.submitted_on)]
    home = [one for one in arrived if past(one.left_on, window) is not None]
    still = [one for one in arrived if past(one.left_on, window) is None]
    return Measured(
        (
            _overstay("Overstay of tours that are home", home, window),
            _overstay("Overstay of tours without a departure on record", still, window),
            share_of("Tours home within their agreed months", rows),
            share_of("Handovers with the overlap agreed", handovers),
            share_of("Nominations in time", named),
        ),
        (*rows, *handovers, *named),
        "No tour has arrived and nobody has been named.",
    )


def _overstay(label: str, tours: Sequence[TourFact], window: Window) -> Figure:
    days = float(sum(overstay_days(one, window) * one.people for one in tours))
    return Figure(label, Unit.PERSON_DAYS, days if tours else None, len(tours))


def overstay_days(one: TourFact, window: Window) -> int:
    """Return the days of the window on which a tour was in theatre beyond its agreed months."""
    left = past(one.left_on, window)
    until = left or window.day + ONE_DAY
    start = one.due_on if window.since is None else max(one.due_on, window.since)
    return max(0, (until - start).days)


def _tour(one: TourFact, window: Window) -> Behind:
    days, left = overstay_days(one, window), past(one.left_on, window)
    if left is None:
        late = f"{days} days beyond its agreed months, no departure on record"
        verdict, words = Verdict.OPEN, late if days else "within its agreed months"
    elif left <= one.due_on:
        verdict, words = (Verdict.COUNTS if window.holds(left) else Verdict.ASIDE), "home within its agreed months"
    else:
        verdict = Verdict.FAILS if days else Verdict.ASIDE
        words = f"{days} days beyond its agreed months, {one.people} people"
    return _row(one, verdict, words, one.due_on, float(days * one.people))


def _pairs(tours: Iterable[TourFact]) -> Iterable[tuple[TourFact, TourFact]]:
    ordered = sorted(tours, key=lambda one: (one.unit, one.arrived_on))
    return ((one, other) for one, other in pairwise(ordered) if one.unit == other.unit)


def _handover(one: TourFact, relief: TourFact, window: Window) -> Behind:
    """Return the handover of a tour to its relief: the days on which both were there."""
    left = past(one.left_on, window)
    if left is None:
        return _row(one, Verdict.OPEN, f"handover to {relief.rotation}: not home yet", relief.arrived_on, None)
    overlap = max(0, (left - relief.arrived_on).days)
    verdict = Verdict.COUNTS if overlap >= one.overlap_days else Verdict.FAILS
    words = f"handover to {relief.rotation}: overlap of {overlap} days, {one.overlap_days} agreed"
    return _row(one, verdict if window.holds(left) else Verdict.ASIDE, words, left, float(overlap))


def _row(one: TourFact, verdict: Verdict, words: str, on: date, number: float | None) -> Behind:
    return Behind(
        Sort.TOUR,
        (one.unit, one.rotation),
        f"{one.unit} {one.rotation}",
        verdict,
        words,
        state=one.state,
        mission=one.mission,
        on=on,
        number=number,
        illustrative=one.illustrative,
    )


def _nomination(one: NominationFact) -> Behind:
    late = (one.submitted_on - one.due_on).days
    return Behind(
        Sort.INDIVIDUAL_POST,
        (one.post,),
        one.post,
        Verdict.COUNTS if late <= 0 else Verdict.FAILS,
        "nomination in time" if late <= 0 else f"nomination {late} days late",
        state=one.state,
        mission=one.mission,
        on=one.submitted_on,
        number=float(max(0, late)),
        illustrative=one.illustrative,
    )
