"""The API of what the planner says of a plan: its prices, and who else could hold a post. To its Secretariat only."""

from datetime import date

from ninja import Query, Router
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, Answer, Filters
from muster.kit.openapi.fields import Code, Reference
from muster.parties.request import MusterRequest
from muster.planning.obstacles import Obstacle, Rule
from muster.plans.alternative_words import obstacle_words
from muster.plans.explained import ExplainedPlan, explained_plan
from muster.plans.explained_names import state_name
from muster.plans.prices import PriceRow
from muster.plans.slots import Candidate, Slot

router = Router(tags=["plans"])


class MonthPoints(Answer):
    """Points in a month, told by its first day."""

    month: date
    points: float


class PriceAnswer(Answer):
    """What one more would be worth at most, in the months in which that is not 0."""

    name: str = Field(description="post, State's code or mission; empty: all missions together")
    peak: float
    total: float
    months: list[MonthPoints]
    illustrative: bool = Field(description="the requirement is made up for demonstration")


class PostPriceAnswer(PriceAnswer):
    """What one more place in a post would be worth at most."""

    unit_type: str
    mission: str


class UnitWorthMonth(MonthPoints):
    """What one more unit would add to the bound at most, there from the month on."""

    pledge: str = Field(description="the unit is like this one")
    illustrative: bool = Field(description="that pledge is made up for demonstration")


class UnitWorthAnswer(Answer):
    """What one more unit of a type would add to the bound at most."""

    unit_type: str
    months: list[UnitWorthMonth]


class PricesAnswer(Answer):
    """The prices of a plan, the dearest first."""

    left_open: float | None = Field(description="points between the plan and what its prices prove")
    unit_types: list[UnitWorthAnswer]
    posts: list[PostPriceAnswer] = Field(description="one more place in a post")
    states: list[PriceAnswer] = Field(description="one more person under a State's ceiling")
    arrivals: list[PriceAnswer] = Field(description="one more person arriving in a month")


class MonthsAnswer(Answer):
    """Whole months `[start, until)`."""

    start: date
    until: date


class ObstacleAnswer(Answer):
    """A rule that stands against a pledge in a slot."""

    rule: Rule
    words: str
    months: list[MonthsAnswer]
    short_by: int = Field(description="persons that lack at most")
    worth_without: int | None = Field(description="points without this rule; null: no more than now")


class AlternativeAnswer(Answer):
    """An eligible pledge for the slot."""

    pledge: str
    state: str
    stays: list[MonthsAnswer] = Field(description="where it fits while the rest stays put")
    worth: int = Field(description="points that these stays add")
    most_gain: float | None = Field(description="the most that placing it can change the whole plan, in points")
    obstacles: list[ObstacleAnswer]
    illustrative: bool = Field(description="the pledge is made up for demonstration")


class UncoveredPostAnswer(MonthsAnswer):
    """Months in which nobody holds the post, with the eligible pledges in rank."""

    alternatives: list[AlternativeAnswer]


def _price_values(found: ExplainedPlan, row: PriceRow) -> dict[str, object]:
    months = [MonthPoints(month=month, points=points) for month, points in row.months]
    illustrative = row.name in found.illustrative_posts
    return {"name": row.name, "peak": row.peak, "total": row.total, "months": months, "illustrative": illustrative}


def prices_answer(found: ExplainedPlan) -> PricesAnswer:
    """Return the prices of a plan as the API gives them."""
    return PricesAnswer(
        left_open=found.another.left_open if found.another else None,
        unit_types=[
            UnitWorthAnswer(
                unit_type=row.unit_type,
                months=[
                    UnitWorthMonth(
                        month=found.calendar.day(period),
                        points=points,
                        pledge=pledge,
                        illustrative=pledge in found.illustrative_pledges,
                    )
                    for period, (points, pledge) in enumerate(row.by_month)
                ],
            )
            for row in found.unit_worths
        ],
        posts=[
            PostPriceAnswer.model_validate(
                {**_price_values(found, row), "unit_type": row.unit_type, "mission": row.mission}
            )
            for row in found.prices.posts
        ],
        states=[PriceAnswer.model_validate(_price_values(found, row)) for row in found.prices.states],
        arrivals=[PriceAnswer.model_validate(_price_values(found, row)) for row in found.prices.arrivals],
    )


def _months(found: ExplainedPlan, start: int, end: int) -> MonthsAnswer:
    return MonthsAnswer(start=found.calendar.day(start), until=found.calendar.day(end))


def _obstacle_answer(found: ExplainedPlan, obstacle: Obstacle) -> ObstacleAnswer:
    return ObstacleAnswer(
        rule=obstacle.rule,
        words=obstacle_words(obstacle, found.calendar, state_name),
        months=[_months(found, *run) for run in obstacle.runs],
        short_by=obstacle.short_by,
        worth_without=obstacle.worth_without,
    )


def _alternative_answer(found: ExplainedPlan, row: Candidate) -> AlternativeAnswer:
    return AlternativeAnswer(
        pledge=row.alternative.pledge,
        state=row.state,
        stays=[_months(found, stay.start, stay.end) for stay in row.alternative.stays],
        worth=row.alternative.worth,
        most_gain=row.effect.most_gain if row.effect else None,
        obstacles=[_obstacle_answer(found, obstacle) for obstacle in row.alternative.obstacles],
        illustrative=row.alternative.pledge in found.illustrative_pledges,
    )


def slot_answer(found: ExplainedPlan, slot: Slot) -> UncoveredPostAnswer:
    """Return a slot as the API gives it."""
    months = _months(found, slot.gap.start, slot.gap.end)
    rows = [_alternative_answer(found, row) for row in slot.candidates]
    return UncoveredPostAnswer(start=months.start, until=months.until, alternatives=rows)


@router.get("/plans/{reference}/prices", response={200: PricesAnswer, **READ_ERRORS}, summary="Its prices")
def plan_prices(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> PricesAnswer:
    """What one more place, person or unit would be worth at most, by month: to the plan's Secretariat only."""
    return prices_answer(explained_plan(request.viewer, reference))


@router.get(
    "/plans/{reference}/posts/{post}/alternatives",
    response={200: list[UncoveredPostAnswer], **READ_ERRORS},
    summary="Who else could hold a post",
)
def plan_alternatives(
    request: MusterRequest, reference: Reference, post: Code, filters: Query[Filters]
) -> list[UncoveredPostAnswer]:
    """The months in which nobody holds a post, and who could: to the plan's Secretariat only."""
    found = explained_plan(request.viewer, reference)
    return [slot_answer(found, slot) for slot in found.slots(post)]
