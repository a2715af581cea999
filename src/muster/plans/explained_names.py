"""Codes of the planner's objects as the names that readers know."""

from muster.reference.states import states
from muster.reference.unit_types import unit_types


def state_name(code: str) -> str:
    """Return the State's name; the code where it is no State's."""
    return next((one.name for one in states() if one.iso3 == code), code)


def unit_type_name(code: str) -> str:
    """Return the unit type's name; the code where the catalogue does not have it."""
    return next((one.name for one in unit_types() if one.code == code), code)
