"""Safety: fatalities per 1,000 person-years, with an interval. Pure.

Formula of section 9.2 of the dossier, from the public record: deaths with their days, and monthly strengths as
person-years. Only uniformed people are in both; civilians are counted beside. The interval is the exact one of a
Poisson count at the level of the register: a few deaths tell little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.statistics.figures.safety import poisson_interval
from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Unit, Verdict, count
from muster.yardsticks.measures.window import Window

MONTHS_PER_YEAR = 12
THOUSAND = 1_000
PERCENT = 100


@dataclass(frozen=True, slots=True)
class MonthFact:
    """A month of the public record, by its last day: uniformed people, None where not on record; deaths.

    `deaths` are those of uniformed people, `others` those of civilians and others.
    """

    last_day: date
    people: float | None
    deaths: int
    others: int
    of: str
    source: str = ""


def safety(months: Sequence[MonthFact], look_back: int, level_percent: int, window: Window) -> Measured:
    """Return the rate over the months of the window whose strength is on record, with its interval.

    Without a first day: over the last so many months whose strength is on record by the day, and those between. Deaths
    in months without a strength are counted apart: there is nothing to divide them by.
    """
    inside = [one for one in months if window.holds(one.last_day)]
    if window.since is None:
        last = sorted(one.last_day for one in inside if one.people)[-look_back:]
        inside = [one for one in inside if last and last[0] <= one.last_day <= last[-1]]
    manned = [one for one in inside if one.people]
    years = sum(one.people or 0 for one in manned) / MONTHS_PER_YEAR
    deaths, every = sum(one.deaths for one in manned), sum(one.deaths for one in inside)
    behind = [_row(one) for one in sorted(inside, key=lambda one: one.last_day, reverse=True)]
    return Measured(
        (
            _rate(deaths, years, manned, level_percent),
            count("Months with a strength on record", len(manned)),
            count("Fatalities in months without a strength", every - deaths),
            count("Fatalities of civilians and others", sum(one.others for one in inside)),
        ),
        tuple(behind) if years else (),
        "The public record has no strength of these months.",
        tuple(dict.fromkeys(one.source for one in manned if one.source)),
    )


def _rate(deaths: int, years: float, manned: Sequence[MonthFact], level_percent: int) -> Figure:
    """Return the rate; `of` are the person-years, `part` the deaths."""
    label = "Fatalities of uniformed people per 1,000 person-years"
    if manned:
        days = [one.last_day for one in manned]
        label += f", {min(days):%Y-%m} to {max(days):%Y-%m}"
    if not years:
        return Figure(label, Unit.RATE, None, 0)
    low, high = poisson_interval(deaths, level_percent / PERCENT)
    scale = THOUSAND / years
    return Figure(label, Unit.RATE, deaths * scale, round(years), deaths, low * scale, high * scale)


def _row(one: MonthFact) -> Behind:
    people = "no strength on record" if one.people is None else f"{one.people:,.0f} people"
    return Behind(
        Sort.NONE,
        (),
        f"{one.of}, {one.last_day:%Y-%m}",
        Verdict.ASIDE if not one.people else Verdict.FAILS if one.deaths else Verdict.COUNTS,
        f"{one.deaths} fatalities; {people}",
        on=one.last_day,
        number=float(one.deaths),
    )
