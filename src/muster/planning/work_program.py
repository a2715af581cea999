"""Which actions to take: an integer program over given stays, in which each action is a choice that costs.

Unlike a problem, the program knows periods: a raised ceiling counts from the period in which the action is done, a
visit takes its place in a month. Solved by CP-SAT.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from muster.planning.openings import NO_LIMIT, Openings, find_openings
from muster.planning.plan import Stay
from muster.planning.problem import Problem
from muster.planning.work_actions import Action, Reading, Readings

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class _Column(NamedTuple):
    stay: Stay
    reading: Reading


@dataclass(frozen=True)
class Choice:
    """Stays, the actions taken with the period of each, and what the stays are worth less what the actions cost."""

    stays: tuple[Stay, ...]
    months: dict[str, int]
    worth: int
    cost: int

    @property
    def net(self) -> int:
        """Worth less cost."""
        return self.worth - self.cost


class WorkProgram:
    """The program over the stays that the actions can make possible; stays that nothing makes possible are left out."""

    def __init__(
        self, problem: Problem, actions: Sequence[Action], stays: Iterable[Stay], visits_a_month: int | None
    ) -> None:
        from ortools.sat.python import cp_model

        self.problem = problem
        self.actions = {action.id: action for action in actions}
        self.visits_a_month = visits_a_month
        readings = Readings(problem, actions)
        self.columns = [_Column(stay, reading) for stay in dict.fromkeys(stays) for reading in readings.of(stay)]
        self.model = cp_model.CpModel()
        self.chosen = [self.model.new_bool_var("") for _ in self.columns]
        self.done: dict[str, dict[int, cp_model.IntVar]] = {}
        self._there: dict[tuple[str, str, int], cp_model.IntVar] = {}
        self._openings: Openings = find_openings(problem)
        self._pledge_of = {row.id: i for i, row in enumerate(problem.pledges)}
        self._post_of = {row.id: i for i, row in enumerate(problem.posts)}
        self._covering: dict[tuple[str, Any, int], list[int]] = defaultdict(list)
        self._index()
        self._actions()
        self._stays_rest_on_actions()
        self._posts_and_pledges()
        self._persons()
        self._requirements()
        worth = sum(column.reading.worth * x for column, x in zip(self.columns, self.chosen, strict=True))
        cost = sum(self.actions[name].cost * v for name, months in self.done.items() for v in months.values())
        self.model.maximize(worth - cost)

    def _index(self) -> None:
        """Which columns cover a post, deploy persons, arrive, or keep a pledge busy in which period."""
        problem, openings = self.problem, self._openings
        for index, (stay, _) in enumerate(self.columns):
            pledge = problem.pledge_by_id[stay.pledge]
            mission = openings.missions[int(openings.mission[self._post_of[stay.post]])]
            requirement = problem.post_by_id[stay.post].requirement
            for t in range(stay.start, min(stay.end + pledge.dwell, problem.count)):
                self._covering["pledge", stay.pledge, t].append(index)
            for t in range(stay.start, stay.end):
                self._covering["post", stay.post, t].append(index)
                self._covering["state", pledge.state, t].append(index)
                self._covering["standing", (requirement, pledge.state), t].append(index)
            for name in {mission, None}:
                self._covering["arrival", name, stay.start].append(index)

    def _actions(self) -> None:
        """Each action is done in at most one period: its earliest, or where visits are limited, a later one as well."""
        latest: dict[str, int] = {}
        for stay, reading in self.columns:
            for names in reading.rests_on:
                for name in names:
                    latest[name] = max(latest.get(name, 0), stay.start)
        for action in self.actions.values():
            effects, months = action.effects, [action.month_earliest]
            shared = effects.ceilings or effects.arrivals or effects.max_states or effects.together
            if not shared and action.id not in latest:
                continue
            if action.needs_visit and self.visits_a_month is not None:
                last = self.problem.count - 1 if shared else latest[action.id]
                months = list(range(action.month_earliest, last + 1))
            self.done[action.id] = {month: self.model.new_bool_var("") for month in months}
            self.model.add_at_most_one(self.done[action.id].values())
        if self.visits_a_month is not None:
            for month in range(self.problem.count):
                visits = [v[month] for name, v in self.done.items() if self.actions[name].needs_visit and month in v]
                if len(visits) > self.visits_a_month:
                    self.model.add(sum(visits) <= self.visits_a_month)

    def _done_by(self, name: str, period: int) -> "list[cp_model.IntVar]":
        return [v for month, v in self.done.get(name, {}).items() if month <= period]

    def _stays_rest_on_actions(self) -> None:
        for (stay, reading), x in zip(self.columns, self.chosen, strict=True):
            for names in reading.rests_on:
                self.model.add_bool_or(
                    [x.Not(), *(v for name in sorted(names) for v in self._done_by(name, stay.start))]
                )

    def _variables(self, indices: Iterable[int]) -> "list[cp_model.IntVar]":
        return [self.chosen[i] for i in indices]

    def _posts_and_pledges(self) -> None:
        """One pledge a post and period; a pledge is in one place, or dwells; nothing stands against committed stays."""
        free = self._openings
        away: dict[str, set[int]] = defaultdict(set)
        for agreed in self.problem.committed:
            dwell = self.problem.pledge_by_id[agreed.pledge].dwell
            away[agreed.pledge].update(range(agreed.start - dwell, agreed.end + dwell))
        for (kind, name, t), indices in self._covering.items():
            if kind not in ("post", "pledge"):
                continue
            if kind == "post" and not free.post_open[self._post_of[name], t]:
                for x in self._variables(indices):
                    self.model.add(x == 0)
            elif len(indices) > 1:
                self.model.add_at_most_one(self._variables(indices))
        for (stay, _), x in zip(self.columns, self.chosen, strict=True):
            if away[stay.pledge].intersection(range(stay.start, stay.end)):
                self.model.add(x == 0)

    def _persons(self) -> None:
        """Strengths under ceilings and limits on arrivals, and what actions add to them from their period on."""
        problem, openings = self.problem, self._openings
        state_of = {name: i for i, name in enumerate(openings.states)}
        mission_of = {name: i for i, name in enumerate(openings.missions)}
        for (kind, name, t), indices in self._covering.items():
            if kind == "state":
                room = int(openings.ceiling_left[state_of[name], t])
                more = [(a.id, n) for a in self.actions.values() for who, n in a.effects.ceilings if who == name]
            elif kind == "arrival":
                room = int(openings.arrivals_left[mission_of[name], t])
                more = [(a.id, n) for a in self.actions.values() for who, n in a.effects.arrivals if who == name]
            else:
                continue
            strengths = [problem.pledge_by_id[self.columns[i].stay.pledge].strength for i in indices]
            if room < NO_LIMIT // 2 and sum(strengths) > room:
                used = sum(s * x for s, x in zip(strengths, self._variables(indices), strict=True))
                self.model.add(used <= room + sum(n * v for a, n in more for v in self._done_by(a, t)))

    def _requirements(self) -> None:
        """Lead, number of States and incompatible States, period by period."""
        posts_of: dict[str, list[str]] = defaultdict(list)
        for post in self.problem.posts:
            posts_of[post.requirement].append(post.id)
        states_of: dict[str, set[str]] = defaultdict(set)
        for kind, name, _ in self._covering:
            if kind == "standing":
                states_of[name[0]].add(name[1])
        for number, requirement in enumerate(self.problem.requirements):
            posts = posts_of[requirement.id]
            if len(posts) < 2:
                continue
            states = {
                s
                for kind, pair, _ in self._covering
                if kind == "standing"
                for s in (pair[1],)
                if pair[0] == requirement.id
            }
            for t in range(self.problem.count):
                if requirement.lead is not None:
                    self._lead(requirement.lead, posts, t)
                self._states(number, sorted(states), t)

    def _lead(self, lead: str, posts: list[str], t: int) -> None:
        if not self._openings.post_open[self._post_of[lead], t]:
            return
        leading = sum(self._variables(self._covering.get(("post", lead, t), ())))
        for post in posts:
            here = self._covering.get(("post", post, t))
            if post != lead and here:
                self.model.add(sum(self._variables(here)) <= leading)

    def _states(self, number: int, states: list[str], t: int) -> None:
        requirement, openings = self.problem.requirements[number], self._openings
        agreed = openings.committed_states.get(number, {})
        there: dict[str, Any] = {openings.states[s]: 1 for s, flags in agreed.items() if flags[t]}
        for state in states:
            indices = self._covering.get(("standing", (requirement.id, state), t))
            if state not in there and indices:
                there[state] = self._there[requirement.id, state, t] = self.model.new_bool_var("")
                for x in self._variables(indices):
                    self.model.add_implication(x, there[state])
        if len(there) > requirement.max_states:
            more = [
                (a, n) for a in self.actions for who, n in self.actions[a].effects.max_states if who == requirement.id
            ]
            most = requirement.max_states + sum(n * v for a, n in more for v in self._done_by(a, t))
            self.model.add(sum(there.values()) <= most)
        for pair in {frozenset(pair) for pair in self.problem.incompatible if pair[0] != pair[1]}:
            if pair <= set(there):
                lifting = [
                    a for a in self.actions if any(frozenset(p) == pair for p in self.actions[a].effects.together)
                ]
                allowed = 1 + sum(v for a in lifting for v in self._done_by(a, t))
                self.model.add(sum(there[state] for state in pair) <= allowed)

    def solve(
        self, hint: Choice, seconds: float, *, seed: int = 0, workers: int = 1, without: str | None = None
    ) -> Choice | None:
        """The best choice found in the time, from a hint on; None when none was found. `without`: leave the action."""
        from ortools.sat.python import cp_model

        self.model.clear_hints()  # type: ignore[no-untyped-call]
        self._hint(hint)
        model = self.model
        if without is not None:
            model = self.model.clone()
            for v in self.done.get(without, {}).values():
                model.add(model.get_bool_var_from_proto_index(v.index) == 0)
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = workers
        # Presolving these models to the end takes longer than they are given.
        parameters.max_presolve_iterations = 1
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.random_seed = seed % 2**31
        parameters.max_time_in_seconds = max(0.05, seconds)
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        taken = [column for column, x in zip(self.columns, self.chosen, strict=True) if solver.value(x)]
        months = {name: month for name, v in self.done.items() for month, x in v.items() if solver.value(x)}
        return Choice(
            tuple(sorted(column.stay for column in taken)),
            months,
            sum(column.reading.worth for column in taken),
            sum(self.actions[name].cost for name in months),
        )

    def _hint(self, hint: Choice) -> None:
        """A value for every variable: of each stay its best reading that the hint's actions allow."""
        done = {name for name in hint.months if name in self.done}
        best: dict[Stay, int] = {}
        for index in self._allowed(set(hint.stays), hint.months):
            stay, reading = self.columns[index]
            if stay not in best or reading.worth > self.columns[best[stay]].reading.worth:
                best[stay] = index
        taken = set(best.values())
        for index, x in enumerate(self.chosen):
            self.model.add_hint(x, index in taken)
        for name, months in self.done.items():
            for month, v in months.items():
                self.model.add_hint(v, name in done and hint.months[name] == month)
        for (requirement, state, t), here in self._there.items():
            covering = self._covering["standing", (requirement, state), t]
            self.model.add_hint(here, any(i in taken for i in covering))

    def _allowed(self, stays: set[Stay], months: Mapping[str, int]) -> Iterator[int]:
        """The columns of the stays that rest on nothing but actions done by then."""
        for index, (stay, reading) in enumerate(self.columns):
            if stay in stays and all(
                any(months.get(name, stay.end) <= stay.start for name in names) for names in reading.rests_on
            ):
                yield index
