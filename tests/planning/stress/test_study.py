"""Losses are bracketed, what is not used costs nothing, and the answers are those of the scenarios."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.planning.plain_model import PlainModel
from muster.planning import CommittedStay, IterationsDone, Plan, Problem, Stay, solve
from muster.planning.plan import ROUNDING
from muster.planning.stress import (
    Effort,
    PledgeRisk,
    PledgeWithdrawn,
    Risks,
    Scenario,
    Study,
    apply,
    coverage,
    losses,
    outlook,
    scenario_questions,
    withdrawal_questions,
)
from muster.planning.stress.measures import Cover
from tests.planning.builders import battalion_problem, one_post_problem, option, pledge, small_problems

QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def study_of(problem: Problem, rounds: int = 3, risks: Risks | None = None) -> Study:
    plan = solve(problem, stop=IterationsDone(8), workers=1)
    return Study(problem, plan, effort=Effort(rounds), risks=risks or Risks())


def answers_of(study: Study, questions: list[str]) -> dict[str, dict[str, object]]:
    return {question: study.answer(question) for question in questions}


def optimum_of(problem: Problem) -> int:
    solved = PlainModel(json.loads(problem.to_json_bytes())).solve(seconds=60, workers=1)
    assert solved.optimal
    return solved.objective


@QUICK
@given(small_problems())
def test_the_best_plan_without_a_pledge_lies_between_the_two_losses(problem: Problem) -> None:
    study = study_of(problem)
    before = study.untouched["objective"] + study.untouched["committed_worth"]
    for loss in losses(study, answers_of(study, withdrawal_questions(study, "pledge"))):
        without = apply(problem, Scenario("w", (PledgeWithdrawn(loss.name),)))
        true_loss = before - optimum_of(without) - study.committed_worth(without)
        if loss.solved:
            assert loss.loss_at_least - ROUNDING <= true_loss <= loss.loss_at_most
        elif study.plan.status == "optimal":
            assert true_loss == loss.loss_at_least == loss.loss_at_most == 0


@QUICK
@given(small_problems(), st.integers(0, 2))
def test_a_pledge_that_the_plan_does_not_use_loses_nothing_and_is_not_solved(problem: Problem, rounds: int) -> None:
    study = study_of(problem, rounds)
    used = {stay.pledge for stay in study.plan.stays} | {stay.pledge for stay in problem.committed}
    found = losses(study, answers_of(study, withdrawal_questions(study, "pledge")))
    assert {loss.name for loss in found if not loss.solved} == {row.id for row in problem.pledges} - used
    for loss in found:
        if not loss.solved:
            assert (loss.loss_at_least, loss.loss_at_most) == (0, 0)
            assert loss.covered_before == loss.covered_after


def test_a_pledge_without_a_stand_in_costs_all_that_it_was_worth() -> None:
    study = study_of(one_post_problem())
    (loss,) = losses(study, answers_of(study, withdrawal_questions(study, "pledge")))
    assert (loss.name, loss.loss_at_least, loss.loss_at_most) == ("U", 58, 58)
    assert (loss.covered_before, loss.covered_after) == (Cover(6, 6), Cover(0, 6))


def test_a_pledge_with_a_stand_in_costs_the_difference() -> None:
    problem = one_post_problem(
        pledges=(pledge("U", max_stay=6), pledge("V", "B", max_stay=6)),
        options=(option("U", "P", 10), option("V", "P", 7)),
    )
    study = study_of(problem)
    found = {loss.name: loss for loss in losses(study, answers_of(study, withdrawal_questions(study, "pledge")))}
    assert found["U"].loss_at_most == found["U"].loss_at_least == 18
    assert found["V"].loss_at_most == 0
    assert not found["V"].solved


def test_a_unit_in_the_field_that_goes_home_is_a_loss_though_the_objective_does_not_count_it() -> None:
    problem = one_post_problem(committed=(CommittedStay("U", "P", -1, 6),))
    study = study_of(problem)
    assert study.plan.objective == 0
    (loss,) = losses(study, answers_of(study, withdrawal_questions(study, "pledge")))
    assert loss.loss_at_most == 60
    assert loss.covered_after.covered == 0


def test_states_and_missions_are_taken_away_whole() -> None:
    study = study_of(battalion_problem())
    by_state = losses(study, answers_of(study, withdrawal_questions(study, "state")))
    assert {loss.name for loss in by_state} == {"A", "B", "C"}
    (mission,) = losses(study, answers_of(study, withdrawal_questions(study, "mission")))
    assert mission.loss_at_most == study.plan.objective
    assert mission.covered_after == Cover(0, 0)


def test_losses_are_told_with_the_greatest_first() -> None:
    problem = one_post_problem(
        pledges=(pledge("U"), pledge("V", "B")), options=(option("U", "P", 2), option("V", "P", 20))
    )
    study = study_of(problem)
    found = losses(study, answers_of(study, withdrawal_questions(study, "pledge")))
    assert [loss.loss_at_most for loss in found] == sorted((loss.loss_at_most for loss in found), reverse=True)


def test_coverage_counts_wanted_periods_of_planned_and_committed_stays() -> None:
    problem = battalion_problem(committed=(CommittedStay("U1", "L", -3, 2),))
    counted = coverage(problem, (Stay("U2", "C1", 0, 1),))
    assert counted.total == counted.by_mission["M"] == counted.by_unit_type["company"] == Cover(3, 12)
    assert counted.total.share == 0.25


def test_without_risks_every_scenario_is_the_plan_as_it_is() -> None:
    study = study_of(battalion_problem())
    found = outlook(study, answers_of(study, scenario_questions(3)))
    assert found is not None
    assert found.worth.mean == found.worth.untouched == study.plan.objective
    assert found.coverage.quantiles == (found.coverage.untouched,) * 5


def test_certain_withdrawal_leaves_nothing() -> None:
    study = study_of(battalion_problem(), risks=Risks(other_pledges=PledgeRisk(1.0)))
    found = outlook(study, answers_of(study, scenario_questions(2)))
    assert found is not None
    assert (found.worth.mean, found.coverage.mean) == (0, 0)
    assert found.by_mission["M"].untouched > 0


def test_no_scenario_means_no_outlook() -> None:
    assert outlook(study_of(one_post_problem()), {}) is None


def test_what_is_no_question_is_an_error() -> None:
    with pytest.raises(ValueError, match="no question"):
        study_of(one_post_problem()).answer("weather")


def test_an_interrupted_solve_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planner gives its best plan so far when it is interrupted; a stress test must not take it for the answer."""
    study = study_of(battalion_problem())

    def interrupted(problem: Problem, **arguments: object) -> Plan:
        return replace(study.plan, status="feasible")

    monkeypatch.setattr("muster.planning.stress.resolving.solve", interrupted)
    with pytest.raises(KeyboardInterrupt):
        study.answer("pledge:U1")
