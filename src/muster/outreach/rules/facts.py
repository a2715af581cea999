"""The facts from which States are ranked: counts, maps and the roll of States, each with the day it became known.

Arrays run over the States in the order of the roll; two-dimensional ones over missions first. `History.known` cuts
everything that became known later, and all else in these rules is reckoned from what is left: nothing can leak.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Roll:
    """The States that may be asked, with their regional group, whether they lie in Africa, and their languages."""

    states: tuple[str, ...]
    names: tuple[str, ...]
    groups: tuple[str, ...]
    african: Flags
    languages: tuple[frozenset[str], ...]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The place of each State in every array."""
        return {state: number for number, state in enumerate(self.states)}

    def __len__(self) -> int:
        return len(self.states)


@dataclass(frozen=True)
class Count:
    """People of every State in every mission on one day, or (`yearly`) as a year's mean without kinds.

    `contingents` are troops and formed police; `police` individual police officers; `experts` observers and the like.
    All three are zero in a year's mean.
    """

    on: date
    known_on: date
    yearly: bool
    people: Numbers
    contingents: Numbers
    police: Numbers
    experts: Numbers


@dataclass(frozen=True)
class WorldCount:
    """People and troops of every State in all missions together at the end of a month."""

    on: date
    known_on: date
    people: Numbers
    troops: Numbers


@dataclass(frozen=True)
class Map:
    """A mission's deployment map: estimated people of each State, and who was at a base with which kind of unit.

    `own`: States that were alone at such a base, so that the kind is theirs; `shared`: alone or with others.
    """

    on: date
    known_on: date
    people: Numbers
    own: Mapping[str, Flags]
    shared: Mapping[str, Flags]


@dataclass(frozen=True)
class History:
    """All facts on record. Counts and maps are in the order of their days; `maps` has an entry for each mission."""

    roll: Roll
    missions: tuple[str, ...]
    hosts: Mapping[str, str]
    counts: tuple[Count, ...]
    world: tuple[WorldCount, ...]
    maps: Mapping[str, tuple[Map, ...]]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The place of each mission in every two-dimensional array."""
        return {mission: number for number, mission in enumerate(self.missions)}

    def known(self, day: date) -> "History":
        """The same with only what was known on a day."""
        return replace(
            self,
            counts=tuple(one for one in self.counts if one.known_on <= day and one.on <= day),
            world=tuple(one for one in self.world if one.known_on <= day and one.on <= day),
            maps={
                mission: tuple(one for one in maps if one.known_on <= day and one.on <= day)
                for mission, maps in self.maps.items()
            },
        )

    @property
    def extent(self) -> tuple[int, ...]:
        """How much is on record: two days of one history with the same extent know the same."""
        return (len(self.counts), len(self.world), *(len(maps) for maps in self.maps.values()))
