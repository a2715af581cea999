"""The rows of an edition as an Excel workbook: empty to be filled in, or as on record; what goes out comes in again."""

from collections.abc import Sequence

from muster.kit.errors import Problem
from muster.kit.workbooks import Field, Row, Sheet, Workbook, read, write
from muster.reimbursement.rules.edition_terms import RateRows, RateTable
from muster.reimbursement.workbooks.edition_fields import (
    EQUIPMENT_FIELDS,
    SERVICE_FIELDS,
    FileRow,
    equipment_values,
    service_values,
    terms_of,
)

EQUIPMENT, SERVICES = RateTable.EQUIPMENT.label, RateTable.SERVICES.label
FORM = Workbook(
    name="muster-rate-edition",
    title="Rates of reimbursement",
    sheets=(
        Sheet(EQUIPMENT, EQUIPMENT_FIELDS, ("category", "item"), "One row an item, in the order of the table."),
        Sheet(SERVICES, SERVICE_FIELDS, ("category",), "One row a category, in the order of the table."),
    ),
    about="The rates of one edition. Rates that deviate from the formula are kept as printed, and told.",
)


def rates_as_workbook(rows: RateRows, notes: Sequence[str] = ()) -> bytes:
    """Return rows as a workbook; without rows it is the form to be filled in."""
    content = {
        EQUIPMENT: [equipment_values(row) for row in rows.equipment],
        SERVICES: [service_values(row) for row in rows.services],
    }
    return write(FORM, content, notes)


def rates_of_workbook(data: bytes) -> tuple[RateRows, list[Problem]]:
    """Return the rows of a workbook, and every problem by sheet, row and column; the rows hold if there is none."""
    reading = read(FORM, data)
    if not reading.ok:
        return RateRows(), list(reading.problems)
    rows = reading.rows
    return terms_of(_placed(EQUIPMENT, rows[EQUIPMENT]), _placed(SERVICES, rows[SERVICES]), _heading)


def _placed(sheet: str, rows: Sequence[Row]) -> list[FileRow]:
    return [FileRow(f"sheet {sheet}, row {row.number}", row.values) for row in rows]


def _heading(field: Field) -> str:
    return field.heading
