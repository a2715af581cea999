"""Every mistake in a workbook is named by sheet, row and column with its remedy, and nothing is half accepted."""

from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from muster.kit.errors import Problem, Refused
from muster.kit.workbooks import Limits, Row, read
from tests.kit.workbook_samples import (
    BOOK,
    COLUMNS,
    ROW,
    UNITS_PART,
    edited,
    parts_of,
    units_of,
    valid_bytes,
    with_cell,
    with_units_xml,
)


def problems_of(data: bytes) -> tuple[Problem, ...]:
    reading = read(BOOK, data)
    with pytest.raises(Refused) as refusal:
        _ = reading.rows
    assert refusal.value.problems == reading.problems
    assert not reading.ok
    return reading.problems


def only_row(data: bytes) -> Row:
    return read(BOOK, data).rows["Units"][0]


def test_a_problem_names_sheet_row_and_column_and_what_to_do() -> None:
    assert problems_of(with_cell("strength", "many", row=3)) == (
        Problem(
            "sheet Units, row 3, column Strength",
            "'many' is not a whole number",
            "write a whole number, for example 120",
        ),
    )


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("number", None, "is blank; fill it in: text"),
        ("number", "  ", "is blank; fill it in: text"),
        ("number", True, "the logical value TRUE where text is expected; format the cell as Text"),
        ("number", datetime(2018, 1, 2), "the date '2018-01-02' where text is expected"),  # noqa: DTZ001
        ("number", 1.1, "the number '1.1' where text is expected"),
        ("state", "Kazahstan", "'Kazahstan' is not one of the choices; did you mean 'Kazakhstan'?"),
        ("state", "qqq", "choose 'Kazakhstan', 'India', 'Brazil', 'Viet Nam', 'China'"),
        ("strength", 5.5, "'5.5' is not a whole number"),
        ("strength", 0, "0 people is below 1; write 1 or more"),
        ("strength", 5001, "5001 people is above 5000; write 5000 or less"),
        ("strength", "1,000", "'1,000' is not a whole number"),
        ("strength", "٣", "is not a whole number"),
        ("strength", 1e15, "more than 15 digits"),
        ("strength", False, "the logical value FALSE is not a whole number"),
        ("strength", datetime(2018, 1, 2), "the date '2018-01-02' is not a whole number"),  # noqa: DTZ001
        ("available", "31.10.2018", "'31.10.2018' is not a date; write the date as year-month-day"),
        ("available", "20181031", "'20181031' is not a date"),
        ("available", "2018-02-30", "there is no day 2018-02-30"),
        ("available", datetime(2018, 10, 31, 12), "has a time of day"),  # noqa: DTZ001
        ("available", time(12), "is not a date"),
        ("available", "1900-01-01", "1900-01-01 is before 1948-05-29"),
        ("fuel", "12,5", "'12,5' is not a number; write a number with a point"),
        ("fuel", "1E+9999999999", "is not a number"),
        ("fuel", "0." + 59 * "1", "has 61 characters; a number has at most 60: round or correct it"),
        ("strength", 61 * "1", "has 61 characters; a number has at most 60: round or correct it"),
        ("fuel", -1, "-1.0 m3 is below 0"),
        ("ready", "maybe", "'maybe' is neither yes nor no; write yes or no"),
        ("ready", 1, "the number '1' is neither yes nor no"),
        ("excluded", "UNDOF; UNDOF", "'UNDOF' is named twice"),
        ("excluded", "UNDOF, UNIFIL", "is not one of the choices"),
    ],
)
def test_a_cell_that_does_not_fit_is_refused_in_words(key: str, value: object, told: str) -> None:
    (problem,) = problems_of(with_cell(key, value))
    assert problem.place.startswith("sheet Units, row 2, column ")
    assert told in str(problem)


@pytest.mark.parametrize(
    ("key", "value", "read_as"),
    [
        ("number", 12, "12"),
        ("state", "KAZ", "KAZ"),
        ("state", " kazakhstan ", "KAZ"),
        ("strength", "120", 120),
        ("strength", 5.0, 5),
        ("available", "2018-10-31", ROW["available"]),
        ("available", datetime(2018, 10, 31), ROW["available"]),  # noqa: DTZ001
        ("fuel", "12.5", Decimal("12.5")),
        ("fuel", 12, Decimal(12)),
        ("ready", True, True),
        ("ready", "No", False),
        ("excluded", "undof ;UNIFIL;", ("UNDOF", "UNIFIL")),
        ("excluded", "  ", ()),
    ],
)
def test_what_leaves_no_doubt_is_accepted(key: str, value: object, read_as: object) -> None:
    assert only_row(with_cell(key, value))[key] == read_as


def test_a_formula_counts_as_its_stored_result() -> None:
    cell = b'<c r="C2" s="9"><f>100+20</f><v>120</v></c>'
    stored = with_units_xml(units_cell(b"C2"), cell)
    assert only_row(stored)["strength"] == 120


