"""Reads of visits and findings, each from what the viewer may see.

A visit is seen by its two sides, by the institution that it goes to, and by the mission that it is linked to. What the
team wrote (answers, outcomes, findings, report) is the leading side's own until the draft is sent; the mission sees it
once the report is approved. Names of the team are seen by the two sides and the institution only.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.visits.models import (
    ChecklistAnswer,
    Finding,
    FindingEvent,
    SubjectOutcome,
    TeamMember,
    Visit,
    VisitChecklist,
    VisitStageEvent,
    VisitSubject,
)
from muster.visits.stages import (
    BEFORE_APPROVAL,
    BEFORE_THE_DRAFT_IS_SENT,
    CLOSED_STANDINGS,
    WITH_RESULT,
    FindingStanding,
    VisitStage,
)

VISIT_FIELDS = visibility.Fields(owner="lead_id", addressee="counterpart_id", partner="host_id", mission="mission_id")
TEAM_FIELDS = visibility.Fields(owner="visit__lead_id", addressee="visit__counterpart_id", partner="visit__host_id")
CHECKLIST_FIELDS = TEAM_FIELDS


def result_condition(viewer: Viewer, prefix: str = "") -> Q:
    """Return the condition that the viewer may see what the team of a visit wrote; `prefix` leads to the visit."""
    stage = f"{prefix}stage"
    between_the_sides = visibility.Fields(
        owner=f"{prefix}lead_id",
        addressee=f"{prefix}counterpart_id",
        stage=stage,
        withheld_stages=BEFORE_THE_DRAFT_IS_SENT,
    )
    of_the_host = visibility.Fields(addressee=f"{prefix}host_id", stage=stage, withheld_stages=BEFORE_THE_DRAFT_IS_SENT)
    of_the_mission = visibility.Fields(mission=f"{prefix}mission_id", stage=stage, withheld_stages=BEFORE_APPROVAL)
    seen = (visibility.rows(viewer, one) for one in (between_the_sides, of_the_host, of_the_mission))
    return visibility.either(*seen)


def _latest_stage(day: date) -> QuerySet[VisitStageEvent]:
    """Return the stage event that holds on `day`, for use in a subquery over visits."""
    events = VisitStageEvent.objects.filter(visit=OuterRef("pk"), held_from__lte=day)
    return known_on(events, day).order_by("-held_from", "-pk")


def _latest_standing(day: date) -> QuerySet[FindingEvent]:
    """Return the event that says on `day` where a finding stands, for use in a subquery over findings."""
    events = FindingEvent.objects.filter(finding=OuterRef("pk"), held_from__lte=day)
    return known_on(events, day).order_by("-held_from", "-pk")


def visible_findings(viewer: Viewer, day: date) -> QuerySet[Finding]:
    """Return the findings that the viewer may see as of `day`, with `current_standing`, `standing_since` and
    `seen_on` (the day)."""
    events = _latest_standing(day)
    return (
        known_on(Finding.objects.filter(result_condition(viewer, "visit__")), day)
        .select_related("visit__state", "visit__register", "visit__lead", "subject", "owner")
        .annotate(
            current_standing=Coalesce(
                Subquery(events.values("standing")[:1]),
                Value(FindingStanding.OPEN.value),
                output_field=CharField(),
            ),
            standing_since=Subquery(events.values("held_from")[:1], output_field=DateField()),
            seen_on=Value(day, output_field=DateField()),
        )
        .order_by("visit__reference", "pk")
    )


def visible_finding(viewer: Viewer, day: date, reference: str) -> Finding:
    """Return one finding with its events. Raises NotFound if there is none that the viewer may see."""
    events = Prefetch(
        "events", queryset=known_on(FindingEvent.objects.select_related("by", "document"), day), to_attr="known_events"
    )
    found = visible_findings(viewer, day).prefetch_related(events).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no finding {reference!r} that you may see as of {long_day(day)}.")
    return found


def still_open(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Return those of `findings`, read by `visible_findings`, that are neither closed nor waived."""
    return findings.exclude(current_standing__in=list(CLOSED_STANDINGS))  # type: ignore[misc]  # annotated


