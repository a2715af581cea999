"""The planning problem as a modeller would first write it: one time-indexed model, given whole to CP-SAT.

For every option and period there are three 0/1 variables: `on` (the pledge holds the post), `begin` and `end`. It
shares nothing with the planner: it reads the contract's JSON, and the tests use it as a second opinion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

Json = dict[str, Any]


class Solved(NamedTuple):
    """Stays as in a plan file, the objective, the bound, and whether both are the same."""

    stays: list[Json]
    objective: int
    bound: float
    optimal: bool


class PlainModel:
    """Variables and rules of one problem."""

    def __init__(self, problem: Json) -> None:
        self.problem = problem
        self.count: int = problem["periods"]["count"]
        self.posts = {row["id"]: row for row in problem["posts"]}
        self.pledges = {row["id"]: row for row in problem["pledges"]}
        self.requirements = {row["id"]: row for row in problem["requirements"]}
        self.model = cp_model.CpModel()
        self.on: dict[tuple[str, str, int], Any] = {}
        self.begin: dict[tuple[str, str, int], Any] = {}
        self.end: dict[tuple[str, str, int], Any] = {}
        self.cover: dict[tuple[str, int], list[tuple[str, Any]]] = defaultdict(list)
        for option in problem["options"]:
            self._option(option)
        self._commitments()
        self._pledges()
        self._posts_and_ceilings()
        self._arrivals()
        self._requirements()
        self._objective()

    def _window(self, option: Json) -> tuple[int, int]:
        post, pledge = self.posts[option["post"]], self.pledges[option["pledge"]]
        return (
            max(post["start"], pledge["ready_from"], option["earliest"], 0),
            min(post["end"], option["latest"], self.count),
        )

    def _option(self, option: Json) -> None:
        """`on` follows from `begin` and `end`; a begin lies within the last `max_stay`, no two within `min_stay`."""
        key = option["pledge"], option["post"]
        pledge = self.pledges[option["pledge"]]
        first, last = self._window(option)
        if last - first < pledge["min_stay"]:
            return
        for t in range(first, last):
            self.on[*key, t] = self.model.new_bool_var("")
            self.begin[*key, t] = self.model.new_bool_var("")
            self.end[*key, t + 1] = self.model.new_bool_var("")
        for t in range(first, last + 1):
            before, now = self.on.get((*key, t - 1), 0), self.on.get((*key, t), 0)
            self.model.add(now == before + self.begin.get((*key, t), 0) - self.end.get((*key, t), 0))
        for t in range(first, last):
            shortest = range(max(first, t - pledge["min_stay"] + 1), t + 1)
            longest = range(max(first, t - pledge["max_stay"] + 1), t + 1)
            self.model.add(sum(self.begin[*key, s] for s in shortest) <= self.on[*key, t])
            self.model.add(sum(self.begin[*key, s] for s in longest) >= self.on[*key, t])
        for t in range(last - pledge["min_stay"] + 1, last):
            self.model.add(self.begin[*key, t] == 0)

    def _commitments(self) -> None:
        """Committed stays are constants."""
        self.committed: dict[tuple[str, int], str] = {}
        self.busy: dict[str, set[int]] = defaultdict(set)
        self.deployed: dict[tuple[str, int], int] = defaultdict(int)
        self.arrived: dict[tuple[str | None, int], int] = defaultdict(int)
        for stay in self.problem["committed"]:
            pledge, post = self.pledges[stay["pledge"]], self.posts[stay["post"]]
            mission = self.requirements[post["requirement"]]["mission"]
            for t in range(max(0, stay["start"]), min(stay["end"], self.count)):
                self.committed[stay["post"], t] = pledge["state"]
                self.deployed[pledge["state"], t] += pledge["strength"]
            away = range(max(0, stay["start"] - pledge["dwell"]), min(stay["end"] + pledge["dwell"], self.count))
            self.busy[stay["pledge"]].update(away)
            if stay["start"] >= 0:
                self.arrived[mission, stay["start"]] += pledge["strength"]
                self.arrived[None, stay["start"]] += pledge["strength"]

    def _pledges(self) -> None:
        """One place at a time; a new stay begins no sooner than `dwell` after the last one's end."""
        on, begin, end = (self._by_pledge(table) for table in (self.on, self.begin, self.end))
        for pledge in self.pledges.values():
            for t in range(self.count):
                here = on.get((pledge["id"], t), [])
                if t in self.busy[pledge["id"]]:
                    self.model.add(sum(here) == 0)
                    continue
                self.model.add_at_most_one(here)
                recent = range(max(0, t - pledge["dwell"] + 1), t + 1)
                ends = [x for s in recent for x in end.get((pledge["id"], s), [])]
                if ends:
                    self.model.add_at_most_one([*begin.get((pledge["id"], t), []), *ends])

    @staticmethod
    def _by_pledge(table: dict[tuple[str, str, int], Any]) -> dict[tuple[str, int], list[Any]]:
        grouped: dict[tuple[str, int], list[Any]] = defaultdict(list)
        for (pledge, _, t), variable in table.items():
            grouped[pledge, t].append(variable)
        return grouped

    def _posts_and_ceilings(self) -> None:
        deployed: dict[tuple[str, int], list[Any]] = defaultdict(list)
        for (pledge_id, post, t), variable in self.on.items():
            pledge = self.pledges[pledge_id]
            self.cover[post, t].append((pledge["state"], variable))
            deployed[pledge["state"], t].append(pledge["strength"] * variable)
        for (post, t), holders in self.cover.items():
            if (post, t) in self.committed:
                self.model.add(sum(x for _, x in holders) == 0)
            else:
                self.model.add_at_most_one([x for _, x in holders])
        for ceiling in self.problem["state_ceilings"]:
            for t in range(self.count):
                left = ceiling["personnel"] - self.deployed[ceiling["state"], t]
                if (ceiling["state"], t) in deployed:
                    self.model.add(sum(deployed[ceiling["state"], t]) <= left)

    def _arrivals(self) -> None:
        arriving: dict[tuple[str | None, int], list[Any]] = defaultdict(list)
        for (pledge, post, t), variable in self.begin.items():
            mission = self.requirements[self.posts[post]["requirement"]]["mission"]
            for where in (mission, None):
                arriving[where, t].append(self.pledges[pledge]["strength"] * variable)
        for limit in self.problem["arrivals"]:
            for t in range(self.count):
                left = limit["personnel"] - self.arrived[limit["mission"], t]
                if (limit["mission"], t) in arriving:
                    self.model.add(sum(arriving[limit["mission"], t]) <= left)

    def _requirements(self) -> None:
        posts_of: dict[str, list[str]] = defaultdict(list)
        for post in self.problem["posts"]:
            posts_of[post["requirement"]].append(post["id"])
        for requirement in self.problem["requirements"]:
            posts = posts_of[requirement["id"]]
            if len(posts) > 1:
                for t in range(self.count):
                    self._standing(requirement, posts, t)

    def _standing(self, requirement: Json, posts: list[str], t: int) -> None:
        """Lead, number of States and incompatible States in one period."""
        lead = requirement["lead"]
        there: dict[str, Any] = {self.committed[post, t]: 1 for post in posts if (post, t) in self.committed}
        for post in posts:
            for state, variable in self.cover[post, t]:
                if state not in there:
                    there[state] = self.model.new_bool_var("")
                if not isinstance(there[state], int):
                    self.model.add_implication(variable, there[state])
            if lead is not None and post != lead and (lead, t) not in self.committed:
                held = sum(x for _, x in self.cover[post, t])
                self.model.add(held <= sum(x for _, x in self.cover[lead, t]))
        self.model.add(sum(there.values()) <= requirement["max_states"])
        for state, other in {tuple(sorted(pair)) for pair in self.problem["incompatible"]}:
            if state != other and state in there and other in there:
                self.model.add(there[state] + there[other] <= 1)

    def _objective(self) -> None:
        options = {(row["pledge"], row["post"]): row for row in self.problem["options"]}
        worth = [options[pledge, post]["value"] * x for (pledge, post, _), x in self.on.items()]
        cost = [options[pledge, post]["start_cost"] * x for (pledge, post, _), x in self.begin.items()]
        self.model.maximize(sum(worth) - sum(cost))

    def solve(self, seconds: float, workers: int = 2) -> Solved:
        """The best plan that CP-SAT finds in so many seconds."""
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = workers
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Solved([], 0, solver.best_objective_bound, optimal=False)
        objective = round(solver.objective_value)
        stays = self.stays(lambda x: bool(solver.value(x)))
        return Solved(stays, objective, solver.best_objective_bound, status == cp_model.OPTIMAL)

    def stays(self, is_chosen: Callable[[Any], bool]) -> list[Json]:
        """The stays of a solution."""
        stays = []
        for (pledge, post, start), variable in self.begin.items():
            if is_chosen(variable):
                ends = (t for t in range(start + 1, self.count + 1) if (pledge, post, t) in self.end)
                end = next(t for t in ends if is_chosen(self.end[pledge, post, t]))
                stays.append({"pledge": pledge, "post": post, "start": start, "end": end})
        return stays
