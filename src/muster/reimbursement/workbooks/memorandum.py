"""The Excel form of what a memorandum agrees: taken along, filled in, imported again whole."""

from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

from muster.audit import actions as audit
from muster.kit.errors import Problem, Refused
from muster.kit.named import choices
from muster.kit.workbooks import (
    BOOLEAN,
    CHOICE,
    DATE,
    DECIMAL,
    INTEGER,
    TEXT,
    Field,
    Reading,
    Row,
    Sheet,
    Workbook,
    illustrative_notes,
    read,
    write,
)
from muster.parties.viewer import Viewer
from muster.reimbursement.actions.memoranda import amend_memorandum, write_memorandum
from muster.reimbursement.memorandum_terms import EquipmentTerms, ServiceTerms, VersionTerms
from muster.reimbursement.models import MemorandumVersion
from muster.reimbursement.queries.agreed_terms import stored_terms
from muster.reimbursement.rules.memorandum_lines import equipment_place, service_place
from muster.reimbursement.stages import LeaseKind, MemorandumStage

HEAD, EQUIPMENT, SERVICES = "Memorandum", "Equipment", "Self-sustainment"
OPEN = "Empty: taken over from the edition."
A_STATE = "Code of another State. Empty: the unit's own."
MOST, CENTS = 100_000, 100
LARGEST = 10**12
IN_DOLLARS = ("gfmv", "maintenance", "paint")


def _decimal(key: str, heading: str, unit: str, **more: Any) -> Field:
    return Field(
        key=key, heading=heading, kind=DECIMAL, minimum=Decimal(0), maximum=Decimal(LARGEST), unit=unit, **more
    )


def _words(key: str, heading: str, most: int, **more: Any) -> Field:
    return Field(key=key, heading=heading, kind=TEXT, maximum=most, **more)


def _number(key: str, heading: str, **more: Any) -> Field:
    return Field(key=key, heading=heading, kind=INTEGER, minimum=0, maximum=MOST, **more)


def _head() -> Sheet:
    fields = (
        Field(key="version", heading="Version read", kind=INTEGER, minimum=1, required=True,
              help="As exported; leave it as it is. It tells whether somebody has changed the memorandum since."),
        Field(key="holds_from", heading="Holds from", kind=DATE, required=True,
              help="For an amendment: the day from which it holds."),
        Field(key="holds_until", heading="Until (excluded)", kind=DATE),
        _number("personnel_ceiling", "Personnel, at most", unit="people", required=True),
        _words("edition", "Edition of rates", 60, help="Its reference. Empty: rates are entered by hand."),
        _words("region", "Region of mission factors", 80, help="Empty: the whole mission."),
        _number("route_km", "Consignment route", unit="km"),
        _decimal("transport_percent", "Incremental transportation", "percent"),
        _words("reason", "Reason", 300, help="Why it is amended; a draft needs none."),
    )  # fmt: skip
    return Sheet(HEAD, fields=fields, about="One row.")


def _equipment() -> Sheet:
    fields = (
        _words("item", "Item", 200, required=True),
        _number("quantity", "Quantity", required=True),
        Field(key="lease", heading="Lease", kind=CHOICE, choices=choices(LeaseKind), required=True),
        _words("category", "Category", 80),
        _words("group", "Vehicle group", 80, help="For the threshold of serviceability."),
        _decimal("gfmv", "Fair market value", "US dollars", help=OPEN),
        _decimal("life_years", "Useful life", "years", help=OPEN),
        _decimal("no_fault_percent", "No-fault factor", "percent", help=OPEN),
        _decimal("maintenance", "Maintenance", "US dollars a month", help=OPEN),
        _decimal("paint", "Painting", "US dollars", help=OPEN),
        _words("owner", "Owned by", 3, help=A_STATE),
        _words("maintainer", "Maintained by", 3, help=A_STATE),
        _words("rate_item", "Row of the edition", 200, help="Where the edition calls the item otherwise."),
        Field(key="is_special_case", heading="Special case", kind=BOOLEAN),
        Field(key="used_for_self_sustainment", heading="Serves self-sustainment", kind=BOOLEAN),
    )
    return Sheet(EQUIPMENT, fields=fields, about="Annex B: one row an item, lease and State.")


