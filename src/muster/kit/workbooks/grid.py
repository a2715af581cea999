"""The cells of a workbook's sheets as plain values: surveyed first, then parsed by calamine."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from muster.kit.errors import Problem, Refused
from muster.kit.workbooks.cell_text import quoted
from muster.kit.workbooks.container import Container, refusal, repacked
from muster.kit.workbooks.fields import Cell
from muster.kit.workbooks.findings import place_of
from muster.kit.workbooks.limits import Limits
from muster.kit.workbooks.survey import Survey, survey_sheet, text_lengths

Rows: TypeAlias = list[list[Cell]]
_REPAIR = "open it in Excel, save it as 'Excel Workbook (.xlsx)' and send that file"


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet from its first row and column on ("" where blank), and what the survey found."""

    rows: Rows
    survey: Survey


def load_grids(container: Container, names: Iterable[str], limits: Limits) -> dict[str, Grid]:
    """Parse the named sheets; raises Refused where one is damaged or reaches further than `limits`."""
    surveys = _surveys(container, names, limits)
    try:
        parsed = _parse(repacked(container, {name: container.sheets[name] for name in surveys}), surveys)
    except Refused as refused:
        # calamine knows few of Excel's error values and gives up on the others; then name the cells that hold one.
        raise Refused(problems=_error_values(surveys)[: limits.problems] or refused.problems) from None
    return {name: Grid(parsed[name], survey) for name, survey in surveys.items()}


def _surveys(container: Container, names: Iterable[str], limits: Limits) -> dict[str, Survey]:
    place = "workbook"
    surveys: dict[str, Survey] = {}
    try:
        lengths = text_lengths(container.strings)
        for name in names:
            place = place_of(name)
            surveys[name] = survey_sheet(container.sheets[name], lengths)
            _check_reach(place, surveys[name], limits)
    except expat.ExpatError as error:
        raise refusal(f"it is damaged ({error})", _REPAIR, place) from None
    if sum(survey.last_row * survey.last_column for survey in surveys.values()) > limits.cells:
        raise refusal("the sheets reach over too many cells", f"at most {limits.cells} are read: send several files")
    if sum(survey.characters for survey in surveys.values()) > limits.characters:
        raise refusal("the cells hold too much text", f"at most {limits.characters} characters: send several files")
    return surveys


def _check_reach(place: str, survey: Survey, limits: Limits) -> None:
    if survey.impossible_reference:
        raise refusal("it is damaged (a cell has an impossible address)", _REPAIR, place)
    if survey.last_row > limits.rows:
        remedy = f"at most {limits.rows} rows are read: clear what lies below, or send several files"
        raise refusal(f"there is a value in row {survey.last_row}", remedy, place)
    if survey.last_column > limits.columns:
        remedy = f"at most {limits.columns} columns are read: clear what lies to the right"
        raise refusal(f"there is a value in column number {survey.last_column}", remedy, place)


def _error_values(surveys: Mapping[str, Survey]) -> list[Problem]:
    return [
        Problem(place_of(name, row), f"a cell holds the error {quoted(value)}", "correct it or write the value")
        for name, survey in surveys.items()
        for (row, _), value in sorted(survey.error_values.items())
    ]


def _parse(data: bytes, names: Iterable[str]) -> dict[str, Rows]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as parsed:
            return {name: parsed.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
    except (CalamineError, OSError, ValueError, OverflowError):
        raise _damaged() from None
    except BaseException as error:
        # A panic in calamine's Rust code arrives as an exception that is no Exception and has no importable name.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged() from None


def _damaged() -> Refused:
    return refusal("a cell holds what no workbook program writes", _REPAIR)
