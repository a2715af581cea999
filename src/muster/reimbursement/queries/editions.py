"""Editions of rates: a secretariat's are for every party, a State's own for itself alone."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.models import OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.reimbursement.models import EquipmentRate, RateEdition, SelfSustainmentRate
from muster.reimbursement.rules.edition_checks import RateFinding, rate_findings
from muster.reimbursement.rules.edition_terms import EquipmentRateTerms, RateRows, ServiceRateTerms

EDITION_FIELDS = visibility.Fields(
    owner="owner_id", stage="owner__kind", published_stages=(OrganisationKind.SECRETARIAT.value,)
)
"""A secretariat publishes by loading: the kind of the owner stands where other records have a stage."""

LOADING_KINDS = frozenset({OrganisationKind.SECRETARIAT.value, OrganisationKind.MEMBER_STATE.value})
"""Who loads editions: secretariats for all, States for themselves."""


def _count(rows: type[Model]) -> Coalesce:
    found = rows._default_manager.filter(edition=OuterRef("pk")).order_by().values("edition")
    counted = found.annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def visible_editions(viewer: Viewer, day: date) -> QuerySet[RateEdition]:
    """Return the editions known on `day`, the latest first, with `equipment_count` and `service_count` of rows."""
    found = known_on(RateEdition.objects.filter(visibility.rows(viewer, EDITION_FIELDS)), day)
    counted = found.annotate(equipment_count=_count(EquipmentRate), service_count=_count(SelfSustainmentRate))
    return counted.select_related("owner").order_by("-valid_from", "reference")


def visible_edition(viewer: Viewer, day: date, reference: str) -> RateEdition:
    """Return one edition. Raises NotFound if there is none that the viewer may see."""
    found = visible_editions(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no edition of rates {reference!r} that you may see as of {long_day(day)}.")
    return found


def may_load(viewer: Viewer) -> bool:
    """Return whether the viewer loads editions of their own."""
    return viewer.is_system or (viewer.kind in LOADING_KINDS and viewer.has_role(Role.OFFICER))


def may_change(viewer: Viewer, edition: RateEdition) -> bool:
    """Return whether the viewer changes an edition: its owner's officers."""
    own = viewer.organisation_id == edition.owner_id and viewer.has_role(Role.OFFICER)
    return viewer.is_system or own


def is_in_use(edition: RateEdition) -> bool:
    """Return whether a version of a memorandum took its rates from the edition, whoever's memorandum it is."""
    return edition.memorandum_versions.exists()


def rows_of(edition: RateEdition) -> RateRows:
    """Return the rows of an edition that the viewer was found to see. Two queries."""
    services = edition.self_sustainment.order_by("number")
    return RateRows(
        tuple(_equipment(row) for row in edition.equipment.order_by("number")),
        tuple(ServiceRateTerms(row.category, _with(row.rate_usd, edition.service_decimals)) for row in services),
    )


def _equipment(row: EquipmentRate) -> EquipmentRateTerms:
    """Return a stored row of major equipment as terms."""
    names: dict[str, Any] = {name: getattr(row, name) for name in EquipmentRateTerms.__dataclass_fields__}
    numbers = {name: _with(names[name], 0) for name in ("life_years", "no_fault_percent")}
    return EquipmentRateTerms(**{**names, **numbers})


def _with(number: Decimal, decimals: int) -> Decimal:
    """Return a stored number with so many decimals, with more only where it has them: 9.0000 of two is 9.00."""
    least = round(number, decimals)
    return least if least == number else Decimal(format(number.normalize(), "f"))


def findings_of(edition: RateEdition, rows: RateRows) -> tuple[RateFinding, ...]:
    """Return the printed rates of an edition that deviate from the formula, within the edition's own rounding."""
    return rate_findings(rows, edition.equipment_decimals, edition.service_decimals)