def _services() -> Sheet:
    fields = (
        _words("category", "Category", 120, required=True),
        _number("ceiling", "People, at most", required=True),
        _decimal("rate_usd", "Rate", "US dollars a person and month", help=OPEN),
        _words("provider", "Provided by", 3, help=A_STATE),
        _words("rate_category", "Row of the edition", 120, help="Where the edition calls the category otherwise."),
    )
    return Sheet(SERVICES, fields=fields, about="Annex C: one row a category and State.")


def form(reference: str) -> Workbook:
    """Return the workbook's declaration."""
    return Workbook(
        name="muster-memorandum",
        title=f"What memorandum {reference} agrees",
        sheets=(_head(), _equipment(), _services()),
        about="Change what is agreed, then import it on the memorandum's page: into a draft, or as an amendment of "
        "what is in force. All of it is saved, or nothing.",
    )


def export(viewer: Viewer, memorandum: Any, version: MemorandumVersion) -> bytes:
    """Return a version that the viewer sees whole as a workbook; the export is an audit event."""
    terms = stored_terms(version)
    said = asdict(terms)
    head = {name: said[name] for name in said if name not in ("equipment", "services")} | {
        "version": memorandum.version
    }
    rows = {
        HEAD: [head],
        EQUIPMENT: [_equipment_row(one) for one in terms.equipment],
        SERVICES: [asdict(one) for one in terms.services],
    }
    after = {"version": version.number, "lines": len(terms.equipment) + len(terms.services)}
    audit.record(viewer, "reimbursement:workbook:exported", memorandum.reference, after=after)
    notes = illustrative_notes([memorandum.reference] if memorandum.illustrative else [])
    return write(form(memorandum.reference), rows, notes)


def _equipment_row(line: EquipmentTerms) -> dict[str, Any]:
    said = asdict(line)
    for name in IN_DOLLARS:
        cents = said.pop(f"{name}_cents")
        said[name] = None if cents is None else Decimal(cents) / CENTS
    return said


def import_workbook(viewer: Viewer, data: bytes, memorandum: Any, *, today: date) -> None:
    """Save a workbook into a draft, or as an amendment of what is in force; all of it or nothing.

    Raises Refused with every problem by sheet and row, and where the memorandum has moved on since the export.
    """
    found = read(form(memorandum.reference), data)
    heads = found.rows[HEAD]
    if len(heads) != 1:
        raise Refused(problems=[Problem(f"sheet {HEAD}", f"has {len(heads)} rows", "leave one row")])
    head = _values(heads[0])
    version = head.pop("version")
    terms = replace(VersionTerms(**head), equipment=_equipment_terms(found), services=_service_terms(found))
    write_it = write_memorandum if memorandum.stage == MemorandumStage.DRAFT else amend_memorandum
    try:
        write_it(viewer, memorandum.reference, terms, today=today, expected_version=version)
    except Refused as refusal:
        if not refusal.problems:
            raise
        places = _places(found)
        told = [Problem(places.get(one.place, one.place), one.message, one.remedy) for one in refusal.problems]
        raise Refused("The workbook was not imported; nothing was saved.", told) from refusal


def _equipment_terms(found: Reading) -> tuple[EquipmentTerms, ...]:
    """Return the rows of equipment as lines. Raises Refused for an amount with parts of a cent."""
    lines, problems = [], []
    for row in found.rows[EQUIPMENT]:
        said = _values(row)
        for name in IN_DOLLARS:
            value = said.pop(name, None)
            cents = None if value is None else value * CENTS
            if cents is not None and cents != int(cents):
                place = f"sheet {EQUIPMENT}, row {row.number}"
                problems.append(Problem(place, f"{value} has parts of a cent", "round it to the cent"))
            said[f"{name}_cents"] = None if cents is None else int(cents)
        lines.append(EquipmentTerms(**said))
    if problems:
        raise Refused("The workbook was not imported; nothing was saved.", problems)
    return tuple(lines)


def _service_terms(found: Reading) -> tuple[ServiceTerms, ...]:
    return tuple(ServiceTerms(**_values(row)) for row in found.rows[SERVICES])


def _values(row: Row) -> dict[str, Any]:
    """Return the values of a row, blank cells as nothing said."""
    return {key: value for key, value in row.values.items() if value is not None}


def _places(found: Reading) -> dict[str, str]:
    """Return the rows of the sheets by what the rules call their lines."""
    places = {}
    for sheet, place in ((EQUIPMENT, equipment_place), (SERVICES, service_place)):
        for number, row in enumerate(found.rows[sheet], start=1):
            places[place(number)] = f"sheet {sheet}, row {row.number}"
    return places
