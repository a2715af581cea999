"""What a plan is held against: both checkers, and the optimum of a second solver."""

import json

from benchmarks.planning.plain_model import PlainModel
from muster.planning import Plan, Problem, Stay
from muster.planning.checker import broken_rules
from tests.planning.builders import contract_sentences, plan_of


def assert_valid(problem: Problem, plan: Plan) -> None:
    """Both checkers find no fault in the plan."""
    assert list(broken_rules(problem, plan)) == []
    assert contract_sentences(problem, plan) == []


def optimum_of(problem: Problem) -> int:
    """The worth of the best plan, by a model that shares nothing with the planner."""
    solved = PlainModel(json.loads(problem.to_json_bytes())).solve(seconds=60, workers=1)
    assert solved.optimal
    stays = tuple(Stay(row["pledge"], row["post"], row["start"], row["end"]) for row in solved.stays)
    assert_valid(problem, plan_of(problem, *stays))
    return solved.objective
