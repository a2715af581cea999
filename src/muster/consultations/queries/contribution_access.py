"""Which consultations somebody may see and who takes part in one, as contributions ask it.

Until it is opened a consultation is the convening secretariat's own; then it is seen by whoever is invited, and by the
mission's own staff.
"""

from datetime import date

from django.db.models import Q, QuerySet

from muster.consultations.models import Consultation, Participant
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

CONVENED_FIELDS = visibility.Fields(owner="convened_by_id")
MISSION_FIELDS = visibility.Fields(mission="mission__organisation_id")


def visible_consultations(viewer: Viewer, day: date) -> QuerySet[Consultation]:
    """Return the consultations known on `day` that the viewer may see."""
    invited_fields = visibility.Fields(partner_rows=lambda mine: attended_by(mine, day))
    shared = visibility.either(visibility.rows(viewer, MISSION_FIELDS), visibility.rows(viewer, invited_fields))
    seen = visibility.either(visibility.rows(viewer, CONVENED_FIELDS), shared & Q(opened_on__lte=day))
    found = known_on(Consultation.objects.filter(seen), day)
    return found.select_related("mission__organisation", "convened_by", "mandate", "outcome")


def visible_consultation(viewer: Viewer, day: date, reference: str) -> Consultation:
    """Return one consultation. Raises NotFound if there is none that the viewer may see."""
    found = visible_consultations(viewer, day).filter(reference=reference).first()
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
