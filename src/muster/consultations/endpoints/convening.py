"""The API of convening; the same actions as the pages."""

from datetime import date

from ninja import Query, Router, Status

from muster.consultations.actions import convening, convening_lines, convening_steps
from muster.consultations.endpoints.convening_shapes import (
    ConsultationAgendaBody,
    ConsultationAnswer,
    ConsultationCalendarAnswer,
    ConsultationChangeBody,
    ConsultationHoldingBody,
    ConsultationMeasuresAnswer,
    ConsultationPackBody,
    ConsultationPlanBody,
    ConsultationStageBody,
    ConsultationWhole,
    ConsultedPartyBody,
    DocumentDeliveryBody,
    calendar_answer,
    consultation_answer,
    measures_answer,
    whole_answer,
)
from muster.consultations.models import ConsultationStage
from muster.consultations.queries import (
    calendar,
    convenes,
    measured,
    measured_consultations,
    seen_participants,
    visible_consultation,
    visible_consultations,
    with_measured,
)
from muster.kit.errors import Refused
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of, page_of_rows
from muster.kit.openapi.fields import Code, Day, Reference
from muster.parties.request import MusterRequest

router = Router(tags=["consultations"])


class ConsultationFilters(ListFilters):
    """Which consultations."""

    mission: Code | None = None
    stage: ConsultationStage | None = None


class MeasureFilters(ListFilters):
    """Of the consultations whose vote falls into `[start, until)`."""

    start: Day | None = None
    until: Day | None = None


@router.get(
    "/consultation-calendar",
    response={200: Page[ConsultationCalendarAnswer], **READ_ERRORS},
    summary="Calendar of consultations",
)
def consultation_calendar(request: MusterRequest, filters: Query[ListFilters]) -> Page[ConsultationCalendarAnswer]:
    """Every operation in force with its next end of mandate, the next step, and what lasts beyond the mandate."""
    return page_of_rows(calendar(request.viewer, filters.day(request)), filters, calendar_answer)


@router.get(
    "/consultation-measures",
    response={200: Page[ConsultationMeasuresAnswer], **READ_ERRORS},
    summary="How meaningful consultations were",
)
def consultation_measures(request: MusterRequest, filters: Query[MeasureFilters]) -> Page[ConsultationMeasuresAnswer]:
    """Time given, packs in time, inputs traced to the text, by consultation."""
    rows = measured_consultations(request.viewer, filters.day(request), filters.start, filters.until)
    return page_of_rows(rows, filters, measures_answer)


@router.get("/consultations", response={200: Page[ConsultationAnswer], **READ_ERRORS}, summary="Consultations")
def list_consultations(request: MusterRequest, filters: Query[ConsultationFilters]) -> Page[ConsultationAnswer]:
    """Those that the caller convenes or is invited to; a mission's staff get those on their operation."""
    rows = visible_consultations(request.viewer, filters.day(request))
    rows = rows.filter(**filters.chosen(mission="mission__acronym", stage="stage_then"))
    return page_of(rows.order_by("-vote_on", "reference"), filters, consultation_answer)


@router.post("/consultations", response={201: ConsultationWhole, **WRITE_ERRORS}, summary="Plan a consultation")
def plan(request: MusterRequest, body: ConsultationPlanBody) -> Status[ConsultationWhole]:
    """Plan a consultation: steps, pack, agenda and participants are proposed from the record."""
    made = convening.plan_consultation(request.viewer, body.terms(), today=request.today)
    return Status(201, _whole(request, made.reference, request.today))


