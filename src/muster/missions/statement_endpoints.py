"""The API of statements of unit requirement: the same queries and actions as the pages."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import File, Query, Router, Status
from pydantic import Field

from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Answer,
    Body,
    Filters,
    ListFilters,
    Page,
    Sourced,
    page_of,
    sourced,
)
from muster.kit.openapi.fields import (
    MOST_PEOPLE,
    WHOLE,
    WITHOUT_NUL,
    Code,
    LongLine,
    Prose,
    Reference,
    SentFile,
    Strength,
    Title,
    Truth,
    Version,
    Word,
)
from muster.kit.uploads import WORKBOOK_TYPE, attached, uploaded_bytes
from muster.missions import actions, queries, statement_workbook
from muster.missions.models import SelfSustainmentProvider, StatementStage, StatementVersion
from muster.missions.rules.statements import MOST_LINES
from muster.missions.statement_terms import HEADER, LISTS, StatementTerms
from muster.missions.statement_versions import lines_of
from muster.parties.request import MusterRequest

router = Router(tags=["missions and requirements"])
A_WORKBOOK: dict[str, Any] = {
    "description": "An Excel workbook",
    "content": {WORKBOOK_TYPE: {"schema": {"type": "string", "format": "binary"}}},
}
Count = Annotated[int, Field(ge=1, le=MOST_PEOPLE), WHOLE]
Ratio = Annotated[int, Field(ge=1, le=1000), WHOLE]
Text60 = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=60)]
Text120 = Annotated[str, Field(pattern=WITHOUT_NUL, max_length=120)]
Item = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=160)]
Category = Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=12)]
UnitType = Annotated[str, Field(pattern=r"^[-A-Z0-9_]+$", min_length=1, max_length=20)]
Acronym = Annotated[str, Field(pattern=r"^[^\x00/]*$", max_length=40)]


class TaskBody(Body):
    """A task of the unit."""

    task: Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=80)]
    is_mandatory: Truth = True
    note: LongLine = ""


class CapabilityBody(Body):
    """A capability in measurable words."""

    capability: Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=300)]
    measure: Title = ""
    is_mandatory: Truth = True
    note: LongLine = ""


class RequiredPostBody(Body):
    """`count` people of one speciality."""

    title: Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=120)]
    count: Count
    rank: Text60 = ""
    specialist_code: Annotated[str, Field(pattern=WITHOUT_NUL, max_length=40)] = ""
    language: Annotated[Word, Field(max_length=8, description="ISO 639")] = ""
    is_mandatory: Truth = True
    note: LongLine = ""


class RequiredEquipmentBody(Body):
    """A line of major equipment."""

    category: Annotated[Category, Field(description="code of the reference table equipment_categories")]
    item: Item
    quantity: Count
    is_mandatory: Truth = True
    note: LongLine = ""


class SubstituteBody(Body):
    """What is accepted for a line of equipment: `substitutes` items stand for `replaced` of it."""

    line: Annotated[int, Field(ge=1, le=MOST_LINES["equipment"], description="number of the line, from 1"), WHOLE]
    item: Item
    substitutes: Ratio = 1
    replaced: Ratio = 1
    cost_cents: Annotated[
        int, Field(ge=0, le=10**12, description="more a month for each replaced item, cents of USD"), WHOLE
    ] = 0
    reason: LongLine = ""


class RequiredSelfSustainmentBody(Body):
    """A category of self-sustainment, who provides it, and the days of stock at arrival."""

    category: Annotated[Category, Field(description="code of the reference table self_sustainment_categories")]
    provider: SelfSustainmentProvider = SelfSustainmentProvider.UNIT
    level: Word = ""
    stock_days: Annotated[int, Field(ge=0, le=2**15 - 1), WHOLE] | None = None
    is_mandatory: Truth = True
    note: LongLine = ""


class StatementLists(Body):
    """The lists of a statement, each in its order."""

    tasks: Annotated[list[TaskBody], Field(max_length=MOST_LINES["tasks"])] = []
    capabilities: Annotated[list[CapabilityBody], Field(max_length=MOST_LINES["capabilities"])] = []
    posts: Annotated[list[RequiredPostBody], Field(max_length=MOST_LINES["posts"])] = []
    equipment: Annotated[list[RequiredEquipmentBody], Field(max_length=MOST_LINES["equipment"])] = []
    substitutes: Annotated[list[SubstituteBody], Field(max_length=MOST_LINES["substitutes"])] = []
    self_sustainment: Annotated[
        list[RequiredSelfSustainmentBody], Field(max_length=MOST_LINES["self_sustainment"])
    ] = []


SHAPES: Mapping[str, type[Body]] = {
    "tasks": TaskBody,
    "capabilities": CapabilityBody,
    "posts": RequiredPostBody,
    "equipment": RequiredEquipmentBody,
    "substitutes": SubstituteBody,
    "self_sustainment": RequiredSelfSustainmentBody,
}
"""The shape of a line of each list."""


class StatementContent(StatementLists):
    """What a statement says: header and lists."""

    title: Annotated[Title, Field(min_length=1)]
    unit_type: UnitType
    strength_minimum: Strength
    strength_maximum: Strength
    women_minimum_percent: Annotated[int, Field(ge=0, le=100), WHOLE] = 0
    notice_days: Annotated[int, Field(ge=0, le=730, description="from the request to the arrival"), WHOLE] | None = None
    languages: Annotated[Word, Field(description="ISO 639, separated by semicolons")] = ""
    language_level: Text120 = ""
    environment: LongLine = ""
    base: Text120 = ""
    port_of_entry: Text120 = ""
    background: Prose = ""
    employment: Prose = ""
    training: Prose = ""
    command: Prose = ""
    constraints: Prose = ""
    deviations_allowed: Truth = True
    source: LongLine | None = None


class NewStatement(StatementContent):
    """A statement to be made. `mission` empty: a generic one; `stated_by` empty: the caller's organisation."""

    reference: Reference
    mission: Acronym = ""
    stated_by: Acronym = ""
    made_from: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)] = ""


