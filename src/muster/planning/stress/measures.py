"""What a plan comes to in a problem: post-periods covered by mission and unit type, and what commitments are worth."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from muster.planning.plan import Stay
from muster.planning.problem import CommittedStay, Problem


@dataclass(frozen=True, slots=True)
class Cover:
    """Periods of posts: how many are covered, of how many wanted."""

    covered: int
    wanted: int

    @property
    def share(self) -> float:
        """The share covered; 1 where nothing is wanted."""
        return self.covered / self.wanted if self.wanted else 1.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """Post-periods in all, by mission and by unit type."""

    total: Cover
    by_mission: Mapping[str, Cover]
    by_unit_type: Mapping[str, Cover]

    def to_json(self) -> dict[str, Any]:
        """The coverage as JSON content: pairs of covered and wanted."""
        return {
            "total": _pair(self.total),
            "by_mission": {name: _pair(cover) for name, cover in sorted(self.by_mission.items())},
            "by_unit_type": {name: _pair(cover) for name, cover in sorted(self.by_unit_type.items())},
        }


def _pair(cover: Cover) -> list[int]:
    return [cover.covered, cover.wanted]


def coverage(problem: Problem, stays: Iterable[Stay]) -> Coverage:
    """Count the periods in which posts are wanted and held, by planned and by committed stays."""
    covered: Counter[str] = Counter()
    everything: list[Stay | CommittedStay] = [*stays, *problem.committed]
    for stay in everything:
        covered[stay.post] += periods_wanted(problem, stay)
    missions, unit_types = _Sums(), _Sums()
    for post in problem.posts:
        for sums, name in ((missions, problem.mission_of_post(post.id)), (unit_types, post.unit_type)):
            sums.covered[name] += covered[post.id]
            sums.wanted[name] += post.end - post.start
    total = Cover(sum(missions.covered.values()), sum(missions.wanted.values()))
    return Coverage(total, missions.covers(), unit_types.covers())


class _Sums:
    def __init__(self) -> None:
        self.covered: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()

    def covers(self) -> dict[str, Cover]:
        return {name: Cover(self.covered[name], wanted) for name, wanted in self.wanted.items()}


def periods_wanted(problem: Problem, stay: Stay | CommittedStay) -> int:
    """The periods of the stay in which its post is wanted; a committed stay may lie partly outside."""
    post = problem.post_by_id[stay.post]
    return max(0, min(stay.end, post.end) - max(stay.start, post.start))


class CommittedWorth:
    """What committed stays would be worth if they were planned.

    The planner counts nothing for them, for they are in every plan. A scenario may end them, so they have to count when
    a problem is compared with another: by the value of their option in the problem of origin, or the least value of
    any option of the post where there is none of the pair (0 where nobody has one); the start cost only where the stay
    has not begun.
    """

    def __init__(self, problem: Problem) -> None:
        self._options = problem.option_by_pair
        self._least: dict[str, int] = {}
        for option in problem.options:
            self._least[option.post] = min(option.value, self._least.get(option.post, option.value))

    def __call__(self, problem: Problem) -> int:
        """The worth of the problem's committed stays, in points."""
        return sum(self._of(problem, stay) for stay in problem.committed)

    def _of(self, problem: Problem, stay: CommittedStay) -> int:
        option = self._options.get((stay.pledge, stay.post))
        value = option.value if option is not None else self._least.get(stay.post, 0)
        start_cost = option.start_cost if option is not None and 0 <= stay.start < problem.count else 0
        return value * periods_wanted(problem, stay) - start_cost
