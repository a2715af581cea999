"""Files of rates: what goes out comes in again, and what cannot be read is told by row and column."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import Refused
from muster.kit.workbooks import DEFAULT_LIMITS
from muster.reimbursement.rules.edition_terms import RateRows, ServiceRateTerms
from muster.reimbursement.workbooks.edition_csv import COLUMNS, rates_as_csv
from muster.reimbursement.workbooks.edition_workbook import EQUIPMENT, SERVICES, rates_as_workbook
from muster.reimbursement.workbooks.editions import TEMPLATES, read_rates
from tests.reimbursement.edition_record import CARRIER, ROWS, TRUCK

HEADING = ",".join(COLUMNS)


def refused(data: bytes) -> list[str]:
    with pytest.raises(Refused) as refusal:
        read_rates(data)
    return [str(one) for one in refusal.value.problems]


def line(**cells: str) -> str:
    return ",".join(cells.get(name, "") for name in COLUMNS)


TRUCK_LINE = {
    "table": "major-equipment", "category": "Support vehicles", "item": "Truck", "gfmv_usd": "100000",
    "life_years": "10", "no_fault_percent": "0.6", "maintenance_usd": "500", "dry_usd": "883", "wet_usd": "1383",
}  # fmt: skip


def test_a_workbook_and_a_csv_file_come_back_as_they_went_out() -> None:
    assert read_rates(rates_as_workbook(ROWS)) == ROWS
    assert read_rates(rates_as_csv(ROWS)) == ROWS


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=40)
)
def test_names_that_look_like_formulas_come_back_from_csv_as_they_were(name: str) -> None:
    rows = RateRows((replace(CARRIER, item=name),), (ServiceRateTerms(name, Decimal("1.5")),))
    data = rates_as_csv(rows)
    assert read_rates(data) == rows
    cells = [cell for row in csv.reader(io.StringIO(data.decode())) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_empty_files_have_the_columns_and_no_row() -> None:
    assert TEMPLATES["csv"]().decode().strip() == HEADING
    book = openpyxl.load_workbook(io.BytesIO(TEMPLATES["xlsx"]()))
    assert {EQUIPMENT, SERVICES} <= set(book.sheetnames)
    for make in TEMPLATES.values():
        assert refused(make()) == ["rows: there is no row in either table; enter the rates of the edition"]


def test_columns_may_stand_in_any_order_and_blank_lines_are_passed_over() -> None:
    names = list(reversed(COLUMNS))
    body = ",".join(TRUCK_LINE.get(name, "") for name in names)
    rows = read_rates(f"\ufeff{','.join(names)}\r\n\r\n{body}\r\n".encode())
    assert rows == RateRows((replace(TRUCK, item="Truck"),))


def test_a_csv_file_is_refused_by_row_and_column() -> None:
    wrong = {**TRUCK_LINE, "item": "Other", "gfmv_usd": "1,5", "rate_usd": "3"}
    text = "\n".join(
        [
            HEADING,
            line(**TRUCK_LINE),
            line(**{**wrong, "gfmv_usd": "dear"}),
            line(table="painting"),
            line(table="self-sustainment", category="Catering"),
            "major-equipment,too few",
        ]
    )
    assert refused(text.encode()) == [
        "row 3, column gfmv_usd: 'dear' is not a number; write a number with a point, for example 12.5",
        "row 3, column rate_usd: is no column of the table major-equipment; leave it empty",
        "row 4, column table: 'painting' is no table; write major-equipment or self-sustainment",
        "row 5, column rate_usd: is blank; fill it in: a number, with a point before its decimals",
        "row 6: has 2 cells for 11 columns; give each column one cell",
    ]


def test_rows_without_a_life_too_fine_or_named_twice_are_refused_by_row() -> None:
    fine = {**TRUCK_LINE, "item": "Fine", "dry_usd": "883.333"}
    assert refused("\n".join([HEADING, line(**TRUCK_LINE), line(**fine)]).encode()) == [
        "row 3, column dry_usd: 883.333 has more than 2 decimals; round it as the table does"
    ]
    nothing = {**TRUCK_LINE, "item": "Nothing", "life_years": "0"}
    assert refused("\n".join([HEADING, line(**TRUCK_LINE), line(**nothing), line(**TRUCK_LINE)]).encode()) == [
        "row 3, column life_years: 0 is no useful life; give years above 0",
        "row 4, column item: is named before: Support vehicles, Truck; name each once",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "row 1, column table: the column is missing"),
        (HEADING.replace("wet_usd", "dry_usd").encode(), "row 1, column dry_usd: the column is there twice"),
        (f"{HEADING},colour".encode(), "row 1, column 'colour': there is no such column"),
        (b"\xff\xfe", "file: is no UTF-8 text at byte 0; save it as CSV UTF-8"),
        (f'{HEADING}\n"open'.encode(), "file: is no CSV file"),
        (f"{HEADING}\n{'x,' * 10_002}".encode(), "row 2: has 10003 cells"),
        (f"{HEADING}\n{'x' * 200_000}".encode(), "file: is no CSV file"),
        (HEADING.encode() + b"\n," * 10_001, "file: has 10001 rows; at most 10000 are read"),
        (b"PK\x03\x04 no workbook", "workbook"),
        (b"x" * (DEFAULT_LIMITS.file_bytes + 1), "file: is larger than 20 MB"),
    ],
    ids=["empty", "twice", "unknown", "latin", "quote", "wide", "long-cell", "many", "zip", "large"],
)
def test_what_is_no_file_of_rates_is_refused_in_lines(data: bytes, told: str) -> None:
    assert refused(data)[0].startswith(told)


def test_a_workbook_is_refused_by_sheet_row_and_column() -> None:
    book = openpyxl.load_workbook(io.BytesIO(rates_as_workbook(ROWS)))
    sheet = book[EQUIPMENT]
    sheet["D2"], sheet["G3"] = 0, 883.333
    saved = io.BytesIO()
    book.save(saved)
    assert refused(saved.getvalue()) == [
        f"sheet {EQUIPMENT}, row 3, column Dry lease: 883.333 has more than 2 decimals; round it as the table does"
    ]
    sheet["G3"] = 883
    saved = io.BytesIO()
    book.save(saved)
    assert refused(saved.getvalue()) == [
        f"sheet {EQUIPMENT}, row 2, column Useful life: 0.0 is no useful life; give years above 0"
    ]
