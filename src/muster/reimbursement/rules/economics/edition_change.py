"""What a change of edition does to a calculation: its lines at the rates of another edition, matched by name. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from muster.kit.standing import Standing
from muster.reimbursement.rules.economics.outcome import Outcome, outcome_of
from muster.reimbursement.rules.economics.terms import UnitPlan


@dataclass(frozen=True, slots=True)
class ItemRate:
    """What an edition says of an item. Money in cents."""

    gfmv_cents: int
    life_years: Decimal
    no_fault_percent: Decimal
    maintenance_cents: int


@dataclass(frozen=True)
class RateBook:
    """An edition by the names of its rows, as `name_key` writes them; its standing is that of every rate in it."""

    reference: str
    items: Mapping[str, ItemRate]
    services: Mapping[str, Decimal]
    standing: Standing = Standing.ENTERED


@dataclass(frozen=True)
class EditionChange:
    """A plan at the rates of another edition. `unmatched` keeps its rates: the edition has no row of the name."""

    edition: str
    before: Outcome
    after: Outcome
    unmatched: tuple[str, ...]

    @property
    def gain_cents(self) -> int:
        """Return what more is reimbursed through the horizon; negative where it is less."""
        return self.after.reimbursed_cents - self.before.reimbursed_cents


def name_key(name: str) -> str:
    """Return a name as names are compared: without regard to case and spaces."""
    return " ".join(name.casefold().split())


def at_rates_of(plan: UnitPlan, book: RateBook) -> tuple[UnitPlan, tuple[str, ...]]:
    """Return the plan at the rates of an edition, and the names that the edition does not have."""
    unmatched = [one.item for one in plan.equipment if name_key(one.item) not in book.items]
    unmatched += [one.category for one in plan.services if name_key(one.category) not in book.services]
    lines = []
    for one in plan.equipment:
        rate = book.items.get(name_key(one.item))
        found = one
        if rate is not None:
            found = replace(
                one,
                gfmv_cents=rate.gfmv_cents,
                life_years=rate.life_years,
                no_fault_percent=rate.no_fault_percent,
                maintenance_cents=rate.maintenance_cents,
                standing=book.standing,
            )
        lines.append(found)
    services = tuple(
        replace(one, rate_usd=book.services[name_key(one.category)], standing=book.standing)
        if name_key(one.category) in book.services
        else one
        for one in plan.services
    )
    return replace(plan, equipment=tuple(lines), services=services), tuple(unmatched)


def edition_change(plan: UnitPlan, book: RateBook) -> EditionChange:
    """Return what another edition does to a plan."""
    changed, unmatched = at_rates_of(plan, book)
    return EditionChange(book.reference, outcome_of(plan), outcome_of(changed), unmatched)
