"""Does a plan of rotations keep the rules? Reads the problem afresh and shares nothing with the search."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from muster.deployments.planning.lift import LiftPlan, LiftProblem, Rotation, UnitTerms

WEEK = timedelta(weeks=1)


def broken_lift_rules(problem: LiftProblem, plan: LiftPlan) -> Iterator[str]:
    """Yield a sentence for each rule that the plan breaks, and for each of its figures that is not so."""
    for row in problem.rotations:
        if (row.id in plan.days) == (row.id in plan.without_day):
            yield f"{row.id}: has a day or is named as without one, not both"
    for name, day in plan.days.items():
        if name not in problem.rotation_by_id:
            yield f"{name}: is no rotation of the problem"
        else:
            yield from _of_rotation(problem, problem.rotation_by_id[name], day)
    if not plan.days.keys() <= problem.rotation_by_id.keys():
        return
    yield from _of_tours(problem, plan.days)
    yield from _of_numbers(problem, plan.days)
    for words, told, found in (
        ("breach days", plan.breach_days, breach_days(problem, plan.days)),
        ("flights", plan.flights, sum(flights_by_month(problem, plan.days).values())),
    ):
        if told != found:
            yield f"{words}: the plan says {told}, its days give {found}"


def breach_days(problem: LiftProblem, days: dict[str, date]) -> int:
    """Return the days after windows, and beyond the longest tours."""
    late = sum(max(0, (day - problem.rotation_by_id[name].window_until).days + 1) for name, day in days.items())
    over = sum(max(0, length - terms.tour_days_most) for terms, _, length in _tours(problem, days))
    return late + over


def deviation_days(days: dict[str, date], from_days: dict[str, date]) -> int:
    """Return the days between these days and others."""
    return sum(abs((day - from_days[name]).days) for name, day in days.items())


def people_by_week(problem: LiftProblem, days: dict[str, date]) -> dict[tuple[str, int], int]:
    """Return who arrives, by mission and week."""
    found: dict[tuple[str, int], int] = defaultdict(int)
    for name, day in days.items():
        row = problem.rotation_by_id[name]
        mission = problem.unit_by_id[row.unit].mission
        for number, people in enumerate(row.people):
            found[mission, (day - problem.start) // WEEK + number] += people
    return dict(found)


def flights_by_month(problem: LiftProblem, days: dict[str, date]) -> dict[date, int]:
    """Return the flights that the days take, by month."""
    found: dict[date, int] = defaultdict(int)
    for (_, week), people in people_by_week(problem, days).items():
        found[(problem.start + week * WEEK).replace(day=1)] += (people + problem.seats - 1) // problem.seats
    return dict(found)


def _of_rotation(problem: LiftProblem, row: Rotation, day: date) -> Iterator[str]:
    if row.fixed_on is not None:
        if day != row.fixed_on:
            yield f"{row.id}: is moved to {day}, and was fixed on {row.fixed_on}"
        return
    mission = problem.unit_by_id[row.unit].mission
    if day < row.window_from:
        yield f"{row.id}: comes on {day}, its window opens on {row.window_from}"
    for number in range(len(row.people)):
        on = day + number * WEEK
        if not problem.start <= on < problem.start + problem.weeks * WEEK:
            yield f"{row.id}: has a lift on {on}, outside the weeks that are planned"
        if any(block.holds(mission, on) for block in problem.blocks):
            yield f"{row.id}: has a lift on {on}, when {mission} lets nobody in"


def _tours(problem: LiftProblem, days: dict[str, date]) -> Iterator[tuple[UnitTerms, str, int]]:
    """Yield the tours that a planned arrival relieves, with their length in days."""
    for name, rows in problem.turns().items():
        terms = problem.unit_by_id[name]
        before = terms.arrived_on
        for row in rows:
            day = days.get(row.id)
            if day is not None and before is not None:
                yield terms, row.id, (day - before).days + terms.overlap_days
            before = day


def _of_tours(problem: LiftProblem, days: dict[str, date]) -> Iterator[str]:
    for terms, name, length in _tours(problem, days):
        if length < terms.tour_days_least and problem.rotation_by_id[name].fixed_on is None:
            yield f"{name}: relieves a tour of {length} days, shorter than {terms.tour_days_least}"


def _of_numbers(problem: LiftProblem, days: dict[str, date]) -> Iterator[str]:
    for (mission, week), people in people_by_week(problem, days).items():
        if people > problem.reception.get(mission, people):
            begins = problem.start + week * WEEK
            yield f"{mission}: {people} arrive in the week of {begins}, {problem.reception[mission]} can be received"
    for month, count in flights_by_month(problem, days).items():
        if count > problem.flights.get(month, count):
            yield f"{month:%Y-%m}: {count} flights, the charter plan has {problem.flights[month]}"