class ChangedStatement(StatementContent):
    """A statement's new content. `version` is the one that was read: if it has moved on, the change is refused."""

    version: Version


class MadeStatement(Body):
    """A mission's statement to be made from a generic one in force."""

    reference: Reference
    mission: Code
    title: Title = ""


class ApprovedVersion(Body):
    """The version that the approver has read."""

    version: Version


class Withdrawal(Body):
    """Why a statement is withdrawn."""

    reason: Annotated[str, Field(pattern=WITHOUT_NUL, min_length=1, max_length=500)]


class PostsBody(Body):
    """The posts that are to mean the statement; others that meant it mean none."""

    posts: Annotated[list[Reference], Field(max_length=500)]


class StatementSummary(Sourced):
    """A statement in the newest version that the caller may see; strengths in people."""

    reference: str
    mission: str = Field(description="acronym; empty: a generic statement, a template")
    stated_by: str
    made_from: str
    title: str
    unit_type: str
    strength_minimum: int
    strength_maximum: int
    version: int = Field(description="number of the version shown")
    stage: StatementStage = Field(description="of the version shown: one in force is approved")
    approved_on: date | None
    known_from: date


class StatementAnswer(StatementSummary):
    """A statement with all that it says."""

    women_minimum_percent: int
    notice_days: int | None
    languages: str
    language_level: str
    environment: str
    base: str
    port_of_entry: str
    background: str
    employment: str
    training: str
    command: str
    constraints: str
    deviations_allowed: bool
    tasks: list[TaskBody]
    capabilities: list[CapabilityBody]
    posts: list[RequiredPostBody]
    equipment: list[RequiredEquipmentBody]
    substitutes: list[SubstituteBody]
    self_sustainment: list[RequiredSelfSustainmentBody]
    changed: list[str] = Field(description="fields and lists that this version says otherwise than the one before")
    meant_by: list[str] = Field(description="posts that mean the statement, as the caller may see them")


