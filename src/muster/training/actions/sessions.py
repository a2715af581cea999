"""Writes to sessions of courses, by the institution: days, seats, instructors, stages."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.training.actions.catalogue_telling import SESSION, tell_of_session
from muster.training.actions.courses import own_course
from muster.training.actions.waiting_list import move_up
from muster.training.models import Course, Enrolment, Instructor, SeatsOfState, SessionStageEvent, TrainingSession
from muster.training.queries.courses import INSTRUCTOR_FIELDS, teacher_of
from muster.training.queries.sessions import SESSION_FIELDS
from muster.training.rules.catalogue_sessions import (
    CHANGED_IN,
    TAKES_A_SEAT,
    next_session_stages,
    qualification_problems,
    session_problems,
)
from muster.training.rules.catalogue_terms import KeptSeatsTerms, SessionTerms
from muster.training.stages import CourseStage, EnrolmentStage, SessionStage

PLAIN = ("held_from", "held_until", "apply_by", "seats", "place", "announced_participants", "source")
ONE_DAY = timedelta(days=1)
SENT = (EnrolmentStage.APPLIED, EnrolmentStage.WAITING, *TAKES_A_SEAT)


def own_session(actor: Viewer, reference: str) -> TrainingSession:
    """Return a session of the actor's institution, locked. Raises NotFound, NotAllowed."""
    found = locked_session(actor, reference)
    visibility.require_owner(actor, found.course.institution_id, f"Session {reference}")
    return found


def locked_session(actor: Viewer, reference: str) -> TrainingSession:
    """Return a session that the actor may see, locked: whoever changes seats waits for the other. Raises NotFound."""
    seen = TrainingSession.objects.filter(visibility.rows(actor, SESSION_FIELDS))
    found = seen.select_for_update(of=("self",)).select_related("course__institution").filter(reference=reference)
    session = found.first()
    if session is None:
        raise NotFound(f"There is no session {reference!r} on record that you may see.")
    return session


@transaction.atomic
def create_session(
    actor: Viewer, course: str, terms: SessionTerms, *, today: date, known_from: date | None = None,
    standing: Standing = Standing.ENTERED,
) -> TrainingSession:  # fmt: skip
    """Plan a session of a course. Instructors must be qualified on all its days. Raises NotAllowed and Refused."""
    found = own_course(actor, course)
    reference = terms.reference or _free_reference(f"{course}-{terms.held_from:%Y-%m-%d}")
    problems = reference_problems(reference, "reference")
    if TrainingSession.objects.filter(reference=reference).exists():
        problems.append(Problem("reference", f"{reference} is taken", "give another one"))
    if found.stage == CourseStage.CLOSED:
        problems.append(Problem("course", "is not offered any more", "offer it again first"))
    day = known_from or today
    made = TrainingSession(reference=reference, course=found, known_from=day, standing=standing)
    _write(actor, made, terms, problems)
    SessionStageEvent.objects.create(session=made, stage=made.stage, held_from=day, known_from=day)
    audit.record(actor, "training:session:planned", reference, after=_content(made))
    return made


@transaction.atomic
def change_session(
    actor: Viewer, reference: str, terms: SessionTerms, *, today: date, expected_version: int | None = None
) -> TrainingSession:
    """Change a session that is planned or open. States with somebody in it are told where its days move.

    Seats that come free go to the waiting list in its order.
    """
    found = own_session(actor, reference)
    require_version(f"Session {reference}", found.version, expected_version)
    if found.stage not in CHANGED_IN:
        raise Refused(f"Session {reference} is {SessionStage(found.stage).label.lower()}; it is not changed any more.")
    before = _content(found)
    sitting = Enrolment.objects.filter(session=found, stage__in=TAKES_A_SEAT).count()
    problems = []
    if terms.seats < sitting:
        problems.append(Problem("seats", f"{sitting} are taken", f"offer {sitting} or more"))
    _write(actor, found, terms, problems)
    after = _content(found)
    if before == after:
        return found
    found.version += 1
    found.save(update_fields=["version"])
    audit.record(actor, "training:session:changed", reference, before=before, after=after)
    if (before["held_from"], before["held_until"]) != (found.held_from, found.held_until):
        words = f"{found.course.title} is held from {found.held_from} until {found.held_until - ONE_DAY}"
        tell_of_session(actor, found, SESSION, words, to=_states_in(found), day=today)
    move_up(actor, found, today)
    return found


