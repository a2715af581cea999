"""A result of a unit in theatre is written down where the register and selections read it."""

from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.standing import Standing
from muster.missions.models import Mission
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.pledges.actions.telling import tell
from muster.pledges.models import Pledge, TheatreResult
from muster.pledges.rules.theatre_doubts import in_words, raises_doubt
from muster.pledges.theatre_terms import TheatreResultTerms

AUDITED = ("unit", "unit_type", "kind", "percent", "word", "outcome", "on", "reference", "source", "standing")


def _require_mission_side(actor: Viewer, mission: Mission, what: str) -> None:
    sides = (mission.organisation_id, mission.mandated_by_id)
    if not (actor.is_system or (actor.organisation_id in sides and actor.has_role(Role.OFFICER))):
        raise NotAllowed(f"{what}: written by officers of the mission or of the secretariat that mandates it.")


@transaction.atomic
def record_theatre_result(actor: Viewer, terms: TheatreResultTerms, *, today: date) -> TheatreResult:
    """Record what an inspection or evaluation found of a unit, for register and selections; a result is final.

    The same result said again changes nothing. Where it raises a doubt about the pledge that the unit came from, its
    State and its register are told. By an officer of the mission, or of the secretariat that mandates it. Raises
    NotFound, NotAllowed, Refused.
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
        outcome=terms.outcome,
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
        known = TheatreResult.objects.filter(reference=made.reference, kind=made.kind).first()
        if known is not None and _said(known) == _said(made):
            return known
        raise Refused(f"{what} is on record already; a result is final.") from error
    audit.record(actor, "pledges:theatre-result:recorded", terms.unit, after=_said(made))
    _tell_doubt(actor, made, today)
    return made


def _said(result: TheatreResult) -> dict[str, object]:
    """Return what a result says, as the audit event keeps it."""
    said = {name: getattr(result, name) for name in AUDITED}
    pledge = result.pledge.reference if result.pledge else ""
    return said | {"state": result.state.code, "mission": result.mission.acronym, "pledge": pledge}


def _tell_doubt(actor: Viewer, result: TheatreResult, today: date) -> None:
    """Tell the State, and the register if it may read the result, but not the actor's own; the past tells nobody."""
    pledge, found = result.pledge, result.in_theatre(today)
    if actor.is_system or pledge is None or not raises_doubt(found):
        return
    sides = [pledge.state]
    if pledge.submitted_on is not None and pledge.register_id == result.mission.mandated_by_id:
        sides.append(pledge.register)
    body = (
        f"{result.mission.acronym}: {in_words(found)} ({result.reference}). Its level stays: to look again, and "
        "to decide, is for the register."
    )
    for side in sides:
        if side.pk != actor.organisation_id:
            tell(
                actor, pledge, "theatre-doubt", f"What was found in theatre raises a doubt about {pledge.reference}",
                day=today, body=body, mission=result.mission.acronym, to=side,
                once=f"theatre-doubt:{result.reference}:{result.kind}",
            )  # fmt: skip
