"""The lift of rotations as an integer program for CP-SAT: the week of each rotation is a choice, its day follows.

The day is `7 * week + offset`; that a week costs at least the deviation of its nearest day makes the relaxation tight.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from muster.deployments.planning.lift import BREACH_WEIGHT, DAYS_A_WEEK, LiftProblem, Rotation
from muster.deployments.planning.open_days import open_days

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class LiftProgram:
    """Variables and rules; the days from which deviation is counted are given.

    `free`: the rotations that may move; all where none are named. The others stay on their days of `kept`, or on those
    from which deviation is counted. `all_come`: no plan with a rotation without a day is asked for.
    """

    def __init__(
        self,
        problem: LiftProblem,
        around: dict[str, date],
        *,
        free: frozenset[str] | None = None,
        all_come: bool = False,
        kept: dict[str, date] | None = None,
    ) -> None:
        from ortools.sat.python import cp_model

        self.problem = problem
        self.around = around
        self.free = free
        self.all_come = all_come
        self.kept = around if kept is None else kept
        self.model = cp_model.CpModel()
        self.day: dict[str, Any] = {}
        self.placed: dict[str, Any] = {}
        self.weeks: dict[str, dict[int, Any]] = {}
        self.deviation: list[Any] = []
        self.breaches: list[Any] = []
        self.flight_counts: list[Any] = []
        self.domains = {row.id: self._domain(row) for row in problem.rotations}
        for row in problem.rotations:
            self._rotation(row)
        self._tours()
        self._arrivals()

    def number(self, day: date) -> int:
        """Return a day as days from the start."""
        return (day - self.problem.start).days

    def _domain(self, row: Rotation) -> list[int]:
        if self.free is not None and row.id not in self.free:
            return [self.number(self.kept[row.id])]
        return open_days(self.problem, row)

    def _rotation(self, row: Rotation) -> None:
        """A day that is certain, or one week and a day in it, or none."""
        days = self.domains[row.id]
        if row.fixed_on is not None or (self.free is not None and row.id not in self.free):
            self.day[row.id], self.placed[row.id] = days[0], 1
            self.weeks[row.id] = {days[0] // DAYS_A_WEEK: 1}
            self.deviation.append(abs(days[0] - self.number(self.around[row.id])))
            self._late(row, days[0], 1)
        elif days:
            self._open_rotation(row, days)
        else:
            self.day[row.id], self.placed[row.id], self.weeks[row.id] = 0, 0, {}

    def _open_rotation(self, row: Rotation, days: list[int]) -> None:
        """How far from the day meant a week and a day in it are, and how long after the window."""
        from ortools.sat.python import cp_model

        model, wanted = self.model, self.number(self.around[row.id])
        nearest: dict[int, int] = {}
        for one in days:
            away = abs(one - wanted)
            nearest[one // DAYS_A_WEEK] = min(nearest.get(one // DAYS_A_WEEK, away), away)
        weeks = self.weeks[row.id] = {week: model.new_bool_var("") for week in nearest}
        placed = self.placed[row.id] = 1 if self.all_come else model.new_bool_var("")
        model.add(sum(weeks.values()) == placed)
        day = self.day[row.id] = model.new_int_var_from_domain(cp_model.Domain.FromValues(days), f"day of {row.id}")
        offset = model.new_int_var(0, DAYS_A_WEEK - 1, "")
        self._if([placed], day == sum(DAYS_A_WEEK * week * x for week, x in weeks.items()) + offset)
        deviation = model.new_int_var(0, max(abs(one - wanted) for one in days), "")
        model.add(deviation >= sum(nearest[week] * x for week, x in weeks.items()))
        self._if([placed], deviation >= day - wanted)
        self._if([placed], deviation >= wanted - day)
        self.deviation.append(deviation)
        self._late(row, day, placed)

    def _late(self, row: Rotation, day: Any, placed: Any) -> None:
        last, latest = self.number(row.window_until) - 1, self.domains[row.id][-1]
        if latest <= last:
            return
        late = self.model.new_int_var(0, latest - last, "")
        self._if([placed], late >= day - last)
        self.breaches.append(late)

    def _if(self, conditions: list[Any], rule: Any) -> None:
        """Add a rule that holds where all conditions do; conditions that are certain are left out."""
        if 0 in [one for one in conditions if isinstance(one, int)]:
            return
        added = self.model.add(rule)
        open_ones = [one for one in conditions if not isinstance(one, int)]
        if open_ones:
            added.only_enforce_if(open_ones)

    def _certain(self, holds: bool) -> None:
        """What is fixed keeps a rule, or there is no plan."""
        if not holds:
            self.model.add_bool_or([])

    def _tours(self) -> None:
        """No tour shorter than its unit's shortest; what is longer than its longest is a breach."""
        for name, rows in self.problem.turns().items():
            terms = self.problem.unit_by_id[name]
            before: Any = None if terms.arrived_on is None else self.number(terms.arrived_on)
            there: Any = 1
            for row in rows:
                if before is not None and self.domains[row.id]:
                    self._tour(row, before, [there, self.placed[row.id]])
                before, there = self.day[row.id], self.placed[row.id]

    def _tour(self, row: Rotation, before: Any, conditions: list[Any]) -> None:
        terms = self.problem.unit_by_id[row.unit]
        length: Any = self.day[row.id] - before + terms.overlap_days
        if not isinstance(length, int):
            longest = self.domains[row.id][-1] - (before if isinstance(before, int) else 0) + terms.overlap_days
            over = self.model.new_int_var(0, max(0, longest), "")
            self._if(conditions, length >= terms.tour_days_least)
            self._if(conditions, over >= length - terms.tour_days_most)
            self.breaches.append(over)
        elif all(isinstance(one, int) and one for one in conditions):
            self.breaches.append(max(0, length - terms.tour_days_most))
            self._certain(length >= terms.tour_days_least or row.fixed_on is not None)

    def _arrivals(self) -> None:
        """Reception a week, and the flights of a month."""
        arriving: dict[tuple[str, int], list[tuple[int, Any]]] = defaultdict(list)
        for row in self.problem.rotations:
            mission = self.problem.unit_by_id[row.unit].mission
            for week, x in self.weeks[row.id].items():
                for number, count in enumerate(row.people):
                    arriving[mission, week + number].append((count, x))
        by_month: dict[date, list[Any]] = defaultdict(list)
        for (mission, week), terms in arriving.items():
            people: Any = sum(count * x for count, x in terms)
            most = sum(count for count, _ in terms)
            room = self.problem.reception.get(mission, most)
            if isinstance(people, int):
                self._certain(people <= room)
                by_month[self.problem.month_of(week)].append(-(-people // self.problem.seats))
                continue
            if most > room:
                self.model.add(people <= room)
            flights = self.model.new_int_var(0, -(-min(most, room) // self.problem.seats), "")
            self.model.add(flights * self.problem.seats >= people)
            by_month[self.problem.month_of(week)].append(flights)
        for month, counts in by_month.items():
            self.flight_counts.extend(counts)
            limit = self.problem.flights.get(month)
            if limit is None:
                continue
            if isinstance(sum(counts), int):
                self._certain(sum(counts) <= limit)
            else:
                self.model.add(sum(counts) <= limit)

    def without_day(self) -> Any:
        """Return the number of rotations without a day."""
        return sum(1 - placed for placed in self.placed.values())

    def weighed_days(self) -> Any:
        """Return breaches and deviation, weighed."""
        return BREACH_WEIGHT * sum(self.breaches) + sum(self.deviation)

    def moved(self) -> Any:
        """Return how many rotations leave the day that they had; a rotation without a day has left it."""
        kept: list[Any] = []
        for name, day in self.day.items():
            wanted = self.number(self.around[name])
            if wanted not in self.domains[name]:
                continue
            if isinstance(day, int):
                kept.append(1)
                continue
            keeps = self.model.new_bool_var("")
            self.model.add(day == wanted).only_enforce_if(keeps)
            self.model.add_implication(keeps, self.weeks[name][wanted // DAYS_A_WEEK])
            kept.append(keeps)
        return len(self.day) - sum(kept)

    def hint(self, days: dict[str, date]) -> None:
        """Tell the solver where to begin."""
        for name, weeks in self.weeks.items():
            on = self.number(days[name]) if name in days else None
            for week, x in weeks.items():
                if not isinstance(x, int):
                    self.model.add_hint(x, on is not None and week == on // DAYS_A_WEEK)
            if not isinstance(self.day[name], int) and on is not None:
                self.model.add_hint(self.day[name], on)

    def days_of(self, solver: "cp_model.CpSolver") -> dict[str, date]:
        """Return the days that a solver has found."""
        return {
            name: self.problem.start + timedelta(days=int(solver.value(day)))
            for name, day in self.day.items()
            if solver.value(self.placed[name])
        }