def units_cell(reference: bytes) -> bytes:
    """The XML of a cell of the sheet Units as written."""
    content = parts_of(valid_bytes())[UNITS_PART]
    start = content.index(b'<c r="' + reference + b'"')
    return content[start : content.index(b"</c>", start) + len(b"</c>")]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (b'<c r="C2"><f>100+20</f></c>', "holds a formula whose result was not stored"),
        (b'<c r="C2"><f>100+20</f><v></v></c>', "holds a formula whose result was not stored"),
        (b'<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "holds the error '#DIV/0!'"),
        (b'<c r="C2" t="e"><v>#SPILL!</v></c>', "holds the error '#SPILL!'"),
        (b'<c r="C2"><v>1e999</v></c>', "'inf' is not a whole number"),
        (b'<c r="D2"><v>43404</v></c>', "the number '43404' is not a date"),
        (b'<c r="D2"><v>many</v></c>', "'many' is not a date"),
    ],
)
def test_formulas_and_errors_without_a_value_are_refused(cell: bytes, told: str) -> None:
    (problem,) = problems_of(with_units_xml(units_cell(cell[6:8]), cell))
    assert told in problem.message
    assert problem.place.startswith("sheet Units, row 2")


def test_a_formula_without_result_alone_in_a_row_is_not_taken_for_a_blank_row() -> None:
    data = with_units_xml(b"</sheetData>", b'<row r="9"><c r="A9"><f>B1</f></c></row></sheetData>')
    assert any("row 9, column Number" in problem.place for problem in problems_of(data))


def rename(old: str, new: str) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        book[old].title = new

    return change


def put_heading(key: str, text: str | None) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        units_of(book).cell(1, COLUMNS[key]).value = text

    return change


def merge(book: openpyxl.Workbook) -> None:
    units_of(book).merge_cells("B2:B3")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (rename("Units", "Unit"), ["sheet 'Unit': there is no such sheet in this workbook; rename it to 'Units'"]),
        (lambda book: book.remove(book["Contacts"]), ["sheet Contacts: the sheet is missing; put it back"]),
        (lambda book: book.create_sheet("Zzzz"), ["sheet 'Zzzz': there is no such sheet", "the sheets are 'Units'"]),
        (put_heading("strength", "Strenght"), ["row 1, column 'Strenght': there is no such column; rename it to"]),
        (put_heading("strength", "Wxyz"), ["'Wxyz': there is no such column; remove it", "Strength (people): the col"]),
        (put_heading("strength", None), ["column number 3: there are values but no heading", "is missing"]),
        (put_heading("strength", "state"), ["column state: the heading is there twice", "is missing"]),
        (merge, ["sheet Units: the cells 'B2:B3' are merged; unmerge them"]),
        (lambda book: units_of(book).cell(4, 1, "U-1"), ["row 4, column Number: row 2 has the same Number ('U-1')"]),
        (lambda book: units_of(book).delete_rows(1), ["there is no such column"]),
        (lambda book: book.worksheets[0].cell(3, 2, "units 9"), ["'units 9'; 'units 1' is expected"]),
    ],
)
def test_a_changed_form_is_refused_with_the_right_name(
    change: Callable[[openpyxl.Workbook], None], told: list[str]
) -> None:
    lines = "\n".join(str(problem) for problem in problems_of(edited(change)))
    for each in told:
        assert each in lines


def test_sheets_and_columns_may_come_in_any_order_and_case() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.move_sheet("Units", 1)
        book["Units"].title = "Another"  # openpyxl takes a change of case alone for a second sheet
        book["Another"].title = "UNITS"
        sheet = units_of(book, "UNITS")
        swapped = [[row[1].value, row[0].value] for row in sheet.iter_rows(max_col=2)]
        for number, (first, second) in enumerate(swapped, start=1):
            sheet.cell(number, 1).value, sheet.cell(number, 2).value = first, second
        put = sheet.cell(1, COLUMNS["strength"])
        put.value = " strength "

    assert dict(only_row(edited(change)).values) == ROW


def test_the_read_me_sheet_may_be_gone() -> None:
    assert dict(only_row(edited(lambda book: book.remove(book["Read me"]))).values) == ROW


def test_blank_rows_are_skipped_and_rows_keep_their_numbers() -> None:
    def change(book: openpyxl.Workbook) -> None:
        units_of(book).insert_rows(2, 2)
        units_of(book).cell(3, 5).value = "   "

    assert [row.number for row in read(BOOK, edited(change)).rows["Units"]] == [4, 5, 6]


def test_all_errors_are_reported_in_order_and_no_row_is_given() -> None:
    def change(book: openpyxl.Workbook) -> None:
        units_of(book).cell(2, COLUMNS["strength"]).value = "a"
        units_of(book).cell(4, COLUMNS["fuel"]).value = "b"

    places = [problem.place for problem in problems_of(edited(change))]
    assert places == ["sheet Units, row 2, column Strength", "sheet Units, row 4, column Fuel"]


def test_the_search_stops_after_as_many_problems_as_anybody_reads() -> None:
    def change(book: openpyxl.Workbook) -> None:
        for row in range(2, 5):
            units_of(book).cell(row, COLUMNS["strength"]).value = "x"

    problems = read(BOOK, edited(change), Limits(problems=2)).problems
    assert len(problems) == 3
    assert problems[-1].message == "the search stopped after 2 problems"


def test_dates_counted_from_1904_are_understood() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    assert only_row(edited(change))["available"] == ROW["available"]


def test_messages_are_one_short_line_whatever_the_cell_holds() -> None:
    (problem,) = problems_of(with_cell("strength", "line\nfeed\u200f" + "x" * 30_000))
    assert "\n" not in str(problem)
    assert len(str(problem)) < 200


def test_a_row_of_nothing_but_an_error_value_is_not_taken_for_a_blank_one() -> None:
    data = with_units_xml(b"</sheetData>", b'<row r="9"><c r="A9" t="e"><v>#REF!</v></c></row></sheetData>')
    assert "sheet Units, row 9, column Number: holds the error '#REF!'" in str(read(BOOK, data).problems[0])
