"""An evaluation goes from draft to final only past the contributor, and a plan only by those whose turn it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.inspections.rules import evaluation_stages as evaluations
from muster.inspections.rules import plan_stages as plans
from muster.inspections.rules.evaluation_stages import CONTRIBUTOR, EVALUATOR, EvaluationFacts
from muster.inspections.rules.plan_stages import MeasureFacts, PlanFacts
from muster.inspections.stages import EvaluationKind, EvaluationStage, ImprovementStage, Rating

END = date(2027, 1, 1)
FULL = EvaluationFacts("force-commander", "draft", END, ("met", "partly-met"), "met", "It was so.", "Noted.", END)
DONE = PlanFacts("agreed", END, (MeasureFacts(1, END, END),))
STEPS = [(stage, following) for stage in EvaluationStage for following in EvaluationStage]
PLAN_STEPS = [(stage, following) for stage in ImprovementStage for following in ImprovementStage]


@pytest.mark.parametrize(("stage", "following"), STEPS)
def test_no_evaluation_takes_a_step_that_is_not_in_the_table(
    stage: EvaluationStage, following: EvaluationStage
) -> None:
    day = END + timedelta(days=1)
    problems = evaluations.step_problems(replace(FULL, stage=stage.value), following, day, "A reason")
    is_legal = following in evaluations.STEPS[stage]
    assert bool(problems) != is_legal, problems
    if not is_legal:
        assert "cannot become" in problems[0].message
        assert evaluations.step_side(stage, following) == ""


@pytest.mark.parametrize(("stage", "following"), PLAN_STEPS)
def test_no_plan_takes_a_step_that_is_not_in_the_table(stage: ImprovementStage, following: ImprovementStage) -> None:
    problems = plans.step_problems(replace(DONE, stage=stage.value), following, "Words")
    is_legal = following in plans.STEPS[stage]
    assert bool(problems) != is_legal, problems
    if not is_legal:
        assert "cannot become" in problems[0].message
        assert plans.step_side(stage, following) == ""


def test_the_contributor_alone_comments_and_the_evaluator_takes_every_other_step() -> None:
    for stage in EvaluationStage:
        for following, side in evaluations.STEPS[stage].items():
            assert side == (CONTRIBUTOR if following == EvaluationStage.COMMENTED else EVALUATOR)


def test_what_is_final_or_withdrawn_stays() -> None:
    for over in (EvaluationStage.FINAL, EvaluationStage.WITHDRAWN):
        (problem,) = evaluations.step_problems(replace(FULL, stage=over.value), EvaluationStage.SHARED, END)
        assert "it is over" in problem.remedy


@given(st.integers(min_value=-40, max_value=40))
def test_without_a_comment_it_is_final_only_after_the_day_by_which_one_was_due(days: int) -> None:
    shared = replace(FULL, stage="shared", comment="", answer="", comment_due_on=END)
    problems = evaluations.step_problems(shared, EvaluationStage.FINAL, END + timedelta(days=days))
    assert bool(problems) == (days <= 0)


def test_a_comment_is_answered_before_it_is_final() -> None:
    commented = replace(FULL, stage="commented", answer=" ")
    (problem,) = evaluations.step_problems(commented, EvaluationStage.FINAL, END)
    assert problem.place == "answer"


def test_it_is_shared_with_every_line_rated_and_after_its_days() -> None:
    draft = replace(FULL, ratings=("met", ""), overall="")
    problems = evaluations.step_problems(draft, EvaluationStage.SHARED, END - timedelta(days=1))
    assert [one.place for one in problems] == ["standards", "overall", "days"]
    assert "line 2" in problems[0].message
    assert not evaluations.step_problems(FULL, EvaluationStage.SHARED, END)
    (none,) = evaluations.step_problems(replace(FULL, ratings=()), EvaluationStage.SHARED, END)
    assert "there are none" in none.message


def test_a_withdrawal_says_why() -> None:
    (problem,) = evaluations.step_problems(FULL, EvaluationStage.WITHDRAWN, END, " ")
    assert problem.place == "reason"


@pytest.mark.parametrize("kind", list(EvaluationKind))
@pytest.mark.parametrize("category", ["troops", "police"])
def test_formed_police_units_are_assessed_as_such_and_others_are_not(kind: EvaluationKind, category: str) -> None:
    fits = (kind == EvaluationKind.FORMED_POLICE) == (category == "police")
    assert bool(evaluations.kind_problem(kind, category)) != fits


@given(st.sampled_from(Rating), st.lists(st.sampled_from(Rating), min_size=1))
def test_a_whole_outside_its_lines_is_warned_of_and_one_within_is_not(overall: Rating, lines: list[Rating]) -> None:
    order = list(Rating)
    places = [order.index(one) for one in lines]
    words = evaluations.overall_problem(overall.value, [one.value for one in lines])
    assert bool(words) != (min(places) <= order.index(overall) <= max(places))


def test_nothing_is_warned_of_while_nothing_is_rated() -> None:
    assert evaluations.overall_problem("", ["met"]) == ""
    assert evaluations.overall_problem("met", ["", ""]) == ""


def test_a_plan_is_proposed_with_measures_none_of_which_is_due_after_it() -> None:
    draft = PlanFacts("draft", END, ())
    (problem,) = plans.step_problems(draft, ImprovementStage.PROPOSED)
    assert "there are none" in problem.message
    late = replace(draft, measures=(MeasureFacts(1, END), MeasureFacts(2, END + timedelta(days=1))))
    (problem,) = plans.step_problems(late, ImprovementStage.PROPOSED)
    assert problem.place == "measure 2"


def test_a_plan_is_met_when_every_measure_is_done_and_not_met_at_any_time() -> None:
    under_way = PlanFacts("agreed", END, (MeasureFacts(1, END, END), MeasureFacts(2, END)))
    (problem,) = plans.step_problems(under_way, ImprovementStage.MET, "All is well")
    assert "measure 2" in problem.message
    assert not plans.step_problems(under_way, ImprovementStage.NOT_MET, "The tower stayed empty")
    (problem,) = plans.step_problems(under_way, ImprovementStage.NOT_MET, " ")
    assert problem.place == "result"


def test_a_contributor_sends_a_plan_back_with_a_reason() -> None:
    proposed = replace(DONE, stage="proposed")
    assert plans.step_side("proposed", "draft") == plans.CONTRIBUTOR
    (problem,) = plans.step_problems(proposed, ImprovementStage.DRAFT, "")
    assert problem.place == "reason"


@given(st.sampled_from(ImprovementStage), st.integers(-30, 30), st.integers(-30, 30), st.booleans())
def test_a_plan_is_late_while_under_way_past_its_own_day_or_that_of_a_measure_not_done(
    stage: ImprovementStage, own: int, of_measure: int, is_done: bool
) -> None:
    due = END + timedelta(days=of_measure)
    plan = PlanFacts(stage.value, END + timedelta(days=own), (MeasureFacts(1, due, END if is_done else None),))
    late = own < 0 or (not is_done and of_measure < 0)
    assert plans.is_late(plan, END) == (stage in plans.UNDER_WAY and late)
