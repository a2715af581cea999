"""All ways through a block for one handover, and the tours once one of them is taken. Pure.

Beside those of `blocked_rotations`: the tour is extended by another one without relief, as the texts on contingents
know tours of 6 and of 12 months (section 12 of the dossier); or the relief comes in two lifts, one before the block and
one after it (section 6.2: people come and go in lifts).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from muster.deployments.rules.blocked_rotations import (
    FORWARD,
    WAIT,
    WITHOUT_RELIEF,
    Alternative,
    Blocked,
    alternatives,
    first_free_day,
)
from muster.deployments.rules.rotation import PlannedTour, TourAgreement, moved
from muster.kit.intervals import add_months

EXTEND, SPLIT = "extend", "split"
WAYS = (WAIT, FORWARD, WITHOUT_RELIEF, EXTEND, SPLIT)


@dataclass(frozen=True)
class WayTerms:
    """What bounds the ways: the longest tour in months, the share of the first of two lifts, the end of the unit."""

    most_months: int
    first_percent: int
    wanted_until: date | None = None


def ways_through(
    relieved: PlannedTour,
    relief: PlannedTour,
    agreement: TourAgreement,
    blocks: Sequence[Blocked],
    today: date,
    terms: WayTerms,
) -> tuple[Alternative, ...]:
    """Return every way of one handover that a block is in, waiting first. Empty where no block is in the way."""
    found = alternatives(relieved, relief, agreement, blocks, today)
    if not found:
        return ()
    return (*found, *_extended(relieved, agreement, blocks, terms), *_in_two_lifts(found, terms))


def _extended(
    relieved: PlannedTour, agreement: TourAgreement, blocks: Sequence[Blocked], terms: WayTerms
) -> tuple[Alternative, ...]:
    """Return the extension by another tour, where it is within the longest and its end is held by no block."""
    until = add_months(relieved.leaves_on, agreement.tour_months)
    come = until - timedelta(days=agreement.overlap_days)
    is_too_long = until > add_months(relieved.due_on, terms.most_months)
    is_not_wanted = terms.wanted_until is not None and until >= terms.wanted_until
    if is_too_long or is_not_wanted or any(first_free_day(day, blocks) != day for day in (come, until)):
        return ()
    return (Alternative(EXTEND, come, until, (until - relieved.leaves_on).days, 0, 0),)


def _in_two_lifts(found: Sequence[Alternative], terms: WayTerms) -> tuple[Alternative, ...]:
    """Return the relief in two lifts, where the first one can come and go before the block."""
    by_kind = {one.kind: one for one in found}
    before, after = by_kind.get(FORWARD), by_kind[WAIT]
    if before is None:
        return ()
    return (
        Alternative(
            kind=SPLIT,
            relief_arrives_on=before.relief_arrives_on,
            relieved_leaves_on=after.relieved_leaves_on,
            overstay_days=after.overstay_days,
            days_without_holder=0,
            training_days_short=before.training_days_short,
            first_percent=terms.first_percent,
            first_leaves_on=before.relieved_leaves_on,
            second_arrives_on=after.relief_arrives_on,
        ),
    )


def taken(
    tours: Sequence[PlannedTour],
    number: int,
    way: Alternative,
    agreement: TourAgreement,
    wanted_until: date | None = None,
) -> tuple[PlannedTour, ...]:
    """Return the tours once the relief of a number comes by a way; its training begins on the day that was planned.

    A relief in two lifts leaves when it was to; any other one serves its whole tour from the day that it takes over.
    """
    place = next(place for place, one in enumerate(tours) if one.number == number)
    relief = tours[place]
    due = way.relief_arrives_on if way.kind == WITHOUT_RELIEF else way.relieved_leaves_on
    leaves = _leaves(relief, due, way, agreement)
    leaves = leaves if wanted_until is None else min(leaves, wanted_until)
    begins = min(relief.training_from, way.relief_arrives_on)
    now = replace(relief, training_from=begins, arrives_on=way.relief_arrives_on, due_on=due, leaves_on=leaves)
    found = list(moved(tours, now, agreement, wanted_until))
    found[place - 1] = replace(found[place - 1], leaves_on=way.relieved_leaves_on)
    return tuple(found)


def _leaves(relief: PlannedTour, due: date, way: Alternative, agreement: TourAgreement) -> date:
    if way.kind == SPLIT:
        return relief.leaves_on
    if way.kind == EXTEND:
        return add_months(relief.leaves_on, agreement.tour_months)
    return relief.leaves_on + (due - relief.due_on)
