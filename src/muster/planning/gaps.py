"""The gaps of a plan: posts and the runs of periods in which nobody holds them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from muster.planning.plan import Stay
from muster.planning.problem import CommittedStay, Problem


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A post that is wanted and held by nobody over `[start, end)`."""

    post: str
    start: int
    end: int

    @property
    def periods(self) -> int:
        """How many periods are uncovered."""
        return self.end - self.start


def gaps_of(problem: Problem, stays: Iterable[Stay]) -> tuple[Gap, ...]:
    """The gaps that the stays, and those committed, leave; in the order of the problem's posts, then of time."""
    held: dict[str, set[int]] = defaultdict(set)
    everything: list[Stay | CommittedStay] = [*stays, *problem.committed]
    for stay in everything:
        held[stay.post].update(range(max(0, stay.start), min(stay.end, problem.count)))
    return tuple(
        Gap(post.id, start, end)
        for post in problem.posts
        for start, end in runs(t for t in range(post.start, post.end) if t not in held[post.id])
    )


def runs(periods: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending periods as half-open runs."""
    start = end = None
    for period in periods:
        if start is None or period != end:
            if start is not None and end is not None:
                yield start, end
            start = period
        end = period + 1
    if start is not None and end is not None:
        yield start, end
