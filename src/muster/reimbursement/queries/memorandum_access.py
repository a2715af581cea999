"""Who may see a memorandum: the unit's State, the mission, the secretariat that mandates it; and who else is paid."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reimbursement.models import AgreedEquipment, AgreedService, Memorandum
from muster.reimbursement.stages import MemorandumStage

MISSION_PATH = "unit__post__requirement__mission"
SIDES = visibility.Fields(
    owner="unit__state_id",
    addressee=f"{MISSION_PATH}__mandated_by_id",
    mission=f"{MISSION_PATH}__organisation_id",
)


def _paid(organisation_id: int) -> QuerySet[Memorandum, Any]:
    """Return the keys of the memoranda under which an owner, maintainer or provider beside the unit's State is paid.

    A draft is its sides' own, also one that was given up.
    """
    equipment = AgreedEquipment.objects.filter(Q(owner=organisation_id) | Q(maintainer=organisation_id))
    services = AgreedService.objects.filter(provider=organisation_id)
    found = Q(versions__in=equipment.values("version")) | Q(versions__in=services.values("version"))
    was_in_force = Q(stage=MemorandumStage.IN_FORCE) | Q(stage_events__stage=MemorandumStage.IN_FORCE)
    return Memorandum.objects.filter(found, was_in_force).values("pk")


PAYEES = visibility.Fields(partner_rows=_paid)


def visible_memoranda(viewer: Viewer, day: date) -> QuerySet[Memorandum]:
    """Return the memoranda that the viewer may see, known on `day`, with the unit, its State and mission of each.

    A State that is only paid under one sees that it is there, and its own lines of the statement.
    """
    seen = visibility.either(visibility.rows(viewer, SIDES), visibility.rows(viewer, PAYEES))
    found = known_on(Memorandum.objects.filter(seen), day)
    return found.select_related("unit__state", f"{MISSION_PATH}__organisation", "instrument")


def visible_memorandum(viewer: Viewer, day: date, reference: str) -> Memorandum:
    """Return one memorandum. Raises NotFound if there is none that the viewer may see."""
    found = visible_memoranda(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no memorandum {reference!r} that you may see as of {long_day(day)}.")
    return found


def is_side(viewer: Viewer, memorandum: Memorandum) -> bool:
    """Return whether the viewer sees a memorandum whole, not only its own lines."""
    return Memorandum.objects.filter(visibility.rows(viewer, SIDES), pk=memorandum.pk).exists()
