"""The arrivals of a mission, month by month and week by week, against what it can receive, and what could be later."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class PlannedArrival:
    """People of one movement who arrive on a day; the movement could be up to `later_by_days` later."""

    key: str
    state: str
    day: date
    people: int
    later_by_days: int = 0


@dataclass(frozen=True)
class Period:
    """A month or a week: who arrives in it. `capacity` None: none is stated."""

    start: date
    people: int
    capacity: int | None
    arrivals: tuple[PlannedArrival, ...]

    @property
    def over(self) -> int:
        """Return how many people more arrive than the mission can receive."""
        return 0 if self.capacity is None else max(0, self.people - self.capacity)


@dataclass(frozen=True)
class Postponement:
    """An arrival that could be later, and the first day on which the mission has room for it."""

    arrival: PlannedArrival
    until: date

    @property
    def days(self) -> int:
        """Return by how many days it would be later."""
        return (self.until - self.arrival.day).days


def month_of(day: date) -> date:
    """Return the first day of the month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """Return the first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def week_of(day: date) -> date:
    """Return the Monday of the week."""
    return day - timedelta(days=day.weekday())


def by_month(arrivals: Iterable[PlannedArrival], capacity: int | None) -> list[Period]:
    """Return the months from the first arrival to the last, empty ones too, against the capacity of a month."""
    grouped: dict[date, list[PlannedArrival]] = defaultdict(list)
    for one in arrivals:
        grouped[month_of(one.day)].append(one)
    found = []
    month, last = min(grouped, default=date.max), max(grouped, default=date.min)
    while month <= last:
        found.append(_period(month, grouped.get(month, []), capacity))
        month = next_month(month)
    return found


def by_week(arrivals: Iterable[PlannedArrival]) -> list[Period]:
    """Return the weeks in which somebody arrives; a week has no capacity of its own."""
    grouped: dict[date, list[PlannedArrival]] = defaultdict(list)
    for one in arrivals:
        grouped[week_of(one.day)].append(one)
    return [_period(start, grouped[start], None) for start in sorted(grouped)]


def _period(start: date, arrivals: Sequence[PlannedArrival], capacity: int | None) -> Period:
    ordered = tuple(sorted(arrivals, key=lambda one: (one.day, one.key)))
    return Period(start, sum(one.people for one in ordered), capacity, ordered)


def could_be_later(arrivals: Sequence[PlannedArrival], capacity: int | None) -> list[Postponement]:
    """Return which arrivals could be later so that fewer months are over what the mission can receive.

    Month by month from the first: while too many arrive, the arrival with the most time to spare (of those the one with
    the fewest people that is enough, else the largest) goes to the first later month within its time that has room
    for it. Nothing moves into a month that it would overfill; what cannot move stays. Local choice.
    """
    if capacity is None:
        return []
    placed = {one.key: one for one in arrivals}
    moved: dict[str, Postponement] = {}
    months = sorted({month_of(one.day) for one in arrivals})
    for month in months:
        while (excess := _people_in(placed.values(), month) - capacity) > 0:
            movable = [
                (one, until)
                for one in placed.values()
                if month_of(one.day) == month
                and one.key not in moved
                and (until := _room_for(one, placed.values(), capacity)) is not None
            ]
            if not movable:
                break
            chosen, until = min(movable, key=lambda pair: _preference(pair[0], excess))
            moved[chosen.key] = Postponement(chosen, until)
            placed[chosen.key] = replace(chosen, day=until)
    return list(moved.values())


def _preference(one: PlannedArrival, excess: int) -> tuple[int, bool, int, str]:
    """Most time to spare first; then the smallest that is enough, else the largest; then by name."""
    enough = one.people >= excess
    return -one.later_by_days, not enough, one.people if enough else -one.people, one.key


def _people_in(arrivals: Iterable[PlannedArrival], month: date) -> int:
    return sum(one.people for one in arrivals if month_of(one.day) == month)


def _room_for(one: PlannedArrival, arrivals: Iterable[PlannedArrival], capacity: int) -> date | None:
    """Return the first day of the first later month, within the time to spare, that has room for an arrival."""
    latest = one.day + timedelta(days=one.later_by_days)
    month = next_month(one.day)
    others = list(arrivals)
    while month <= latest:
        if _people_in(others, month) + one.people <= capacity:
            return month
        month = next_month(month)
    return None
