"""What is written to a workbook is read back value for value, and the sheet helps whoever fills it in."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from muster.kit.errors import Refused
from muster.kit.workbooks import CODES, DECIMAL, INTEGER, TEXT, Cell, Field, Kind, Sheet, Unfit, Workbook, read, write
from muster.kit.workbooks.limits import LONGEST_NUMBER
from tests.kit.workbook_samples import BOOK, COLUMNS, ROW, STATES, UNITS, units_of

NO_HALF_PAIRS = st.characters(codec="utf-8", exclude_characters="\x00\ufffe\uffff")
PIECES = st.sampled_from(
    ["_x000D_", "_x005F_", "_", "x", "=1+1", "'", "\r\n", "\r", "\n", "\t", "  ", "#N/A", "@", "-"]
)
ANY_TEXT = st.lists(NO_HALF_PAIRS | PIECES, max_size=12).map("".join)
ONE_LINE = st.text(NO_HALF_PAIRS.filter(lambda each: each not in "\r\n"), min_size=1, max_size=20)

ANY_ROW = st.fixed_dictionaries(
    {
        "state": st.sampled_from(list(STATES)),
        "strength": st.none() | st.integers(1, 5_000),
        "available": st.none() | st.dates(date(1948, 5, 29)),
        "fuel": st.none() | st.decimals(0, 10**9, allow_nan=False, places=4),
        "ready": st.none() | st.booleans(),
        "excluded": st.lists(st.sampled_from(["UNIFIL", "UNDOF", "MINUSCA"]), unique=True).map(tuple),
        "remarks": ANY_TEXT,
    }
)
LOOSE = Workbook(
    "loose",
    "Values without bounds",
    (
        Sheet(
            "All",
            (
                Field(key="id", heading="Id", kind=INTEGER, required=True),
                Field(key="text", heading="Text", kind=TEXT, multiline=True),
                Field(key="number", heading="Number", kind=DECIMAL),
                Field(key="codes", heading="Codes", kind=CODES),
            ),
        ),
    ),
)


@given(st.lists(ANY_ROW, max_size=5), st.lists(ONE_LINE.filter(str.strip), max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_row_comes_back_as_it_went_out(rows: list[dict[str, Any]], names: list[str]) -> None:
    units = [{**row, "number": f"U-{number}"} for number, row in enumerate(rows)]
    reading = read(BOOK, write(BOOK, {"Units": units, "Contacts": [{"name": name} for name in names]}))
    assert [dict(row.values) for row in reading.rows["Units"]] == units
    assert [row["name"] for row in reading.rows["Contacts"]] == names
    assert [row.number for row in reading.rows["Units"]] == list(range(2, len(units) + 2))


@given(
    st.integers(-(10**40), 10**40),
    ANY_TEXT,
    st.none()
    | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30).filter(
        lambda number: len(str(number)) <= LONGEST_NUMBER
    ),
    st.lists(ONE_LINE.map(lambda text: text.replace(";", "").strip()).filter(bool), unique=True).map(tuple),
)
@example(10**15, "=cmd|' /C calc'!A0", Decimal("1E-30"), ("=A1",))
@example(-1, " ", Decimal("0.1000"), ("+1", "-1", "@x"))
@example(2**63, "x" * 32_767, Decimal("123456789.123456789123456789"), ())
@example(0, "'quoted", Decimal(-0), ("'", "\U0001f54a"))
@settings(max_examples=100, deadline=None)
def test_values_that_spreadsheets_like_to_change_are_kept(
    number: int, text: str, decimal: Decimal | None, codes: tuple[str, ...]
) -> None:
    row = {"id": number, "text": text, "number": decimal, "codes": codes}
    (back,) = read(LOOSE, write(LOOSE, {"All": [row]})).rows["All"]
    assert dict(back.values) == row


@pytest.mark.parametrize("missing", [{}, {"remarks": None, "excluded": None}, {"remarks": "", "excluded": []}])
def test_a_missing_value_is_a_blank_cell_and_comes_back_as_the_blank_of_its_kind(missing: dict[str, Any]) -> None:
    (row,) = read(BOOK, write(BOOK, {"Units": [{"number": "1", "state": "IND", **missing}]})).rows["Units"]
    assert dict(row.values) == {
        "number": "1", "state": "IND", "strength": None, "available": None, "fuel": None, "ready": None,
        "excluded": (), "remarks": "",
    }  # fmt: skip


def opened(rows: list[dict[str, Any]]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write(BOOK, {"Units": rows}, notes=["Illustrative records"])))


def test_text_that_looks_like_a_formula_is_stored_as_text() -> None:
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", "#N/A"):
        cell = units_of(opened([{**ROW, "remarks": text}])).cell(2, COLUMNS["remarks"])
        assert (cell.data_type, cell.value) == ("s", text)


def test_numbers_and_dates_are_stored_as_numbers_and_dates() -> None:
    sheet = units_of(opened([ROW]))
    types = {key: sheet.cell(2, COLUMNS[key]).data_type for key in ("strength", "fuel", "available")}
    assert types == {"strength": "n", "fuel": "n", "available": "d"}


def test_the_first_sheet_explains_the_workbook_and_states_its_format() -> None:
    sheet = opened([]).worksheets[0]
    told = [[cell for cell in row if cell] for row in sheet.iter_rows(values_only=True)]
    assert sheet.title == "Read me"
    assert told[0] == ["Units offered"]
    assert ["Format", "units 1"] in told
    assert ["Note", "Illustrative records"] in told
    assert ["Units", "Remarks", "Whatever else matters. Optional: text."] in told


def test_headings_are_bold_frozen_explained_and_carry_units() -> None:
    sheet = units_of(opened([]))
    heading = sheet.cell(1, COLUMNS["strength"])
    assert heading.value == "Strength (people)"
    assert heading.font.bold
    assert sheet.freeze_panes == "A2"
    assert heading.comment is not None
    assert heading.comment.text == "Optional: a whole number, at least 1, at most 5000."


def test_cells_offer_only_legal_choices() -> None:
    book = opened([])
    rules = {next(iter(rule.sqref.ranges)).min_col: rule for rule in units_of(book).data_validations.dataValidation}
    choice, strength = rules[COLUMNS["state"]], rules[COLUMNS["strength"]]
    assert (choice.type, choice.formula1) == ("list", "Lists!$A$1:$A$5")
    assert [row[0] for row in book["Lists"].iter_rows(values_only=True)] == list(STATES.values())
    assert book["Lists"].sheet_state == "hidden"
    assert (strength.type, strength.formula1, strength.formula2) == ("whole", "1", "5000")
    assert rules[COLUMNS["available"]].type == "date"
    assert rules[COLUMNS["ready"]].formula1 == '"yes,no"'


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"strength": 0}, "row 2, column Strength: 0 people is below 1"),
        ({"strength": "5"}, "'5' is not a whole number"),
        ({"strength": True}, "'True' is not a whole number"),
        ({"state": "XXX"}, "'XXX' is not one of the choices"),
        ({"state": None}, "column State: is blank"),
        ({"fuel": Decimal("NaN")}, "'NaN' is not a decimal number"),
        ({"fuel": 1.5}, "'1.5' is not a decimal number"),
        ({"available": date(1947, 1, 1)}, "1947-01-01 is before 1948-05-29"),
        ({"number": "two\nlines"}, "has more than one line"),
        ({"number": "n" * 41}, "has 41 characters"),
        ({"remarks": "\x00"}, "U+0000 cannot be kept"),
        ({"remarks": "\ud800"}, "U+D800 cannot be kept"),
        ({"remarks": "x" * 32_768}, "longer than the 32767 characters"),
        ({"remarks": "\U0001f54a" * 16_384}, "longer than the 32767 characters"),
        ({"excluded": "UNDOF"}, "'UNDOF' is not a list of codes"),
        ({"excluded": ("UNDOF", "UNDOF")}, "'UNDOF' is named twice"),
        ({"ready": 1}, "neither yes nor no"),
    ],
)
def test_a_value_that_would_not_come_back_is_never_written(change: dict[str, Any], told: str) -> None:
    with pytest.raises(Refused) as refusal:
        write(BOOK, {"Units": [{**ROW, **change}]})
    assert told in refusal.value.message
    assert refusal.value.message.startswith("sheet Units, row 2")


def test_rows_with_the_same_key_and_blank_rows_are_never_written() -> None:
    with pytest.raises(Refused, match="row 2 has the same key"):
        write(BOOK, {"Units": [ROW, ROW]})
    with pytest.raises(Refused) as refusal:
        write(LOOSE, {"All": [{}]})
    assert "the row is blank" in [problem.message for problem in refusal.value.problems]


def test_sheets_and_keys_that_do_not_exist_are_errors_of_the_program() -> None:
    with pytest.raises(ValueError, match="has no sheet"):
        write(BOOK, {"Unit": []})
    with pytest.raises(ValueError, match="has no field"):
        write(BOOK, {"Units": [{"nummer": "1"}]})


def test_a_new_kind_of_value_is_a_pair_of_functions() -> None:
    def parse(cell: Cell, field: Field) -> complex:
        try:
            return complex(str(cell))
        except ValueError:
            raise Unfit(f"'{cell}' is not a complex number", "write 1+2j") from None

    waves = Kind("complex", "a complex number", parse, lambda value, _: str(value))
    book = Workbook("w", "Waves", (Sheet("Waves", (Field(key="z", heading="Z", kind=waves),)),))
    assert read(book, write(book, {"Waves": [{"z": 1 + 2j}]})).rows["Waves"][0]["z"] == 1 + 2j


@pytest.mark.parametrize(
    ("declare", "told"),
    [
        (lambda: Sheet("a/b", ()), "forbids the sheet name"),
        (lambda: Sheet("read ME", ()), "reserved"),
        (lambda: Sheet("S", UNITS.fields, key=("x",)), "names no field"),
        (lambda: Sheet("S", (*UNITS.fields, UNITS.fields[0])), "are the same"),
        (lambda: Workbook("w", "W", (UNITS, UNITS)), "are the same"),
        (lambda: Field(key="k", heading="K", kind=CODES, choices={"a": "b", "b": "c"}), "code of another"),
        (lambda: Field(key="k", heading="K", kind=CODES, choices={"a": "x", "b": "x"}), "same label"),
        (lambda: Field(key="k", heading="K", kind=CODES, choices=["a", "a"]), "named twice"),
    ],
)
def test_a_form_that_cannot_work_is_refused_when_declared(declare: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        declare()
