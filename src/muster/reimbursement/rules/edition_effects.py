"""What the step from one edition to another would mean for a memorandum: a year at full payment. Pure.

Every agreed line is taken as paid in full, all units present and serviceable and all people served, in each of twelve
months; a month is rounded once, half up, to the cent, as a statement does. The mission factors are left out: they are
the mission's and not the edition's. Special cases have no standard rate, and what serves self-sustainment earns none.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from muster.reimbursement.rules.edition_comparison import equipment_by_name, services_by_name
from muster.reimbursement.rules.edition_rows import folded
from muster.reimbursement.rules.edition_terms import EquipmentRateTerms, RateRows
from muster.reimbursement.statement import Lease, MajorEquipment
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR, cents_half_up
from muster.reimbursement.statement.rates import MONTHS_PER_YEAR, equipment_basis


@dataclass(frozen=True, slots=True)
class AgreedItems:
    """An agreed line of major equipment, as far as its standard rate matters. `category` may be empty.

    `rate_item` names the row of an edition where that calls the item otherwise (empty: as `item`).
    """

    category: str
    item: str
    quantity: int
    lease: Lease
    has_standard_rate: bool = True
    rate_item: str = ""


@dataclass(frozen=True, slots=True)
class AgreedPeople:
    """An agreed category of self-sustainment, for at most `ceiling` people; `rate_category` as `rate_item` above."""

    category: str
    ceiling: int
    rate_category: str = ""


@dataclass(frozen=True, slots=True)
class YearlyEffect:
    """Cents a year under both editions, of the lines that both have a rate for; `unmatched` names the others."""

    before_cents: int
    after_cents: int
    matched: int
    unmatched: tuple[str, ...]

    @property
    def difference_cents(self) -> int:
        """What the second edition pays more in a year; negative: less."""
        return self.after_cents - self.before_cents


class RatesByName:
    """The monthly rates of an edition by the names of its rows; each lease of a row is reckoned once."""

    def __init__(self, rows: RateRows) -> None:
        self._equipment = equipment_by_name(rows)
        self._services = services_by_name(rows)
        counts = Counter(item for _category, item in self._equipment)
        self._by_item = {name[1]: row for name, row in self._equipment.items() if counts[name[1]] == 1}
        self._known: dict[tuple[str, str, Lease], Fraction | None] = {}

    def equipment(self, line: AgreedItems) -> Fraction | None:
        """Return the rate of one unit in dollars a month, None where the edition has none.

        A line is found by category and item; by the item alone where only one category has it.
        """
        key = (folded(line.category), folded(line.rate_item or line.item), line.lease)
        if key not in self._known:
            row = self._equipment.get(key[:2]) or self._by_item.get(key[1])
            self._known[key] = None if row is None else equipment_basis(_one_unit(row, line.lease))
        return self._known[key]

    def service(self, line: AgreedPeople) -> Fraction | None:
        """Return the rate for one person in dollars a month, None where the edition has none."""
        row = self._services.get(folded(line.rate_category or line.category))
        return None if row is None else Fraction(row.rate_usd)


def _one_unit(row: EquipmentRateTerms, lease: Lease) -> MajorEquipment:
    """Return a row as one unit under a lease, as the statement reads it."""
    return MajorEquipment(
        item=row.item,
        quantity=1,
        lease=lease,
        gfmv=Fraction(row.gfmv_cents, CENTS_PER_DOLLAR),
        life_years=Fraction(row.life_years),
        no_fault_percent=Fraction(row.no_fault_percent),
        maintenance=Fraction(row.maintenance_cents, CENTS_PER_DOLLAR),
    )


def yearly_effect(
    items: tuple[AgreedItems, ...], people: tuple[AgreedPeople, ...], first: RatesByName, second: RatesByName
) -> YearlyEffect:
    """Return what a memorandum's lines earn in a year under the first and the second edition."""
    before = after = matched = 0
    unmatched: list[str] = []
    counted = [
        *((one.item, one.quantity, first.equipment(one), second.equipment(one))
          for one in items if one.has_standard_rate),
        *((one.category, one.ceiling, first.service(one), second.service(one)) for one in people),
    ]  # fmt: skip
    for name, count, old, new in counted:
        if old is None or new is None:
            unmatched.append(name)
            continue
        matched += 1
        before += MONTHS_PER_YEAR * cents_half_up(count * old)
        after += MONTHS_PER_YEAR * cents_half_up(count * new)
    return YearlyEffect(before, after, matched, tuple(unmatched))
