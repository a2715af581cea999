"""Files of an edition's rows, in and out: an Excel workbook or a CSV file, told apart by how they begin."""

from collections.abc import Callable, Mapping

from muster.audit import actions as audit
from muster.kit.errors import Problem, Refused
from muster.kit.workbooks import DEFAULT_LIMITS, illustrative_notes
from muster.parties.viewer import Viewer
from muster.reimbursement.models import RateEdition
from muster.reimbursement.queries.editions import rows_of
from muster.reimbursement.rules.edition_terms import RateRows
from muster.reimbursement.workbooks.edition_csv import rates_as_csv, rates_of_csv
from muster.reimbursement.workbooks.edition_workbook import rates_as_workbook, rates_of_workbook

ZIP_START = b"PK"
EMPTY = RateRows()
TEMPLATES: Mapping[str, Callable[[], bytes]] = {
    "xlsx": lambda: rates_as_workbook(EMPTY),
    "csv": lambda: rates_as_csv(EMPTY),
}
"""The empty file of each form."""


def read_rates(data: bytes) -> RateRows:
    """Return the rows of a workbook or CSV file. Raises Refused with every problem by row and column."""
    if len(data) > DEFAULT_LIMITS.file_bytes:
        told = f"is larger than {DEFAULT_LIMITS.file_bytes // 1_000_000} MB"
        raise Refused(problems=[Problem("file", told, "no table of rates is: choose the right file")])
    rows, problems = rates_of_workbook(data) if data.startswith(ZIP_START) else rates_of_csv(data)
    if problems:
        raise Refused("The file cannot be read; nothing was saved.", problems)
    return rows


def export_rates(viewer: Viewer, edition: RateEdition, form: str) -> bytes:
    """Return the rows of an edition that the viewer was found to see, as `xlsx` or `csv`; it is an audit event."""
    rows = rows_of(edition)
    count = len(rows.equipment) + len(rows.services)
    audit.record(viewer, "reimbursement:edition:exported", edition.reference, after={"form": form, "rows": count})
    if form == "csv":
        return rates_as_csv(rows)
    return rates_as_workbook(rows, illustrative_notes([edition.reference] if edition.illustrative else []))
