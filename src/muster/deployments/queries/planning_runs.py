"""Reads of what was asked of the optimisers: an organisation's own runs, and nobody else's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from muster.deployments.models import PlanningRun
from muster.kit.errors import NotFound
from muster.parties import visibility
from muster.parties.viewer import Viewer

RUN_FIELDS = visibility.Fields(owner="organisation_id")


@dataclass(frozen=True)
class Answered:
    """What came of a question: the problem that the record made of it, versions seen, and the answer, all as JSON."""

    problem: Any
    seen: Mapping[str, int]
    answer: Any
    is_illustrative: bool = False


def all_visible_runs(viewer: Viewer) -> QuerySet[PlanningRun]:
    """Return the runs of all kinds that the viewer may see, the newest first."""
    return PlanningRun.objects.filter(visibility.rows(viewer, RUN_FIELDS)).select_related("made_by")


def visible_runs(viewer: Viewer, kind: str) -> QuerySet[PlanningRun]:
    """Return the runs of a kind that the viewer may see, the newest first."""
    return all_visible_runs(viewer).filter(kind=kind)


def visible_run(viewer: Viewer, kind: str, number: int) -> PlanningRun:
    """Return one run. Raises NotFound if there is none that the viewer may see."""
    found = visible_runs(viewer, kind).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no {kind} plan {number} that you may see.")
    return found
