"""Writes to deployments: stays that are agreed, arrivals that happened."""

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models import Arrival, Stay
from muster.kit.errors import Refused
from muster.parties import visibility
from muster.parties.viewer import Viewer


@transaction.atomic
def agree_stay(actor: Viewer, stay: Stay) -> Stay:
    """Enter a stay (unsaved) that was agreed or is under way. A post is held, and a pledge used, once at a time."""
    visibility.require_owner(actor, stay.post.requirement.mission.mandated_by_id, f"Stay of {stay.pledge}")
    if stay.stay_until is not None and stay.stay_until <= stay.stay_from:
        raise Refused(
            f"Stay of {stay.pledge}: it ends on {stay.stay_until}, before it begins; give a later end or none."
        )
    for other in Stay.objects.filter(post=stay.post) | Stay.objects.filter(pledge=stay.pledge):
        ends_before = other.stay_until is not None and other.stay_until <= stay.stay_from
        begins_after = stay.stay_until is not None and stay.stay_until <= other.stay_from
        if not (ends_before or begins_after):
            raise Refused(f"Stay of {stay.pledge} in {stay.post}: it overlaps that of {other.pledge} in {other.post}.")
    stay.save(force_insert=True)
    after = {"post": stay.post.reference, "from": stay.stay_from, "until": stay.stay_until}
    audit.record(actor, "deployments:stay:agreed", stay.pledge.reference, after=after)
    return stay


@transaction.atomic
def record_arrival(actor: Viewer, arrival: Arrival) -> Arrival:
    """Enter an arrival (unsaved) that happened."""
    visibility.require_owner(actor, arrival.post.requirement.mission.mandated_by_id, f"Arrival in {arrival.post}")
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
