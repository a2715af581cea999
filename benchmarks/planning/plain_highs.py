"""The plain model given whole to HiGHS: the variables and rules that CP-SAT gets, as a mixed integer program."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.sat import cp_model_pb2

from benchmarks.planning.plain_model import PlainModel, Solved


def solve_by_highs(model: PlainModel, seconds: float) -> Solved:
    """The best plan that HiGHS finds in so many seconds; nothing and an infinite bound where it has none."""
    program = mathopt.Model.from_model_proto(_linear(_proto_of(model)))
    result = mathopt.solve(
        program,
        mathopt.SolverType.HIGHS,
        params=mathopt.SolveParameters(time_limit=timedelta(seconds=seconds)),
    )
    bound = result.best_objective_bound()
    if not result.solutions:
        return Solved([], 0, bound, optimal=False)
    values = list(result.variable_values().values())
    optimal = result.termination.reason == mathopt.TerminationReason.OPTIMAL
    return Solved(model.stays(lambda x: values[x.index] > 0.5), round(result.objective_value()), bound, optimal)


def _proto_of(model: PlainModel) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.pb"
        model.model.export_to_file(str(path))
        proto = cp_model_pb2.CpModelProto()
        proto.ParseFromString(path.read_bytes())
    return proto


def _linear(proto: Any) -> model_pb2.ModelProto:
    """Each constraint over 0/1 variables as one row, or one a literal."""
    program = model_pb2.ModelProto()
    count = len(proto.variables)
    program.variables.ids.extend(range(count))
    program.variables.lower_bounds.extend(float(variable.domain[0]) for variable in proto.variables)
    program.variables.upper_bounds.extend(float(variable.domain[-1]) for variable in proto.variables)
    program.variables.integers.extend([True] * count)
    scale = proto.objective.scaling_factor or 1.0
    worth = {x: scale * c for x, c in zip(proto.objective.vars, proto.objective.coeffs, strict=True)}
    program.objective.maximize = True
    program.objective.linear_coefficients.ids.extend(sorted(worth))
    program.objective.linear_coefficients.values.extend(worth[x] for x in sorted(worth))
    rows = _Rows(program)
    for constraint in proto.constraints:
        kind = constraint.WhichOneof("constraint")
        if kind == "linear":
            terms = dict(zip(constraint.linear.vars, constraint.linear.coeffs, strict=True))
            rows.add(_real(constraint.linear.domain[0]), _real(constraint.linear.domain[-1]), terms)
        elif kind == "at_most_one":
            rows.add_literals(-np.inf, 1.0, constraint.at_most_one.literals)
        elif kind == "bool_or":
            rows.add_literals(1.0, np.inf, constraint.bool_or.literals)
        elif kind == "bool_and":
            for literal in constraint.bool_and.literals:
                (only,) = constraint.enforcement_literal
                rows.add_literals(1.0, np.inf, [-only - 1, literal])
        else:
            raise ValueError(f"a plain model has no {kind}")
    return program


def _real(limit: int) -> float:
    return float(limit) if abs(limit) < 2**62 else np.sign(limit) * np.inf


class _Rows:
    """Rows written one after another; a negative literal `-x - 1` stands for 1 less the variable."""

    def __init__(self, program: model_pb2.ModelProto) -> None:
        self.program = program

    def add(self, lower: float, upper: float, terms: dict[int, float]) -> None:
        rows, matrix = self.program.linear_constraints, self.program.linear_constraint_matrix
        number = len(rows.ids)
        rows.ids.append(number)
        rows.lower_bounds.append(lower)
        rows.upper_bounds.append(upper)
        matrix.row_ids.extend([number] * len(terms))
        matrix.column_ids.extend(sorted(terms))
        matrix.coefficients.extend(float(terms[x]) for x in sorted(terms))

    def add_literals(self, lower: float, upper: float, literals: Any) -> None:
        negated = sum(literal < 0 for literal in literals)
        terms: dict[int, float] = {}
        for literal in literals:
            variable, sign = (literal, 1.0) if literal >= 0 else (-literal - 1, -1.0)
            terms[variable] = terms.get(variable, 0.0) + sign
        self.add(lower - negated, upper - negated, terms)
