"""Writes of stress tests: ask for one, run it, store the report whole or not at all."""

import time

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.errors import NotFound, Refused
from muster.parties import visibility
from muster.parties.viewer import SYSTEM, Viewer
from muster.planning.stress import ScenarioRefused, Study, runner
from muster.planning.stress.report import Progress, Wishes, stress_test
from muster.planning.stress.withdrawals import KINDS
from muster.plans.models import PlanStage, StressStage, StressTest
from muster.plans.parameters import shown_rows
from muster.plans.queries import visible_plan
from muster.plans.record_of_day import record_of_day
from muster.plans.solved import plan_of, problem_of
from muster.plans.stress_risks import risks_by_level, rows_of_stress
from muster.reference.parameters import parameter

MOST_SCENARIOS = 1000
LARGEST_SEED = 2**32 - 1


@transaction.atomic
def request_stress_test(actor: Viewer, reference: str, *, scenarios: int, seed: int = 0) -> StressTest:
    """Enter a stress test of a solved plan. Only the register's Secretariat asks for one."""
    plan = visible_plan(actor, reference)
    visibility.require_secretariat(actor, "A stress test")
    visibility.require_owner(actor, plan.register_id, "A stress test")
    if plan.stage not in (PlanStage.SOLVED, PlanStage.PUBLISHED):
        raise Refused(f"Plan {reference} is {plan.get_stage_display()}; only a solved one can be tested.")
    if not 1 <= scenarios <= MOST_SCENARIOS:
        raise Refused(f"The number of scenarios is {scenarios}; give 1 to {MOST_SCENARIOS}.")
    if not 0 <= seed <= LARGEST_SEED:
        raise Refused(f"The seed is {seed}; give 0 to {LARGEST_SEED}.")
    if plan.stress_tests.filter(stage__in=(StressStage.QUEUED, StressStage.RUNNING)).exists():
        raise Refused(f"Plan {reference} is being tested already; wait for the result.")
    test = StressTest.objects.create(plan=plan, scenarios=scenarios, seed=seed, made_by_id=actor.user_id)
    after = {"test": test.pk, "scenarios": scenarios, "seed": seed}
    audit.record(actor, "plans:stress:requested", plan.reference, after=after)
    return test


def run_stress_test(actor: Viewer, number: int, progress: Progress | None = None) -> StressTest:
    """Run a queued stress test and store its report; a failure is stored in a line and raised."""
    test = _take(number)
    try:
        began = time.monotonic()
        study, rows = _study(actor, test)
        sample = parameter("stress_sample", test.plan.planned_on).integer
        wishes = Wishes(KINDS, test.scenarios, min(sample, test.scenarios))
        with runner() as asked:
            report = stress_test(study, wishes, asked, progress=progress)
        test.report, test.parameters = report.to_json(), rows
        test.seconds, test.stage = time.monotonic() - began, StressStage.DONE
        _store(actor, test)
    except ScenarioRefused as error:
        _fail(actor, test, str(error))
        raise Refused(f"Plan {test.plan} cannot be tested: {error}") from error
    except BaseException as error:
        # Whatever ends the test, it must not stand as running for ever.
        _fail(actor, test, f"interrupted: {type(error).__name__}")
        raise
    return test


def _study(actor: Viewer, test: StressTest) -> tuple[Study, list[dict[str, str]]]:
    """Return the study of the stored plan, and the parameter rows that its chances come from."""
    plan = test.plan
    problem, record = problem_of(plan), record_of_day(actor, plan.planned_on, register_id=plan.register_id)
    rows = rows_of_stress(plan.planned_on)
    levels = {pledge.reference: pledge.level for pledge in record.pledges}
    deployed = frozenset(stay.pledge for stay in problem.committed if stay.start <= 0 < stay.end)
    risks = risks_by_level(rows, problem.unit, levels, deployed)
    return Study(problem, plan_of(plan), test.seed, risks=risks), [dict(row) for row in shown_rows(rows)]


@transaction.atomic
def _take(number: int) -> StressTest:
    """Mark a queued test as running, so that no second worker takes it."""
    test = StressTest.objects.select_for_update().filter(pk=number).first()
    if test is None:
        raise NotFound(f"There is no stress test {number}.")
    if test.stage != StressStage.QUEUED:
        raise Refused(f"Stress test {number} is {test.get_stage_display()}; only a queued one can be run.")
    test.stage = StressStage.RUNNING
    test.save(update_fields=["stage"])
    return test


@transaction.atomic
def _store(actor: Viewer, test: StressTest) -> None:
    """Store the report."""
    test.save()
    after = {"test": test.pk, "scenarios": test.scenarios, "seconds": round(test.seconds or 0.0, 1)}
    audit.record(actor, "plans:stress:done", test.plan.reference, after=after)


@transaction.atomic
def _fail(actor: Viewer, test: StressTest, failure: str) -> None:
    """Mark a test as failed, with the reason in one line."""
    test.stage, test.failure = StressStage.FAILED, failure[:500]
    test.save(update_fields=["stage", "failure"])
    audit.record(actor, "plans:stress:failed", test.plan.reference, after={"test": test.pk}, reason=test.failure)


def note_stress_progress(number: int, stage: str, done: int, total: int) -> None:
    """Note how far a test is, for its page. No event: it is not a fact of the record."""
    noted = {"stage": stage, "done": done, "total": total}
    StressTest.objects.filter(pk=number, stage=StressStage.RUNNING).update(progress=noted)


def fail_queued_stress_test(number: int, failure: str) -> None:
    """Mark a test that waits as failed, with the reason in one line."""
    for test in StressTest.objects.filter(pk=number, stage=StressStage.QUEUED):
        _fail(SYSTEM, test, failure)


def fail_abandoned_stress_tests() -> int:
    """Mark tests that were running when the installation stopped as failed. Called when it starts again."""
    found = list(StressTest.objects.filter(stage=StressStage.RUNNING))
    for test in found:
        _fail(SYSTEM, test, "interrupted: the installation stopped while it ran")
    return len(found)
