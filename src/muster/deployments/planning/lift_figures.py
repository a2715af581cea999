"""What the days of a lift come to: breaches, deviation, flights."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from muster.deployments.planning.lift import DAYS_A_WEEK, LiftProblem, flights_needed


class Figures(NamedTuple):
    """Days after windows and beyond the longest tours, days away from those meant, and flights."""

    breach_days: int
    deviation_days: int
    flights: int


def figures_of(problem: LiftProblem, around: dict[str, date], days: dict[str, date]) -> Figures:
    """Return what the days come to."""
    breaches = 0
    arriving: Counter[tuple[str, int]] = Counter()
    for name, rows in problem.turns().items():
        terms = problem.unit_by_id[name]
        before = terms.arrived_on
        for row in rows:
            day = days.get(row.id)
            if day is not None:
                breaches += max(0, (day - row.window_until).days + 1)
                week = (day - problem.start).days // DAYS_A_WEEK
                for number, people in enumerate(row.people):
                    arriving[terms.mission, week + number] += people
                if before is not None:
                    breaches += max(0, (day - before).days + terms.overlap_days - terms.tour_days_most)
            before = day
    deviation = sum(abs((day - around[name]).days) for name, day in days.items())
    return Figures(breaches, deviation, flights_needed(list(arriving.values()), problem.seats))
