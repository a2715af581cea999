"""What a block of rotations does to the tours of a unit, and what else could be done. Pure.

Source: section 6.3 of the dossier: Mali suspended all rotations on 14 July 2022, planned ones too, until 15 August
2022; some people were months past their relief. Nobody comes and nobody goes on a day of a block.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from muster.deployments.rules.rotation import ONE_DAY, PlannedTour, TourAgreement, moved

WAIT, FORWARD, WITHOUT_RELIEF = "wait", "forward", "without-relief"


@dataclass(frozen=True)
class Blocked:
    """Days `[start, until)` on which nobody comes or goes. A block without a known end is given one by the caller."""

    start: date
    until: date

    def __post_init__(self) -> None:
        if self.until <= self.start:
            raise ValueError(f"a block ends after it begins: {self.until} is not after {self.start}")


@dataclass(frozen=True)
class Overstay:
    """A tour kept past its day: `days` past `due_on`, for each of its people."""

    tour: str
    due_on: date
    leaves_on: date

    @property
    def days(self) -> int:
        """Return the days that each person stays too long."""
        return (self.leaves_on - self.due_on).days

    def person_days(self, people: int) -> int:
        """Return the days of all people together."""
        return self.days * people


@dataclass(frozen=True)
class Alternative:
    """Another way through a block for one handover, with what it costs in days.

    In two lifts `first_percent` of the people come on `relief_arrives_on` and go on `first_leaves_on`, the others come
    on `second_arrives_on` and go on `relieved_leaves_on`; elsewhere all come and go on one day.
    """

    kind: str
    relief_arrives_on: date
    relieved_leaves_on: date
    overstay_days: int
    days_without_holder: int
    training_days_short: int
    first_percent: int = 0
    first_leaves_on: date | None = None
    second_arrives_on: date | None = None

    def first_people(self, people: int) -> int:
        """Return how many of the people are in the first lift; 0 where there is one lift alone."""
        return people * self.first_percent // 100

    def person_days(self, people: int) -> int:
        """Return the days past the day due of all who stay past it."""
        return self.overstay_days * (people - self.first_people(people))


def first_free_day(day: date, blocks: Sequence[Blocked]) -> date:
    """Return `day`, or the first day after it that no block holds."""
    for block in sorted(blocks, key=lambda one: one.start):
        if block.start <= day < block.until:
            day = block.until
    return day


def through_blocks(
    tours: Sequence[PlannedTour],
    agreement: TourAgreement,
    blocks: Sequence[Blocked],
    wanted_until: date | None = None,
    have_come: Collection[int] = (),
) -> tuple[PlannedTour, ...]:
    """Return the tours with every arrival and departure on a day that no block holds.

    A relief that is held up comes on the first free day; those whom it relieves wait for it and for the overlap, and
    it serves its whole tour from then on, or until the unit is not wanted. One whose departure alone is held up leaves
    on the first free day; one that would take over when the unit is not wanted falls away. The arrival of tours that
    `have_come` (by number) is not moved.
    """
    found = tuple(tours)
    place = -1
    while (place := place + 1) < len(found):
        one = found[place]
        arrives = one.arrives_on if one.number in have_come else first_free_day(one.arrives_on, blocks)
        if arrives != one.arrives_on:
            late = (arrives - one.arrives_on).days
            due = first_free_day(one.due_on + timedelta(days=late), blocks)
            if wanted_until is not None and due >= wanted_until:
                return _without_those_from(found, place, wanted_until, blocks)
            leaves = one.leaves_on + (due - one.due_on)
            leaves = leaves if wanted_until is None else min(leaves, wanted_until)
            now = replace(one, arrives_on=arrives, due_on=due, leaves_on=leaves)
            found = moved(found, now, agreement, wanted_until)
            one = found[place]
        leaves = first_free_day(one.leaves_on, blocks)
        if leaves != one.leaves_on:
            found = (*found[:place], replace(one, leaves_on=leaves), *found[place + 1 :])
    return found


def _without_those_from(
    tours: Sequence[PlannedTour], place: int, wanted_until: date, blocks: Sequence[Blocked]
) -> tuple[PlannedTour, ...]:
    """Return the tours before a place; nobody relieves the last of them, which stays until the unit is not wanted."""
    if place == 0:
        return ()
    last = tours[place - 1]
    return (*tours[: place - 1], replace(last, leaves_on=first_free_day(max(last.leaves_on, wanted_until), blocks)))


def overstays(planned: Sequence[PlannedTour], now: Sequence[PlannedTour]) -> tuple[Overstay, ...]:
    """Return the tours that last longer than they were to: the months that were planned, from the day they came."""
    found = []
    was = {one.number: one for one in planned}
    for after in now:
        before = was[after.number]
        due = max(before.leaves_on, before.leaves_on + (after.due_on - before.due_on))
        if after.leaves_on > due:
            found.append(Overstay(after.name, due, after.leaves_on))
    return tuple(found)


def alternatives(
    relieved: PlannedTour, relief: PlannedTour, agreement: TourAgreement, blocks: Sequence[Blocked], today: date
) -> tuple[Alternative, ...]:
    """Return the ways of one handover that a block is in: wait, come before it, or leave before it without relief.

    Coming before needs a day from `today` on on which relief and relieved can both travel ahead of the block; the
    training that is cut short is told. Empty where no block is in the way.
    """
    waiting = first_free_day(relief.arrives_on, blocks)
    leaving = first_free_day(waiting + timedelta(days=agreement.overlap_days), blocks)
    is_held = waiting != relief.arrives_on or first_free_day(relieved.leaves_on, blocks) != relieved.leaves_on
    if not is_held:
        return ()
    due = relieved.leaves_on
    leaving = max(leaving, first_free_day(due, blocks))
    found = [Alternative(WAIT, waiting, leaving, max(0, (leaving - due).days), 0, 0)]
    block = min((one for one in blocks if one.until > relief.arrives_on), key=lambda one: one.start)
    out = block.start - ONE_DAY
    come = out - timedelta(days=agreement.overlap_days)
    if come >= today and come > relieved.arrives_on and first_free_day(come, blocks) == come:
        short = max(0, (relief.arrives_on - come).days)
        found.append(Alternative(FORWARD, come, out, 0, 0, short))
    if out >= today and out > relieved.arrives_on and first_free_day(out, blocks) == out:
        found.append(Alternative(WITHOUT_RELIEF, waiting, out, 0, (waiting - out).days, 0))
    return tuple(found)
