"""The API of load lists, movements, arrivals and clearances."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.generation.actions.clearances import ClearanceStep, plan_inspection, require_clearances, step_clearance
from muster.generation.actions.load_lists import make_load_list, write_load_list
from muster.generation.actions.movements import add_movement, change_movement, step_movement
from muster.generation.endpoints.fields import CaseReference
from muster.generation.models import (
    Case,
    Clearance,
    ClearanceKind,
    ClearanceStage,
    Movement,
    MovementLoad,
    MovementMode,
    MovementStage,
    Stowage,
)
from muster.generation.models.load_list import HEAVIEST_KG, LARGEST_CM
from muster.generation.queries.case_parts import case_seen
from muster.generation.queries.clearances import clearances_of, missing_clearances, planned_inspection
from muster.generation.queries.load_lists import load_list_of, load_terms, stowage_rule
from muster.generation.queries.movements import arriving_movements, capacity_of, movements_of, planned_arrivals
from muster.generation.rules.arrivals import by_month, could_be_later
from muster.generation.rules.load_list import MOST_LINES, LoadTerms, measures
from muster.generation.rules.movement import MovementTerms
from muster.kit.errors import NotFound
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import WHOLE, Code, Day, Line, LongLine, People, RecordId, Strength, Title, Version, Word
from muster.missions.queries import visible_missions
from muster.parties.request import MusterRequest

router = Router(tags=["movement of a case"])
Size = Annotated[int, Field(ge=1, le=LARGEST_CM), WHOLE]
Degrees = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Number = Annotated[int, Field(ge=1, le=32_767)]
Days = Annotated[int, Field(ge=0, le=365), WHOLE]


class LoadLineBody(Body):
    """Like items. Sizes in centimetres and weight in kilograms are of one; null: not known yet."""

    item: Annotated[Line, Field(min_length=1)]
    pieces: Strength
    category: Annotated[str, Field(pattern=r"^[A-Z0-9-]*$", max_length=12)] = ""
    length_cm: Size | None = None
    width_cm: Size | None = None
    height_cm: Size | None = None
    weight_kg: Annotated[int, Field(ge=1, le=HEAVIEST_KG), WHOLE] | None = None
    stowage: Stowage = Stowage.CONTAINER
    hazard_class: Annotated[str, Field(pattern=r"^[A-Z0-9.]*$", max_length=12)] = ""
    note: Title = ""


class LoadListBody(Body):
    """All lines of a load list. `version` 0: there is none yet; null: whatever is there is replaced."""

    lines: Annotated[list[LoadLineBody], Field(max_length=MOST_LINES)]
    version: Annotated[int, Field(ge=0, le=2**31 - 1), WHOLE] | None = None


class LoadListAnswer(Answer):
    """A load list with what it adds up to; what is not measured is in no total but the pieces."""

    case: str
    made_from: str
    version: int = Field(description="0: there is none yet")
    lines: list[LoadLineBody]
    pieces: int
    volume_m3: float
    weight_t: float
    lane_metres: float
    containers: int
    hazardous_pieces: int
    unmeasured: list[str]


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


class ClearanceAnswer(Answer):
    """One clearance of a case."""

    number: int
    kind: ClearanceKind
    host_state: str
    stage: ClearanceStage
    asked_on: date | None
    due_on: date | None
    answered_on: date | None
    answered_by: str
    note: str
    version: int


class ClearancesAnswer(Answer):
    """The clearances of a case, the kinds still missing for its arrival, and the planned arrival inspection."""

    case: str
    clearances: list[ClearanceAnswer]
    missing: list[ClearanceKind]
    arrival_on: date | None
    inspection_due_on: date | None


class NeededBody(Body):
    """The day by which the clearances are due."""

    due_on: Day


class ClearanceStepBody(Body):
    """The next stage of a clearance."""

    version: Version
    stage: ClearanceStage
    day: Day
    due_on: Day | None = None
    answered_by: Word = ""
    note: LongLine = ""


class InspectionBody(Body):
    """The arrival that the inspection follows."""

    arrival_on: Day


def _load(request: MusterRequest, case: Case, day: date) -> LoadListAnswer:
    found = load_list_of(request.viewer, day, case)
    lines = load_terms(found)
    total = vars(measures(lines, stowage_rule(request.today)))
    said = {"made_from": found.made_from if found else "", "version": found.version if found else 0}
    return LoadListAnswer.model_validate(
        {"case": case.reference, **said, "lines": [vars(one) for one in lines], **total,
         "unmeasured": list(total["unmeasured"])}
    )  # fmt: skip


@router.get("/cases/{case}/load-list", response={200: LoadListAnswer, **READ_ERRORS}, summary="Load list of a case")
def case_load_list(request: MusterRequest, case: CaseReference, filters: Query[Filters]) -> LoadListAnswer:
    """The load list of a case with its totals."""
    day = filters.day(request)
    return _load(request, case_seen(request.viewer, day, case), day)


@router.put("/cases/{case}/load-list", response={200: LoadListAnswer, **WRITE_ERRORS}, summary="Write the load list")
def put_load_list(request: MusterRequest, case: CaseReference, body: LoadListBody) -> LoadListAnswer:
    """Replace the lines of a case's load list."""
    lines = [LoadTerms(**{**one.model_dump(), "stowage": one.stowage.value}) for one in body.lines]
    write_load_list(request.viewer, case, lines, today=request.today, expected_version=body.version)
    return _load(request, case_seen(request.viewer, request.today, case), request.today)


