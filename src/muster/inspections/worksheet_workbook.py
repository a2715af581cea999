"""The Excel form of a worksheet: taken along, filled in without a line, imported again whole."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from muster.audit import actions as audit
from muster.inspections.actions import write_worksheet
from muster.inspections.models import Inspection
from muster.inspections.queries.inspections import sheet_of
from muster.inspections.rules.worksheet import EquipmentTerms, ServiceTerms, Worksheet, sheet_problems
from muster.inspections.stages import ServiceVerdict
from muster.kit.errors import Problem, Refused
from muster.kit.named import choices
from muster.kit.workbooks import (
    BOOLEAN,
    CHOICE,
    INTEGER,
    TEXT,
    Field,
    Row,
    Sheet,
    Workbook,
    illustrative_notes,
    read,
    write,
)
from muster.parties.viewer import Viewer

EQUIPMENT, SERVICES = "Equipment", "Self-sustainment"
AS_AGREED = "As agreed; leave it as it is. Rows of your own are added below, with a number of their own."
LEASES = ("wet", "dry", "wet; dry", "dry; wet")


def _number(key: str, heading: str, most: int = 100_000, least: int = 0, **more: Any) -> Field:
    return Field(key=key, heading=heading, kind=INTEGER, minimum=least, maximum=most, **more)


def form(reference: str) -> Workbook:
    """Return the workbook's declaration."""
    equipment = (
        _number("number", "Line", least=1, required=True, help=AS_AGREED),
        Field(key="category", heading="Category", kind=TEXT, maximum=60, help=AS_AGREED),
        Field(key="item", heading="Item", kind=TEXT, required=True, maximum=200, help=AS_AGREED),
        Field(key="lease", heading="Lease", kind=CHOICE, choices=LEASES, help=AS_AGREED),
        _number("agreed", "Agreed", required=True, help=AS_AGREED),
        _number("present", "Present", help="Empty: not counted yet."),
        _number("operational", "Operational", help="Those present that work in full."),
        _number("painted", "In colours and marked"),
        Field(key="beyond_control", heading="Beyond control", kind=BOOLEAN, help="Say in the remark why."),
        Field(key="remark", heading="Remark", kind=TEXT, maximum=500),
    )
    services = (
        _number("number", "Line", least=1, required=True, help=AS_AGREED),
        Field(key="category", heading="Category", kind=TEXT, required=True, maximum=60, help=AS_AGREED),
        _number("ceiling", "People agreed", help=AS_AGREED),
        _number("served", "People served"),
        Field(key="verdict", heading="Found", kind=CHOICE, choices=choices(ServiceVerdict)),
        _number("stock_days", "Stock", most=3650, unit="days"),
        Field(key="remark", heading="Remark", kind=TEXT, maximum=500),
    )
    about = "One row a line. A line that is agreed stays, counted or not."
    return Workbook(
        name="muster-inspection-worksheet",
        title=f"Worksheet of {reference}",
        sheets=(
            Sheet(EQUIPMENT, fields=equipment, key=("number",), about=about),
            Sheet(SERVICES, fields=services, key=("number",), about=about),
        ),
        about="Fill in what was counted, then import it on the inspection's page. All of it is saved, or nothing.",
    )


def export(viewer: Viewer, inspection: Inspection, sheet: Worksheet) -> bytes:
    """Return a worksheet that the viewer reads as a workbook; the export is an audit event."""
    rows = {
        EQUIPMENT: [_row(one) for one in sheet.equipment],
        SERVICES: [_row(one) for one in sheet.services],
    }
    lines = len(sheet.equipment) + len(sheet.services)
    audit.record(viewer, "inspections:workbook:exported", inspection.reference, after={"lines": lines})
    notes = illustrative_notes([inspection.reference] if inspection.illustrative else [])
    return write(form(inspection.reference), rows, notes)


def _row(line: EquipmentTerms | ServiceTerms) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if name != "by_hand"}


def import_workbook(
    viewer: Viewer, data: bytes, inspection: Inspection, *, today: date, expected_version: int | None = None
) -> Inspection:
    """Save a workbook's worksheet, all of it or nothing. Raises Refused with every problem by sheet, row and column."""
    rows = read(form(inspection.reference), data).rows
    sheet = Worksheet(
        tuple(EquipmentTerms(**_values(row)) for row in rows[EQUIPMENT]),
        tuple(ServiceTerms(**_values(row)) for row in rows[SERVICES]),
    )
    if problems := sheet_problems(sheet_of(inspection), sheet):
        places = {**_places(EQUIPMENT, "equipment", rows[EQUIPMENT]),
                  **_places(SERVICES, "self-sustainment", rows[SERVICES])}  # fmt: skip
        told = [_at(places, one) for one in problems]
        raise Refused("The workbook was not imported; nothing was saved.", told)
    return write_worksheet(viewer, inspection.reference, sheet, today=today, expected_version=expected_version)


def _values(row: Row) -> dict[str, Any]:
    """Return the values of a row, blank cells as nothing said."""
    return {key: value for key, value in row.values.items() if value is not None}


def _places(sheet: str, what: str, rows: Iterable[Row]) -> dict[str, str]:
    return {f"{what} line {row['number']}": f"sheet {sheet}, row {row.number}" for row in rows}


def _at(places: dict[str, str], problem: Problem) -> Problem:
    """Return a problem by the row of its line, and the column where one is to blame."""
    place = places.get(problem.place, problem.place)
    if problem.field and place != problem.place:
        place = f"{place}, column {_heading(problem.field)}"
    return Problem(place, problem.message, problem.remedy)


def _heading(key: str) -> str:
    sheets: Sequence[Sheet] = form("").sheets
    return next((field.heading for one in sheets for field in one.fields if field.key == key), key)
