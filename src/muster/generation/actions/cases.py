"""Opening, abandoning and closing a case, and its log."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from muster.audit import actions as audit
from muster.generation.actions.access import is_register, locked_case, require_open, require_register
from muster.generation.actions.forecasts import refresh_forecasts
from muster.generation.models import Case, CaseNote, CasePhase, CaseStage, CaseVariant, NoteKind, PhaseStage
from muster.generation.rules.phases import day_problems
from muster.generation.terms import CaseTerms, DonePhase
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.missions.models import Post
from muster.missions.queries import visible_posts
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.pledges.queries import visible_pledge
from muster.reference.parameters import parameter
from muster.reference.phases import group_of_unit_type, phases_of, template_duration

AUDITED = (
    "variant", "title", "strength", "desk_officer", "is_drill", "requested_on", "wanted_on", "stage", "source",
    "standing",
)  # fmt: skip


def snapshot(case: Case) -> dict[str, object]:
    """Return a case's content as the audit event keeps it."""
    content: dict[str, object] = {name: getattr(case, name) for name in AUDITED}
    content |= {"register": case.register.code, "state": case.state.code, "post": case.post.reference}
    content["pledge"] = case.pledge.reference if case.pledge else ""
    return content


@transaction.atomic
def open_case(actor: Viewer, terms: CaseTerms, *, today: date) -> Case:
    """Open a case for a State's unit and a post; its phases get the template durations of variant, type and level.

    By an officer of the secretariat that generates the force, for a mission that it mandates. Phases in `terms.done`
    are behind it already. Raises Refused for what does not fit together, NotFound for a post or pledge that the actor
    may not see.
    """
    what = f"Case {terms.reference}"
    _check(actor, terms, today)
    register = _register(actor, terms, what)
    state = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE, code=terms.state).first()
    if state is None:
        raise Refused(f"{what}: {terms.state!r} is no Member State on record; give its ISO alpha-3 code.")
    post = visible_posts(actor, today).filter(reference=terms.post).first()
    if post is None:
        raise NotFound(f"{what}: there is no post {terms.post!r} that you may see.")
    mission = post.requirement.mission
    if not actor.is_system and mission.mandated_by_id != register.pk:
        raise Refused(f"{what}: {mission.acronym} is another organisation's mission; open cases for your own.")
    pledge, level = None, ""
    if terms.pledge:
        version = visible_pledge(actor, today, terms.pledge)
        pledge, level = version.pledge, str(version.current_level)
        if pledge.state_id != state.pk:
            raise Refused(f"{what}: pledge {terms.pledge} is not of {state.name}; name one of its own, or none.")
    if Case.objects.filter(reference=terms.reference).exists():
        raise Refused(f"{what}: the reference is taken; choose another one.")
    case = Case(
        reference=terms.reference,
        register=register,
        state=state,
        post=post,
        pledge=pledge,
        variant=terms.variant,
        title=terms.title,
        strength=post.strength if terms.strength is None else terms.strength,
        desk_officer=terms.desk_officer,
        is_drill=terms.is_drill,
        requested_on=terms.requested_on,
        wanted_on=_wanted_on(terms, post, today),
        source=terms.source,
        standing=terms.standing,
        known_from=today,
    )
    require_clean_fields(case, what)
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as error:  # somebody else was quicker since the look above
        raise Refused(f"{what}: the reference is taken; choose another one.") from error
    _add_phases(case, terms, level)
    refresh_forecasts(Case.objects.filter(pk=case.pk), today)
    case.refresh_from_db()
    audit.record(actor, "generation:case:opened", case.reference, after=snapshot(case))
    return case


def _check(actor: Viewer, terms: CaseTerms, today: date) -> None:
    """Raise Refused unless these terms may be recorded, as far as they alone say it."""
    what = f"Case {terms.reference}"
    if terms.standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")
    problems = list(reference_problems(terms.reference, "reference"))
    if terms.variant not in CaseVariant.values:
        problems.append(Problem("variant", f"{terms.variant!r} is unknown", f"take one of {', '.join(CaseVariant)}"))
    if terms.requested_on > today:
        problems.append(Problem("requested on", f"{terms.requested_on} has not come yet", f"give a day up to {today}"))
    if terms.wanted_on is not None and terms.wanted_on < terms.requested_on:
        problems.append(Problem("wanted on", "is before the request", "give a later day"))
    codes = {one.code for one in phases_of(terms.variant, with_mission_wide=terms.with_mission_phases)}
    for one in terms.done:
        if one.code not in codes:
            problems.append(Problem(f"phase {one.code}", "is no phase of such a case", "leave it out"))
        problems += day_problems(one.started_on, one.done_on, today)
    if problems:
        raise Refused(f"{what} cannot be opened.", problems)


def _register(actor: Viewer, terms: CaseTerms, what: str) -> Organisation:
    """Return the secretariat that generates the force. Raises NotAllowed unless the actor is its officer."""
    code = terms.register or actor.organisation_code
    found = Organisation.objects.filter(kind=OrganisationKind.SECRETARIAT, code=code).first()
    if found is None and (terms.register or actor.is_system):
        raise Refused(f"{what}: {code!r} is no secretariat on record; give its code.")
    if found is None or not (actor.is_system or (actor.organisation_id == found.pk and actor.has_role(Role.OFFICER))):
        raise NotAllowed(f"{what}: a case is opened by an officer of the secretariat that generates the force.")
    return found


