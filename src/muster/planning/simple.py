"""A valid plan and a valid bound in one pass, without tables or kernels.

The fallback for problems whose tables would not fit into memory, and the yardstick that any search must beat.
"""

from collections import defaultdict
from collections.abc import Sequence

from muster.planning.placement import Placement
from muster.planning.plan import Stay
from muster.planning.problem import Option, Problem


def simple_bound(problem: Problem) -> int:
    """An upper bound: every period of every post earns the most that any option pays there, for no start cost."""
    taken: dict[str, set[int]] = defaultdict(set)
    for stay in problem.committed:
        taken[stay.post].update(range(max(0, stay.start), min(stay.end, problem.count)))
    best: dict[str, dict[int, int]] = defaultdict(dict)
    for option in problem.options:
        first, last = stay_window(problem, option)
        row = best[option.post]
        if last - first < problem.pledge_by_id[option.pledge].min_stay:
            continue
        for period in range(first, last):
            if period not in taken[option.post] and option.value > row.get(period, 0):
                row[period] = option.value
    return sum(sum(row.values()) for row in best.values())


def stay_window(problem: Problem, option: Option) -> tuple[int, int]:
    """The half-open interval in which stays of the option lie."""
    post, pledge = problem.post_by_id[option.post], problem.pledge_by_id[option.pledge]
    return max(post.start, pledge.ready_from, option.earliest, 0), min(post.end, option.latest, problem.count)


def simple_plan(problem: Problem) -> tuple[Stay, ...]:
    """A valid plan: options by worth of a period, leads first, each placed as early and as long as it fits."""
    room = Placement(problem)
    leads = {requirement.lead for requirement in problem.requirements}
    order = sorted(range(len(problem.options)), key=lambda i: _rank(problem.options[i], leads, i))
    stays: list[Stay] = []
    for index in order:
        _fill(room, problem.options[index], stays)
    return tuple(sorted(stays))


def fitting(problem: Problem, *preferences: Sequence[Stay]) -> tuple[Stay, ...]:
    """Of the stays those that fit beside one another, the earlier lists first and in each list leads first.

    Stays that are no option, or lie outside its window, are left out; lengths are taken to be allowed.
    """
    room = Placement(problem)
    leads = {requirement.lead for requirement in problem.requirements}
    placed: list[Stay] = []
    for stays in preferences:
        for stay in sorted(stays, key=lambda stay: stay.post not in leads):
            option = problem.option_by_pair.get((stay.pledge, stay.post))
            if option is None or not room.may_start(option, stay.start):
                continue
            first, last = stay_window(problem, option)
            if first <= stay.start and stay.end <= last and _reach(room, option, stay.start, stay.end) == stay.end:
                room.place(stay)
                placed.append(stay)
    return tuple(placed)


def _rank(option: Option, leads: set[str | None], index: int) -> tuple[bool, int, int]:
    return option.post not in leads, -option.value, index


def _fill(room: Placement, option: Option, stays: list[Stay]) -> None:
    """Place stays of one option from left to right wherever they fit and pay."""
    first, last = stay_window(room.problem, option)
    pledge = room.problem.pledge_by_id[option.pledge]
    period = first
    while period + pledge.min_stay <= last:
        end = _reach(room, option, period, min(last, period + pledge.max_stay))
        pays = option.value * (end - period) > option.start_cost
        if end - period >= pledge.min_stay and pays and room.may_start(option, period):
            stay = Stay(option.pledge, option.post, period, end)
            room.place(stay)
            stays.append(stay)
            period = end + pledge.dwell
        else:
            period += 1


def _reach(room: Placement, option: Option, start: int, limit: int) -> int:
    period = start
    while period < limit and room.may_hold(option, period):
        period += 1
    return period


def worth(problem: Problem, stays: Sequence[Stay]) -> int:
    """The objective of the stays, by the problem's options."""
    total = 0
    for stay in stays:
        option = problem.option_by_pair[stay.pledge, stay.post]
        total += option.value * (stay.end - stay.start) - option.start_cost
    return total
