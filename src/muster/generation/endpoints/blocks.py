"""The API of what holds phases up in missions: the same queries and actions as the pages."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.generation import actions
from muster.generation.endpoints.fields import Reason, ShortCode
from muster.generation.models import MissionBlock
from muster.generation.queries.cases import visible_block, visible_blocks
from muster.generation.terms import BlockTerms
from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Body,
    ListFilters,
    Page,
    Sourced,
    page_of,
    sourced,
)
from muster.kit.openapi.fields import LARGEST_ID, WHOLE, Code, Day, LongLine, RecordId, Reference
from muster.parties.request import MusterRequest

router = Router(tags=["blocks of missions"])
MOST_PHASES = 20


class BlockFilters(ListFilters):
    """Which blocks."""

    mission: Code | None = None


class BlockAnswer(Sourced):
    """In `[held_from, held_until)` nothing is done in the phases named, in any case of the mission.

    `held_until` null: nobody knows yet. `number` is that of the row that is believed: a change makes a new one.
    """

    reference: str
    number: int
    mission: str
    phases: list[str]
    held_from: date
    held_until: date | None
    why: str
    known_from: date


class BlockBody(Body):
    """A block as it is to be believed from today on. `number`: of the row that was read; 0: there is none yet."""

    reference: Reference
    number: Annotated[int, Field(ge=0, le=LARGEST_ID), WHOLE] = 0
    mission: Code
    phases: Annotated[list[ShortCode], Field(max_length=MOST_PHASES)]
    held_from: Day
    held_until: Day | None = None
    why: Reason
    source: LongLine = ""


class EndingBlock(Body):
    """From which day a block holds nothing up any more; its first day or before: it never did."""

    number: RecordId
    until: Day


def _block(one: MissionBlock) -> BlockAnswer:
    plain: dict[str, Any] = {
        name: getattr(one, name) for name in ("reference", "held_from", "held_until", "why", "known_from")
    }
    told = {"number": one.pk, "mission": one.mission.acronym, "phases": list(one.phase_codes)}
    return BlockAnswer.model_validate({**sourced(one), **plain, **told})


@router.get("/blocks", response={200: Page[BlockAnswer], **READ_ERRORS}, summary="What holds phases up")
def all_blocks(request: MusterRequest, filters: Query[BlockFilters]) -> Page[BlockAnswer]:
    """The blocks believed on the day: every party must know what holds its units up."""
    conditions = filters.chosen(mission="mission__acronym")
    return page_of(visible_blocks(request.viewer, filters.day(request)).filter(**conditions), filters, _block)


@router.post("/blocks", response={201: BlockAnswer, **WRITE_ERRORS}, summary="Record or change a block")
def record_block(request: MusterRequest, body: BlockBody) -> Status[BlockAnswer]:
    """Record a block, or change the one whose number is given; open cases of the mission are rescheduled."""
    said = {**body.model_dump(exclude={"number"}), "phases": tuple(body.phases)}
    actions.record_block(request.viewer, BlockTerms(**said), today=request.today, expected_number=body.number)
    return Status(201, _block(visible_block(request.viewer, request.today, body.reference)))


@router.post("/blocks/{reference}/end", response={204: None, **WRITE_ERRORS}, summary="End a block")
def end_block(request: MusterRequest, reference: Reference, body: EndingBlock) -> Status[None]:
    """Say from which day a block holds nothing up any more."""
    actions.end_block(request.viewer, reference, until=body.until, today=request.today, expected_number=body.number)
    return Status(204, None)
