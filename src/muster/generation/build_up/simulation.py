"""A build-up drawn by chance: when the unit of each case arrives, and the strength at each month end.

    arrival = delay of the mission + opening of the case + pace of the mission x length of the case

The delay (host consent, clearances, camps, a force that has to come first) holds up some missions and not others; the
pace is how far below the typical durations a mission gets. Both are shared by all of its units: they make missions
differ. A part of the units is asked for later, in one wave: its cases open together. People arrive no faster than the
mission can receive them. All of it is numpy over draws and units; the same seed gives the same draws, and the chances
of a mission are drawn once for all behaviours tried on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from muster.generation.build_up.milestones import SHARES
from muster.generation.build_up.phases import Months, Phase, PhasesOf, case_months
from muster.generation.build_up.requirement import Requirement
from muster.kit.errors import Problem, Refused

People = npt.NDArray[np.float64]
Figure = float | Months
"""One figure for all draws, or one for each."""

WHOLE = 100  # per cent

CALIBRATED = ("pace", "pace_spread", "held_percent", "late_percent", "late_months")
"""The figures of a behaviour that can be calibrated, and that may differ by draw."""


@dataclass(frozen=True)
class Behaviour:
    """How missions behave; some figures are calibrated on the record, the others are set (see `parameters`).

    A mission's pace is log-normal with the median `pace` and the deviation `pace_spread` of its logarithm. Of missions
    `held_percent` are held up, uniformly within `held_months`. A mission's
    late share is uniform from 0 to twice `late_percent`, all of it at most; its wave opens uniformly within
    `late_months`. `reception` is in people a month; of a ceiling `filled_percent` comes. The figures CALIBRATED may be
    arrays with a figure for each draw.
    """

    pace: Figure
    pace_spread: Figure
    held_percent: Figure
    late_percent: Figure
    late_months: Figure
    held_months: float
    reception: float
    filled_percent: float


def mixed(behaviours: Sequence[Behaviour], draws: int) -> Behaviour:
    """One behaviour whose draws take turns in the figures of several: draw d those of number d modulo their number.

    What is not calibrated is the first one's.
    """
    turn = np.arange(draws) % len(behaviours)
    figures: dict[str, Any] = {
        name: np.array([float(getattr(one, name)) for one in behaviours])[turn] for name in CALIBRATED
    }
    return replace(behaviours[0], **figures)


@dataclass(frozen=True)
class Chances:
    """What was drawn for one mission, whatever its behaviour.

    `case_months`, `late_ranks` and `filled_ranks` are draws x units, the others have one value a draw. `people` are
    those of the units, `first_month_end` the months from the start to the end of its month.
    """

    people: npt.NDArray[np.int64]
    case_months: Months
    late_ranks: Months
    filled_ranks: Months
    pace: Months
    held: Months
    hold: Months
    late_share: Months
    wave: Months
    first_month_end: float
    is_ceiling: bool


def chances_of(
    requirement: Requirement, phases_of: PhasesOf, *, first_month_end: float, draws: int, seed: int
) -> Chances:
    """Draw what befalls a mission. Raises Refused for a requirement without units, and as `phases.in_order` does."""
    if not requirement.units:
        raise Refused(problems=[Problem(requirement.mission, "no unit is required", "give one unit at least")])
    chance = np.random.default_rng(seed)
    shape = (draws, len(requirement.units))
    return Chances(
        people=np.array([unit.people for unit in requirement.units]),
        case_months=_months_of_units(requirement, phases_of, draws, chance),
        late_ranks=chance.random(shape),
        filled_ranks=chance.random(shape),
        pace=chance.standard_normal(draws),
        held=chance.random(draws),
        hold=chance.random(draws),
        late_share=chance.random(draws),
        wave=chance.random(draws),
        first_month_end=first_month_end,
        is_ceiling=requirement.is_ceiling,
    )


def _months_of_units(requirement: Requirement, phases_of: PhasesOf, draws: int, chance: np.random.Generator) -> Months:
    """The length of each unit's case by the template of its type, draws x units; units of one template together."""
    places: dict[tuple[Phase, ...], list[int]] = {}
    for place, unit in enumerate(requirement.units):
        places.setdefault(phases_of(unit.unit_type), []).append(place)
    found = np.empty((draws, len(requirement.units)))
    for phases, columns in places.items():
        found[:, columns] = case_months(phases, (draws, len(columns)), chance)
    return found


def arrivals(chances: Chances, behaviour: Behaviour) -> Months:
    """Months from the start to the arrival of each unit, draws x units; infinite for a unit that never comes."""
    pace = behaviour.pace * np.exp(behaviour.pace_spread * chances.pace)
    share = np.minimum(1, 2 * behaviour.late_percent / WHOLE * chances.late_share)
    opening = np.where(
        chances.late_ranks < share[:, np.newaxis], (behaviour.late_months * chances.wave)[:, np.newaxis], 0
    )
    delay = np.where(chances.held < behaviour.held_percent / WHOLE, behaviour.held_months * chances.hold, 0)
    arrived: Months = delay[:, np.newaxis] + opening + pace[:, np.newaxis] * chances.case_months
    if chances.is_ceiling:
        arrived = np.where(chances.filled_ranks < behaviour.filled_percent / WHOLE, arrived, np.inf)
    return arrived


def strengths(chances: Chances, behaviour: Behaviour, window_months: int) -> People:
    """People at each month end of the window, draws x months; those whom it cannot receive wait for the next month."""
    arrived = arrivals(chances, behaviour)
    draws = arrived.shape[0]
    month = np.clip(np.ceil(arrived - chances.first_month_end), 0, window_months).astype(np.int64)
    place = np.arange(draws)[:, np.newaxis] * (window_months + 1) + month
    weights = np.broadcast_to(chances.people, place.shape).ravel()
    coming = np.bincount(place.ravel(), weights, draws * (window_months + 1)).reshape(draws, window_months + 1)
    there, waiting = np.zeros((draws, window_months)), np.zeros(draws)
    for number in range(window_months):
        waiting = waiting + coming[:, number]
        received = np.minimum(waiting, behaviour.reception)
        waiting -= received
        there[:, number] = received + (there[:, number - 1] if number else 0)
    return there


def months_to_shares(there: People, first_month_end: float) -> Months:
    """Months to each of SHARES of a draw's peak, draws x shares, measured as the record is (see `milestones`).

    A draw in which nobody came within the window has the window's end.
    """
    peak = there.max(axis=1, keepdims=True)
    reached = np.stack([(there >= share * peak).argmax(axis=1) for share in SHARES], axis=1)
    reached[peak[:, 0] == 0] = there.shape[1] - 1
    return reached + first_month_end
