"""Where somebody of a national pool is on a day, and which steps lead there. Pure.

A State moves its people from candidate to screened to the pool (section 14.2 of the dossier); what comes after follows
from nominations, tours and rosters and is stored nowhere else. The order in which they are asked is a local choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from muster.kit.day_text import long_day
from muster.kit.errors import Problem
from muster.kit.intervals import add_months
from muster.training.stages import PoolPlace, PoolStage

STEPS: Mapping[PoolStage, frozenset[PoolStage]] = {
    PoolStage.CANDIDATE: frozenset({PoolStage.SCREENED, PoolStage.LEFT}),
    PoolStage.SCREENED: frozenset({PoolStage.POOLED, PoolStage.CANDIDATE, PoolStage.LEFT}),
    PoolStage.POOLED: frozenset({PoolStage.POOLED, PoolStage.SCREENED, PoolStage.LEFT}),
    PoolStage.LEFT: frozenset({PoolStage.CANDIDATE}),
}
"""What may follow: nobody comes into the pool unscreened, and a place in it is renewed by a further decision."""


@dataclass(frozen=True)
class PoolFacts:
    """What is known of somebody on the day: the stage of the pool since a day, and what the posts say.

    `accepted`: a nomination that was confirmed, or a roster of a tour ahead. `deployed_until` (excluded) is of a tour
    under way, `returned_on` the end of the last one.
    """

    stage: PoolStage
    stage_since: date
    pooled_until: date | None = None
    is_nominated: bool = False
    is_accepted: bool = False
    deployed_until: date | None = None
    returned_on: date | None = None


@dataclass(frozen=True)
class Place:
    """Where somebody is, and until when (excluded) where that is known."""

    where: PoolPlace
    until: date | None = None


def place_on(facts: PoolFacts, day: date, rest_months: int) -> Place:
    """Return where somebody is: in a tour, accepted, nominated, resting, returned, or at the stage of the pool.

    Whoever came home rests for the months set, and is then returned until a later decision takes them into the pool
    again. A place in the pool whose day has come is that of somebody screened.
    """
    if facts.deployed_until is not None:
        return Place(PoolPlace.DEPLOYED, facts.deployed_until)
    if facts.stage == PoolStage.LEFT:
        return Place(PoolPlace.LEFT)
    if facts.is_accepted:
        return Place(PoolPlace.ACCEPTED)
    if facts.is_nominated:
        return Place(PoolPlace.NOMINATED)
    if facts.returned_on is not None:
        rested_on = add_months(facts.returned_on, rest_months)
        if day < rested_on:
            return Place(PoolPlace.RESTING, rested_on)
        if facts.stage_since < facts.returned_on:
            return Place(PoolPlace.RETURNED)
    if facts.stage == PoolStage.POOLED and facts.pooled_until is not None and facts.pooled_until <= day:
        return Place(PoolPlace.SCREENED)
    return Place(PoolPlace(facts.stage.value), facts.pooled_until if facts.stage == PoolStage.POOLED else None)


def step_problems(
    stage: PoolStage, to: PoolStage, *, pooled_until: date | None, reason: str, today: date
) -> list[Problem]:
    """Return what stands against a step: its order, the day until which a place holds, and the reason of leaving."""
    problems = []
    if to not in STEPS[stage]:
        following = " or ".join(sorted(one.value for one in STEPS[stage]))
        problems.append(Problem("stage", f"is {stage.value}", f"what may follow is {following}"))
    if to == PoolStage.POOLED and (pooled_until is None or pooled_until <= today):
        problems.append(Problem("in the pool until", "is not after today", "give a later day"))
    if to != PoolStage.POOLED and pooled_until is not None:
        problems.append(Problem("in the pool until", "is of a place in the pool alone", "leave it empty"))
    if to in (PoolStage.LEFT, PoolStage.CANDIDATE) and not reason.strip():
        problems.append(Problem("reason", "there is none", "say why, without a name or medical words"))
    return problems


def is_lapsing(pooled_until: date | None, today: date, notice_days: int) -> bool:
    """Return whether a place in the pool ends within the notice, and has not ended yet."""
    return pooled_until is not None and today < pooled_until <= today + timedelta(days=notice_days)


def end_words(pooled_until: date | None) -> str:
    """Return until when a place holds, in words."""
    return f"until {long_day(pooled_until)}" if pooled_until else "without an end"
