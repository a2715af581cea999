"""Writes to enrolments: a State applies for its person, the institution answers and enters results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.intervals import add_months
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import SYSTEM, Viewer
from muster.people.actions import share_person
from muster.people.models import Person, PersonShare, Purpose
from muster.people.purposes import purposes_of
from muster.people.queries import held_persons
from muster.people.rules import unnamed_problems
from muster.training.actions.catalogue_telling import ANSWER, APPLICATION, tell_of_session
from muster.training.actions.certificates import give_certificate, take_certificate_away
from muster.training.actions.sessions import locked_session, own_session
from muster.training.actions.waiting_list import free_seats, move_up, note_stage
from muster.training.models import Enrolment, TrainingSession
from muster.training.queries.enrolments import findings_for, share_months, visible_enrolments
from muster.training.rules.catalogue_eligibility import hindrances, verdicts
from muster.training.rules.catalogue_enrolment import RESULTS, Side, needs_reason, next_stages, result_problems
from muster.training.rules.catalogue_sessions import TAKES_A_SEAT, holds_open
from muster.training.stages import EnrolmentStage, SessionStage

SENT_FOR = (Purpose.TRAINEE, Purpose.INDIVIDUAL, Purpose.UNIT_MEMBER, Purpose.POOL_CANDIDATE)
"""Purposes for which a person is held who may be sent to a course."""

MAY_APPLY_AGAIN = (EnrolmentStage.REFUSED, EnrolmentStage.WITHDRAWN)


@dataclass(frozen=True)
class ResultTerms:
    """The result of one enrolment (its number); `reason` is needed where another result stood before."""

    number: int
    stage: str
    score: int | None = None
    reason: str = ""


@transaction.atomic
def apply_for_seat(
    actor: Viewer, session: str, person: int, *, today: date, exception: str = "", on: date | None = None,
    standing: Standing = Standing.ENTERED,
) -> Enrolment:  # fmt: skip
    """Apply for a seat for a person whom the actor's State holds; the institution is handed the name and rank for it.

    Refused with the reason of each rule that is not met or not known, unless an exception is asked for in words; the
    institution then answers with a reason. `on`: the day of the application, for the installation alone.
    """
    visibility.require_role(actor, "An application for a course", Role.OFFICER)
    found = locked_session(actor, session)
    held = _sent_person(actor, person)
    day = (on or today) if actor.is_system else today
    problems = [*holds_open(found.stage, found.apply_by, found.held_from, day), *_clashes(held, found)]
    known = Enrolment.objects.select_for_update(of=("self",)).filter(session=found, person=held).first()
    if known is not None and known.stage not in MAY_APPLY_AGAIN:
        label = EnrolmentStage(known.stage).label.lower()
        problems.append(Problem(f"person {person}", f"is in this session already: {label}", "look at the enrolment"))
    problems += unnamed_problems("exception", exception, [held.family_name, held.given_names])
    findings = findings_for(actor, [person], found, today)[person]
    if not exception.strip():
        problems += hindrances(findings)
    if problems:
        raise Refused(f"Person {person} cannot apply for {session}.", problems)
    made = known or Enrolment(session=found, person=held, state=held.organisation, known_from=day, standing=standing)
    made.eligibility, made.exception = verdicts(findings), exception.strip() if hindrances(findings) else ""
    require_clean_fields(made, "The application")
    if known is None:
        made.version = 0
        made.save(force_insert=True)
    note_stage(actor, made, EnrolmentStage.APPLIED, reason=made.exception, on=day)
    _hand_to_institution(actor, held, found, today)
    title = f"Application for {found.reference} from {held.organisation.name}"
    tell_of_session(actor, found, APPLICATION, title, to=[found.course.institution], day=today, body=made.exception)
    return made


@transaction.atomic
def step_enrolment(
    actor: Viewer, number: int, stage: str, *, today: date, reason: str = "", score: int | None = None,
    expected_version: int | None = None, on: date | None = None,
) -> Enrolment:  # fmt: skip
    """Answer an application, withdraw it, or enter its result, whichever side's turn it is.

    A pass writes the certificate on the person's record, a corrected result takes it away. Raises NotFound,
    NotAllowed, Refused.
    """
    seen = visible_enrolments(actor, today, today).filter(pk=number).first()
    if seen is None:
        raise NotFound(f"There is no enrolment {number} that you may see.")
    session = locked_session(SYSTEM, seen.session.reference)
    found = _locked(number)
    require_version(f"Enrolment {number}", found.version, expected_version)
    _require_turn(actor, found, session, stage)
    day = (on or today) if actor.is_system else today
    if problems := _step_problems(found, session, stage, reason, day):
        raise Refused(f"Enrolment {number} cannot become {stage}.", problems)
    before = found.stage
    found.score = score if stage in RESULTS else None
    if stage == EnrolmentStage.ACCEPTED and found.person.erased_on is None:
        found.eligibility = verdicts(findings_for(SYSTEM, [found.person_id], session, today)[found.person_id])
    require_clean_fields(found, f"Enrolment {number}")
    take_certificate_away(actor, found)
    note_stage(actor, found, stage, reason=reason.strip(), on=day)
    if stage == EnrolmentStage.PASSED:
        found.credential = give_certificate(actor, found, day)
        found.save(update_fields=["credential"])
    if stage in MAY_APPLY_AGAIN:
        _take_back_from_institution(actor, found, session, today)
    _tell(actor, found, session, stage, reason.strip(), today)
    if before in TAKES_A_SEAT and stage not in TAKES_A_SEAT:
        move_up(actor, session, today)
    return found


@transaction.atomic
def enter_results(actor: Viewer, session: str, results: Sequence[ResultTerms], *, today: date) -> list[Enrolment]:
    """Enter the results of a session, all of them or none. Raises Refused with each problem by the enrolment."""
    found = own_session(actor, session)
    numbers = set(Enrolment.objects.filter(session=found).values_list("pk", flat=True))
    problems, made = [], []
    for one in results:
        place = f"enrolment {one.number}"
        if one.number not in numbers or one.stage not in RESULTS:
            message = "is not of this session" if one.number not in numbers else f"{one.stage!r} is no result"
            problems.append(Problem(place, message, f"give one of {', '.join(RESULTS)} for its own enrolments"))
            continue
        try:
            made.append(step_enrolment(actor, one.number, one.stage, reason=one.reason, score=one.score, today=today))
        except Refused as refusal:
            problems += [Problem(place, f"{each.place}: {each.message}", each.remedy) for each in refusal.problems] or [
                Problem(place, refusal.message.rstrip("."), "correct it, or leave it out")
            ]
    if problems:
        raise Refused(f"The results of {session} are not entered; nothing was saved.", problems)
    return made


def sides_of(actor: Viewer, enrolment: Enrolment) -> tuple[Side, ...]:
    """Return the sides for which the actor may take steps of an enrolment (its session's course loaded)."""
    if actor.is_system:
        return (Side.STATE, Side.INSTITUTION)
    if not actor.has_role(Role.OFFICER):
        return ()
    sides = []
    if enrolment.state_id == actor.organisation_id:
        sides.append(Side.STATE)
    if enrolment.session.course.institution_id == actor.organisation_id:
        sides.append(Side.INSTITUTION)
    return tuple(sides)


def steps_open(actor: Viewer, enrolment: Enrolment) -> tuple[EnrolmentStage, ...]:
    """Return the stages that the actor may take an enrolment to."""
    return tuple(one for side in sides_of(actor, enrolment) for one in next_stages(enrolment.stage, side))


def _require_turn(actor: Viewer, enrolment: Enrolment, session: TrainingSession, stage: str) -> None:
    """Raise NotAllowed where the step is the other side's, Refused where nobody may take it."""
    enrolment.session = session
    if stage in steps_open(actor, enrolment):
        return
    anybody = {one for side in Side for one in next_stages(enrolment.stage, side)}
    label = EnrolmentStage(enrolment.stage).label.lower()
    if stage in anybody:
        raise NotAllowed(f"Enrolment {enrolment.pk}: this step is the other side's, by an officer.")
    raise Refused(
        f"Enrolment {enrolment.pk} cannot become {stage!r}.",
        [Problem("stage", f"it is {label}", f"it can become: {', '.join(sorted(anybody)) or 'nothing'}")],
    )


def _step_problems(enrolment: Enrolment, session: TrainingSession, stage: str, reason: str, day: date) -> list[Problem]:
    """Return why an enrolment cannot take a step on a day."""
    problems = result_problems(session.held_from, session.held_until, stage, day)
    if session.stage == SessionStage.CANCELLED and stage != EnrolmentStage.WITHDRAWN:
        problems.append(Problem("session", "is cancelled", "nothing but a withdrawal is entered any more"))
    is_exception = bool(enrolment.exception)
    if needs_reason(enrolment.stage, stage, is_exception=is_exception) and not reason.strip():
        problems.append(Problem("reason", "there is none", "say why"))
    person = enrolment.person
    problems += unnamed_problems("reason", reason, [person.family_name, person.given_names])
    takes_seat = stage in TAKES_A_SEAT and enrolment.stage not in TAKES_A_SEAT
    if takes_seat and free_seats(session, enrolment.state.code, day) < 1:
        problems.append(Problem("seats", "none is left", "put the person on the waiting list"))
    return problems


def _sent_person(actor: Viewer, number: int) -> Person:
    """Return a person whom the actor's State may send. Raises NotFound, NotAllowed, Refused."""
    held = held_persons(actor).filter(pk=number).first()
    if held is None:
        raise NotFound(f"Your organisation holds no person {number}.")
    if held.organisation.kind != OrganisationKind.MEMBER_STATE:
        raise NotAllowed("A seat is applied for by the State of the person.")
    if held.erased_on is not None:
        raise Refused(f"Person {number} was erased on {held.erased_on}; nothing is held any more.")
    if not set(SENT_FOR) & set(purposes_of(held)):
        remedy = "keep the person as a participant of courses"
        raise Refused("", [Problem(f"person {number}", f"is kept as {held.purpose}", remedy)])
    return held


def _clashes(person: Person, session: TrainingSession) -> list[Problem]:
    """Return the sessions on the same days in which the person has a seat."""
    others = Enrolment.objects.filter(
        person=person,
        stage__in=TAKES_A_SEAT,
        session__held_from__lt=session.held_until,
        session__held_until__gt=session.held_from,
    ).exclude(session=session)
    taken = others.exclude(session__stage=SessionStage.CANCELLED).values_list("session__reference", flat=True)
    return [
        Problem(f"person {person.pk}", f"has a seat in {one} on the same days", "withdraw that one first")
        for one in taken
    ]


def _locked(number: int) -> Enrolment:
    return (
        Enrolment.objects.select_for_update(of=("self",)).select_related("person", "state", "credential").get(pk=number)
    )


def _hand_to_institution(actor: Viewer, person: Person, session: TrainingSession, today: date) -> None:
    """Let the institution see the person as a participant until some months after the session, if those lie ahead."""
    until = min(person.keep_until, add_months(session.held_until, share_months(today)))
    institution = session.course.institution
    known = PersonShare.objects.filter(person=person, organisation=institution, purpose=Purpose.TRAINEE).first()
    if until > today and (known is None or known.until < until):
        share_person(actor, person.pk, organisation=institution, purpose=Purpose.TRAINEE, until=until, today=today)


def _take_back_from_institution(actor: Viewer, enrolment: Enrolment, session: TrainingSession, today: date) -> None:
    """End what the institution was handed of somebody who does not come, unless they come to another session of it."""
    institution = session.course.institution
    others = Enrolment.objects.filter(person=enrolment.person, session__course__institution=institution)
    if others.exclude(pk=enrolment.pk).exclude(stage__in=MAY_APPLY_AGAIN).exists():
        return
    ended = PersonShare.objects.filter(
        person=enrolment.person, organisation=institution, purpose=Purpose.TRAINEE, until__gt=today
    ).update(until=today)
    if ended:
        after = {"to": institution.code, "purpose": Purpose.TRAINEE.value, "until": today}
        audit.record(actor, "people:person:share-ended", enrolment.person.subject, after=after)


def _tell(actor: Viewer, enrolment: Enrolment, session: TrainingSession, stage: str, reason: str, today: date) -> None:
    """Tell the other side of a step, by the number of the enrolment."""
    label = EnrolmentStage(stage).label.lower()
    title = f"Enrolment {enrolment.pk} in {session.reference}: {label}"
    topic = APPLICATION if stage == EnrolmentStage.WITHDRAWN else ANSWER
    to: list[Organisation] = [session.course.institution] if stage == EnrolmentStage.WITHDRAWN else [enrolment.state]
    tell_of_session(actor, session, topic, title, to=to, day=today, body=reason)
