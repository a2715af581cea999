"""Writes to national acts."""

from collections.abc import Sequence

from django.db import transaction

from muster.audit import actions as audit
from muster.authorisations.models import NationalAct
from muster.kit.errors import Refused
from muster.missions.models import Mission
from muster.parties import visibility
from muster.parties.viewer import Viewer


@transaction.atomic
def record_act(actor: Viewer, act: NationalAct, missions: Sequence[Mission]) -> NationalAct:
    """Enter an act (unsaved) with the missions that it names."""
    visibility.require_owner(actor, act.state_id, f"Act {act.reference}")
    if act.valid_until is not None and act.valid_until <= act.valid_from:
        raise Refused(f"Act {act.reference}: it ends on {act.valid_until}, before it begins; give a later end or none.")
    if NationalAct.objects.filter(reference=act.reference).exists():
        raise Refused(f"Act {act.reference}: the reference is taken; choose another one.")
    act.save(force_insert=True)
    act.missions.set(missions)
    after = {
        "title": act.title,
        "decided_on": act.decided_on,
        "from": act.valid_from,
        "until": act.valid_until,
        "ceiling": act.personnel_ceiling,
        "missions": [mission.acronym for mission in missions],
    }
    audit.record(actor, "authorisations:act:recorded", act.reference, after=after)
    return act
