"""Asking for a visit, changing what it is to be, and naming its team."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.visits.actions.access import locked_visit, organisation_of, require_side, require_stage
from muster.visits.actions.checklists import assign_checklists
from muster.visits.actions.steps import take_step
from muster.visits.actions.telling import tell_stage
from muster.visits.models import TeamMember, Visit, VisitStageEvent, VisitSubject
from muster.visits.rules import team_problems, visit_problems
from muster.visits.stages import Side, VisitKind, VisitStage
from muster.visits.terms import MemberTerms, StepTerms, VisitTerms

PLAIN_FIELDS = ("kind", "mode", "purpose", "planned_from", "planned_until")
BEFORE_THE_VISIT = (VisitStage.REQUESTED, VisitStage.AGREED, VisitStage.TEAM_NAMED, VisitStage.PREPARED)
WITH_A_TEAM = (*BEFORE_THE_VISIT[1:], VisitStage.ON_SITE)


def _check(actor: Viewer, terms: VisitTerms) -> None:
    """Raise Refused unless these terms may be recorded."""
    what = f"Visit {terms.reference}"
    if terms.standing not in (None, Standing.ENTERED) and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")
    problems = [*reference_problems(terms.reference, "reference"), *visit_problems(terms)]
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)


def snapshot(visit: Visit) -> dict[str, object]:
    """Return a visit's content as the audit event keeps it: no name of a person."""
    content: dict[str, object] = {name: getattr(visit, name) for name in PLAIN_FIELDS}
    content["mission"] = visit.mission.code if visit.mission else ""
    content |= {"host": visit.host.code} if visit.host else {}
    content["source"], content["standing"] = visit.source, visit.standing
    content["subjects"] = [[one.kind, one.reference, one.title, one.unit_type] for one in visit.subjects.all()]
    return content


def _write(visit: Visit, terms: VisitTerms) -> None:
    """Copy the terms into the record and its subjects."""
    for name in PLAIN_FIELDS:
        setattr(visit, name, getattr(terms, name))
    what = f"Visit {terms.reference}"
    visit.mission = organisation_of(terms.mission, OrganisationKind.MISSION, what) if terms.mission else None
    is_own = terms.kind == VisitKind.RECONNAISSANCE
    visit.lead, visit.counterpart = (visit.state, visit.register) if is_own else (visit.register, visit.state)
    if terms.source is not None:
        visit.source = terms.source
    if terms.standing is not None:
        visit.standing = terms.standing
    require_clean_fields(visit, what)
    visit.save()
    kept = {(one.kind, one.reference): one for one in visit.subjects.all()}
    for said in terms.subjects:
        subject = kept.pop((said.kind, said.reference), None) or VisitSubject(visit=visit)
        for name, value in asdict(said).items():
            setattr(subject, name, value)
        require_clean_fields(subject, f"Subject {said.reference} of visit {terms.reference}")
        subject.save()
    for subject in kept.values():
        if subject.checklists.filter(answers__isnull=False).exists() or subject.findings.exists():
            raise Refused(f"{what}: {subject.reference} has answers or findings and cannot be taken away.")
        subject.delete()


