"""A plan's files: the planner's own two, a workbook, a gap report and a drawing. Every door gives the same."""

import gzip
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from muster.audit import actions as audit
from muster.kit.charts import to_svg
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import Viewer
from muster.plans.coverage import posts_of_plan
from muster.plans.models import PlannedStay, PlanStage, StoredPlan
from muster.plans.pages import gantt_of
from muster.plans.queries import gaps_of_posts, sees_reasons, stays_of_posts
from muster.plans.report_rows import plan_report
from muster.plans.report_text import gaps_text
from muster.plans.report_workbook import workbook
from muster.plans.solved import plan_of


def plan_file(viewer: Viewer, plan: StoredPlan, name: str) -> bytes:
    """Return one of a plan's files, as far as the viewer may see it; the export is an audit event.

    Raises NotFound for another name, Refused before the plan is solved, NotAllowed for the planner's own files where
    the viewer may not see all States' pledges.
    """
    if name not in WRITERS:
        raise NotFound(f"A plan has no file {name!r}; it has {', '.join(WRITERS)}.")
    if plan.stage not in (PlanStage.SOLVED, PlanStage.PUBLISHED):
        raise Refused(f"Plan {plan.reference} is {plan.get_stage_display()}; it has no files before it is solved.")
    content = WRITERS[name](viewer, plan)
    audit.record(viewer, "plans:plan:exported", plan.reference, after={"file": name})
    return content


def plan_json(viewer: Viewer, plan: StoredPlan) -> bytes:
    """Return the plan in the planner's file format, with bound and prices."""
    _require_whole_view(viewer, plan)
    return plan_of(plan).to_json_bytes()


def problem_json(viewer: Viewer, plan: StoredPlan) -> bytes:
    """Return the problem that was solved, in the planner's file format: the bytes that the plan's hash is of."""
    _require_whole_view(viewer, plan)
    return gzip.decompress(bytes(plan.problem))


def plan_xlsx(viewer: Viewer, plan: StoredPlan) -> bytes:
    """Return the plan as a workbook: stays, gaps, coverage and parameters."""
    return workbook(plan_report(viewer, plan))


def gaps_md(viewer: Viewer, plan: StoredPlan) -> bytes:
    """Return the gap report as Markdown."""
    return gaps_text(plan_report(viewer, plan)).encode()


def gantt_svg(viewer: Viewer, plan: StoredPlan) -> bytes:
    """Return who stands where as a drawing. Raises NotFound where the viewer may see neither need nor stay."""
    posts = posts_of_plan(viewer, plan)
    stays, gaps = stays_of_posts(viewer, plan, posts), gaps_of_posts(viewer, plan, posts)
    chart = gantt_of(plan, posts, stays, gaps, viewer)
    if chart is None:
        raise NotFound(f"Plan {plan.reference} has no post and no stay that you may see.")
    return to_svg({**chart.spec, "title": _heading(plan, stays)}).encode()


def _heading(plan: StoredPlan, stays: Iterable[PlannedStay]) -> dict[str, object]:
    """Return what stands above the drawing: alone on paper it must say what it is, and what in it is made up."""
    facts = sorted({stay.pledge.reference for stay in stays if not stay.pledge_illustrative})
    made_up = any(stay.pledge_illustrative for stay in stays)
    others = f" All pledges but {', '.join(facts)} are illustrative." if facts else " All pledges are illustrative."
    return {
        "text": plan.title,
        "subtitle": f"{plan.reference}.{others if made_up else ''}",
        "anchor": "start",
    }


def _require_whole_view(viewer: Viewer, plan: StoredPlan) -> None:
    """Raise NotAllowed unless the viewer may see what the problem says of all States' pledges."""
    if not sees_reasons(viewer, plan):
        raise NotAllowed(
            f"Plan {plan.reference}: the planner's files speak of all States' pledges; only its Secretariat takes them."
        )


WRITERS: Mapping[str, Callable[[Viewer, StoredPlan], bytes]] = MappingProxyType(
    {
        "plan.json": plan_json,
        "problem.json": problem_json,
        "plan.xlsx": plan_xlsx,
        "gaps.md": gaps_md,
        "gantt.svg": gantt_svg,
    }
)
