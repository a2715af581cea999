"""What was asked of the optimisers, as the kit's plain values."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from muster.deployments.models import PlanningRun, RunKind
from muster.deployments.tables.planning_runs import RUN_TONES
from muster.kit.pages import Badge

PAGES = {RunKind.DRAWDOWN: "drawdown-plan", RunKind.COMPANIES: "company-plan", RunKind.LIFT: "lift-plan"}


def run_rows(runs: Iterable[PlanningRun]) -> list[dict[str, Any]]:
    """Return what was asked, a row each."""
    return [
        {
            "number": str(run.pk),
            "href": reverse(PAGES[RunKind(run.kind)], args=[run.pk]),
            "day": run.day,
            "asked": "; ".join(_told(name, value) for name, value in run.asked.items() if value),
            "made_by": run.made_by.username if run.made_by else "",
            "stage": Badge(run.get_stage_display(), RUN_TONES[run.stage], run.failure),
            "accepted_on": run.accepted_on,
            "illustrative": run.is_illustrative,
        }
        for run in runs
    ]


def _told(name: str, value: Any) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{name.replace('_', ' ')}: {words}"
