"""Stays that a plan must hold: agreed by whoever asks for the plan, though not yet committed in the problem."""

from collections.abc import Sequence
from dataclasses import replace

from muster.planning.plan import Stay
from muster.planning.problem import CommittedStay, Problem
from muster.planning.refusal import ProblemRefused
from muster.planning.simple import stay_window


def pin(problem: Problem, stays: Sequence[Stay]) -> Problem:
    """The problem with the stays as committed ones; what they are worth is then left out of its objective.

    Raises `ProblemRefused` with a line for each stay that is no possible stay of an option, that stands under a lead
    which is not pinned or committed as well, or where they clash.
    """
    faults = [fault for index, stay in enumerate(stays) if (fault := _fault(problem, stay, index))]
    faults = faults or [fault for index in range(len(stays)) if (fault := _lead_fault(problem, stays, index))]
    if faults:
        raise ProblemRefused(faults)
    if not stays:
        return problem
    added = tuple(CommittedStay(stay.pledge, stay.post, stay.start, stay.end) for stay in stays)
    return replace(problem, committed=problem.committed + added, file_sha256=None)


def _fault(problem: Problem, stay: Stay, index: int) -> str:
    """Return why a stay cannot be pinned, or nothing."""
    place = f"pinned[{index}]"
    option = problem.option_by_pair.get((stay.pledge, stay.post))
    if option is None:
        return f"{place}: {stay.pledge} in {stay.post} is no option of the problem"
    first, last = stay_window(problem, option)
    pledge, length = problem.pledge_by_id[stay.pledge], stay.end - stay.start
    if stay.start < first or stay.end > last:
        return f"{place}: {stay.start} to {stay.end} lies outside the window {first} to {last} of its option"
    if not pledge.min_stay <= length <= pledge.max_stay:
        return f"{place}: lasts {length} periods; {stay.pledge} stays {pledge.min_stay} to {pledge.max_stay}"
    return ""


def _lead_fault(problem: Problem, stays: Sequence[Stay], index: int) -> str:
    """Return in which period a stay would stand without its lead, or nothing."""
    stay = stays[index]
    lead = problem.requirement_by_id[problem.post_by_id[stay.post].requirement].lead
    if lead in (None, stay.post):
        return ""
    held = {t for one in problem.committed if one.post == lead for t in range(one.start, one.end)}
    held |= {t for one in stays if one.post == lead for t in range(one.start, one.end)}
    bare = next((t for t in range(stay.start, stay.end) if t not in held), None)
    return "" if bare is None else f"pinned[{index}]: stands without its lead {lead} in period {bare}; pin that as well"
