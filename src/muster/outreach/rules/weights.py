"""The weights of the features, from the parameter table: few and fixed, so that every rank can be told in words.

Their source and standing are shown with them. `docs/outreach.md` tells how they were chosen and what they are worth.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Self

from muster.reference.parameters import Parameter, parameter

PREFIX = "outreach_"
KEY = "key"
PERCENT = 100


def under(key: str) -> Any:
    """A field whose value is the row of the parameter table with this key."""
    return field(metadata={KEY: key})


@dataclass(frozen=True)
class _Weights:
    """Weights of one question; each field is a row of the parameter table."""

    @classmethod
    def on(cls, day: date) -> Self:
        """The weights in force on a day."""
        return cls(**{name: float(row.decimal) for name, row in cls.rows(day).items()})

    @classmethod
    def rows(cls, day: date) -> dict[str, Parameter]:
        """The rows of the parameter table behind the weights, by field."""
        return {one.name: parameter(one.metadata[KEY], day) for one in fields(cls)}

    def of(self, name: str) -> float:
        """The weight of the feature of this name."""
        return float(getattr(self, name))


@dataclass(frozen=True)
class ArrivalWeights(_Weights):
    """What speaks for a State's first contingent in a mission."""

    present: float = under("outreach_arrival_present")
    police_only: float = under("outreach_arrival_police_only")
    present_large: float = under("outreach_arrival_present_large")
    rose: float = under("outreach_arrival_rose")
    growth: float = under("outreach_arrival_growth")
    was_there: float = under("outreach_arrival_was_there")
    troops: float = under("outreach_arrival_troops")
    spare: float = under("outreach_arrival_spare")
    entries: float = under("outreach_arrival_entries")
    group: float = under("outreach_arrival_group")
    partners: float = under("outreach_arrival_partners")
    african_in_africa: float = under("outreach_arrival_african_in_africa")


@dataclass(frozen=True)
class UnitWeights(_Weights):
    """What speaks for a State's first unit of a kind in a mission."""

    strength_there: float = under("outreach_unit_strength_there")
    contingent_there: float = under("outreach_unit_contingent_there")
    troops: float = under("outreach_unit_troops")
    own_there_before: float = under("outreach_unit_own_there_before")
    own_elsewhere: float = under("outreach_unit_own_elsewhere")
    shared_there: float = under("outreach_unit_shared_there")


@dataclass(frozen=True)
class Bounds:
    """The bounds within which facts count."""

    contingent_people: int = under("outreach_contingent_people")
    large_troops: int = under("outreach_large_troops")
    people_cap: int = under("outreach_people_cap")
    rise_people: int = under("outreach_rise_people")
    growth_cap: int = under("outreach_growth_cap")
    partner_years: int = under("outreach_partner_years")
    unit_years: int = under("outreach_unit_years")
    unit_missions_cap: int = under("outreach_unit_missions_cap")
    ranks: int = under("outreach_ranks")
    surely_contingent: int = under("outreach_surely_contingent")
    surely_staff: int = under("outreach_surely_staff")
    map_share_percent: int = under("outreach_map_share_percent")
    entry_fading_percent: int = under("outreach_entry_fading_percent")
    entry_years: int = under("outreach_entry_years")
    partner_cushion_percent: int = under("outreach_partner_cushion_percent")

    @classmethod
    def on(cls, day: date) -> "Bounds":
        """The bounds in force on a day."""
        return cls(**{one.name: parameter(one.metadata[KEY], day).integer for one in fields(cls)})


@dataclass(frozen=True)
class Settings:
    """All that drives a ranking on a day."""

    arrival: ArrivalWeights
    unit: UnitWeights
    bounds: Bounds

    @classmethod
    def on(cls, day: date) -> "Settings":
        """The settings in force on a day."""
        return cls(ArrivalWeights.on(day), UnitWeights.on(day), Bounds.on(day))
