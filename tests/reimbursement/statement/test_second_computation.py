"""A workbook of formulas, reckoned by a spreadsheet program, comes to the same cents as the library."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import ironcalc
import pytest

from muster.reimbursement.statement import Statement, read_memorandum, statement_of
from tests.reimbursement.statement.made_up import made_up
from tests.reimbursement.statement.memoranda import Content, raw
from tests.reimbursement.statement.spreadsheet import HEADINGS, ORDER, Sheets, line_rows, sheets_of

pytestmark = pytest.mark.slow
COUNT, SEED = 1_000, 20250301
SHEETS = list(HEADINGS)
HALF = Fraction(1, 2)


class Reckoned:
    """The workbook after the spreadsheet program: cells by sheet, heading and row."""

    def __init__(self, memoranda: list[Content], path: Path) -> None:
        self.sheets: Sheets = sheets_of(memoranda)
        self.sheets.save(path)
        self.model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        self.model.evaluate()

    def cell(self, sheet: str, heading: str, row: int) -> Any:
        """Return what a cell came to."""
        return self.model.get_cell_value(SHEETS.index(sheet), row, HEADINGS[sheet].index(heading) + 1)

    def input(self, sheet: str, heading: str, row: int) -> Any:
        """Return what was put into a cell."""
        return self.sheets.rows[sheet][row - 1][HEADINGS[sheet].index(heading)]


@pytest.fixture(scope="module")
def memoranda() -> list[Content]:
    return made_up(COUNT, SEED)


@pytest.fixture(scope="module")
def statements(memoranda: list[Content]) -> list[Statement]:
    return [statement_of(read_memorandum(raw(content))) for content in memoranda]


@pytest.fixture(scope="module")
def reckoned(memoranda: list[Content], tmp_path_factory: pytest.TempPathFactory) -> Reckoned:
    return Reckoned(memoranda, tmp_path_factory.mktemp("workbook") / "memoranda.xlsx")


def test_every_line_of_a_thousand_memoranda_comes_to_the_same_cent(
    statements: list[Statement], reckoned: Reckoned
) -> None:
    of_library = [
        (number, sheet, line.amount_cents)
        for number, statement in enumerate(statements)
        for sheet, kind in ORDER.items()
        for line in statement.lines
        if line.kind == kind
    ]
    of_workbook = [
        (number, sheet, reckoned.cell(sheet, "cents", row)) for number, sheet, row in line_rows(reckoned.sheets)
    ]
    assert len(of_library) > 8 * COUNT
    assert [pair for pair in zip(of_library, of_workbook, strict=True) if pair[0] != pair[1]] == []


def test_every_total_comes_to_the_same_cent(statements: list[Statement], reckoned: Reckoned) -> None:
    totals = [reckoned.cell("Memoranda", "total", row) for row in range(2, COUNT + 2)]
    assert totals == [statement.totals.all_cents for statement in statements]


def test_a_line_next_to_half_a_cent_is_half_a_cent_exactly(reckoned: Reckoned) -> None:
    """So that the millionth of a cent by which the workbook rounds decides exact halves alone."""
    near = [
        (sheet, row, _EXACT[sheet](reckoned, number, row))
        for number, sheet, row in line_rows(reckoned.sheets)
        if reckoned.cell(sheet, "is half", row)
    ]
    assert len(near) > 10
    assert [one for one in near if one[2] % 1 != HALF] == []


def test_the_made_up_memoranda_have_every_case(statements: list[Statement], memoranda: list[Content]) -> None:
    rules = Counter(str(one.rule) for statement in statements for one in statement.withheld)
    assert len(rules) == 8
    assert min(rules.values()) > 20
    leases = Counter(item["lease"] for content in memoranda for item in content["major_equipment"])
    assert set(leases) == {"wet", "dry", "maintenance-only"}
    assert sum(isinstance(content.get("factors", {}).get("transport"), dict) for content in memoranda) > 100
    assert sum(isinstance(content.get("factors", {}).get("hostile"), dict) for content in memoranda) > 100
    assert sum("parameters" in content for content in memoranda) > 100


# Exact cents of one line from the inputs of its row, for the lines next to a half. Unit-days and days are whole.


def _people(reckoned: Reckoned, _memorandum: int, row: int) -> Fraction:
    people: int = min(reckoned.input("People", "count", row), reckoned.input("People", "ceiling", row))
    return 100 * people * Fraction(reckoned.cell("People", "dollar days", row)) / _days(reckoned, "People", row)


def _equipment(reckoned: Reckoned, memorandum: int, row: int) -> Fraction:
    value, life, no_fault, maintenance, cost = (
        Fraction(str(reckoned.input("Equipment", heading, row) or 0))
        for heading in ("gfmv", "life", "no fault", "maintenance", "cost")
    )
    lease = reckoned.input("Equipment", "lease", row)
    environment, intensified, hostile, transport = _factors(reckoned, memorandum)
    dry = value / (12 * life) + no_fault / 100 * value / 12
    if lease == "dry":
        dry = max(Fraction(0), dry - max(Fraction(0), cost - maintenance))
    base = {"dry": dry, "wet": dry + maintenance, "maintenance-only": maintenance}[lease]
    rate = base * (1 + environment + intensified)
    if lease != "dry":
        rate += maintenance * transport + maintenance * hostile / 2
    return 100 * rate * Fraction(reckoned.cell("Equipment", "unit days", row)) / _days(reckoned, "Equipment", row)


def _service(reckoned: Reckoned, memorandum: int, row: int) -> Fraction:
    environment, intensified, hostile, _transport = _factors(reckoned, memorandum)
    rate = Fraction(str(reckoned.input("Services", "rate", row))) * (1 + environment + intensified + hostile)
    return 100 * rate * Fraction(reckoned.cell("Services", "person days", row)) / _days(reckoned, "Services", row)


def _days(reckoned: Reckoned, sheet: str, row: int) -> Fraction:
    month = reckoned.cell(sheet, "month", row)
    return Fraction(reckoned.cell(sheet, "next month", row)) - Fraction(month)


def _factors(reckoned: Reckoned, memorandum: int) -> list[Fraction]:
    """Return environment, intensified operations, hostile action and transport in parts of one."""
    row = memorandum + 2

    def given(heading: str) -> Fraction:
        return Fraction(str(reckoned.input("Memoranda", heading, row) or 0))

    hostile, transport = given("hostile"), given("transport")
    if reckoned.input("Memoranda", "points", row) is not None:
        hostile = min(given("cap"), given("points") / given("divisor"))
    if reckoned.input("Memoranda", "km", row) is not None:
        transport = max(0, given("km") // given("step km") - 1) * given("step percent")
    return [one / 100 for one in (given("environment"), given("intensified"), hostile, transport)]


_EXACT: dict[str, Callable[[Reckoned, int, int], Fraction]] = {
    "People": _people,
    "Equipment": _equipment,
    "Services": _service,
}
