"""What a State or a mission could change so that a limit on several pledges leaves room where a plan has gaps. Pure.

A limit binds where a pledge that could stand in a gap, and stands nowhere else then, would exceed it; or where the
plan's prices say that one more person under it would be worth something.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from muster.planning import CommittedStay, Option, Problem, Stay
from muster.planning.gaps import gaps_of
from muster.planning.work_actions import Action, Effects
from muster.plans.desk_ground import DeskAction, Ground, brings_options
from muster.plans.desk_kinds import ActionKind
from muster.plans.explained_names import state_name


def act_actions(ground: Ground) -> Iterator[DeskAction]:
    """A State's act names one more mission, where that brings any of its pledges options."""
    around = ground.built.record.surroundings
    missions = sorted({pair.post.mission for pair in ground.built.matches.values()})
    for state, named in sorted(around.authorised_missions.items()):
        own = [pledge for pledge in ground.pledges if pledge.state == state]
        for mission in (one for one in missions if own and one not in named):
            wider = replace(around, authorised_missions={**around.authorised_missions, state: named | {mission}})
            effects = ground.effects(own, wider)
            if brings_options(effects):
                kind, words = ActionKind.ACT, f"{state_name(state)} names {mission} in its national act"
                action = Action(f"{kind}:{state}:{mission}", kind, words, ground.terms.costs[kind], effects=effects)
                yield DeskAction(action, kind, state=state)


def limit_actions(ground: Ground, problem: Problem) -> Iterator[DeskAction]:
    """Ceilings, limits on arrivals and rules on States that bind. `problem`: with what other actions make possible."""
    open_room = _OpenRoom(ground, problem)
    yield from _ceilings(ground, open_room)
    yield from _arrivals(ground, open_room)
    yield from _states(ground, open_room)
    yield from _pairs(ground, open_room)


@dataclass(frozen=True)
class _OpenRoom:
    """The gaps of a plan, and who could stand in them who stands nowhere else then."""

    ground: Ground
    problem: Problem

    @cached_property
    def standing(self) -> list[Stay | CommittedStay]:
        """Who stands somewhere, planned or committed."""
        return [*self.ground.plan.stays, *self.problem.committed]

    @cached_property
    def candidates(self) -> list[tuple[Option, range]]:
        """Options on posts with gaps, and the open periods in which each could be used; a gap at a time."""
        options: dict[str, list[Option]] = defaultdict(list)
        for row in self.problem.options:
            options[row.post].append(row)
        busy: dict[str, set[int]] = defaultdict(set)
        for stay in self.standing:
            busy[stay.pledge].update(range(stay.start, stay.end))
        found = []
        for gap in gaps_of(self.problem, self.ground.plan.stays):
            for row in options[gap.post]:
                ready = self.problem.pledge_by_id[row.pledge].ready_from
                months = range(max(gap.start, row.earliest, ready), min(gap.end, row.latest))
                if any(t not in busy[row.pledge] for t in months):
                    found.append((row, months))
        return found

    @cached_property
    def deployed(self) -> dict[tuple[str, int], int]:
        """Persons of each State who stand somewhere, by period."""
        persons: dict[tuple[str, int], int] = defaultdict(int)
        for stay in self.standing:
            pledge = self.problem.pledge_by_id[stay.pledge]
            for t in range(stay.start, stay.end):
                persons[pledge.state, t] += pledge.strength
        return persons

    @cached_property
    def arriving(self) -> dict[tuple[str | None, int], int]:
        """Persons who arrive in each mission, and in all (None), by period."""
        persons: dict[tuple[str | None, int], int] = defaultdict(int)
        for stay in self.standing:
            strength = self.problem.pledge_by_id[stay.pledge].strength
            persons[self.problem.mission_of_post(stay.post), stay.start] += strength
            persons[None, stay.start] += strength
        return persons

    @cached_property
    def states_in(self) -> dict[tuple[str, int], set[str]]:
        """The States that stand in each requirement, by period."""
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for stay in self.standing:
            requirement = self.problem.post_by_id[stay.post].requirement
            for t in range(stay.start, stay.end):
                found[requirement, t].add(self.problem.pledge_by_id[stay.pledge].state)
        return found

    @cached_property
    def states_wanting(self) -> dict[tuple[str, int], set[str]]:
        """The States that could stand in the gaps of each requirement, by period."""
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for row, months in self.candidates:
            requirement = self.problem.post_by_id[row.post].requirement
            for t in months:
                found[requirement, t].add(self.problem.pledge_by_id[row.pledge].state)
        return found


