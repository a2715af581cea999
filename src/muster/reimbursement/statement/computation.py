"""From a memorandum to its statement: a line for each entry and month, what is withheld, and the totals. Pure.

Amounts are reckoned in whole numbers: unit-days times the exact rate over the days of the month, rounded once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR
from muster.reimbursement.statement.group_serviceability import Span, group_spans
from muster.reimbursement.statement.memorandum import MajorEquipment, Memorandum, Personnel
from muster.reimbursement.statement.months import BilledMonth, billed_months
from muster.reimbursement.statement.personnel_rates import PersonnelRates, RateSpan, mean_rate, shipped_rates
from muster.reimbursement.statement.rates import dry_excess, equipment_rate, self_sustainment_rate, with_factors
from muster.reimbursement.statement.terms import PaidKind, WithheldRule
from muster.reimbursement.statement.unit_days import MonthCuts, UnitDays, equipment_days, personnel_days, service_days

NAME_OF_PERSONNEL = "personnel"


@dataclass(slots=True)
class StatementLine:
    """What one entry of the memorandum earns in one month. `entry` is its place in the list of its kind.

    `unit_days` over `month.days_in_month` are the units; `rate` is exact US dollars a unit and month; `amount_cents` is
    rounded once.
    """

    month: BilledMonth
    kind: PaidKind
    entry: int
    item: str
    unit_days: int
    rate: Fraction
    amount_cents: int

    @property
    def units(self) -> Fraction:
        """Return the units paid: unit-days over days in the month."""
        return Fraction(self.unit_days, self.month.days_in_month)


@dataclass(slots=True)
class Withheld:
    """What is not paid of an entry in a month under a rule, in unit-days and cents."""

    month: BilledMonth
    kind: PaidKind
    entry: int
    item: str
    rule: WithheldRule
    unit_days: int
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of the rounded lines, in cents."""

    personnel_cents: int
    major_equipment_cents: int
    self_sustainment_cents: int

    @property
    def all_cents(self) -> int:
        """Return the sum of all lines."""
        return self.personnel_cents + self.major_equipment_cents + self.self_sustainment_cents


@dataclass(frozen=True)
class Statement:
    """What is owed under a memorandum, month by month, and what is withheld."""

    memorandum: Memorandum
    rates: PersonnelRates
    lines: tuple[StatementLine, ...]
    withheld: tuple[Withheld, ...] = field(default=())

    @cached_property
    def totals(self) -> Totals:
        """Return the totals by kind."""
        sums = dict.fromkeys(PaidKind, 0)
        for line in self.lines:
            sums[line.kind] += line.amount_cents
        return Totals(*(sums[kind] for kind in PaidKind))

    def withheld_of(self, line: StatementLine) -> list[Withheld]:
        """Return what is withheld of a line's entry in its month."""
        return self._withheld_by_line.get((line.month.start, line.kind, line.entry), [])

    @cached_property
    def spans_of_equipment(self) -> list[Sequence[Span]]:
        """Return for each line of equipment when its group reaches the threshold; reckoned at the first explanation."""
        return equipment_spans(self.memorandum)

    @cached_property
    def _withheld_by_line(self) -> dict[tuple[int, PaidKind, int], list[Withheld]]:
        found: dict[tuple[int, PaidKind, int], list[Withheld]] = {}
        for one in self.withheld:
            found.setdefault((one.month.start, one.kind, one.entry), []).append(one)
        return found


def statement_of(memorandum: Memorandum, rates: PersonnelRates | None = None) -> Statement:
    """Return the statement of a memorandum, with the shipped rates for personnel where none are given.

    Raises `MemorandumRefused` where people are billed for a day without a single rate.
    """
    rates = rates or shipped_rates()
    months = billed_months(memorandum.start, memorandum.until)
    cuts = MonthCuts(months)
    lines: list[StatementLine] = []
    withheld: list[Withheld] = []
    for number, period in enumerate(memorandum.personnel):
        lines.extend(_personnel_lines(number, period, cuts, rates))
    for number, item, days in _all_equipment(memorandum, cuts):
        rate = equipment_rate(item, memorandum.factors)
        _book(lines, withheld, _Entry(PaidKind.MAJOR_EQUIPMENT, number, item.item, rate), days, months)
        withheld.extend(_dry_excess(memorandum, number, item, days, months))
    for number, category in enumerate(memorandum.self_sustainment):
        rate = self_sustainment_rate(category, memorandum.factors)
        entry = _Entry(PaidKind.SELF_SUSTAINMENT, number, category.category, rate)
        _book(lines, withheld, entry, service_days(category, cuts), months)
    return Statement(memorandum, rates, _by_month(lines), _by_month(withheld))


