"""What speed of statements is measured on is whole, and the plain loop beside the library comes to the same cents."""

import json

import pytest

from benchmarks.reimbursement import statements
from benchmarks.reimbursement.content import LINES, MONTHS, memorandum_file
from benchmarks.reimbursement.plain_decimal import plain_cents
from muster.reimbursement.statement import read_memorandum, statement_of
from muster.reimbursement.statement.terms import WithheldRule

NUMBERS = range(1, 5)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_plain_loop_and_the_library_come_to_the_same_cents(number: int) -> None:
    raw = memorandum_file(number)
    found = [line.amount_cents for line in statement_of(read_memorandum(raw)).lines]
    assert len(found) == LINES * MONTHS
    assert plain_cents(raw) == found


def test_the_made_up_memoranda_lose_money_in_every_way() -> None:
    rules = {one.rule for number in NUMBERS for one in statement_of(read_memorandum(memorandum_file(number))).withheld}
    assert rules == set(WithheldRule) - {WithheldRule.NOT_VERIFIED}


def test_the_same_number_is_the_same_memorandum() -> None:
    assert memorandum_file(7) == memorandum_file(7) != memorandum_file(8)
    assert json.loads(memorandum_file(7))["unit"] == "Unit 7"


def test_a_difference_in_one_cent_fails_the_measurement(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def apart(work: object, _count: int) -> statements.Measured:
        return statements.Measured(1.0, 1.0, 100, [5, 6 if work is statements.by_library else 7])

    monkeypatch.setattr(statements, "_apart", apart)
    assert statements.main(["--smoke"]) == 1
    assert "1 lines come to other cents" in capsys.readouterr().err


@pytest.mark.parametrize(("seconds", "mebibytes", "status"), [(10.0, 1024, 0), (10.1, 1024, 1), (10.0, 1025, 1)])
def test_a_run_above_an_aim_fails_the_check(
    seconds: float, mebibytes: int, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "_apart", lambda *_: statements.Measured(0.0, seconds, mebibytes, [5]))
    assert statements.main(["--smoke", "--check"]) == status
    assert statements.main(["--smoke"]) == 0
