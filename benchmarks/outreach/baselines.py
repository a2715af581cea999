"""What the ranking is held against: current troops; those present, the largest first; a mix weighted by hand."""

import numpy as np

from muster.outreach.rules.facts import Numbers
from muster.outreach.rules.features import arrival_features, place, row_of
from muster.outreach.rules.scene import Scene
from muster.reference.states import state

ABOVE_ALL = 1e6


def current_troops(scene: Scene, mission: str) -> Numbers:
    """The largest contributor first."""
    return scene.world


def present_first(scene: Scene, mission: str) -> Numbers:
    """Those with anybody in the mission before all others, each by current troops."""
    return np.asarray((row_of(scene, place(scene, mission), scene.people) > 0) * ABOVE_ALL + scene.world)


def mixed_by_hand(scene: Scene, mission: str) -> Numbers:
    """Presence 2, past presence 1, an entry elsewhere within three years 1/2, size 1/5 a unit of log, continent 1/2."""
    at = place(scene, mission)
    features = arrival_features(scene, at)
    entered = (scene.there[0] & ~scene.there[-1]).any(axis=0)
    regions = [state(one).region for one in scene.history.roll.states]
    host = state(at.host).region if at.host in scene.history.roll.index else None
    same = np.array([one == host for one in regions])
    size = features["troops"] / 5
    return np.asarray(2 * features["present"] + features["was_there"] + 0.5 * entered + size + 0.5 * same)


def strongest_there(scene: Scene, mission: str) -> Numbers:
    """For a kind of unit: the largest contingent in the mission first, then current troops."""
    at = place(scene, mission)
    return np.asarray(row_of(scene, at, scene.contingents) + scene.world / ABOVE_ALL)


ARRIVAL_BASELINES = {
    "current troops, largest first": current_troops,
    "anybody there already, largest first": present_first,
    "mix weighted by hand": mixed_by_hand,
}
UNIT_BASELINES = {
    "anybody there already, largest first": present_first,
    "largest contingent there first": strongest_there,
}
