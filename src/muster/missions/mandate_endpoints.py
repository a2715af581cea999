"""The API of mandates and of the statements on operations: the same queries and actions as the pages."""

from datetime import date

from ninja import Query, Router, Status

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page
from muster.kit.openapi.fields import Code, RecordId
from muster.kit.openapi.paging import page_of_rows
from muster.missions import actions, queries
from muster.missions.endpoints import MissionAnswer, mission_answer
from muster.missions.endpoints import router as missions_router
from muster.missions.mandate_shapes import (
    CorrectedPeriodBody,
    MandateFilters,
    MandateInListAnswer,
    MissionMandateAnswer,
    NewClassificationBody,
    NewConditionBody,
    NewOperationBody,
    NewPeriodBody,
    OperationContentBody,
    TaskInMissionsAnswer,
    mandate_in_list,
    mandate_of_mission,
    task_in_missions,
    tasks_of_body,
)
from muster.missions.models import MandatePeriod, Mission, MissionClassification, MissionCondition
from muster.missions.queries.mandate_rows import mandate_rows, period_rows, renewal_on, task_rows
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer

router = Router(tags=["mandates"])


@router.get("/mandates", response={200: Page[MandateInListAnswer], **READ_ERRORS}, summary="Mandates")
def mandates_list(request: MusterRequest, filters: Query[MandateFilters]) -> Page[MandateInListAnswer]:
    """The missions under way on the day, each with the mandate that holds of it."""
    rows = [
        row
        for row in mandate_rows(request.viewer, filters.day(request))
        if filters.state in (None, row.renewal.state)
        and (filters.task is None or filters.task in {line.task for line in row.tasks})
    ]
    return page_of_rows(rows, filters, mandate_in_list)


@router.get("/mandated-tasks", response={200: Page[TaskInMissionsAnswer], **READ_ERRORS}, summary="Tasks by mission")
def mandated_tasks_list(request: MusterRequest, filters: Query[ListFilters]) -> Page[TaskInMissionsAnswer]:
    """Every task of the controlled list with the missions whose mandate in force has it."""
    _missions, rows = task_rows(request.viewer, filters.day(request))
    return page_of_rows(rows, filters, task_in_missions)


@router.get(
    "/mandates/{acronym}", response={200: MissionMandateAnswer, **READ_ERRORS}, summary="The mandate of one mission"
)
def mandate_one(request: MusterRequest, acronym: Code, filters: Query[Filters]) -> MissionMandateAnswer:
    """Periods in their chain, tasks, statements and classifications of one mission."""
    return _answer(request.viewer, filters.day(request), acronym)


def _answer(viewer: Viewer, day: date, acronym: str) -> MissionMandateAnswer:
    found = queries.visible_mission(viewer, day, acronym)
    periods = period_rows(viewer, day, found)
    in_force = sorted(queries.conditions_in_force(viewer, day, [acronym]), key=lambda one: (one.kind, one.party))
    every = list(queries.known_conditions(viewer, day, [acronym]).order_by("-valid_from", "-pk"))
    standing = renewal_on([row.link.term for row in periods if row.link], found, day)
    classified = list(queries.classifications_known(viewer, day, acronym))
    return mandate_of_mission(found, standing, periods, (in_force, every), classified)


@router.post(
    "/mandates/{acronym}/periods",
    response={201: MissionMandateAnswer, **WRITE_ERRORS},
    summary="Enter a mandate period",
)
def create_mandate_period(request: MusterRequest, acronym: Code, body: NewPeriodBody) -> Status[MissionMandateAnswer]:
    """Enter a period with its tasks; what it changes of the one that it follows is told to whoever rests on it."""
    found = queries.visible_mission(request.viewer, request.today, acronym)
    plain = body.model_dump(exclude={"tasks", "follows"})
    made = MandatePeriod(mission=found, known_from=request.today, follows_id=body.follows, **plain)
    actions.renew_mandate(request.viewer, made, tasks_of_body(body))
    return Status(201, _answer(request.viewer, request.today, acronym))


@router.post(
    "/mandates/{acronym}/periods/{number}/correct",
    response={201: MissionMandateAnswer, **WRITE_ERRORS},
    summary="Correct a mandate period",
)
def correct_mandate_period(
    request: MusterRequest, acronym: Code, number: RecordId, body: CorrectedPeriodBody
) -> Status[MissionMandateAnswer]:
    """Put another period in the place of one that was entered wrongly, which stays on record as it was known."""
    found = queries.visible_mission(request.viewer, request.today, acronym)
    wrong = actions.period_of(found, number, request.today)
    right = MandatePeriod(known_from=request.today, **body.model_dump(exclude={"tasks", "reason"}))
    actions.correct_mandate(request.viewer, wrong, right, tasks_of_body(body), reason=body.reason)
    return Status(201, _answer(request.viewer, request.today, acronym))


@router.post(
    "/mandates/{acronym}/statements",
    response={201: MissionMandateAnswer, **WRITE_ERRORS},
    summary="Enter a statement on an operation",
)
def create_mission_condition(
    request: MusterRequest, acronym: Code, body: NewConditionBody
) -> Status[MissionMandateAnswer]:
    """Enter a dated statement; it takes the place of the one before of the same kind and party."""
    found = queries.visible_mission(request.viewer, request.today, acronym)
    made = MissionCondition(mission=found, known_from=request.today, **body.model_dump())
    actions.record_condition(request.viewer, made)
    return Status(201, _answer(request.viewer, request.today, acronym))


@router.post(
    "/mandates/{acronym}/classifications",
    response={201: MissionMandateAnswer, **WRITE_ERRORS},
    summary="Classify an operation",
)
def create_mission_classification(
    request: MusterRequest, acronym: Code, body: NewClassificationBody
) -> Status[MissionMandateAnswer]:
    """Give an operation a value of one scheme; several schemes stand side by side."""
    found = queries.visible_mission(request.viewer, request.today, acronym)
    made = MissionClassification(mission=found, known_from=request.today, **body.model_dump())
    actions.classify_mission(request.viewer, made)
    return Status(201, _answer(request.viewer, request.today, acronym))


@missions_router.post("/missions", response={201: MissionAnswer, **WRITE_ERRORS}, summary="Enter a mission")
def create_mission(request: MusterRequest, body: NewOperationBody) -> Status[MissionAnswer]:
    """Enter an operation that the caller's organisation mandates, alone or with others."""
    made = Mission(**body.model_dump(exclude={"mandated_with"}))
    saved = actions.enter_mission(request.viewer, made, today=request.today, mandated_with=body.mandated_with)
    return Status(201, mission_answer(saved))


@missions_router.put("/missions/{acronym}", response={200: MissionAnswer, **WRITE_ERRORS}, summary="Change a mission")
def change_mission(request: MusterRequest, acronym: Code, body: OperationContentBody) -> MissionAnswer:
    """Bring the facts of an operation up to date."""
    found = queries.visible_mission(request.viewer, request.today, acronym)
    for name, value in body.model_dump(exclude={"mandated_with"}).items():
        setattr(found, name, value)
    saved = actions.enter_mission(request.viewer, found, today=request.today, mandated_with=body.mandated_with)
    return mission_answer(saved)


routers: tuple[Router, ...] = (router,)
