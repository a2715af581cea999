"""Which stays of a work list an action makes possible, and from which month on they need it. Pure.

What a pledge may do rests on actions stay by stay, and the planner says which. A limit concerns several stays at once:
to it belong those that the plan at hand does not have and that stand or arrive where the old limit is exceeded.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from muster.planning import CommittedStay, Problem, Stay
from muster.planning.work_list import WorkItem

AnyStay = Stay | CommittedStay


def stays_behind(problem: Problem, before: Iterable[Stay], after: Iterable[Stay], item: WorkItem) -> list[Stay]:
    """The stays that an action makes possible, by their start. `before`: the plan at hand; `after`: with the list."""
    held = set(before)
    new = [stay for stay in after if stay not in held]
    everyone: list[AnyStay] = [*after, *problem.committed]
    found = {*item.stays, *_beyond_limits(problem, everyone, new, item)}
    return sorted(found, key=lambda stay: (stay.start, stay.post, stay.pledge))


def _beyond_limits(problem: Problem, everyone: list[AnyStay], new: list[Stay], item: WorkItem) -> Iterator[Stay]:
    effects = item.action.effects
    for state, _more in effects.ceilings:
        yield from _over_ceiling(problem, everyone, new, state)
    for mission, _more in effects.arrivals:
        yield from _over_arrivals(problem, everyone, new, mission)
    for requirement, _more in effects.max_states:
        yield from _beside_too_many(problem, everyone, new, requirement)
    for one, other in effects.together:
        yield from _beside_each_other(problem, everyone, new, {one, other})


def _over_ceiling(problem: Problem, everyone: list[AnyStay], new: list[Stay], state: str) -> Iterator[Stay]:
    """New stays of the State in periods in which it has more people out than its ceiling was."""
    ceiling = next(row.personnel for row in problem.state_ceilings if row.state == state)
    people: dict[int, int] = defaultdict(int)
    for stay in everyone:
        if problem.pledge_by_id[stay.pledge].state == state:
            for t in range(stay.start, stay.end):
                people[t] += problem.pledge_by_id[stay.pledge].strength
    for stay in new:
        of_state = problem.pledge_by_id[stay.pledge].state == state
        if of_state and any(people[t] > ceiling for t in range(stay.start, stay.end)):
            yield stay


def _over_arrivals(problem: Problem, everyone: list[AnyStay], new: list[Stay], mission: str | None) -> Iterator[Stay]:
    """New stays that start in periods in which more people arrive than the limit was."""
    limit = next(row.personnel for row in problem.arrivals if row.mission == mission)
    people: dict[int, int] = defaultdict(int)
    for stay in everyone:
        if mission in (None, problem.mission_of_post(stay.post)):
            people[stay.start] += problem.pledge_by_id[stay.pledge].strength
    for stay in new:
        if mission in (None, problem.mission_of_post(stay.post)) and people[stay.start] > limit:
            yield stay


def _beside_too_many(problem: Problem, everyone: list[AnyStay], new: list[Stay], name: str) -> Iterator[Stay]:
    """New stays in the requirement in periods in which more States share it than might."""
    most, states = problem.requirement_by_id[name].max_states, _states_in(problem, everyone)
    for stay in new:
        here = problem.post_by_id[stay.post].requirement == name
        if here and any(len(states[name, t]) > most for t in range(stay.start, stay.end)):
            yield stay


def _beside_each_other(problem: Problem, everyone: list[AnyStay], new: list[Stay], both: set[str]) -> Iterator[Stay]:
    """New stays of either State beside the other one."""
    states = _states_in(problem, everyone)
    for stay in new:
        requirement = problem.post_by_id[stay.post].requirement
        of_both = problem.pledge_by_id[stay.pledge].state in both
        if of_both and any(both <= states[requirement, t] for t in range(stay.start, stay.end)):
            yield stay


def _states_in(problem: Problem, everyone: list[AnyStay]) -> dict[tuple[str, int], set[str]]:
    """The States that stand in each requirement, by period."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for stay in everyone:
        for t in range(stay.start, stay.end):
            found[problem.post_by_id[stay.post].requirement, t].add(problem.pledge_by_id[stay.pledge].state)
    return found
