"""Who is expected on the ground of a mission, month by month: what stands there and what its cases bring. Pure.

A post holds one unit at a time. So from the day on which the units of a post's cases have come, they stand there in
place of whoever stood there before; until then the stays on record do. Local choice: no published method is known.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from muster.kit.intervals import add_months


@dataclass(frozen=True)
class Standing:
    """A stay in a post: people in `[start, until)`, without an end where none is agreed."""

    post: str
    people: int
    start: date
    until: date | None


@dataclass(frozen=True)
class Coming:
    """The unit of an open case: the days by which it has arrived, with an even chance and in nine of ten draws.

    `is_there`: it has arrived and is not operational yet; the days may then be unknown. Without a day it is expected
    on none.
    """

    post: str
    people: int
    even_on: date | None
    nine_on: date | None
    is_there: bool = False


@dataclass(frozen=True)
class Wanted:
    """A post of the requirement: people in `[start, until)`."""

    people: int
    start: date
    until: date | None


@dataclass(frozen=True)
class MonthEnd:
    """What is expected at the end of a month. `standing` are the stays alone; `ceiling` None: no mandate is known."""

    day: date
    standing: int
    even: int
    nine: int
    required: int
    ceiling: int | None

    @property
    def short(self) -> int:
        """Return how many people lack to the requirement with an even chance."""
        return max(0, self.required - self.even)


def month_ends(first: date, count: int) -> list[date]:
    """Return the last days of `count` months, that of `first` the earliest."""
    start = first.replace(day=1)
    return [add_months(start, number + 1) - timedelta(days=1) for number in range(count)]


def expected_strength(
    days: Sequence[date],
    standing: Collection[Standing],
    coming: Collection[Coming],
    wanted: Collection[Wanted],
    ceiling: int | None,
) -> list[MonthEnd]:
    """Return what is expected on each of the days."""
    return [
        MonthEnd(
            day=day,
            standing=sum(_in_posts(day, standing).values()),
            even=_people(day, standing, [one for one in coming if _has_come(one, one.even_on, day)]),
            nine=_people(day, standing, [one for one in coming if _has_come(one, one.nine_on, day)]),
            required=sum(one.people for one in wanted if _holds(one.start, one.until, day)),
            ceiling=ceiling,
        )
        for day in days
    ]


def _people(day: date, standing: Collection[Standing], come: Collection[Coming]) -> int:
    """Return the people on the ground once some units have come, each in place of who stood in its post."""
    in_posts = _in_posts(day, standing)
    brought: dict[str, int] = defaultdict(int)
    for one in come:
        brought[one.post] += one.people
    return sum({**in_posts, **brought}.values())


def _in_posts(day: date, standing: Collection[Standing]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one in standing:
        if _holds(one.start, one.until, day):
            found[one.post] += one.people
    return found


def _has_come(one: Coming, on: date | None, day: date) -> bool:
    return one.is_there or (on is not None and on <= day)


def _holds(start: date, until: date | None, day: date) -> bool:
    return start <= day and (until is None or day < until)
