"""How good can a lift be at best? The linear part of the program, given to a solver of mixed programs for its bound.

Rules that hold only under a condition, and days left out inside a window, are dropped: what is left allows every plan
that the rules allow, so its bound holds for them all.
"""

import math
from datetime import timedelta

from muster.deployments.planning.lift_program import LiftProgram

UNLIMITED = 2**60
NOT_QUITE = 1e-6


def bound_of(program: LiftProgram, seconds: float) -> int:
    """Return a proven lower bound of the program's aim, at least 0, found within so many seconds."""
    from ortools.math_opt.python import mathopt

    proto = program.model.proto
    model = mathopt.Model()
    columns = [
        model.add_integer_variable(lb=row.domain[0], ub=row.domain[len(row.domain) - 1]) for row in proto.variables
    ]
    for rule in proto.constraints:
        if len(rule.enforcement_literal) or len(rule.linear.domain) != 2:
            continue
        least, most = rule.linear.domain[0], rule.linear.domain[1]
        row = model.add_linear_constraint(
            lb=least if least > -UNLIMITED else -math.inf, ub=most if most < UNLIMITED else math.inf
        )
        for number, factor in zip(rule.linear.vars, rule.linear.coeffs, strict=True):
            row.set_coefficient(columns[number], factor)
    for number, factor in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
        model.objective.set_linear_coefficient(columns[number], factor)
    limits = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds))
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=limits)
    found = result.termination.objective_bounds.dual_bound + proto.objective.offset
    return max(0, math.ceil(found - NOT_QUITE)) if math.isfinite(found) else 0
