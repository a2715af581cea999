"""A stored plan as the planner's own objects: the problem that was solved, and the plan that answered it."""

import gzip

from muster.planning import Plan, Prices, Problem, Stay
from muster.plans.models import StoredPlan


def problem_of(plan: StoredPlan) -> Problem:
    """Return the problem that was solved."""
    return Problem.from_json_bytes(gzip.decompress(bytes(plan.problem)))


def plan_of(plan: StoredPlan) -> Plan:
    """Return the plan with bound and prices."""
    return Plan(
        problem_sha256=plan.problem_sha256,
        stays=tuple(Stay(**stay) for stay in plan.plan["stays"]),
        objective=plan.objective or 0,
        bound=plan.bound or 0.0,
        status="optimal" if plan.status == "optimal" else "feasible",
        seconds=plan.seconds or 0.0,
        prices=Prices.from_json(plan.plan["prices"]),
        # Plans stored before the planner said so: small ones had an integer program's bound, which needs no prices.
        bound_proof=plan.plan.get("bound_proof", "integer program"),
    )
