"""The long job runs through the worker of the installation: queued, taken, solved, its progress noted."""

import pytest
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from muster.parties.models import Membership
from muster.planning import Progress
from muster.plans import actions, tasks
from muster.plans.models import PlanStage, StoredPlan
from muster.plans.tasks import ProgressNotes, solve_queued_plan
from tests.record import DAY, Record, make_parties, make_record, pledge_terms, submitted_pledge


@pytest.fixture
def queued(transactional_db: None) -> tuple[Record, StoredPlan]:
    """A record with a plan in the queue."""
    found = make_record(make_parties())
    submitted_pledge(found.parties, pledge_terms("ind-second", "IND", unit_type="INF-BN", strength=700))
    plan = actions.request_plan(
        found.parties["secretariat officer"],
        register=found.parties.organisations["UN"],
        day=DAY,
        horizon_months=24,
        seconds=5,
    )
    return found, plan


def enqueue(found: Record, plan: StoredPlan) -> None:
    """Queue the solve as the page does."""
    officer = found.parties["secretariat officer"]
    solve_queued_plan.enqueue(plan.reference, officer.user_id, officer.organisation_id)


def run_worker() -> str:
    """Let a worker do all that is queued; return the status of the last job."""
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    ).run()
    return str(DBTaskResult.objects.order_by("-enqueued_at")[0].status)


def test_the_worker_solves_a_queued_plan_for_the_one_who_asked(queued: tuple[Record, StoredPlan]) -> None:
    found, plan = queued
    enqueue(found, plan)
    assert plan.stage == PlanStage.QUEUED
    assert run_worker() == "SUCCESSFUL"
    plan.refresh_from_db()
    assert plan.stage == PlanStage.SOLVED
    assert plan.stays.filter(is_committed=False).exists()


def test_a_job_that_fails_leaves_the_reason_with_the_plan(queued: tuple[Record, StoredPlan]) -> None:
    found, plan = queued
    enqueue(found, plan)
    StoredPlan.objects.filter(pk=plan.pk).update(stage=PlanStage.FAILED, failure="as it was")
    assert run_worker() == "FAILED"
    plan.refresh_from_db()
    assert (plan.stage, plan.failure) == (PlanStage.FAILED, "as it was")


def test_a_plan_queued_twice_is_solved_once(queued: tuple[Record, StoredPlan]) -> None:
    found, plan = queued
    enqueue(found, plan)
    enqueue(found, plan)
    run_worker()
    solves = DBTaskResult.objects.filter(task_path__endswith="solve_queued_plan")
    statuses = sorted(str(status) for status in solves.values_list("status", flat=True))
    assert statuses == ["FAILED", "SUCCESSFUL"]
    plan.refresh_from_db()
    assert plan.stage == PlanStage.SOLVED


def test_progress_is_noted_once_a_second_at_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[float] = []
    monkeypatch.setattr(tasks, "note_progress", lambda reference, progress: noted.append(progress.seconds))
    notes = ProgressNotes("plan")
    for seconds in (0.0, 0.2, 0.9, 1.0, 1.5, 2.1):
        notes(Progress(seconds=seconds, objective=0, bound=1.0, iterations=0))
    assert noted == [0.0, 1.0, 2.1]


def test_a_job_of_one_who_lost_the_role_solves_nothing(queued: tuple[Record, StoredPlan]) -> None:
    """A plan is made for the organisation that was acted for, never for another one of the same user."""
    found, plan = queued
    enqueue(found, plan)
    Membership.objects.filter(user_id=found.parties["secretariat officer"].user_id or 0).delete()
    run_worker()
    plan.refresh_from_db()
    assert plan.stage == PlanStage.FAILED
    assert plan.failure == "whoever asked for it no longer acts for that organisation"
