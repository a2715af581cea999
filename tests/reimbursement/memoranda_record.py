"""An edition of made-up rates and memoranda of Kazakhstan's company, for tests. Every text names whose it is."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.memoranda import open_memorandum, step_memorandum
from muster.reimbursement.actions.mission_factors import enter_factors
from muster.reimbursement.memorandum_terms import (
    EquipmentTerms,
    FactorTerms,
    MemorandumTerms,
    ServiceTerms,
    VersionTerms,
)
from muster.reimbursement.models import EquipmentRate, Memorandum, RateEdition, SelfSustainmentRate
from tests.record import DAY, Record

REFERENCE = "mou-kaz"
EDITION = "edition-made-up"
ROWS = (
    ("Combat vehicles", "Armoured personnel carrier", 60_000_000, "25", "0.5", 150_000, 240_000, 390_000),
    ("Support vehicles", "Truck", 8_000_000, "12", "0.8", 40_000, 60_889, 100_889),
    ("Electrical", "Generator", 3_000_000, "10", "0.5", 12_000, 26_250, 38_250),
)
SERVICES = (("Catering", "27.5"), ("Laundry", "9.25"), ("Communications", "15.1234"))
CARRIER = EquipmentTerms("Armoured personnel carrier", 10, "wet", group="Combat vehicles of Kazakhstan")
TRUCK = EquipmentTerms("Truck", 8, "wet", group="Trucks of Kazakhstan")
SPECIAL = EquipmentTerms(
    "Special case of Kazakhstan", 1, "wet", "Special", "", 500_000, Decimal(10), Decimal("0.5"), 2_000,
    is_special_case=True,
)  # fmt: skip
OF_INDIA = EquipmentTerms("Generator", 2, "dry", owner="IND")
CATERING = ServiceTerms("Catering", 120)
LAUNDRY_OF_INDIA = ServiceTerms("Laundry", 120, provider="IND")
TERMS = MemorandumTerms(REFERENCE, "Memorandum of Kazakhstan's company", "unit-kaz", "Number of mou-kaz")
AGREED = VersionTerms(
    DAY, 120, edition=EDITION, route_km=2_400, equipment=(CARRIER, TRUCK, SPECIAL), services=(CATERING,)
)
WITH_INDIA = replace(AGREED, equipment=(*AGREED.equipment, OF_INDIA), services=(CATERING, LAUNDRY_OF_INDIA))
FACTORS = FactorTerms("UNIFIL", date(2018, 1, 1), environment_percent=Decimal("1.8"), hostile_points=21)


@dataclass
class FakeVersion:
    """A version as the rules read it."""

    number: int
    holds_from: date
    holds_until: date | None


def edition(reference: str = EDITION, owner: str = "UN", known_from: date = DAY) -> RateEdition:
    """Enter an edition whose figures are made up."""
    made = RateEdition.objects.create(
        reference=reference,
        title=f"Title of {reference}",
        owner=Organisation.objects.get(code=owner),
        valid_from=date(2017, 7, 1),
        known_from=known_from,
    )
    names = ("category", "item", "gfmv_cents", "life_years", "no_fault_percent", "maintenance_cents", "dry_cents",
             "wet_cents")  # fmt: skip
    for number, row in enumerate(ROWS, start=1):
        EquipmentRate.objects.create(edition=made, number=number, **dict(zip(names, row, strict=True)))
    for number, (category, rate) in enumerate(SERVICES, start=1):
        SelfSustainmentRate.objects.create(edition=made, number=number, category=category, rate_usd=Decimal(rate))
    return made


def drafted(agreed: VersionTerms = AGREED, **changes: Any) -> Memorandum:
    """Open the draft of a memorandum; the company has to be in theatre, and the edition on record."""
    return open_memorandum(SYSTEM, replace(TERMS, **changes), agreed, today=DAY)


def in_force(agreed: VersionTerms = AGREED, **changes: Any) -> Memorandum:
    """Open a memorandum and put it in force on the tests' day."""
    made = drafted(agreed, **changes)
    return step_memorandum(SYSTEM, made.reference, "in-force", day=DAY, today=DAY)


def memoranda_walked_over(_record: Record) -> dict[str, int]:
    """Enter for a walk a memorandum in force in which India owns and provides, a draft, and the mission's factors."""
    earlier = edition()
    earlier.valid_from, earlier.valid_until = date(2014, 7, 1), date(2017, 7, 1)
    earlier.save()
    in_force(WITH_INDIA)
    drafted(reference="mou-draft", title="Draft memorandum of Kazakhstan's company")
    return {"factors": enter_factors(SYSTEM, replace(FACTORS, source="Source of the factors"), today=DAY).pk}
