"""Which unit of a force package is called for which post. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A pledge that takes a place of a package: its reference, unit type and strength in people."""

    pledge: str
    unit_type: str
    strength: int


@dataclass(frozen=True)
class Vacancy:
    """A post that no open case fills: its reference, unit type and wanted strength in people."""

    post: str
    unit_type: str
    strength: int


def paired(places: Iterable[Place], vacancies: Iterable[Vacancy]) -> tuple[tuple[str, str], ...]:
    """Return pairs of pledge and post of one unit type: the largest unit for the largest post (local choice).

    Each pledge and each post stands in one pair at most; a pledge that takes several places is called once.
    """
    units = {one.pledge: one for one in places}
    free: dict[str, list[Vacancy]] = {}
    for one in sorted(vacancies, key=lambda one: (-one.strength, one.post)):
        free.setdefault(one.unit_type, []).append(one)
    ordered = sorted(units.values(), key=lambda one: (-one.strength, one.pledge))
    return tuple((unit.pledge, free[unit.unit_type].pop(0).post) for unit in ordered if free.get(unit.unit_type))
