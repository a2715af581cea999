"""The capability requirements paper: what is wanted, deployed and pledged, by unit type and by mission. Pure.

The shape of the tables is that of section 4 of the dossier: required now and in the pipeline, deployed, pledges by
level, net gap, States offering, median notice, share without caveats. The published tables themselves were not seen;
how each figure is reckoned here is said with it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from muster.kit.intervals import DateInterval, add_months
from muster.pledges.levels import LADDER, Level, rung


@dataclass(frozen=True)
class WantedPost:
    """One unit's place in a mission, wanted in the interval."""

    unit_type: str
    mission: str
    needed: DateInterval
    illustrative: bool = False


@dataclass(frozen=True)
class StandingUnit:
    """A unit in theatre in a mission, of the type of the post that it holds."""

    unit_type: str
    mission: str
    held: DateInterval


@dataclass(frozen=True)
class OfferedUnit:
    """A pledge in the pool as of the day: `units` identical units of one State. Those in theatre are not in the pool.

    `binds`: whether a hard caveat or condition binds it on the day.
    """

    unit_type: str
    state: str
    level: str
    notice_days: int
    units: int = 1
    binds: bool = False
    illustrative: bool = False


@dataclass(frozen=True)
class Needs:
    """Units wanted and units in theatre: now, and wanted after each of the months ahead."""

    now: int
    ahead: tuple[int, ...]
    deployed: int

    @property
    def most(self) -> int:
        """The most units wanted on one of the days."""
        return max((self.now, *self.ahead))


@dataclass(frozen=True)
class Offers:
    """Units in the pool by level, and what is told of those that may be selected."""

    by_level: tuple[int, ...]
    selectable: int
    states: int
    median_notice_days: float | None
    caveat_free_share: float | None


@dataclass(frozen=True)
class CapabilityRow:
    """One line of the paper. `gap` above 0: units that neither stand in theatre nor in the pool; below: to spare."""

    name: str
    needs: Needs
    offers: Offers
    gap: int
    illustrative: bool

    @property
    def open_now(self) -> int:
        """Units wanted now that do not stand in theatre."""
        return max(0, self.needs.now - self.needs.deployed)


@dataclass(frozen=True)
class MissionRow:
    """One mission: what it wants and what stands there. Pledges are to the register, not to a mission."""

    name: str
    needs: Needs
    illustrative: bool

    @property
    def open_now(self) -> int:
        """Units wanted now that do not stand in theatre."""
        return max(0, self.needs.now - self.needs.deployed)

    @property
    def open_at_most(self) -> int:
        """Units wanted at most on one of the days that do not stand in theatre now."""
        return max(0, self.needs.most - self.needs.deployed)


LEVELS_SHOWN = LADDER[1:]
"""The rungs that the paper counts: a draft is no pledge."""


def days_shown(day: date, months_ahead: Sequence[int]) -> tuple[date, ...]:
    """Return the day of the paper and the days so many months ahead."""
    return (day, *(add_months(day, months) for months in months_ahead))


def needs_of(
    posts: Iterable[WantedPost], standing: Iterable[StandingUnit], days: Sequence[date], key: Callable[..., str]
) -> dict[str, Needs]:
    """Return what is wanted on each of the days and what stands in theatre on the first, by `key` of the records."""
    wanted: dict[str, list[int]] = defaultdict(lambda: [0] * len(days))
    for post in posts:
        for place, day in enumerate(days):
            wanted[key(post)][place] += post.needed.contains(day)
    deployed: dict[str, int] = defaultdict(int)
    for unit in standing:
        deployed[key(unit)] += unit.held.contains(days[0])
    names = dict.fromkeys([*wanted, *(name for name, number in deployed.items() if number)])
    return {name: Needs(wanted[name][0], tuple(wanted[name][1:]), deployed[name]) for name in names}


def offers_of(units: Sequence[OfferedUnit], minimum_level: str) -> Offers:
    """Return what the pool holds of one unit type. Notice and caveats are told of those that may be selected."""
    counted = [sum(one.units for one in units if one.level == level) for level in LEVELS_SHOWN]
    selectable = [one for one in units if rung(one.level) >= rung(minimum_level)]
    number = sum(one.units for one in selectable)
    free = sum(one.units for one in selectable if not one.binds)
    return Offers(
        by_level=tuple(counted),
        selectable=number,
        states=len({one.state for one in units if rung(one.level) > rung(Level.DRAFT)}),
        median_notice_days=median(one.notice_days for one in selectable for _ in range(one.units)) if number else None,
        caveat_free_share=free / number if number else None,
    )


def by_unit_type(
    posts: Sequence[WantedPost],
    standing: Sequence[StandingUnit],
    offered: Sequence[OfferedUnit],
    days: Sequence[date],
    minimum_level: str,
) -> list[CapabilityRow]:
    """Return a row for each unit type that is wanted, deployed or pledged, the greatest gap first.

    The gap is the most units wanted on one of the days, less those deployed on the first, less those in the pool that
    may be selected (at least `minimum_level`). Local choice: no published formula was found.
    """
    needs = needs_of(posts, standing, days, lambda one: str(one.unit_type))
    pool: dict[str, list[OfferedUnit]] = defaultdict(list)
    for unit in offered:
        pool[unit.unit_type].append(unit)
    none = Needs(0, (0,) * (len(days) - 1), 0)
    rows = []
    for name in dict.fromkeys([*needs, *pool]):
        offers, need = offers_of(pool[name], minimum_level), needs.get(name, none)
        made_up = any(post.illustrative for post in posts if post.unit_type == name)
        made_up = made_up or any(unit.illustrative for unit in pool[name])
        rows.append(CapabilityRow(name, need, offers, need.most - need.deployed - offers.selectable, made_up))
    return sorted(rows, key=lambda row: (-row.gap, -row.open_now, row.name))


def by_mission(posts: Sequence[WantedPost], standing: Sequence[StandingUnit], days: Sequence[date]) -> list[MissionRow]:
    """Return a row for each mission that wants units or has some, the one with most open first."""
    needs = needs_of(posts, standing, days, lambda one: str(one.mission))
    made_up = {one.mission for one in posts if one.illustrative}
    rows = [MissionRow(name, need, name in made_up) for name, need in needs.items()]
    return sorted(rows, key=lambda row: (-row.open_at_most, row.name))


def in_high_demand(rows: Iterable[CapabilityRow]) -> list[CapabilityRow]:
    """Return the unit types of which more is wanted than stands in theatre and in the pool: high demand, low supply."""
    return [row for row in rows if row.gap > 0]


def waiting_for_a_visit(rows: Iterable[CapabilityRow]) -> list[CapabilityRow]:
    """Return the types with a gap that pledges below selection could narrow once an assessment visit raised them."""
    level_1 = LEVELS_SHOWN.index(Level.LEVEL_1)
    return [row for row in rows if row.gap > 0 and row.offers.by_level[level_1] > 0]


def quarter_of(day: date) -> str:
    """Return the quarter of the year in which the day lies, as in a paper's reference: 2018-q4."""
    return f"{day.year}-q{(day.month + 2) // 3}"
