"""Enters illustrative editions of rates: two of the United Nations, and what a State expects of the next review."""

from decimal import Decimal

from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import Row, place, read_rows
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.editions import load_edition, revise_edition
from muster.reimbursement.models import RateEdition
from muster.reimbursement.rules.edition_terms import (
    EditionTerms,
    EquipmentRateTerms,
    RateRows,
    RateTable,
    Revision,
    ServiceRateTerms,
)

CENTS = 100


class Editions:
    """Editions by their rows; one is entered with its rates, or by revision of another."""

    def __init__(self) -> None:
        """Read what is on record, and the rates of the file."""
        self.rates = read_rows("rate_rows")
        self.known = set(RateEdition.objects.values_list("reference", flat=True))

    def load_edition(self, row: Row) -> bool:
        """Enter an edition; False where it is there."""
        if row["reference"] in self.known:
            return False
        terms = EditionTerms(
            reference=row["reference"],
            title=row["title"],
            valid_from=row.day("valid_from"),
            valid_until=row.optional_day("valid_until"),
            manual=row["manual"],
            source=row["source"],
            standing=row.standing,
        )
        owner, known_from = organisation(row["owner"]), row.day("known_from")
        if row["revises"]:
            gfmv, maintenance, service = (
                Decimal(row[f"{name}_percent"]) for name in ("gfmv", "maintenance", "service")
            )
            revision = Revision(gfmv, maintenance, service)
            revise_edition(SYSTEM, row["revises"], terms, revision, today=known_from, owner=owner)
        else:
            load_edition(SYSTEM, terms, self._rows(row["reference"]), today=known_from, owner=owner)
        return True

    def _rows(self, edition: str) -> RateRows:
        """Return the rates of an edition: the rows that name it among theirs."""
        equipment, services = [], []
        for row in self.rates:
            if edition in row["editions"].split():
                with place(row):
                    if row["table"] == RateTable.EQUIPMENT:
                        equipment.append(_equipment(row))
                    else:
                        services.append(_service(row))
        return RateRows(tuple(equipment), tuple(services))


def _equipment(row: Row) -> EquipmentRateTerms:
    paint = row.optional_integer("paint_usd")
    return EquipmentRateTerms(
        category=row["category"],
        item=row["item"],
        gfmv_cents=CENTS * row.integer("gfmv_usd"),
        life_years=Decimal(row["life_years"]),
        no_fault_percent=Decimal(row["no_fault_percent"]),
        maintenance_cents=CENTS * row.integer("maintenance_usd"),
        dry_cents=CENTS * row.integer("dry_usd"),
        wet_cents=CENTS * row.integer("wet_usd"),
        paint_cents=None if paint is None else CENTS * paint,
    )


def _service(row: Row) -> ServiceRateTerms:
    return ServiceRateTerms(row["category"], Decimal(row["rate_usd"]))
