"""A State, a mission or the Secretariat asks for training besides what the field requires."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.missions.queries import visible_missions
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.reference.errors import UnknownFactError
from muster.reference.required_training import course_standards
from muster.reference.unit_types import unit_type
from muster.training.models import RequiredTraining
from muster.training.queries.readiness_states import visible_required
from muster.training.readiness_terms import RequiredTerms
from muster.training.rules.readiness_roster import function_problems

ASKED = ("standard", "unit_type", "function", "valid_from", "valid_until", "source", "standing")
ASKING = (OrganisationKind.MEMBER_STATE, OrganisationKind.MISSION, OrganisationKind.SECRETARIAT)


def asks_for_training(viewer: Viewer) -> bool:
    """Return whether the viewer may ask for training: officers of States, missions and secretariats."""
    return viewer.kind in ASKING and viewer.has_role(Role.OFFICER)


@transaction.atomic
def ask_for_training(actor: Viewer, terms: RequiredTerms, *, today: date) -> RequiredTraining:
    """Ask for a standard on behalf of the actor's own organisation. Raises NotAllowed, Refused."""
    visibility.require_role(actor, "Required training", Role.OFFICER)
    asked_by = Organisation.objects.filter(pk=actor.organisation_id or 0, kind__in=ASKING).first()
    if asked_by is None:
        raise NotAllowed("Required training: States, missions and secretariats ask for it; act for one of them.")
    problems = _problems(terms) + function_problems(terms.function)
    mission = visible_missions(actor, today).filter(acronym=terms.mission).first() if terms.mission else None
    if terms.mission and mission is None:
        problems.append(Problem("mission", f"{terms.mission!r} is none that you may see", "give an acronym"))
    elif asked_by.kind == OrganisationKind.MISSION:
        mission = visible_missions(actor, today).filter(organisation=asked_by).first()
    if problems:
        raise Refused("Required training cannot be recorded.", problems)
    values = {
        name: getattr(terms, name)
        for name in ("standard", "unit_type", "function", "valid_from", "valid_until", "source", "standing")
    }
    made = RequiredTraining(**values, mission=mission, asked_by=asked_by, known_from=today)
    require_clean_fields(made, "Required training")
    made.save()
    audit.record(
        actor, "training:required:asked", f"required {made.standard}", after={**values, "asked_by": asked_by.code}
    )
    return made


def _problems(terms: RequiredTerms) -> list[Problem]:
    problems = []
    if terms.standard not in {one.code for one in course_standards()}:
        problems.append(Problem("standard", f"{terms.standard!r} is not in the catalogue", "give a code of it"))
    if terms.unit_type:
        try:
            unit_type(terms.unit_type)
        except UnknownFactError as error:
            problems.append(Problem("unit type", str(error), "give a code of the catalogue, or none"))
    if terms.valid_until is not None and terms.valid_until <= terms.valid_from:
        problems.append(Problem("until", "is not after the first day", "give a later day, or none"))
    return problems


@transaction.atomic
def end_required_training(
    actor: Viewer, number: int, until: date, *, today: date, expected_version: int | None = None
) -> RequiredTraining:
    """End what the actor's own organisation asks for, from a day on. Raises NotFound, NotAllowed, Refused."""
    found = visible_required(actor, today).select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no required training {number}.")
    visibility.require_owner(actor, found.asked_by_id, f"Required training {number}")
    require_version(f"Required training {number}", found.version, expected_version)
    if until <= found.valid_from:
        raise Refused(f"Required training {number}: it begins on {found.valid_from}; give a later day.")
    before = {"valid_until": found.valid_until}
    found.valid_until = until
    found.version += 1
    found.save(update_fields=["valid_until", "version"])
    audit.record(
        actor, "training:required:ended", f"required {found.standard}", before=before, after={"valid_until": until}
    )
    return found
