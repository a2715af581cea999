"""Illustrative editions for tests: round figures of ours, no rates of the United Nations."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from muster.parties.viewer import SYSTEM, Viewer
from muster.reimbursement.actions.editions import load_edition
from muster.reimbursement.models import (
    AgreedEquipment,
    AgreedService,
    Memorandum,
    MemorandumStageEvent,
    MemorandumVersion,
    RateEdition,
)
from muster.reimbursement.rules.edition_terms import EditionTerms, EquipmentRateTerms, RateRows, ServiceRateTerms
from tests.deployments.theatre import company_in_theatre
from tests.record import KNOWN, Record

CARRIER = EquipmentRateTerms(
    category="Combat vehicles",
    item="Armoured personnel carrier",
    gfmv_cents=60_000_000,
    life_years=Decimal(20),
    no_fault_percent=Decimal("0.2"),
    maintenance_cents=450_000,
    dry_cents=260_000,
    wet_cents=710_000,
    paint_cents=50_000,
)
"""600,000 over 240 months is 2,500; 0.2 % of 600,000 over 12 is 100: dry 2,600, wet 7,100."""
TRUCK = EquipmentRateTerms(
    category="Support vehicles",
    item="Truck, 5 tons",
    gfmv_cents=10_000_000,
    life_years=Decimal(10),
    no_fault_percent=Decimal("0.6"),
    maintenance_cents=50_000,
    dry_cents=88_300,
    wet_cents=138_300,
)
"""100,000 over 120 months is 833.33 and 0.6 % over 12 is 50: 883.33, which whole dollars print as 883."""
CATERING = ServiceRateTerms("Catering", Decimal("25.50"))
LAUNDRY = ServiceRateTerms("Laundry", Decimal("9.00"))
ROWS = RateRows((CARRIER, TRUCK), (CATERING, LAUNDRY))
ODD_ROWS = RateRows((CARRIER, replace(TRUCK, dry_cents=88_900, wet_cents=138_300)), (CATERING, LAUNDRY))
"""The truck's dry rate is 5.67 dollars from the formula, and its wet rate 6 from dry and maintenance."""

TERMS = EditionTerms(
    reference="rates-2017",
    title="Illustrative rates of 2017",
    valid_from=date(2017, 7, 1),
    valid_until=date(2020, 7, 1),
    source="Illustrative figures of a test",
)
LATER = replace(TERMS, reference="rates-2020", title="Illustrative rates of 2020", valid_from=date(2020, 7, 1),
                valid_until=None)  # fmt: skip
HIGHER = RateRows(
    (
        replace(CARRIER, gfmv_cents=66_000_000, dry_cents=286_000, wet_cents=736_000),
        replace(TRUCK, item="Truck, 8 tons"),
    ),
    (replace(CATERING, rate_usd=Decimal("26.00")), LAUNDRY),
)


def edition(actor: Viewer, terms: EditionTerms = TERMS, rows: RateRows = ROWS) -> RateEdition:
    """Load an edition that is known since the small record is."""
    return load_edition(actor, terms, rows, today=KNOWN)


def memorandum(uses: RateEdition | None = None, reference: str = "kaz-unifil-mou") -> Memorandum:
    """Enter a memorandum of Kazakhstan's company in theatre: four carriers, a special case and catering."""
    made = Memorandum.objects.create(
        reference=reference, title="Memorandum of Kazakhstan", unit=company_in_theatre(), stage="in-force",
        known_from=KNOWN,
    )  # fmt: skip
    MemorandumStageEvent.objects.create(memorandum=made, stage="in-force", held_from=KNOWN, known_from=KNOWN)
    version = MemorandumVersion.objects.create(
        memorandum=made, number=1, holds_from=date(2018, 9, 30), edition=uses, personnel_ceiling=120, known_from=KNOWN
    )
    line = {
        "gfmv_cents": CARRIER.gfmv_cents,
        "life_years": CARRIER.life_years,
        "no_fault_percent": CARRIER.no_fault_percent,
        "maintenance_cents": CARRIER.maintenance_cents,
    }
    carriers = {"category": CARRIER.category, "item": CARRIER.item, "quantity": 4, "lease": "wet"}
    AgreedEquipment.objects.create(version=version, number=1, **carriers, **line)
    special = {"item": "Radar", "quantity": 1, "lease": "dry", "is_special_case": True}
    AgreedEquipment.objects.create(version=version, number=2, **special, **line)
    truck = {"item": "Truck, 5 tons", "quantity": 2, "lease": "dry"}
    AgreedEquipment.objects.create(version=version, number=3, **truck, **line)
    AgreedService.objects.create(version=version, number=1, category="Catering", rate_usd="25.50", ceiling=100)
    return made


def editions_walked_over(record: Record) -> dict[str, int]:
    """Enter two editions of the United Nations and one that only Kazakhstan sees. No example needs a number."""
    un, kaz = (record.parties.organisations[code] for code in ("UN", "KAZ"))
    own = replace(TERMS, reference="kaz-rates", title="Rates that Kazakhstan expects")
    for owner, terms, rows in ((un, TERMS, ROWS), (un, LATER, HIGHER), (kaz, own, ODD_ROWS)):
        load_edition(SYSTEM, terms, rows, today=KNOWN, owner=owner)
    return {}
