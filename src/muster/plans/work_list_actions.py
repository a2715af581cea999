"""Writes of work lists: ask for one, make it, store it whole or not at all."""

import time
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from muster.kit.errors import Refused
from muster.matching.parameters import shown_rows
from muster.parties.viewer import Viewer
from muster.planning import Problem
from muster.planning.certificate import SumsTooLarge
from muster.planning.refusal import ActionRefused, CertificateRefused, ProblemRefused
from muster.planning.work_list import work_list
from muster.plans.assumptions import under_assumptions
from muster.plans.build import BuiltProblem, build_problem
from muster.plans.desk_actions import desk_actions
from muster.plans.desk_ground import Ground
from muster.plans.desk_kinds import desk_terms, rows_of_work_list
from muster.plans.inquiry_actions import enter, failing, note_progress_of, plan_to_ask_of, store, take
from muster.plans.models import WAITING, StoredPlan, WorkList
from muster.plans.record_of_day import record_of_day
from muster.plans.solved import plan_of, problem_of
from muster.plans.work_report import work_report
from muster.reference.parameters import Parameter

Progress = Callable[[int], None]
"""Told how many actions are weighed, when they are known."""


@transaction.atomic
def request_work_list(actor: Viewer, reference: str) -> WorkList:
    """Enter a work list of a solved plan. Only the register's Secretariat asks for one."""
    plan = plan_to_ask_of(actor, reference, "A work list")
    if plan.work_lists.filter(stage__in=WAITING).exists():
        raise Refused(f"A work list of plan {reference} is being made already; wait for it.")
    made = WorkList(plan=plan)
    enter(actor, made, {})
    return made


def run_work_list(actor: Viewer, number: int, progress: Progress | None = None) -> WorkList:
    """Make a queued work list and store it; a failure is stored in a line and raised."""
    asked = take(WorkList, number)
    with failing(actor, asked, ActionRefused, CertificateRefused, ProblemRefused, SumsTooLarge):
        began = time.monotonic()
        rows = rows_of_work_list(asked.plan.planned_on)
        ground = ground_of(actor, asked.plan, rows)
        actions = desk_actions(ground)
        if progress is not None:
            progress(len(actions))
        found = work_list(
            ground.problem,
            ground.plan,
            [one.action for one in actions],
            visits_a_month=ground.terms.visits_a_month,
            seconds=ground.terms.seconds,
        )
        asked.report = work_report(ground, actions, found)
        asked.parameters = [dict(row) for row in shown_rows(rows)]
        asked.seconds = time.monotonic() - began
        store(actor, asked, {"actions": len(found.items)})
    return asked


def ground_of(actor: Viewer, plan: StoredPlan, rows: dict[str, Parameter]) -> Ground:
    """Return the ground of a stored plan's actions: the record of its day, its problem and assumptions."""
    record = record_of_day(actor, plan.planned_on, register_id=plan.register_id)
    built = build_problem(record, plan.horizon_months)
    assume = _assuming(built, plan) if plan.assumptions else None
    return Ground(built, problem_of(plan), plan_of(plan), desk_terms(rows), assume)


def _assuming(built: BuiltProblem, plan: StoredPlan) -> Callable[[Problem], Problem]:
    """Return what the plan's assumptions make of a problem of the record."""

    def assume(problem: Problem) -> Problem:
        return under_assumptions(replace(built, problem=problem), plan).problem

    return assume


def note_work_list_progress(number: int, actions: int) -> None:
    """Note how many actions are weighed, for the page."""
    note_progress_of(WorkList, number, {"actions": actions})