def _wanted_on(terms: CaseTerms, post: Post, today: date) -> date:
    """Return the day by which the unit is wanted in theatre."""
    if terms.wanted_on is not None:
        return terms.wanted_on
    if terms.variant == CaseVariant.RAPID:
        return terms.requested_on + timedelta(days=parameter("rdl_response_days", today).integer)
    return max(post.needed_from, terms.requested_on)


def _add_phases(case: Case, terms: CaseTerms, level: str) -> None:
    """Give a case its phases with the template durations; those behind it are done."""
    group = group_of_unit_type(case.post.unit_type)
    behind = {one.code: one for one in terms.done}
    rows = []
    for entry in phases_of(case.variant, with_mission_wide=terms.with_mission_phases):
        template = template_duration(entry.code, case.variant, group, level)
        row = CasePhase(
            case=case,
            phase=entry.code,
            least_days=template.least_days,
            likely_days=template.likely_days,
            most_days=template.most_days,
        )
        if entry.code in behind:
            _mark_done(row, behind[entry.code], case.known_from)
        rows.append(row)
    CasePhase.objects.bulk_create(rows)


def _mark_done(row: CasePhase, behind: DonePhase, known_from: date) -> None:
    row.stage = PhaseStage.DONE
    row.started_on, row.done_on, row.outcome = behind.started_on, behind.done_on, behind.outcome
    row.begun_known_from = row.ended_known_from = known_from
    require_clean_fields(row, f"Phase {behind.code}")


@transaction.atomic
def abandon_case(
    actor: Viewer, reference: str, reason: str, *, today: date, expected_version: int | None = None
) -> Case:
    """Give a case up, with the reason: by an approver of the register."""
    case = locked_case(actor, reference, expected_version)
    require_register(actor, case, Role.APPROVER)
    require_open(case)
    if not reason.strip():
        raise Refused(f"Case {reference}: say why it is abandoned.")
    return _end(actor, case, CaseStage.ABANDONED, reason, today)


def close_if_done(actor: Viewer, case: Case, today: date) -> None:
    """Close a case when the last of its phases is done."""
    open_stages = (PhaseStage.WAITING, PhaseStage.UNDER_WAY)
    if not case.phases.filter(stage__in=open_stages).exists():
        _end(actor, case, CaseStage.CLOSED, "", today)


def _end(actor: Viewer, case: Case, stage: CaseStage, reason: str, today: date) -> Case:
    before = snapshot(case)
    case.stage, case.ended_on, case.ended_reason = stage, today, reason
    case.current_phase, case.owed_by, case.owed_on = "", None, None
    case.version += 1
    require_clean_fields(case, f"Case {case.reference}")
    case.save()
    verb = "closed" if stage == CaseStage.CLOSED else "abandoned"
    audit.record(actor, f"generation:case:{verb}", case.reference, before=before, after=snapshot(case), reason=reason)
    return case


@transaction.atomic
def add_note(
    actor: Viewer,
    reference: str,
    words: str,
    *,
    kind: NoteKind = NoteKind.NOTE,
    phase: str = "",
    said_on: date | None = None,
    today: date,
) -> CaseNote:
    """Write into the log of a case: by an officer of one of its three sides. A decision is the register's."""
    case = locked_case(actor, reference, None)
    mission = case.post.requirement.mission.organisation_id
    sides = {case.register_id, case.state_id, mission}
    if not actor.is_system and not (actor.organisation_id in sides and actor.has_role(Role.OFFICER)):
        raise NotAllowed(f"Case {reference}: the log is written by officers of the sides of the case.")
    if kind == NoteKind.DECISION and not is_register(actor, case):
        raise NotAllowed(f"Case {reference}: decisions are recorded by {case.register.name}.")
    said = said_on or today
    if said > today:
        raise Refused(f"Case {reference}: {said} has not come yet; give a day up to {today}.")
    if phase and not case.phases.filter(phase=phase).exists():
        raise Refused(f"Case {reference} has no phase {phase!r}; leave it empty or name one of its phases.")
    return write_note(actor, case, words, kind=kind, phase=phase, said_on=said, today=today)


def write_note(
    actor: Viewer, case: Case, words: str, *, kind: NoteKind, phase: str, said_on: date, today: date
) -> CaseNote:
    """Add an entry to the log, checked by the caller. Raises Refused for no words."""
    if not words.strip():
        raise Refused(f"Case {case.reference}: an entry of the log needs words.")
    note = CaseNote(
        case=case,
        kind=kind,
        phase=phase,
        words=words,
        by_id=actor.organisation_id,
        user_id=actor.user_id,
        on=said_on,
        known_from=today,
    )
    require_clean_fields(note, f"An entry of the log of case {case.reference}")
    note.save()
    after = {"kind": str(kind), "phase": phase, "words": words, "on": said_on}
    audit.record(actor, "generation:case:noted", case.reference, after=after)
    return note
