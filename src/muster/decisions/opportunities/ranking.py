"""How opportunities rank: hard stops last, then by the sum of a few parts, each shown with its figure. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from muster.decisions.opportunities.facts import Opportunity, OpportunityNumbers, PartKey, ScorePart

DAYS_PER_MONTH = 30
CENTS_PER_MILLION = 100_000_000
TENTH = Decimal("0.1")
NOT_KNOWN = "not known"


def scored(one: Opportunity, numbers: OpportunityNumbers) -> Opportunity:
    """Return an opportunity with the parts of its score. Local choice: what each part weighs is a parameter.

    More steps, a longer way, a later arrival and a higher risk only ever take points away.
    """
    return replace(one, parts=parts_of(one, numbers))


def parts_of(one: Opportunity, numbers: OpportunityNumbers) -> tuple[ScorePart, ...]:
    """Return the parts of a score, each with what was measured; nothing is measured where nothing is known."""
    return (
        _part(
            PartKey.SUITABILITY, f"{_whole(one.suitability * 100)} %", "opportunity_points_suitability",
            numbers.points_suitability, one.suitability,
        ),
        _part(
            PartKey.STEPS, str(len(one.steps)), "opportunity_points_step", numbers.points_step, Decimal(-len(one.steps))
        ),
        _part(
            PartKey.WAIT, f"{one.timing.longest_days} days", "opportunity_points_wait_month",
            numbers.points_wait_month, _months(-one.timing.longest_days),
        ),
        _part(
            PartKey.LATE, f"{one.timing.late_days} days", "opportunity_points_late_month", numbers.points_late_month,
            _months(-one.timing.late_days),
        ),
        _part(
            PartKey.INTERESTS, f"{one.interest:+d}", "opportunity_points_interest", numbers.points_interest,
            Decimal(one.interest),
        ),
        _money(one, numbers),
        _risk(one, numbers),
    )  # fmt: skip


def _part(key: PartKey, figure: str, parameter: str, weight: int, measured: Decimal) -> ScorePart:
    return ScorePart(key, figure, parameter, weight, _tenths(weight * measured))


def _money(one: Opportunity, numbers: OpportunityNumbers) -> ScorePart:
    """What is left of a first tour, in millions of US dollars, within bounds; nothing where it is not known."""
    net = one.money.net_cents
    key, weight = "opportunity_points_money_million", numbers.points_money_million
    if net is None:
        return ScorePart(PartKey.MONEY, NOT_KNOWN, key, weight, Decimal("0.0"))
    millions = Decimal(net) / CENTS_PER_MILLION
    most = Decimal(numbers.points_money_most)
    points = max(-most, min(most, weight * millions))
    return ScorePart(PartKey.MONEY, f"{_tenths(millions * 10) / 10} million US dollars", key, weight, _tenths(points))


def _risk(one: Opportunity, numbers: OpportunityNumbers) -> ScorePart:
    """The deaths per 1,000 person-years take points away, up to a bound; nothing where they are not known."""
    key, weight = "opportunity_points_risk", numbers.points_risk
    if one.risk.rate is None:
        return ScorePart(PartKey.RISK, NOT_KNOWN, key, weight, Decimal("0.0"))
    points = max(-Decimal(numbers.points_risk_most), -weight * one.risk.rate)
    return ScorePart(PartKey.RISK, f"{one.risk.rate} deaths per 1,000 person-years", key, weight, _tenths(points))


def _months(days: int) -> Decimal:
    return Decimal(days) / DAYS_PER_MONTH


def _tenths(points: Decimal) -> Decimal:
    """Return points rounded to a tenth, halves to even; never a minus nothing."""
    return points.quantize(TENTH, rounding=ROUND_HALF_EVEN) + Decimal("0.0")


def _whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def ranked(opportunities: Iterable[Opportunity]) -> tuple[Opportunity, ...]:
    """Return opportunities in their rank: those without a hard stop by falling score, then those with one.

    Ties go to what is wanted first, then by the references of post and unit: the same record gives the same order.
    """
    return tuple(sorted(opportunities, key=_key))


def _key(one: Opportunity) -> tuple[bool, Decimal, date, str, str]:
    return (
        one.is_stopped,
        -one.score,
        one.demand.wanted_from,
        one.demand.post.reference,
        one.unit.pledge.reference,
    )