class StatementFilters(ListFilters):
    """Which statements."""

    mission: Code | None = None
    unit_type: UnitType | None = None
    generic: Annotated[bool | None, Field(description="true: only templates; false: only missions' own")] = None


class OneStatement(Filters):
    """Which version of a statement: the newest that the caller may see, or one by its number."""

    version: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None


class AttachedPosts(Answer):
    """How many records a step changed."""

    changed: int


class ImportedStatements(Answer):
    """What an import did."""

    created: int
    changed: int


def _summary(version: StatementVersion) -> dict[str, Any]:
    statement = version.statement
    plain = ("title", "unit_type", "strength_minimum", "strength_maximum", "approved_on", "known_from")
    return {
        **sourced(version),
        **{name: getattr(version, name) for name in plain},
        "reference": statement.reference,
        "mission": statement.mission.acronym if statement.mission else "",
        "stated_by": statement.stated_by.code,
        "made_from": statement.made_from.reference if statement.made_from else "",
        "version": version.number,
        "stage": getattr(version, "shown_stage", version.stage),
    }


def statement_in_list(version: StatementVersion) -> StatementSummary:
    """Return a statement, read by `visible_statements`, as lists give it."""
    return StatementSummary.model_validate(_summary(version))


def statement_answer(request: MusterRequest, version: StatementVersion, day: date) -> StatementAnswer:
    """Return a statement with its lines (loaded) as the API gives it."""
    lists = {name: [shape(**vars(line)) for line in lines_of(version, name)] for name, shape in SHAPES.items()}
    meant_by = queries.visible_posts(request.viewer, day).filter(statement=version.statement).order_by("reference")
    header = {name: getattr(version, name) for name in HEADER}
    posts = list(meant_by.values_list("reference", flat=True))
    values = {**header, **_summary(version), **lists, "changed": version.changed, "meant_by": posts}
    return StatementAnswer.model_validate(values)


def _terms(reference: str, body: StatementContent, **identity: Any) -> StatementTerms:
    """Return the terms that a body says."""
    header = {name: getattr(body, name) for name in (*HEADER, "source")}
    lists: dict[str, Any] = {name: tuple(_line(name, line) for line in getattr(body, name)) for name in SHAPES}
    return StatementTerms(reference=reference, **identity, **header, **lists)


def _line(name: str, line: Body) -> Any:
    values = line.model_dump(mode="python")
    return LISTS[name](**{key: one.value if isinstance(one, Enum) else one for key, one in values.items()})


def _seen(request: MusterRequest, reference: str) -> StatementAnswer:
    """Return a statement just written, as its writer sees it today."""
    found = queries.visible_statement(request.viewer, request.today, reference)
    return statement_answer(request, found, request.today)


@router.get("/statements", response={200: Page[StatementSummary], **READ_ERRORS}, summary="Statements of requirement")
def statements(request: MusterRequest, filters: Query[StatementFilters]) -> Page[StatementSummary]:
    """The statements of unit requirement that the caller may see, as of the day."""
    found = queries.visible_statements(request.viewer, filters.day(request)).filter(
        **filters.chosen(mission="statement__mission__acronym", unit_type="unit_type")
    )
    if filters.generic is not None:
        found = found.filter(statement__mission__isnull=filters.generic)
    return page_of(found, filters, statement_in_list)


@router.get(
    "/statements/workbook",
    response={**READ_ERRORS},
    summary="Statements as a workbook",
    openapi_extra={"responses": {200: A_WORKBOOK}},
)
def statements_workbook(request: MusterRequest, filters: Query[Filters]) -> HttpResponse:
    """The statements that the caller may see as of the day, as the workbook that can be imported again."""
    day = filters.day(request)
    return attached(statement_workbook.export(request.viewer, day), f"muster-statements-{day:%Y-%m-%d}.xlsx")


