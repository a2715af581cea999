"""The API of rosters and the training state of rotations; the same actions as the pages."""

from ninja import Query, Router, Status

from muster.kit.errors import NotAllowed
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of, page_of_rows
from muster.kit.openapi.fields import Code, RecordId, Reference
from muster.parties.request import MusterRequest
from muster.training.actions import certifications as certifying
from muster.training.actions.planned_applications import apply_for_planned_seats
from muster.training.actions.required import ask_for_training, end_required_training
from muster.training.actions.rosters import put_on_roster, take_off_roster
from muster.training.endpoints.readiness_shapes import (
    CertificationChangeBody,
    CertificationDraftBody,
    CertificationReference,
    CertificationRevocationBody,
    CertificationSignatureBody,
    RequiredTrainingAnswer,
    RequiredTrainingBody,
    RequiredTrainingEndBody,
    RosterPlaceAnswer,
    RosterPlaceBody,
    RosterRemovalBody,
    RotationTrainingAnswer,
    SeatApplicationsAnswer,
    SeatApplicationsBody,
    SeatRefusalAnswer,
    TrainingCertificationAnswer,
    TrainingPlanAnswer,
    certification_answer,
    plan_answer,
    required_answer,
    rotation_answer,
)
from muster.training.models import TrainingCertification
from muster.training.queries.certifications import (
    roster_changed,
    stage_on,
    visible_certification,
    visible_certifications,
)
from muster.training.queries.readiness_rosters import sided_tour, visible_places
from muster.training.queries.readiness_sessions import planned_seats
from muster.training.queries.readiness_states import RotationState, about_tours, rotation_states, visible_required
from muster.training.readiness_terms import RequiredTerms
from muster.training.stages import CertificationStage

router = Router(tags=["training"])
ROTATION = "/rotations/{unit}/{rotation}"


class RotationFilters(ListFilters):
    """Which rotations."""

    state: Code | None = None
    mission: Code | None = None


def _state(request: MusterRequest, unit: str, rotation: str, filters: Filters | None = None) -> RotationState:
    day = filters.day(request) if filters else request.today
    (found,) = rotation_states([sided_tour(request.viewer, day, unit, rotation)], day)
    return found


@router.get(
    "/rotation-training", response={200: Page[RotationTrainingAnswer], **READ_ERRORS}, summary="Training of rotations"
)
def states(request: MusterRequest, filters: Query[RotationFilters]) -> Page[RotationTrainingAnswer]:
    """How far the rotations ahead of which the caller is a side are trained on the day of deployment."""
    day = filters.day(request)
    tours = about_tours(request.viewer, day, filters.state or "", filters.mission or "")
    return page_of_rows(rotation_states(tours, day), filters, rotation_answer)


@router.get(f"{ROTATION}/training", response={200: RotationTrainingAnswer, **READ_ERRORS}, summary="One rotation")
def state(request: MusterRequest, unit: Reference, rotation: Code, filters: Query[Filters]) -> RotationTrainingAnswer:
    """How far one rotation is trained."""
    return rotation_answer(_state(request, unit, rotation, filters))


def _place_answers(
    request: MusterRequest, unit: str, rotation: str, day_of: Filters | None = None
) -> list[RosterPlaceAnswer]:
    found = _state(request, unit, rotation, day_of)
    day = day_of.day(request) if day_of else request.today
    if not request.viewer.is_system and found.tour.unit.state_id != request.viewer.organisation_id:
        raise NotAllowed("The people of a rotation are their State's to see.")
    places = visible_places(request.viewer, day).filter(unit=found.tour.unit, rotation=rotation)
    return [
        RosterPlaceAnswer(
            person=one.person_id,
            function=one.function,
            lacks=list(found.state.missing_of(one.person_id)) if found.state else [],
            version=one.version,
        )
        for one in places
    ]


@router.get(f"{ROTATION}/roster", response={200: list[RosterPlaceAnswer], **READ_ERRORS}, summary="A roster")
def roster(request: MusterRequest, unit: Reference, rotation: Code, filters: Query[Filters]) -> list[RosterPlaceAnswer]:
    """Who stands on a roster and what each lacks; for the State alone."""
    return _place_answers(request, unit, rotation, filters)


@router.post(
    f"{ROTATION}/roster", response={200: list[RosterPlaceAnswer], **WRITE_ERRORS}, summary="Put somebody on a roster"
)
def name_person(
    request: MusterRequest, unit: Reference, rotation: Code, body: RosterPlaceBody
) -> list[RosterPlaceAnswer]:
    """Put a person whom the State holds on the roster; answers with the whole roster."""
    put_on_roster(request.viewer, unit, rotation, body.person, function=body.function, today=request.today)
    return _place_answers(request, unit, rotation)


@router.post(
    f"{ROTATION}/roster/{{person}}/remove",
    response={200: list[RosterPlaceAnswer], **WRITE_ERRORS},
    summary="Take somebody off a roster",
)
def remove_person(
    request: MusterRequest, unit: Reference, rotation: Code, person: RecordId, body: RosterRemovalBody
) -> list[RosterPlaceAnswer]:
    """Take a person off the roster; answers with who still stands on it."""
    take_off_roster(request.viewer, unit, rotation, person, today=request.today, expected_version=body.version)
    return _place_answers(request, unit, rotation)


@router.get(f"{ROTATION}/training-plan", response={200: TrainingPlanAnswer, **READ_ERRORS}, summary="Training plan")
def plan(request: MusterRequest, unit: Reference, rotation: Code, filters: Query[Filters]) -> TrainingPlanAnswer:
    """Which sessions could still supply what the people of a rotation lack; for the State alone."""
    found = _state(request, unit, rotation, filters)
    if not request.viewer.is_system and found.tour.unit.state_id != request.viewer.organisation_id:
        raise NotAllowed("The people of a rotation are their State's to see.")
    return plan_answer(planned_seats(request.viewer, found.tour.unit.state, [found], filters.day(request)))


