"""Certifications of training before deployments, as the sides of a unit may see them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from muster.deployments.models import Tour
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.models import TrainingCertification
from muster.training.queries.readiness_states import RotationState
from muster.training.rules.readiness_certification import has_changed
from muster.training.stages import CertificationStage

CERTIFICATION_FIELDS = visibility.Fields(
    owner="unit__state_id",
    addressee="unit__post__requirement__mission__mandated_by_id",
    mission="unit__post__requirement__mission__organisation_id",
    stage="stage",
    withheld_stages=(CertificationStage.DRAFT,),
)


def visible_certifications(viewer: Viewer, day: date) -> QuerySet[TrainingCertification]:
    """Return the certifications that the viewer may see, known on a day; a draft is the State's own."""
    found = known_on(TrainingCertification.objects.filter(visibility.rows(viewer, CERTIFICATION_FIELDS)), day)
    return found.select_related("unit__state", "unit__post__requirement__mission__organisation", "state")


def visible_certification(viewer: Viewer, day: date, reference: str) -> TrainingCertification:
    """Return one certification. Raises NotFound."""
    found = visible_certifications(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no certification of training {reference} that you may see.")
    return found


def stage_on(certification: TrainingCertification, day: date) -> CertificationStage:
    """Return how far a certification was on a day."""
    if certification.revoked_on is not None and certification.revoked_on <= day:
        return CertificationStage.REVOKED
    if certification.signed_on is not None and certification.signed_on <= day:
        return CertificationStage.SIGNED
    return CertificationStage.DRAFT


def certifications_of(
    viewer: Viewer, tours: Collection[Tour], day: date
) -> dict[tuple[int, str], TrainingCertification]:
    """Return the last certification of each rotation that is not revoked, by unit's key and rotation. One query."""
    keys = {(one.unit_id, one.rotation) for one in tours}
    holding = Q(revoked_on__isnull=True) | Q(revoked_on__gt=day)
    rows = visible_certifications(viewer, day).filter(holding, unit__in={unit for unit, _ in keys}).order_by("pk")
    return {(one.unit_id, one.rotation): one for one in rows if (one.unit_id, one.rotation) in keys}


def roster_changed(certification: TrainingCertification, rotation: RotationState) -> bool:
    """Return whether the roster is another than the one that the State certified."""
    return has_changed(certification.content, ((one.number, one.function) for one in rotation.members))
