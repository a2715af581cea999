"""A paper as files: a workbook to read and a PDF to print. Every door gives the same."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from types import MappingProxyType
from typing import Any, cast

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.workbooks.cell_text import escape
from muster.yardsticks.paper import Paper

Value = str | int | float | None
HEADING = PatternFill("solid", fgColor="FFE8EDF2")
ILLUSTRATIVE = "illustrative"
NARROWEST, WIDEST = 8, 60


def paper_file(paper: Paper, name: str) -> bytes:
    """Return one of a paper's files. Raises NotFound for another name."""
    if name not in FILES:
        raise NotFound(f"A paper has no file {name!r}; it has {', '.join(FILES)}.")
    return FILES[name](paper)


def as_workbook(paper: Paper) -> bytes:
    """Return the paper as a workbook: by unit type, by mission, and the parameters behind it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    ahead = [f"Required in {months} months" for months in paper.months_ahead]
    _sheet(
        book.create_sheet("By unit type"),
        ("Unit type", "Name", "Required now", *ahead, "Deployed", *(f"Pool: {level}" for level in paper.levels),
         "Net gap", "States offering", "Median notice (days)", "Without hard caveats (%)", "Published as short in",
         "Standing"),
        [
            [line.code, line.name, line.now, *line.ahead, line.deployed, *line.by_level, line.gap, line.states,
             line.median_notice_days, line.caveat_free_percent, "; ".join(line.short_in), _mark(line.illustrative)]
            for line in paper.unit_types
        ],
    )  # fmt: skip
    _sheet(
        book.create_sheet("By mission"),
        ("Mission", "Required now", *ahead, "Deployed", "Open now", "Open at most", "Standing"),
        [
            [line.acronym, line.now, *line.ahead, line.deployed, line.open_now, line.open_at_most,
             _mark(line.illustrative)]
            for line in paper.missions
        ],
    )  # fmt: skip
    about: list[list[Value]] = [
        ["register", paper.register_name, "", "Muster", ""],
        ["as of", paper.as_of.isoformat(), "date", "Muster", ""],
    ]
    rows = [[row["key"], row["value"], row["unit"], row["source"], row["standing"]] for row in paper.parameters]
    _sheet(book.create_sheet("Parameters"), ("Parameter", "Value", "Unit", "Source", "Standing"), [*about, *rows])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _mark(illustrative: bool) -> str:
    return ILLUSTRATIVE if illustrative else ""


def _sheet(target: Worksheet, headings: Sequence[str], lines: Sequence[Sequence[Value]]) -> None:
    """Write headings and lines; text is text, never a formula."""
    for number, line in enumerate([headings, *lines], start=1):
        for column, value in enumerate(line, start=1):
            cell = cast(Cell, target.cell(number, column))
            if isinstance(value, str):
                cell.value = escape(value)
                cell.data_type = "s"
            else:
                cell.value = value
            if number == 1:
                cell.font, cell.fill = Font(bold=True), HEADING
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, _heading in enumerate(headings, start=1):
        longest = max((len(str(line[column - 1])) for line in lines if line[column - 1] is not None), default=0)
        target.column_dimensions[get_column_letter(column)].width = min(WIDEST, max(NARROWEST, longest + 2, 12))
    target.freeze_panes = "A2"
    target.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(lines) + 1}"


def as_pdf(paper: Paper) -> bytes:
    """Return the paper set for print (A4, landscape). The template reads the values; none is read as markup."""
    import typst  # loaded where a paper is printed: it takes a while

    template = resources.files("muster.yardsticks").joinpath("print", "paper.typ").read_bytes()
    content = json.dumps(_printed(paper), ensure_ascii=False)
    return typst.compile(template, format="pdf", sys_inputs={"paper": content})


def _printed(paper: Paper) -> dict[str, Any]:
    """Return what the print template reads: the paper, with its day in words and its findings marked."""
    content = paper.as_json()
    content["day"] = long_day(paper.as_of)
    content["illustrative"] = paper.illustrative
    content["in_demand"] = [line.code for line in paper.in_demand]
    return content


FILES: Mapping[str, Callable[[Paper], bytes]] = MappingProxyType({"paper.pdf": as_pdf, "paper.xlsx": as_workbook})
