"""The API of missions and requirements: the same queries and actions as the pages."""

from datetime import date
from typing import Annotated, Literal

from ninja import Query, Router, Status
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
from muster.kit.openapi.fields import WHOLE, Code, Day, Line, LongLine, Reference, Strength, Title, Truth, Version, Word
from muster.missions import actions, queries
from muster.missions.models import MandatePeriod, Mission, OperationKind, Post, Requirement, RequirementStage
from muster.missions.rules import HIGHEST_PRIORITY, MOST_STATES
from muster.missions.terms import PostTerms, RequirementTerms
from muster.parties.request import MusterRequest

router = Router(tags=["missions and requirements"])
MOST_POSTS = 200


class MissionAnswer(Sourced):
    """A peace operation."""

    acronym: str
    name: str
    mandated_by: str = Field(description="code of the organisation that commands it")
    operation_kind: OperationKind
    lead_department: str
    host_states: str
    region: str
    headquarters: str
    latitude: float
    longitude: float
    started_on: date
    ended_on: date | None
    known_from: date


class MandateAnswer(Sourced):
    """A mandate in force in `[valid_from, valid_until)`, ceilings in people."""

    resolution: str
    valid_from: date
    valid_until: date | None
    troop_ceiling: int
    police_ceiling: int
    known_from: date


class MissionWithMandates(MissionAnswer):
    """A mission with the mandates known on the day."""

    mandates: list[MandateAnswer]


class PostAnswer(Answer):
    """One unit's place in a requirement, wanted in `[needed_from, needed_until)`; strength in people."""

    reference: str
    unit_type: str
    strength: int
    needed_from: date
    needed_until: date | None
    is_lead: bool
    location: str
    tasks: str
    languages: str
    sector: str
    statement: str = Field(description="reference of the statement of unit requirement that it means, or empty")


class RequirementSummary(Sourced):
    """A requirement without its posts."""

    reference: str
    mission: str
    title: str
    stage: RequirementStage
    maximum_states: int
    priority: int
    authority: str
    version: int
    known_from: date


class RequirementInList(RequirementSummary):
    """A requirement with the number of its posts and their strength in people."""

    post_count: int
    total_strength: int


class RequirementAnswer(RequirementSummary):
    """A requirement with its posts."""

    posts: list[PostAnswer]


class PostBody(Body):
    """A post as it is entered. `tasks` and `languages` are lists with semicolons."""

    reference: Reference
    unit_type: Annotated[str, Field(pattern=r"^[-A-Z0-9_]+$", min_length=1, max_length=20)]
    strength: Strength
    needed_from: Day
    needed_until: Day | None = None
    is_lead: Truth = False
    location: Annotated[Line, Field(max_length=120)] = ""
    tasks: LongLine = ""
    languages: Word = ""
    sector: Annotated[Line, Field(max_length=60)] = ""
    statement: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)] = ""


class RequirementContent(Body):
    """What a requirement says."""

    mission: Code
    title: Annotated[Title, Field(min_length=1)]
    posts: Annotated[list[PostBody], Field(min_length=1, max_length=MOST_POSTS)]
    maximum_states: Annotated[int, Field(ge=1, le=MOST_STATES), WHOLE] = 1
    priority: Annotated[int, Field(ge=1, le=HIGHEST_PRIORITY), WHOLE] = 2
    authority: Line = ""
    source: LongLine | None = None


class NewRequirement(RequirementContent):
    """A requirement to be made."""

    reference: Reference


class ChangedRequirement(RequirementContent):
    """A requirement's new content. `version` is the one that was read: if it has moved on, the change is refused."""

    version: Version


class RequirementStageBody(Body):
    """The stage that a requirement is to have."""

    stage: Literal["published", "closed"]


class MissionFilters(ListFilters):
    """Which missions."""

    active: Annotated[bool, Field(description="only those under way on the day")] = False


class RequirementFilters(ListFilters):
    """Which requirements."""

    mission: Code | None = None
    stage: RequirementStage | None = None
    unit_type: Annotated[Word | None, Field(description="with a post of this unit type")] = None


def _mission_values(mission: Mission) -> dict[str, object]:
    plain = (
        "acronym",
        "name",
        "operation_kind",
        "lead_department",
        "host_states",
        "region",
        "headquarters",
        "latitude",
        "longitude",
        "started_on",
        "ended_on",
        "known_from",
    )
    return {
        **sourced(mission),
        **{name: getattr(mission, name) for name in plain},
        "mandated_by": mission.mandated_by.code,
    }


def mission_answer(mission: Mission) -> MissionAnswer:
    """Return a mission, its organisation loaded, as the API gives it."""
    return MissionAnswer.model_validate(_mission_values(mission))


def mandate_answer(mandate: MandatePeriod) -> MandateAnswer:
    """Return a mandate as the API gives it."""
    return MandateAnswer(
        **sourced(mandate),
        resolution=mandate.resolution,
        valid_from=mandate.valid_from,
        valid_until=mandate.valid_until,
        troop_ceiling=mandate.troop_ceiling,
        police_ceiling=mandate.police_ceiling,
        known_from=mandate.known_from,
    )


