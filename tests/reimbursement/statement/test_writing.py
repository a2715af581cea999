"""The statement file: its keys, its numbers, and nothing else."""

import json
from typing import Any

from muster.reimbursement.statement import statement_as_json
from tests.reimbursement.statement.memoranda import laundry, served, stated, strength, truck, verified


def written(**changes: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(json.dumps(statement_as_json(stated(**changes))))
    return content


def test_a_statement_has_version_lines_totals_and_what_is_withheld() -> None:
    assert written() == {
        "version": 1,
        "lines": [],
        "totals": {"personnel": 0, "major_equipment": 0, "self_sustainment": 0, "all": 0},
        "withheld": [],
    }


def test_a_line_has_the_keys_of_the_format_and_its_rate_in_dollars_and_cents() -> None:
    (line,) = written(personnel=[strength(18, 20)])["lines"]
    explanation = line.pop("explanation")
    assert line == {
        "month": "2025-03", "kind": "personnel", "item": "personnel", "units": "18", "rate": "1448.00",
        "amount_cents": 2_606_400,
    }  # fmt: skip
    assert all(isinstance(words, str) and words for words in explanation)


def test_units_are_exact_as_a_decimal_or_else_as_a_fraction() -> None:
    feb = {"from": "2024-02-01", "until": "2024-03-01"}
    units = [
        line["units"]
        for days in (("2025-03-01", "2025-03-10"), ("2025-03-01", "2025-04-01"))
        for line in written(major_equipment=[truck(quantity=10, verified=[verified(10, 10, *days)])])["lines"]
    ]
    assert units == ["90/31", "10"]
    (line,) = written(**feb, major_equipment=[truck(quantity=29, verified=[verified(29, 29, *feb.values())])])["lines"]
    assert line["units"] == "29"
    april = {"from": "2025-04-01", "until": "2025-05-01"}
    (line,) = written(**april, major_equipment=[truck(verified=[verified(1, 1, "2025-04-01", "2025-04-16")])])["lines"]
    assert line["units"] == "0.5"


def test_lines_go_by_month_then_kind_then_the_order_of_the_file() -> None:
    content = written(
        until="2025-05-01",
        personnel=[strength(1, 1, until="2025-05-01")],
        major_equipment=[truck(item="Z"), truck(item="A")],
        self_sustainment=[laundry(category="Y"), laundry(category="B")],
    )
    assert [(line["month"], line["item"]) for line in content["lines"]] == [
        (month, item) for month in ("2025-03", "2025-04") for item in ("personnel", "Z", "A", "Y", "B")
    ]
    assert {line["kind"] for line in content["lines"]} == {"personnel", "major_equipment", "self_sustainment"}


def test_totals_are_told_by_kind_and_in_all() -> None:
    content = written(personnel=[strength(1, 1)], major_equipment=[truck()], self_sustainment=[laundry()])
    assert content["totals"] == {
        "personnel": 144_800, "major_equipment": 1_100_000, "self_sustainment": 100_000, "all": 1_344_800,
    }  # fmt: skip


def test_what_is_withheld_has_month_item_amount_and_rule() -> None:
    content = written(
        major_equipment=[truck(verified=[verified(8, 7)])], self_sustainment=[laundry(verified=[served(100, 10)])]
    )
    assert content["withheld"] == [
        {"month": "2025-03", "item": "Truck", "amount_cents": 220_000, "rule": "absent"},
        {"month": "2025-03", "item": "Truck", "amount_cents": 110_000, "rule": "unserviceable"},
        {"month": "2025-03", "item": "Laundry", "amount_cents": 10_000, "rule": "served-by-un"},
    ]


def test_no_number_of_a_statement_is_a_binary_fraction() -> None:
    def numbers(value: Any) -> list[Any]:
        if isinstance(value, dict):
            return [one for inner in value.values() for one in numbers(inner)]
        if isinstance(value, list):
            return [one for inner in value for one in numbers(inner)]
        return [] if isinstance(value, str) else [value]

    content = written(
        personnel=[strength(7, 9, until="2025-03-12")], major_equipment=[truck(gfmv="1234.56", verified=[])]
    )
    assert numbers(content)
    assert all(type(one) is int for one in numbers(content))
