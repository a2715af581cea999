"""The twenty phases of force generation: what they wait for and how long they take. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import ClassVar

from muster.reference.errors import UnknownFactError
from muster.reference.records import records
from muster.reference.unit_types import unit_type

ANY = "any"
MISSION_WIDE = "mission"
OF_A_CASE = "case"
RECURRING = "recurring"
MOVEMENT, ROTATION = "movement", "rotation"
LEVEL_ORDER = ("L0", "L1", "L2", "L3", "RDL")


@dataclass(frozen=True)
class Phase:
    """One phase. `lead` is the side that leads it: secretariat, state, mission or council.

    `scope` says whether it is done once for a mission, in each case, or again and again after the arrival. Its end is
    a `milestone` (arrival or operational) or none.
    """

    TABLE: ClassVar[str] = "phases"

    code: str
    number: int
    name: str
    lead: str
    led_by: str
    output: str
    scope: str
    variants: tuple[str, ...]
    parallel_with: tuple[str, ...]
    milestone: str
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class PhaseDependency:
    """`phase` begins no earlier than `lag_days` after the end of `after`, in cases of a variant (or any)."""

    TABLE: ClassVar[str] = "phase_dependencies"

    phase: str
    after: str
    variant: str
    lag_days: int
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class PhaseGroup:
    """The group with durations of its own to which a category of unit types belongs."""

    TABLE: ClassVar[str] = "phase_groups"

    category: str
    group: str
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class PhaseDuration:
    """Least, likely and most days of a phase, for a variant, a group of unit types and a level (or any)."""

    TABLE: ClassVar[str] = "phase_durations"

    phase: str
    variant: str
    group: str
    level: str
    least_days: int
    likely_days: int
    most_days: int
    source: str
    standing: str
    note: str


def phases() -> tuple[Phase, ...]:
    """All twenty phases, in their order."""
    return records(Phase)


@cache
def phase(code: str) -> Phase:
    """The phase with this code. Raises UnknownFactError."""
    for entry in phases():
        if entry.code == code:
            return entry
    raise UnknownFactError("phases", code, [entry.code for entry in phases()])


@cache
def schedulable_phases() -> tuple[Phase, ...]:
    """The phases that a schedule may have, each after all that it waits for: those that recur are left out."""
    return tuple(entry for entry in phases() if entry.scope != RECURRING)


@cache
def holdable_phases() -> tuple[Phase, ...]:
    """The phases that a block of a mission may hold: those of a schedule, and the rotation of who is in theatre.

    Mali held rotations alone on 14 July 2022 (section 8.3 of the domain notes); nobody holds up that a unit is there.
    """
    return (*schedulable_phases(), phase(ROTATION))


def phases_of(variant: str, *, with_mission_wide: bool = False) -> tuple[Phase, ...]:
    """The phases that a case of a variant has, in order; those of the mission as a whole only if asked for."""
    return tuple(
        entry
        for entry in schedulable_phases()
        if variant in entry.variants and (with_mission_wide or entry.scope == OF_A_CASE)
    )


@cache
def dependencies(variant: str) -> Mapping[str, Mapping[str, int]]:
    """What each phase waits for in a variant: by phase, the days of lag by the phase that comes before it.

    A phase that a case does not have takes no time, so what waits for it waits for what it waited for.
    """
    found: dict[str, dict[str, int]] = {entry.code: {} for entry in schedulable_phases()}
    rows = [row for row in records(PhaseDependency) if row.phase in found]
    for wanted in (ANY, variant):
        for row in rows:
            if row.variant == wanted:
                found[row.phase][row.after] = row.lag_days
    return MappingProxyType({code: MappingProxyType(before) for code, before in found.items()})


def group_of_unit_type(code: str) -> str:
    """The group of a unit type in the templates. Raises UnknownFactError for a type that is in no catalogue."""
    category = unit_type(code).category
    return next((entry.group for entry in records(PhaseGroup) if entry.category == category), ANY)


@cache
def template_duration(code: str, variant: str, group: str, level: str) -> PhaseDuration:
    """The template duration of a phase: the row that says most of the case, its variant first, then level, then group.

    A row of a level holds from that level upwards. Raises UnknownFactError where the templates have no row at all.
    """
    rank = LEVEL_ORDER.index(level) if level in LEVEL_ORDER else 0

    def fits(row: PhaseDuration) -> bool:
        reached = row.level == ANY or LEVEL_ORDER.index(row.level) <= rank
        return row.phase == code and row.variant in (ANY, variant) and row.group in (ANY, group) and reached

    def weight(row: PhaseDuration) -> tuple[bool, int, bool]:
        return row.variant != ANY, -1 if row.level == ANY else LEVEL_ORDER.index(row.level), row.group != ANY

    found = [row for row in records(PhaseDuration) if fits(row)]
    if not found:
        raise UnknownFactError("phase_durations", code, [row.phase for row in records(PhaseDuration)])
    best: PhaseDuration = max(found, key=weight)
    return best
