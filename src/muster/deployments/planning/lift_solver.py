"""Solve the lift of rotations in stages: days for all, least moved, least breaches and deviation, least charter."""

import math
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from muster.deployments.planning.lift import LiftBlock, LiftPlan, LiftProblem
from muster.deployments.planning.lift_bound import bound_of
from muster.deployments.planning.lift_figures import figures_of
from muster.deployments.planning.lift_first import first_days
from muster.deployments.planning.lift_improvement import improved_days
from muster.deployments.planning.lift_program import LiftProgram
from muster.deployments.planning.open_days import open_days
from muster.deployments.planning.refusal import NoPlanFoundError

MOST_IN_ONE_PROGRAM = 250
SHARE_OF_DAYS = 0.3
SHARE_OF_MOVES = 0.5
SHARE_OF_CHARTER = 0.3
SHARE_OF_BOUND = 0.3
"""Of the time that is left, or in parts of all the time, for giving all a day, for few moves, for the charter (the last
stage), and for bounds."""


@dataclass(frozen=True)
class _Stage:
    value: int
    bound: int
    is_proven: bool


class _Stages:
    """Aims one after the other: what has been reached is kept as a rule of the next."""

    def __init__(self, program: LiftProgram, until: float) -> None:
        from ortools.sat.python import cp_model

        self.program, self.until = program, until
        self.solver = cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        self.days: dict[str, date] = {}

    def least(self, aim: Any, share: float) -> _Stage:
        """Return the least of an aim within this share of the time that is left. Raises NoPlanFoundError."""
        from ortools.sat.python import cp_model

        model = self.program.model
        is_certain = isinstance(aim, int)
        if is_certain:
            model.clear_objective()  # type: ignore[no-untyped-call]
        else:
            model.minimize(aim)
        self.solver.parameters.max_time_in_seconds = max(0.2, share * (self.until - time.monotonic()))
        status = self.solver.solve(model)
        if status == cp_model.INFEASIBLE:
            raise NoPlanFoundError(
                "What is fixed leaves no plan: free a fixed rotation, or raise what is received a week."
            )
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise NoPlanFoundError("No plan was found in the time given: give more seconds.")
        value = aim if is_certain else round(self.solver.objective_value)
        self.days = self.program.days_of(self.solver)
        model.clear_hints()  # type: ignore[no-untyped-call]
        for number in range(len(model.proto.variables)):
            variable = model.get_int_var_from_proto_index(number)
            model.add_hint(variable, int(self.solver.value(variable)))
        if is_certain:
            return _Stage(value, value, is_proven=True)
        model.add(aim <= value)
        is_proven = status == cp_model.OPTIMAL
        return _Stage(value, value if is_proven else math.ceil(self.solver.best_objective_bound - 1e-6), is_proven)


def plan_lift(problem: LiftProblem, *, seconds: float) -> LiftPlan:
    """Return the days with least breaches and deviation from the due days, then with the least flights.

    First of all as many rotations as possible have a day. Up to `MOST_IN_ONE_PROGRAM` rotations are planned whole, and
    mostly proven; more are improved part by part, with a bound. Raises NoPlanFoundError.
    """
    until = time.monotonic() + seconds
    around = {row.id: row.due for row in problem.rotations}
    days = first_days(problem, around)
    if len(around) > MOST_IN_ONE_PROGRAM and len(days) == len(around):
        return _plan_in_parts(problem, around, days, until, seconds)
    stages, reached = _begun(problem, around, None, until)
    return _finish(problem, around, stages, [reached], until - seconds, is_new=True)


