"""Reads of recognition cases, each from what the viewer may see.

A case is seen by the course's institution, by the State of the institution, and by the register's secretariat; nobody
else sees an application. That a course was recognised is public: see `recognitions.py`.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.training.models import (
    Course,
    CoverageVerdict,
    LessonCover,
    RecognitionCase,
    RecognitionComment,
    RecognitionDutyDone,
    RecognitionEvidence,
    RecognitionFinding,
    RecognitionFindingEvent,
    RecognitionStageEvent,
    StandardVersion,
)
from muster.training.models.content import CURRENT, content_on
from muster.training.queries.courses import visible_courses
from muster.training.queries.standards import lines_on
from muster.training.rules.recognition_coverage import (
    CoveredLine,
    CoverFacts,
    StandardLineFacts,
    coverage_matrix,
    minutes_of,
)
from muster.training.rules.recognition_stages import ENDED, CaseFacts, LineFacts
from muster.training.stages import CourseStage, Coverage
from muster.visits.models import Finding, SubjectOutcome
from muster.visits.stages import CLOSED_STANDINGS, WITH_RESULT, FindingStanding, Severity

CASE_FIELDS = visibility.Fields(
    owner="course__institution_id", partner="course__institution__state_id", addressee="register_id"
)
FINDING_FIELDS = visibility.Fields(
    owner="case__course__institution_id",
    partner="case__course__institution__state_id",
    addressee="case__register_id",
)
RELATED = ("course__institution__state", "register", "standard_version", "renews", "visit", "observed", "certificate")
COURSE_SUBJECT = "course"
"""The kind of the subject of a recognition visit."""


def visible_cases(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the cases that the viewer may see, known on `day`, each with `stage_then` and `stage_since`."""
    latest = known_on(RecognitionStageEvent.objects.filter(case=OuterRef("pk"), held_from__lte=day), day)
    latest = latest.order_by("-held_from", "-pk")
    found: QuerySet[Any] = (
        known_on(RecognitionCase.objects.filter(visibility.rows(viewer, CASE_FIELDS)), day)
        .annotate(stage_then=Subquery(latest.values("stage")[:1]), stage_since=Subquery(latest.values("held_from")[:1]))
        .filter(stage_then__isnull=False)
    )
    return found.select_related(*RELATED).order_by("-stage_since", "reference")