@router.get("/consultations/{reference}", response={200: ConsultationWhole, **READ_ERRORS}, summary="One consultation")
def one_consultation(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> ConsultationWhole:
    """One consultation with steps, agenda, participants, pack and measures."""
    return _whole(request, reference, filters.day(request))


def _whole(request: MusterRequest, reference: str, day: date) -> ConsultationWhole:
    viewer = request.viewer
    visible_consultation(viewer, day, reference)
    found = with_measured(visible_consultations(viewer, day).filter(reference=reference), day).get()
    (row,) = measured([found], day)
    parties = list(seen_participants(viewer, found, day))
    return whole_answer(found, row, parties, viewer.organisation_id, day, is_convener=convenes(viewer, found))


@router.put(
    "/consultations/{reference}", response={200: ConsultationWhole, **WRITE_ERRORS}, summary="Change a consultation"
)
def change_consultation(
    request: MusterRequest, reference: Reference, body: ConsultationChangeBody
) -> ConsultationWhole:
    """Change title, reason and day of the vote; what is ahead moves with it."""
    convening.change_consultation(
        request.viewer,
        reference,
        title=body.title,
        reason=body.reason,
        vote_on=body.vote_on,
        today=request.today,
        expected_version=body.version,
    )
    return _whole(request, reference, request.today)


@router.post(
    "/consultations/{reference}/stage",
    response={200: ConsultationWhole, **WRITE_ERRORS},
    summary="Open, close or cancel a consultation",
)
def step_consultation(request: MusterRequest, reference: Reference, body: ConsultationStageBody) -> ConsultationWhole:
    """Take a consultation on. That it was held is recorded with its formal meeting."""
    viewer, today, version = request.viewer, request.today, body.version
    if body.stage == ConsultationStage.OPEN:
        convening.open_consultation(viewer, reference, today=today, expected_version=version)
    elif body.stage == ConsultationStage.CLOSED:
        convening.close_consultation(
            viewer,
            reference,
            resolution=body.resolution,
            reason=body.reason,
            today=today,
            expected_version=version,
        )
    elif body.stage == ConsultationStage.CANCELLED:
        convening.cancel_consultation(viewer, reference, reason=body.reason, today=today, expected_version=version)
    else:
        visible_consultation(request.viewer, request.today, reference)
        raise Refused(f"Consultation {reference}: it is opened, closed or cancelled here; record its meeting instead.")
    return _whole(request, reference, request.today)


@router.post(
    "/consultations/{reference}/steps",
    response={200: ConsultationWhole, **WRITE_ERRORS},
    summary="Record that a step was held",
)
def hold_consultation_step(
    request: MusterRequest, reference: Reference, body: ConsultationHoldingBody
) -> ConsultationWhole:
    """Record a step: when, in which format, what came of it, and who attended the formal meeting."""
    convening_steps.hold_step(
        request.viewer, reference, body.kind.value, body.terms(), today=request.today, expected_version=body.version
    )
    return _whole(request, reference, request.today)


@router.put(
    "/consultations/{reference}/agenda",
    response={200: ConsultationWhole, **WRITE_ERRORS},
    summary="Write the agenda",
)
def write_consultation_agenda(
    request: MusterRequest, reference: Reference, body: ConsultationAgendaBody
) -> ConsultationWhole:
    """Write the agenda whole; without points it is proposed from the record."""
    if body.points:
        convening_lines.write_agenda(
            request.viewer, reference, body.terms(), today=request.today, expected_version=body.version
        )
    else:
        convening_lines.propose_agenda(request.viewer, reference, today=request.today, expected_version=body.version)
    return _whole(request, reference, request.today)


@router.put(
    "/consultations/{reference}/pack", response={200: ConsultationWhole, **WRITE_ERRORS}, summary="Write the pack"
)
def write_consultation_pack(
    request: MusterRequest, reference: Reference, body: ConsultationPackBody
) -> ConsultationWhole:
    """Write the pack whole; what was delivered stays at its place."""
    convening_lines.write_pack(
        request.viewer, reference, body.terms(), today=request.today, expected_version=body.version
    )
    return _whole(request, reference, request.today)


@router.post(
    "/consultations/{reference}/deliveries",
    response={200: ConsultationWhole, **WRITE_ERRORS},
    summary="Record that a document was delivered",
)
def deliver_consultation_document(
    request: MusterRequest, reference: Reference, body: DocumentDeliveryBody
) -> ConsultationWhole:
    """Record a delivery; everybody who takes part is told."""
    convening_lines.deliver_document(
        request.viewer,
        reference,
        body.number,
        delivered_on=body.delivered_on,
        where=body.where,
        today=request.today,
        expected_version=body.version,
    )
    return _whole(request, reference, request.today)


@router.post(
    "/consultations/{reference}/participants",
    response={200: ConsultationWhole, **WRITE_ERRORS},
    summary="Change who takes part",
)
def change_consulted(request: MusterRequest, reference: Reference, body: ConsultedPartyBody) -> ConsultationWhole:
    """Put somebody on the list or take them off, with the reason; or compute the list from the record."""
    if not body.party:
        convening_lines.refresh_participants(
            request.viewer, reference, today=request.today, expected_version=body.version
        )
    elif body.is_removed:
        convening_lines.remove_participant(
            request.viewer,
            reference,
            body.party,
            reason=body.reason,
            today=request.today,
            expected_version=body.version,
        )
    else:
        convening_lines.add_participant(
            request.viewer,
            reference,
            body.party,
            body.capacity.value,
            reason=body.reason,
            today=request.today,
            expected_version=body.version,
        )
    return _whole(request, reference, request.today)


routers: tuple[Router, ...] = (router,)
