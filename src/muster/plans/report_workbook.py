"""A plan as an Excel workbook to read: stays, gaps, coverage, and the parameters behind them. Pure."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from muster.kit.workbooks.cell_text import escape
from muster.plans.coverage import Coverage, total
from muster.plans.report_rows import PlanReport, mark

Value = str | int | float | date | None
NARROWEST, WIDEST = 8, 70
DATE_FORMAT = "yyyy-mm-dd"
SHARE_FORMAT = "0.0%"
HEADING = PatternFill("solid", fgColor="FFE8EDF2")
MARKED = PatternFill("lightUp", fgColor="FF9AA5B1")
FORMULA_SIGNS = ("=", "+", "-", "@", "'")
STAY_HEADINGS = (
    "Mission", "Requirement", "Post", "Unit type", "State", "Pledge", "People", "From", "Until (excluded)", "Kind",
    "Value (points)", "Standing",
)  # fmt: skip
GAP_HEADINGS = (
    "Mission", "Requirement", "Post", "Unit type", "From", "Until (excluded)", "Reason", "In words",
    "Eligible pledges", "Refused pledges", "Standing",
)  # fmt: skip
COVERAGE_HEADINGS = ("By", "Name", "Posts", "Needed (unit-months)", "Covered (unit-months)", "Open", "Covered share")
PARAMETER_HEADINGS = ("Parameter", "Value", "Unit", "Source", "Standing")


def workbook(report: PlanReport) -> bytes:
    """Return the bytes of an .xlsx file with the report's rows; illustrative rows are hatched in their last column."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    _sheet(book.create_sheet("Stays"), STAY_HEADINGS, _stay_lines(report))
    _sheet(book.create_sheet("Gaps"), GAP_HEADINGS, _gap_lines(report))
    _sheet(book.create_sheet("Coverage"), COVERAGE_HEADINGS, _coverage_lines(report))
    _sheet(book.create_sheet("Parameters"), PARAMETER_HEADINGS, _parameter_lines(report))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _stay_lines(report: PlanReport) -> list[list[Value]]:
    return [
        [row.mission, row.requirement, row.post, row.unit_type, row.state, row.pledge, row.personnel, row.stay_from,
         row.stay_until, row.kind, row.value_points, mark(row.illustrative)]
        for row in report.stays
    ]  # fmt: skip


def _gap_lines(report: PlanReport) -> list[list[Value]]:
    return [
        [row.mission, row.requirement, row.post, row.unit_type, row.gap_from, row.gap_until, row.reason,
         row.explanation, row.candidates, row.refused, mark(row.illustrative)]
        for row in report.gaps
    ]  # fmt: skip


def _coverage_lines(report: PlanReport) -> list[list[Value]]:
    def line(by: str, name: str, row: Coverage) -> list[Value]:
        return [by, name, row.posts, row.needed_months, row.covered_months, row.open_months, row.share]

    lines = [line("mission", row.name, row) for row in report.by_mission]
    lines += [line("unit type", row.name, row) for row in report.by_unit_type]
    return [*lines, line("all", "all", total(report.by_mission))]


def _parameter_lines(report: PlanReport) -> list[list[Value]]:
    about: list[list[Value]] = [
        ["plan", report.reference, "", "Muster", ""],
        ["planned_on", report.planned_on, "date", "Muster", ""],
        ["horizon", report.horizon_months, "months", "Muster", ""],
        ["objective", report.objective, "points", "Muster", ""],
        ["bound", report.bound, "points", "Muster", ""],
        ["gap to the bound", report.gap, "share", "Muster", ""],
        ["problem_sha256", report.problem_sha256, "", "Muster", ""],
    ]
    rows: list[list[Value]] = [
        [row["key"], row["value"], row["unit"], row["source"], row["standing"]] for row in report.parameters
    ]
    return [*about, *rows]


def _sheet(target: Worksheet, headings: Sequence[str], lines: Iterable[Sequence[Value]]) -> None:
    """Write headings and lines, and make the columns as wide as they need to be."""
    widths = [len(heading) for heading in headings]
    for index, heading in enumerate(headings, start=1):
        cell = _put(target, 1, index, heading)
        cell.font, cell.fill = Font(bold=True), HEADING
    for number, line in enumerate(lines, start=2):
        for index, value in enumerate(line, start=1):
            _put(target, number, index, value, is_share=headings[index - 1] == "Covered share")
            widths[index - 1] = max(widths[index - 1], len(str(value or "")))
        if headings[-1] == "Standing" and line[-1] == mark(illustrative=True):
            cast(Cell, target.cell(number, len(headings))).fill = MARKED
    for index, width in enumerate(widths, start=1):
        target.column_dimensions[get_column_letter(index)].width = min(WIDEST, max(NARROWEST, width + 2))
    target.freeze_panes = "A2"
    target.auto_filter.ref = target.dimensions


def _put(target: Worksheet, row: int, column: int, value: Value, *, is_share: bool = False) -> Cell:
    """Write one value; text stays text, whatever it begins with."""
    cell = cast(Cell, target.cell(row, column))
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str) and len(value) > WIDEST)
    if isinstance(value, str):
        if value:
            cell.value = escape(value)
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(FORMULA_SIGNS)
    elif value is not None:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = DATE_FORMAT
    elif is_share:
        cell.number_format = SHARE_FORMAT
    return cell
