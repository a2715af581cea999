"""A stay placed and the rest planned anew around it: what that gains or costs, and who moves."""

import math
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muster.planning.gap_effects import CandidateEffect, gap_effects, post_effects
from muster.planning.gaps import Gap
from muster.planning.plan import Plan, Stay
from muster.planning.problem import Problem
from muster.planning.refusal import ProblemRefused, quoted
from muster.planning.solver import solve
from muster.planning.stop import GapReached, SecondsPassed

SECONDS_FOR_A_GAP = 8.0
MOST_CANDIDATES = 4
"""Candidates of one gap that are planned anew, those with the greatest bound first."""
CLOSE_ENOUGH = 1e-4
"""A gap at which planning anew ends before its time."""
CHANGE_COST = 1
"""Points that a period of a stay at hand is worth more: who need not move, stays."""


@dataclass(frozen=True, slots=True)
class Move:
    """A pledge whose stays are others than before."""

    pledge: str
    before: tuple[Stay, ...]
    after: tuple[Stay, ...]


@dataclass(frozen=True)
class Replanned:
    """A plan that holds `stay`, beside the plan before.

    `gain`: its objective less the objective before; below 0 it is what the stay costs, as far as the search has found.
    `most_gain`: no plan with the stay gains more. `moves`: what changes for the pledges, that of the stay among them.
    """

    stay: Stay
    plan: Plan
    gain: int
    most_gain: float
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Replannings:
    """Candidates planned anew, the greatest gain first, and `dismissed`, those that their bounds rule out."""

    replanned: tuple[Replanned, ...]
    dismissed: tuple[CandidateEffect, ...]


def place_and_replan(
    problem: Problem, plan: Plan, stay: Stay, *, seconds: float = 2.0, seed: int = 0, most_gain: float = math.inf
) -> Replanned:
    """The best plan found within `seconds` that holds the stay, starting from the plan at hand and its prices.

    `most_gain`: what is known already of the most that the stay can gain. The stay is pinned; in a company's post the
    stays of the plan in the lead's post over the same periods are as well. Raises `ProblemRefused` when the stay
    clashes with a committed stay or its lead is not covered.
    """
    pinned = tuple(dict.fromkeys((*plan.pinned, *_with_lead(problem, plan, stay))))
    found = replan(problem, plan, pinned, seconds=seconds, seed=seed)
    return Replanned(
        stay=stay,
        plan=found,
        gain=found.objective - plan.objective,
        most_gain=min(most_gain, found.bound - plan.objective),
        moves=moves_between(plan.stays, found.stays),
    )


def replan_gap(
    problem: Problem, plan: Plan, gap: Gap, *, seconds: float = SECONDS_FOR_A_GAP, most: int = MOST_CANDIDATES
) -> Replannings:
    """The candidates of one gap placed one after the other, the rest planned anew around each.

    Raises as `gap_effects` does.
    """
    (effects,) = gap_effects(problem, plan, [gap])
    return replan_candidates(problem, plan, effects.candidates, seconds=seconds, most=most)


def replan_pledge(
    problem: Problem, plan: Plan, pledge: str, *, seconds: float = SECONDS_FOR_A_GAP, most: int = MOST_CANDIDATES
) -> Replannings:
    """One pledge placed in one post after the other, where it has no stay yet; raises as `post_effects` does."""
    held = {stay.post for stay in plan.stays if stay.pledge == pledge}
    found = [row.candidates[0] for row in post_effects(problem, plan, pledge) if row.gap.post not in held]
    return replan_candidates(problem, plan, found, seconds=seconds, most=most)


def replan_candidates(
    problem: Problem, plan: Plan, candidates: Sequence[CandidateEffect], *, seconds: float, most: int
) -> Replannings:
    """At most so many of the candidates placed and the rest planned anew, the first ones first.

    Each has an equal share of what is left of the time. Dismissed are those whose bound is no better than what has been
    found by then, or than 0; left out are those that cannot be pinned, such as a company whose lead is not covered.
    """
    began = time.monotonic()
    found: list[Replanned] = []
    dismissed: list[CandidateEffect] = []
    tried = 0
    for candidate in candidates:
        if candidate.most_gain <= max((row.gain for row in found), default=0) or candidate.most_gain <= 0:
            dismissed.append(candidate)
            continue
        left = seconds - (time.monotonic() - began)
        if tried >= most or left <= 0:
            break
        share = left / max(1, min(most, len(candidates)) - tried)
        try:
            known = candidate.most_gain
            found.append(place_and_replan(problem, plan, candidate.stay, seconds=share, most_gain=known))
        except ProblemRefused:
            continue
        tried += 1
    return Replannings(tuple(sorted(found, key=lambda row: -row.gain)), tuple(dismissed))


def replan(problem: Problem, plan: Plan, pinned: Sequence[Stay], *, seconds: float, seed: int = 0) -> Plan:
    """The problem solved again with the stays pinned, from the plan's stays and prices on.

    Raises `ProblemRefused` when the stays cannot be pinned together.
    """
    stop = SecondsPassed(seconds) | GapReached(CLOSE_ENOUGH)
    return solve(
        problem,
        stop=stop,
        seed=seed,
        warm_start=plan.stays,
        warm_prices=plan.prices,
        pinned=pinned,
        change_cost=CHANGE_COST,
    )


def moves_between(before: Iterable[Stay], after: Iterable[Stay]) -> tuple[Move, ...]:
    """The pledges whose stays differ, by name."""
    stays: tuple[dict[str, list[Stay]], dict[str, list[Stay]]] = (defaultdict(list), defaultdict(list))
    for side, rows in zip(stays, (before, after), strict=True):
        for stay in sorted(rows):
            side[stay.pledge].append(stay)
    old, new = stays
    return tuple(
        Move(pledge, tuple(old[pledge]), tuple(new[pledge]))
        for pledge in sorted({*old, *new})
        if old[pledge] != new[pledge]
    )


def _with_lead(problem: Problem, plan: Plan, stay: Stay) -> tuple[Stay, ...]:
    """The stay, and those in the lead's post without which it may not stand; refused where these leave a gap."""
    lead = problem.requirement_by_id[problem.post_by_id[stay.post].requirement].lead
    if lead is None or lead == stay.post:
        return (stay,)
    leading = [
        other for other in plan.stays if other.post == lead and other.start < stay.end and stay.start < other.end
    ]
    covered = {t for other in leading for t in range(other.start, other.end)}
    covered.update(t for other in problem.committed if other.post == lead for t in range(other.start, other.end))
    if not covered.issuperset(range(stay.start, stay.end)):
        raise ProblemRefused([f"post {quoted(stay.post)}: its lead {quoted(lead)} is not covered throughout"])
    return (*leading, stay)