def post_answer(post: Post) -> PostAnswer:
    """Return a post as the API gives it."""
    return PostAnswer.model_validate(vars(actions.post_terms(post)))


def _requirement_values(requirement: Requirement) -> dict[str, object]:
    plain = ("reference", "title", "stage", "maximum_states", "priority", "authority", "version", "known_from")
    return {
        **sourced(requirement),
        **{name: getattr(requirement, name) for name in plain},
        "mission": requirement.mission.acronym,
    }


def requirement_in_list(requirement: Requirement) -> RequirementInList:
    """Return a requirement, read by `visible_requirements`, as lists give it."""
    counted = {
        "post_count": requirement.post_count,  # type: ignore[attr-defined]  # annotated by visible_requirements
        "total_strength": requirement.total_strength or 0,  # type: ignore[attr-defined]
    }
    return RequirementInList.model_validate({**_requirement_values(requirement), **counted})


def requirement_answer(requirement: Requirement) -> RequirementAnswer:
    """Return a requirement with its posts as the API gives it."""
    posts = [post_answer(post) for post in requirement.posts.all()]
    return RequirementAnswer.model_validate({**_requirement_values(requirement), "posts": posts})


def requirement_terms(reference: str, body: RequirementContent) -> RequirementTerms:
    """Return the terms that the body says."""
    plain = body.model_dump(exclude={"posts", "reference", "version"})
    posts = tuple(PostTerms(**post.model_dump()) for post in body.posts)
    return RequirementTerms(reference=reference, posts=posts, **plain)


def _seen(request: MusterRequest, reference: str) -> RequirementAnswer:
    """Return a requirement just written, as its writer sees it today."""
    return requirement_answer(queries.visible_requirement(request.viewer, request.today, reference))


@router.get("/missions", response={200: Page[MissionAnswer], **READ_ERRORS}, summary="Missions")
def missions(request: MusterRequest, filters: Query[MissionFilters]) -> Page[MissionAnswer]:
    """The peace operations known on the day."""
    found = queries.visible_missions(request.viewer, filters.day(request), only_active=filters.active)
    return page_of(found, filters, mission_answer)


@router.get("/missions/{acronym}", response={200: MissionWithMandates, **READ_ERRORS}, summary="One mission")
def mission(request: MusterRequest, acronym: Code, filters: Query[Filters]) -> MissionWithMandates:
    """A mission with its mandate periods."""
    found = queries.visible_mission(request.viewer, filters.day(request), acronym)
    mandates = [mandate_answer(one) for one in found.known_mandates]  # type: ignore[attr-defined]  # prefetched
    return MissionWithMandates.model_validate({**_mission_values(found), "mandates": mandates})


@router.get("/requirements", response={200: Page[RequirementInList], **READ_ERRORS}, summary="Requirements")
def requirements(request: MusterRequest, filters: Query[RequirementFilters]) -> Page[RequirementInList]:
    """The requirements that the caller may see, as of the day."""
    day = filters.day(request)
    found = queries.visible_requirements(request.viewer, day).filter(
        **filters.chosen(mission="mission__acronym", stage="stage")
    )
    if filters.unit_type is not None:
        posts = queries.visible_posts(request.viewer, day).filter(unit_type=filters.unit_type)
        found = found.filter(pk__in=posts.order_by().values("requirement"))
    return page_of(found, filters, requirement_in_list)


@router.get("/requirements/{reference}", response={200: RequirementAnswer, **READ_ERRORS}, summary="One requirement")
def requirement(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> RequirementAnswer:
    """A requirement with its posts."""
    return requirement_answer(queries.visible_requirement(request.viewer, filters.day(request), reference))


@router.post("/requirements", response={201: RequirementAnswer, **WRITE_ERRORS}, summary="Make a requirement")
def create_requirement(request: MusterRequest, body: NewRequirement) -> Status[RequirementAnswer]:
    """Record a requirement as the Secretariat's draft."""
    actions.create_requirement(request.viewer, requirement_terms(body.reference, body), today=request.today)
    return Status(201, _seen(request, body.reference))


@router.put(
    "/requirements/{reference}", response={200: RequirementAnswer, **WRITE_ERRORS}, summary="Change a requirement"
)
def change_requirement(request: MusterRequest, reference: Reference, body: ChangedRequirement) -> RequirementAnswer:
    """Replace a requirement's content, posts included."""
    actions.change_requirement(request.viewer, requirement_terms(reference, body), expected_version=body.version)
    return _seen(request, reference)


@router.post(
    "/requirements/{reference}/stage",
    response={200: RequirementAnswer, **WRITE_ERRORS},
    summary="Publish or close a requirement",
)
def change_stage(request: MusterRequest, reference: Reference, body: RequirementStageBody) -> RequirementAnswer:
    """Move a requirement on: draft, published, closed."""
    actions.change_stage(request.viewer, reference, RequirementStage(body.stage))
    return _seen(request, reference)
