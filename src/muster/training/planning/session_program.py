"""Seats by two programs: the most people fully trained, then the most seats, then the least cost.

People who lack the same and may take the same sessions are one class, and are counted; names stand in the plan only.
The relaxation (GLOP) says how many of a class sit in which session, and that at no time more of them are away than
there are: it bounds every plan. The bundles (CP-SAT) of the sessions that it uses give each person theirs, one a
standard and no two at once. Where that loses nothing, the plan is proven.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Any

from muster.training.planning.session_classes import PeopleAlike, classes_of
from muster.training.planning.session_reasons import reasons_without
from muster.training.planning.session_relaxation import relaxed
from muster.training.planning.sessions import OfferedSession, SessionPlan, SessionProblem

Bundle = tuple[OfferedSession, ...]
MOST_BUNDLES = 5_000
"""Of a class; the relaxation leaves a handful of sessions a class, so this holds back a runaway only."""
WHOLE_BUNDLES = 2_000
"""Up to so many bundles all are looked at, and the program over them proves its own answer."""


def plan_sessions(problem: SessionProblem, *, seconds: float) -> SessionPlan:
    """Return who takes which session. Without a single seat to give the plan is empty, and that is proven."""
    classes = [one for one in classes_of(problem) if any(one.options)]
    if not classes:
        return SessionPlan({}, 0, 0, 0, 0, 0, 0, is_proven=True, without=reasons_without(problem, {}))
    bound = relaxed(problem, classes)
    is_whole = sum(_count(one.options) for one in classes) <= WHOLE_BUNDLES
    options = [
        one.options if is_whole else _options(one, used) for one, used in zip(classes, bound.people, strict=True)
    ]
    seats, is_optimal = _bundled(problem, classes, options, seconds=seconds)
    needs = {one.number: one.standards for one in problem.trainees}
    trained = sum(len(taken) == len(needs[number]) for number, taken in seats.items())
    items = sum(len(taken) for taken in seats.values())
    by_reference = problem.session_by_reference
    cost = sum(problem.cost_days(by_reference[name]) for taken in seats.values() for name in taken)
    if is_whole and is_optimal:
        bounds = (trained, items, cost)
    elif (trained, items) == (bound.trained, bound.items):
        bounds = (trained, items, min(cost, bound.cost_days))
    else:
        counted = bound.items if trained == bound.trained else _seats_at_most(problem, classes)
        bounds = (bound.trained, counted, 0)
    return SessionPlan(
        seats=seats,
        trained=trained,
        items=items,
        cost_days=cost,
        trained_bound=bounds[0],
        items_bound=bounds[1],
        cost_bound=bounds[2],
        is_proven=(trained, items, cost) == bounds,
        without=reasons_without(problem, seats),
    )


def _seats_at_most(problem: SessionProblem, classes: Sequence[PeopleAlike]) -> int:
    """Return a bound on the seats given by counting alone: what people lack, and what sessions hold."""
    lacked = sum(len(one.members) * sum(map(bool, one.options)) for one in classes)
    usable = {session.reference for one in classes for rows in one.options for session in rows}
    return min(lacked, sum(problem.session_by_reference[name].seats for name in usable))


def _bundles(options: Sequence[Sequence[OfferedSession]]) -> Iterator[Bundle]:
    """Yield every choice of at most one session a standard whose days do not overlap, but for the empty one."""
    for choice in product(*((None, *rows) for rows in options)):
        taken = tuple(one for one in choice if one is not None)
        ordered = sorted(taken, key=lambda one: one.held_from)
        if taken and all(one.held_until <= after.held_from for one, after in pairwise(ordered)):
            yield taken


def _options(one: PeopleAlike, used: dict[str, float]) -> list[list[OfferedSession]]:
    """Return the sessions of a class that the relaxation uses; those of the most seats where they are too many."""
    options = [
        sorted((s for s in rows if s.reference in used), key=lambda s: (-used[s.reference], s.reference))
        for rows in one.options
    ]
    while _count(options) > MOST_BUNDLES:
        max(options, key=len).pop()
    return options


def _count(options: Sequence[Sequence[OfferedSession]]) -> int:
    count = 1
    for rows in options:
        count *= 1 + len(rows)
    return count


def _bundled(
    problem: SessionProblem,
    classes: Sequence[PeopleAlike],
    options: Sequence[Sequence[Sequence[OfferedSession]]],
    *,
    seconds: float,
) -> tuple[dict[int, tuple[str, ...]], bool]:
    """Return the sessions by person, by an exact program over the bundles of some sessions, and whether it ended."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taking: list[list[tuple[Bundle, Any]]] = []
    in_session: dict[str, list[Any]] = defaultdict(list)
    trained: list[Any] = []
    weights: list[tuple[Any, int, int]] = []
    for one, sessions in zip(classes, options, strict=True):
        row: list[tuple[Bundle, Any]] = []
        for bundle in _bundles(sessions):
            x = model.new_int_var(0, min(len(one.members), *(session.seats for session in bundle)), "")
            row.append((bundle, x))
            for session in bundle:
                in_session[session.reference].append(x)
            if len(bundle) == one.lacks:
                trained.append(x)
            weights.append((x, len(bundle), sum(problem.cost_days(session) for session in bundle)))
        if row:
            model.add(cp_model.LinearExpr.sum([x for _, x in row]) <= len(one.members))
        taking.append(row)
    for reference, xs in in_session.items():
        model.add(cp_model.LinearExpr.sum(xs) <= problem.session_by_reference[reference].seats)
    if not weights:
        return {}, True
    xs, seats, costs = (list(values) for values in zip(*weights, strict=True))
    aims = (
        -cp_model.LinearExpr.sum(trained) if trained else None,
        -cp_model.LinearExpr.weighted_sum(xs, seats),
        cp_model.LinearExpr.weighted_sum(xs, costs),
    )
    found, is_optimal = _one_after_the_other(model, xs, [aim for aim in aims if aim is not None], seconds)
    values = iter(found or [0] * len(xs))
    return _named(classes, [[(bundle, next(values)) for bundle, _ in row] for row in taking]), is_optimal


def _one_after_the_other(model: Any, xs: list[Any], aims: list[Any], seconds: float) -> tuple[list[int], bool]:
    """Minimise one aim after the other, each kept by those after it; whether every search came to its end."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = seconds / len(aims)
    found: list[int] = []
    for aim in aims:
        model.minimize(aim)
        if found:
            model.clear_hints()
            for x, value in zip(xs, found, strict=True):
                model.add_hint(x, value)
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return found, False
        found = [int(solver.value(x)) for x in xs]
        model.add(aim <= round(solver.objective_value))
        if status == cp_model.FEASIBLE:
            return found, False
    return found, True


def _named(
    classes: Sequence[PeopleAlike], taking: Sequence[Sequence[tuple[Bundle, int]]]
) -> dict[int, tuple[str, ...]]:
    """Return the sessions by person: the people of a class take its bundles in the order of their numbers."""
    found: dict[int, tuple[str, ...]] = {}
    for one, row in zip(classes, taking, strict=True):
        free = iter(one.members)
        for bundle, count in row:
            for _ in range(count):
                found[next(free).number] = tuple(session.reference for session in bundle)
    return found
