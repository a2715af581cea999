"""The items of a loss as they are written: what an agreed line gives, and what is counted from the record."""

from decimal import Decimal
from fractions import Fraction

from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.reimbursement.loss_terms import MOST_ITEMS, LossItemTerms
from muster.reimbursement.models import AgreedEquipment, LossEvent, LossItem, Memorandum
from muster.reimbursement.queries.losses import agreed_lines, factor_spans, first_agreed_on, version_on
from muster.reimbursement.rules.factors_paid import exact_months, factors_paid
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement import dry_rate
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR, cents_half_up

FOUR_PLACES = Decimal("0.0001")


def write_items(event: LossEvent, items: tuple[LossItemTerms, ...]) -> None:
    """Write the items of a case in place of those before. Raises Refused with a line for each thing that is wrong."""
    what = f"Loss {event.reference}"
    if len(items) > MOST_ITEMS:
        raise Refused(f"{what} has more than {MOST_ITEMS} items; make two of it.")
    lines = {one.number: one for one in agreed_lines(event.memorandum, event.happened_on)}
    problems: list[Problem] = []
    for number, terms in enumerate(items, start=1):
        problems.extend(_item_problems(f"item {number}", terms, lines))
    if problems:
        raise Refused(f"{what} cannot be written.", problems)
    record = _Record(event)
    rows = [
        record.item(number, terms, None if terms.agreed is None else lines[terms.agreed])
        for number, terms in enumerate(items, start=1)
    ]
    for row in rows:
        require_clean_fields(row, f"{what}, item {row.number}")
    event.items.all().delete()
    LossItem.objects.bulk_create(rows)


def _item_problems(place: str, terms: LossItemTerms, lines: dict[int, AgreedEquipment]) -> list[Problem]:
    """Return what is wrong with an item: an agreed line that there is, or values of its own."""
    if terms.agreed is not None:
        if terms.agreed not in lines:
            return [Problem(place, f"nothing is agreed in line {terms.agreed} on that day", "choose another line")]
        most = lines[terms.agreed].quantity
        if terms.quantity > most:
            return [Problem(place, f"{terms.quantity} were lost of {most} agreed", "give at most so many")]
        return []
    problems = []
    if not terms.item.strip():
        problems.append(Problem(place, "it has no name", "name the item, or choose an agreed line"))
    if not terms.gfmv_cents or not terms.life_years:
        problems.append(Problem(place, "value or useful life is missing", "give both, or choose an agreed line"))
    if terms.lease not in [one.value for one in LeaseKind]:
        ways = ", ".join(one.value for one in LeaseKind)
        problems.append(Problem(place, "its lease is not given", f"give one of {ways}"))
    return problems


class _Record:
    """What the record says of a memorandum before an event, read once for all items."""

    def __init__(self, event: LossEvent) -> None:
        self.event = event
        memorandum: Memorandum = event.memorandum
        self.since = first_agreed_on(memorandum) or event.happened_on
        version = version_on(memorandum, event.happened_on)
        self.spans = factor_spans(memorandum, "" if version is None else version.region, event.happened_on)

    def item(self, number: int, terms: LossItemTerms, agreed: AgreedEquipment | None) -> LossItem:
        """Return an item as it is stored."""
        row = LossItem(
            event=self.event,
            number=number,
            agreed=agreed,
            item=terms.item.strip() or (agreed.item if agreed else ""),
            quantity=terms.quantity,
            gfmv_cents=terms.gfmv_cents or (agreed.gfmv_cents if agreed else 0),
            life_years=terms.life_years or (agreed.life_years if agreed else Decimal(0)),
            repair_cents=terms.repair_cents,
            lease=terms.lease or (agreed.lease if agreed else ""),
            is_special_case=terms.is_special_case or (agreed is not None and agreed.is_special_case),
            is_minor=terms.is_minor,
        )
        self._months(row, terms)
        self._factors(row, terms, agreed)
        return row

    def _months(self, row: LossItem, terms: LossItemTerms) -> None:
        """Take over the months used, or count them from the first day of the memorandum."""
        row.months_used, row.months_counted = terms.months_used or Decimal(0), terms.months_used is None
        if row.months_counted:
            months = exact_months(self.since, self.event.happened_on)
            row.months_used = (Decimal(months.numerator) / Decimal(months.denominator)).quantize(FOUR_PLACES)

    def _factors(self, row: LossItem, terms: LossItemTerms, agreed: AgreedEquipment | None) -> None:
        """Take over the factor payments, or reckon them from the mission factors on record."""
        row.factors_cents, row.factors_counted = terms.factors_cents or 0, terms.factors_cents is None
        if row.factors_counted and row.life_years:
            paid = factors_paid(_basis(row, agreed), self.since, self.event.happened_on, self.spans)
            row.factors_cents = cents_half_up(paid)


def _basis(row: LossItem, agreed: AgreedEquipment | None) -> Fraction:
    """Return the monthly rate of all units of an item in US dollars, before the factors."""
    gfmv = Fraction(row.gfmv_cents, CENTS_PER_DOLLAR)
    no_fault = Fraction(0) if agreed is None else Fraction(agreed.no_fault_percent)
    maintenance = Fraction(0) if agreed is None else Fraction(agreed.maintenance_cents, CENTS_PER_DOLLAR)
    if row.lease == LeaseKind.MAINTENANCE_ONLY:
        return maintenance * row.quantity
    dry = dry_rate(gfmv, Fraction(row.life_years), no_fault)
    return (dry + (maintenance if row.lease == LeaseKind.WET else 0)) * row.quantity
