"""Files made to break the reader: each is refused in one short line, and none takes long."""

import time
from fractions import Fraction
from typing import Any

import pytest

from muster.reimbursement.statement import MemorandumRefused, read_memorandum, statement_as_json, statement_of
from tests.reimbursement.statement.memoranda import laundry, memorandum, raw, served, truck, verified

MOST_SECONDS = 5.0


def refusal(content: bytes) -> str:
    with pytest.raises(MemorandumRefused) as error:
        read_memorandum(content)
    return error.value.lines[0]


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":'])
def test_a_file_nested_too_deeply(opening: bytes) -> None:
    assert refusal(opening * 200_000) == "the file is not JSON that can be read: it is nested too deeply"


def test_a_part_nested_within_the_limit_is_an_unknown_key_like_any_other() -> None:
    deep = b"[" * 200 + b"]" * 200
    assert refusal(b'{"version":1,"colour":' + deep + b"}").startswith("colour: unknown key; known: ")


@pytest.mark.parametrize(
    "content", [b'{"version":1,"version":1}', b'{"factors":{"hostile":"1","hostile":"2"}}', b'[{"a":1,"a":1}]']
)
def test_a_key_that_stands_twice(content: bytes) -> None:
    assert refusal(content).endswith("stands twice in one object; leave one of them out")


def test_a_number_of_thousands_of_digits() -> None:
    assert refusal(b'{"version":' + b"9" * 10_000 + b"}") == (
        "the file is not JSON that can be read: a number has too many digits"
    )


@pytest.mark.parametrize("number", [b"9" * 4000, b"-" + b"9" * 4000, b"1e400", b"NaN", b"-Infinity", b"1E9"])
def test_a_huge_number_or_none_where_a_count_is_asked_for(number: bytes) -> None:
    content = raw(memorandum(personnel=[{"from": "2025-03-01", "until": "2025-04-01", "count": 7777, "ceiling": 1}]))
    line = refusal(content.replace(b"7777", number))
    assert line.startswith("personnel[0].count: must ")
    assert len(line) < 100


@pytest.mark.parametrize("number", [b"9" * 4000, b"NaN", b"1e400"])
def test_a_huge_number_or_none_where_a_decimal_string_is_asked_for(number: bytes) -> None:
    content = raw(memorandum(self_sustainment=[laundry(rate=7777)])).replace(b"7777", number)
    assert refusal(content) == 'self_sustainment[0].rate: must be a decimal string such as "883.33", not a number'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is not JSON: "), (b"{", "the file is not JSON: "), (b"\xff\xfe\xfd", "the file is not JSON: "),
        (b"\x00\x00\x00", "the file is not JSON: "), (b"{}{}", "the file is not JSON: "),
        (b"[]", "the file must be an object, not a list"), (b"null", "the file must be an object, not null"),
        (b"NaN", "the file must be an object, not a number"), (b'"x"', "the file must be an object, not a string"),
    ],
)  # fmt: skip
def test_what_is_no_memorandum_at_all(content: bytes, words: str) -> None:
    line = refusal(content)
    assert line.startswith(words)
    assert line.isprintable()


def test_a_memorandum_with_a_byte_order_mark_is_read() -> None:
    assert read_memorandum(b"\xef\xbb\xbf" + raw(memorandum())).unit == "Engineer company"


def test_the_largest_numbers_of_the_format_are_reckoned_exactly() -> None:
    most = truck(
        quantity=10**9, gfmv="9" * 30, life_years="0." + "0" * 27 + "1", maintenance="9" * 30,
        no_fault_percent="9" * 30, verified=[verified(10**9, 10**9)],
    )  # fmt: skip
    statement = statement_of(read_memorandum(raw(memorandum(major_equipment=[most]))))
    nines = 10**30 - 1
    exact = 10**11 * (Fraction(nines * 10**28, 12) + Fraction(nines * nines, 1200) + nines)
    assert statement.totals.all_cents == exact == int(exact)
    assert statement_as_json(statement)["totals"]["all"] == statement.totals.all_cents


def test_a_century_of_a_large_memorandum_is_stated_in_seconds() -> None:
    began = time.process_time()
    days: dict[str, Any] = {"start": "2025-01-01", "until": "2125-01-01"}
    content = memorandum(
        **{"from": "2025-01-01", "until": "2125-01-01"},
        major_equipment=[truck(group="G", verified=[verified(10, 8, **days)]) for _ in range(20)],
        self_sustainment=[laundry(verified=[served(100, **days)])],
    )
    statement = statement_of(read_memorandum(raw(content)))
    assert len(statement.lines) == 21 * 1200
    assert time.process_time() - began < MOST_SECONDS