def known_visits(viewer: Viewer, day: date) -> QuerySet[Visit]:
    """Return the visits that the viewer may see as of `day`, with no more than `current_stage` and `stage_since`."""
    events = _latest_stage(day)
    return (
        known_on(Visit.objects.filter(visibility.rows(viewer, VISIT_FIELDS)), day)
        .annotate(
            current_stage=Coalesce(
                Subquery(events.values("stage")[:1]), Value(VisitStage.REQUESTED.value), output_field=CharField()
            ),
            stage_since=Coalesce(Subquery(events.values("held_from")[:1]), "requested_on", output_field=DateField()),
        )
        .order_by("-requested_on", "reference")
    )


def visible_visits(viewer: Viewer, day: date) -> QuerySet[Visit]:
    """Return the visits that the viewer may see as of `day`, with all that lists and pages show of them.

    With `seen_on` (the day), `current_stage` and `stage_since` as of then, `shows_result` (whether the viewer may see
    what the team wrote), `subject_count` and `open_finding_count` (of those that the viewer may see).
    """
    shown = Visit.objects.filter(result_condition(viewer), pk=OuterRef("pk"))
    findings = (
        still_open(visible_findings(viewer, day))
        .filter(visit=OuterRef("pk"))
        .order_by()
        .values("visit")
        .annotate(number=Count("pk"))
        .values("number")
    )
    subjects = VisitSubject.objects.filter(visit=OuterRef("pk")).order_by().values("visit")
    return (
        known_visits(viewer, day)
        .select_related(
            "state", "register", "mission", "lead", "counterpart", "host", "requested_by", "report_document"
        )
        .annotate(
            seen_on=Value(day, output_field=DateField()),
            shows_result=Exists(shown),
            subject_count=Coalesce(
                Subquery(subjects.annotate(number=Count("pk")).values("number")), 0, output_field=IntegerField()
            ),
            open_finding_count=Coalesce(Subquery(findings), 0, output_field=IntegerField()),
        )
    )


def with_details(visits: QuerySet[Visit], viewer: Viewer, day: date) -> QuerySet[Visit]:
    """Load what belongs to visits as the viewer may see it as of `day`, a query for each kind of row.

    `known_stage_events`, `known_team`, `known_subjects` (each with `known_outcomes`, oldest first), `known_checklists`
    (each with `known_answers`) and `known_findings`.
    """
    outcomes = known_on(SubjectOutcome.objects.filter(result_condition(viewer, "subject__visit__")), day)
    answers = ChecklistAnswer.objects.filter(result_condition(viewer, "checklist__visit__"), answered_on__lte=day)
    checklists = VisitChecklist.objects.filter(_checklists_seen(viewer), assigned_on__lte=day)
    return visits.prefetch_related(
        Prefetch(
            "stage_events",
            queryset=known_on(VisitStageEvent.objects.select_related("by"), day),
            to_attr="known_stage_events",
        ),
        Prefetch(
            "team", queryset=TeamMember.objects.filter(visibility.rows(viewer, TEAM_FIELDS)), to_attr="known_team"
        ),
        Prefetch(
            "subjects",
            queryset=VisitSubject.objects.prefetch_related(
                Prefetch("outcomes", queryset=outcomes, to_attr="known_outcomes")
            ),
            to_attr="known_subjects",
        ),
        Prefetch(
            "checklists",
            queryset=checklists.select_related("subject").prefetch_related(
                Prefetch("answers", queryset=answers, to_attr="known_answers")
            ),
            to_attr="known_checklists",
        ),
        Prefetch("findings", queryset=visible_findings(viewer, day).order_by("pk"), to_attr="known_findings"),
    )


def _checklists_seen(viewer: Viewer) -> Q:
    """Both sides, and the institution visited, see which checklists there are, to prepare; a mission with results."""
    return visibility.rows(viewer, CHECKLIST_FIELDS) | result_condition(viewer, "visit__")


