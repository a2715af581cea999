"""Who holds a post until the unit chosen for it arrives: days covered and open, and who could cover them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.intervals import DateInterval, add_months, union
from muster.matching.facts import Finding, PledgeFacts, PostFacts, Surroundings
from muster.matching.match import Match, match
from muster.matching.rules import RULES, a_tour_fits_in_time
from muster.matching.window import longest_stay_months, ready_on, window
from muster.pledges.levels import rung

PROPOSED, AGREED, UNDER_WAY, ENDED, DROPPED = "proposed", "agreed", "under-way", "ended", "dropped"
"""The stages of a bridge."""

FOLLOWING: dict[str, tuple[str, ...]] = {
    PROPOSED: (AGREED, DROPPED),
    AGREED: (UNDER_WAY, DROPPED),
    UNDER_WAY: (ENDED,),
    ENDED: (),
    DROPPED: (),
}
"""What may follow (local choice): a bridge that stands there ends, it is not dropped; what has ended stays so."""

COUNTED = (AGREED, UNDER_WAY, ENDED)
"""Stages in which a bridge covers days; one that is only proposed leaves them open."""


@dataclass(frozen=True)
class Covered:
    """The days `wanted` of a post, parted into those that bridges cover and those that stay open."""

    wanted: DateInterval | None
    covered: tuple[DateInterval, ...]
    open: tuple[DateInterval, ...]

    @property
    def covered_days(self) -> int:
        """Return how many days are covered."""
        return sum(one.length_in_days for one in self.covered)

    @property
    def open_days(self) -> int:
        """Return how many days stay open."""
        return sum(one.length_in_days for one in self.open)


@dataclass(frozen=True)
class Proposal:
    """A pledge that could bridge: the days, its rank, and what the register should know of it.

    `match` is what the rules of matching say of the pair over the days wanted.
    """

    pledge: PledgeFacts
    days: DateInterval
    covered_days: int
    distance_km: int
    match: Match
    remarks: tuple[str, ...] = field(default=())


def days_to_bridge(wanted_on: date, arrival_p90: date | None) -> DateInterval | None:
    """Return `[wanted_on, arrival_p90)`, the days until the chosen unit has arrived in nine draws of ten; None if none.

    A local choice: to bridge until the even chance would leave the post empty every second time.
    """
    if arrival_p90 is None or arrival_p90 <= wanted_on:
        return None
    return DateInterval(wanted_on, arrival_p90)


def coverage(wanted: DateInterval | None, bridges: Iterable[DateInterval]) -> Covered:
    """Part the days wanted into those covered by bridges and those open; together they are exactly those wanted."""
    if wanted is None:
        return Covered(None, (), ())
    held = tuple(piece for one in union(bridges) if (piece := wanted.intersection(one)))
    return Covered(wanted, held, wanted.difference(*held))


def some_days_are_bridged(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Finding:
    """After notice and within its availability, the unit could stand in the post on at least one of the days wanted.

    In the place of the rule of a whole tour: a bridge may end before the shortest tour does, which the proposal says
    (local choice; the State must agree to it).
    """
    room = window(pledge, post, around.day)
    if room is None:
        ready = ready_on(pledge, around.day)
        return Finding("time", False, f"Ready on {long_day(ready)}: it could hold none of the days.", ready)
    return Finding("time", True, f"from {long_day(room.start)}", room.start)


BRIDGING_RULES = tuple(some_days_are_bridged if rule is a_tour_fits_in_time else rule for rule in RULES)
"""The rules of matching, with the one of time read for a bridge."""


def proposal(
    pledge: PledgeFacts, post: PostFacts, around: Surroundings, still_open: Sequence[DateInterval]
) -> Proposal | None:
    """Return how a pledge could bridge a post that is needed over the days to be bridged, None if it could not.

    `still_open` are those of the days that no bridge covers yet: only they are counted.

    Its longest tour, with the caveats on it, ends the bridge (6.1); its notice begins it (2.3).
    """
    found = match(pledge, post, around, BRIDGING_RULES)
    if found.worth is None or found.window is None:
        return None
    start, until = found.window.start, found.window.until
    last = add_months(start, longest_stay_months(pledge))
    if last <= start:
        return None
    days = DateInterval(start, last if until is None else min(until, last))
    counted = sum(piece.length_in_days for one in still_open if (piece := days.intersection(one)))
    if not counted:
        return None
    return Proposal(pledge, days, counted, found.worth.distance_km, found, _remarks(pledge, days))


def _remarks(pledge: PledgeFacts, days: DateInterval) -> tuple[str, ...]:
    """Return what the register should know: a tour longer than the bridge, and the caveats that no rule reads."""
    shortest = add_months(days.start, pledge.stay_minimum_months)
    words = []
    if days.until is not None and days.until < shortest:
        words.append(
            f"its shortest tour is {pledge.stay_minimum_months} months: it would stay until {long_day(shortest)}, "
            "unless its State agrees to less"
        )
    return (*words, *pledge.remarks)


def ranked(
    pledges: Iterable[PledgeFacts], post: PostFacts, around: Surroundings, still_open: Sequence[DateInterval]
) -> tuple[Proposal, ...]:
    """Return who could bridge, the best first: most days covered, higher level, nearer, then by reference."""
    found = [one for pledge in pledges if (one := proposal(pledge, post, around, still_open))]
    return tuple(
        sorted(
            found,
            key=lambda one: (-one.covered_days, -rung(one.pledge.level), one.distance_km, one.pledge.reference),
        )
    )


def step_problems(stage: str, following: str) -> list[Problem]:
    """Return why a bridge cannot go from one stage to another."""
    if following in FOLLOWING[stage]:
        return []
    ways = ", ".join(FOLLOWING[stage]) or "nothing any more"
    return [Problem("stage", f"the bridge is {stage} and cannot become {following}", f"possible: {ways}")]
