"""Which consultations somebody may see, and who takes part in one.

Until it is opened a consultation is the convening secretariat's own. Then it is seen by whoever is invited, and by the
mission's own staff. Who may contribute one day is known to the secretariat and to that State alone: nothing of a
confidential pledge reaches another.
"""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from muster.consultations.models import (
    Capacity,
    Consultation,
    ConsultationStage,
    ConsultationStep,
    Participant,
    StepKind,
)
from muster.consultations.rules.stages import ENDED
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

CONVENED_FIELDS = visibility.Fields(owner="convened_by_id")
MISSION_FIELDS = visibility.Fields(mission="mission__organisation_id")
SEEN_BY_ALL = (Capacity.CONTRIBUTOR, Capacity.AGREED, Capacity.COUNCIL, Capacity.HOST, Capacity.SECRETARIAT)
"""Capacities of those whom everybody who takes part sees on the list."""


def visible_consultations(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the consultations known on `day` that the viewer may see, each with `stage_then`, its stage on the day."""
    invited_fields = visibility.Fields(partner_rows=lambda mine: attended_by(mine, day))
    shared = visibility.either(visibility.rows(viewer, MISSION_FIELDS), visibility.rows(viewer, invited_fields))
    seen = visibility.either(visibility.rows(viewer, CONVENED_FIELDS), shared & Q(opened_on__lte=day))
    found = known_on(Consultation.objects.filter(seen), day).annotate(stage_then=_stage_then(day))
    return found.select_related("mission__organisation", "convened_by", "mandate", "outcome", "change")


def _stage_then(day: date) -> Case:
    """Return the stage on a day in the database, as `rules.stages.stage_on` has it."""
    formal = ConsultationStep.objects.filter(kind=StepKind.FORMAL, held_on__lte=day)
    return Case(
        When(Q(stage__in=ENDED, closed_on__lte=day), then=F("stage")),
        When(Q(opened_on__isnull=True) | Q(opened_on__gt=day), then=Value(ConsultationStage.PLANNED.value)),
        When(Q(pk__in=formal.values("consultation")), then=Value(ConsultationStage.HELD.value)),
        default=Value(ConsultationStage.OPEN.value),
        output_field=CharField(),
    )


def visible_consultation(viewer: Viewer, day: date, reference: str) -> Consultation:
    """Return one consultation. Raises NotFound if there is none that the viewer may see."""
    found: Consultation | None = visible_consultations(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no consultation {reference!r} that you may see.")
    return found


def convenes(viewer: Viewer, consultation: Consultation) -> bool:
    """Return whether the viewer acts for the secretariat that convenes it."""
    return viewer.is_system or viewer.organisation_id == consultation.convened_by_id


def takes_part(viewer: Viewer, consultation: Consultation) -> bool:
    """Return whether the viewer's organisation was invited to a consultation that was opened."""
    if consultation.opened_on is None or viewer.organisation_id is None:
        return False
    return consultation.participants.filter(organisation=viewer.organisation_id, invited_on__isnull=False).exists()


def attended_by(organisation_id: int, day: date) -> QuerySet[Participant, int]:
    """Return the keys of the consultations to which an organisation was invited by `day`."""
    found = Participant.objects.filter(organisation=organisation_id, invited_on__lte=day)
    return found.values_list("consultation_id", flat=True)


def participants_invited(consultation: Consultation) -> QuerySet[Organisation]:
    """Return everybody who was invited, those whom only the secretariat sees too."""
    return Organisation.objects.filter(consulted_in__consultation=consultation, consulted_in__invited_on__isnull=False)


def seen_participants(viewer: Viewer, consultation: Consultation, day: date) -> QuerySet[Participant]:
    """Return who takes part, as far as the viewer may see it: those who may contribute are seen by themselves alone.

    The convening secretariat sees everybody, those not invited yet too.
    """
    found = consultation.participants.select_related("organisation").order_by("capacity", "organisation__name")
    if convenes(viewer, consultation):
        return found
    own = Q(organisation=viewer.organisation_id)
    return found.filter(Q(capacity__in=SEEN_BY_ALL) | own, invited_on__lte=day)
