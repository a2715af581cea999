"""The room that a plan leaves under every rule, while all of its stays stay put."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from muster.planning.openings import Integers, find_openings
from muster.planning.plan import Stay
from muster.planning.problem import Problem


@dataclass(frozen=True, slots=True)
class Occupied:
    """An interval over which a pledge stands in a post."""

    post: str
    start: int
    end: int
    committed: bool


class Room:
    """What stands in each period, and what is left; committed stays count with those of the plan."""

    def __init__(self, problem: Problem, stays: Sequence[Stay]) -> None:
        self.problem = problem
        self.openings = openings = find_openings(problem)
        self.pledge_of = {row.id: i for i, row in enumerate(problem.pledges)}
        self.post_of = {row.id: i for i, row in enumerate(problem.posts)}
        self.ceiling_left: Integers = openings.ceiling_left.copy()
        self.arrivals_left: Integers = openings.arrivals_left.copy()
        self.holder: Integers = np.full((len(problem.posts), problem.count), -1, np.int64)
        self.occupied: dict[str, list[Occupied]] = defaultdict(list)
        for agreed in problem.committed:
            self._note(agreed.pledge, Occupied(agreed.post, agreed.start, agreed.end, True))
        for stay in stays:
            self._note(stay.pledge, Occupied(stay.post, stay.start, stay.end, False))
            self._take(stay)
        self._posts_of: dict[int, list[int]] = defaultdict(list)
        for post, requirement in enumerate(openings.requirement):
            self._posts_of[int(requirement)].append(post)

    def _note(self, pledge: str, occupied: Occupied) -> None:
        self.occupied[pledge].append(occupied)
        held = slice(max(0, occupied.start), max(0, min(occupied.end, self.problem.count)))
        self.holder[self.post_of[occupied.post], held] = self.pledge_of[pledge]

    def _take(self, stay: Stay) -> None:
        """Take from ceilings and arrivals what the stay uses; committed stays have taken theirs already."""
        openings, pledge, post = self.openings, self.pledge_of[stay.pledge], self.post_of[stay.post]
        strength = openings.strength[pledge]
        self.ceiling_left[openings.state[pledge], stay.start : stay.end] -= strength
        self.arrivals_left[openings.mission[post], stay.start] -= strength
        self.arrivals_left[-1, stay.start] -= strength

    def states_beside(self, post: int, period: int) -> set[int]:
        """The States that stand in the other posts of the requirement."""
        openings = self.openings
        others = (other for other in self._posts_of[int(openings.requirement[post])] if other != post)
        return {int(openings.state[self.holder[other, period]]) for other in others if self.holder[other, period] >= 0}
