"""Seats needed by standard, State and quarter against seats planned; offers matched to what lacks. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from muster.kit.intervals import add_months

MONTHS_OF_QUARTER = 3


def quarter_of(day: date) -> date:
    """Return the first day of the quarter of a day."""
    return day.replace(month=day.month - (day.month - 1) % MONTHS_OF_QUARTER, day=1)


def quarter_words(first: date) -> str:
    """Return how a quarter is written: 2026 Q3."""
    return f"{first.year} Q{(first.month - 1) // MONTHS_OF_QUARTER + 1}"


@dataclass(frozen=True)
class TrainingNeed:
    """People of a State who need a standard before a day of deployment; `is_counted`: by a roster, not by strength."""

    standard: str
    state: str
    before: date
    people: int
    is_counted: bool


@dataclass(frozen=True)
class PlannedSupply:
    """Free seats of a session that is over on `until` (excluded); `state` where they are at home or kept for it."""

    standard: str
    until: date
    seats: int
    state: str = ""


@dataclass(frozen=True)
class QuarterDemand:
    """What a State needs of a standard before deployments of a quarter, and which seats there are.

    `at_home` are seats of its own institutions or kept for it, `elsewhere` those of others, open to every State.
    """

    standard: str
    state: str
    quarter: date
    needed: int
    counted: int
    at_home: int
    elsewhere: int

    @property
    def short_at_home(self) -> int:
        """Return how many seats lack at home."""
        return max(0, self.needed - self.at_home)

    @property
    def short(self) -> int:
        """Return how many seats lack even if all seats elsewhere were for this State."""
        return max(0, self.needed - self.at_home - self.elsewhere)


def free_supply(
    standard: str, until: date, seats: int, taken: Mapping[str, int], kept: Mapping[str, int], home: str
) -> list[PlannedSupply]:
    """Return the free seats of a session: those kept for States as theirs, the rest as those of its own State (`home`).

    What a State has taken counts against what is kept for it; nothing is counted that is not free.
    """
    left = max(0, seats - sum(taken.values()))
    found = []
    for state, wanted in kept.items():
        given = min(left, max(0, wanted - taken.get(state, 0)))
        left -= given
        found.append(PlannedSupply(standard, until, given, state))
    found.append(PlannedSupply(standard, until, left, home))
    return [one for one in found if one.seats]


def demand(needs: Iterable[TrainingNeed], supply: Iterable[PlannedSupply]) -> list[QuarterDemand]:
    """Return the demand by quarter, standard and State. A session counts for the quarter in which it is over.

    Seats left over from an earlier quarter are not carried on: who is trained early is one of those not needed then.
    """
    needed: dict[tuple[date, str, str], int] = defaultdict(int)
    counted: dict[tuple[date, str, str], int] = defaultdict(int)
    for need in needs:
        key = (quarter_of(need.before), need.standard, need.state)
        needed[key] += need.people
        counted[key] += need.people if need.is_counted else 0
    home: dict[tuple[date, str, str], int] = defaultdict(int)
    every: dict[tuple[date, str], int] = defaultdict(int)
    for seats in supply:
        quarter = quarter_of(seats.until - timedelta(days=1))
        every[quarter, seats.standard] += seats.seats
        if seats.state:
            home[quarter, seats.standard, seats.state] += seats.seats
    return [
        QuarterDemand(
            standard,
            state,
            quarter,
            people,
            counted[quarter, standard, state],
            home[quarter, standard, state],
            every[quarter, standard] - home[quarter, standard, state],
        )
        for (quarter, standard, state), people in sorted(needed.items())
        if people
    ]


@dataclass(frozen=True)
class Offered:
    """An offer in `[offered_from, offered_until)` with people left to be trained, by a party (its code)."""

    reference: str
    by: str
    standard: str
    people_left: int
    offered_from: date
    offered_until: date


@dataclass(frozen=True)
class ProposedMatch:
    """An offer for a State's need of a quarter, for so many people, with the reason."""

    offer: str
    state: str
    standard: str
    quarter: date
    people: int
    reason: str


def proposed_matches(
    demands: Sequence[QuarterDemand], offers: Collection[Offered], agreed: Mapping[tuple[str, str], int]
) -> list[ProposedMatch]:
    """Return which offers would meet which needs: the earliest quarter first, the greatest need first within it.

    `agreed` are people by standard and State for whom an offer is on its way already. An offer serves a need where its
    days begin before the quarter ends; one that ends first is used first. No State is proposed its own offer.
    """
    left = {one.reference: replace(one) for one in offers}
    room = {one.reference: one.people_left for one in offers}
    coming = dict(agreed)
    found = []
    for need in sorted(demands, key=lambda one: (one.quarter, -one.short_at_home, one.standard, one.state)):
        lacking = need.short_at_home
        taken = min(lacking, coming.get((need.standard, need.state), 0))
        if taken:
            coming[need.standard, need.state] -= taken
            lacking -= taken
        ends = add_months(need.quarter, MONTHS_OF_QUARTER)
        usable = [
            one
            for one in left.values()
            if one.standard == need.standard and one.by != need.state and one.offered_from < ends
            and one.offered_until > need.quarter
        ]  # fmt: skip
        for one in sorted(usable, key=lambda one: (one.offered_until, one.reference)):
            people = min(lacking, room[one.reference])
            if people:
                room[one.reference] -= people
                lacking -= people
                reason = (
                    f"{need.needed} people need {need.standard} before deployments of {quarter_words(need.quarter)}, "
                    f"{need.at_home} seats are at home; the offer holds for {people} of those who lack one"
                )
                found.append(ProposedMatch(one.reference, need.state, need.standard, need.quarter, people, reason))
    return found
