"""A drawdown as an integer program for CP-SAT: the week of each unit's first lift, or that it stays."""

import math
import time
from collections import defaultdict
from typing import Any

from muster.deployments.planning.drawdown import (
    DAYS_A_WEEK,
    PER_THOUSAND,
    Drawdown,
    DrawdownProblem,
    Priorities,
    StandingUnit,
)
from muster.deployments.planning.refusal import NoPlanFoundError

NOT_QUITE = 1e-6


class _Program:
    def __init__(self, problem: DrawdownProblem) -> None:
        from ortools.sat.python import cp_model

        self.problem = problem
        self.model = cp_model.CpModel()
        self.starts: dict[str, list[Any]] = {}
        self.leaves: dict[str, Any] = {}
        self.broken: list[Any] = []
        for unit in problem.units:
            self._unit(unit)
        self._targets()
        self._lift()
        self._leads()
        self._medical()

    def _unit(self, unit: StandingUnit) -> None:
        count = self.problem.weeks - len(self.problem.lifts_of(unit)) + 1
        self.starts[unit.id] = [self.model.new_bool_var("") for _ in range(count)]
        leaves = self.leaves[unit.id] = self.model.new_bool_var("")
        self.model.add(sum(self.starts[unit.id]) == leaves)
        if unit.id in self.problem.must_leave:
            self.model.add(leaves == 1)

    def _targets(self) -> None:
        for target in self.problem.targets:
            left = sum(
                unit.people * (1 - self.leaves[unit.id])
                for unit in self.problem.units
                if unit.mission in target.missions
            )
            self.model.add(left <= target.most_people)

    def _more_than(self, excess: Any, most: int, scale: int = 1) -> None:
        """Count what is above 0 as broken, in whole people."""
        people = self.model.new_int_var(0, most, "")
        self.model.add(people * scale >= excess)
        self.broken.append(people)

    def _lift(self) -> None:
        leaving: dict[tuple[str, int], list[tuple[int, Any]]] = defaultdict(list)
        for unit in self.problem.units:
            for week, x in enumerate(self.starts[unit.id]):
                for number, people in enumerate(self.problem.lifts_of(unit)):
                    leaving[unit.mission, week + number].append((people, x))
        for (mission, _), terms in leaving.items():
            most = sum(people for people, _ in terms)
            limit = self.problem.lift.get(mission, most)
            if most > limit:
                self._more_than(sum(people * x for people, x in terms) - limit, most - limit)

    def _gone(self, unit: StandingUnit, week: int) -> Any:
        """Whether the last lift of a unit has gone by the end of a week."""
        last = week - len(self.problem.lifts_of(unit)) + 1
        return sum(self.starts[unit.id][: max(0, last + 1)])

    def _there(self, unit: StandingUnit, week: int) -> Any:
        """How many of a unit are there at the end of a week."""
        lifts = self.problem.lifts_of(unit)
        left = [(sum(lifts[: max(0, week - first + 1)]), x) for first, x in enumerate(self.starts[unit.id])]
        return unit.people - sum(people * x for people, x in left if people)

    def _leads(self) -> None:
        for unit in self.problem.units:
            lead = self.problem.unit_by_id.get(unit.inside)
            if lead is None:
                continue
            for week in range(self.problem.weeks):
                alone = self.model.new_bool_var("")
                self.model.add(alone >= self._gone(lead, week) - self._gone(unit, week))
                self.broken.append(unit.people * alone)

    def _medical(self) -> None:
        least = self.problem.medical_per_thousand
        for mission in {unit.mission for unit in self.problem.units}:
            here = [unit for unit in self.problem.units if unit.mission == mission]
            most = sum(unit.people for unit in here)
            cover = sum(unit.people for unit in here if unit.is_medical)
            lacking = max(0, -(-least * (most - cover) // PER_THOUSAND) - cover)
            for week in range(self.problem.weeks):
                others = sum(self._there(unit, week) for unit in here if not unit.is_medical)
                medical = sum(self._there(unit, week) for unit in here if unit.is_medical)
                self._more_than(least * others - PER_THOUSAND * (medical + lacking), most * (1 + least), PER_THOUSAND)

    def points(self, priorities: Priorities) -> Any:
        """Return the points of what is chosen."""
        problem, weeks = self.problem, self.problem.weeks
        terms: list[Any] = []
        for unit in problem.units:
            lifts = problem.lifts_of(unit)
            is_kept = unit.category in problem.kept
            for first, x in enumerate(self.starts[unit.id]):
                lost = sum(people * (weeks - first - number) for number, people in enumerate(lifts))
                away = 0
                if unit.tour_ends_on is not None:
                    last = problem.day_of(first + len(lifts) - 1)
                    away = abs((unit.tour_ends_on - last).days) // DAYS_A_WEEK
                points = (
                    priorities.capability * unit.people * is_kept
                    + priorities.tour * unit.people * away
                    + priorities.presence * lost
                )
                terms.append(points * x)
        terms.append(priorities.more * self._beyond(sum(u.people * self.leaves[u.id] for u in problem.units)
                                                    - problem.ordered_people))  # fmt: skip
        for state, share in problem.equal_shares.items():
            lost = sum(unit.people * self.leaves[unit.id] for unit in problem.units if unit.state == state)
            terms.append(priorities.states * self._beyond(lost - share))
        return sum(terms)

    def _beyond(self, excess: Any) -> Any:
        beyond = self.model.new_int_var(0, self.problem.people, "")
        self.model.add(beyond >= excess)
        return beyond


def plan_drawdown(problem: DrawdownProblem, priorities: Priorities, *, seconds: float) -> Drawdown:
    """Return who leaves when: what breaks the fewest rules, by the people concerned, then has the fewest points.

    Raises NoPlanFoundError.
    """
    from ortools.sat.python import cp_model

    began = time.monotonic()
    program = _Program(problem)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    reached: list[tuple[int, int]] = []
    for aim in (sum(program.broken), program.points(priorities)):
        left = seconds - (time.monotonic() - began)
        solver.parameters.max_time_in_seconds = max(0.2, left if reached else left / 2)
        program.model.minimize(aim)
        status = solver.solve(program.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise NoPlanFoundError("No drawdown was found in the time given: give more seconds.")
        value = round(solver.objective_value)
        reached.append((value, math.ceil(solver.best_objective_bound - NOT_QUITE)))
        program.model.add(aim <= value)
        program.model.clear_hints()  # type: ignore[no-untyped-call]
        for starts in program.starts.values():
            for x in starts:
                program.model.add_hint(x, solver.value(x))
    weeks = {name: week for name, starts in program.starts.items() for week, x in enumerate(starts) if solver.value(x)}
    (broken, broken_bound), (points, points_bound) = reached
    return Drawdown(weeks, broken, points, broken_bound, points_bound, time.monotonic() - began)