@router.post(
    f"{ROTATION}/training-plan/apply",
    response={200: SeatApplicationsAnswer, **WRITE_ERRORS},
    summary="Apply for the seats of a training plan",
)
def apply_for_plan(
    request: MusterRequest, unit: Reference, rotation: Code, body: SeatApplicationsBody
) -> SeatApplicationsAnswer:
    """Apply for each seat of the plan as it was read today; what a session's rules refuse is told, the rest stands."""
    tour = sided_tour(request.viewer, request.today, unit, rotation)
    done = apply_for_planned_seats(request.viewer, tour.unit.state, [tour], seen=body.seen, today=request.today)
    return SeatApplicationsAnswer(
        applied=[one.pk for one in done.made],
        refused=[SeatRefusalAnswer(person=one.person, session=one.session, why=one.why) for one in done.refused],
    )


@router.get(
    "/required-training", response={200: Page[RequiredTrainingAnswer], **READ_ERRORS}, summary="Required training"
)
def required(request: MusterRequest, filters: Query[ListFilters]) -> Page[RequiredTrainingAnswer]:
    """What missions, States and secretariats ask for besides what the field requires (reference table)."""
    rows = visible_required(request.viewer, filters.day(request)).order_by("standard", "pk")
    return page_of(rows, filters, required_answer)


@router.post("/required-training", response={201: RequiredTrainingAnswer, **WRITE_ERRORS}, summary="Ask for training")
def ask(request: MusterRequest, body: RequiredTrainingBody) -> Status[RequiredTrainingAnswer]:
    """Ask for a standard on behalf of the caller's organisation."""
    made = ask_for_training(request.viewer, RequiredTerms(**body.model_dump()), today=request.today)
    return Status(201, required_answer(visible_required(request.viewer, request.today).get(pk=made.pk)))


@router.post(
    "/required-training/{number}/end",
    response={200: RequiredTrainingAnswer, **WRITE_ERRORS},
    summary="End what is asked for",
)
def end(request: MusterRequest, number: RecordId, body: RequiredTrainingEndBody) -> RequiredTrainingAnswer:
    """End what the caller's organisation asks for, from a day on."""
    end_required_training(request.viewer, number, body.until, today=request.today, expected_version=body.version)
    return required_answer(visible_required(request.viewer, request.today).get(pk=number))


def _certified(
    request: MusterRequest, found: TrainingCertification, filters: Filters | None = None
) -> TrainingCertificationAnswer:
    day = filters.day(request) if filters else request.today
    stage = stage_on(found, day)
    has_changed = False
    if stage == CertificationStage.SIGNED:
        has_changed = roster_changed(found, _state(request, found.unit.reference, found.rotation, filters))
    return certification_answer(found, stage, certifying.exceptions_of(found), has_changed=has_changed)


@router.get(
    "/training-certifications",
    response={200: Page[TrainingCertificationAnswer], **READ_ERRORS},
    summary="Certifications of training",
)
def certifications(request: MusterRequest, filters: Query[ListFilters]) -> Page[TrainingCertificationAnswer]:
    """What States certify of rotations; a draft is the State's own."""
    rows = visible_certifications(request.viewer, filters.day(request)).order_by("reference")
    return page_of(rows, filters, lambda one: _certified(request, one, filters))


@router.post(
    "/training-certifications",
    response={201: TrainingCertificationAnswer, **WRITE_ERRORS},
    summary="Draft a certification",
)
def draft(request: MusterRequest, body: CertificationDraftBody) -> Status[TrainingCertificationAnswer]:
    """Draft a certification of a rotation."""
    made = certifying.draft_certification(request.viewer, body.unit, body.rotation, body.terms(), today=request.today)
    return Status(201, _certified(request, visible_certification(request.viewer, request.today, made.reference)))


@router.put(
    "/training-certifications/{reference}",
    response={200: TrainingCertificationAnswer, **WRITE_ERRORS},
    summary="Change a draft of a certification",
)
def change_draft(
    request: MusterRequest, reference: CertificationReference, body: CertificationChangeBody
) -> TrainingCertificationAnswer:
    """Replace what a draft says; one that is signed is revoked and certified anew."""
    certifying.change_certification(
        request.viewer, reference, body.terms(), today=request.today, expected_version=body.version
    )
    return _certified(request, visible_certification(request.viewer, request.today, reference))


@router.post(
    "/training-certifications/{reference}/sign",
    response={200: TrainingCertificationAnswer, **WRITE_ERRORS},
    summary="Sign a certification",
)
def sign(
    request: MusterRequest, reference: CertificationReference, body: CertificationSignatureBody
) -> TrainingCertificationAnswer:
    """Sign a draft; what is certified is counted as of the day of the signature."""
    certifying.sign_certification(
        request.viewer,
        reference,
        office=body.office,
        note_verbale=body.note_verbale,
        on=body.on,
        today=request.today,
        expected_version=body.version,
    )
    return _certified(request, visible_certification(request.viewer, request.today, reference))


@router.post(
    "/training-certifications/{reference}/revoke",
    response={200: TrainingCertificationAnswer, **WRITE_ERRORS},
    summary="Revoke a certification",
)
def revoke(
    request: MusterRequest, reference: CertificationReference, body: CertificationRevocationBody
) -> TrainingCertificationAnswer:
    """Revoke a signed certification, with the reason."""
    certifying.revoke_certification(
        request.viewer, reference, reason=body.reason, today=request.today, expected_version=body.version
    )
    return _certified(request, visible_certification(request.viewer, request.today, reference))
