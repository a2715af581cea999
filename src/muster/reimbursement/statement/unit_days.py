"""Unit-days of a line by month: how many are paid, and how many are withheld under which rule. Pure.

A unit-day is one unit (or one person) on one day. Source: sections 5 and 7 of the dossier on reimbursement.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from muster.reimbursement.statement.group_serviceability import Span
from muster.reimbursement.statement.memorandum import Lease, MajorEquipment, Personnel, SelfSustainment
from muster.reimbursement.statement.months import BilledMonth
from muster.reimbursement.statement.terms import WithheldRule


@dataclass(slots=True)
class UnitDays:
    """Unit-days of one line, one number a month: those paid, and those withheld by rule."""

    paid: list[int]
    withheld: dict[WithheldRule, list[int]] = field(default_factory=dict)

    def withhold(self, rule: WithheldRule, month: int, unit_days: int) -> None:
        """Add unit-days that are not paid in a month; none leaves no trace."""
        if unit_days > 0:
            self.withheld.setdefault(rule, [0] * len(self.paid))[month] += unit_days


class MonthCuts:
    """Cuts days into months and spans; made once for a memorandum."""

    def __init__(self, months: Sequence[BilledMonth]) -> None:
        self.months = months
        self.starts = [month.start for month in months]

    def pieces(self, first: int, until: int) -> Iterator[tuple[int, int, int]]:
        """Yield the number of each month that has days of `[first, until)`, and those days `(first, until)`."""
        if not self.months:
            return
        first, until = max(first, self.months[0].start), min(until, self.months[-1].until)
        number = bisect_right(self.starts, first) - 1
        while first < until:
            end = min(until, self.months[number].until)
            yield number, first, end
            number, first = number + 1, end


def equipment_days(item: MajorEquipment, cuts: MonthCuts, spans: Sequence[Span]) -> UnitDays:
    """Return the unit-days of a line of equipment whose group reaches the threshold in `spans`.

    Present and serviceable are first cut to what is agreed: more earns nothing.
    """
    found = UnitDays([0] * len(cuts.months))
    unverified = [month.until - month.start for month in cuts.months]
    for period in item.verified:
        present, serviceable = min(period.present, item.quantity), min(period.serviceable, item.quantity)
        for month, first, until in cuts.pieces(period.start.toordinal(), period.until.toordinal()):
            days = until - first
            unverified[month] -= days
            _settle(found, item, month, present, serviceable, days, _days_reached(spans, first, until))
    for month, days in enumerate(unverified):
        found.withhold(_UNVERIFIED[item.used_for_self_sustainment], month, item.quantity * days)
    return found


_UNVERIFIED = {False: WithheldRule.NOT_VERIFIED, True: WithheldRule.USED_FOR_SELF_SUSTAINMENT}


def _settle(
    found: UnitDays, item: MajorEquipment, month: int, present: int, serviceable: int, days: int, reached: int
) -> None:
    """Pay or withhold the units of some days of a month; on `reached` of the days the group reaches the threshold."""
    if item.used_for_self_sustainment:
        found.withhold(WithheldRule.USED_FOR_SELF_SUSTAINMENT, month, item.quantity * days)
        return
    found.withhold(WithheldRule.ABSENT, month, (item.quantity - present) * days)
    if item.weapon_out:
        found.withhold(WithheldRule.WEAPON_OUT, month, present * days)
    elif item.lease is Lease.DRY:
        found.paid[month] += present * days
    else:
        below = days - reached
        found.paid[month] += present * reached + serviceable * below
        found.withhold(WithheldRule.UNSERVICEABLE, month, (present - serviceable) * below)


def _days_reached(spans: Sequence[Span], first: int, until: int) -> int:
    """Return on how many days of `[first, until)` the threshold is reached."""
    return sum(
        max(0, min(until, span_until) - max(first, span_first))
        for span_first, span_until, is_reached in spans
        if is_reached
    )


def service_days(category: SelfSustainment, cuts: MonthCuts) -> UnitDays:
    """Return the person-days of a category: people up to the ceiling, without those whom the organisation serves."""
    found = UnitDays([0] * len(cuts.months))
    for period in category.verified:
        people = min(period.people, category.ceiling)
        served = min(people, period.served_by_un)
        for month, first, until in cuts.pieces(period.start.toordinal(), period.until.toordinal()):
            days = until - first
            found.withhold(WithheldRule.SERVED_BY_UN, month, served * days)
            if period.standard_met:
                found.paid[month] += (people - served) * days
            else:
                found.withhold(WithheldRule.STANDARD_NOT_MET, month, (people - served) * days)
    return found


def personnel_days(period: Personnel, cuts: MonthCuts) -> Iterator[tuple[int, int, int, int]]:
    """Yield month by month the days of a strength, `(month, first, until, people paid)`."""
    people = min(period.count, period.ceiling)
    for month, first, until in cuts.pieces(period.start.toordinal(), period.until.toordinal()):
        yield month, first, until, people
