"""The API of a mission's strength by day, category and sex against its ceilings."""

from datetime import date

from ninja import Query, Router

from muster.deployments.queries.mission_strength import StrengthOfDay, mission_strength
from muster.deployments.rules.strength import Strength
from muster.kit.openapi import READ_ERRORS, Answer, Filters
from muster.kit.openapi.fields import Code
from muster.parties.request import MusterRequest

router = Router(tags=["units in theatre"])


class CategoryStrengthAnswer(Answer):
    """People of a category; `unsexed` are of units that reported nothing yet; no ceiling: none is known to hold."""

    category: str
    people: int
    men: int
    women: int
    unsexed: int
    ceiling: int | None
    over: int


class DayStrengthAnswer(Answer):
    """The people of a mission on a day; national support elements that the caller may see stand beside."""

    day: date
    people: int
    support: int
    categories: list[CategoryStrengthAnswer]


class UnitStrengthAnswer(Answer):
    """One unit on the last day; `light`: how its women stand against the target of the year."""

    unit: str
    state: str
    people: int
    women: int
    unsexed: int
    light: str | None


class MissionStrengthAnswer(Answer):
    """Month ends, oldest first, the day looked at last; and the units present on it. Individuals are not in it."""

    mission: str
    illustrative: bool
    days: list[DayStrengthAnswer]
    units: list[UnitStrengthAnswer]


def _category(one: StrengthOfDay, category: str, strength: Strength) -> CategoryStrengthAnswer:
    return CategoryStrengthAnswer(
        category=category,
        people=strength.people,
        men=strength.men,
        women=strength.women,
        unsexed=strength.unsexed,
        ceiling=one.ceiling_of(category),
        over=one.over(category),
    )


def _day(one: StrengthOfDay) -> DayStrengthAnswer:
    return DayStrengthAnswer(
        day=one.day,
        people=one.total.people,
        support=one.total.support,
        categories=[_category(one, name, strength) for name, strength in sorted(one.categories.items())],
    )


@router.get(
    "/missions/{acronym}/strength",
    response={200: MissionStrengthAnswer, **READ_ERRORS},
    summary="Strength of a mission",
)
def strength_of_mission(request: MusterRequest, acronym: Code, filters: Query[Filters]) -> MissionStrengthAnswer:
    """Who is in theatre of a mission, by category and sex, at month ends and on the day."""
    found = mission_strength(request.viewer, filters.day(request), acronym)
    return MissionStrengthAnswer(
        mission=found.mission.acronym,
        illustrative=found.illustrative,
        days=[_day(one) for one in found.days],
        units=[
            UnitStrengthAnswer(
                unit=one.unit.reference,
                state=one.unit.state.code,
                people=one.strength.people,
                women=one.strength.women,
                unsexed=one.strength.unsexed,
                light=one.women.light if one.women else None,
            )
            for one in found.units
        ],
    )
