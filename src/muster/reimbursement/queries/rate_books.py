"""The edition of rates of a memorandum as the rules read it, and which editions there are to agree on."""

from datetime import date

from django.db.models import Q, QuerySet

from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.reimbursement.models import RateEdition
from muster.reimbursement.rules.memorandum_rates import EquipmentRow, RateBook, ServiceRow

OF_ITS_OWNER = visibility.Fields(owner="owner_id")


def editions_to_agree_on(viewer: Viewer, day: date) -> QuerySet[RateEdition]:
    """Return the editions known on `day` that a memorandum may rest on: a secretariat's, and the viewer's own."""
    of_secretariats = Q(owner__kind=OrganisationKind.SECRETARIAT)
    seen = visibility.either(visibility.rows(viewer, OF_ITS_OWNER), of_secretariats)
    return known_on(RateEdition.objects.filter(seen), day)


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
