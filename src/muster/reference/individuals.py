"""What is asked of individuals by category, and for how many months a category serves. Pure."""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from muster.reference.errors import UnknownFactError
from muster.reference.records import records


@dataclass(frozen=True)
class IndividualRule:
    """A rule of eligibility that is asked of a category; `waived_by` is secretariat or nobody."""

    TABLE: ClassVar[str] = "individual_rules"

    category: str
    rule: str
    waived_by: str
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class TourLength:
    """Months that a category serves; None: no bound is known."""

    TABLE: ClassVar[str] = "tour_lengths"

    category: str
    name: str
    months_min: int | None
    months_max: int | None
    months_usual: int
    extension_months_max: int | None
    source: str
    standing: str
    note: str


@cache
def individual_rules(category: str) -> tuple[IndividualRule, ...]:
    """Return the rules that are asked of a category of tour. Raises UnknownFactError where none is known."""
    found = tuple(one for one in records(IndividualRule) if one.category == category)
    if not found:
        raise UnknownFactError(IndividualRule.TABLE, category)
    return found


@cache
def tour_length(category: str) -> TourLength:
    """Return how long a category serves. Raises UnknownFactError."""
    found: dict[str, TourLength] = {one.category: one for one in records(TourLength)}
    if category not in found:
        raise UnknownFactError(TourLength.TABLE, category)
    return found[category]
