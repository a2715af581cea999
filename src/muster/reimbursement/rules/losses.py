"""Who bears a loss, and what is paid for each item of it. Pure.

Source: section 10 of the dossier on reimbursement. Three operators that are easily confused stay apart: a total loss is
repair of *more than* its threshold, damage is significant *from* its threshold on, and damage in transit is paid where
it is *more than* its own.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from muster.kit.named import Named
from muster.reference.parameters import parameter
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement import LossClass, LossThresholds, settled_loss, shipped_thresholds
from muster.reimbursement.statement.cents import as_dollars, plain, shown
from muster.reimbursement.statement.explanation import rule_words
from muster.reimbursement.statement.loss import loss_class, usage_charges
from muster.reimbursement.statement.rates import PERCENT


class LossKind(Named):
    """How equipment was lost or damaged."""

    NO_FAULT = "no-fault", "No-fault incident"
    HOSTILE = "hostile", "Hostile act or forced abandonment"
    NEGLIGENCE = "negligence", "Wilful misconduct or gross negligence"
    TRANSIT_ORGANISATION = "transit-organisation", "In transit, arranged by the organisation"
    TRANSIT_CONTRIBUTOR = "transit-contributor", "In transit, arranged by the contributor"


class LossBearer(Named):
    """Who bears an item of a loss."""

    ORGANISATION = "organisation", "The organisation"
    CONTRIBUTOR = "contributor", "The contributor"
    RATES = "rates", "Covered by the rates"


@dataclass(frozen=True, slots=True)
class LossNumbers:
    """The parameters of losses: percentages of the value, US dollars."""

    thresholds: LossThresholds
    transit_percent: Fraction
    collective_usd: Fraction
    yearly_usd: Fraction


def shipped_loss_numbers(on: date) -> LossNumbers:
    """Return the numbers as the parameter table has them on a day."""
    return LossNumbers(
        shipped_thresholds(on),
        Fraction(parameter("loss_transit_percent", on).decimal),
        Fraction(parameter("loss_hostile_collective_usd", on).decimal),
        Fraction(parameter("loss_hostile_yearly_usd", on).decimal),
    )


@dataclass(frozen=True, slots=True)
class LostItem:
    """An item lost or damaged: `quantity` units of value `gfmv` each, in US dollars.

    `repair` is the cost of repair of a unit (None: lost outright). `factors_paid` are the payments for environment and
    intensified operations for all units together. `is_minor`: spares and minor equipment.
    """

    number: int
    item: str
    quantity: int
    gfmv: Fraction
    repair: Fraction | None
    life_years: Fraction
    months_used: Fraction
    factors_paid: Fraction
    lease: LeaseKind
    is_minor: bool = False

    @property
    def value(self) -> Fraction:
        """Return the value of all units."""
        return self.quantity * self.gfmv

    @property
    def repair_of_all(self) -> Fraction:
        """Return the cost of repair of all units; what is lost outright costs its whole value."""
        return self.value if self.repair is None else self.quantity * self.repair


@dataclass(frozen=True, slots=True)
class LossFacts:
    """An event with its items. `earlier_in_year`: the value lost in hostile acts of the same year before this one.

    None: the yearly rule is off.
    """

    kind: LossKind
    items: tuple[LostItem, ...]
    earlier_in_year: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ReckonedItem:
    """What follows for an item: who bears it, how grave it is, what is paid in cents, and why, a string a step."""

    item: LostItem
    bearer: LossBearer
    kind: LossClass
    amount_cents: int
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LossReckoning:
    """What follows from an event: its items, the collective value of its major equipment, and the sum in cents."""

    items: tuple[ReckonedItem, ...]
    collective: Fraction
    amount_cents: int


def collective_value(items: tuple[LostItem, ...]) -> Fraction:
    """Return the value of the major equipment of an event, in US dollars; minor items do not count."""
    return sum((one.value for one in items if not one.is_minor), Fraction(0))


def reckoning(facts: LossFacts, numbers: LossNumbers) -> LossReckoning:
    """Return who bears an event and what is paid for each of its items."""
    found = tuple(_reckoned(one, facts, numbers) for one in facts.items)
    return LossReckoning(found, collective_value(facts.items), sum(one.amount_cents for one in found))


def _reckoned(item: LostItem, facts: LossFacts, numbers: LossNumbers) -> ReckonedItem:
    kind = loss_class(item.value, item.repair_of_all, numbers.thresholds)
    bearer, told = _borne(item, facts, numbers)
    cents = 0
    if bearer is LossBearer.ORGANISATION:
        cents, more = _settled(item, numbers)
        told = (*told, *more)
    return ReckonedItem(item, bearer, kind, cents, told)


def _borne(item: LostItem, facts: LossFacts, numbers: LossNumbers) -> tuple[LossBearer, tuple[str, ...]]:
    """Return who bears an item of an event, with the rule and what it compared."""
    if item.is_minor:
        return LossBearer.RATES, (rule_words("loss-minor"),)
    if facts.kind is LossKind.NO_FAULT:
        return LossBearer.RATES, (rule_words("loss-no-fault"), *_wet_words(item, numbers))
    if facts.kind is LossKind.NEGLIGENCE:
        return LossBearer.CONTRIBUTOR, (rule_words("loss-negligence"),)
    if facts.kind is LossKind.TRANSIT_CONTRIBUTOR:
        return LossBearer.CONTRIBUTOR, (rule_words("loss-transit-contributor"),)
    if facts.kind is LossKind.TRANSIT_ORGANISATION:
        return _borne_in_transit(item, numbers)
    return _borne_of_hostile_act(facts, numbers)


def _wet_words(item: LostItem, numbers: LossNumbers) -> tuple[str, ...]:
    """Return that repair is in the rates, where damage under a wet lease is what it is about."""
    is_total = loss_class(item.value, item.repair_of_all, numbers.thresholds) is LossClass.TOTAL
    return () if is_total or item.lease is LeaseKind.DRY else (rule_words("loss-wet-repair"),)


def _borne_in_transit(item: LostItem, numbers: LossNumbers) -> tuple[LossBearer, tuple[str, ...]]:
    is_paid = PERCENT * item.repair_of_all > numbers.transit_percent * item.value
    told = (
        rule_words("loss-transit"),
        f"damage of {shown(item.repair_of_all)} on a value of {shown(item.value)}: "
        f"{'more' if is_paid else 'not more'} than {plain(numbers.transit_percent)} %; "
        f"loss_transit_percent = {plain(numbers.transit_percent)}",
    )
    return (LossBearer.ORGANISATION if is_paid else LossBearer.CONTRIBUTOR), told


def _borne_of_hostile_act(facts: LossFacts, numbers: LossNumbers) -> tuple[LossBearer, tuple[str, ...]]:
    collective = collective_value(facts.items)
    is_reached = collective >= numbers.collective_usd
    told = [
        rule_words("loss-hostile"),
        f"collective value {shown(collective)}: {'at or above' if is_reached else 'below'} "
        f"{shown(numbers.collective_usd)}; loss_hostile_collective_usd = {plain(numbers.collective_usd)}",
    ]
    if facts.earlier_in_year is not None:
        of_year = facts.earlier_in_year + collective
        is_reached_in_year = of_year >= numbers.yearly_usd
        told += [
            rule_words("hostile-year"),
            f"with the acts before it in the year {shown(of_year)}: {'at or above' if is_reached_in_year else 'below'} "
            f"{shown(numbers.yearly_usd)}; loss_hostile_yearly_usd = {plain(numbers.yearly_usd)}",
        ]
        is_reached = is_reached or is_reached_in_year
    return (LossBearer.ORGANISATION if is_reached else LossBearer.CONTRIBUTOR), tuple(told)


def _settled(item: LostItem, numbers: LossNumbers) -> tuple[int, tuple[str, ...]]:
    """Return what the organisation pays for an item, in cents, with the rule and the sum."""
    thresholds = numbers.thresholds
    found = settled_loss(
        item.value,
        item.repair_of_all,
        thresholds,
        life_years=item.life_years,
        months_used=item.months_used,
        factors_paid=item.factors_paid,
    )
    compared = f"repair of {shown(item.repair_of_all)} on a value of {shown(item.value)} (quantity {item.quantity})"
    if found.kind is not LossClass.TOTAL:
        return found.amount_cents, (
            rule_words("loss-damage"),
            f"{compared}: {found.kind.label}; loss_significant_percent = {plain(thresholds.significant_percent)}, "
            f"loss_total_percent = {plain(thresholds.total_percent)}; paid {as_dollars(found.amount_cents)}",
        )
    used = usage_charges(item.value, item.life_years, item.months_used)
    return found.amount_cents, (
        rule_words("loss-total"),
        f"{compared}: more than {plain(thresholds.total_percent)} %; loss_total_percent = "
        f"{plain(thresholds.total_percent)}",
        f"{shown(item.value)} less usage {shown(used)} ({plain(item.months_used)} months of "
        f"{plain(item.life_years)} years) less factors {shown(item.factors_paid)}, not below zero = "
        f"{as_dollars(found.amount_cents)}",
    )
