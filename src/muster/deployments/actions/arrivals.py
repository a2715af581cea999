"""Arrivals that happened are entered."""

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models import Arrival
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.parties import visibility
from muster.parties.viewer import Viewer


@transaction.atomic
def record_arrival(actor: Viewer, arrival: Arrival) -> Arrival:
    """Enter an arrival (unsaved) that happened."""
    visibility.require_owner(actor, arrival.post.requirement.mission.mandated_by_id, f"Arrival in {arrival.post}")
    require_clean_fields(arrival, f"Arrival in {arrival.post}")
    if arrival.women is not None and arrival.women > arrival.personnel:
        raise Refused(f"Arrival in {arrival.post}: {arrival.women} women among {arrival.personnel} people.")
    if Arrival.objects.filter(state=arrival.state, post=arrival.post, rotation=arrival.rotation).exists():
        raise Refused(
            f"Arrival in {arrival.post}: rotation {arrival.rotation} of {arrival.state} is on record already."
        )
    arrival.save(force_insert=True)
    after = {"rotation": arrival.rotation, "on": arrival.arrived_on, "personnel": arrival.personnel}
    audit.record(actor, "deployments:arrival:recorded", arrival.post.reference, after=after)
    return arrival