@transaction.atomic
def step_session(
    actor: Viewer, reference: str, stage: str, *, today: date, reason: str = "", expected_version: int | None = None,
    on: date | None = None,
) -> TrainingSession:  # fmt: skip
    """Open a session for enrolment, say that it was held, or cancel it with a reason.

    `on`: from that day, which the installation alone may set to another than today.
    """
    found = own_session(actor, reference)
    require_version(f"Session {reference}", found.version, expected_version)
    day = (on or today) if actor.is_system else today
    if problems := _step_problems(found, stage, reason, day):
        raise Refused(f"Session {reference} cannot become {stage}.", problems)
    before = found.stage
    found.stage, found.reason = stage, reason.strip() if stage == SessionStage.CANCELLED else ""
    found.version += 1
    require_clean_fields(found, f"Session {reference}")
    found.save(update_fields=["stage", "reason", "version"])
    SessionStageEvent.objects.create(session=found, stage=stage, held_from=day, reason=found.reason, known_from=day)
    audit.record(
        actor, "training:session:stepped", reference, before={"stage": before}, after={"stage": stage},
        reason=found.reason,
    )  # fmt: skip
    if stage == SessionStage.CANCELLED:
        words = f"{found.course.title}, {found.held_from}: cancelled"
        tell_of_session(actor, found, SESSION, words, to=_states_in(found), day=today, body=found.reason)
    return found


def _step_problems(session: TrainingSession, stage: str, reason: str, day: date) -> list[Problem]:
    """Return why a session cannot take a step on a day."""
    ways = next_session_stages(session.stage)
    if stage not in ways:
        return [
            Problem(
                "stage",
                f"it is {SessionStage(session.stage).label.lower()}",
                f"it can become: {', '.join(ways) or 'nothing'}",
            )
        ]
    problems = []
    if stage == SessionStage.OPEN:
        if session.course.stage != CourseStage.OFFERED:
            problems.append(Problem("course", "is not offered", "offer the course first"))
        problems += _unqualified(session, session.instructors.all())
    if stage == SessionStage.HELD and day < session.held_from:
        problems.append(Problem("stage", "it has not begun", "enter it when it has"))
    if stage == SessionStage.CANCELLED and not reason.strip():
        problems.append(Problem("reason", "there is none", "say why it is cancelled"))
    return problems


def _write(actor: Viewer, session: TrainingSession, terms: SessionTerms, problems: list[Problem]) -> None:
    """Put the terms into the record. Raises Refused with everything that is wrong."""
    problems += session_problems(terms)
    for name in PLAIN:
        setattr(session, name, getattr(terms, name))
    states = {
        one.code: one
        for one in Organisation.objects.filter(
            code__in=[kept.state for kept in terms.kept], kind=OrganisationKind.MEMBER_STATE
        )
    }
    for kept in terms.kept:
        if kept.state not in states:
            problems.append(Problem("seats kept", f"{kept.state!r} is no State on record", "give its alpha-3 code"))
    teachers = _teachers(actor, session.course, terms.instructors, problems)
    problems += _unqualified(session, teachers)
    if problems:
        raise Refused("The session cannot be recorded.", problems)
    require_clean_fields(session, "The session")
    session.save()
    session.instructors.set(teachers)
    SeatsOfState.objects.filter(session=session).delete()
    SeatsOfState.objects.bulk_create(
        SeatsOfState(session=session, state=states[one.state], seats=one.seats, until=one.until) for one in terms.kept
    )


def _teachers(actor: Viewer, course: Course, numbers: Collection[int], problems: list[Problem]) -> list[Instructor]:
    seen = Instructor.objects.filter(visibility.rows(actor, INSTRUCTOR_FIELDS), institution=course.institution_id)
    found = list(seen.filter(pk__in=numbers).prefetch_related("qualifications"))
    missing = sorted(set(numbers) - {one.pk for one in found})
    problems += [Problem("instructors", f"the institution has no instructor {one}", "") for one in missing]
    return found


def _unqualified(session: TrainingSession, teachers: Any) -> list[Problem]:
    problems: list[Problem] = []
    for one in teachers:
        problems += qualification_problems(
            teacher_of(one), session.course.standard, session.held_from, session.held_until
        )
    return problems


def _states_in(session: TrainingSession) -> list[Organisation]:
    """Return the States that send somebody to a session."""
    sent = Enrolment.objects.filter(session=session, stage__in=SENT).order_by().values("state")
    return list(Organisation.objects.filter(pk__in=sent))


def _free_reference(wanted: str) -> str:
    """Return a reference that no session has: the wanted one, or with a number after it."""
    taken = set(TrainingSession.objects.filter(reference__startswith=wanted).values_list("reference", flat=True))
    return next(one for one in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _content(session: TrainingSession) -> dict[str, Any]:
    kept = session.kept_seats.select_related("state").order_by("state__code")
    return {
        **{name: getattr(session, name) for name in PLAIN},
        "kept": [[one.state.code, one.seats, one.until.isoformat()] for one in kept],
        "instructors": sorted(session.instructors.values_list("pk", flat=True)),
    }


def kept_of(session: TrainingSession) -> tuple[KeptSeatsTerms, ...]:
    """Return the seats kept of a session, as its form begins with them."""
    kept = session.kept_seats.select_related("state").order_by("state__code")
    return tuple(KeptSeatsTerms(one.state.code, one.seats, one.until) for one in kept)
