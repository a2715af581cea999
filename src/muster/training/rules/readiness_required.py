"""Which training the people of a unit need before a deployment: by unit type, function and mission. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class RequiredItem:
    """People of units so narrowed need `standard`; empty narrows nothing.

    `usual_people` are counted where no roster is on record; None: the whole strength.
    """

    standard: str
    unit_type: str = ""
    personnel_category: str = ""
    function: str = ""
    usual_people: int | None = None
    asked_by: str = ""
    source: str = ""
    standing: str = ""


def items_of_unit(items: Iterable[RequiredItem], unit_type: str, personnel_category: str) -> tuple[RequiredItem, ...]:
    """Return the items that hold for some people of a unit, in their order."""
    return tuple(
        one for one in items if one.unit_type in ("", unit_type) and one.personnel_category in ("", personnel_category)
    )


def standards_of(items: Iterable[RequiredItem], function: str) -> tuple[str, ...]:
    """Return the standards that somebody in a function needs, each once, in the order of the items."""
    return tuple(dict.fromkeys(one.standard for one in items if one.function in ("", function)))


def people_without_roster(items: Sequence[RequiredItem], strength: int) -> dict[str, int]:
    """Return how many people need each standard where nobody is named yet: at most the strength."""
    found: dict[str, int] = {}
    for one in items:
        people = strength if one.usual_people is None else min(one.usual_people, strength)
        found[one.standard] = max(found.get(one.standard, 0), people)
    return {standard: people for standard, people in found.items() if people}
