"""What is on record of a memorandum as the rules read it: the lines of a version, and those of its instrument."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from muster.generation.models import Instrument, InstrumentLine, InstrumentStageEvent, InstrumentVersion
from muster.generation.rules.instrument_lines import TOTAL_STRENGTH
from muster.generation.rules.instruments import BINDING
from muster.kit.facts import known_on
from muster.reimbursement.memorandum_terms import EquipmentTerms, ServiceTerms, VersionTerms
from muster.reimbursement.models import AgreedEquipment, AgreedService, MemorandumVersion
from muster.reimbursement.rules.instrument_takeover import AnnexLine, NotTaken, still_missing
from muster.reimbursement.rules.memorandum_rates import RateBook

OF_VERSION = (
    "holds_from", "personnel_ceiling", "holds_until", "region", "route_km", "transport_percent", "reason",
)  # fmt: skip
OF_EQUIPMENT = (
    "item", "quantity", "lease", "category", "group", "gfmv_cents", "life_years", "no_fault_percent",
    "maintenance_cents", "paint_cents", "rate_item", "is_special_case", "used_for_self_sustainment",
)  # fmt: skip


def equipment_terms(line: AgreedEquipment) -> EquipmentTerms:
    """Return a line of major equipment, read with the States in it, as it was said."""
    said = {name: getattr(line, name) for name in OF_EQUIPMENT}
    return EquipmentTerms(**said, owner=_code(line.owner), maintainer=_code(line.maintainer))


def service_terms(line: AgreedService) -> ServiceTerms:
    """Return a line of self-sustainment, read with its provider, as it was said."""
    return ServiceTerms(line.category, line.ceiling, line.rate_usd, _code(line.provider), line.rate_category)


def version_terms(
    version: MemorandumVersion, equipment: Iterable[AgreedEquipment], services: Iterable[AgreedService]
) -> VersionTerms:
    """Return a version with lines of it as it was said."""
    return VersionTerms(
        **{name: getattr(version, name) for name in OF_VERSION},
        edition=version.edition.reference if version.edition else "",
        equipment=tuple(equipment_terms(one) for one in equipment),
        services=tuple(service_terms(one) for one in services),
    )


def stored_terms(version: MemorandumVersion) -> VersionTerms:
    """Return a version with all of its lines as it was said. Two queries."""
    equipment = version.equipment.select_related("owner", "maintainer").order_by("number")
    return version_terms(version, equipment, version.self_sustainment.select_related("provider").order_by("number"))


def _code(organisation: Any) -> str:
    return organisation.code if organisation is not None else ""


def annex_lines(instrument: Instrument, day: date) -> tuple[AnnexLine, ...]:
    """Return the lines of annexes A, B and C of an instrument as known on `day`. Two queries."""
    found = known_on(InstrumentVersion.objects.filter(instrument=instrument), day).order_by("-number").first()
    return () if found is None else tuple(_annex_line(one) for one in found.lines.order_by("number"))


def _annex_line(line: InstrumentLine) -> AnnexLine:
    is_total = line.item == TOTAL_STRENGTH
    return AnnexLine(line.annex, line.item, line.category, line.quantity, line.lease, line.provider, is_total)


def instrument_binds(instrument: Instrument, day: date) -> bool:
    """Return whether an instrument was signed and not ended on `day`. One query."""
    events = known_on(InstrumentStageEvent.objects.filter(instrument=instrument, held_from__lte=day), day)
    last = events.order_by("-held_from", "-pk").values_list("stage", flat=True).first()
    return last in BINDING


def missing_lines(memorandum: Any, agreed: VersionTerms, book: RateBook, day: date) -> list[NotTaken]:
    """Return what the instrument behind a memorandum has and nobody has agreed on; empty without one. Two queries."""
    if memorandum.instrument is None:
        return []
    return still_missing(annex_lines(memorandum.instrument, day), agreed.equipment, agreed.services, book)
