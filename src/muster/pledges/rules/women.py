"""The share of women in a pledge, by the traffic light of the Uniformed Gender Parity Strategy 2018-2028. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from muster.reference.catalogue import Row, table
from muster.reference.parameters import Parameter, parameter
from muster.reference.unit_types import UnitType

TARGET_COLUMNS = {
    "troops": "troops",
    "individual military": "military_observers_and_staff_officers",
    "individual police": "individual_police",
    "police": "individual_police",
}
"""Category of personnel: the column of the strategy's targets. Police in formed units have a column of their own."""
FORMED_POLICE = "formed police"


class Light(StrEnum):
    """What the light shows; the words are the strategy's."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True)
class WomenStanding:
    """The women of a pledge against the target of a year; `share` and the limits in per cent."""

    women: int
    people: int
    share: Decimal
    target: Row
    target_percent: int
    yellow_minimum: Parameter
    light: Light


def target_column(kind: UnitType) -> str:
    """Return the column of the strategy's targets for a unit type; empty where the strategy sets none.

    It sets none for civil defence and government-provided personnel (section 5.6 of the dossier).
    """
    if kind.category == FORMED_POLICE:
        return "formed_police_units"
    return TARGET_COLUMNS.get(kind.personnel_category, "")


def light(women: int, people: int, *, target_percent: int, yellow_minimum_percent: Decimal) -> Light:
    """Return the light for `women` of `people` (at least one).

    Green meets or exceeds the target; yellow has at least the minimum; red has fewer (S42, section 5.6 of the
    dossier). Shares are compared unrounded. Nobody may waive it: it is a report, no condition.
    """
    if 100 * women >= target_percent * people:
        return Light.GREEN
    if 100 * women >= yellow_minimum_percent * people:
        return Light.YELLOW
    return Light.RED


def women_standing(kind: UnitType, women: int, people: int, *, day: date) -> WomenStanding | None:
    """Return how a pledge stands against the target of the year of `day`; None where there is no target.

    The strategy has targets from 2019 to 2028; for another year nothing is said.
    """
    return women_against(target_column(kind), women, people, day=day)


def women_against(column: str, women: int, people: int, *, day: date) -> WomenStanding | None:
    """Return how women stand against the target in a column of the strategy's table; None where there is none."""
    target = table(parameter("ugps_targets", on=day).table).by_key.get(str(day.year))
    if not column or target is None:
        return None
    percent = target[column]
    if not isinstance(percent, int):
        return None
    minimum = parameter("gender_yellow_minimum_percent", on=day)
    shown = light(women, people, target_percent=percent, yellow_minimum_percent=minimum.decimal)
    share = (Decimal(100 * women) / people).quantize(Decimal("0.1"))
    return WomenStanding(women, people, share, target, percent, minimum, shown)
