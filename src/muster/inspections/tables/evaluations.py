"""Evaluations, their standards, plans and their measures, as tables."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from muster.inspections.stages import ActingSide, EvaluationKind, EvaluationStage, ImprovementStage, Rating
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.reference.evaluations import area_name

EVALUATION_TONES: dict[str, Tone] = {
    EvaluationStage.DRAFT: "neutral",
    EvaluationStage.SHARED: "due",
    EvaluationStage.COMMENTED: "due",
    EvaluationStage.FINAL: "accent",
    EvaluationStage.WITHDRAWN: "neutral",
}
RATING_TONES: dict[str, Tone] = {
    Rating.NOT_MET: "short",
    Rating.PARTLY_MET: "due",
    Rating.MET: "met",
    Rating.EXCEEDED: "met",
}
PLAN_TONES: dict[str, Tone] = {
    ImprovementStage.DRAFT: "neutral",
    ImprovementStage.PROPOSED: "due",
    ImprovementStage.AGREED: "due",
    ImprovementStage.MET: "met",
    ImprovementStage.NOT_MET: "short",
    ImprovementStage.WITHDRAWN: "neutral",
}


def evaluation_badge(row: Any) -> Badge:
    """Return the stage that held on the day as a badge."""
    return Badge(EvaluationStage(row.stage_then).label, EVALUATION_TONES[row.stage_then])


def rating_badge(rating: str) -> Badge:
    """Return a rating as a badge."""
    return Badge(Rating(rating).label, RATING_TONES[rating]) if rating else Badge(gettext_lazy("not rated"))


def plan_badge(row: Any) -> Badge:
    """Return the stage that held on the day as a badge."""
    return Badge(ImprovementStage(row.stage_then).label, PLAN_TONES[row.stage_then])


def shown_rating(row: Any) -> Badge:
    """Return the rating of the whole once the evaluation has been shared, else that it is still being written."""
    if row.stage_then == EvaluationStage.DRAFT:
        return Badge(gettext_lazy("being written"))
    return rating_badge(row.rating)


EVALUATIONS = Table(
    name="evaluations",
    caption=gettext_lazy("Evaluations"),
    empty=gettext_lazy("No evaluation that you may see is on record as of this day. The mission opens one for a unit."),
    order="-covers_until",
    columns=[
        Column("reference", gettext_lazy("Evaluation"), kind="link", lookup="reference",
               href=lambda row: reverse("evaluation", args=[row.reference])),
        Column("unit", gettext_lazy("Unit"), "unit.reference", kind="link", lookup="unit__reference",
               href=lambda row: reverse("deployed-unit", args=[row.unit.reference])),
        Column("state", gettext_lazy("State"), "unit.state.name", lookup="unit__state__name", filter="choice"),
        Column("mission", gettext_lazy("Mission"), "unit.post.requirement.mission.acronym",
               lookup="unit__post__requirement__mission__acronym", filter="choice"),
        Column("kind", gettext_lazy("Kind"), lambda row: EvaluationKind(row.kind).label, sortable=False,
               filter="none"),
        Column("covers_from", gettext_lazy("Covers from"), kind="date", lookup="covers_from"),
        Column("covers_until", gettext_lazy("Until (excluded)"), kind="date", lookup="covers_until"),
        Column("stage", gettext_lazy("Stage"), evaluation_badge, kind="badge", sortable=False, filter="none"),
        Column("rating", gettext_lazy("Overall"), shown_rating, kind="badge", sortable=False, filter="none"),
        Column("comment_due_on", gettext_lazy("Comment due"), kind="date", lookup="comment_due_on"),
    ],
)  # fmt: skip

STANDARDS = Table(
    name="standards",
    caption=gettext_lazy("Standards"),
    empty=gettext_lazy("No standard is entered yet; the evaluator writes them by task."),
    order="",
    tools=False,
    filters=False,
    columns=[
        Column("number", gettext_lazy("Line"), kind="integer"),
        Column("area", gettext_lazy("Area"), lambda row: area_name(row.area)),
        Column("task", gettext_lazy("Task")),
        Column("standard", gettext_lazy("Standard")),
        Column("indicator", gettext_lazy("Indicator")),
        Column("rating", gettext_lazy("Rating"), lambda row: rating_badge(row.rating), kind="badge"),
        Column("remark", gettext_lazy("Remark")),
    ],
)

PLANS = Table(
    name="performance_plans",
    caption=gettext_lazy("Performance improvement plans"),
    empty=gettext_lazy(
        "No performance improvement plan that you may see is on record as of this day. The mission opens one because "
        "of an inspection or an evaluation."
    ),
    order="due_on",
    columns=[
        Column("reference", gettext_lazy("Plan"), kind="link", lookup="reference",
               href=lambda row: reverse("performance-plan", args=[row.reference])),
        Column("unit", gettext_lazy("Unit"), "unit.reference", kind="link", lookup="unit__reference",
               href=lambda row: reverse("deployed-unit", args=[row.unit.reference])),
        Column("state", gettext_lazy("State"), "unit.state.name", lookup="unit__state__name", filter="choice"),
        Column("mission", gettext_lazy("Mission"), "unit.post.requirement.mission.acronym",
               lookup="unit__post__requirement__mission__acronym", filter="choice"),
        Column("aim", gettext_lazy("Aim"), lookup="aim"),
        Column("due_on", gettext_lazy("To be reached by"), kind="date", lookup="due_on"),
        Column("done", gettext_lazy("Measures done"),
               lambda row: f"{sum(1 for one in row.measures.all() if one.done_on)} / {len(row.measures.all())}",
               sortable=False, filter="none"),
        Column("stage", gettext_lazy("Stage"), plan_badge, kind="badge", sortable=False, filter="none"),
    ],
)  # fmt: skip

MEASURES = Table(
    name="measures",
    caption=gettext_lazy("Measures"),
    empty=gettext_lazy("No measure is entered yet: say who does what by when."),
    order="",
    tools=False,
    filters=False,
    columns=[
        Column("number", gettext_lazy("Line"), kind="integer"),
        Column("words", gettext_lazy("Measure")),
        Column("indicator", gettext_lazy("Indicator")),
        Column("side", gettext_lazy("To act"), lambda row: ActingSide(row.side).label),
        Column("due_on", gettext_lazy("Due on"), kind="date"),
        Column("done", gettext_lazy("Done"), "badge", kind="badge", href=lambda row: row.href),
        Column("shown_by", gettext_lazy("Shown by")),
    ],
)


def _of_unit(table: Table) -> Table:
    """Return a table as it stands on the page of one unit: small, and without whose unit it is."""
    columns = [one for one in table.columns if one.key not in ("unit", "state", "mission")]
    return replace(table, name=f"{table.name}_of_unit", columns=columns, filters=False, tools=False)


EVALUATIONS_OF_UNIT = _of_unit(EVALUATIONS)
PLANS_OF_UNIT = _of_unit(PLANS)
