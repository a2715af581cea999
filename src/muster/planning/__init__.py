"""The planner as a library: an immutable problem goes in, a plan with a proven bound comes out.

>>> from muster.planning import Problem, solve
>>> plan = solve(Problem.from_json_bytes(path.read_bytes()))  # doctest: +SKIP

No Django, no database. The optimiser's libraries are loaded by the first solve, not by the import.
"""

from muster.planning.plan import Plan, Prices, Status, Stay
from muster.planning.problem import (
    ArrivalLimit,
    CommittedStay,
    Option,
    Pledge,
    Post,
    Problem,
    Requirement,
    StateCeiling,
)
from muster.planning.refusal import PlanRefused, ProblemRefused
from muster.planning.solver import solve
from muster.planning.stop import GapReached, IterationsDone, NoProgress, Progress, SecondsPassed, Stop, any_of

__all__ = [
    "ArrivalLimit",
    "CommittedStay",
    "GapReached",
    "IterationsDone",
    "NoProgress",
    "Option",
    "Plan",
    "PlanRefused",
    "Pledge",
    "Post",
    "Prices",
    "Problem",
    "ProblemRefused",
    "Progress",
    "Requirement",
    "SecondsPassed",
    "StateCeiling",
    "Status",
    "Stay",
    "Stop",
    "any_of",
    "solve",
]
