"""The prices of a plan, explained: what one more place, person or unit would be worth at most, month by month. Pure.

Prices are read for the months in which they are not zero. The worth of one more unit of a type is that of a second one
like the best pledge of the type (`muster.planning.another_unit`): not the price of a post, which says what one more
place for a unit would be worth.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from muster.planning import Prices, Problem
from muster.plans.periods import Calendar

Name = TypeVar("Name")


@dataclass(frozen=True)
class PriceRow:
    """What one more of something is worth at most. `months`: those with a price, each with its points, ascending."""

    name: str
    months: tuple[tuple[date, float], ...]

    @property
    def peak(self) -> float:
        """Return the greatest price of a month."""
        return max(points for _month, points in self.months)

    @property
    def peak_month(self) -> date:
        """Return the first month of the greatest price."""
        return next(month for month, points in self.months if points == self.peak)

    @property
    def total(self) -> float:
        """Return the prices of all months added up."""
        return sum(points for _month, points in self.months)

    @property
    def runs(self) -> tuple[tuple[date, date], ...]:
        """Return the months with a price as runs, each with its first and last month."""
        found: list[tuple[date, date]] = []
        for month, _points in self.months:
            if found and (month.year - found[-1][1].year) * 12 + month.month - found[-1][1].month == 1:
                found[-1] = (found[-1][0], month)
            else:
                found.append((month, month))
        return tuple(found)


@dataclass(frozen=True)
class PostPrice(PriceRow):
    """One more place in a post."""

    unit_type: str
    mission: str


@dataclass(frozen=True)
class UnitWorth:
    """What one more unit of a type is worth at most: there from each month on, one like the best pledge of the type.

    `by_month`: for each first month the points and the pledge that the unit would be like.
    """

    unit_type: str
    by_month: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class PricesOfPlan:
    """All prices of a plan, the dearest first. `arrivals`: by mission; all missions together have an empty name."""

    posts: tuple[PostPrice, ...]
    states: tuple[PriceRow, ...]
    arrivals: tuple[PriceRow, ...]


def prices_of(problem: Problem, prices: Prices, calendar: Calendar) -> PricesOfPlan:
    """Return the prices by post, State and mission; what is never scarce is left out."""
    missions = {row.id: row.mission for row in problem.requirements}
    kinds = {post.id: (post.unit_type, missions[post.requirement]) for post in problem.posts}
    posts = [PostPrice(name, months, *kinds[name]) for name, months in _priced(prices.posts, calendar)]
    return PricesOfPlan(
        posts=tuple(sorted(posts, key=_dearest)),
        states=tuple(sorted((PriceRow(*row) for row in _priced(prices.states, calendar)), key=_dearest)),
        arrivals=tuple(
            sorted((PriceRow(name or "", months) for name, months in _priced(prices.arrivals, calendar)), key=_dearest)
        ),
    )


def _priced(
    rows: Mapping[Name, Sequence[float]], calendar: Calendar
) -> list[tuple[Name, tuple[tuple[date, float], ...]]]:
    """Return the rows that are not zero throughout, each with its months."""
    found = []
    for name, row in rows.items():
        months = tuple((calendar.day(period), points) for period, points in enumerate(row) if points > 0)
        if months:
            found.append((name, months))
    return found


def _dearest(row: PriceRow) -> tuple[float, str]:
    return -row.total, row.name


def worth_by_unit_type(problem: Problem, worth: Mapping[str, Sequence[float]]) -> tuple[UnitWorth, ...]:
    """Return for each unit type the worth of one more, by the month from which it is there; the greatest first.

    `worth`: by pledge and period. Types of which no pledge could stand in any post are left out.
    """
    pledges_of: dict[str, list[str]] = defaultdict(list)
    for pledge in problem.pledges:
        if pledge.id in worth:
            pledges_of[pledge.unit_type].append(pledge.id)
    found = [
        UnitWorth(kind, tuple(max((worth[one][period], one) for one in pledges) for period in range(problem.count)))
        for kind, pledges in pledges_of.items()
    ]
    return tuple(sorted(found, key=lambda row: (-row.by_month[0][0], row.unit_type)))