Row = TypeVar("Row", StatementLine, Withheld)


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: PaidKind
    number: int
    item: str
    rate: Fraction


def _by_month(rows: list[Row]) -> tuple[Row, ...]:
    """Return rows month by month, in each month in the order in which they were made."""
    return tuple(sorted(rows, key=lambda row: row.month.start))


def _amount_cents(unit_days: int, rate: Fraction, days_in_month: int) -> int:
    """Return unit-days at a monthly rate in cents, rounded once, half up; in whole numbers throughout."""
    divisor = rate.denominator * days_in_month
    return (2 * CENTS_PER_DOLLAR * rate.numerator * unit_days + divisor) // (2 * divisor)


def _book(
    lines: list[StatementLine], withheld: list[Withheld], entry: _Entry, days: UnitDays, months: Sequence[BilledMonth]
) -> None:
    kind, number, item, rate = entry.kind, entry.number, entry.item, entry.rate
    for month, paid in zip(months, days.paid, strict=True):
        cents = _amount_cents(paid, rate, month.days_in_month)
        lines.append(StatementLine(month, kind, number, item, paid, rate, cents))
    for rule, by_month in days.withheld.items():
        for month, unit_days in zip(months, by_month, strict=True):
            if unit_days:
                cents = _amount_cents(unit_days, rate, month.days_in_month)
                withheld.append(Withheld(month, kind, number, item, rule, unit_days, cents))


def _personnel_lines(number: int, period: Personnel, cuts: MonthCuts, rates: PersonnelRates) -> Iterator[StatementLine]:
    """Yield a line a month for one strength; a month without days of it has a line of nothing."""
    billed = {month: (first, until) for month, first, until, _people in personnel_days(period, cuts)}
    people = min(period.count, period.ceiling)
    for place, month in enumerate(cuts.months):
        pieces: list[tuple[int, RateSpan]] = []
        if place in billed:
            pieces = list(rates.pieces(*billed[place], f"personnel[{number}]"))
        unit_days = people * sum(length for length, _span in pieces)
        rate = mean_rate(pieces) if pieces else Fraction(0)
        cents = _amount_cents(unit_days, rate, month.days_in_month)
        yield StatementLine(month, PaidKind.PERSONNEL, number, NAME_OF_PERSONNEL, unit_days, rate, cents)


def _all_equipment(memorandum: Memorandum, cuts: MonthCuts) -> Iterator[tuple[int, MajorEquipment, UnitDays]]:
    """Yield every line of equipment with its place and unit-days, group by group as the serviceability rule asks."""
    spans = equipment_spans(memorandum)
    for number, item in enumerate(memorandum.major_equipment):
        yield number, item, equipment_days(item, cuts, spans[number])


def equipment_spans(memorandum: Memorandum) -> list[Sequence[Span]]:
    """Return for each line of equipment when its group reaches the serviceability threshold."""
    groups: dict[tuple[str, int], list[MajorEquipment]] = {}
    for number, item in enumerate(memorandum.major_equipment):
        if not item.used_for_self_sustainment:
            groups.setdefault(group_key(item, number), []).append(item)
    first, until = memorandum.start.toordinal(), memorandum.until.toordinal()
    threshold = memorandum.parameters.serviceability_threshold_percent
    spans = {key: group_spans(items, first, until, threshold) for key, items in groups.items()}
    return [spans.get(group_key(item, number), ()) for number, item in enumerate(memorandum.major_equipment)]


def group_key(item: MajorEquipment, number: int) -> tuple[str, int]:
    """Return what an item's group is known by: its name, or the item's own place where it names none."""
    return (item.group, -1) if item.group else ("", number)


def _dry_excess(
    memorandum: Memorandum, number: int, item: MajorEquipment, days: UnitDays, months: Sequence[BilledMonth]
) -> Iterator[Withheld]:
    """Yield what the dry rate lost, month by month, because the organisation's maintenance costs more than its rate."""
    excess = dry_excess(item)
    if not excess:
        return
    rate = with_factors(excess, item, memorandum.factors)
    for month, paid in zip(months, days.paid, strict=True):
        if paid:
            cents = _amount_cents(paid, rate, month.days_in_month)
            rule = WithheldRule.DRY_LEASE_EXCESS
            yield Withheld(month, PaidKind.MAJOR_EQUIPMENT, number, item.item, rule, paid, cents)
