"""The API of the national pool, and of certificates of its people that end soon; the same actions as the pages."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.deployments.rules.eligibility import RuleVerdict
from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Answer,
    Body,
    Filters,
    ListFilters,
    Page,
    page_of,
    page_of_rows,
)
from muster.kit.openapi.fields import Day, LongLine, RecordId, Truth, Version
from muster.parties.request import MusterRequest
from muster.people.models import PersonCredential
from muster.training.actions import pool as pool_actions
from muster.training.queries import pool as queries
from muster.training.queries.lapsing import lapsing_certificates
from muster.training.stages import PoolPlace, PoolStage, PoolTrack, RequirementRule

router = Router(tags=["training"])

Words = Annotated[LongLine, Field(description="without a name or medical words")]


class PoolHindrance(Answer):
    """A rule of the State that is not met or not known, with what would help."""

    rule: RequirementRule
    verdict: RuleVerdict
    words: str
    remedy: str


class PoolPlaceAnswer(Answer):
    """Somebody in the pool of the caller's State, as of the day; the name as it is held today."""

    number: int
    person: int
    name: str = Field(description="the number where the data were erased")
    rank: str
    track: PoolTrack
    where: PoolPlace
    until: date | None = Field(description="the first day on which they are no longer there, where known")
    stage: PoolStage
    pooled_until: date | None
    is_volunteer: bool | None
    hindrances: list[PoolHindrance]
    version: int


class PoolFilters(ListFilters):
    """Which people of the pool."""

    track: PoolTrack | None = None
    where: PoolPlace | None = None


class PoolCandidateBody(Body):
    """A person held by the caller's State who becomes a candidate."""

    person: RecordId
    track: PoolTrack
    is_volunteer: Truth | None = None


class PoolStepBody(Body):
    """The next stage. `exception` is why somebody is taken who does not meet what the State asks."""

    stage: PoolStage
    pooled_until: Day | None = None
    reason: Annotated[Words, Field(max_length=200)] = ""
    exception: Annotated[Words, Field(max_length=90)] = ""
    version: Version


class WillingBody(Body):
    """Whether somebody is willing to serve; null is not known."""

    is_volunteer: Truth | None
    version: Version


class LapsingCertificate(Answer):
    """A training certificate of the caller's own people that ends soon."""

    person: int
    standard: str
    number: str
    valid_until: date


def _place(row: queries.PoolRow) -> PoolPlaceAnswer:
    return PoolPlaceAnswer(
        number=row.number,
        person=row.person,
        name=row.label,
        rank=row.rank,
        track=row.track,
        where=row.place.where,
        until=row.place.until,
        stage=PoolStage(row.entry.stage),
        pooled_until=row.entry.pooled_until,
        is_volunteer=row.is_volunteer,
        hindrances=[
            PoolHindrance(rule=RequirementRule(one.rule), verdict=one.verdict, words=one.words, remedy=one.remedy)
            for one in row.hindrances
        ],
        version=row.entry.version,
    )


def _one(request: MusterRequest, number: int, day: date) -> PoolPlaceAnswer:
    entry = queries.visible_pool_entry(request.viewer, day, number)
    return _place(queries.pool_rows(request.viewer, [entry], day, request.today)[0])


@router.get("/pool", response={200: Page[PoolPlaceAnswer], **READ_ERRORS}, summary="The caller's national pool")
def pool(request: MusterRequest, filters: Query[PoolFilters]) -> Page[PoolPlaceAnswer]:
    """The people of the caller's own State, where they are on the day, and what hinders them."""
    day = filters.day(request)
    rows = queries.pool_rows(request.viewer, queries.visible_pool(request.viewer, day), day, request.today)
    chosen = [
        one
        for one in rows
        if filters.track in (None, one.track) and (filters.where is None or filters.where == one.place.where)
    ]
    return page_of_rows(chosen, filters, _place)


@router.get("/pool/{number}", response={200: PoolPlaceAnswer, **READ_ERRORS}, summary="One place in the pool")
def pool_place(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> PoolPlaceAnswer:
    """Somebody in the pool of the caller's own State."""
    return _one(request, number, filters.day(request))


@router.post("/pool", response={201: PoolPlaceAnswer, **WRITE_ERRORS}, summary="Make somebody a candidate")
def enter_pool(request: MusterRequest, body: PoolCandidateBody) -> Status[PoolPlaceAnswer]:
    """Make a person whose data the caller's State holds a candidate of its pool; nobody is entered anew."""
    entry = pool_actions.enter_pool(
        request.viewer,
        body.person,
        track=body.track.value,
        is_volunteer=body.is_volunteer,
        today=request.today,
    )
    return Status(201, _one(request, entry.pk, request.today))


@router.post("/pool/{number}/step", response={200: PoolPlaceAnswer, **WRITE_ERRORS}, summary="The next stage")
def pool_step(request: MusterRequest, number: RecordId, body: PoolStepBody) -> PoolPlaceAnswer:
    """Take somebody to a stage; into the pool itself only who meets what the State asks, or exceptionally."""
    pool_actions.move_in_pool(
        request.viewer,
        number,
        body.stage.value,
        today=request.today,
        pooled_until=body.pooled_until,
        reason=body.reason,
        exception=body.exception,
        expected_version=body.version,
    )
    return _one(request, number, request.today)


@router.post("/pool/{number}/willing", response={200: PoolPlaceAnswer, **WRITE_ERRORS}, summary="Willing to serve")
def pool_willing(request: MusterRequest, number: RecordId, body: WillingBody) -> PoolPlaceAnswer:
    """Note whether somebody is willing to serve."""
    pool_actions.note_willingness(
        request.viewer, number, is_volunteer=body.is_volunteer, today=request.today, expected_version=body.version
    )
    return _one(request, number, request.today)


@router.get(
    "/lapsing-certificates",
    response={200: Page[LapsingCertificate], **READ_ERRORS},
    summary="Training certificates that end soon",
)
def certificates(request: MusterRequest, filters: Query[ListFilters]) -> Page[LapsingCertificate]:
    """The certificates of the caller's own people that end within the notice, always as of today."""
    return page_of(lapsing_certificates(request.viewer, request.today), filters, _lapsing)


def _lapsing(one: PersonCredential) -> LapsingCertificate:
    assert one.valid_until is not None  # the query asks for those with an end
    return LapsingCertificate(
        person=one.person_id, standard=one.subject, number=one.number, valid_until=one.valid_until
    )
