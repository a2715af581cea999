"""What falls into a span of days, as far as the viewer may see it: a handful of queries whatever the record's size."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Prefetch, Q

from muster.generation.calendar_sources import entries_of_sources
from muster.generation.models import Addressee, CasePhase, CaseStage, MissionBlock, PhaseStage
from muster.generation.queries.board import OpenCase, open_cases
from muster.generation.queries.cases import visible_blocks
from muster.generation.queries.request import visible_requests
from muster.generation.rules.calendar import ARRIVAL, BLOCK, DUE, PROMISE, REPLY, VISIT, CalendarEntry, without_doubles
from muster.generation.rules.stations import IN_THEATRE
from muster.kit.standing import Standing
from muster.missions.models import Post
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.phases import phase
from muster.visits.queries import known_visits
from muster.visits.stages import ENDED_WITHOUT_VISIT, VisitKind, VisitStage

PHASE_FIELDS = visibility.Fields(
    owner="case__state_id",
    addressee="case__register_id",
    mission="case__post__requirement__mission__organisation_id",
)
OPEN_STAGES = (PhaseStage.WAITING, PhaseStage.UNDER_WAY)

PROMISE_VALUES = (
    "phase", "promised_for", "promised_by__name", "case__reference", "case__state__name", "case__is_drill",
    "case__standing", "case__source",
)  # fmt: skip
ONE_DAY = timedelta(days=1)


def calendar_entries(
    viewer: Viewer,
    day: date,
    start: date,
    until: date,
    *,
    today: date,
    cases: Sequence[OpenCase] | None = None,
    blocks: Sequence[MissionBlock] | None = None,
) -> list[CalendarEntry]:
    """Return what is on the calendar in `[start, until)` as known on `day`, in order.

    Steps due, promises, arrivals by an even chance, blocks that hold phases up, visits, last days for replies to
    requests, and what rooms above tell (`calendar_sources`: tours, individuals, inspections). Of a case the step that
    is due next; what was done is in its own record. `cases`: open cases that have been read and alone are to be told;
    `blocks`: all that are believed on `day`, where they have been read.
    """
    entries: list[CalendarEntry] = []
    read = list(visible_blocks(viewer, day)) if blocks is None else blocks
    moving = _moving(viewer, day, start, until, today, read) if cases is None else cases
    entries += _steps_and_arrivals(moving, day, start, until)
    entries += _promises(viewer, day, start, until)
    known = _lasting(read, min(start, day)) if blocks is None else blocks
    entries += _blocks(known, start, until)
    entries += _visits(viewer, day, start, until)
    entries += _replies(viewer, day, start, until)
    entries += entries_of_sources(viewer, day, start, until, known)
    return without_doubles(entries)


def _moving(
    viewer: Viewer, day: date, start: date, until: date, today: date, blocks: Sequence[MissionBlock]
) -> list[OpenCase]:
    """Return the open cases that may have a step or an arrival in `[start, until)`."""
    only = Q(owed_on__gte=start, owed_on__lt=until) | Q(arrival_p50__gte=start, arrival_p50__lt=until)
    if day < today:
        only |= ~Q(forecast_on=day) | Q(forecast_on__isnull=True)
    return open_cases(viewer, day, only, today=today, blocks=blocks)


def _steps_and_arrivals(cases: Iterable[OpenCase], day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Return the steps that are due and the arrivals that are expected."""
    for case in cases:
        if case.owed_on is not None and start <= case.owed_on < until:
            words, who = phase(case.phase).name, case.owed_by or ""
            yield _of_case(case, DUE, case.owed_on, case.phase, words, who)
        is_ahead = case.station.code != IN_THEATRE and case.arrival_p50 is not None and case.arrival_p50 >= day
        if is_ahead and case.arrival_p50 is not None and start <= case.arrival_p50 < until:
            yield _of_case(case, ARRIVAL, case.arrival_p50, "", f"{case.strength} people expected", "")


