"""The API of bridges: days covered and open until a unit arrives, proposals, and each bridge's way."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.generation import actions
from muster.generation.actions import BridgeTerms
from muster.generation.models import Bridge, BridgeStage
from muster.generation.queries.bridges import covered_days, proposals, visible_bridge, visible_bridges
from muster.generation.queries.case_parts import case_seen
from muster.kit.intervals import DateInterval
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
from muster.kit.openapi.fields import Day, LongLine, Reference, Version
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter

router = Router(tags=["bridges"])


class SpanAnswer(Answer):
    """Days from `held_from` until `held_until` (excluded)."""

    held_from: date
    held_until: date | None


class BridgeAnswer(Sourced):
    """A unit that holds the post of a case until the chosen one arrives."""

    reference: str
    case: str
    post: str
    mission: str
    pledge: str
    state: str
    held_from: date
    held_until: date
    stage: BridgeStage
    reason: str
    drill: bool
    version: int
    known_from: date


class ProposalAnswer(Answer):
    """A pledge that could bridge, best first; `covered_days` are open days that it would cover."""

    pledge: str
    state: str
    level: str
    notice_days: int
    held_from: date
    held_until: date | None
    covered_days: int
    distance_km: int
    remarks: list[str]


class BridgingAnswer(Answer):
    """The days of a case until its unit has arrived. `proposals`: the register's alone, empty for others."""

    case: str
    wanted: SpanAnswer | None
    covered_days: int
    open_days: int
    covered: list[SpanAnswer]
    open: list[SpanAnswer]
    bridges: list[BridgeAnswer]
    proposals: list[ProposalAnswer]


class NewBridge(Body):
    """A bridge to be proposed; days from `held_from` until `held_until` (excluded)."""

    reference: Reference
    pledge: Reference
    held_from: Day
    held_until: Day
    source: LongLine = ""


class BridgeStep(Body):
    """The next stage; ending and dropping need a reason. `version` is the one that was read."""

    stage: BridgeStage
    reason: LongLine = ""
    version: Annotated[Version, Field(description="refused if it has moved on")]


def _values(one: Bridge) -> dict[str, Any]:
    names = ("reference", "held_from", "held_until", "stage", "reason", "version", "known_from")
    case = one.case
    return {
        **sourced(one),
        **{name: getattr(one, name) for name in names},
        "case": case.reference,
        "post": case.post.reference,
        "mission": case.post.requirement.mission.acronym,
        "pledge": one.pledge.reference,
        "state": one.pledge.state.code,
        "drill": case.is_drill,
    }


def _span(one: DateInterval) -> dict[str, date | None]:
    return {"held_from": one.start, "held_until": one.until}


@router.get("/bridges", response={200: Page[BridgeAnswer], **READ_ERRORS}, summary="Bridges")
def all_bridges(request: MusterRequest, filters: Query[ListFilters]) -> Page[BridgeAnswer]:
    """The bridges that the caller may see."""
    found = visible_bridges(request.viewer, filters.day(request)).order_by("reference")
    return page_of(found, filters, lambda one: BridgeAnswer.model_validate(_values(one)))


@router.get("/cases/{case}/bridging", response={200: BridgingAnswer, **READ_ERRORS}, summary="Bridging of a case")
def bridging_of_case(request: MusterRequest, case: Reference, filters: Query[Filters]) -> BridgingAnswer:
    """Which days until the unit arrives are covered and open, and who could cover them."""
    day = filters.day(request)
    found = case_seen(request.viewer, day, case)
    covered = covered_days(found, day)
    rows = []
    if request.viewer.is_system or request.viewer.organisation_id == found.register_id:
        most = parameter("bridge_proposals_shown", day).integer
        rows = [
            {
                "pledge": one.pledge.reference,
                "state": one.pledge.state,
                "level": one.pledge.level,
                "notice_days": one.pledge.notice_days,
                "covered_days": one.covered_days,
                "distance_km": one.distance_km,
                "remarks": list(one.remarks),
                **_span(one.days),
            }
            for one in proposals(request.viewer, found, day)[:most]
        ]
    return BridgingAnswer.model_validate(
        {
            "case": found.reference,
            "wanted": _span(covered.wanted) if covered.wanted else None,
            "covered_days": covered.covered_days,
            "open_days": covered.open_days,
            "covered": [_span(one) for one in covered.covered],
            "open": [_span(one) for one in covered.open],
            "bridges": [_values(one) for one in visible_bridges(request.viewer, day).filter(case=found)],
            "proposals": rows,
        }
    )


@router.post("/cases/{case}/bridges", response={201: BridgeAnswer, **WRITE_ERRORS}, summary="Propose a bridge")
def propose(request: MusterRequest, case: Reference, body: NewBridge) -> Status[BridgeAnswer]:
    """Propose that a unit holds the post of a case: by the register."""
    made = actions.propose_bridge(request.viewer, BridgeTerms(case=case, **body.model_dump()), today=request.today)
    found = visible_bridge(request.viewer, request.today, made.reference)
    return Status(201, BridgeAnswer.model_validate(_values(found)))


@router.post(
    "/bridges/{reference}/step", response={200: BridgeAnswer, **WRITE_ERRORS}, summary="Next stage of a bridge"
)
def step_a_bridge(request: MusterRequest, reference: Reference, body: BridgeStep) -> BridgeAnswer:
    """Take a bridge to its next stage: its State agrees or drops, the register does all."""
    actions.step_bridge(
        request.viewer,
        reference,
        body.stage.value,
        reason=body.reason,
        today=request.today,
        expected_version=body.version,
    )
    return BridgeAnswer.model_validate(_values(visible_bridge(request.viewer, request.today, reference)))
