"""Enters illustrative memoranda with their amendments, and mission factors."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from muster.demonstration.rows import Row, read_rows
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.memoranda import amend_memorandum, open_memorandum, step_memorandum
from muster.reimbursement.actions.mission_factors import enter_factors
from muster.reimbursement.memorandum_terms import (
    EquipmentTerms,
    FactorTerms,
    MemorandumTerms,
    ServiceTerms,
    VersionTerms,
)
from muster.reimbursement.models import MemorandumVersion, MissionFactorSet
from muster.reimbursement.stages import MemorandumStage

CENTS = 100


class Memoranda:
    """Memoranda by their rows; a version is entered with its lines, the first one with its memorandum."""

    def __init__(self) -> None:
        """Read what is on record, and the lines of the files."""
        self.rows = {row["reference"]: row for row in read_rows("memoranda")}
        self.equipment, self.services = read_rows("agreed_equipment"), read_rows("agreed_services")
        known = MemorandumVersion.objects.values_list("memorandum__reference", "number")
        self.known: set[tuple[str, int]] = set(known)

    def load_version(self, row: Row) -> bool:
        """Enter a version: the first opens its memorandum and puts it in force; False where it is there."""
        reference, number, known_from = row["memorandum"], row.integer("number"), row.day("known_from")
        if (reference, number) in self.known:
            return False
        agreed = self._agreed(row)
        if number > 1:
            amend_memorandum(SYSTEM, reference, agreed, today=known_from)
            return True
        head = self.rows[reference]
        day = head.day("in_force_on")
        terms = MemorandumTerms(
            reference, head["title"], head["unit"], head["number"], head["instrument"], head["source"], head.standing,
            known_from=min(day, known_from),
        )  # fmt: skip
        # In force from its day, although it came on record later: only days in force are paid.
        open_memorandum(SYSTEM, terms, agreed, today=known_from)
        step_memorandum(SYSTEM, reference, MemorandumStage.IN_FORCE, day=day, today=max(day, known_from))
        return True

    def _agreed(self, row: Row) -> VersionTerms:
        return VersionTerms(
            holds_from=row.day("holds_from"),
            personnel_ceiling=row.integer("personnel_ceiling"),
            holds_until=row.optional_day("holds_until"),
            edition=row["edition"],
            region=row["region"],
            route_km=row.optional_integer("route_km"),
            transport_percent=_decimal(row, "transport_percent"),
            reason=row["reason"],
            equipment=tuple(_equipment(one) for one in _lines_of(row, self.equipment)),
            services=tuple(_service(one) for one in _lines_of(row, self.services)),
        )


def _lines_of(version: Row, lines: Iterable[Row]) -> Iterable[Row]:
    """Return the lines of a version: those of its memorandum that name its number among theirs."""
    return (
        one
        for one in lines
        if one["memorandum"] == version["memorandum"] and version["number"] in one["versions"].split()
    )


def _equipment(row: Row) -> EquipmentTerms:
    return EquipmentTerms(
        item=row["item"],
        quantity=row.integer("quantity"),
        lease=row["lease"],
        category=row["category"],
        group=row["vehicle_group"],
        gfmv_cents=_cents(row, "gfmv_usd"),
        life_years=_decimal(row, "life_years"),
        no_fault_percent=_decimal(row, "no_fault_percent"),
        maintenance_cents=_cents(row, "maintenance_usd"),
        paint_cents=_cents(row, "paint_usd"),
        owner=row["owner"],
        maintainer=row["maintainer"],
        is_special_case=row.truth("special_case"),
        used_for_self_sustainment=row.truth("serves_self_sustainment"),
    )


def _service(row: Row) -> ServiceTerms:
    return ServiceTerms(row["category"], row.integer("ceiling"), _decimal(row, "rate_usd"), row["provider"])


def _decimal(row: Row, column: str) -> Decimal | None:
    return Decimal(row[column]) if row[column] else None


def _cents(row: Row, column: str) -> int | None:
    """Return whole US dollars as cents, None where the cell is empty."""
    dollars = row.optional_integer(column)
    return None if dollars is None else dollars * CENTS


def known_factors() -> set[tuple[str, str, date]]:
    """Return the mission factors on record by mission, region and first day."""
    return set(MissionFactorSet.objects.values_list("mission__acronym", "region", "holds_from"))


def load_factors(row: Row, known: set[tuple[str, str, date]]) -> bool:
    """Enter mission factors; False where they are there."""
    if (row["mission"], row["region"], row.day("holds_from")) in known:
        return False
    terms = FactorTerms(
        mission=row["mission"],
        holds_from=row.day("holds_from"),
        holds_until=row.optional_day("holds_until"),
        region=row["region"],
        environment_percent=Decimal(row["environment_percent"]),
        intensified_percent=Decimal(row["intensified_percent"]),
        hostile_percent=_decimal(row, "hostile_percent") or Decimal(0),
        hostile_points=row.optional_integer("hostile_points"),
        source=row["source"],
        standing=row.standing,
    )
    enter_factors(SYSTEM, terms, today=row.day("known_from"))
    return True
