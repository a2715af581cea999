"""The whole problem as one integer program over all possible stays, for problems small enough to be proven optimal.

One 0/1 variable a stay; solved by CP-SAT with one worker and a limit in deterministic time, so that a run can be
repeated.
"""

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from muster.planning.improvement import OptionStay
from muster.planning.kernels.board import worth_of
from muster.planning.tables import NO_LIMIT, Tables

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

MOST_STAYS = 30_000
"""More possible stays than this are left to the search."""


class ExactResult(NamedTuple):
    """The best stays found, and a proven bound; None and infinite when the attempt came to nothing."""

    stays: list[OptionStay] | None
    bound: float


def possible_stays(tables: Tables, most: int = MOST_STAYS) -> list[OptionStay] | None:
    """Every stay that no rule alone forbids; None when there are more than `most`."""
    stays: list[OptionStay] = []
    everywhere = len(tables.arrivals_left) - 1
    for option in range(len(tables.pledge)):
        pledge, mission = tables.pledge[option], tables.mission[tables.post[option]]
        strength = tables.strength[pledge]
        for start in range(int(tables.window_first[option]), int(tables.window_last[option])):
            if min(tables.arrivals_left[mission, start], tables.arrivals_left[everywhere, start]) < strength:
                continue
            longest = min(start + int(tables.max_stay[pledge]), int(tables.window_last[option]))
            for end in range(start + 1, longest + 1):
                if tables.reach[option, end - 1] == 0:
                    break
                if end - start >= tables.min_stay[pledge]:
                    stays.append((option, start, end))
            if len(stays) > most:
                return None
    return stays


class ExactModel:
    """The integer program; `stop` ends a solve that runs in another thread."""

    def __init__(self, tables: Tables, stays: list[OptionStay]) -> None:
        from ortools.sat.python import cp_model

        self.tables = tables
        self.stays = stays
        self.model = cp_model.CpModel()
        self.solver = cp_model.CpSolver()
        self.chosen = [self.model.new_bool_var("") for _ in stays]
        self._covering: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        self._index()
        self._posts_and_pledges()
        self._ceilings_and_arrivals()
        self._standings()
        self.model.maximize(sum(self._worth(i) * self.chosen[i] for i in range(len(stays))))

    def _worth(self, index: int) -> int:
        return worth_of(*self.stays[index], self.tables)

    def _index(self) -> None:
        """Which stays cover, start in or keep a pledge busy in which period."""
        tables = self.tables
        for index, (option, start, end) in enumerate(self.stays):
            post, pledge = int(tables.post[option]), int(tables.pledge[option])
            for t in range(start, min(end + int(tables.dwell[pledge]), tables.periods)):
                self._covering["pledge", pledge, t].append(index)
            for t in range(start, end):
                self._covering["post", post, t].append(index)
                self._covering["state", int(tables.state[pledge]), t].append(index)
                if tables.option_standing[option] >= 0:
                    self._covering["standing", int(tables.option_standing[option]), t].append(index)
            for mission in (int(tables.mission[post]), len(tables.arrivals_left) - 1):
                self._covering["arrival", mission, start].append(index)

    def _variables(self, indices: list[int]) -> "list[cp_model.IntVar]":
        return [self.chosen[i] for i in indices]

    def _posts_and_pledges(self) -> None:
        """One pledge a post and period; a pledge is in one place, or dwells."""
        for (kind, _, _), indices in self._covering.items():
            if kind in ("post", "pledge") and len(indices) > 1:
                self.model.add_at_most_one(self._variables(indices))

    def _ceilings_and_arrivals(self) -> None:
        """Strengths under ceilings and arrival limits."""
        tables = self.tables
        for (kind, number, t), indices in self._covering.items():
            if kind not in ("state", "arrival"):
                continue
            room = int((tables.ceiling_left if kind == "state" else tables.arrivals_left)[number, t])
            strengths = [int(tables.strength[tables.pledge[self.stays[i][0]]]) for i in indices]
            if room < NO_LIMIT // 2 and sum(strengths) > room:
                self.model.add(sum(s * self.chosen[i] for s, i in zip(strengths, indices, strict=True)) <= room)

    def _standings(self) -> None:
        """Lead, number of States and incompatible States of requirements with several posts."""
        tables = self.tables
        for (kind, post, t), indices in self._covering.items():
            lead = int(tables.lead_of_post[post]) if kind == "post" else -1
            if lead >= 0 and tables.post_open[lead, t]:
                here = sum(self._variables(indices))
                self.model.add(here <= sum(self._variables(self._covering.get(("post", lead, t), []))))
        for requirement in range(len(tables.lead)):
            first, last = int(tables.standing_first[requirement]), int(tables.standing_first[requirement + 1])
            for t in range(tables.periods):
                self._states_in_period(requirement, first, last, t)

    def _states_in_period(self, requirement: int, first: int, last: int, t: int) -> None:
        tables = self.tables
        there: dict[int, Any] = {}
        for pair in range(first, last):
            indices = self._covering.get(("standing", pair, t), [])
            if tables.committed_standing[pair, t] > 0:
                there[pair] = 1
            elif indices:
                there[pair] = self.model.new_bool_var("")
                for i in indices:
                    self.model.add_implication(self.chosen[i], there[pair])
        if len(there) > tables.max_states[requirement]:
            self.model.add(sum(there.values()) <= int(tables.max_states[requirement]))
        for pair in there:
            for foe in tables.foes[tables.foe_first[pair] : tables.foe_first[pair + 1]]:
                if pair < foe and int(foe) in there:
                    self.model.add(there[pair] + there[int(foe)] <= 1)

    def solve(self, hint: list[OptionStay], effort: float, seconds: float, seed: int) -> ExactResult:
        """Best stays and bound within so much deterministic time and so many seconds of wall time."""
        from ortools.sat.python import cp_model

        hinted = set(hint)
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for stay, variable in zip(self.stays, self.chosen, strict=True):
            self.model.add_hint(variable, stay in hinted)
        parameters = self.solver.parameters
        parameters.num_workers = 1
        parameters.linearization_level = 2
        parameters.random_seed = seed % 2**31
        parameters.max_deterministic_time = effort
        parameters.max_time_in_seconds = max(0.01, seconds)
        status = self.solver.solve(self.model)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        stays = (
            [stay for stay, x in zip(self.stays, self.chosen, strict=True) if self.solver.value(x)] if found else None
        )
        return ExactResult(stays, self.solver.best_objective_bound if found else math.inf)

    def stop(self) -> None:
        """End a solve that runs in another thread."""
        self.solver.stop_search()