@router.post(
    "/cases/{case}/load-list/from-pledge", response={200: LoadListAnswer, **WRITE_ERRORS}, summary="Make the load list"
)
def load_list_from_pledge(request: MusterRequest, case: CaseReference) -> LoadListAnswer:
    """Make the load list from the major equipment of the pledge; what is there is replaced."""
    make_load_list(request.viewer, case, today=request.today)
    return _load(request, case_seen(request.viewer, request.today, case), request.today)


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


def _clearance(one: Clearance) -> dict[str, Any]:
    return {"number": one.pk, **{name: getattr(one, name) for name in set(ClearanceAnswer.model_fields) - {"number"}}}


def _clearances(request: MusterRequest, case: Case, day: date) -> ClearancesAnswer:
    rows = list(clearances_of(request.viewer, day, case))
    planned = planned_inspection(request.viewer, day, case)
    return ClearancesAnswer.model_validate(
        {
            "case": case.reference,
            "clearances": [_clearance(one) for one in rows],
            "missing": [one.kind for one in missing_clearances(rows, day)],
            "arrival_on": planned.arrival_on if planned else None,
            "inspection_due_on": planned.due_on if planned else None,
        }
    )


@router.get("/cases/{case}/clearances", response={200: ClearancesAnswer, **READ_ERRORS}, summary="Clearances of a case")
def case_clearances(request: MusterRequest, case: CaseReference, filters: Query[Filters]) -> ClearancesAnswer:
    """The clearances of a case, and what is missing for its arrival."""
    day = filters.day(request)
    return _clearances(request, case_seen(request.viewer, day, case), day)


@router.post("/cases/{case}/clearances", response={201: ClearancesAnswer, **WRITE_ERRORS}, summary="What is needed")
def post_clearances(request: MusterRequest, case: CaseReference, body: NeededBody) -> Status[ClearancesAnswer]:
    """Enter every kind of clearance as needed, due by a day."""
    require_clearances(request.viewer, case, due_on=body.due_on, today=request.today)
    return Status(201, _clearances(request, case_seen(request.viewer, request.today, case), request.today))


@router.post(
    "/cases/{case}/clearances/{number}", response={200: ClearanceAnswer, **WRITE_ERRORS}, summary="Next stage of one"
)
def post_clearance_step(
    request: MusterRequest, case: CaseReference, number: RecordId, body: ClearanceStepBody
) -> ClearanceAnswer:
    """Record that a clearance is asked for, granted, refused or not needed."""
    step = ClearanceStep(body.stage.value, body.day, body.due_on, body.answered_by, body.note)
    more: dict[str, Any] = {"today": request.today, "expected_version": body.version}
    return ClearanceAnswer.model_validate(_clearance(step_clearance(request.viewer, case, number, step, **more)))


@router.put("/cases/{case}/inspection", response={200: ClearancesAnswer, **WRITE_ERRORS}, summary="Plan the inspection")
def put_inspection(request: MusterRequest, case: CaseReference, body: InspectionBody) -> ClearancesAnswer:
    """Plan the arrival inspection, due within a month of the arrival."""
    plan_inspection(request.viewer, case, arrival_on=body.arrival_on, today=request.today)
    return _clearances(request, case_seen(request.viewer, request.today, case), request.today)
