"""A State's own companies and the tours that its units need: which company takes which tour.

A company is away from the first day of training until the last day in theatre, and dwells at home afterwards. Who is
abroad is counted by tours, so that during a handover both contingents count.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True)
class Company:
    """A company: what it is trained for, how many of its people volunteer, and since when it has been home.

    `home_since` is empty where it has not been away within its dwell.
    """

    id: str
    strength: int
    volunteers: int
    trained_for: frozenset[str]
    dwell_days: int
    home_since: date | None = None


@dataclass(frozen=True)
class NeededTour:
    """A tour to be taken: people in theatre in `[arrives_on, leaves_on)`, in training from `training_from` on.

    `agreed`: the company that has it already, if one has.
    """

    id: str
    unit_type: str
    people: int
    training_from: date
    arrives_on: date
    leaves_on: date
    agreed: str = ""
    mission: str = ""


@dataclass(frozen=True)
class AbroadCeiling:
    """The most people whom a State may have abroad in `[valid_from, valid_until)`, and those there on other grounds.

    `missions`: the act counts the tours in these alone; empty: all.
    """

    valid_from: date
    valid_until: date
    people: int
    others_abroad: int = 0
    missions: frozenset[str] = frozenset()

    def counts(self, tour: NeededTour) -> bool:
        """Return whether the people of a tour count under the ceiling."""
        return not self.missions or tour.mission in self.missions


@dataclass(frozen=True)
class CompaniesProblem:
    """Companies, tours, ceilings. Raises ValueError for names used twice, or days that are not in order."""

    companies: tuple[Company, ...]
    tours: tuple[NeededTour, ...]
    ceilings: tuple[AbroadCeiling, ...] = ()

    def __post_init__(self) -> None:
        for rows in (self.companies, self.tours):
            if len({row.id for row in rows}) < len(rows):
                raise ValueError("two companies or two tours have the same name")
        for tour in self.tours:
            if not tour.training_from <= tour.arrives_on < tour.leaves_on:
                raise ValueError(f"tour {tour.id}: training, arrival and leaving are not in this order")
            if tour.agreed and tour.agreed not in self.company_by_id:
                raise ValueError(f"tour {tour.id} is agreed with {tour.agreed}, which is no company of the problem")

    @cached_property
    def company_by_id(self) -> dict[str, Company]:
        """The companies by name."""
        return {row.id: row for row in self.companies}

    @cached_property
    def tour_by_id(self) -> dict[str, NeededTour]:
        """The tours by name."""
        return {row.id: row for row in self.tours}


class Obstacle(StrEnum):
    """Why a company cannot take a tour, or nobody can."""

    UNIT_TYPE = "unit-type"
    STRENGTH = "strength"
    VOLUNTEERS = "volunteers"
    DWELL = "dwell"
    BUSY = "busy"
    CEILING = "ceiling"


@dataclass(frozen=True)
class Cure:
    """What would let a company take a tour while the rest stays: `amount` people or days more of what lacks.

    For a unit type or a tour that it is busy with there is no amount: `wanted` names it. `company` is empty where the
    obstacle is the act's ceiling.
    """

    tour: str
    company: str
    obstacle: Obstacle
    amount: int = 0
    wanted: str = ""


@dataclass(frozen=True)
class CompaniesPlan:
    """Which company takes which tour; tours that nobody takes, with what would cure it, the fewest cures first.

    `unfair`: the sum of squares of the tours that each company has; the least there can be with so few left, if
    `is_proven`.
    """

    taken: dict[str, str]
    untaken: tuple[str, ...]
    cures: dict[str, tuple[tuple[Cure, ...], ...]]
    unfair: int
    is_proven: bool


def dwell_ends(company: Company, home_on: date) -> date:
    """Return the first day on which a company may train again after it came home."""
    return home_on + timedelta(days=company.dwell_days)


def obstacles_of(company: Company, tour: NeededTour) -> tuple[Cure, ...]:
    """Return what of the company itself speaks against a tour, whatever else it does."""
    found = []
    if tour.unit_type not in company.trained_for:
        found.append(Cure(tour.id, company.id, Obstacle.UNIT_TYPE, wanted=tour.unit_type))
    if company.strength < tour.people:
        found.append(Cure(tour.id, company.id, Obstacle.STRENGTH, tour.people - company.strength))
    if company.volunteers < tour.people:
        found.append(Cure(tour.id, company.id, Obstacle.VOLUNTEERS, tour.people - company.volunteers))
    if company.home_since is not None:
        short = (dwell_ends(company, company.home_since) - tour.training_from).days
        if short > 0:
            found.append(Cure(tour.id, company.id, Obstacle.DWELL, short))
    return tuple(found)


def days_short_between(company: Company, one: NeededTour, other: NeededTour) -> int:
    """Return by how many days two tours are too near for one company: 0 if it can do both."""
    first, second = sorted((one, other), key=lambda tour: tour.arrives_on)
    return max(0, (dwell_ends(company, first.leaves_on) - second.training_from).days)


def people_abroad(problem: CompaniesProblem, ceiling: AbroadCeiling, tours: frozenset[str], day: date) -> int:
    """Return who of these tours is in theatre on a day and counts under a ceiling."""
    return sum(
        tour.people
        for tour in problem.tours
        if tour.id in tours and ceiling.counts(tour) and tour.arrives_on <= day < tour.leaves_on
    )


def ceiling_days(problem: CompaniesProblem, ceiling: AbroadCeiling) -> list[date]:
    """Return the days on which the most people may be abroad under a ceiling: its first, and each arrival under it."""
    days = {ceiling.valid_from, *(tour.arrives_on for tour in problem.tours)}
    return sorted(day for day in days if ceiling.valid_from <= day < ceiling.valid_until)
