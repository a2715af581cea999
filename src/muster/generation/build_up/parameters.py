"""What the parameter table says of build-ups on a day, as the functions of this room want it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from muster.generation.build_up.calibration import Search
from muster.generation.build_up.record import Counting
from muster.generation.build_up.requirement import BATTALION, COMPANY, PLATOON, Sizes
from muster.generation.build_up.simulation import CALIBRATED, Behaviour
from muster.reference.catalogue import table
from muster.reference.parameters import Parameter, parameter
from muster.reference.records import record

KEYS = (
    "build_up_behaviours",
    "build_up_held_months",
    "build_up_reception_people",
    "expected_peak_share_percent",
    "build_up_people_battalion",
    "build_up_people_company",
    "build_up_people_platoon",
    "build_up_battalions_percent",
    "build_up_companies_percent",
)
"""The rows on which a simulated build-up rests, to be shown beside it."""

WHOLE = 100

BOUND_KEYS = (
    "build_up_pace_hundredths",
    "build_up_pace_spread_hundredths",
    "build_up_held_bounds",
    "build_up_late_bounds",
    "build_up_late_months_bounds",
)
"""The bounds within which each of `simulation.CALIBRATED` is searched."""


@dataclass(frozen=True)
class Effort:
    """How much is drawn: build-ups of one mission, and the seed of chance."""

    draws: int
    seed: int


def counting(day: date) -> Counting:
    """Which missions count on the record."""
    return Counting(
        first_year=parameter("build_up_first_year", day).integer,
        window_months=parameter("build_up_window_months", day).integer,
        least_peak=parameter("build_up_least_peak", day).integer,
        inherited_days=parameter("build_up_inherited_days", day).integer,
        inherited_percent=parameter("build_up_inherited_percent", day).integer,
    )


def sizes(day: date) -> Sizes:
    """The usual people of a battalion, a company and a platoon, and their shares of a force."""
    battalions = parameter("build_up_battalions_percent", day).integer
    companies = parameter("build_up_companies_percent", day).integer
    return Sizes(
        people={
            BATTALION: parameter("build_up_people_battalion", day).integer,
            COMPANY: parameter("build_up_people_company", day).integer,
            PLATOON: parameter("build_up_people_platoon", day).integer,
        },
        percent={BATTALION: battalions, COMPANY: companies, PLATOON: WHOLE - battalions - companies},
    )


@dataclass(frozen=True)
class FittedFigures:
    """The figures of one fit of the calibration: a row of the table that the parameter table names."""

    TABLE: ClassVar[str] = "build_up_behaviours"

    number: int
    pace: Decimal
    pace_spread: Decimal
    held_percent: Decimal
    late_percent: Decimal
    late_months: Decimal


def behaviours(day: date) -> tuple[Behaviour, ...]:
    """How missions behave, by each of the fits on the first half of the record."""
    held_months = float(parameter("build_up_held_months", day).integer)
    reception = float(parameter("build_up_reception_people", day).integer)
    filled = float(parameter("expected_peak_share_percent", day).decimal)
    rows = table(parameter("build_up_behaviours", day).table).rows
    figures = [{name: float(getattr(record(FittedFigures, row), name)) for name in CALIBRATED} for row in rows]
    return tuple(
        Behaviour(**one, held_months=held_months, reception=reception, filled_percent=filled) for one in figures
    )


def effort(day: date) -> Effort:
    """How much is drawn for one mission."""
    return Effort(parameter("build_up_draws", day).integer, parameter("build_up_seed", day).integer)


def rows_used(day: date) -> tuple[Parameter, ...]:
    """The rows on which a simulated build-up rests, with source and standing."""
    return tuple(parameter(key, day) for key in KEYS)


def search(day: date) -> Search:
    """How a calibration is searched."""
    return Search(
        bounds=tuple(_bounds(key, day) for key in BOUND_KEYS),
        anywhere=parameter("build_up_search_anywhere", day).integer,
        near=parameter("build_up_search_near", day).integer,
        width=float(parameter("build_up_search_width", day).decimal),
        seed=parameter("build_up_seed", day).integer,
    )


def _bounds(key: str, day: date) -> tuple[float, float]:
    """The bounds of a figure: a range in hundredths for what is no whole number, as the keys say."""
    least, greatest = parameter(key, day).range
    scale = WHOLE if key.endswith("hundredths") else 1
    return least / scale, greatest / scale


def reception_quantile(day: date) -> float:
    """Which quantile of the missions' greatest monthly rises is taken as what a mission can receive."""
    return parameter("build_up_reception_quantile_percent", day).integer / WHOLE


def resamples(day: date) -> int:
    """On how many resamples of its half a calibration is fitted."""
    return parameter("build_up_resamples", day).integer
