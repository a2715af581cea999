"""What is agreed, for tests: terms of the rules without a database, and a memorandum of Kazakhstan's company.

Every value and rate is illustrative.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from muster.deployments.models import DeployedUnit
from muster.inspections.rules.verified import Verified, VerifiedEquipment, VerifiedService
from muster.inspections.rules.worksheet import EquipmentTerms, ServiceTerms
from muster.kit.intervals import DateInterval
from muster.reimbursement.models import (
    AgreedEquipment,
    AgreedService,
    Memorandum,
    MemorandumStageEvent,
    MemorandumVersion,
)
from muster.reimbursement.rules.record_statement import MemorandumRecord
from muster.reimbursement.rules.record_terms import AgreedCategory, AgreedItem, AgreedVersion, FactorSpan, StrengthSpan
from muster.reimbursement.stages import LeaseKind, MemorandumStage

MARCH = DateInterval(date(2018, 3, 1), date(2018, 4, 1))
QUARTER = DateInterval(date(2018, 1, 1), date(2018, 4, 1))
MOU = "kaz-mou"


def agreed_item(number: int = 1, quantity: int = 10, **changes: Any) -> AgreedItem:
    """Return trucks under wet lease: value 12,000 dollars over ten years, 100 a month of maintenance: 200 wet."""
    item = AgreedItem(number, f"Truck {number}", quantity, LeaseKind.WET, 1_200_000, Decimal(10), Decimal(0), 10_000)
    return replace(item, category="Vehicles", **changes)


def agreed_category(number: int = 1, **changes: Any) -> AgreedCategory:
    """Return catering at ten dollars a person and month for at most a hundred people."""
    return replace(AgreedCategory(number, f"Catering {number}", Decimal(10), 100), **changes)


def agreed_version(**changes: Any) -> AgreedVersion:
    """Return a version that holds from the start of 2018, with one item and one category."""
    held = DateInterval(date(2018, 1, 1), None)
    return replace(AgreedVersion(1, held, 100, (agreed_item(),), (agreed_category(),)), **changes)


def factors(start: date = date(2018, 1, 1), until: date | None = None, **changes: Any) -> FactorSpan:
    """Return factors of nothing."""
    nothing = Decimal(0)
    return replace(FactorSpan(DateInterval(start, until), nothing, nothing, nothing), **changes)


def found(
    item: str = "Truck 1", present: int = 10, operational: int = 10, days: DateInterval = QUARTER, **changes: Any
) -> Verified:
    """Return what an inspection verified of one item and of catering, through days."""
    line = EquipmentTerms(1, item, 10, "Vehicles", "wet", present, operational)
    service = ServiceTerms(1, "Catering 1", 100, 100, "met")
    return Verified(
        days,
        (VerifiedEquipment(replace(line, **changes), days.start, "ai-1"),),
        (VerifiedService(service, days.start, "ai-1"),),
    )


def on_record(*versions: AgreedVersion, **changes: Any) -> MemorandumRecord:
    """Return a record of a hundred people with everything verified as agreed."""
    made = MemorandumRecord(
        "kaz-mou", "Kazakhstan", "UNIFIL", "Company", versions or (agreed_version(),), (factors(),),
        (StrengthSpan(QUARTER, 100),), (found(),),
    )  # fmt: skip
    return replace(made, **changes)


def memorandum_of(unit: DeployedUnit, reference: str = MOU, **changes: Any) -> Memorandum:
    """Enter a memorandum in force since the unit came, with carriers under wet lease and catering."""
    known = unit.present_from
    made = Memorandum.objects.create(
        reference=reference, title="Memorandum of the paid company", unit=unit, stage=MemorandumStage.IN_FORCE.value,
        known_from=known, standing="illustrative", source="made up for tests",
    )  # fmt: skip
    MemorandumStageEvent.objects.create(
        memorandum=made, stage=MemorandumStage.IN_FORCE.value, held_from=known, known_from=known
    )
    version = MemorandumVersion.objects.create(
        memorandum=made, number=1, holds_from=known, personnel_ceiling=120, known_from=known, **changes
    )
    AgreedEquipment.objects.create(
        version=version, number=1, category="Vehicles", item="Armoured personnel carrier", quantity=10,
        lease=LeaseKind.WET.value, gfmv_cents=1_200_000, life_years=Decimal(10), no_fault_percent=Decimal(0),
        maintenance_cents=10_000,
    )  # fmt: skip
    AgreedService.objects.create(version=version, number=1, category="catering", rate_usd=Decimal(10), ceiling=100)
    return made
