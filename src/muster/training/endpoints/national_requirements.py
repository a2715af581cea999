"""The API of what a State asks of its own people; the same actions as the pages."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Body, ListFilters, Page, Sourced, page_of, sourced
from muster.kit.openapi.fields import Day, HalfSteps, RecordId, Title, Version, Word
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.training.actions import pool as pool_actions
from muster.training.models import NationalRequirement
from muster.training.queries import pool as queries
from muster.training.stages import PoolTrack, RequirementRule

router = Router(tags=["training"])


class NationalRequirementAnswer(Sourced):
    """What a State asks of its own people, in `[valid_from, valid_until)`; no track: of everybody."""

    number: int
    track: PoolTrack | None
    rule: RequirementRule
    test: str
    minimum: float | None
    maximum: float | None
    lowest_rank: str
    highest_rank: str
    valid_from: date
    valid_until: date | None
    version: int


class NationalRequirementBody(Body):
    """A new row of what the caller's State asks."""

    track: PoolTrack | None = None
    rule: RequirementRule
    test: Annotated[Word, Field(max_length=20)] = ""
    minimum: HalfSteps | None = None
    maximum: HalfSteps | None = None
    lowest_rank: Annotated[Word, Field(max_length=40)] = ""
    highest_rank: Annotated[Word, Field(max_length=40)] = ""
    valid_from: Day
    valid_until: Day | None = None
    source: Title = ""


class RequirementEndBody(Body):
    """On which day (excluded) a requirement ends."""

    on: Day
    version: Version


def _requirement(one: NationalRequirement) -> NationalRequirementAnswer:
    return NationalRequirementAnswer(
        number=one.pk,
        track=PoolTrack(one.track) if one.track else None,
        rule=RequirementRule(one.rule),
        test=one.test,
        minimum=None if one.minimum is None else float(one.minimum),
        maximum=None if one.maximum is None else float(one.maximum),
        lowest_rank=one.lowest_rank,
        highest_rank=one.highest_rank,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        version=one.version,
        **sourced(one),
    )


@router.get(
    "/national-requirements",
    response={200: Page[NationalRequirementAnswer], **READ_ERRORS},
    summary="What the caller's State asks",
)
def national_requirements(request: MusterRequest, filters: Query[ListFilters]) -> Page[NationalRequirementAnswer]:
    """What the caller's State asks of its own people on the day."""
    return page_of(queries.visible_requirements(request.viewer, filters.day(request)), filters, _requirement)


@router.post(
    "/national-requirements",
    response={201: NationalRequirementAnswer, **WRITE_ERRORS},
    summary="Enter what the State asks",
)
def enter_requirement(request: MusterRequest, body: NationalRequirementBody) -> Status[NationalRequirementAnswer]:
    """Enter a row of what the caller's State asks."""
    said = body.model_dump(exclude={"track", "rule"})
    row = NationalRequirement(
        **said,
        track=body.track.value if body.track else "",
        rule=body.rule.value,
        state=organisation(request.viewer.organisation_code),
        known_from=request.today,
    )
    return Status(201, _requirement(pool_actions.record_requirement(request.viewer, row)))


@router.post(
    "/national-requirements/{number}/end",
    response={200: NationalRequirementAnswer, **WRITE_ERRORS},
    summary="End what the State asks",
)
def end_requirement(request: MusterRequest, number: RecordId, body: RequirementEndBody) -> NationalRequirementAnswer:
    """Let a row end on a day."""
    done = pool_actions.end_requirement(
        request.viewer, number, on=body.on, today=request.today, expected_version=body.version
    )
    return _requirement(done)
