"""Which sessions could still supply what people of rotations lack: the problem out of the record, and its plan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Q

from muster.kit.errors import Refused
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.people.models import CredentialKind, Person, PersonCredential
from muster.reference.parameters import parameter
from muster.training.models import Enrolment, TrainingSession
from muster.training.planning.session_check import broken_session_rules
from muster.training.planning.session_program import plan_sessions
from muster.training.planning.sessions import BusyDays, OfferedSession, SessionPlan, SessionProblem, Trainee
from muster.training.queries.readiness_states import RotationState, arrival
from muster.training.queries.sessions import counted_sessions, seats_open_to, visible_sessions
from muster.training.rules.catalogue_sessions import SPOKEN_FOR
from muster.training.stages import EnrolmentStage, SessionStage

SECONDS_KEY, ABROAD_KEY = "training_plan_seconds", "training_plan_abroad_days"
MARK_LENGTH = 16
ON_THE_WAY = (EnrolmentStage.APPLIED, EnrolmentStage.ACCEPTED)


@dataclass(frozen=True)
class PlannedSeats:
    """A problem with its plan, checked; `rotations` names the tour of each person (their number)."""

    problem: SessionProblem
    plan: SessionPlan
    rotations: Mapping[int, RotationState]
    sessions: Mapping[str, TrainingSession]


def sessions_ahead(viewer: Viewer, day: date) -> list[Any]:
    """Return sessions to come that the viewer may see, planned or open on `day`, with their seats: three queries."""
    ahead = visible_sessions(viewer, day).filter(
        held_from__gt=day, stage_then__in=(SessionStage.PLANNED, SessionStage.OPEN)
    )
    return counted_sessions(list(ahead), day)


def planned_seats(viewer: Viewer, state: Organisation, rotations: Sequence[RotationState], day: date) -> PlannedSeats:
    """Return which sessions could still supply what the people on rosters of a State lack, read again by the checker.

    Raises Refused where no rotation has a roster.
    """
    if not any(one.state for one in rotations):
        raise Refused(f"Training plan of {state.name}: no rotation has a roster; enter who goes first.")
    sessions = sessions_ahead(viewer, day)
    trainees, of_person = _trainees(rotations, day)
    problem = SessionProblem(
        today=day,
        trainees=tuple(trainees),
        sessions=tuple(_offered(one, seats_open_to(one, state.code, day, SPOKEN_FOR), state) for one in sessions),
        abroad_cost_days=parameter(ABROAD_KEY, day).integer,
    )
    plan = plan_sessions(problem, seconds=parameter(SECONDS_KEY, day).integer)
    broken = list(broken_session_rules(problem, plan))
    if broken:
        raise Refused(f"Training plan of {state.name}: the plan breaks a rule and is not shown: {broken[0]}.")
    return PlannedSeats(problem, plan, of_person, {one.reference: one for one in sessions})


def seats_mark(plan: SessionPlan) -> str:
    """Return what tells one plan from another: a digest of who takes which session."""
    seats = sorted((person, *taken) for person, taken in plan.seats.items())
    return sha256(repr(seats).encode()).hexdigest()[:MARK_LENGTH]


def _offered(session: TrainingSession, free: int, state: Organisation) -> OfferedSession:
    course = session.course
    ranks = frozenset(rank.strip().lower() for rank in course.ranks.split(";") if rank.strip())
    return OfferedSession(
        reference=session.reference,
        standard=course.standard,
        held_from=session.held_from,
        held_until=session.held_until,
        seats=free,
        apply_by=session.apply_by,
        language=course.wanted_language,
        ranks=ranks,
        is_abroad=state.pk not in (course.institution_id, course.institution.state_id),
    )


def _trainees(rotations: Iterable[RotationState], day: date) -> tuple[list[Trainee], dict[int, RotationState]]:
    """Return who lacks something, but for what a settled seat brings in time. Three queries."""
    lacking: dict[int, tuple[RotationState, tuple[str, ...]]] = {}
    for rotation in sorted(rotations, key=lambda one: arrival(one.tour)):
        if rotation.state is None:
            continue
        missing: dict[int, list[str]] = defaultdict(list)
        for item in rotation.state.items:
            for number in item.missing:
                missing[number].append(item.standard)
        for number, named in missing.items():
            lacking.setdefault(number, (rotation, tuple(named)))
    settled: dict[int, list[tuple[str, BusyDays]]] = defaultdict(list)
    enrolled = Enrolment.objects.filter(
        person__in=lacking, stage__in=ON_THE_WAY, session__held_until__gt=day, known_from__lte=day
    )
    for person, standard, start, until in enrolled.values_list(
        "person_id", "session__course__standard", "session__held_from", "session__held_until"
    ):
        settled[person].append((standard, (start, until)))
    ranks = dict(Person.objects.filter(pk__in=lacking).values_list("pk", "rank"))
    proven = _languages(lacking, day)
    trainees = []
    for number, (rotation, standards) in lacking.items():
        on = arrival(rotation.tour)
        coming = {standard for standard, (_, until) in settled[number] if until <= on}
        still = tuple(one for one in standards if one not in coming)
        if still:
            busy = tuple(sorted(days for _, days in settled[number]))
            trainees.append(Trainee(number, still, on, proven.get(number, frozenset()), ranks.get(number, ""), busy))
    return trainees, {number: rotation for number, (rotation, _) in lacking.items()}


def _languages(people: Collection[int], day: date) -> dict[int, frozenset[str]]:
    """Return the languages that people have proven and may still show on a day."""
    valid = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    rows = PersonCredential.objects.filter(
        valid, person__in=people, kind=CredentialKind.LANGUAGE, valid_from__lte=day, known_from__lte=day
    )
    found: dict[int, set[str]] = defaultdict(set)
    for person, language in rows.values_list("person_id", "subject"):
        found[person].add(language)
    return {person: frozenset(languages) for person, languages in found.items()}
