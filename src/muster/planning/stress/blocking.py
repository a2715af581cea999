"""A host lets nobody in or out of a mission for some periods: what that makes of a problem."""

from collections.abc import Sequence
from dataclasses import replace

from muster.planning.problem import CommittedStay, Problem
from muster.planning.refusal import ProblemRefused
from muster.planning.stress.leads import Left, lead_of_posts, left_under_leads
from muster.planning.stress.scenario import RotationsBlocked


def blocked(problem: Problem, change: RotationsBlocked) -> Problem:
    """The problem after the block.

    Committed stays and those of `standing` that would end in the block end with it, those that would start in it start
    when it ends, each where nothing clashes; what cannot be put off so falls away if it starts there, and ends as it
    would have if it ends there. Further stays in the mission start after the block.
    """
    here = {post.id for post in problem.posts if problem.mission_of_post(post.id) == change.mission}
    open_problem = replace(
        problem,
        options=tuple(
            replace(option, earliest=max(option.earliest, change.end)) if option.post in here else option
            for option in problem.options
        ),
        committed=(),
        file_sha256=None,
    )
    return _with_committed(open_problem, _put_off(open_problem, _standing(problem, change), here, change))


def _standing(problem: Problem, change: RotationsBlocked) -> list[CommittedStay]:
    """The committed stays, and those of the plan that still can happen before the block."""
    stays = list(problem.committed)
    for stay in change.standing:
        option = problem.option_by_pair.get((stay.pledge, stay.post))
        if option is None:
            continue
        post, pledge = problem.post_by_id[stay.post], problem.pledge_by_id[stay.pledge]
        if max(post.start, pledge.ready_from, option.earliest) <= stay.start and stay.end <= post.end:
            stays.append(CommittedStay(stay.pledge, stay.post, stay.start, stay.end))
    return stays


def _put_off(
    problem: Problem, stays: Sequence[CommittedStay], here: set[str], change: RotationsBlocked
) -> tuple[CommittedStay, ...]:
    """Extend and postpone, leads first; all at once where that clashes nowhere, else one by one."""
    settled: dict[int, CommittedStay] = {}
    wanted: dict[int, CommittedStay] = {}
    for index, stay in enumerate(stays):
        starts_there = stay.post in here and change.start <= stay.start < change.end
        if not starts_there:
            settled[index] = stay
        if stay.post in here and change.start <= stay.end < change.end and not starts_there:
            wanted[index] = replace(stay, end=change.end)
        elif starts_there and stay.end > change.end:
            wanted[index] = replace(stay, start=change.end)
    if _fits(problem, settled | wanted):
        return _in_order(settled | wanted)
    led = lead_of_posts(problem.requirements, problem.posts)
    for index in sorted(wanted, key=lambda i: (stays[i].post in led, stays[i].start, i)):
        if _fits(problem, settled | {index: wanted[index]}):
            settled[index] = wanted[index]
    return _in_order(settled)


def _in_order(stays: dict[int, CommittedStay]) -> tuple[CommittedStay, ...]:
    return tuple(stays[index] for index in sorted(stays))


def _left(problem: Problem, stays: Sequence[CommittedStay]) -> Left:
    return left_under_leads(lead_of_posts(problem.requirements, problem.posts), stays, problem.count)


def _fits(problem: Problem, stays: dict[int, CommittedStay]) -> bool:
    """Whether the stays clash nowhere, once those without their lead are cut short."""
    try:
        replace(problem, committed=_left(problem, _in_order(stays)).committed)
    except ProblemRefused:
        return False
    return True


def _with_committed(problem: Problem, stays: tuple[CommittedStay, ...]) -> Problem:
    left = _left(problem, stays)
    home = {name: period + problem.pledge_by_id[name].dwell for name, period in left.home.items()}
    pledges = tuple(
        replace(pledge, ready_from=max(pledge.ready_from, home[pledge.id])) if pledge.id in home else pledge
        for pledge in problem.pledges
    )
    return replace(problem, pledges=pledges, committed=left.committed)
