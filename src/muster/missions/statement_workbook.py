"""The Excel form of statements: a sheet of headers and one of each list. Every export can be imported again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from muster.audit import actions as audit
from muster.kit.errors import Problem, Refused
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.kit.workbooks import BOOLEAN, CHOICE, INTEGER, TEXT, Field, Row, Sheet, Workbook, illustrative_notes
from muster.kit.workbooks import read as read_workbook
from muster.kit.workbooks import write as write_workbook
from muster.missions.actions import save_statements
from muster.missions.models import SelfSustainmentProvider
from muster.missions.queries import visible_statements
from muster.missions.rules.statements import PLACES
from muster.missions.statement_terms import HEADER, LISTS, StatementTerms
from muster.missions.statement_versions import terms_of, with_lines
from muster.parties.viewer import Viewer
from muster.reference.catalogue import table
from muster.reference.unit_types import unit_types

STATEMENT_SHEET = "Statements"
REFERENCE = "reference"
"""Key of the column that names the statement, on every sheet."""
LINE = "number"
"""Key of the column that numbers the lines of equipment, for the substitutes to name."""
LIST_SHEETS: Mapping[str, str] = {
    "tasks": "Tasks",
    "capabilities": "Capabilities",
    "posts": "Posts",
    "equipment": "Major equipment",
    "substitutes": "Substitutes",
    "self_sustainment": "Self-sustainment",
}
NOTHING_SAVED = "The workbook was not imported; nothing was saved."
MOST_PROBLEMS = 100
MOST_PEOPLE, LONGEST_NOTICE, LONGEST_TEXT, MOST_CENTS = 100_000, 730, 4000, 10**12
SMALL = 32_767
PLACE_COLUMNS: Mapping[str, str] = {
    "unit type": "unit_type",
    "least strength": "strength_minimum",
    "share of women": "women_minimum_percent",
    "languages": "languages",
    "mission": "mission",
    "stated by": "stated_by",
    "made from": "made_from",
}
"""The column of each place of the header that a rule names."""


def _text(
    key: str, heading: str, maximum: int, *, required: bool = False, help_: str = "", long: bool = False
) -> Field:
    return Field(key=key, heading=heading, kind=TEXT, maximum=maximum, required=required, help=help_, multiline=long)


def _number(
    key: str, heading: str, unit: str = "", *, least: int, most: int, required: bool = True, help_: str = ""
) -> Field:
    return Field(
        key=key, heading=heading, kind=INTEGER, required=required, minimum=least, maximum=most, unit=unit, help=help_
    )


def _codes(key: str, heading: str, table_name: str) -> Field:
    choices = {code: f"{code} · {row['name']}" for code, row in table(table_name).by_key.items()}
    return Field(key=key, heading=heading, kind=CHOICE, required=True, choices=choices)


def _statement_column() -> Field:
    help_ = f"The reference of the statement on the sheet {STATEMENT_SHEET}."
    return _text(REFERENCE, "Statement", 60, required=True, help_=help_)


def _weight() -> tuple[Field, Field]:
    mandatory = Field(key="is_mandatory", heading="Mandatory", kind=BOOLEAN, help="Blank: yes.")
    return mandatory, _text("note", "Note", 300)


@cache
def statement_sheet() -> Sheet:
    """Return the sheet of headers, one row a statement."""
    kinds = {kind.code: f"{kind.code} · {kind.name}" for kind in unit_types()}
    mission_help = "The mission's acronym; blank: a generic statement."
    stated_help = "Code of the organisation; blank: the one that mandates the mission, or your own."
    fields = (
        _text(REFERENCE, "Reference", 60, required=True, help_="The same reference again changes the statement."),
        _text("mission", "Mission", 40, help_=mission_help),
        _text("stated_by", "Stated by", 40, help_=stated_help),
        _text("made_from", "Made from", 60, help_="Reference of a generic statement; given once."),
        _text("title", "Title", 200, required=True),
        Field(key="unit_type", heading="Unit type", kind=CHOICE, required=True, choices=kinds),
        _number("strength_minimum", "Least strength", "people", least=1, most=MOST_PEOPLE),
        _number("strength_maximum", "Greatest strength", "people", least=1, most=MOST_PEOPLE),
        _number("women_minimum_percent", "Least share of women", "%", least=0, most=100, required=False),
        _number("notice_days", "Notice", "days", least=0, most=LONGEST_NOTICE, required=False),
        _text("languages", "Working languages", 80, help_="ISO 639 codes, separated by semicolons."),
        _text("language_level", "Level of the languages", 120),
        _text("environment", "Environment", 300),
        _text("base", "Base", 120),
        _text("port_of_entry", "Port of disembarkation", 120),
        _text("background", "Background and mission", LONGEST_TEXT, long=True),
        _text("employment", "Concept of employment", LONGEST_TEXT, long=True),
        _text("training", "Training and certification", LONGEST_TEXT, long=True),
        _text("command", "Command, control and reporting", LONGEST_TEXT, long=True),
        _text("constraints", "Constraints", LONGEST_TEXT, long=True),
        Field(key="deviations_allowed", heading="Deviations may be negotiated", kind=BOOLEAN, help="Blank: yes."),
    )
    return Sheet(STATEMENT_SHEET, fields=fields, key=(REFERENCE,), about="One row a statement of unit requirement.")


@cache
def list_sheets() -> Mapping[str, Sheet]:
    """Return the sheet of each list, one row a line."""
    providers = [(str(code), str(label)) for code, label in SelfSustainmentProvider.choices]
    line_help = "Numbers the lines of a statement, for the sheet Substitutes to name."
    columns: Mapping[str, tuple[Field, ...]] = {
        "tasks": (_text("task", "Task", 80, required=True), *_weight()),
        "capabilities": (
            _text("capability", "Capability", 300, required=True),
            _text("measure", "Measured by", 200),
            *_weight(),
        ),
        "posts": (
            _text("title", "Post", 120, required=True),
            _number("count", "People", least=1, most=MOST_PEOPLE),
            _text("rank", "Rank", 60),
            _text("specialist_code", "Specialist code", 40),
            _text("language", "Language", 8, help_="ISO 639."),
            *_weight(),
        ),
        "equipment": (
            _number(LINE, "Line", least=1, most=MOST_PEOPLE, help_=line_help),
            _codes("category", "Category", "equipment_categories"),
            _text("item", "Item", 160, required=True),
            _number("quantity", "Quantity", least=1, most=MOST_PEOPLE),
            *_weight(),
        ),
        "substitutes": (
            _number("line", "For line", least=1, most=MOST_PEOPLE),
            _text("item", "Accepted item", 160, required=True),
            _number("substitutes", "Of these", least=1, most=1000, required=False),
            _number("replaced", "Stand for", least=1, most=1000, required=False),
            _number("cost_cents", "Costs more a month", "cents", least=0, most=MOST_CENTS, required=False),
            _text("reason", "Why", 300),
        ),
        "self_sustainment": (
            _codes("category", "Category", "self_sustainment_categories"),
            Field(key="provider", heading="Provided by", kind=CHOICE, choices=providers, help="Blank: the unit."),
            _text("level", "Level", 80),
            _number("stock_days", "Stock", "days", least=0, most=SMALL, required=False),
            *_weight(),
        ),
    }
    keys = {"equipment": (REFERENCE, LINE)}
    return {
        name: Sheet(
            LIST_SHEETS[name],
            fields=(_statement_column(), *fields),
            key=keys.get(name, ()),
            about="One row a line, in its order.",
        )
        for name, fields in columns.items()
    }


@cache
def form() -> Workbook:
    """Return the workbook's declaration."""
    return Workbook(
        name="muster-statements",
        title="Statements of unit requirement",
        sheets=(statement_sheet(), *list_sheets().values()),
        about="One row a statement on the first sheet, its lists on the others; the reference keeps them together. "
        "All of it is saved, or nothing. A list is taken over as a whole. What is imported is a draft until approved.",
    )


