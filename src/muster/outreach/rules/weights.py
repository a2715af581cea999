"""The weights of the features, from the parameter table: few and fixed, so that every rank can be told in words.

Their source and standing are shown with them. `docs/outreach.md` tells how they were chosen and what they are worth.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Self

from muster.reference.parameters import Parameter, parameter

PREFIX = "outreach_"


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
        return {one.name: parameter(f"{cls.key_prefix()}{one.name}", day) for one in fields(cls)}

    @classmethod
    def key_prefix(cls) -> str:
        """What the keys of this kind begin with."""
        raise NotImplementedError

    def of(self, name: str) -> float:
        """The weight of the feature of this name."""
        return float(getattr(self, name))


@dataclass(frozen=True)
class ArrivalWeights(_Weights):
    """What speaks for a State's first contingent in a mission."""

    present: float
    police_only: float
    present_large: float
    rose: float
    growth: float
    was_there: float
    troops: float
    spare: float
    entries: float
    group: float
    partners: float
    african_in_africa: float

    @classmethod
    def key_prefix(cls) -> str:
        """What the keys begin with."""
        return f"{PREFIX}arrival_"


@dataclass(frozen=True)
class UnitWeights(_Weights):
    """What speaks for a State's first unit of a kind in a mission."""

    strength_there: float
    contingent_there: float
    troops: float
    own_there_before: float
    own_elsewhere: float
    shared_there: float

    @classmethod
    def key_prefix(cls) -> str:
        """What the keys begin with."""
        return f"{PREFIX}unit_"


@dataclass(frozen=True)
class Bounds:
    """The bounds within which facts count."""

    contingent_people: int
    large_troops: int
    people_cap: int
    rise_people: int
    growth_cap: int
    partner_years: int
    unit_years: int
    unit_missions_cap: int
    ranks: int

    @classmethod
    def on(cls, day: date) -> "Bounds":
        """The bounds in force on a day."""
        return cls(**{one.name: parameter(f"{PREFIX}{one.name}", day).integer for one in fields(cls)})


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
