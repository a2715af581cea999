"""Actions that a bare problem suggests, where nothing is known but the problem and the prices of its plan."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from muster.planning.gaps import gaps_of
from muster.planning.plan import Plan
from muster.planning.problem import Option, Pledge, Problem
from muster.planning.work_actions import Action, Effects

SHORTER_NOTICE = "shorter notice"
HIGHER_CEILING = "higher ceiling"
MORE_ARRIVALS = "more arrivals"
ONE_MORE_STATE = "one more State"
STATES_PAIRED = "States paired"


def possible_actions(problem: Problem, plan: Plan, *, cost: int, periods_sooner: int) -> tuple[Action, ...]:
    """Actions at the same cost each: pledges ready so many periods sooner (after a visit), limits that bind widened.

    A ceiling or limit on arrivals is raised by the largest pledge that it concerns, where it has a price in the plan; a
    further State or a pair of incompatible States is let into requirements that have gaps.
    """
    return (
        *_notices(problem, cost, periods_sooner),
        *_ceilings(problem, plan, cost),
        *_arrivals(problem, plan, cost),
        *_states(problem, plan, cost),
    )


def mean_value(problem: Problem) -> int:
    """What one period of an option is worth in the mean: a yardstick for costs where none is known."""
    return round(sum(row.value for row in problem.options) / max(1, len(problem.options)))


def _notices(problem: Problem, cost: int, sooner: int) -> Iterator[Action]:
    options: dict[str, list[Option]] = defaultdict(list)
    for row in problem.options:
        options[row.pledge].append(row)
    for pledge in problem.pledges:
        ready = max(0, pledge.ready_from - sooner)
        if ready < pledge.ready_from and options[pledge.id]:
            wider = tuple(_wider(problem, pledge, row, ready) for row in options[pledge.id])
            effects = Effects(options=wider, ready_from=((pledge.id, ready),))
            words = f"pledge {pledge.id} ready from period {ready} instead of {pledge.ready_from}"
            yield Action(f"notice-{pledge.id}", SHORTER_NOTICE, words, cost, 0, True, effects)


def _wider(problem: Problem, pledge: Pledge, row: Option, ready: int) -> Option:
    """An option that waits for nothing but the pledge's readiness begins sooner with it."""
    if row.earliest > max(pledge.ready_from, problem.post_by_id[row.post].start):
        return row
    return replace(row, earliest=min(row.earliest, ready))


def _ceilings(problem: Problem, plan: Plan, cost: int) -> Iterator[Action]:
    largest: dict[str, int] = defaultdict(int)
    for pledge in problem.pledges:
        largest[pledge.state] = max(largest[pledge.state], pledge.strength)
    for row in problem.state_ceilings:
        if any(plan.prices.states.get(row.state, ())):
            words = f"ceiling of State {row.state} raised from {row.personnel} by {largest[row.state]} persons"
            effects = Effects(ceilings=((row.state, largest[row.state]),))
            yield Action(f"ceiling-{row.state}", HIGHER_CEILING, words, cost, effects=effects)


def _arrivals(problem: Problem, plan: Plan, cost: int) -> Iterator[Action]:
    largest = max((pledge.strength for pledge in problem.pledges), default=0)
    for row in problem.arrivals:
        if any(plan.prices.arrivals.get(row.mission, ())):
            where = "all missions together" if row.mission is None else f"mission {row.mission}"
            words = f"arrivals in {where} raised from {row.personnel} by {largest} persons a period"
            effects = Effects(arrivals=((row.mission, largest),))
            yield Action(f"arrivals-{row.mission or 'all'}", MORE_ARRIVALS, words, cost, effects=effects)


def _states(problem: Problem, plan: Plan, cost: int) -> Iterator[Action]:
    """More States, and incompatible ones, where a requirement of several posts has a gap."""
    open_posts = {gap.post for gap in gaps_of(problem, plan.stays)}
    posts: dict[str, list[str]] = defaultdict(list)
    states: dict[str, set[str]] = defaultdict(set)
    for post in problem.posts:
        posts[post.requirement].append(post.id)
    for row in problem.options:
        states[problem.post_by_id[row.post].requirement].add(problem.pledge_by_id[row.pledge].state)
    wanting = [r for r in problem.requirements if len(posts[r.id]) > 1 and open_posts.intersection(posts[r.id])]
    for requirement in wanting:
        name, most = requirement.id, requirement.max_states
        if most < len(posts[name]):
            words = f"{most + 1} States in requirement {name} instead of {most}"
            yield Action(f"states-{name}", ONE_MORE_STATE, words, cost, effects=Effects(max_states=((name, 1),)))
    pairs = {(min(pair), max(pair)) for pair in problem.incompatible if pair[0] != pair[1]}
    for one, other in sorted(pairs):
        if any({one, other} <= states[requirement.id] for requirement in wanting):
            words = f"States {one} and {other} in one requirement"
            yield Action(f"pair-{one}-{other}", STATES_PAIRED, words, cost, effects=Effects(together=((one, other),)))