def visible_visit(viewer: Viewer, day: date, reference: str) -> Visit:
    """Return one visit with its details. Raises NotFound if there is none that the viewer may see."""
    found = with_details(visible_visits(viewer, day), viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no visit {reference!r} that you may see as of {long_day(day)}.")
    return found


def visible_checklist(viewer: Viewer, day: date, reference: str, number: int) -> VisitChecklist:
    """Return one checklist of a visit with its `known_answers`. Raises NotFound."""
    answers = ChecklistAnswer.objects.filter(result_condition(viewer, "checklist__visit__"), answered_on__lte=day)
    found = (
        VisitChecklist.objects.filter(
            _checklists_seen(viewer), visit__reference=reference, visit__known_from__lte=day, pk=number
        )
        .select_related("visit__state", "visit__lead", "visit__counterpart", "visit__register", "subject")
        .prefetch_related(Prefetch("answers", queryset=answers, to_attr="known_answers"))
        .first()
    )
    if found is None:
        raise NotFound(f"There is no checklist {number} of visit {reference!r} that you may see.")
    return found


def visits_about(viewer: Viewer, day: date, kind: str, reference: str) -> QuerySet[Visit]:
    """Return the visits about one subject that the viewer may see as of `day`."""
    return visible_visits(viewer, day).filter(pk__in=_naming(kind, reference))


def known_visits_about(viewer: Viewer, day: date, kind: str, reference: str) -> QuerySet[Visit]:
    """Return the same with no more than `current_stage` and `stage_since`."""
    return known_visits(viewer, day).filter(pk__in=_naming(kind, reference))


def _naming(kind: str, reference: str) -> QuerySet[VisitSubject, Any]:
    """Return the keys of the visits that name a subject, for use in a condition."""
    return VisitSubject.objects.filter(kind=kind, reference=reference).order_by().values("visit")


def approved_subject_outcomes(
    viewer: Viewer, day: date, kind: str, references: Collection[str], visit_kinds: Collection[str] = ()
) -> QuerySet[SubjectOutcome]:
    """Return the outcomes for subjects, of visits whose report was approved as of `day`, latest first; one query.

    Each with `approved_on`, and its subject and visit loaded. A later outcome of the same visit replaces an earlier
    one: the first of a subject is the one that holds.
    """
    approval = known_on(
        VisitStageEvent.objects.filter(
            visit=OuterRef("subject__visit"), stage=VisitStage.APPROVED.value, held_from__lte=day
        ),
        day,
    )
    found = known_on(SubjectOutcome.objects.filter(result_condition(viewer, "subject__visit__")), day).filter(
        subject__kind=kind, subject__reference__in=list(references), decided_on__lte=day
    )
    if visit_kinds:
        found = found.filter(subject__visit__kind__in=list(visit_kinds))
    return (
        found.annotate(
            approved_on=Subquery(approval.order_by("held_from").values("held_from")[:1], output_field=DateField())
        )
        .filter(approved_on__isnull=False)
        .select_related("subject__visit")
        .order_by("subject__reference", "-approved_on", "-decided_on", "-pk")
    )


def open_findings(viewer: Viewer, day: date, kind: str, references: Collection[str]) -> QuerySet[Finding]:
    """Return the findings on subjects that are open as of `day`, those of their visits' State not among them."""
    return still_open(visible_findings(viewer, day)).filter(subject__kind=kind, subject__reference__in=list(references))


def last_visit_days(
    viewer: Viewer, day: date, kind: str, references: Iterable[str], visit_kinds: Collection[str] = ()
) -> dict[str, date]:
    """Return when each subject was last visited: the first day after the visit, by reference; one query.

    Only visits that were over on `day` count; a subject never visited is left out.
    """
    found = VisitSubject.objects.filter(
        visit__in=Visit.objects.filter(visibility.rows(viewer, VISIT_FIELDS)),
        kind=kind,
        reference__in=list(references),
        visit__carried_until__lte=day,
        visit__known_from__lte=day,
    ).exclude(visit__stage__in=[VisitStage.CANCELLED.value, VisitStage.REFUSED.value])
    if visit_kinds:
        found = found.filter(visit__kind__in=list(visit_kinds))
    last = found.order_by().values("reference").annotate(last=Max("visit__carried_until"))
    return {row["reference"]: row["last"] for row in last}


def approved_visits(viewer: Viewer, day: date) -> QuerySet[Visit]:
    """Return the visits whose result holds as of `day`."""
    return visible_visits(viewer, day).filter(current_stage__in=list(WITH_RESULT))  # type: ignore[misc]  # annotated