def export(viewer: Viewer, day: date) -> bytes:
    """Return the statements that the viewer may see as of `day` as a workbook; the export is an audit event."""
    statements = [terms_of(version) for version in with_lines(visible_statements(viewer, day))]
    audit.record(viewer, "missions:statements:exported", f"{len(statements)} statements", after={"as_of": day})
    return workbook_of(statements)


def workbook_of(statements: Iterable[StatementTerms]) -> bytes:
    """Return statements as a workbook."""
    statements = list(statements)
    header = (REFERENCE, "mission", "stated_by", "made_from", *HEADER)
    rows: dict[str, list[dict[str, Any]]] = {
        STATEMENT_SHEET: [{key: getattr(one, key) for key in header} for one in statements]
    }
    for name, sheet in LIST_SHEETS.items():
        rows[sheet] = [
            {REFERENCE: one.reference, **({LINE: number} if name == "equipment" else {}), **vars(line)}
            for one in statements
            for number, line in enumerate(getattr(one, name), 1)
        ]
    illustrative = [one.reference for one in statements if one.standing == Standing.ILLUSTRATIVE]
    return write_workbook(form(), rows, illustrative_notes(illustrative))


def import_workbook(viewer: Viewer, data: bytes, *, today: date) -> tuple[int, int]:
    """Save a workbook's statements as drafts, all or none; returns how many were created and how many changed.

    Raises Refused with every problem by sheet, row and column.
    """
    rows = read_workbook(form(), data).rows
    problems: list[Problem] = []
    lists = _lists(rows, problems)
    all_terms = []
    for row in rows[STATEMENT_SHEET]:
        problems += reference_problems(row[REFERENCE], f"sheet {STATEMENT_SHEET}, row {row.number}, column Reference")
        all_terms.append(_terms(row, lists[row[REFERENCE]], problems))
    if problems:
        raise Refused(NOTHING_SAVED, problems[:MOST_PROBLEMS])
    headers = {row[REFERENCE]: row.number for row in rows[STATEMENT_SHEET]}

    def locate(reference: str, problem: Problem) -> Problem:
        place = _place(problem, headers[reference], lists[reference])
        return Problem(place, problem.message, problem.remedy)

    try:
        return save_statements(viewer, all_terms, today=today, locate=locate)
    except Refused as refusal:
        raise Refused(NOTHING_SAVED, refusal.problems[:MOST_PROBLEMS]) from refusal


