"""A capability requirements paper as plain values: what is stored, shown and printed is the same. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from muster.pledges.levels import Level
from muster.yardsticks.rules import LEVELS_SHOWN, CapabilityRow, MissionRow


@dataclass(frozen=True)
class TypeLine:
    """One unit type: units wanted now and ahead, deployed, in the pool by level, and what is told of the pool."""

    code: str
    name: str
    now: int
    ahead: tuple[int, ...]
    deployed: int
    by_level: tuple[int, ...]
    gap: int
    states: int
    median_notice_days: float | None
    caveat_free_percent: float | None
    short_in: tuple[str, ...]
    illustrative: bool


@dataclass(frozen=True)
class MissionLine:
    """One mission: units wanted now and ahead, deployed, and open."""

    acronym: str
    now: int
    ahead: tuple[int, ...]
    deployed: int
    open_now: int
    open_at_most: int
    illustrative: bool


@dataclass(frozen=True)
class Paper:
    """The whole paper. `months_ahead` belong to the lists `ahead`, `levels` to `by_level`.

    `parameters`: the rows that were used (key, value, unit, source, standing). `waiting` are the codes of types with a
    gap that an assessment and advisory visit could narrow.
    """

    register: str
    register_name: str
    as_of: date
    months_ahead: tuple[int, ...]
    levels: tuple[str, ...]
    unit_types: tuple[TypeLine, ...]
    missions: tuple[MissionLine, ...]
    waiting: tuple[str, ...]
    parameters: tuple[Mapping[str, str], ...]

    @property
    def illustrative(self) -> bool:
        """Return whether records that are no published facts are counted in it."""
        types, missions = self.unit_types, self.missions
        return any(line.illustrative for line in types) or any(line.illustrative for line in missions)

    @property
    def in_demand(self) -> list[TypeLine]:
        """Return the unit types in high demand and low supply, the greatest gap first."""
        return [line for line in self.unit_types if line.gap > 0]

    def as_json(self) -> dict[str, Any]:
        """Return the paper as JSON can say it."""
        return {**asdict(self), "as_of": self.as_of.isoformat()}


def paper_from_json(content: Mapping[str, Any]) -> Paper:
    """Return the paper that `as_json` wrote."""
    values = dict(content)
    values["as_of"] = date.fromisoformat(values["as_of"])
    values["unit_types"] = tuple(_line(TypeLine, one) for one in values["unit_types"])
    values["missions"] = tuple(_line(MissionLine, one) for one in values["missions"])
    for name in ("months_ahead", "levels", "waiting", "parameters"):
        values[name] = tuple(values[name])
    return Paper(**values)


def _line(kind: type[Any], content: Mapping[str, Any]) -> Any:
    values = {field.name: content[field.name] for field in fields(kind)}
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


def type_line(row: CapabilityRow, name: str, short_in: Sequence[str]) -> TypeLine:
    """Return a reckoned row as a line of the paper."""
    share = row.offers.caveat_free_share
    return TypeLine(
        code=row.name,
        name=name,
        now=row.needs.now,
        ahead=row.needs.ahead,
        deployed=row.needs.deployed,
        by_level=row.offers.by_level,
        gap=row.gap,
        states=row.offers.states,
        median_notice_days=row.offers.median_notice_days,
        caveat_free_percent=None if share is None else round(100 * share, 1),
        short_in=tuple(short_in),
        illustrative=row.illustrative,
    )


def mission_line(row: MissionRow) -> MissionLine:
    """Return a reckoned row as a line of the paper."""
    return MissionLine(
        acronym=row.name,
        now=row.needs.now,
        ahead=row.needs.ahead,
        deployed=row.needs.deployed,
        open_now=row.open_now,
        open_at_most=row.open_at_most,
        illustrative=row.illustrative,
    )


LEVEL_LABELS = tuple(Level(level).label for level in LEVELS_SHOWN)
"""The levels counted, in words, in the order of `by_level`."""
