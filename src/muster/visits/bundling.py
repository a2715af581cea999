"""The backlog of visits, and which trips of the team serve most of it. Pure: no database, no clock.

A trip visits one State, or neighbouring States of one region; each State visited has room for as many units as visits
have had on average. The worth of serving a unit grows with its priority and with the months that it has waited. What
trips are worth together is submodular: a further trip adds at most what it would add alone. That gives the bound by
which the search proves its answer, or says how far from the best it may be.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from muster.kit.great_circle import great_circle_km
from muster.kit.intervals import months_between

Group = tuple[str, ...]
"""The States of a trip, by code, in order."""

AGE_BANDS_MONTHS = (6, 12, 24)
"""Where the backlog's table draws lines between ages; nothing is decided by them."""


@dataclass(frozen=True)
class WaitingUnit:
    """A unit that waits for a visit since a day. `state` is an ISO alpha-3 code, strength in people, priority from 1.

    `reference` names it in the room that feeds the backlog; `level_sought` is the level that the visit leads to.
    """

    state: str
    reference: str
    unit_type: str
    level_sought: str
    waiting_since: date
    strength: int
    title: str = ""
    priority: int = 1


@dataclass(frozen=True)
class Place:
    """Where a State lies: degrees north and east of a point in it, and its region of the world."""

    latitude: float
    longitude: float
    region: str


@dataclass(frozen=True)
class TeamCapacity:
    """What the visiting team can do in the period, from the parameter table; costs in US cents."""

    trips: int
    units_per_visit: Decimal
    days_per_visit: int
    most_states: int
    travel_days: int
    neighbour_km: int
    visit_cost_cents: int
    next_state_percent: int
    unit_points: int
    age_points: int
    most_steps: int

    @property
    def room(self) -> int:
        """Return how many units the visit of one State serves: the whole ones of the mean of past visits."""
        return max(1, int(self.units_per_visit))

    def days(self, states: int) -> int:
        """Return how many days a trip to so many States takes, the way between them included."""
        return self.days_per_visit * states + self.travel_days * (states - 1)

    def cost_cents(self, states: int) -> int:
        """Return what a trip costs: the long way is paid once, so a further State costs its share of a visit."""
        return self.visit_cost_cents + (states - 1) * self.visit_cost_cents * self.next_state_percent // 100


@dataclass(frozen=True)
class Trip:
    """One trip: its States, the units that it serves, its length and cost, and the points that it is worth."""

    states: Group
    units: tuple[WaitingUnit, ...]
    days: int
    cost_cents: int
    points: int


@dataclass(frozen=True)
class Bundling:
    """The trips that are suggested, worth most first, and who waits on. `bound`: no trips are worth more than that."""

    trips: tuple[Trip, ...]
    left: tuple[WaitingUnit, ...]
    points: int
    bound: int
    is_exact: bool

    @property
    def quality_percent(self) -> Decimal:
        """Return how much of the bound is reached; 100 is proven to be the best."""
        if not self.bound:
            return Decimal(100)
        return (Decimal(100 * self.points) / self.bound).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class StateBacklog:
    """The waiting units of one State: how many, by age in the bands of `AGE_BANDS_MONTHS`, and since when."""

    state: str
    units: int
    strength: int
    oldest: date
    by_age: tuple[int, ...]
    points: int


def months_waited(unit: WaitingUnit, today: date) -> int:
    """Return the whole months that a unit has waited; none for one whose waiting has not begun."""
    return max(0, months_between(unit.waiting_since, today))


def points_of(unit: WaitingUnit, today: date, capacity: TeamCapacity) -> int:
    """Return what serving a unit is worth: its priority times points that grow with the months waited."""
    return unit.priority * (capacity.unit_points + capacity.age_points * months_waited(unit, today))


def backlog_by_state(units: Iterable[WaitingUnit], today: date, capacity: TeamCapacity) -> tuple[StateBacklog, ...]:
    """Return the backlog of each State, the weightiest first."""
    waiting = defaultdict(list)
    for unit in units:
        waiting[unit.state].append(unit)
    found = []
    for state, those in waiting.items():
        bands = Counter(_band(months_waited(unit, today)) for unit in those)
        found.append(
            StateBacklog(
                state=state,
                units=len(those),
                strength=sum(unit.strength for unit in those),
                oldest=min(unit.waiting_since for unit in those),
                by_age=tuple(bands[band] for band in range(len(AGE_BANDS_MONTHS) + 1)),
                points=sum(points_of(unit, today, capacity) for unit in those),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.points, one.state)))


def _band(months: int) -> int:
    """Return the number of the band that an age falls in."""
    return sum(months >= border for border in AGE_BANDS_MONTHS)


def groups_of(states: Sequence[str], places: Mapping[str, Place], capacity: TeamCapacity) -> tuple[Group, ...]:
    """Return the sets of States that one trip may join, each as large as it can be.

    States of one trip lie in one region, and each within `neighbour_km` of each other; a State whose place is unknown
    is visited alone.
    """
    found: list[Group] = []
    for size in range(min(capacity.most_states, len(states)), 0, -1):
        for group in combinations(sorted(states), size):
            near = all(_are_near(one, other, places, capacity) for one, other in combinations(group, 2))
            if near and not any(set(group) < set(larger) for larger in found):
                found.append(group)
    return tuple(sorted(found))


def _are_near(one: str, other: str, places: Mapping[str, Place], capacity: TeamCapacity) -> bool:
    """Return whether one trip may join two States."""
    here, there = places.get(one), places.get(other)
    if here is None or there is None or here.region != there.region:
        return False
    distance = great_circle_km((here.latitude, here.longitude), (there.latitude, there.longitude))
    return distance <= capacity.neighbour_km


