"""The edition of rates of a memorandum as the rules read it."""

from muster.parties.models import Organisation, OrganisationKind
from muster.reimbursement.models import RateEdition
from muster.reimbursement.rules.memorandum_rates import EquipmentRow, RateBook, ServiceRow


def rate_book(edition: RateEdition | None) -> RateBook:
    """Return the rows of an edition; an empty book where there is none. Two queries."""
    if edition is None:
        return RateBook()
    names = ("item", "category", "gfmv_cents", "life_years", "no_fault_percent", "maintenance_cents", "paint_cents")
    equipment = tuple(EquipmentRow(**row) for row in edition.equipment.order_by("number").values(*names))
    services = edition.self_sustainment.order_by("number").values("category", "rate_usd")
    return RateBook(edition.reference, equipment, tuple(ServiceRow(**row) for row in services))


def member_states() -> dict[str, Organisation]:
    """Return the Member States on record by code."""
    return {one.code: one for one in Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE)}
