"""The catalogue of unit types that requirements ask for and pledges offer."""

import difflib
from dataclasses import dataclass
from typing import ClassVar

from muster.reference.errors import UnknownFactError
from muster.reference.records import records


@dataclass(frozen=True)
class UnitType:
    """One type of unit; strengths are persons, ``None`` where the catalogue has none."""

    TABLE: ClassVar[str] = "unit_types"

    code: str
    name: str
    category: str
    personnel_category: str
    size_class: str
    strength_min: int | None
    strength_max: int | None
    key_equipment: str
    short_in: tuple[str, ...]
    source: str
    standing: str
    note: str


def unit_types() -> tuple[UnitType, ...]:
    """All unit types, in the catalogue's order."""
    return records(UnitType)


def unit_type(code: str) -> UnitType:
    """The unit type with this code. Raises UnknownFactError with near codes."""
    for entry in unit_types():
        if entry.code == code:
            return entry
    near = difflib.get_close_matches(code, [entry.code for entry in unit_types()], n=3)
    raise UnknownFactError("unit_types", code, near)
