"""Better days for a lift too large for one program: part by part, what lies around is kept as it is.

A part is the rotations of one mission near a day, or those of all missions in one month, which share the charter.
"""

import random
import time
from datetime import date

from muster.deployments.planning.lift import BREACH_WEIGHT, DAYS_A_WEEK, LiftProblem
from muster.deployments.planning.lift_figures import figures_of
from muster.deployments.planning.lift_program import LiftProgram

NEAR_DAYS = 6 * DAYS_A_WEEK
MOST_IN_A_PART = 110
SECONDS_A_PART = 1.5
FLIGHTS_TO_A_DAY = 50
SHARE_OF_MISSIONS = 0.6


def improved_days(
    problem: LiftProblem, around: dict[str, date], days: dict[str, date], *, until: float, seed: int = 0
) -> dict[str, date]:
    """Return days with no more breach and deviation than those given, and mostly fewer. All rotations have a day."""
    from ortools.sat.python import cp_model

    dice = random.Random(seed)
    best = dict(days)
    while time.monotonic() < until:
        program = LiftProgram(problem, around, free=_part(problem, around, best, dice), all_come=True, kept=best)
        program.hint(best)
        program.model.minimize(FLIGHTS_TO_A_DAY * program.weighed_days() + sum(program.flight_counts))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = dice.randrange(1000)
        solver.parameters.max_time_in_seconds = max(0.1, min(SECONDS_A_PART, until - time.monotonic()))
        if solver.solve(program.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found = program.days_of(solver)
            if _worth(problem, around, found) < _worth(problem, around, best):
                best = found
    return best


def _worth(problem: LiftProblem, around: dict[str, date], days: dict[str, date]) -> tuple[int, int]:
    """Return what is to be small: weighed days, then flights."""
    figures = figures_of(problem, around, days)
    return BREACH_WEIGHT * figures.breach_days + figures.deviation_days, figures.flights


def _part(problem: LiftProblem, around: dict[str, date], days: dict[str, date], dice: random.Random) -> frozenset[str]:
    """Return some rotations near one that is not on its day."""
    away = sorted(name for name, day in days.items() if day != around[name]) or sorted(days)
    middle = dice.choice(away)
    mission_of = {row.id: problem.unit_by_id[row.unit].mission for row in problem.rotations}
    is_of_mission = dice.random() < SHARE_OF_MISSIONS
    near = [
        name
        for name, day in days.items()
        if (mission_of[name] == mission_of[middle] or not is_of_mission)
        and abs((day - days[middle]).days) <= (NEAR_DAYS if is_of_mission else NEAR_DAYS // 2)
    ]
    return frozenset(dice.sample(sorted(near), min(len(near), MOST_IN_A_PART)))
