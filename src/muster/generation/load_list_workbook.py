"""The Excel form of a load list: what goes out can come in again."""

from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

from muster.audit import actions as audit
from muster.generation.actions.load_lists import known_categories, write_load_list
from muster.generation.models import Case, LoadList, Stowage
from muster.generation.models.load_list import HEAVIEST_KG, LARGEST_CM
from muster.generation.queries.load_lists import load_list_of, load_terms, stowage_rule
from muster.generation.rules.load_list import LoadTerms, load_problems
from muster.kit.errors import Problem, Refused
from muster.kit.workbooks import (
    CHOICE,
    INTEGER,
    TEXT,
    Field,
    Sheet,
    Workbook,
    illustrative_notes,
    number_field,
    read,
    write,
)
from muster.parties.viewer import Viewer

SHEET = "Load list"


def _size(key: str, heading: str, unit: str, most: int) -> Field:
    """Return a column that may stay empty: what is not measured yet."""
    return Field(key=key, heading=heading, kind=INTEGER, minimum=1, maximum=most, unit=unit)


@cache
def sheet() -> Sheet:
    """Return the sheet of lines, one row each."""
    categories = {code: code for code in known_categories()}
    stowages = {value: str(label) for value, label in Stowage.choices}
    fields = (
        Field(key="item", heading="Item", kind=TEXT, required=True, maximum=160),
        Field(key="category", heading="Category", kind=CHOICE, choices=categories),
        number_field("pieces", "Pieces", least=1, most=100_000),
        _size("length_cm", "Length", "cm", LARGEST_CM),
        _size("width_cm", "Width", "cm", LARGEST_CM),
        _size("height_cm", "Height", "cm", LARGEST_CM),
        _size("weight_kg", "Weight", "kg", HEAVIEST_KG),
        Field(key="stowage", heading="Travels", kind=CHOICE, required=True, choices=stowages),
        Field(key="hazard_class", heading="Hazard class", kind=TEXT, maximum=12, help="1.4S, 3, 9; empty: none."),
        Field(key="note", heading="Note", kind=TEXT, maximum=200),
    )
    return Sheet(SHEET, fields=fields, key=(), about="One row a line; sizes and weight are of one item as shipped.")


def form(case: Case) -> Workbook:
    """Return the workbook's declaration."""
    return Workbook(
        name=f"muster-load-list-{case.reference}",
        title=f"Load list of case {case.reference}",
        sheets=(sheet(),),
        about="Fill in the lines, then import the file. All of it is saved, or nothing.",
    )


def export(viewer: Viewer, day: date, case: Case) -> bytes:
    """Return the load list of a case as a workbook; the export is an audit event."""
    found = load_list_of(viewer, day, case)
    rows: list[dict[str, Any]] = [asdict(line) for line in load_terms(found)]
    audit.record(viewer, "generation:load-list:exported", case.reference, after={"lines": len(rows), "as_of": day})
    notes = illustrative_notes([case.reference] if found is not None and found.illustrative else [])
    return write(form(case), {SHEET: rows}, notes)


def import_workbook(viewer: Viewer, data: bytes, case: Case, *, today: date) -> LoadList:
    """Replace the load list of a case by a workbook's lines. Raises Refused with every problem by row."""
    rows = read(form(case), data).rows[SHEET]
    lines = [LoadTerms(**{key: value for key, value in row.values.items() if value is not None}) for row in rows]
    places = {f"line {at}": f"sheet {SHEET}, row {row.number}" for at, row in enumerate(rows, 1)}
    problems = [
        Problem(places.get(one.place, one.place), one.message, one.remedy)
        for one in load_problems(lines, stowage_rule(today))
    ]
    if problems:
        raise Refused("The workbook was not imported; nothing was saved.", problems)
    return write_load_list(viewer, case.reference, lines, today=today)
