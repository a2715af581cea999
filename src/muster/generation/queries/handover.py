"""What a desk officer who arrives needs of one State or one mission, as far as the viewer may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from muster.generation.models import Case, CaseNote, CasePhase, CaseStage, MissionBlock, NoteKind
from muster.generation.parameters import schedule_parameters
from muster.generation.queries.board import OpenCase, open_cases, open_on
from muster.generation.queries.calendar import PHASE_FIELDS, calendar_entries
from muster.generation.queries.cases import CASE_FIELDS, NOTE_FIELDS, visible_blocks
from muster.generation.queries.desk_decisions import deviation_decisions, selection_decisions
from muster.generation.queries.facts import facts_of_rows, spans_by_mission
from muster.generation.queries.missing import missing_clearances, unsigned_instruments
from muster.generation.rules.as_of import as_of
from muster.generation.rules.calendar import CalendarEntry
from muster.generation.rules.handover import (
    CASE,
    CASE_ABANDONED,
    DecisionLine,
    FindingLine,
    MissingLine,
    OwedStep,
    PromiseLine,
    promise_verdict,
)
from muster.generation.rules.lateness import owed_now
from muster.generation.rules.schedule import schedule
from muster.kit.errors import NotFound, Refused
from muster.kit.facts import known_on
from muster.kit.standing import Standing
from muster.missions.models import Mission
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.reference.phases import phase
from muster.visits.duties import finding_is_late
from muster.visits.queries import still_open, visible_findings
from muster.visits.stages import Severity

MOST_LINES = 200
"""Lines of the promises and of the decisions; the newest are kept."""

MISSION_CODE = "post__requirement__mission__acronym"


@dataclass(frozen=True)
class Desk:
    """The mission or the State whose cases are handed over."""

    kind: str
    code: str
    name: str

    def condition(self, prefix: str = "") -> Q:
        """Return the condition for its cases; `prefix` is the path to the case."""
        path = MISSION_CODE if self.kind == "mission" else "state__code"
        return Q(**{prefix + path: self.code})

    @property
    def of_selections(self) -> Q:
        """Return the condition for the selections that it is about."""
        return Q(**{MISSION_CODE if self.kind == "mission" else "offer__state__code": self.code})

    @property
    def of_deviations(self) -> Q:
        """Return the condition for the deviations that it is about."""
        return Q(**{"statement__mission__acronym" if self.kind == "mission" else "pledge__state__code": self.code})

    def concerns(self, entry: CalendarEntry) -> bool:
        """Return whether an entry of the calendar is about it."""
        return entry.mission == self.code if self.kind == "mission" else entry.state == self.name


@dataclass(frozen=True)
class Handover:
    """All that is handed over, as known on `day`. Of promises and decisions the newest MOST_LINES."""

    desk: Desk
    day: date
    cases: Sequence[OpenCase]
    owed: Sequence[OwedStep]
    promises: Sequence[PromiseLine]
    decisions: Sequence[DecisionLine]
    instruments: Sequence[MissingLine]
    clearances: Sequence[MissingLine]
    findings: Sequence[FindingLine]
    this_week: Sequence[CalendarEntry]
    next_weeks: Sequence[CalendarEntry]


def desk_of(mission: str, state: str) -> Desk:
    """Return the mission or the State that is asked for, by acronym or ISO alpha-3 code.

    Raises Refused unless exactly one is named, NotFound if it is not on record.
    """
    if bool(mission) == bool(state):
        raise Refused("A handover is of one mission or of one State: name either mission= or state=.")
    if mission:
        found = Mission.objects.filter(acronym=mission).values_list("acronym", "name").first()
    else:
        states = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE, code=state)
        found = states.values_list("code", "name").first()
    if found is None:
        raise NotFound(f"There is no {'mission' if mission else 'Member State'} {mission or state!r} on record.")
    return Desk("mission" if mission else "state", *found)


def handover(viewer: Viewer, day: date, desk: Desk, *, today: date) -> Handover:
    """Return what is handed over of a mission or a State; a dozen queries whatever the number of cases."""
    cases = open_cases(viewer, day, desk.condition(), today=today)
    near = day + timedelta(days=parameter("handover_near_days", day).integer)
    far = day + timedelta(days=parameter("handover_far_days", day).integer)
    blocks = list(visible_blocks(viewer, day))
    told = calendar_entries(viewer, day, day, far, today=today, cases=cases, blocks=blocks)
    entries = [one for one in told if desk.concerns(one)]
    was_open = Q(case__stage=CaseStage.OPEN) | Q(case__ended_on__gt=day)
    still_going = desk.condition("case__") & was_open
    return Handover(
        desk=desk,
        day=day,
        cases=cases,
        owed=_owed(viewer, day, desk, cases, blocks),
        promises=_promises(viewer, day, desk),
        decisions=_decisions(viewer, day, desk),
        instruments=unsigned_instruments(viewer, day, still_going),
        clearances=missing_clearances(viewer, day, still_going),
        findings=_findings(viewer, day, desk),
        this_week=[one for one in entries if one.start < near],
        next_weeks=[one for one in entries if one.start >= near],
    )


def _owed(
    viewer: Viewer, day: date, desk: Desk, cases: Sequence[OpenCase], blocks: Sequence[MissionBlock]
) -> list[OwedStep]:
    """Return every phase that could be worked on on `day`, reckoned anew; what is most overdue first."""
    parameters = schedule_parameters(day)
    by_key = {one.key: one for one in cases}
    rows = [(one.key, one.reference, one.variant, one.requested_on, one.mission_key) for one in cases]
    of_desk = open_on(viewer, day).filter(desk.condition()).order_by().values("pk")
    found = []
    for key, facts in facts_of_rows(rows, of_desk, day, spans_by_mission(blocks)).items():
        then = as_of(facts, day)
        case = by_key[key]
        sides = {"state": case.state, "mission": case.mission_name}
        found += [
            OwedStep(
                case=case.reference,
                phase=phase(one.code).name,
                who=sides.get(one.side, case.register),
                due_on=one.due_on,
                days_overdue=one.days_overdue,
                is_critical=one.is_critical,
                promised_for=one.promised_for,
                is_promise_broken=one.is_promise_broken,
                held_until=one.held_until,
                illustrative=case.illustrative,
            )
            for one in owed_now(then, schedule(then, day, parameters))
        ]
    return sorted(found, key=lambda one: (one.due_on, one.case))


def _promises(viewer: Viewer, day: date, desk: Desk) -> list[PromiseLine]:
    """Return the last promise about each phase, of cases that have ended too: who keeps his word is worth knowing."""
    seen = CasePhase.objects.filter(visibility.rows(viewer, PHASE_FIELDS), desk.condition("case__"))
    promised = seen.filter(promised_for__isnull=False, promised_at__lte=day).select_related("case", "promised_by")
    notes = CaseNote.objects.filter(
        visibility.rows(viewer, NOTE_FIELDS), kind=NoteKind.PROMISE, case=OuterRef("case"), phase=OuterRef("phase")
    )
    counted = known_on(notes, day).order_by().values("case").values_list(Count("pk"))
    told: Any = promised.annotate(times=Coalesce(Subquery(counted), 0))
    return [
        PromiseLine(
            case=one.case.reference,
            phase=phase(one.phase).name,
            who=one.promised_by.name if one.promised_by else "",
            promised_at=one.promised_at,
            promised_for=one.promised_for,
            done_on=one.done_on if one.done_on is not None and one.done_on <= day else None,
            verdict=promise_verdict(one.stage, one.promised_for, one.done_on, day),
            times=max(1, one.times),
            illustrative=one.case.illustrative,
        )
        for one in told.order_by("-promised_at", "case__reference", "pk")[:MOST_LINES]
        if one.promised_for is not None
    ]


def _decisions(viewer: Viewer, day: date, desk: Desk) -> list[DecisionLine]:
    """Return what was decided and why, the newest first.

    Entries of the logs, cases given up, selections of the viewer's register, and deviations agreed.
    """
    notes = CaseNote.objects.filter(
        visibility.rows(viewer, NOTE_FIELDS), desk.condition("case__"), kind=NoteKind.DECISION
    )
    found = [
        DecisionLine(
            on=one.on,
            record=one.case.reference,
            kind=CASE,
            words=one.words,
            who=one.by.name if one.by else "",
            illustrative=one.case.illustrative,
        )
        for one in known_on(notes, day).select_related("case", "by").order_by("-on", "-pk")[:MOST_LINES]
    ]
    given_up = Case.objects.filter(
        visibility.rows(viewer, CASE_FIELDS), desk.condition(), stage=CaseStage.ABANDONED, ended_on__lte=day
    )
    names = ("ended_on", "reference", "ended_reason", "standing")
    ended = given_up.order_by("-ended_on").values(*names, who=F("register__name"))[:MOST_LINES]
    found += [_given_up(row) for row in ended]
    found += selection_decisions(viewer, day, desk.of_selections, MOST_LINES)
    found += deviation_decisions(viewer, day, desk.of_deviations, MOST_LINES)
    return sorted(found, key=lambda one: one.on, reverse=True)[:MOST_LINES]


def _given_up(row: dict[str, Any]) -> DecisionLine:
    return DecisionLine(
        on=row["ended_on"],
        record=row["reference"],
        kind=CASE_ABANDONED,
        words=row["ended_reason"],
        who=row["who"],
        illustrative=row["standing"] == Standing.ILLUSTRATIVE,
    )


def _findings(viewer: Viewer, day: date, desk: Desk) -> list[FindingLine]:
    """Return the findings of visits that are not closed, as far as the viewer may see them."""
    path = "visit__mission__code" if desk.kind == "mission" else "visit__state__code"
    rows: Any = still_open(visible_findings(viewer, day)).filter(**{path: desk.code})
    return [
        FindingLine(
            reference=one.reference,
            visit=one.visit.reference,
            severity=str(Severity(one.severity).label),
            text=one.text,
            who=one.owner.name,
            due_on=one.due_on,
            is_overdue=finding_is_late(one),
            illustrative=one.visit.illustrative,
        )
        for one in rows
    ]
