"""The problem of the mean: every option is worth what it comes to on average, by the chance that its pledge holds."""

from dataclasses import replace

from muster.planning.problem import Option, Problem
from muster.planning.stress.risks import Risks


def expected_problem(problem: Problem, risks: Risks) -> Problem:
    """Values and start costs times the chance that the pledge is not withdrawn, rounded, values at least 1.

    A stay of a pledge that is withdrawn earns nothing and pays nothing; delays are not averaged, for the start of a
    stay is the planner's to choose.
    """

    def averaged(option: Option) -> Option:
        holds = 1.0 - risks.of_pledge(option.pledge).withdrawal
        value, start_cost = max(1, round(option.value * holds)), round(option.start_cost * holds)
        return replace(option, value=value, start_cost=start_cost)

    return replace(problem, options=tuple(averaged(option) for option in problem.options), file_sha256=None)
