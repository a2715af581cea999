"""The API of what inspections find: discrepancies, serviceability over time, and what holds as verified."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from ninja import Query, Router, Status

from muster.deployments.models import DeployedUnit
from muster.deployments.queries.strength import units_seen_whole
from muster.deployments.queries.units import visible_unit
from muster.inspections import actions
from muster.inspections.actions.discrepancies import may_accept, still_proposed
from muster.inspections.endpoints.found_shapes import (
    DiscrepanciesBody,
    DiscrepancyAnswer,
    DiscrepancyProposal,
    DiscrepancyStepBody,
    ServiceabilityAnswer,
    ServiceabilityPoint,
    VerifiedAnswer,
    VerifiedEquipmentAnswer,
    VerifiedServiceAnswer,
    discrepancy_answer,
    share_answer,
)
from muster.inspections.endpoints.inspection_shapes import InspectionReference
from muster.inspections.inspection_terms import DiscrepancyTerms
from muster.inspections.parameters import threshold_percent
from muster.inspections.queries.discrepancies import visible_discrepancies, visible_discrepancy
from muster.inspections.queries.inspections import visible_inspection
from muster.inspections.queries.serviceability import serviceability_of
from muster.inspections.queries.verified import verified_in
from muster.inspections.rules.verified import VerifiedEquipment, VerifiedService
from muster.inspections.stages import ActingSide, InspectionKind
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.intervals import DateInterval
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, Day, Reference
from muster.parties.request import MusterRequest

router = Router(tags=["inspections"])
ALL_LINES = "all lines"


class DiscrepancyFilters(ListFilters):
    """Which discrepancies."""

    mission: Code | None = None
    state: Code | None = None
    unit: Reference | None = None
    inspection: InspectionReference | None = None
    to_act: ActingSide | None = None


class VerifiedFilters(Filters):
    """Which days: from `start` to `until` (excluded), by default the day as of which it is answered."""

    start: Day | None = None
    until: Day | None = None


@router.get("/discrepancies", response={200: Page[DiscrepancyAnswer], **READ_ERRORS}, summary="Discrepancies")
def discrepancies(request: MusterRequest, filters: Query[DiscrepancyFilters]) -> Page[DiscrepancyAnswer]:
    """The discrepancies that the caller may see, by the day on which they are due."""
    found = visible_discrepancies(request.viewer, filters.day(request)).filter(
        **filters.chosen(
            mission="inspection__unit__post__requirement__mission__acronym",
            state="inspection__unit__state__code",
            unit="inspection__unit__reference",
            inspection="inspection__reference",
            to_act="side",
        )
    )
    return page_of(found.order_by("due_on", "reference"), filters, discrepancy_answer)


@router.get("/discrepancies/{reference}", response={200: DiscrepancyAnswer, **READ_ERRORS}, summary="A discrepancy")
def discrepancy(request: MusterRequest, reference: InspectionReference, filters: Query[Filters]) -> DiscrepancyAnswer:
    """One discrepancy."""
    return discrepancy_answer(visible_discrepancy(request.viewer, filters.day(request), reference))


@router.post(
    "/discrepancies/{reference}/steps",
    response={200: DiscrepancyAnswer, **WRITE_ERRORS},
    summary="Move a discrepancy on",
)
def discrepancy_step(
    request: MusterRequest, reference: InspectionReference, body: DiscrepancyStepBody
) -> DiscrepancyAnswer:
    """Report a discrepancy remedied, close it, open it again or waive it."""
    actions.step_discrepancy(
        request.viewer, reference, body.standing.value, on=body.on, note=body.note, today=request.today,
        expected_version=body.version,
    )  # fmt: skip
    return discrepancy_answer(visible_discrepancy(request.viewer, request.today, reference))


@router.get(
    "/inspections/{reference}/proposed-discrepancies",
    response={200: list[DiscrepancyProposal], **READ_ERRORS},
    summary="What a worksheet shows",
)
def proposed_discrepancies(request: MusterRequest, reference: InspectionReference) -> list[DiscrepancyProposal]:
    """What the worksheet of an inspection shows and nobody has accepted, to those who may accept it."""
    found = visible_inspection(request.viewer, request.today, reference)
    if not may_accept(request.viewer, found):
        raise NotAllowed(f"Discrepancies of {reference} are accepted by the mission's side, once it is shared.")
    return [
        DiscrepancyProposal(
            key=one.key, about=one.about, line=one.line, words=one.words, items=one.items, to_act=one.side
        )
        for one in still_proposed(found)
    ]


@router.post(
    "/inspections/{reference}/discrepancies",
    response={201: list[DiscrepancyAnswer], **WRITE_ERRORS},
    summary="Accept discrepancies",
)
def accept(
    request: MusterRequest, reference: InspectionReference, body: DiscrepanciesBody
) -> Status[list[DiscrepancyAnswer]]:
    """Accept what the worksheet shows by keys, or enter one in words: one of the two."""
    if (not body.keys) == (body.entered is None):
        raise Refused(f"Discrepancies of {reference}: give keys of what is proposed, or one in words.")
    if body.entered is None:
        made = actions.accept_discrepancies(
            request.viewer, reference, body.keys, due_on=body.due_on, today=request.today
        )
    else:
        said = body.entered
        terms = DiscrepancyTerms(said.about, said.words, said.to_act, said.line, said.items, body.due_on)
        made = [actions.enter_discrepancy(request.viewer, reference, terms, today=request.today)]
    found = [visible_discrepancy(request.viewer, request.today, one.reference) for one in made]
    return Status(201, [discrepancy_answer(one) for one in found])


def _sided(request: MusterRequest, day: Any, reference: str) -> DeployedUnit:
    found = visible_unit(request.viewer, day, reference)
    if not units_seen_whole(request.viewer, [found]):
        raise NotFound(f"There is nothing of unit {reference}'s inspections that you may see.")
    return found


@router.get(
    "/deployed-units/{unit}/serviceability",
    response={200: ServiceabilityAnswer, **READ_ERRORS},
    summary="Serviceability over time",
)
def serviceability(request: MusterRequest, unit: Reference, filters: Query[Filters]) -> ServiceabilityAnswer:
    """What signed inspections verified of a unit, and what its contingent reported, by category."""
    day = filters.day(request)
    found = _sided(request, day, unit)
    threshold = threshold_percent(day)
    points = [
        ServiceabilityPoint(
            inspection=one.reference,
            kind=InspectionKind(one.kind),
            on=one.on,
            reported=one.reported,
            shares=[
                share_answer(name, share, threshold)
                for name, share in ((ALL_LINES, one.total), *one.categories.items())
            ],
        )
        for one in serviceability_of(request.viewer, found, day)
    ]
    return ServiceabilityAnswer(unit=unit, threshold_percent=threshold, points=points)


@router.get(
    "/deployed-units/{unit}/verified", response={200: list[VerifiedAnswer], **READ_ERRORS}, summary="What is verified"
)
def verified(request: MusterRequest, unit: Reference, filters: Query[VerifiedFilters]) -> list[VerifiedAnswer]:
    """What holds as verified of a unit through days, in parts that cover them; reports verify nothing."""
    day = filters.day(request)
    found = _sided(request, day, unit)
    start = filters.start or day
    until = filters.until or start + timedelta(days=1)
    if until <= start:
        raise Refused(f"Verified of {unit}: {until} is not after {start}; give a later end.")
    parts = verified_in(request.viewer, found, DateInterval(start, until), as_of=day)
    return [
        VerifiedAnswer(
            unit=unit,
            start=one.days.start,
            until=one.days.until or until,
            equipment=[_equipment(line) for line in one.equipment],
            self_sustainment=[_service(line) for line in one.services],
        )
        for one in parts
    ]


def _equipment(one: VerifiedEquipment) -> VerifiedEquipmentAnswer:
    said = asdict(one.line)
    names = ("category", "item", "lease", "agreed", "present", "operational", "beyond_control", "remark")
    values = {name: said[name] for name in names}
    return VerifiedEquipmentAnswer.model_validate({**values, "since": one.since, "inspection": one.reference})


def _service(one: VerifiedService) -> VerifiedServiceAnswer:
    said = asdict(one.line)
    values = {name: said[name] for name in ("category", "ceiling", "served", "verdict")}
    return VerifiedServiceAnswer.model_validate({**values, "since": one.since, "inspection": one.reference})
