"""Major equipment: required items are met by the same item first, then by accepted substitutes. Pure.

The same item: category and plain name agree. A substitute: its plain name agrees, in whatever category it is pledged;
only items that no required line needs themselves are taken as substitutes. What counts is owned and serviceable; the
rest is told beside the line. Mandatory lines are served before optional ones.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from muster.matching.fit.assignment import Demand, Way, assign
from muster.matching.fit.facts import (
    Brought,
    FitLine,
    FitParameters,
    LineKind,
    LineStanding,
    Pledged,
    PledgedEquipment,
    Wanted,
    WantedEquipment,
)
from muster.matching.fit.header import part_of, standing_of
from muster.matching.fit.supply import Pool
from muster.matching.fit.words import line_keys, plain

Name = tuple[str, str]
"""Category and plain name of an item."""


def equipment_lines(wanted: Wanted, pledged: Sequence[Pledged], numbers: FitParameters) -> list[FitLine]:
    """Return a line of the fit for each required line of equipment, in the statement's order."""
    pools = _pools(pledged)
    brought: list[list[Brought]] = [[] for _ in wanted.equipment]
    missing = _take_the_same(wanted.equipment, pools, brought)
    _take_substitutes(wanted.equipment, missing, pools, brought, numbers)
    keys = line_keys(f"{line.category} {line.item}" for line in wanted.equipment)
    idle = _idle(pledged)
    return [
        _line(line, key, parts, idle.get(_name(line), ""))
        for line, key, parts in zip(wanted.equipment, keys, brought, strict=True)
    ]


def _name(line: WantedEquipment | PledgedEquipment) -> Name:
    return line.category, plain(line.item)


def _pools(pledged: Sequence[Pledged]) -> dict[Name, Pool]:
    """Return what counts of the pledged equipment, by category and name."""
    pools: dict[Name, Pool] = defaultdict(Pool)
    for one in pledged:
        for line in one.equipment:
            if line.usable:
                pools[_name(line)].add(one.pledge, line.state, line.item, line.usable)
    return pools


def _take_the_same(
    lines: Sequence[WantedEquipment], pools: dict[Name, Pool], brought: list[list[Brought]]
) -> list[int]:
    """Serve each line with the same item, mandatory ones first; return how many each still misses."""
    missing = [line.quantity for line in lines]
    for at in sorted(range(len(lines)), key=lambda at: not lines[at].is_mandatory):
        pool = pools.get(_name(lines[at]))
        if pool is not None and pool.total:
            units = min(missing[at], pool.total)
            brought[at].extend(pool.take(units))
            missing[at] -= units
    return missing


def _take_substitutes(
    lines: Sequence[WantedEquipment],
    missing: Sequence[int],
    pools: dict[Name, Pool],
    brought: list[list[Brought]],
    numbers: FitParameters,
) -> None:
    """Serve what is missing with accepted substitutes that are left."""
    names = [name for name, pool in pools.items() if pool.total]
    ways = [
        Way(at, supply, one.substitutes, one.replaced, one.cost_cents)
        for at, line in enumerate(lines)
        if missing[at]
        for one in line.substitutes
        for supply, (_, name) in enumerate(names)
        if name == plain(one.item)
    ]
    if not ways:
        return
    demands = [
        Demand(units, line.quantity, max(1, numbers.weight_of_line(line.is_mandatory)))
        for line, units in zip(lines, missing, strict=True)
    ]
    for way, units in zip(ways, assign(demands, [pools[name].total for name in names], ways), strict=True):
        if units:
            brought[way.demand].extend(
                _as_substitutes(list(pools[names[way.supply]].take(way.needs(units))), way, units)
            )


def _as_substitutes(parts: Sequence[Brought], way: Way, units: int) -> list[Brought]:
    """Return the parts with what each stands for; the last one with what is left of the units and of the cost."""
    told, covered = [], 0
    for at, part in enumerate(parts):
        through = units - covered if at == len(parts) - 1 else min(units - covered, way.reaches(part.quantity))
        covered += through
        told.append(replace(part, covers=through, is_substitute=True, cost_cents=through * way.cost_cents))
    return told


def _idle(pledged: Sequence[Pledged]) -> dict[Name, str]:
    """Return, by name, what is pledged of an item and does not count, in words."""
    broken: dict[Name, int] = defaultdict(int)
    to_come: dict[Name, int] = defaultdict(int)
    for one in pledged:
        for line in one.equipment:
            if line.is_owned:
                broken[_name(line)] += line.quantity - line.usable
            else:
                to_come[_name(line)] += line.quantity
    words: dict[Name, list[str]] = defaultdict(list)
    for found, what in ((broken, "not serviceable"), (to_come, "to be procured")):
        for name, quantity in found.items():
            if quantity:
                words[name].append(f"{quantity} {what}, not counted")
    return {name: "; ".join(parts) for name, parts in words.items()}


def _line(line: WantedEquipment, key: str, parts: Sequence[Brought], idle: str) -> FitLine:
    """Return the line of the fit from who brings what."""
    have = sum(part.covers for part in parts)
    standing = standing_of(have, line.quantity)
    if standing == LineStanding.MET and any(part.is_substitute for part in parts):
        standing = LineStanding.SUBSTITUTE
    said = [f"{part.quantity} {part.item} stand for {part.covers}" for part in parts if part.is_substitute]
    return FitLine(
        LineKind.EQUIPMENT,
        key,
        line.item,
        is_mandatory=line.is_mandatory,
        standing=standing,
        wanted=line.quantity,
        have=have,
        short=line.quantity - have,
        share=part_of(have, line.quantity),
        category=line.category,
        brought=tuple(parts),
        words="; ".join([*said, *([idle] if idle else [])]),
    )
