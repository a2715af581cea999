"""What speaks for a State in a mission, as numbers: one array over all States for each feature, named as its weight.

Of a first contingent: who has people there already, and more than last year; who had a contingent there before; who
sends many, or sent more once; who has gone to new missions of late; whose regional group and usual partners are there.
Of a first unit of a kind: who has a contingent there, and who had such a unit of its own there or elsewhere.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from muster.outreach.rules.facts import Flags, Numbers
from muster.outreach.rules.scene import Scene
from muster.outreach.rules.weights import PERCENT


@dataclass(frozen=True)
class Place:
    """A mission in a scene: its row of the arrays (`None` if nothing is on record of it) and its host's code."""

    mission: str
    row: int | None
    host: str


def place(scene: Scene, mission: str) -> Place:
    """Find a mission in a scene; an unknown one has no row and, unless the register knows it, no host."""
    history = scene.history
    return Place(mission, history.index.get(mission), history.hosts.get(mission, ""))


def row_of(scene: Scene, at: Place, table: Numbers | Flags) -> Numbers:
    """A mission's row of a table; nobody for an unknown mission."""
    return np.zeros(len(scene.history.roll)) if at.row is None else np.asarray(table[at.row], dtype=np.float64)


def numbers(values: object) -> Numbers:
    """Flags or numbers as numbers."""
    return np.asarray(values, dtype=np.float64)


def arrival_features(scene: Scene, at: Place) -> dict[str, Numbers]:
    """What speaks for a first contingent, by the name of its weight."""
    bounds = scene.bounds
    people, contingent = row_of(scene, at, scene.people), row_of(scene, at, scene.contingents)
    present = people > 0
    growth, rose = _growth(scene, at, people)
    return {
        "present": numbers(present),
        "police_only": numbers(present & (row_of(scene, at, scene.soldiers) == 0)),
        "present_large": numbers(present & (scene.world > bounds.large_troops)),
        "rose": rose,
        "growth": growth,
        "was_there": numbers((row_of(scene, at, scene.last_there) > 0) & (contingent < bounds.contingent_people)),
        "troops": np.log1p(scene.world),
        "spare": np.log1p(scene.peak) - np.log1p(scene.world),
        "entries": np.sqrt(entries(scene)),
        "group": group_share(scene, at),
        "partners": partners(scene, at),
        "african_in_africa": numbers(scene.history.roll.african) * _host_african(scene, at),
    }


def unit_features(scene: Scene, at: Place, kind: str) -> dict[str, Numbers]:
    """What speaks for a first unit of a kind, by the name of its weight."""
    bounds, nobody = scene.bounds, np.zeros(len(scene.history.roll))
    contingent = row_of(scene, at, scene.contingents)
    before = scene.map_history.get((kind, at.mission))
    elsewhere = sum((numbers(own) for (one, _), own in scene.map_history.items() if one == kind), nobody)
    return {
        "strength_there": np.log1p(contingent),
        "contingent_there": numbers(contingent >= bounds.contingent_people),
        "troops": np.log1p(scene.world),
        "own_there_before": nobody if before is None else numbers(before),
        "own_elsewhere": np.minimum(elsewhere, bounds.unit_missions_cap),
        "shared_there": numbers(shared_now(scene, at, kind) & ~own_now(scene, at, kind)),
    }


def own_now(scene: Scene, at: Place, kind: str) -> Flags:
    """Who is alone at a base with this kind of unit on the mission's last map."""
    drawn = scene.last_map(at.mission)
    return drawn.own[kind] if drawn and kind in drawn.own else _none(scene)


def shared_now(scene: Scene, at: Place, kind: str) -> Flags:
    """Who is at a base with this kind of unit on the mission's last map, alone or with others."""
    drawn = scene.last_map(at.mission)
    return drawn.shared[kind] if drawn and kind in drawn.shared else _none(scene)


def entries(scene: Scene) -> Numbers:
    """Contingents that each State newly sent in the last three years, to any mission; older ones count less."""
    found = np.zeros(len(scene.history.roll))
    weight = 1.0
    for now, before in pairwise(scene.there):
        found += weight * (now & ~before).sum(axis=0)
        weight *= scene.bounds.entry_fading_percent / PERCENT
    return found


def group_share(scene: Scene, at: Place) -> Numbers:
    """How much oftener than elsewhere the mission's contingents come from a State's regional group: a logarithm."""
    groups = np.array(scene.history.roll.groups)
    here, everywhere = row_of(scene, at, scene.there[0]), scene.there[0].sum(axis=0)
    found = np.zeros(len(groups))
    for group in set(scene.history.roll.groups):
        members = groups == group
        expected = everywhere[members].sum() / max(everywhere.sum(), 1) * here.sum()
        found[members] = np.log((here[members].sum() + 1) / (expected + 1))
    return found


def likeness(scene: Scene, at: Place) -> Numbers:
    """How alike the missions of each two States are, from 0 to 1, this mission left aside; States by States."""
    shares = scene.partnership.copy()
    if at.row is not None:
        shares[at.row] = 0
    shares = shares / np.sqrt(np.maximum(shares.sum(axis=1, keepdims=True), 1))
    size = np.sqrt((shares**2).sum(axis=0)) + scene.bounds.partner_cushion_percent / PERCENT
    # Summed without the threads of a matrix product: on a busy machine they wait for each other longer than they work.
    found = np.einsum("ms,mt->st", shares, shares) / np.outer(size, size)
    np.fill_diagonal(found, 0)
    return np.asarray(found)


def partners(scene: Scene, at: Place) -> Numbers:
    """The mean likeness of a State to those that have a contingent in the mission."""
    here = row_of(scene, at, scene.there[0])
    return numbers((likeness(scene, at) * here).sum(axis=1) / max(here.sum(), 1))


def _growth(scene: Scene, at: Place, people: Numbers) -> tuple[Numbers, Numbers]:
    """By how much more people there are than a year before (a logarithm, bounded), and whether clearly more."""
    if scene.people_before is None:
        return np.zeros(len(people)), np.zeros(len(people))
    before, cap = row_of(scene, at, scene.people_before), scene.bounds.people_cap
    growth = np.log1p(np.minimum(people, cap)) - np.log1p(np.minimum(before, cap))
    limit = scene.bounds.growth_cap
    return numbers(np.clip(growth, -limit, limit)), numbers(people > before + scene.bounds.rise_people)


def _host_african(scene: Scene, at: Place) -> float:
    roll = scene.history.roll
    return float(at.host in roll.index and bool(roll.african[roll.index[at.host]]))


def _none(scene: Scene) -> Flags:
    return np.zeros(len(scene.history.roll), dtype=np.bool_)
