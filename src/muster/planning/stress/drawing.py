"""Draw scenarios, each from its own stream of random numbers: number 17 is the same whoever draws it, and when."""

from itertools import accumulate

import numpy as np

from muster.planning.problem import Problem
from muster.planning.stress.risks import MissionRisk, PledgeRisk, Risks
from muster.planning.stress.scenario import (
    Change,
    MissionClosed,
    PledgeDelayed,
    PledgeWithdrawn,
    RotationsBlocked,
    Scenario,
    Surge,
)

SAMPLE, REHEARSAL = 0, 1
"""Streams: the scenarios by which plans are judged, and others from which candidate plans are made."""


def draw(problem: Problem, risks: Risks, seed: int, number: int, stream: int = SAMPLE) -> Scenario:
    """Scenario `number` of the stream: the same for the same problem, risks, seed and number.

    A block's `standing` is left empty: which stays it catches depends on the plan that it hits (`hitting`).
    """
    random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(stream, number)))
    changes: list[Change] = []
    luck = random.random((len(problem.pledges), 2))
    for pledge, (stays_away, comes_late) in zip(problem.pledges, luck, strict=True):
        changes.extend(_of_pledge(pledge.id, risks.of_pledge(pledge.id), stays_away, comes_late))
    missions = sorted({requirement.mission for requirement in problem.requirements})
    luck = random.random((len(missions), 6))
    for mission, row in zip(missions, luck, strict=True):
        changes.extend(_of_mission(problem, mission, risks.of_mission(mission), [float(one) for one in row]))
    search_seed = int(random.integers(2**31))
    return Scenario(f"{'rehearsal' if stream else 'scenario'}-{number}", tuple(changes), search_seed)


def _of_pledge(pledge: str, risk: PledgeRisk, stays_away: float, comes_late: float) -> list[Change]:
    if stays_away < risk.withdrawal:
        return [PledgeWithdrawn(pledge)]
    for periods, chance in enumerate(accumulate(risk.delays), start=1):
        if comes_late < chance:
            return [PledgeDelayed(pledge, periods)]
    return []


def _of_mission(problem: Problem, mission: str, risk: MissionRisk, luck: list[float]) -> list[Change]:
    closes, closed_at, surges, surged_at, is_blocked, blocked_at = luck
    if closes < risk.closure:
        return [MissionClosed(mission, int(closed_at * problem.count))]
    changes: list[Change] = []
    last = max((post.end for post in problem.posts if problem.mission_of_post(post.id) == mission), default=0)
    if surges < risk.surge and last > 0:
        changes.append(Surge(mission, None, risk.surge_posts, int(surged_at * last)))
    if is_blocked < risk.block:
        start = int(blocked_at * max(1, problem.count - risk.block_periods + 1))
        changes.append(RotationsBlocked(mission, start, start + risk.block_periods))
    return changes