def _ceilings(ground: Ground, room: _OpenRoom) -> Iterator[DeskAction]:
    """A State raises its ceiling by its largest pledge concerned."""
    problem, kind = room.problem, ActionKind.CEILING
    largest: dict[str, int] = defaultdict(int)
    limits = {row.state: row.personnel for row in problem.state_ceilings}
    priced = {state for state, row in ground.plan.prices.states.items() if any(row)}
    for row, months in room.candidates:
        pledge = problem.pledge_by_id[row.pledge]
        limit = limits.get(pledge.state)
        if limit is not None and (
            pledge.state in priced or any(room.deployed[pledge.state, t] + pledge.strength > limit for t in months)
        ):
            largest[pledge.state] = max(largest[pledge.state], pledge.strength)
    for state, more in sorted(largest.items()):
        before = limits[state]
        words = f"{state_name(state)} raises its ceiling from {before:,} to {before + more:,} people"
        effects = Effects(ceilings=((state, more),))
        action = Action(f"{kind}:{state}", kind, words, ground.terms.costs[kind], effects=effects)
        yield DeskAction(action, kind, state=state)


def _arrivals(ground: Ground, room: _OpenRoom) -> Iterator[DeskAction]:
    """A mission, or all together, take in more people a month: as many as the largest pledge concerned has."""
    problem, kind = room.problem, ActionKind.ARRIVALS
    largest: dict[str | None, int] = defaultdict(int)
    limits = {row.mission: row.personnel for row in problem.arrivals}
    priced = {mission for mission, row in ground.plan.prices.arrivals.items() if any(row)}
    for row, months in room.candidates:
        strength = problem.pledge_by_id[row.pledge].strength
        for mission in (problem.mission_of_post(row.post), None):
            limit = limits.get(mission)
            if limit is not None and (
                mission in priced or any(room.arriving[mission, t] + strength > limit for t in months)
            ):
                largest[mission] = max(largest[mission], strength)
    for mission, more in sorted(largest.items(), key=lambda pair: pair[0] or ""):
        before = limits[mission]
        who = mission or "All missions together"
        words = f"{who} may take in {before + more:,} people a month instead of {before:,}"
        effects = Effects(arrivals=((mission, more),))
        action = Action(f"{kind}:{mission or 'all'}", kind, words, ground.terms.costs[kind], effects=effects)
        yield DeskAction(action, kind)


def _states(ground: Ground, room: _OpenRoom) -> Iterator[DeskAction]:
    """One State more is let into a requirement that has a gap and as many States as it may have."""
    problem, kind = room.problem, ActionKind.STATES
    most = {row.id: row.max_states for row in problem.requirements}
    full = {
        requirement
        for (requirement, t), wanting in room.states_wanting.items()
        if len(room.states_in[requirement, t] | wanting) > most[requirement]
    }
    posts: dict[str, int] = defaultdict(int)
    for post in problem.posts:
        posts[post.requirement] += 1
    for requirement in sorted(name for name in full if posts[name] > most[name]):
        mission = problem.requirement_by_id[requirement].mission
        words = f"{mission} lets {most[requirement] + 1} States share {requirement} instead of {most[requirement]}"
        effects = Effects(max_states=((requirement, 1),))
        action = Action(f"{kind}:{requirement}", kind, words, ground.terms.costs[kind], effects=effects)
        yield DeskAction(action, kind)


def _pairs(ground: Ground, room: _OpenRoom) -> Iterator[DeskAction]:
    """Two States kept apart agree to stand in one requirement, where one could fill a gap beside the other."""
    kind = ActionKind.PAIR
    reasons = {frozenset((pair.first, pair.second)): pair.reason for pair in ground.built.record.apart}
    pairs = {(min(pair), max(pair)) for pair in room.problem.incompatible if pair[0] != pair[1]}
    meeting = [(room.states_in[key] | wanting) for key, wanting in room.states_wanting.items()]
    for one, other in sorted(pair for pair in pairs if any(set(pair) <= there for there in meeting)):
        why = reasons.get(frozenset((one, other)), "")
        words = f"{state_name(one)} and {state_name(other)} may stand in one requirement"
        words += f" (kept apart so far: {why.rstrip('.')})" if why else ""
        effects = Effects(together=((one, other),))
        action = Action(f"{kind}:{one}:{other}", kind, words, ground.terms.costs[kind], effects=effects)
        yield DeskAction(action, kind)
