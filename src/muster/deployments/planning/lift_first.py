"""A first plan of the lift, quickly: rotation by rotation in the order of their days, each to its nearest free day."""

from collections import defaultdict
from datetime import date, timedelta

from muster.deployments.planning.lift import DAYS_A_WEEK, LiftProblem, Rotation
from muster.deployments.planning.open_days import open_days


class _Room:
    """What has been taken of reception and charter."""

    def __init__(self, problem: LiftProblem) -> None:
        self.problem = problem
        self.people: dict[tuple[str, int], int] = defaultdict(int)
        self.flights: dict[date, int] = defaultdict(int)

    def _added(self, mission: str, week: int, people: int) -> int:
        seats, there = self.problem.seats, self.people[mission, week]
        return -(-(there + people) // seats) - -(-there // seats)

    def fits(self, row: Rotation, week: int) -> bool:
        """Return whether all lifts of a rotation find room from a week on."""
        mission = self.problem.unit_by_id[row.unit].mission
        added: dict[date, int] = defaultdict(int)
        for number, people in enumerate(row.people):
            room = self.problem.reception.get(mission)
            if room is not None and self.people[mission, week + number] + people > room:
                return False
            added[self.problem.month_of(week + number)] += self._added(mission, week + number, people)
        plan = self.problem.flights
        return all(month not in plan or self.flights[month] + count <= plan[month] for month, count in added.items())

    def take(self, row: Rotation, week: int) -> None:
        """Book a rotation."""
        mission = self.problem.unit_by_id[row.unit].mission
        for number, people in enumerate(row.people):
            self.flights[self.problem.month_of(week + number)] += self._added(mission, week + number, people)
            self.people[mission, week + number] += people


def first_days(problem: LiftProblem, around: dict[str, date]) -> dict[str, date]:
    """Return days that keep the rules, for as many rotations as this simple way finds any."""
    room, found = _Room(problem), {}
    last = {row.id: row.arrived_on for row in problem.units}
    for row in sorted(problem.rotations, key=lambda one: (one.fixed_on is None, around[one.id], one.id)):
        terms, before = problem.unit_by_id[row.unit], last[row.unit]
        wanted = (around[row.id] - problem.start).days
        days = sorted(open_days(problem, row), key=lambda day: abs(day - wanted))
        if before is not None and row.fixed_on is None:
            soonest = (before - problem.start).days + terms.tour_days_least - terms.overlap_days
            days = [day for day in days if day >= soonest]
        chosen = next((day for day in days if room.fits(row, day // DAYS_A_WEEK)), None)
        if chosen is not None:
            room.take(row, chosen // DAYS_A_WEEK)
            found[row.id] = last[row.unit] = problem.start + timedelta(days=chosen)
    return found