def visible_case(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one case as of `day` with `known_events`, `known_evidence`, `known_comments` and `known_verdicts`.

    Raises NotFound unless the viewer may see it.
    """
    found = visible_cases(viewer, day).filter(reference=reference)
    found = found.prefetch_related(
        Prefetch(
            "stage_events",
            queryset=known_on(RecognitionStageEvent.objects.filter(held_from__lte=day).select_related("by"), day),
            to_attr="known_events",
        ),
        Prefetch(
            "evidence",
            queryset=known_on(RecognitionEvidence.objects.select_related("document"), day),
            to_attr="known_evidence",
        ),
        Prefetch(
            "comments",
            queryset=known_on(RecognitionComment.objects.select_related("by"), day),
            to_attr="known_comments",
        ),
        Prefetch(
            "coverage_verdicts",
            queryset=CoverageVerdict.objects.filter(content_on(day)).select_related("line"),
            to_attr="known_verdicts",
        ),
    )
    case = found.first()
    if case is None:
        raise NotFound(f"There is no recognition case {reference!r} that you may see as of {long_day(day)}.")
    return case


def visible_recognition_findings(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the findings of the desk that the viewer may see, each with `standing_then` as of `day`."""
    latest = known_on(RecognitionFindingEvent.objects.filter(finding=OuterRef("pk"), held_from__lte=day), day)
    latest = latest.order_by("-held_from", "-pk")
    found: QuerySet[Any] = (
        known_on(RecognitionFinding.objects.filter(visibility.rows(viewer, FINDING_FIELDS)), day)
        .annotate(
            standing_then=Subquery(latest.values("standing")[:1]),
            standing_since=Subquery(latest.values("held_from")[:1]),
        )
        .filter(standing_then__isnull=False)
    )
    return found.select_related("case__course__institution__state", "case__register").order_by("case__reference", "pk")


def visible_recognition_finding(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one finding of the desk with its `known_events`. Raises NotFound."""
    events = Prefetch(
        "events",
        queryset=known_on(RecognitionFindingEvent.objects.filter(held_from__lte=day).select_related("by"), day),
        to_attr="known_events",
    )
    found = visible_recognition_findings(viewer, day).filter(reference=reference).prefetch_related(events).first()
    if found is None:
        raise NotFound(f"There is no finding {reference!r} on a course that you may see as of {long_day(day)}.")
    return found


def open_recognition_findings(findings: QuerySet[Any]) -> QuerySet[Any]:
    """Return those of `findings`, read by `visible_recognition_findings`, that are neither closed nor waived."""
    return findings.exclude(standing_then__in=[one.value for one in CLOSED_STANDINGS])


def matrix_of(case: RecognitionCase, day: date | None = None) -> tuple[CoveredLine, ...]:
    """Return the lines of the version that a case is against, with what its course's lessons cover. Two queries.

    Lines and lessons are those of a day (None: as they are); they find each other by the numbers of the lines.
    """
    if case.standard_version is None:
        return ()
    lines = [
        StandardLineFacts(one.pk, one.number, one.title, one.least_minutes, one.is_required)
        for one in lines_on(case.standard_version, day)
    ]
    keys = {one.number: one.key for one in lines}
    covers = LessonCover.objects.filter(
        content_on(day, "lesson__"), lesson__course=case.course_id, line__standard_version=case.standard_version_id
    ).select_related("lesson", "line")
    facts = [
        CoverFacts(
            keys[one.line.number],
            one.lesson.number,
            minutes_of(one.lesson.minutes, one.minutes),
            bool(one.lesson.plan_id),
        )
        for one in covers.order_by("lesson__order", "lesson__pk")
        if one.line.number in keys
    ]
    return coverage_matrix(lines, facts)


def duties_of(viewer: Viewer, case: RecognitionCase) -> tuple[str, ...]:
    """Return what the viewer has done in a case that stands against deciding on it; nothing for the installation."""
    done = RecognitionDutyDone.objects.filter(case=case, user_id=viewer.user_id) if viewer.user_id else None
    return tuple(done.values_list("duty", flat=True)) if done is not None else ()


def verdicts_by_number(case: Any) -> dict[str, CoverageVerdict]:
    """Return the verdicts of a case (of `visible_case`) as of its day, by the numbers of the lines."""
    return {one.line.number: one for one in case.known_verdicts}


def visit_outcome(case: RecognitionCase) -> str:
    """Return what the visit of a case says of its course; empty until the report is approved."""
    if case.visit is None or case.visit.stage not in WITH_RESULT:
        return ""
    outcomes = SubjectOutcome.objects.filter(
        subject__visit=case.visit, subject__kind=COURSE_SUBJECT, subject__reference=case.course.reference
    )
    last = outcomes.order_by("-decided_on", "-pk").first()
    return last.outcome if last else ""


def findings_open_now(case: RecognitionCase) -> tuple[str, ...]:
    """Return the references of what is to be put right before the decision: findings of the desk and of the visit."""
    closed = [one.value for one in CLOSED_STANDINGS]
    asks = {"severity": Severity.OBSERVATION.value}
    desk = case.findings.exclude(standing__in=closed).exclude(**asks).values_list("reference", flat=True)
    visit = Finding.objects.filter(visit=case.visit_id).exclude(standing__in=closed).exclude(**asks)
    return (*desk, *(visit.values_list("reference", flat=True) if case.visit_id else ()))


def facts_of(case: RecognitionCase, matrix: Sequence[CoveredLine] | None = None) -> CaseFacts:
    """Return a case as the rules read it, as it stands today; what was handed in last of a kind is what counts."""
    covered = matrix_of(case, None) if matrix is None else matrix
    verdicts = dict(case.coverage_verdicts.filter(CURRENT).values_list("line__number", "verdict"))
    judged: dict[str, list[str]] = {}
    for kind, verdict in case.evidence.order_by("pk").values_list("kind", "verdict"):
        judged.setdefault(kind, []).append(verdict)
    last = case.stage_events.order_by("-held_from", "-pk").first()
    on_record = StandardVersion.objects.filter(standard=case.course.standard).exists()
    return CaseFacts(
        stage=case.stage,
        has_version=case.standard_version_id is not None,
        version_is_on_record=on_record,
        lesson_count=case.course.lessons.filter(CURRENT).count(),
        lines=tuple(
            LineFacts(one.line.number, one.line.is_required, one.has_plan, verdicts.get(one.line.number, ""))
            for one in covered
        ),
        verdicts={kind: found[-1] for kind, found in judged.items()},
        has_visit=case.visit_id is not None,
        visit_outcome=visit_outcome(case),
        open_findings=findings_open_now(case),
        last_day=last.held_from if last else None,
    )


def shown_verdict(evidence: RecognitionEvidence, day: date) -> str:
    """Return the verdict on a piece of evidence as of `day`, empty before it was given."""
    if evidence.judged_on is None or evidence.judged_on > day:
        return ""
    return Coverage(evidence.verdict).value if evidence.verdict else ""


def finding_is_open(standing: str) -> bool:
    """Return whether a finding at a standing still asks for something."""
    return FindingStanding(standing) not in CLOSED_STANDINGS


def courses_to_apply_for(viewer: Viewer, day: date) -> QuerySet[Course]:
    """Return the courses of the viewer's own institution that have no open case."""
    open_cases = RecognitionCase.objects.exclude(stage__in=[one.value for one in ENDED]).values("course")
    own = visible_courses(viewer, day).filter(institution=viewer.organisation_id)
    return own.exclude(stage=CourseStage.CLOSED.value).exclude(pk__in=open_cases)
