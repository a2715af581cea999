"""Committed stays keep the rules among themselves: a problem whose stays do not is refused."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from muster.planning.refusal import quoted

if TYPE_CHECKING:
    from muster.planning.problem import CommittedStay, Problem, Requirement

_Held = dict[tuple[str, int], int]
"""(post, period) -> place in `committed` of the stay that holds it."""


def clashes(problem: "Problem") -> Iterator[str]:
    """One line for each rule that committed stays break among themselves, named after the later of the stays."""
    if not problem.committed:
        return
    held: _Held = {}
    yield from _double_holding(problem, held)
    yield from _short_dwell(problem)
    yield from _over_ceilings(problem, held)
    yield from _over_arrival_limits(problem)
    yield from _against_requirements(problem, held)


def _horizon(problem: "Problem", stay: "CommittedStay") -> range:
    return range(max(0, stay.start), min(stay.end, problem.count))


def _double_holding(problem: "Problem", held: _Held) -> Iterator[str]:
    """A post is held by one stay in one period; fills `held`."""
    for index, stay in enumerate(problem.committed):
        other: int | None = None
        for period in _horizon(problem, stay):
            other = held.get((stay.post, period), other)
            held[stay.post, period] = index
        if other is not None:
            yield f"committed[{index}]: post {quoted(stay.post)} is held at the same time by committed[{other}]"


def _short_dwell(problem: "Problem") -> Iterator[str]:
    """Between two stays of a pledge its dwell passes."""
    of_pledge: dict[str, list[int]] = defaultdict(list)
    for index, stay in enumerate(problem.committed):
        of_pledge[stay.pledge].append(index)
    for pledge_id, indices in of_pledge.items():
        indices.sort(key=lambda i: (problem.committed[i].start, problem.committed[i].end))
        dwell = problem.pledge_by_id[pledge_id].dwell
        for before, after in pairwise(indices):
            passed = problem.committed[after].start - problem.committed[before].end
            if passed < dwell:
                yield (
                    f"committed[{after}]: pledge {quoted(pledge_id)} starts {passed} periods after committed[{before}] "
                    f"ends, its dwell is {dwell}"
                )


def _over_ceilings(problem: "Problem", held: _Held) -> Iterator[str]:
    """A State has no more personnel deployed than its ceiling; the first period is named."""
    ceiling = {row.state: row.personnel for row in problem.state_ceilings}
    deployed: dict[tuple[str, int], int] = defaultdict(int)
    last: dict[tuple[str, int], int] = {}
    for index, stay in enumerate(problem.committed):
        pledge = problem.pledge_by_id[stay.pledge]
        if pledge.state in ceiling:
            for period in _horizon(problem, stay):
                deployed[pledge.state, period] += pledge.strength
                last[pledge.state, period] = index
    named: set[str] = set()
    for (state, period), personnel in sorted(deployed.items()):
        if personnel > ceiling[state] and state not in named:
            named.add(state)
            yield (
                f"committed[{last[state, period]}]: State {quoted(state)} has {personnel} deployed in period {period}, "
                f"its ceiling is {ceiling[state]}"
            )


def _over_arrival_limits(problem: "Problem") -> Iterator[str]:
    """No more personnel arrive in a period than the mission's limit and the limit over all missions."""
    limit = {row.mission: row.personnel for row in problem.arrivals}
    arriving: dict[tuple[str | None, int], int] = defaultdict(int)
    for index, stay in enumerate(problem.committed):
        if not 0 <= stay.start < problem.count:
            continue
        for mission in (problem.mission_of_post(stay.post), None):
            if mission not in limit:
                continue
            before = arriving[mission, stay.start]
            arriving[mission, stay.start] += problem.pledge_by_id[stay.pledge].strength
            if before <= limit[mission] < arriving[mission, stay.start]:
                where = f"mission {quoted(mission)}" if mission is not None else "all missions"
                yield (
                    f"committed[{index}]: {arriving[mission, stay.start]} arrive in {where} in period {stay.start}, "
                    f"the limit is {limit[mission]}"
                )


def _against_requirements(problem: "Problem", held: _Held) -> Iterator[str]:
    """Number of States, lead and incompatible States, in each requirement and period."""
    standing: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for (post_id, period), index in held.items():
        standing[problem.post_by_id[post_id].requirement, period][post_id] = index
    forbidden = {frozenset(pair) for pair in problem.incompatible if pair[0] != pair[1]}
    named: set[str] = set()
    for (requirement_id, period), here in sorted(standing.items()):
        if requirement_id in named:
            continue
        requirement = problem.requirement_by_id[requirement_id]
        fault = _requirement_fault(problem, requirement, here, forbidden)
        if fault is not None:
            named.add(requirement_id)
            yield f"committed[{max(here.values())}]: requirement {quoted(requirement_id)} {fault} in period {period}"


def _requirement_fault(
    problem: "Problem", requirement: "Requirement", here: dict[str, int], forbidden: set[frozenset[str]]
) -> str | None:
    states = sorted({problem.pledge_by_id[problem.committed[index].pledge].state for index in here.values()})
    if len(states) > requirement.max_states:
        return f"has {len(states)} States, max_states is {requirement.max_states}"
    if requirement.lead is not None and requirement.lead not in here:
        return f"is held without its lead {quoted(requirement.lead)}"
    for position, state in enumerate(states):
        for other in states[position + 1 :]:
            if frozenset((state, other)) in forbidden:
                return f"has {quoted(state)} and {quoted(other)}, which are incompatible,"
    return None
