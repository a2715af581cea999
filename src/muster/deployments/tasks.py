"""The long jobs of deployments: what was asked of the optimisers is answered by the worker."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django_tasks import task

from muster.deployments.actions.planning_runs import Answer, answer_run, fail_queued_run, request_run
from muster.deployments.models import PlanningRun, RunKind
from muster.deployments.queries.company_plan import company_answer
from muster.deployments.queries.drawdown import drawdown_answer
from muster.deployments.queries.lift_plan import lift_answer
from muster.parties.queries import viewer_for
from muster.parties.viewer import Viewer

NO_LONGER_ACTS = "whoever asked for it no longer acts for that organisation"
ANSWERS: dict[str, Answer] = {
    RunKind.DRAWDOWN: drawdown_answer,
    RunKind.COMPANIES: company_answer,
    RunKind.LIFT: lift_answer,
}


def queue_run(viewer: Viewer, kind: RunKind, asked: Mapping[str, Any], day: date) -> PlanningRun:
    """Enter a question and hand it to the worker."""
    run = request_run(viewer, kind, asked, day)
    answer_queued_run.enqueue(run.pk, viewer.user_id, viewer.organisation_id)
    return run


@task()
def answer_queued_run(number: int, user_id: int | None, organisation_id: int | None) -> None:
    """Answer a queued run on behalf of the user who asked for it, for the organisation that they acted for then."""
    viewer = viewer_for(user_id or 0, organisation_id)
    if viewer.organisation_id != organisation_id:
        fail_queued_run(number, NO_LONGER_ACTS)
        return
    run = PlanningRun.objects.get(pk=number)
    answer_run(viewer, number, ANSWERS[run.kind])