def replan_lift(problem: LiftProblem, current: dict[str, date], *, seconds: float) -> LiftPlan:
    """Return a plan that moves the fewest rotations from their current days, and those as little as it can.

    Where it suffices to move those that cannot stay (a block holds their day), that is proven without the rest. Of more
    than `MOST_IN_ONE_PROGRAM`, at most the rotations of the missions of those move, and the bounds are those of such
    plans. What had no day is due on its due day. Raises NoPlanFoundError.
    """
    until = time.monotonic() + seconds
    around = {row.id: current.get(row.id, row.due) for row in problem.rotations}
    forced = {
        row.id for row in problem.rotations if (around[row.id] - problem.start).days not in open_days(problem, row)
    }
    narrow = frozenset(forced | (around.keys() - current.keys()))
    wide = None if len(around) <= MOST_IN_ONE_PROGRAM else _of_same_missions(problem, narrow)
    try:
        stages, first = _begun(problem, around, narrow, until)
        moved = stages.least(stages.program.moved(), SHARE_OF_MOVES)
        is_enough = first.value == 0 and moved.value == len(forced)
    except NoPlanFoundError:
        is_enough = False
    if not is_enough:
        stages, first = _begun(problem, around, wide, until)
        moved = stages.least(stages.program.moved(), SHARE_OF_MOVES)
        if wide is not None:
            moved = replace(moved, is_proven=False)
    return _finish(problem, around, stages, [first, moved], until - seconds, is_new=False)


def _of_same_missions(problem: LiftProblem, names: frozenset[str]) -> frozenset[str]:
    mission_of = {row.id: problem.unit_by_id[row.unit].mission for row in problem.rotations}
    missions = {mission_of[name] for name in names}
    return frozenset(name for name, mission in mission_of.items() if mission in missions)


def _plan_in_parts(
    problem: LiftProblem, around: dict[str, date], first: dict[str, date], until: float, seconds: float
) -> LiftPlan:
    """Improve first days part by part, and prove a bound of the whole."""
    program = LiftProgram(problem, around, all_come=True)
    program.model.minimize(program.weighed_days())
    bound = bound_of(program, SHARE_OF_BOUND * seconds)
    program.model.minimize(sum(program.flight_counts))
    flights_bound = bound_of(program, SHARE_OF_BOUND / 2 * seconds)
    days = improved_days(problem, around, first, until=until)
    return LiftPlan(
        days=days,
        without_day=(),
        moved=(),
        **figures_of(problem, around, days)._asdict(),
        is_primary_proven=True,
        deviation_bound=bound,
        flights_bound=flights_bound,
        seconds=time.monotonic() - until + seconds,
    )


def _begun(
    problem: LiftProblem, around: dict[str, date], free: frozenset[str] | None, until: float
) -> tuple["_Stages", _Stage]:
    """Return the stages after the first: as many rotations as possible have a day. Raises NoPlanFoundError."""
    days = first_days(problem, around) if free is None else {}
    all_come = len(days) == len(problem.rotations)
    program = LiftProgram(problem, around, free=free, all_come=all_come)
    program.hint(days)
    stages = _Stages(program, until)
    return stages, _Stage(0, 0, is_proven=True) if all_come else stages.least(program.without_day(), SHARE_OF_DAYS)


def with_block(problem: LiftProblem, block: LiftBlock, current: dict[str, date], today: date) -> LiftProblem:
    """Return the problem with one more block; what has come before today is fixed on its day."""
    rows = tuple(
        replace(row, fixed_on=current[row.id]) if current.get(row.id, today) < today else row
        for row in problem.rotations
    )
    return replace(problem, blocks=(*problem.blocks, block), rotations=rows)


def _finish(
    problem: LiftProblem,
    around: dict[str, date],
    stages: _Stages,
    reached: Collection[_Stage],
    began: float,
    *,
    is_new: bool,
) -> LiftPlan:
    """Take the last two stages and say what has been reached."""
    program = stages.program
    weighed = stages.least(program.weighed_days(), 1 - SHARE_OF_CHARTER)
    flights = stages.least(sum(program.flight_counts), 1.0)
    days = stages.days
    return LiftPlan(
        days=days,
        without_day=tuple(row.id for row in problem.rotations if row.id not in days),
        moved=() if is_new else tuple(name for name, day in around.items() if days.get(name) != day),
        **figures_of(problem, around, days)._asdict(),
        is_primary_proven=all(stage.is_proven for stage in reached),
        deviation_bound=weighed.bound,
        flights_bound=flights.bound,
        seconds=time.monotonic() - began,
    )
