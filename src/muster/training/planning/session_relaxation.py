"""How many of each class sit in which session at best: a program that leaves open who of them it is.

At no time are more of a class in sessions than there are people, and as many are fully trained as have a seat in each
standard; that is less than the rules ask, so what it reaches bounds every plan.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from muster.training.planning.session_classes import PeopleAlike
from muster.training.planning.sessions import OfferedSession, SessionProblem

TOLERANCE = 1e-6
ROUNDING = 1e-3


@dataclass(frozen=True)
class Relaxed:
    """The bounds, and the people of each class by session, in fractions where the relaxation shares a seat."""

    people: tuple[dict[str, float], ...]
    trained: int
    items: int
    cost_days: int


def relaxed(problem: SessionProblem, classes: Sequence[PeopleAlike]) -> Relaxed:
    """Return the relaxation of a problem, solved to its end: linear programs, one an aim."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    taken, full = _variables(solver, classes)
    _seats(solver, problem, taken)
    _people(solver, classes, taken, full)
    aim = solver.Objective()
    for x in full:
        aim.SetCoefficient(x, 1)
    aim.SetMaximization()
    trained = floor(_solved(solver) + TOLERANCE)
    solver.Add(solver.Sum(full) >= trained - TOLERANCE)
    aim.Clear()
    for x in _every(taken):
        aim.SetCoefficient(x, 1)
    aim.SetMaximization()
    items = floor(_solved(solver) + TOLERANCE)
    solver.Add(solver.Sum(_every(taken)) >= items - TOLERANCE)
    aim.Clear()
    for row in taken:
        for reference, x in row.items():
            aim.SetCoefficient(x, problem.cost_days(problem.session_by_reference[reference]))
    aim.SetMinimization()
    cost_days = ceil(_solved(solver) - ROUNDING)
    return Relaxed(_people_of(taken), trained, items, cost_days)


def _solved(solver: Any) -> float:
    """Solve and return the value. Giving nobody a seat is always possible, so there is an optimum."""
    status = solver.Solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the relaxation of the plan of seats was not solved: status {status}")
    return float(solver.Objective().Value())


def _every(taken: Sequence[dict[str, Any]]) -> list[Any]:
    return [x for row in taken for x in row.values()]


def _people_of(taken: Sequence[dict[str, Any]]) -> tuple[dict[str, float], ...]:
    return tuple(
        {reference: x.solution_value() for reference, x in row.items() if x.solution_value() > TOLERANCE}
        for row in taken
    )


def _variables(solver: Any, classes: Sequence[PeopleAlike]) -> tuple[list[dict[str, Any]], list[Any]]:
    taken, full = [], []
    for one in classes:
        people = len(one.members)
        taken.append(
            {
                session.reference: solver.NumVar(0, min(people, session.seats), "")
                for rows in one.options
                for session in rows
            }
        )
        full.append(solver.NumVar(0, people if all(one.options) else 0, ""))
    return taken, full


def _seats(solver: Any, problem: SessionProblem, taken: list[dict[str, Any]]) -> None:
    in_session: dict[str, list[Any]] = defaultdict(list)
    for row in taken:
        for reference, x in row.items():
            in_session[reference].append(x)
    for reference, xs in in_session.items():
        solver.Add(solver.Sum(xs) <= problem.session_by_reference[reference].seats)


def _people(solver: Any, classes: Sequence[PeopleAlike], taken: list[dict[str, Any]], full: list[Any]) -> None:
    for one, row, trained in zip(classes, taken, full, strict=True):
        people = len(one.members)
        for rows in one.options:
            if rows:
                seats = solver.Sum([row[session.reference] for session in rows])
                solver.Add(seats <= people)
                solver.Add(seats >= trained)
        if one.lacks > 1:
            for at_once in _at_once([session for rows in one.options for session in rows]):
                solver.Add(solver.Sum([row[session.reference] for session in at_once]) <= people)


def _at_once(sessions: Sequence[OfferedSession]) -> list[list[OfferedSession]]:
    """Return the greatest sets of sessions of several standards that share a day: one for each beginning."""
    found = []
    for first in sorted({one.held_from for one in sessions}):
        running = [one for one in sessions if one.held_from <= first < one.held_until]
        if len({one.standard for one in running}) > 1:
            found.append(running)
    return found
