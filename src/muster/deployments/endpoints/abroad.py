"""The API of a State's people abroad against its acts, and of the strength that is expected of a mission."""

from datetime import date

from ninja import Query, Router
from pydantic import Field

from muster.deployments.queries.abroad import abroad_of, member_state, require_reader_of_state
from muster.deployments.queries.expected import expected_of
from muster.kit.openapi import READ_ERRORS, Answer, Filters
from muster.kit.openapi.fields import Code
from muster.parties.request import MusterRequest

router = Router(tags=["units in theatre"])


class SpanAbroadAnswer(Answer):
    """The people abroad in `[from_day, until)`, both contingents of a handover counted; no end: not yet known."""

    from_day: date
    until: date | None
    people: int
    contingents: list[str]


class ActCeilingAnswer(Answer):
    """What an act allows in `[from_day, until)`: in its missions, or in all where it names none."""

    act: str
    people: int
    from_day: date
    until: date | None
    missions: list[str]


class BeyondActAnswer(Answer):
    """Where an act is exceeded, in words with a remedy. It is no refusal: whoever decides sees it."""

    act: str
    words: str
    remedy: str


class PeopleAbroadAnswer(Answer):
    """A State's people abroad from the day looked at on, as far as the caller may see them."""

    state: str
    people: int = Field(description="on the day looked at")
    spans: list[SpanAbroadAnswer]
    ceilings: list[ActCeilingAnswer]
    beyond_acts: list[BeyondActAnswer]
    illustrative: bool


class ExpectedMonthAnswer(Answer):
    """What is expected on the last day of a month: with an even chance, and in nine cases of ten, of what comes."""

    day: date
    standing: int = Field(description="people of stays alone")
    even_chance: int
    nine_of_ten: int
    required: int
    short: int = Field(description="people who lack to the requirement with an even chance")
    ceiling: int | None


class ExpectedStrengthAnswer(Answer):
    """What is expected of a mission by month; `resolution`: the mandate whose ceiling is taken for all of them."""

    mission: str
    resolution: str
    months: list[ExpectedMonthAnswer]
    illustrative: bool


@router.get("/states/{code}/abroad", response={200: PeopleAbroadAnswer, **READ_ERRORS}, summary="People abroad")
def people_abroad(request: MusterRequest, code: Code, filters: Query[Filters]) -> PeopleAbroadAnswer:
    """A State's people abroad against its acts: for the State itself and for secretariats."""
    state, day = member_state(code), filters.day(request)
    require_reader_of_state(request.viewer, state)
    found = abroad_of(request.viewer, state, day)
    return PeopleAbroadAnswer(
        state=state.code,
        people=found.people_on(day),
        spans=[
            SpanAbroadAnswer(from_day=one.start, until=one.until, people=one.people, contingents=list(one.names))
            for one in found.spans
        ],
        ceilings=[
            ActCeilingAnswer(
                act=one.reference,
                people=one.people,
                from_day=one.start,
                until=one.until,
                missions=sorted(one.missions),
            )
            for one in found.ceilings
        ],
        beyond_acts=[BeyondActAnswer(act=one.place, words=one.words, remedy=one.remedy) for one in found.findings],
        illustrative=found.is_illustrative,
    )


@router.get(
    "/missions/{acronym}/expected-strength",
    response={200: ExpectedStrengthAnswer, **READ_ERRORS},
    summary="Expected strength of a mission",
)
def expected_strength(request: MusterRequest, acronym: Code, filters: Query[Filters]) -> ExpectedStrengthAnswer:
    """What is expected on the ground by month, from stays and open cases that the caller may see."""
    found = expected_of(request.viewer, filters.day(request), acronym, today=request.today)
    return ExpectedStrengthAnswer(
        mission=found.mission.acronym,
        resolution=found.resolution,
        months=[
            ExpectedMonthAnswer(
                day=one.day,
                standing=one.standing,
                even_chance=one.even,
                nine_of_ten=one.nine,
                required=one.required,
                short=one.short,
                ceiling=one.ceiling,
            )
            for one in found.months
        ],
        illustrative=found.illustrative,
    )
