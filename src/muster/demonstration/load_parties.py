"""Enters the parties of the demonstration: Member States and missions of the reference register, and the accounts."""

from datetime import date

from muster.demonstration.accounts import DEMONSTRATION_PASSWORD
from muster.demonstration.rows import Row
from muster.missions import actions as missions
from muster.missions.models import Mission
from muster.parties import actions as parties
from muster.parties.models import Organisation, OrganisationKind, Role, User
from muster.parties.viewer import SYSTEM
from muster.reference.missions import MissionFact, un_missions
from muster.reference.states import states

SECRETARIAT = "UN"
MISSIONS_SINCE = date(2018, 10, 1)
"""Missions that were still in being on this day, the demonstration's planning day, are entered."""


def known_codes() -> set[str]:
    """Return the codes of the organisations on record."""
    return set(Organisation.objects.values_list("code", flat=True))


def organisation(code: str) -> Organisation:
    """Return an organisation by its code. Raises ValueError with the remedy."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise ValueError(f"organisation {code!r} is not on record; give a State's ISO code, an acronym or add it")
    return found


def load_states() -> tuple[int, int]:
    """Enter the Member States of the reference table. Returns how many were entered and how many there are."""
    known = known_codes()
    members = [state for state in states() if state.status == "member"]
    new = [state for state in members if state.iso3 not in known]
    for state in new:
        parties.register_organisation(
            SYSTEM, kind=OrganisationKind.MEMBER_STATE, code=state.iso3, name=state.display_name
        )
    return len(new), len(members)


def load_organisation(row: Row, known: set[str]) -> bool:
    """Enter an organisation; False where it is there."""
    if row["code"] in known:
        return False
    state = organisation(row["state"]) if row["state"] else None
    kind = OrganisationKind(row["kind"])
    parties.register_organisation(SYSTEM, kind=kind, code=row["code"], name=row["name"], state=state)
    return True


def load_missions() -> tuple[int, int]:
    """Enter the United Nations operations in being since the planning day. Returns how many of how many."""
    secretariat = organisation(SECRETARIAT)
    known = set(Mission.objects.values_list("acronym", flat=True))
    facts = [fact for fact in un_missions() if fact.until is None or fact.until > MISSIONS_SINCE]
    new = [fact for fact in facts if fact.acronym not in known]
    for fact in new:
        _enter_mission(fact, secretariat)
    return len(new), len(facts)


def _enter_mission(fact: MissionFact, secretariat: Organisation) -> None:
    """Enter one operation as a party and as a mission."""
    party = parties.register_organisation(
        SYSTEM, kind=OrganisationKind.MISSION, code=fact.acronym, name=f"{fact.acronym}, {fact.name}"
    )
    mission = Mission(
        acronym=fact.acronym,
        name=fact.name,
        organisation=party,
        mandated_by=secretariat,
        host_states=";".join(fact.host_iso3),
        region=fact.region,
        headquarters=fact.headquarters,
        latitude=float(fact.latitude),
        longitude=float(fact.longitude),
        started_on=fact.start,
        ended_on=fact.until,
        known_from=fact.start,
        source=fact.source,
        standing=fact.standing,
    )
    missions.register_mission(SYSTEM, mission)


def known_usernames() -> set[str]:
    """Return the names of the accounts on record."""
    return set(User.objects.values_list("username", flat=True))


def load_account(row: Row, known: set[str]) -> bool:
    """Make an account with the demonstration password; False where it is there."""
    if row["username"] in known:
        return False
    parties.register_user(
        SYSTEM,
        username=row["username"],
        password=DEMONSTRATION_PASSWORD,
        organisation=organisation(row["organisation"]),
        role=Role(row["role"]),
        email=row["email"],
    )
    return True
