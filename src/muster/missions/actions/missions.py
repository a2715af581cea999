"""Writes to missions, their mandates and the limits on arrivals: a use case a function, each with its event."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.errors import Refused
from muster.missions.models import ArrivalLimit, MandatePeriod, Mission
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer

MISSION_FACTS = (
    "name",
    "host_states",
    "region",
    "headquarters",
    "latitude",
    "longitude",
    "started_on",
    "ended_on",
    "source",
    "standing",
)


@transaction.atomic
def register_mission(actor: Viewer, mission: Mission) -> Mission:
    """Enter a mission (unsaved), or bring the record of the one with this acronym up to date."""
    visibility.require_secretariat(actor, f"Mission {mission.acronym}")
    known = Mission.objects.select_related("mandated_by").filter(acronym=mission.acronym).first()
    before = mission_snapshot(known) if known else {}
    owner_id = known.mandated_by_id if known else mission.mandated_by_id
    visibility.require_owner(actor, owner_id, f"Mission {mission.acronym}")
    mission.pk = known.pk if known else None
    mission._state.adding = known is None
    mission.full_clean(exclude=["organisation", "mandated_by"])
    mission.save()
    verb = "changed" if known else "registered"
    audit.record(actor, f"missions:mission:{verb}", mission.acronym, before=before, after=mission_snapshot(mission))
    return mission


def mission_snapshot(mission: Mission) -> dict[str, object]:
    """Return a mission's content as the audit event keeps it."""
    return {**{name: getattr(mission, name) for name in MISSION_FACTS}, "mandated_by": mission.mandated_by.code}


@transaction.atomic
def enter_mission(actor: Viewer, mission: Mission, *, today: date) -> Mission:
    """Enter a mission that the actor's organisation mandates, or change one of its own; its staff become a party."""
    visibility.require_secretariat(actor, f"Mission {mission.acronym}")
    if mission._state.adding:
        if Mission.objects.filter(acronym=mission.acronym).exists():
            raise Refused(f"Mission {mission.acronym} is on record already; change it there.")
        mission.organisation = _mission_organisation(mission)
        mission.mandated_by_id, mission.known_from = actor.organisation_id or 0, today
    visibility.require_owner(actor, mission.mandated_by_id, f"Mission {mission.acronym}")
    if mission.ended_on is not None and mission.ended_on <= mission.started_on:
        raise Refused(
            f"Mission {mission.acronym} ends on {mission.ended_on}, before it starts; give a later end or none."
        )
    return register_mission(actor, mission)


def _mission_organisation(mission: Mission) -> Organisation:
    """Return the party that a new mission's staff will act for. Raises Refused if the acronym is another party's."""
    values = {"kind": OrganisationKind.MISSION, "name": mission.name}
    found, created = Organisation.objects.get_or_create(code=mission.acronym, defaults=values)
    if not created and found.kind != OrganisationKind.MISSION:
        raise Refused(f"{mission.acronym} is the code of {found.name}; choose another acronym.")
    return found


@transaction.atomic
def record_mandate(actor: Viewer, mandate: MandatePeriod) -> MandatePeriod:
    """Enter a mandate period (unsaved). Two mandates of a mission may not overlap."""
    visibility.require_owner(actor, mandate.mission.mandated_by_id, f"Mandate of {mandate.mission}")
    if mandate.valid_until is not None and mandate.valid_until <= mandate.valid_from:
        raise Refused(
            f"Mandate of {mandate.mission}: it ends on {mandate.valid_until}, before it begins; give a later end."
        )
    for other in mandate.mission.mandates.all():
        ends_before = other.valid_until is not None and other.valid_until <= mandate.valid_from
        begins_after = mandate.valid_until is not None and mandate.valid_until <= other.valid_from
        if not (ends_before or begins_after):
            raise Refused(
                f"Mandate of {mandate.mission} from {mandate.valid_from} overlaps the one from {other.valid_from}."
            )
    mandate.save(force_insert=True)
    after = {
        "from": mandate.valid_from,
        "until": mandate.valid_until,
        "resolution": mandate.resolution,
        "troop_ceiling": mandate.troop_ceiling,
        "police_ceiling": mandate.police_ceiling,
    }
    audit.record(actor, "missions:mandate:recorded", mandate.mission.acronym, after=after)
    return mandate


@transaction.atomic
def set_arrival_limit(actor: Viewer, limit: ArrivalLimit) -> ArrivalLimit:
    """Set (unsaved `limit`) how many people may arrive in a month in a mission, or over all missions."""
    visibility.require_secretariat(actor, "Arrival limit")
    known = ArrivalLimit.objects.filter(mission=limit.mission).first()
    limit.pk = known.pk if known else None
    limit.save()
    before = {"personnel_per_month": known.personnel_per_month} if known else {}
    after = {"personnel_per_month": limit.personnel_per_month}
    subject = str(limit.mission or "all missions")
    audit.record(actor, "missions:arrival-limit:set", subject, before=before, after=after)
    return limit
