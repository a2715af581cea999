"""Writes of stress tests: ask for one, run it, store the report whole or not at all."""

import time

from django.db import transaction

from muster.kit.errors import Refused
from muster.matching.parameters import shown_rows
from muster.parties.viewer import Viewer
from muster.planning.stress import ScenarioRefused, Study, runner
from muster.planning.stress.report import Progress, Wishes, stress_test
from muster.planning.stress.withdrawals import KINDS
from muster.plans.inquiry_actions import enter, failing, note_progress_of, plan_to_ask_of, store, take
from muster.plans.models import WAITING, StressTest
from muster.plans.record_of_day import record_of_day
from muster.plans.solved import plan_of, problem_of
from muster.plans.stress_risks import risks_by_level, rows_of_stress
from muster.reference.parameters import parameter

MOST_SCENARIOS = 1000
LARGEST_SEED = 2**32 - 1


@transaction.atomic
def request_stress_test(actor: Viewer, reference: str, *, scenarios: int, seed: int = 0) -> StressTest:
    """Enter a stress test of a solved plan. Only the register's Secretariat asks for one."""
    plan = plan_to_ask_of(actor, reference, "A stress test")
    if not 1 <= scenarios <= MOST_SCENARIOS:
        raise Refused(f"The number of scenarios is {scenarios}; give 1 to {MOST_SCENARIOS}.")
    if not 0 <= seed <= LARGEST_SEED:
        raise Refused(f"The seed is {seed}; give 0 to {LARGEST_SEED}.")
    if plan.stress_tests.filter(stage__in=WAITING).exists():
        raise Refused(f"Plan {reference} is being tested already; wait for the result.")
    test = StressTest(plan=plan, scenarios=scenarios, seed=seed)
    enter(actor, test, {"scenarios": scenarios, "seed": seed})
    return test


def run_stress_test(actor: Viewer, number: int, progress: Progress | None = None) -> StressTest:
    """Run a queued stress test and store its report; a failure is stored in a line and raised."""
    test = take(StressTest, number)
    with failing(actor, test, ScenarioRefused):
        began = time.monotonic()
        study, rows = _study(actor, test)
        sample = parameter("stress_sample", test.plan.planned_on).integer
        wishes = Wishes(KINDS, test.scenarios, min(sample, test.scenarios))
        with runner() as asked:
            report = stress_test(study, wishes, asked, progress=progress)
        test.report, test.parameters = report.to_json(), rows
        test.seconds = time.monotonic() - began
        store(actor, test, {"scenarios": test.scenarios})
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


def note_stress_progress(number: int, stage: str, done: int, total: int) -> None:
    """Note how far a test is, for its page."""
    note_progress_of(StressTest, number, {"stage": stage, "done": done, "total": total})
