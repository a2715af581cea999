"""Safety: fatalities per 1,000 person-years, with an interval. Pure.

Formula of section 9.2 of the dossier, from the public record: fatalities with their days, and monthly strength as
person-years. The interval of 95 per cent is the exact one of a Poisson count (Garwood): a few events tell little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scipy.stats import chi2

from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Unit, Verdict, count
from muster.yardsticks.measures.window import Window

MONTHS_PER_YEAR = 12
THOUSAND = 1_000
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class MonthFact:
    """A month of a mission or a State in the public record: people at its end, and deaths in it."""

    month_end: date
    people: int
    deaths: int
    of: str


def poisson_bounds(events: int) -> tuple[float, float]:
    """Return the exact bounds of 95 per cent of the mean of a Poisson count."""
    low = 0.0 if events == 0 else float(chi2.ppf(TAIL, 2 * events) / 2)
    return low, float(chi2.ppf(1 - TAIL, 2 * events + 2) / 2)


def safety(months: Sequence[MonthFact], window: Window) -> Measured:
    """Return the rate over the months of the window that have a strength, with its interval.

    Deaths of months without a strength are counted apart: there is nothing to divide them by.
    """
    inside = [one for one in months if window.holds(one.month_end)]
    manned = [one for one in inside if one.people > 0]
    years = sum(one.people for one in manned) / MONTHS_PER_YEAR
    deaths = sum(one.deaths for one in manned)
    low, high = poisson_bounds(deaths)
    rate = THOUSAND / years if years else None
    return Measured(
        (
            Figure(
                "Fatalities per 1,000 person-years",
                Unit.RATE,
                deaths * rate if rate else None,
                round(years),
                deaths,
                low * rate if rate else None,
                high * rate if rate else None,
            ),
            count("Fatalities in months without a strength", sum(one.deaths for one in inside) - deaths),
        ),
        tuple(_row(one) for one in sorted(inside, key=lambda one: one.month_end, reverse=True) if one.deaths),
        "The public record has no strength of these months.",
    )


def _row(one: MonthFact) -> Behind:
    return Behind(
        Sort.NONE,
        (),
        f"{one.of}, {one.month_end:%Y-%m}",
        Verdict.FAILS,
        f"{one.deaths} fatalities, {one.people} people",
        on=one.month_end,
        number=float(one.deaths),
    )
