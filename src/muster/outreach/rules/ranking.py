"""Scores and ranks: each State's features times the weights, added up; the greatest sum is approached first.

Out of the ranking stay the host, States that have a contingent in the mission (for any contingent), and States whose
own unit of the kind the mission's last map shows (for a kind of unit).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from muster.outreach.rules.facts import Flags, Numbers
from muster.outreach.rules.features import Place, arrival_features, likeness, own_now, place, row_of, unit_features
from muster.outreach.rules.scene import Scene
from muster.outreach.rules.unit_kinds import ANY
from muster.outreach.rules.weights import ArrivalWeights, Settings, UnitWeights


@dataclass(frozen=True)
class Ranking:
    """The answer to a question: its place and kind, States in order (indices of the roll), and what made the order."""

    at: Place
    kind: str
    order: tuple[int, ...]
    features: Mapping[str, Numbers]
    weights: ArrivalWeights | UnitWeights
    scores: Numbers
    scene: Scene

    @cached_property
    def likeness(self) -> Numbers:
        """How alike the missions of each two States are, this mission left aside; States by States."""
        return likeness(self.scene, self.at)

    def contribution(self, name: str, state: int) -> float:
        """What a feature adds to a State's score."""
        return float(self.features[name][state]) * self.weights.of(name)


def rank(scene: Scene, settings: Settings, mission: str, kind: str = ANY) -> Ranking:
    """Rank the States for a mission's line and a kind of unit (`any`: a first contingent)."""
    at = place(scene, mission)
    weights = settings.arrival if kind == ANY else settings.unit
    features = arrival_features(scene, at) if kind == ANY else unit_features(scene, at, kind)
    scores = np.asarray(sum(values * weights.of(name) for name, values in features.items()), dtype=np.float64)
    askable = askable_states(scene, at, kind)
    # A stable order: of two equal scores, the State that comes first on the roll.
    order = [int(state) for state in np.argsort(-scores, kind="stable") if askable[state]]
    return Ranking(at, kind, tuple(order[: settings.bounds.ranks]), features, weights, scores, scene)


def askable_states(scene: Scene, at: Place, kind: str) -> Flags:
    """Who may be asked at all."""
    roll = scene.history.roll
    askable = np.ones(len(roll), dtype=np.bool_)
    if kind == ANY:
        askable &= row_of(scene, at, scene.contingents) < scene.bounds.contingent_people
    else:
        askable &= ~own_now(scene, at, kind)
    if at.host in roll.index:
        askable[roll.index[at.host]] = False
    return askable
