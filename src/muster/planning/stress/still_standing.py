"""What of a plan still stands in another problem, and a plan built around it."""

from collections.abc import Iterable, Sequence

from muster.planning.placement import Placement
from muster.planning.plan import Prices, Stay
from muster.planning.problem import Problem
from muster.planning.simple import stay_window
from muster.planning.stress.leads import lead_of_posts
from muster.planning.stress.resolving import Effort, resolve


def kept_stays(problem: Problem, stays: Iterable[Stay]) -> tuple[Stay, ...]:
    """The stays that keep every rule of the problem together with its committed ones.

    Leads are placed first, then by start. A stay whose pledge or post is there only later starts later, and one that is
    wanted no longer ends sooner, as long as it is not too short then; what clashes otherwise is left out.
    """
    room = Placement(problem)
    led = lead_of_posts(problem.requirements, problem.posts)
    kept = []
    for stay in sorted(stays, key=lambda stay: (stay.post in led, stay.start, stay)):
        trimmed = _trimmed(problem, stay)
        if trimmed is not None and _fits(room, trimmed):
            room.place(trimmed)
            kept.append(trimmed)
    return tuple(sorted(kept))


def _trimmed(problem: Problem, stay: Stay) -> Stay | None:
    """The part of the stay within its option's window, None where it would be too short or is no option."""
    option = problem.option_by_pair.get((stay.pledge, stay.post))
    if option is None:
        return None
    first, last = stay_window(problem, option)
    start, end = max(stay.start, first), min(stay.end, last)
    pledge = problem.pledge_by_id[stay.pledge]
    return Stay(stay.pledge, stay.post, start, end) if pledge.min_stay <= end - start <= pledge.max_stay else None


def _fits(room: Placement, stay: Stay) -> bool:
    option = room.problem.option_by_pair[stay.pledge, stay.post]
    return room.may_start(option, stay.start) and all(
        room.may_hold(option, period) for period in range(stay.start, stay.end)
    )


def plan_around(
    problem: Problem, kept: Sequence[Stay], prices: Prices, effort: Effort, seed: int = 0
) -> tuple[Stay, ...]:
    """All stays of a plan that keeps these as they are and fills what they leave.

    Raises `ProblemRefused` when the kept stays break a rule of the problem.
    """
    return resolve(problem, (), prices, effort, seed, pinned=kept).stays
