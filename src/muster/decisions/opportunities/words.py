"""Opportunities in few words: what it takes, what stops it, what is touched. English, as the rules' own words are."""

from decimal import Decimal

from muster.decisions.opportunities.facts import Interest, Opportunity, Risk, Timing
from muster.kit.day_text import long_day
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

NOTHING_TO_DO = "nothing: it may stand as it is"


def takes(one: Opportunity) -> str:
    """Return what it takes in one line: the stops, or the kinds of steps with how many, and the days."""
    if one.stops:
        return " ".join(stop.words for stop in one.stops)
    if not one.steps:
        return NOTHING_TO_DO
    counted: dict[str, int] = {}
    for step in one.steps:
        counted[step.kind.value] = counted.get(step.kind.value, 0) + 1
    named = ", ".join(f"{kind}{f' ({count})' if count > 1 else ''}" for kind, count in counted.items())
    assumed = "about " if one.timing.assumed_days else ""
    return f"{named}: {assumed}{one.timing.longest_days} days"


def lead_time(timing: Timing) -> str:
    """Return whether the unit could be there in time, and by how many days."""
    if timing.late_days:
        return f"late by {timing.late_days} days: ready on {long_day(timing.ready)}"
    if timing.spare_days:
        return f"in time, {timing.spare_days} days to spare: ready on {long_day(timing.ready)}"
    return f"just in time: ready on {long_day(timing.ready)}"


def rests_on(one: Opportunity) -> str:
    """Return what the need itself rests on: a holder's tour that ends, a mandate that must be renewed."""
    demand = one.demand
    said = []
    if demand.holder:
        said.append(f"the tour of {demand.holder_name or demand.holder} ends on {long_day(demand.wanted_from)}")
    if not demand.is_mandated:
        said.append("no mandate in force is on record")
    elif demand.rests_on_renewal and demand.mandate_until is not None:
        said.append(
            f"the mandate known ends on {long_day(demand.mandate_until)}; what comes after rests on its renewal"
        )
    return "; ".join(said) or "a published requirement that nobody fills"


def interest_words(one: Interest) -> str:
    """Return an interest with its weight: unit-type ENG-CON (+2)."""
    return f"{one.kind} {one.value} ({one.weight:+d})"


def risk_words(risk: Risk) -> str:
    """Return the rate with its interval, or why there is none."""
    if risk.rate is None:
        return risk.absence or "not known"
    interval = f" ({risk.low} to {risk.high})" if risk.low is not None and risk.high is not None else ""
    trend = f", {risk.trend}" if risk.trend else ""
    return f"{risk.rate} deaths per 1,000 person-years{interval}{trend}"


def dollars_or_none(cents: int | None) -> Decimal | None:
    """Return cents as dollars, None where they are not known."""
    return None if cents is None else Decimal(cents) / CENTS_PER_DOLLAR


def money_words(cents: int | None) -> str:
    """Return whole dollars, or that they are not known."""
    dollars = dollars_or_none(cents)
    return "not known" if dollars is None else f"{dollars:,.0f} US dollars"
