"""Sessions of the courses that a viewer may see, with the seats that are left; who is enrolled stands elsewhere."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from muster.generation.rules.calendar import TRAINING, CalendarEntry
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.models import Enrolment, EnrolmentEvent, SeatsOfState, SessionStageEvent, TrainingSession
from muster.training.rules.catalogue_sessions import TAKES_A_SEAT, seats_left, taken_by_state
from muster.training.rules.catalogue_terms import KeptSeatsTerms
from muster.training.stages import CourseStage, EnrolmentStage, SessionStage

SESSION_FIELDS = visibility.Fields(
    owner="course__institution_id",
    partner="course__institution__state_id",
    stage="course__stage",
    published_stages=(CourseStage.OFFERED, CourseStage.CLOSED),
)
"""A session is seen by whoever sees its course."""

ONE_DAY = timedelta(days=1)


def enrolments_then(day: date) -> QuerySet[Any]:
    """Return the enrolments known on `day` with `stage_then`, the stage that held then. For counts: no viewer."""
    events = known_on(EnrolmentEvent.objects.filter(enrolment=OuterRef("pk"), held_from__lte=day), day)
    then = Subquery(events.order_by("-held_from", "-pk").values("stage")[:1])
    return known_on(Enrolment.objects.annotate(stage_then=Coalesce(then, F("stage"))), day)


@dataclass(frozen=True)
class Seated:
    """How many of a State stand at a stage in a session."""

    state: str
    state_name: str
    stage: str
    count: int


def with_kept_seats(sessions: QuerySet[TrainingSession], day: date) -> QuerySet[Any]:
    """Return sessions with the seats `kept` and the day `asked_on`; who sits is read by `count_seats`."""
    dated = sessions.annotate(asked_on=Value(day, output_field=DateField()))
    kept = SeatsOfState.objects.select_related("state")
    return dated.prefetch_related(Prefetch("kept_seats", queryset=kept, to_attr="kept"))


def count_seats(sessions: Sequence[Any], day: date) -> None:
    """Give sessions their `counted`: how many of each State stood at each stage on `day`. One query for all."""
    found = enrolments_then(day).filter(session__in=[one.pk for one in sessions]).order_by()
    rows = found.values_list("session_id", "state__code", "state__name", "stage_then").annotate(people=Count("pk"))
    counted: dict[int, list[Seated]] = {}
    for session, *seated in rows:
        counted.setdefault(session, []).append(Seated(*seated))
    for one in sessions:
        one.counted = counted.get(one.pk, [])


def counted_sessions(sessions: list[Any], day: date) -> list[Any]:
    """Return sessions with their `counted`."""
    count_seats(sessions, day)
    return sessions


def count_next_seats(courses: Sequence[Any], day: date) -> None:
    """Give the next session of each course (read with `upcoming`) its `counted`."""
    count_seats([one.upcoming[0] for one in courses if one.upcoming], day)


def visible_sessions(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the sessions known on `day` that the viewer may see, with `stage_then` and the seats kept."""
    events = known_on(SessionStageEvent.objects.filter(session=OuterRef("pk"), held_from__lte=day), day)
    then = Subquery(events.order_by("-held_from", "-pk").values("stage")[:1])
    seen = known_on(TrainingSession.objects.filter(visibility.rows(viewer, SESSION_FIELDS)), day)
    found = seen.annotate(stage_then=Coalesce(then, F("stage"))).select_related("course__institution__state")
    return with_kept_seats(found.order_by("held_from", "reference"), day)