@transaction.atomic
def request_visit(
    actor: Viewer,
    terms: VisitTerms,
    *,
    register: Organisation,
    requested_on: date,
    today: date,
    host: Organisation | None = None,
    request_source: str | None = None,
    request_standing: str | None = None,
) -> Visit:
    """Ask for a visit. Either side may; a reconnaissance is asked for by its State.

    `host`: the institution of the State that is visited; it stays, whatever of the plan is changed.

    The installation itself (a load of a record) asks on behalf of the side that leads; it may know less of the request
    than of the visit, and then gives source and standing of the request too.
    """
    _check(actor, terms)
    what = f"Visit {terms.reference}"
    if register.kind != OrganisationKind.SECRETARIAT:
        raise Refused(f"{what}: {register.name} keeps no register; name a secretariat.")
    state = organisation_of(terms.state, OrganisationKind.MEMBER_STATE, what)
    asking = {state.pk} if terms.kind == VisitKind.RECONNAISSANCE else {state.pk, register.pk}
    if not actor.is_system and not (actor.organisation_id in asking and actor.has_role(Role.OFFICER)):
        raise NotAllowed(f"{what}: it is asked for by an officer of its State or of the register's secretariat.")
    if requested_on > today:
        raise Refused(f"{what}: it cannot be asked for on {requested_on}, a day that has not come.")
    if Visit.objects.filter(reference=terms.reference).exists():
        raise Refused(f"{what}: the reference is taken; choose another one.")
    if host is not None and host.state_id != state.pk:
        raise Refused(f"{what}: {host.name} is no institution of {state.name}; name one of its own, or none.")
    visit = Visit(
        reference=terms.reference, register=register, state=state, host=host, requested_on=requested_on,
        known_from=today,
    )  # fmt: skip
    by_state = terms.kind == VisitKind.RECONNAISSANCE or actor.organisation_id == state.pk
    visit.requested_by = state if by_state else register
    try:
        with transaction.atomic():
            _write(visit, terms)
    except IntegrityError as error:  # somebody else was quicker since the look above
        raise Refused(f"{what}: the reference is taken; choose another one.") from error
    VisitStageEvent.objects.create(
        visit=visit,
        stage=VisitStage.REQUESTED,
        held_from=requested_on,
        known_from=today,
        by=visit.requested_by,
        source=visit.source if request_source is None else request_source,
        standing=visit.standing if request_standing is None else request_standing,
    )
    tell_stage(actor, visit, VisitStage.REQUESTED, today, visit.purpose)
    audit.record(actor, "visits:visit:requested", visit.reference, after=snapshot(visit))
    return visit


@transaction.atomic
def change_visit(actor: Viewer, terms: VisitTerms, *, today: date, expected_version: int | None = None) -> Visit:
    """Change what a visit is to be, before it begins: by whoever asked for it, once agreed by the leading side.

    Its State and kind stay; new subjects of a prepared visit get their checklists at once.
    """
    visit = locked_visit(actor, terms.reference)
    _check(actor, terms)
    asked = visit.stage == VisitStage.REQUESTED and actor.organisation_id == visit.requested_by_id
    require_side(actor, visit, Side.EITHER if asked else Side.LEAD)
    require_stage(visit, BEFORE_THE_VISIT, "its plan can be changed")
    if terms.kind != visit.kind or terms.state != visit.state.code:
        raise Refused(f"Visit {terms.reference}: State and kind stay as they are; ask for another visit instead.")
    require_version(f"Visit {visit.reference}", visit.version, expected_version)
    before = snapshot(visit)
    _write(visit, terms)
    if visit.stage == VisitStage.PREPARED:
        assign_checklists(visit, today)
    after = snapshot(visit)
    if after != before:
        visit.version += 1
        visit.save(update_fields=["version"])
        audit.record(actor, "visits:visit:changed", visit.reference, before=before, after=after)
    return visit


@transaction.atomic
def name_team(
    actor: Viewer,
    reference: str,
    members: Sequence[MemberTerms],
    *,
    held_from: date,
    today: date,
    source: str = "",
    standing: str = Standing.ENTERED,
) -> Visit:
    """Name the team, whole; an agreed visit moves on by it. The audit event holds functions, never names."""
    visit = locked_visit(actor, reference)
    require_side(actor, visit, Side.LEAD)
    require_stage(visit, WITH_A_TEAM, "its team can be named")
    problems = team_problems(tuple(members))
    if problems:
        raise Refused(f"The team of visit {reference} cannot be recorded.", problems)
    before = [[one.function, one.organisation, one.is_lead] for one in visit.team.all()]
    visit.team.all().delete()
    for said in members:
        member = TeamMember(visit=visit, **asdict(said))
        require_clean_fields(member, f"A member of the team of visit {reference}")
        member.save()
    after = [[one.function, one.organisation, one.is_lead] for one in visit.team.all()]
    audit.record(actor, "visits:team:named", reference, before={"team": before}, after={"team": after})
    if visit.stage == VisitStage.AGREED:
        step = StepTerms(held_from)
        take_step(actor, reference, VisitStage.TEAM_NAMED, step, today=today, source=source, standing=standing)
        visit.refresh_from_db()
    return visit


@transaction.atomic
def erase_team_names(actor: Viewer, reference: str) -> int:
    """Erase the names of a team; functions stay. Returns how many names were erased."""
    visit = locked_visit(actor, reference)
    require_side(actor, visit, Side.LEAD)
    erased = visit.team.exclude(name="").update(name="")
    if erased:
        audit.record(actor, "visits:team:names-erased", reference, after={"names": erased})
    return erased
