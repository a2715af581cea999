"""Companies to tours as an integer program for CP-SAT: the fewest tours that nobody takes, then fair turns."""

from itertools import combinations
from typing import Any

from muster.deployments.planning.companies import (
    CompaniesPlan,
    CompaniesProblem,
    ceiling_days,
    days_short_between,
    obstacles_of,
)
from muster.deployments.planning.company_cures import cures_of
from muster.deployments.planning.refusal import NoPlanFoundError


class _Program:
    def __init__(self, problem: CompaniesProblem) -> None:
        from ortools.sat.python import cp_model

        self.problem = problem
        self.model = cp_model.CpModel()
        self.takes: dict[tuple[str, str], Any] = {}
        for tour in problem.tours:
            for company in problem.companies:
                is_agreed = tour.agreed == company.id
                if is_agreed or not (tour.agreed or obstacles_of(company, tour)):
                    x = self.takes[tour.id, company.id] = self.model.new_bool_var("")
                    if is_agreed:
                        self.model.add(x == 1)
        for tour in problem.tours:
            self.model.add_at_most_one(self._of_tour(tour.id))
        self._one_at_a_time()
        self._ceilings()

    def _of_tour(self, tour: str) -> list[Any]:
        return [x for (name, _), x in self.takes.items() if name == tour]

    def _one_at_a_time(self) -> None:
        for one, other in combinations(self.problem.tours, 2):
            for company in self.problem.companies:
                both = [key for key in ((one.id, company.id), (other.id, company.id)) if key in self.takes]
                are_agreed = one.agreed == other.agreed == company.id
                if len(both) == 2 and not are_agreed and days_short_between(company, one, other):
                    self.model.add_at_most_one([self.takes[key] for key in both])

    def _ceilings(self) -> None:
        for ceiling in self.problem.ceilings:
            for day in ceiling_days(self.problem, ceiling):
                there = [
                    (tour, self._of_tour(tour.id))
                    for tour in self.problem.tours
                    if ceiling.counts(tour) and tour.arrives_on <= day < tour.leaves_on
                ]
                agreed = sum(tour.people for tour, _ in there if tour.agreed)
                room = max(0, ceiling.people - ceiling.others_abroad - agreed)
                people = sum(tour.people * sum(takes) for tour, takes in there if takes and not tour.agreed)
                if not isinstance(people, int):
                    self.model.add(people <= room)

    def unfair(self) -> Any:
        """Return the sum of squares of the tours that each company has."""
        squares = []
        for company in self.problem.companies:
            count = sum(x for (_, name), x in self.takes.items() if name == company.id)
            if isinstance(count, int):
                continue
            most = len(self.problem.tours)
            square = self.model.new_int_var(0, most * most, "")
            for number in range(most):  # the chords of the parabola: exact at whole numbers
                self.model.add(square >= (2 * number + 1) * count - number * (number + 1))
            squares.append(square)
        return sum(squares)


def plan_companies(problem: CompaniesProblem, *, seconds: float) -> CompaniesPlan:
    """Return which company takes which tour. What is agreed stays, whatever rule it breaks. Raises NoPlanFoundError."""
    from ortools.sat.python import cp_model

    program = _Program(problem)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds / 2
    untaken = len(problem.tours) - sum(program.takes.values())
    is_proven = True
    chosen: dict[str, str] = {}
    for aim in (untaken, program.unfair()):
        if isinstance(aim, int):
            continue
        program.model.minimize(aim)
        status = solver.solve(program.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise NoPlanFoundError("No plan was found in the time given: give more seconds.")
        is_proven = is_proven and status == cp_model.OPTIMAL
        program.model.add(aim <= round(solver.objective_value))
        chosen = {tour: company for (tour, company), x in program.takes.items() if solver.value(x)}
    return CompaniesPlan(
        taken=chosen,
        untaken=tuple(tour.id for tour in problem.tours if tour.id not in chosen),
        cures={tour.id: cures_of(problem, chosen, tour) for tour in problem.tours if tour.id not in chosen},
        unfair=sum(list(chosen.values()).count(company.id) ** 2 for company in problem.companies),
        is_proven=is_proven,
    )
