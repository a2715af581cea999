"""Ranked alternatives for a slot while the rest of the plan stays put: the best stays, or the rule that stops them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from muster.planning.obstacles import Against, Obstacle, Rule, rules_against
from muster.planning.openings import Flags
from muster.planning.plan import Plan, Stay
from muster.planning.problem import Option, Pledge, Problem
from muster.planning.room import Room


@dataclass(frozen=True, slots=True)
class Alternative:
    """A pledge in a post: its best stays in the room that is left, and what stands against it.

    `stays` is empty when no stay fits; `worth` is what they add to the objective. `obstacles`: every rule that stands
    against some period of the slot, those first that alone keep a stay out.
    """

    pledge: str
    post: str
    stays: tuple[Stay, ...]
    worth: int
    obstacles: tuple[Obstacle, ...]

    @property
    def rule(self) -> Rule | None:
        """The first rule that keeps the pledge out; None when it fits."""
        return None if self.stays or not self.obstacles else self.obstacles[0].rule


def alternatives(problem: Problem, plan: Plan, post: str, start: int, end: int) -> tuple[Alternative, ...]:
    """Every pledge with an option on the post over `[start, end)`, ranked.

    First those that fit, the greatest worth first; then those that a single rule keeps out, by what they would be worth
    without it; then the others. Raises `KeyError` for a post that the problem does not have.
    """
    room = Room(problem, plan.stays)
    wanted = problem.post_by_id[post]
    first, last = max(start, wanted.start), min(end, wanted.end)
    return _ranked(room, ((option, first, last) for option in problem.options if option.post == post))


def posts_for(problem: Problem, plan: Plan, pledge: str) -> tuple[Alternative, ...]:
    """Every post that the pledge has an option on, over the whole of the post's time, ranked in the same way.

    Raises `KeyError` for a pledge that the problem does not have.
    """
    room = Room(problem, plan.stays)
    of = problem.pledge_by_id[pledge].id
    posts = problem.post_by_id
    slots = ((o, posts[o.post].start, posts[o.post].end) for o in problem.options if o.pledge == of)
    return _ranked(room, slots)


def _ranked(room: Room, slots: Iterable[tuple[Option, int, int]]) -> tuple[Alternative, ...]:
    found = [alternative_for(room, option, start, end) for option, start, end in slots if start < end]
    return tuple(sorted(found, key=_rank))


def _rank(alternative: Alternative) -> tuple[bool, int, str, str]:
    without = max((o.worth_without for o in alternative.obstacles if o.worth_without is not None), default=0)
    worth = alternative.worth if alternative.stays else without
    return not alternative.stays, -worth, alternative.pledge, alternative.post


def alternative_for(room: Room, option: Option, start: int, end: int) -> Alternative:
    """The best stays of the option within `[start, end)`, or what stands against them."""
    against = rules_against(room, option, start, end)
    pledge = room.problem.pledge_by_id[option.pledge]
    worth, stays = best_stays(pledge, option, start, *against.open_periods())
    obstacles = _obstacles(pledge, option, against, worth)
    return Alternative(pledge.id, option.post, stays, worth, obstacles)


def _obstacles(pledge: Pledge, option: Option, against: Against, worth: int) -> tuple[Obstacle, ...]:
    """The rules that stand against the slot; where none does and still nothing fits, why that is."""
    found: list[Obstacle] = []
    for rule, stands in against.flags.items():
        if stands.any():
            without, _ = best_stays(pledge, option, against.start, *against.open_periods(rule))
            found.append(against.obstacle(rule, without if without > worth else None))
    if worth == 0:
        there, starts = against.open_periods()
        if best_stays(pledge, replace(option, start_cost=0), against.start, there, starts)[0] > 0:
            found.append(Obstacle(Rule.START_COST))
        elif all(obstacle.worth_without is None for obstacle in found) and there.any():
            found.append(Obstacle(Rule.SHORTEST_STAY))
    return tuple(sorted(found, key=lambda o: (o.worth_without is None, -(o.worth_without or 0))))


def best_stays(pledge: Pledge, option: Option, start: int, there: Flags, starts: Flags) -> tuple[int, tuple[Stay, ...]]:
    """The most that stays within the slot are worth, and these stays; flags are by period from `start` on."""
    count = len(there)
    best: list[tuple[int, tuple[int, int] | None]] = [(0, None)] * (count + 1)
    for s in range(count - 1, -1, -1):
        best[s] = best[s + 1]
        if not starts[s]:
            continue
        for e in range(s + 1, min(s + pledge.max_stay, count) + 1):
            if not there[e - 1]:
                break
            worth = option.value * (e - s) - option.start_cost + best[min(e + pledge.dwell, count)][0]
            if e - s >= pledge.min_stay and worth > best[s][0]:
                best[s] = (worth, (s, e))
    stays, s = list[Stay](), 0
    while s < count:
        chosen = best[s][1]
        if chosen is None:
            break
        stays.append(Stay(pledge.id, option.post, start + chosen[0], start + chosen[1]))
        s = min(chosen[1] + pledge.dwell, count)
    return best[0][0], tuple(stays)
