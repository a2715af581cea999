"""Verify a plan against its problem with nothing of the search: each broken rule as a sentence.

Written from the contract alone; it shares no table and no kernel with the solver.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from muster.planning.plan import ROUNDING, Plan, Stay, is_proven
from muster.planning.problem import CommittedStay, Problem, Requirement
from muster.planning.refusal import quoted


def broken_rules(problem: Problem, plan: Plan) -> Iterator[str]:
    """One sentence for each rule that the plan breaks; none means that it is valid."""
    if plan.problem_sha256 != problem.sha256:
        yield "problem_sha256: is not that of the problem file"
    known = [stay for stay in plan.stays if (stay.pledge, stay.post) in problem.option_by_pair]
    yield from _outside_options(problem, plan.stays)
    everything: list[Stay | CommittedStay] = [*known, *problem.committed]
    yield from _dwell_cut_short(problem, everything)
    yield from _ceilings_exceeded(problem, everything)
    yield from _arrivals_exceeded(problem, everything)
    holders: dict[tuple[str, int], str] = {}
    yield from _posts_held_twice(problem, everything, holders)
    yield from _requirements_broken(problem, holders)
    yield from _figures_wrong(problem, plan, known)


def objective_of(problem: Problem, stays: list[Stay]) -> int:
    """The worth of the stays: sum of `value * periods - start_cost`."""
    return sum(
        option.value * (stay.end - stay.start) - option.start_cost
        for stay in stays
        for option in (problem.option_by_pair[stay.pledge, stay.post],)
    )


def _named(stay: Stay) -> str:
    return f"pledge {quoted(stay.pledge)} in post {quoted(stay.post)}"


def _outside_options(problem: Problem, stays: tuple[Stay, ...]) -> Iterator[str]:
    """A stay is of an option, within its window, and as long as the pledge's stays are."""
    for stay in stays:
        option = problem.option_by_pair.get((stay.pledge, stay.post))
        if option is None:
            yield f"{_named(stay)}: is not an option"
            continue
        post, pledge = problem.post_by_id[stay.post], problem.pledge_by_id[stay.pledge]
        first = max(post.start, pledge.ready_from, option.earliest, 0)
        last = min(post.end, option.latest, problem.count)
        if not first <= stay.start < stay.end <= last:
            yield f"{_named(stay)}: [{stay.start}, {stay.end}) does not lie within [{first}, {last})"
        if not pledge.min_stay <= stay.end - stay.start <= pledge.max_stay:
            yield (
                f"{_named(stay)}: a stay of {stay.end - stay.start} periods is not within "
                f"{pledge.min_stay}..{pledge.max_stay}"
            )


def _horizon(problem: Problem, stay: Stay | CommittedStay) -> range:
    return range(max(0, stay.start), min(stay.end, problem.count))


def _dwell_cut_short(problem: Problem, stays: list[Stay | CommittedStay]) -> Iterator[str]:
    """From the end of a stay to the start of the pledge's next its dwell passes."""
    of_pledge: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for stay in stays:
        of_pledge[stay.pledge].append((stay.start, stay.end))
    for pledge_id, intervals in of_pledge.items():
        intervals.sort()
        dwell = problem.pledge_by_id[pledge_id].dwell
        for (_, end), (start, _) in pairwise(intervals):
            if start - end < dwell:
                yield f"pledge {quoted(pledge_id)}: starts in {start}, {start - end} after {end}, its dwell is {dwell}"


def _ceilings_exceeded(problem: Problem, stays: list[Stay | CommittedStay]) -> Iterator[str]:
    """In no period are more of a State's personnel deployed than its ceiling."""
    deployed: Counter[tuple[str, int]] = Counter()
    for stay in stays:
        pledge = problem.pledge_by_id[stay.pledge]
        for period in _horizon(problem, stay):
            deployed[pledge.state, period] += pledge.strength
    ceilings = {row.state: row.personnel for row in problem.state_ceilings}
    for (state, period), personnel in sorted(deployed.items()):
        if state in ceilings and personnel > ceilings[state]:
            yield f"State {quoted(state)}: {personnel} deployed in period {period}, its ceiling is {ceilings[state]}"


def _arrivals_exceeded(problem: Problem, stays: list[Stay | CommittedStay]) -> Iterator[str]:
    """In no period do more personnel arrive than the limits say."""
    arriving: Counter[tuple[str | None, int]] = Counter()
    for stay in stays:
        if 0 <= stay.start < problem.count:
            strength = problem.pledge_by_id[stay.pledge].strength
            arriving[problem.mission_of_post(stay.post), stay.start] += strength
            arriving[None, stay.start] += strength
    for row in problem.arrivals:
        where = "all missions" if row.mission is None else f"mission {quoted(row.mission)}"
        for period in sorted(period for mission, period in arriving if mission == row.mission):
            personnel = arriving[row.mission, period]
            if personnel > row.personnel:
                yield f"{where}: {personnel} arrive in period {period}, the limit is {row.personnel}"


def _posts_held_twice(
    problem: Problem, stays: list[Stay | CommittedStay], holders: dict[tuple[str, int], str]
) -> Iterator[str]:
    """A post is held by one pledge in one period; fills `holders` with the State that holds it."""
    for stay in stays:
        for period in _horizon(problem, stay):
            if (stay.post, period) in holders:
                yield f"post {quoted(stay.post)}: is held twice in period {period}"
            holders[stay.post, period] = problem.pledge_by_id[stay.pledge].state


def _requirements_broken(problem: Problem, holders: dict[tuple[str, int], str]) -> Iterator[str]:
    """Number of States, lead and incompatible States in every requirement and period."""
    standing: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for (post_id, period), state in holders.items():
        standing[problem.post_by_id[post_id].requirement, period][post_id] = state
    forbidden = {frozenset(pair) for pair in problem.incompatible if pair[0] != pair[1]}
    for (requirement_id, period), here in sorted(standing.items()):
        yield from _standing_broken(problem.requirement_by_id[requirement_id], period, here, forbidden)


def _standing_broken(
    requirement: Requirement, period: int, here: dict[str, str], forbidden: set[frozenset[str]]
) -> Iterator[str]:
    name = f"requirement {quoted(requirement.id)}"
    states = sorted(set(here.values()))
    if len(states) > requirement.max_states:
        yield f"{name}: {len(states)} States in period {period}, at most {requirement.max_states}"
    if requirement.lead is not None and requirement.lead not in here:
        yield f"{name}: posts are held without the lead {quoted(requirement.lead)} in period {period}"
    for position, state in enumerate(states):
        for other in states[position + 1 :]:
            if frozenset((state, other)) in forbidden:
                yield f"{name}: {quoted(state)} and {quoted(other)} stand together in period {period}"


def _figures_wrong(problem: Problem, plan: Plan, known: list[Stay]) -> Iterator[str]:
    """Objective, bound and status say what the stays say."""
    objective = objective_of(problem, known)
    if objective != plan.objective:
        yield f"objective: is {objective}, the plan says {plan.objective}"
    if plan.bound < objective - ROUNDING:
        yield f"bound: {plan.bound} is below the objective {objective}"
    if plan.status == "optimal" and not is_proven(objective, plan.bound):
        yield f"status: is optimal, but the bound {plan.bound} is above the objective {objective}"