class _Search:
    """The search for the best trips; counts its steps, so that its answer is the same on every machine."""

    def __init__(self, units: Sequence[WaitingUnit], today: date, capacity: TeamCapacity) -> None:
        self.capacity = capacity
        self.points = {id(unit): points_of(unit, today, capacity) for unit in units}
        self.units = sorted(units, key=lambda one: (-self.points[id(one)], one.waiting_since, one.state, one.reference))
        self.by_state: dict[str, list[WaitingUnit]] = defaultdict(list)
        for unit in self.units:
            self.by_state[unit.state].append(unit)
        self.steps = 0
        self._known: dict[tuple[Group, ...], int] = {}

    def worth(self, groups: Sequence[Group]) -> int:
        """Return the points of what these trips serve: of each State the weightiest units, as its visits have room."""
        key = tuple(sorted(groups))
        if key not in self._known:
            self.steps += 1
            visits = Counter(state for group in key for state in group)
            served = (
                unit for state, number in visits.items() for unit in self.by_state[state][: number * self.capacity.room]
            )
            self._known[key] = sum(self.points[id(unit)] for unit in served)
        return self._known[key]

    def gains(self, chosen: Sequence[Group], candidates: Sequence[Group]) -> list[int]:
        """Return what each candidate adds to the trips chosen."""
        base = self.worth(chosen)
        return [self.worth([*chosen, one]) - base for one in candidates]

    def filled(self, groups: Sequence[Group]) -> tuple[Trip, ...]:
        """Return the trips with the units that each serves, the weightiest of a State in the first trip to it."""
        begun: Counter[str] = Counter()
        found = []
        for group in sorted(groups):
            units: list[WaitingUnit] = []
            for state in group:
                units += self.by_state[state][begun[state] : begun[state] + self.capacity.room]
                begun[state] += self.capacity.room
            points = sum(self.points[id(unit)] for unit in units)
            days, cost = self.capacity.days(len(group)), self.capacity.cost_cents(len(group))
            found.append(Trip(group, tuple(units), days, cost, points))
        return tuple(sorted(found, key=lambda trip: (-trip.points, trip.states)))


def suggest_trips(
    units: Sequence[WaitingUnit], places: Mapping[str, Place], today: date, capacity: TeamCapacity
) -> Bundling:
    """Return the trips that serve most of the backlog, within the team's capacity; the same for the same input.

    Searched to the end where `most_steps` allow it; else the best found, with a proven bound. No State stays in a trip
    that loses nothing without it.
    """
    search = _Search(units, today, capacity)
    groups = groups_of(sorted({unit.state for unit in units}), places, capacity)
    candidates = _with_copies(groups, units, capacity)
    chosen, bound = _greedy(search, candidates, capacity.trips)
    best, is_exact = _searched(search, candidates, capacity, chosen, bound)
    trips = search.filled(_trimmed(search, best))
    served = {id(unit) for trip in trips for unit in trip.units}
    left = tuple(unit for unit in search.units if id(unit) not in served)
    points = sum(trip.points for trip in trips)
    return Bundling(trips, left, points, points if is_exact else bound, is_exact)


def _with_copies(groups: Sequence[Group], units: Sequence[WaitingUnit], capacity: TeamCapacity) -> tuple[Group, ...]:
    """Return each group as often as the longest backlog of its States fills visits."""
    waiting = Counter(unit.state for unit in units)
    found: list[Group] = []
    for group in groups:
        longest = max(waiting[state] for state in group)
        found += [group] * min(capacity.trips, -(-longest // capacity.room))
    return tuple(found)


def _greedy(search: _Search, candidates: Sequence[Group], trips: int) -> tuple[list[Group], int]:
    """Return the trips that each add most, one after the other, and a bound on any trips.

    The bound holds for every set of trips, so the least of those seen on the way does.
    """
    chosen: list[Group] = []
    left = list(candidates)
    bound: int | None = None
    for _ in range(min(trips, len(candidates)) + 1):
        gains = search.gains(chosen, left)
        here = search.worth(chosen) + sum(sorted(gains, reverse=True)[:trips])
        bound = here if bound is None else min(bound, here)
        if len(chosen) == trips or not gains or max(gains) == 0:
            break
        best = min(range(len(left)), key=lambda one: (-gains[one], left[one]))
        chosen.append(left.pop(best))
    return chosen, bound or 0


def _searched(
    search: _Search, candidates: Sequence[Group], capacity: TeamCapacity, first: list[Group], bound: int
) -> tuple[list[Group], bool]:
    """Return the best trips found by branch and bound from `first` on, and whether they are proven to be the best."""
    best, worth = first, search.worth(first)
    if worth == bound:
        return best, True
    stack: list[tuple[list[Group], int]] = [([], 0)]
    while stack:
        if search.steps > capacity.most_steps:
            return best, False
        chosen, start = stack.pop()
        left = candidates[start:]
        more = capacity.trips - len(chosen)
        here = search.worth(chosen)
        if here > worth:
            best, worth = chosen, here
        if not more or not left:
            continue
        gains = search.gains(chosen, left)
        if here + sum(sorted(gains, reverse=True)[:more]) <= worth:
            continue
        branches = [
            ([*chosen, group], start + number + 1)
            for number, group in enumerate(left)
            if gains[number] and (number == 0 or left[number - 1] != group)
        ]
        stack += reversed(branches)
    return best, True


def _trimmed(search: _Search, chosen: Sequence[Group]) -> list[Group]:
    """Take those States out of trips that the trips lose nothing without."""
    groups, worth = list(chosen), search.worth(chosen)
    for number, group in enumerate(groups):
        for state in group:
            smaller = tuple(one for one in groups[number] if one != state)
            if smaller and search.worth([*groups[:number], smaller, *groups[number + 1 :]]) == worth:
                groups[number] = smaller
    return groups
