"""The mission factors: what environment, intensified operations, hostile action and transportation add. Pure.

Source: section 4 of the dossier on reimbursement. All are percent; that they add up is recalled.
"""

from dataclasses import dataclass
from fractions import Fraction

from muster.reimbursement.statement.parameters import StatementParameters

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class MissionFactors:
    """Factors in percent. `hostile_points` and `route_km` are what hostile and transport were reckoned from, if so."""

    environment: Fraction = NOTHING
    intensified: Fraction = NOTHING
    hostile: Fraction = NOTHING
    transport: Fraction = NOTHING
    hostile_points: int | None = None
    route_km: int | None = None


NO_FACTORS = MissionFactors()


def hostile_percent(points: int, parameters: StatementParameters) -> Fraction:
    """Return the factor for hostile action of a decision sheet's points: points over the divisor, at most the cap."""
    return min(points / parameters.hostile_points_divisor, parameters.factor_cap_percent)


def transport_percent(route_km: int, parameters: StatementParameters) -> Fraction:
    """Return the factor for incremental transportation: for each complete step of the route beyond the first."""
    steps = max(0, route_km // parameters.transport_step_km - 1)
    return steps * parameters.transport_percent_per_step