def visible_session(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one session with its seats. Raises NotFound unless the viewer may see it on `day`."""
    found = visible_sessions(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no session {reference!r} on record that you may see.")
    count_seats([found], day)
    return found


def upcoming(day: date) -> Prefetch[str]:
    """Return how the sessions to come of courses are read, as `upcoming` of each: without who sits."""
    coming = TrainingSession.objects.filter(
        held_from__gte=day, stage__in=(SessionStage.PLANNED, SessionStage.OPEN)
    ).order_by("held_from", "pk")
    return Prefetch("sessions", queryset=with_kept_seats(known_on(coming, day), day), to_attr="upcoming")


def kept_terms(session: Any) -> list[KeptSeatsTerms]:
    """Return the seats kept of a session read with its seats."""
    return [KeptSeatsTerms(one.state.code, one.seats, one.until) for one in session.kept]


def seats_taken(session: Any, counting: Collection[EnrolmentStage] = TAKES_A_SEAT) -> dict[str, int]:
    """Return the seats taken by State of a session (read with its seats); `counting`: the stages that take one."""
    return taken_by_state(((one.state, one.stage) for one in session.counted for _ in range(one.count)), counting)


def seats_open_to(session: Any, state: str, day: date, counting: Collection[EnrolmentStage] = TAKES_A_SEAT) -> int:
    """Return the seats of a session (read with its seats) that a State may still have; empty: any State."""
    return seats_left(session.seats, seats_taken(session, counting), kept_terms(session), state, day)


def counts_by_state(session: Any) -> dict[str, dict[str, int]]:
    """Return how many of each State stand at each stage of a session read with its seats, by the State's name."""
    counts: dict[str, dict[str, int]] = {}
    for one in session.counted:
        counts.setdefault(one.state_name, {})[one.stage] = one.count
    return dict(sorted(counts.items()))


def applications_open(session: Any) -> int:
    """Return how many applications of a session read with its seats wait for an answer."""
    return sum(one.count for one in session.counted if one.stage == EnrolmentStage.APPLIED)


def _sessions_with_people_of(organisation_id: int) -> QuerySet[Any, Any]:
    """Return the keys of the sessions to which a State sends somebody, or in which seats are kept for it."""
    sent = Q(enrolments__state=organisation_id, enrolments__stage__in=CONCERNING) | Q(kept_seats__state=organisation_id)
    return TrainingSession.objects.filter(sent).order_by().values("pk")


CONCERNING = (EnrolmentStage.APPLIED, EnrolmentStage.WAITING, EnrolmentStage.ACCEPTED, EnrolmentStage.PASSED,
              EnrolmentStage.FAILED)  # fmt: skip
CALENDAR_FIELDS = visibility.Fields(
    owner="course__institution_id", partner="course__institution__state_id", partner_rows=_sessions_with_people_of
)
"""On the calendar of an institution and its State stand its sessions, on that of a State those of its own people."""


def session_entries(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Yield the sessions in `[start, until)` that concern the viewer, and the last days to apply. One query."""
    events = known_on(SessionStageEvent.objects.filter(session=OuterRef("pk"), held_from__lte=day), day)
    then = Subquery(events.order_by("-held_from", "-pk").values("stage")[:1])
    seen = known_on(TrainingSession.objects.filter(visibility.rows(viewer, CALENDAR_FIELDS)), day)
    meets = Q(held_from__lt=until, held_until__gt=start) | Q(apply_by__gte=start, apply_by__lt=until)
    found = seen.filter(meets).annotate(stage_then=Coalesce(then, F("stage")))
    found = found.exclude(stage_then=SessionStage.CANCELLED).select_related("course__institution")
    for one in found.order_by("held_from", "reference"):
        name, institution = one.course.title, one.course.institution.name
        if one.held_from < until and one.held_until > start:
            yield _entry(one, one.held_from, one.held_until, f"{name}, {institution}")
        if one.stage_then == SessionStage.OPEN and one.apply_by is not None and start <= one.apply_by < until:
            words = f"Last day to apply: {name}, {institution}"
            yield _entry(one, one.apply_by, one.apply_by + ONE_DAY, words, phase="apply-by")


def _entry(session: Any, start: date, until: date, title: str, phase: str = "") -> CalendarEntry:
    return CalendarEntry(
        kind=TRAINING,
        start=start,
        until=until,
        reference=session.reference,
        title=title,
        phase=phase,
        who=session.course.institution.name,
        illustrative=session.illustrative,
        source=session.source,
        address=reverse("training-session", args=[session.reference]),
    )
