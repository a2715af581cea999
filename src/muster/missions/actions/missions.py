"""Writes to missions and the limits on arrivals: a use case a function, each with its event."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.errors import Problem, Refused
from muster.missions.models import ArrivalLimit, Mission
from muster.missions.rules.operations import Partner, operation_problems
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer

MISSION_FACTS = (
    "name",
    "operation_kind",
    "lead_department",
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
def register_mission(
    actor: Viewer, mission: Mission, *, mandated_with: Sequence[Organisation] | None = None
) -> Mission:
    """Enter a mission (unsaved), or bring the record of the one with this acronym up to date.

    `mandated_with` are the second organisation of a hybrid or the States that lead a coalition; None: as on record.
    """
    visibility.require_secretariat(actor, f"Mission {mission.acronym}")
    known = Mission.objects.select_related("mandated_by").filter(acronym=mission.acronym).first()
    before = mission_snapshot(known) if known else {}
    owner_id = known.mandated_by_id if known else mission.mandated_by_id
    visibility.require_owner(actor, owner_id, f"Mission {mission.acronym}")
    partners = list(known.mandated_with.all()) if mandated_with is None and known else list(mandated_with or ())
    sides = [Partner(one.code, one.kind) for one in partners]
    if problems := operation_problems(mission.operation_kind, mission.mandated_by.code, sides):
        raise Refused(f"Mission {mission.acronym} cannot be recorded: {problems[0]}", problems)
    mission.pk = known.pk if known else None
    mission._state.adding = known is None
    mission.full_clean(exclude=["organisation", "mandated_by"])
    mission.save()
    mission.mandated_with.set(partners)
    verb = "changed" if known else "registered"
    audit.record(actor, f"missions:mission:{verb}", mission.acronym, before=before, after=mission_snapshot(mission))
    return mission


def mission_snapshot(mission: Mission) -> dict[str, object]:
    """Return a mission's content as the audit event keeps it."""
    facts = {name: getattr(mission, name) for name in MISSION_FACTS}
    partners = sorted(mission.mandated_with.values_list("code", flat=True))
    return {**facts, "mandated_by": mission.mandated_by.code, "mandated_with": partners}


@transaction.atomic
def enter_mission(
    actor: Viewer, mission: Mission, *, today: date, mandated_with: Sequence[str] | None = None
) -> Mission:
    """Enter a mission that the actor's organisation mandates, or change one of its own; its staff become a party.

    `mandated_with` are codes of organisations; None: as on record. Raises Refused for a code that is nobody's.
    """
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
    partners = None if mandated_with is None else _partners(mandated_with)
    return register_mission(actor, mission, mandated_with=partners)


def _partners(codes: Sequence[str]) -> list[Organisation]:
    """Return the organisations of the codes. Raises Refused for one that is not on record."""
    found = {one.code: one for one in Organisation.objects.filter(code__in=codes)}
    if missing := sorted(set(codes) - set(found)):
        problem = Problem(
            "mandated with", f"{missing[0]!r} is no organisation on record", "give codes as of a State: KAZ; or AU",
            "mandated_with",
        )  # fmt: skip
        raise Refused(problems=[problem])
    return list(found.values())


def _mission_organisation(mission: Mission) -> Organisation:
    """Return the party that a new mission's staff will act for. Raises Refused if the acronym is another party's."""
    values = {"kind": OrganisationKind.MISSION, "name": mission.name}
    found, created = Organisation.objects.get_or_create(code=mission.acronym, defaults=values)
    if not created and found.kind != OrganisationKind.MISSION:
        raise Refused(f"{mission.acronym} is the code of {found.name}; choose another acronym.")
    return found


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