def _of_case(case: OpenCase, kind: str, on: date, code: str, title: str, who: str) -> CalendarEntry:
    """Return an entry of one day about a case."""
    return CalendarEntry(
        kind=kind,
        start=on,
        until=on + ONE_DAY,
        reference=case.reference,
        title=title,
        case=case.reference,
        phase=code,
        mission=case.mission,
        state=case.state,
        who=who,
        is_overdue=on < case.seen_on,
        is_drill=case.is_drill,
        illustrative=case.illustrative,
        source=case.source,
    )


def _promises(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Return the promises about phases that are not over."""
    seen = CasePhase.objects.filter(visibility.rows(viewer, PHASE_FIELDS), case__stage=CaseStage.OPEN)
    known = seen.filter(stage__in=OPEN_STAGES, promised_for__gte=start, promised_for__lt=until, promised_at__lte=day)
    for row in known.values(*PROMISE_VALUES, mission=F("case__post__requirement__mission__acronym")):
        yield CalendarEntry(
            kind=PROMISE,
            start=row["promised_for"],
            until=row["promised_for"] + ONE_DAY,
            reference=row["case__reference"],
            title=phase(row["phase"]).name,
            case=row["case__reference"],
            phase=row["phase"],
            mission=row["mission"],
            state=row["case__state__name"],
            who=row["promised_by__name"] or "",
            is_overdue=row["promised_for"] < day,
            is_drill=row["case__is_drill"],
            illustrative=row["case__standing"] == Standing.ILLUSTRATIVE,
            source=row["case__source"],
        )


def _lasting(blocks: Iterable[MissionBlock], day: date) -> list[MissionBlock]:
    """Return the blocks that are not over by a day."""
    return [one for one in blocks if one.held_until is None or one.held_until > day]


def _blocks(known: Iterable[MissionBlock], start: date, until: date) -> Iterator[CalendarEntry]:
    """Return what holds phases up in missions in `[start, until)`."""
    for block in known:
        if block.held_from >= until or (block.held_until is not None and block.held_until <= start):
            continue
        names = ", ".join(phase(code).name for code in block.phase_codes)
        yield CalendarEntry(
            kind=BLOCK,
            start=block.held_from,
            until=block.held_until,
            reference=block.reference,
            title=f"{block.why} ({names})",
            mission=block.mission.acronym,
            illustrative=block.illustrative,
            source=block.source,
        )


def _visits(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Return visits that are planned and have not ended otherwise."""
    ended = [str(stage) for stage in (VisitStage.CLOSED, *ENDED_WITHOUT_VISIT)]
    planned = known_visits(viewer, day).filter(planned_from__lt=until, planned_until__gt=start)
    open_ones: Iterable[Any] = planned.exclude(  # type: ignore[misc]  # annotated
        current_stage__in=ended
    ).select_related("state", "mission", "lead")
    for visit in open_ones:
        yield CalendarEntry(
            kind=VISIT,
            start=visit.planned_from,
            until=visit.planned_until,
            reference=visit.reference,
            title=str(VisitKind(visit.kind).label),
            mission=visit.mission.code if visit.mission else "",
            state=visit.state.name,
            who=visit.lead.name,
            illustrative=visit.illustrative,
            source=visit.source,
        )


def _replies(viewer: Viewer, day: date, start: date, until: date) -> Iterator[CalendarEntry]:
    """Return the last days for replies to requests that were open on `day`; to a State only where its own is owed."""
    was_open = Q(issued_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    asked = visible_requests(viewer, day).filter(was_open, reply_by__gte=start, reply_by__lt=until)
    if not (viewer.is_secretariat or viewer.is_system):
        replied = Addressee.objects.filter(state_id=viewer.organisation_id, replied_on__lte=day)
        asked = asked.exclude(pk__in=replied.order_by().values("request"))
    posts = Prefetch("posts", Post.objects.select_related("requirement__mission"))
    for request in asked.prefetch_related(None).prefetch_related(posts):
        missions = {post.requirement.mission.acronym for post in request.posts.all()}
        yield CalendarEntry(
            kind=REPLY,
            start=request.reply_by,
            until=request.reply_by + ONE_DAY,
            reference=request.reference,
            title=request.title,
            mission=", ".join(sorted(missions)),
            who=request.register.name if viewer.is_secretariat else viewer.organisation_name,
            is_overdue=request.reply_by < day,
            illustrative=request.illustrative,
            source=request.source,
        )
