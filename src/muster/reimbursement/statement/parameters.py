"""The numbers that a statement is reckoned with: the shipped defaults, and what a memorandum sets otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction

from muster.reference.parameters import parameter
from muster.reimbursement.statement.cents import plain

BY_DAYS = "days"
"""The one way of paying part months that a source names: by days present over days in the month."""


@dataclass(frozen=True, slots=True)
class StatementParameters:
    """The parameters of a statement by their names in the parameter table; percentages are percent.

    `overridden` names those that the memorandum sets otherwise than the table.
    """

    serviceability_threshold_percent: Fraction
    transport_percent_per_step: Fraction
    transport_step_km: Fraction
    factor_cap_percent: Fraction
    hostile_points_divisor: Fraction
    proration: str
    overridden: frozenset[str] = frozenset()

    def but(self, overrides: Mapping[str, Fraction | str]) -> "StatementParameters":
        """Return the parameters with what a memorandum sets otherwise."""
        values: dict[str, Fraction | str] = dict(overrides)
        return replace(self, **values, overridden=self.overridden | frozenset(values))  # type: ignore[arg-type]

    def said(self, name: str) -> str:
        """Return a parameter as an explanation names it: "factor_cap_percent = 4 (set by the memorandum)"."""
        value = getattr(self, name)
        words = value if isinstance(value, str) else plain(value)
        return f"{name} = {words}{' (set by the memorandum)' if name in self.overridden else ''}"


NAMES = tuple(one.name for one in fields(StatementParameters) if one.name != "overridden")
NUMBERS = tuple(name for name in NAMES if name != "proration")


def shipped_parameters(on: date) -> StatementParameters:
    """Return the parameters as the table has them on a day."""
    numbers = {name: Fraction(parameter(name, on).decimal) for name in NUMBERS}
    return StatementParameters(**numbers, proration=parameter("proration", on).text)  # type: ignore[arg-type]
