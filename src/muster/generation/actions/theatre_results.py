"""A result of a unit in theatre is written down where selections read it."""

from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.generation.models import TheatreResult
from muster.generation.terms import TheatreResultTerms
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.standing import Standing
from muster.missions.models import Mission
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.pledges.models import Pledge

AUDITED = ("unit", "unit_type", "kind", "percent", "word", "on", "reference", "source", "standing")


def _require_mission_side(actor: Viewer, mission: Mission, what: str) -> None:
    sides = (mission.organisation_id, mission.mandated_by_id)
    if not (actor.is_system or (actor.organisation_id in sides and actor.has_role(Role.OFFICER))):
        raise NotAllowed(f"{what}: written by officers of the mission or of the secretariat that mandates it.")


@transaction.atomic
def record_theatre_result(actor: Viewer, terms: TheatreResultTerms, *, today: date) -> TheatreResult:
    """Record what an inspection or evaluation found of a unit, for the selections that follow; a result is final.

    By an officer of the mission, or of the secretariat that mandates it. Raises NotFound, NotAllowed, Refused.
    """
    what = f"Result {terms.kind} of {terms.reference}"
    mission = Mission.objects.filter(acronym=terms.mission).first()
    if mission is None:
        raise NotFound(f"{what}: there is no mission {terms.mission!r}.")
    _require_mission_side(actor, mission, what)
    if terms.standing != Standing.ENTERED and not (actor.is_system or terms.standing == Standing.ILLUSTRATIVE):
        raise Refused(f"{what}: the standing of what is entered is 'entered', or that of what it comes from.")
    if terms.percent is None and not terms.word.strip():
        raise Refused(f"{what}: it says nothing; give a share in percent or a result in words.")
    if terms.on > today:
        raise Refused(f"{what}: {terms.on} has not come yet; give a day up to {today}.")
    state = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE, code=terms.state).first()
    if state is None:
        raise Refused(f"{what}: {terms.state!r} is no Member State on record; give its ISO alpha-3 code.")
    pledge = Pledge.objects.filter(reference=terms.pledge, state=state).first() if terms.pledge else None
    if terms.pledge and pledge is None:
        raise Refused(f"{what}: {terms.pledge!r} is no pledge of {state.name}; name one of its own or none.")
    made = TheatreResult(
        state=state,
        mission=mission,
        unit_type=terms.unit_type,
        unit=terms.unit,
        pledge=pledge,
        kind=terms.kind,
        percent=terms.percent,
        word=terms.word.strip(),
        on=terms.on,
        reference=terms.reference,
        known_from=today,
        source=terms.source,
        standing=terms.standing,
    )
    require_clean_fields(made, what)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(f"{what} is on record already; a result is final.") from error
    after = {name: getattr(made, name) for name in AUDITED} | {"state": state.code, "mission": mission.acronym}
    audit.record(actor, "generation:theatre-result:recorded", terms.unit, after=after)
    return made
