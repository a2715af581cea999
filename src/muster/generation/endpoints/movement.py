"""The API of movements of cases and of arrivals in a mission: the same queries and actions as the pages."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.generation.actions.movements import add_movement, change_movement, step_movement
from muster.generation.endpoints.fields import CaseReference
from muster.generation.models import (
    Movement,
    MovementLoad,
    MovementMode,
    MovementStage,
)
from muster.generation.queries.case_parts import case_seen
from muster.generation.queries.movements import arriving_movements, capacity_of, movements_of, planned_arrivals
from muster.generation.rules.arrivals import by_month, could_be_later
from muster.generation.rules.movement import MovementTerms
from muster.kit.errors import NotFound
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import WHOLE, Code, Day, LongLine, People, Version
from muster.missions.queries import visible_missions
from muster.parties.request import MusterRequest

router = Router(tags=["movement of a case"])
Degrees = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Number = Annotated[int, Field(ge=1, le=32_767)]
Days = Annotated[int, Field(ge=0, le=365), WHOLE]


class MovementBody(Body):
    """One lift. Ports by UN/LOCODE or name, airports by ICAO or IATA code; coordinates for places of no list."""

    mode: MovementMode
    carries: MovementLoad
    people: People = 0
    origin: Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=120)]
    destination: Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=120)]
    departs_on: Day
    arrives_on: Day
    origin_latitude: Latitude | None = None
    origin_longitude: Degrees | None = None
    destination_latitude: Latitude | None = None
    destination_longitude: Degrees | None = None
    sea_route_nm: Annotated[int, Field(ge=1, le=30_000), WHOLE] | None = None
    later_by_days: Days = 0
    note: LongLine = ""


class ChangedMovement(MovementBody):
    """A movement's new content."""

    version: Version


class MovementStep(Body):
    """What became of a movement."""

    version: Version
    stage: MovementStage


class MovementAnswer(Answer):
    """A movement with its distance in nautical miles; null where none can be reckoned."""

    case: str
    number: int
    mode: MovementMode
    carries: MovementLoad
    people: int
    origin: str
    destination: str
    departs_on: date
    arrives_on: date
    distance_nm: int | None
    sea_route_nm: int | None
    later_by_days: int
    stage: MovementStage
    note: str
    version: int
    standing: str
    illustrative: bool


class MonthAnswer(Answer):
    """The people who arrive in a month, against what the mission can receive."""

    month: date = Field(description="first day of the month")
    people: int
    capacity: int | None
    over: int


class LaterAnswer(Answer):
    """An arrival that could be later."""

    case: str
    number: int
    people: int
    arrives_on: date
    could_arrive_on: date


class ArrivalsAnswer(Answer):
    """The arrival plan of a mission, of the movements that the caller may see."""

    mission: str
    months: list[MonthAnswer]
    could_be_later: list[LaterAnswer]


def _movement(one: Movement) -> MovementAnswer:
    names = set(MovementAnswer.model_fields) - {"case"}
    return MovementAnswer.model_validate({"case": one.case.reference, **{name: getattr(one, name) for name in names}})


def _terms(body: MovementBody) -> MovementTerms:
    said = body.model_dump(exclude={"version"})
    return MovementTerms(**{**said, "mode": body.mode.value, "carries": body.carries.value})


@router.get(
    "/cases/{case}/movements", response={200: Page[MovementAnswer], **READ_ERRORS}, summary="Movements of a case"
)
def case_movements(request: MusterRequest, case: CaseReference, filters: Query[ListFilters]) -> Page[MovementAnswer]:
    """The movements of a case."""
    day = filters.day(request)
    return page_of(movements_of(request.viewer, day, case_seen(request.viewer, day, case)), filters, _movement)


@router.post("/cases/{case}/movements", response={201: MovementAnswer, **WRITE_ERRORS}, summary="Enter a movement")
def post_movement(request: MusterRequest, case: CaseReference, body: MovementBody) -> Status[MovementAnswer]:
    """Enter a movement; its distance is reckoned."""
    return Status(201, _movement(add_movement(request.viewer, case, _terms(body), today=request.today)))


@router.put("/cases/{case}/movements/{number}", response={200: MovementAnswer, **WRITE_ERRORS}, summary="Change it")
def put_movement(request: MusterRequest, case: CaseReference, number: Number, body: ChangedMovement) -> MovementAnswer:
    """Change a planned movement."""
    return _movement(change_movement(request.viewer, case, number, _terms(body), expected_version=body.version))


@router.post(
    "/cases/{case}/movements/{number}/step", response={200: MovementAnswer, **WRITE_ERRORS}, summary="What became of it"
)
def post_movement_step(
    request: MusterRequest, case: CaseReference, number: Number, body: MovementStep
) -> MovementAnswer:
    """Record that a movement has arrived, is cancelled, or is planned again."""
    more: dict[str, Any] = {"today": request.today, "expected_version": body.version}
    return _movement(step_movement(request.viewer, case, number, body.stage.value, **more))


@router.get("/missions/{acronym}/arrivals", response={200: ArrivalsAnswer, **READ_ERRORS}, summary="Arrival plan")
def mission_arrivals(request: MusterRequest, acronym: Code, filters: Query[Filters]) -> ArrivalsAnswer:
    """The people who arrive in a mission by month, against what it can receive, and which could be later."""
    day = filters.day(request)
    mission = visible_missions(request.viewer, day).filter(acronym=acronym).first()
    if mission is None:
        raise NotFound(f"There is no mission {acronym!r} that you may see.")
    planned, capacity = planned_arrivals(arriving_movements(request.viewer, day, mission)), capacity_of(mission)
    later = []
    for one in could_be_later(planned, capacity):
        case, number = one.arrival.key.rsplit("/", 1)
        later.append(
            LaterAnswer(case=case, number=int(number), people=one.arrival.people, arrives_on=one.arrival.day,
                        could_arrive_on=one.until)
        )  # fmt: skip
    months = [
        MonthAnswer(month=one.start, people=one.people, capacity=one.capacity, over=one.over)
        for one in by_month(planned, capacity)
    ]
    return ArrivalsAnswer(mission=acronym, months=months, could_be_later=later)
