"""Reads of evaluations and performance improvement plans.

A draft is the mission's and its secretariat's own. The contributor sees an evaluation once it is shared and a plan once
it is proposed, and nobody else sees either: no score of a unit is shown to other States.
"""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from muster.inspections.models import (
    Evaluation,
    EvaluationStageEvent,
    PerformancePlan,
    PlanStageEvent,
)
from muster.inspections.stages import EvaluationStage, ImprovementStage
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer


def _shared_with(state: int) -> QuerySet[Any, Any]:
    """Return the keys of the evaluations of a State's units that were ever shared with it."""
    shared = EvaluationStageEvent.objects.filter(stage=EvaluationStage.SHARED, evaluation__unit__state=state)
    return shared.values("evaluation")


def _proposed_to(state: int) -> QuerySet[Any, Any]:
    """Return the keys of the plans of a State's units that were ever proposed to it."""
    return PlanStageEvent.objects.filter(stage=ImprovementStage.PROPOSED, plan__unit__state=state).values("plan")


EVALUATION_FIELDS = visibility.Fields(
    owner="unit__post__requirement__mission__organisation_id",
    partner="unit__post__requirement__mission__mandated_by_id",
    partner_rows=_shared_with,
    stage="stage_then",
    withheld_stages=(EvaluationStage.DRAFT.value,),
)
PLAN_FIELDS = visibility.Fields(
    owner="unit__post__requirement__mission__organisation_id",
    partner="unit__post__requirement__mission__mandated_by_id",
    partner_rows=_proposed_to,
    stage="stage_then",
    withheld_stages=(ImprovementStage.DRAFT.value,),
)
UNIT = (
    "unit__state",
    "unit__post__requirement__mission__organisation",
    "unit__post__requirement__mission__mandated_by",
)


def _with_stage(rows: QuerySet[Any], events: Any, field: str, day: date) -> QuerySet[Any]:
    """Return records with `stage_then` and `stage_since`: the stage that held on `day`, and since when."""
    latest = known_on(events.objects.filter(**{field: OuterRef("pk")}, held_from__lte=day), day)
    latest = latest.order_by("-held_from", "-pk")
    found: QuerySet[Any] = rows.annotate(
        stage_then=Subquery(latest.values("stage")[:1]), stage_since=Subquery(latest.values("held_from")[:1])
    )
    return found.filter(stage_then__isnull=False)


def visible_evaluations(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the evaluations that the viewer may see, known on `day`, each with `stage_then` and `stage_since`.

    One that was withdrawn before it was shared is never shown to the contributor.
    """
    found = _with_stage(known_on(Evaluation.objects.all(), day), EvaluationStageEvent, "evaluation", day)
    rows = found.filter(visibility.rows(viewer, EVALUATION_FIELDS))
    return rows.select_related(*UNIT).order_by("-covers_until", "reference")


def visible_evaluation(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one evaluation with its stage and its lines. Raises NotFound where the viewer sees none."""
    lines = Prefetch("standards", to_attr="lines")
    found = visible_evaluations(viewer, day).filter(reference=reference).prefetch_related(lines).first()
    if found is None:
        raise NotFound(f"There is no evaluation {reference!r} that you may see as of {long_day(day)}.")
    return found


def visible_plans(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the plans that the viewer may see, known on `day`, each with `stage_then`, `stage_since`, `measures`.

    One that was withdrawn before it was proposed is never shown to the contributor.
    """
    found = _with_stage(known_on(PerformancePlan.objects.all(), day), PlanStageEvent, "plan", day)
    rows = found.filter(visibility.rows(viewer, PLAN_FIELDS))
    return rows.select_related(*UNIT, "inspection", "evaluation").prefetch_related("measures").order_by("due_on", "pk")


def visible_plan(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one plan with its stage and its measures. Raises NotFound where the viewer sees none."""
    found = visible_plans(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no plan to do better {reference!r} that you may see as of {long_day(day)}.")
    return found


def events_of(record: Evaluation | PerformancePlan, day: date) -> list[Any]:
    """Return the stage events of a record known on `day`, the oldest first."""
    events: QuerySet[Any] = record.stage_events.all()
    return list(known_on(events, day).order_by("held_from", "pk"))
