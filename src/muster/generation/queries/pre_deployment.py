"""The pre-deployment visits of cases: a visit names the case among its subjects, and its result is read from there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from muster.generation.rules.facts import CaseFacts, Span
from muster.generation.rules.pre_deployment import Condition, VisitResult, held_spans
from muster.parties.viewer import SYSTEM, Viewer
from muster.visits.models import VisitSubject
from muster.visits.queries import approved_subject_outcomes, visible_findings, visits_about
from muster.visits.stages import CLOSED_STANDINGS, ENDED_WITHOUT_VISIT, VisitKind

CASE = "case"
"""The kind under which a visit names a case."""

Holds = Mapping[str, Mapping[str, tuple[Span, ...]]]
"""By the reference of a case: the spans in which a phase rests for what its visit said."""


@dataclass(frozen=True)
class CaseVisit:
    """The last pre-deployment visit of a case as a viewer sees it, and what came of it."""

    visit: Any
    result: VisitResult


def last_visit(viewer: Viewer, day: date, reference: str) -> CaseVisit | None:
    """Return the last pre-deployment visit of a case, asked for or done, as of `day`; None where there is none."""
    visits = visits_about(viewer, day, CASE, reference).filter(kind=VisitKind.PRE_DEPLOYMENT.value)
    called_off = [str(one) for one in ENDED_WITHOUT_VISIT]
    found = visits.exclude(current_stage__in=called_off).order_by("-requested_on", "-pk").first()  # type: ignore[misc]
    if found is None:
        return None
    result = results_of(viewer, day, [reference]).get(reference)
    if result is None or result.visit != found.reference:
        result = VisitResult(found.reference)
    return CaseVisit(found, result)


def results_of(viewer: Viewer, day: date, references: Collection[str]) -> dict[str, VisitResult]:
    """Return what the last approved pre-deployment visits of cases said, with their conditions; two queries."""
    outcomes = approved_subject_outcomes(viewer, day, CASE, references, [VisitKind.PRE_DEPLOYMENT.value])
    last: dict[str, Any] = {}
    for one in outcomes:
        last.setdefault(one.subject.reference, one)
    if not last:
        return {}
    conditions: dict[str, list[Condition]] = {}
    findings: Any = visible_findings(viewer, day).filter(visit__in=[row.subject.visit_id for row in last.values()])
    for finding in findings:
        is_open = finding.current_standing not in CLOSED_STANDINGS
        told = Condition(finding.reference, finding.text, finding.severity, finding.owner.name, finding.due_on, is_open)
        conditions.setdefault(finding.visit.reference, []).append(told)
    return {
        reference: VisitResult(
            row.subject.visit.reference,
            row.outcome,
            row.decided_on,
            row.note,
            tuple(conditions.get(row.subject.visit.reference, ())),
        )
        for reference, row in last.items()
    }


def holds_on(day: date, reference: str | None = None) -> Holds:
    """Return what visits hold up as of `day`, in one case or all: it follows from the record, for everybody."""
    named = VisitSubject.objects.filter(kind=CASE, visit__kind=VisitKind.PRE_DEPLOYMENT.value)
    if reference is not None:
        named = named.filter(reference=reference)
    references = set(named.order_by().values_list("reference", flat=True))
    if not references:
        return {}
    return {key: held_spans(result, day) for key, result in results_of(SYSTEM, day, references).items()}


def with_holds(case: CaseFacts, held: Mapping[str, tuple[Span, ...]]) -> CaseFacts:
    """Return a case with what its visit holds up beside the blocks of its mission."""
    if not held:
        return case
    return replace(case, blocks={**case.blocks, **{code: (*case.blocks.get(code, ()), *held[code]) for code in held}})
