"""Who is told when an evaluation or a plan moves on: contributor, mission and secretariat, but for who acts."""

from datetime import date

from django.urls import reverse

from muster.deployments.models import DeployedUnit
from muster.inspections.models import Evaluation, PerformancePlan
from muster.inspections.stages import EvaluationStage, ImprovementStage
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer


def tell_evaluation(actor: Viewer, evaluation: Evaluation, was_draft: bool, day: date) -> None:
    """Tell that an evaluation has moved on; nothing of what it says, and nothing to a contributor who never saw it."""
    is_withheld = was_draft and evaluation.stage == EvaluationStage.WITHDRAWN
    stage = EvaluationStage(evaluation.stage).label
    title = f"Evaluation {evaluation.reference} of {evaluation.unit.reference}: {stage}"
    _tell(actor, evaluation.unit, "evaluation-stage", title, reverse("evaluation", args=[evaluation.reference]), day,
          withheld=is_withheld, subject=("evaluation", evaluation.reference))  # fmt: skip


def tell_plan(actor: Viewer, plan: PerformancePlan, was_draft: bool, day: date, words: str = "") -> None:
    """Tell that a plan has moved on or was changed; nothing to a contributor who never saw it."""
    is_withheld = was_draft and plan.stage in (ImprovementStage.DRAFT, ImprovementStage.WITHDRAWN)
    title = (
        f"Performance improvement plan {plan.reference} of {plan.unit.reference}: {ImprovementStage(plan.stage).label}"
    )
    _tell(actor, plan.unit, "improvement-plan", title, reverse("performance-plan", args=[plan.reference]), day,
          withheld=is_withheld, subject=("performance-plan", plan.reference), body=words)  # fmt: skip


def _tell(
    actor: Viewer,
    unit: DeployedUnit,
    topic: str,
    title: str,
    href: str,
    day: date,
    *,
    withheld: bool,
    subject: tuple[str, str],
    body: str = "",
) -> None:
    mission = unit.post.requirement.mission
    sides: list[Organisation | None] = [mission.organisation, mission.mandated_by]
    if not withheld:
        sides.append(unit.state)
    for to in {one.pk: one for one in sides if one is not None}.values():
        if to.pk != actor.organisation_id:
            about = Subject(*subject, state=unit.state.code, unit_type=unit.post.unit_type, mission=mission.acronym)
            notify(topic=topic, to=to, title=title, day=day, subject=about, body=body, href=href)