@router.post(
    "/statements/workbook",
    response={200: ImportedStatements, **WRITE_ERRORS},
    summary="Import a workbook of statements",
)
def import_statements(request: MusterRequest, workbook: File[SentFile]) -> ImportedStatements:
    """Save all statements of a workbook sent as multipart/form-data in the field `workbook`, or none and say why.

    Problems name sheet, row and column.
    """
    created, changed = statement_workbook.import_workbook(request.viewer, uploaded_bytes(request), today=request.today)
    return ImportedStatements(created=created, changed=changed)


@router.get("/statements/{reference}", response={200: StatementAnswer, **READ_ERRORS}, summary="One statement")
def statement(request: MusterRequest, reference: Reference, filters: Query[OneStatement]) -> StatementAnswer:
    """A statement with all its lines, in the newest version that the caller may see or one by its number."""
    day = filters.day(request)
    found = queries.visible_statement(request.viewer, day, reference, filters.version)
    return statement_answer(request, found, day)


@router.post("/statements", response={201: StatementAnswer, **WRITE_ERRORS}, summary="Make a statement")
def create_statement(request: MusterRequest, body: NewStatement) -> Status[StatementAnswer]:
    """Record a statement as a draft of its planners."""
    identity: dict[str, Any] = {"mission": body.mission, "stated_by": body.stated_by, "made_from": body.made_from}
    actions.create_statement(request.viewer, _terms(body.reference, body, **identity), today=request.today)
    return Status(201, _seen(request, body.reference))


@router.post(
    "/statements/{reference}/made",
    response={201: StatementAnswer, **WRITE_ERRORS},
    summary="Make a mission's statement from a generic one",
)
def make_statement(request: MusterRequest, reference: Reference, body: MadeStatement) -> Status[StatementAnswer]:
    """Make a mission's statement that says all that the generic one in force says, lines included."""
    actions.create_statement_from(
        request.viewer, reference, body.reference, mission=body.mission, today=request.today, title=body.title
    )
    return Status(201, _seen(request, body.reference))


@router.put("/statements/{reference}", response={200: StatementAnswer, **WRITE_ERRORS}, summary="Change a statement")
def change_statement(request: MusterRequest, reference: Reference, body: ChangedStatement) -> StatementAnswer:
    """Replace a statement's content by a new version, a draft; the version in force stays in force until approval."""
    actions.change_statement(
        request.viewer, _terms(reference, body), today=request.today, expected_version=body.version
    )
    return _seen(request, reference)


@router.post(
    "/statements/{reference}/approval", response={200: StatementAnswer, **WRITE_ERRORS}, summary="Approve a statement"
)
def approve_statement(request: MusterRequest, reference: Reference, body: ApprovedVersion) -> StatementAnswer:
    """Approve the version read; the approver is another person than those who wrote it."""
    actions.approve_statement(request.viewer, reference, today=request.today, expected_version=body.version)
    return _seen(request, reference)


@router.post(
    "/statements/{reference}/withdrawal",
    response={200: StatementAnswer, **WRITE_ERRORS},
    summary="Withdraw a statement",
)
def withdraw_statement(request: MusterRequest, reference: Reference, body: Withdrawal) -> StatementAnswer:
    """Withdraw a statement that no open post means."""
    actions.withdraw_statement(request.viewer, reference, today=request.today, reason=body.reason)
    return _seen(request, reference)


@router.put("/statements/{reference}/posts", response={200: AttachedPosts, **WRITE_ERRORS}, summary="Attach to posts")
def attach_statement(request: MusterRequest, reference: Reference, body: PostsBody) -> AttachedPosts:
    """Let exactly these posts mean the statement; unit types and missions must agree."""
    return AttachedPosts(changed=actions.set_posts_of_statement(request.viewer, reference, body.posts))