def _lists(rows: Mapping[str, Iterable[Row]], problems: list[Problem]) -> dict[str, dict[str, list[Row]]]:
    """Return the rows of each statement by list; one that names no statement of the workbook is a problem."""
    known = {row[REFERENCE] for row in rows[STATEMENT_SHEET]}
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for name, sheet in LIST_SHEETS.items():
        for row in rows[sheet]:
            if row[REFERENCE] not in known:
                told = f"{row[REFERENCE]!r} is not on sheet {STATEMENT_SHEET}"
                place = f"sheet {sheet}, row {row.number}, column Statement"
                problems.append(Problem(place, told, "add the statement there"))
            found[row[REFERENCE]][name].append(row)
    for lists in found.values():
        lists["substitutes"].sort(key=lambda row: row["line"])
    return found


def _terms(row: Row, lists: Mapping[str, list[Row]], problems: list[Problem]) -> StatementTerms:
    """Return what a statement's rows say; a substitute of a line that is not there is a problem."""
    at_line = {one[LINE]: number for number, one in enumerate(lists.get("equipment", ()), 1)}
    said: dict[str, Any] = {}
    for name, shape in LISTS.items():
        lines = []
        for one in lists.get(name, ()):
            values = {key: value for key, value in one.values.items() if value is not None}
            values = {key: value for key, value in values.items() if key not in (REFERENCE, LINE)}
            if name == "substitutes":
                if values["line"] not in at_line:
                    place = f"sheet {LIST_SHEETS[name]}, row {one.number}, column For line"
                    told = f"there is no line {values['line']} of equipment of {row[REFERENCE]}"
                    problems.append(Problem(place, told, f"give a Line of sheet {LIST_SHEETS['equipment']}"))
                    continue
                values["line"] = at_line[values["line"]]
            lines.append(shape(**values))
        said[name] = tuple(sorted(lines, key=lambda line: line.line)) if name == "substitutes" else tuple(lines)
    header = {key: value for key, value in row.values.items() if value is not None}
    return StatementTerms(**header, **said)


def _place(problem: Problem, header_row: int, lists: Mapping[str, list[Row]]) -> str:
    """Return where in the workbook a rule's complaint is to be mended: sheet, row and column."""
    word, _, number = problem.place.rpartition(" ")
    name = next((name for name, place in PLACES.items() if place == word), "")
    if name and number.isdigit() and 0 < int(number) <= len(lists.get(name, ())):
        row = lists[name][int(number) - 1].number
        return f"sheet {LIST_SHEETS[name]}, row {row}{_column(list_sheets()[name], problem.field)}"
    if problem.place in LIST_SHEETS:
        return f"sheet {LIST_SHEETS[problem.place]}"
    key = problem.field or PLACE_COLUMNS.get(problem.place, "")
    where = f"sheet {STATEMENT_SHEET}, row {header_row}"
    return f"{where}{_column(statement_sheet(), key)}" if key else f"{where}, {problem.place}".rstrip(", ")


def _column(sheet: Sheet, key: str) -> str:
    """Return the words for a column of a sheet, nothing where the key is none."""
    return next((f", column {field.heading}" for field in sheet.fields if field.key == key), "")
