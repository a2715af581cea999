"""A statement as the JSON of its contract: version 1, money in whole US cents, rates as decimal strings."""

from collections.abc import Iterator
from typing import Any

from muster.reimbursement.statement.cents import plain, shown
from muster.reimbursement.statement.computation import Statement
from muster.reimbursement.statement.explanation import explanation_of

VERSION = 1


def statement_as_json(statement: Statement) -> dict[str, Any]:
    """Return the statement as the contract of its file has it.

    `units` are exact: a whole or decimal number, or else a fraction such as "270/31". `rate` is shown to the cent,
    while the amount is reckoned from the exact rate; where two rates for personnel hold in a month, it is their mean
    by days.
    """
    totals = statement.totals
    return {
        "version": VERSION,
        "lines": list(_lines(statement)),
        "totals": {
            "personnel": totals.personnel_cents,
            "major_equipment": totals.major_equipment_cents,
            "self_sustainment": totals.self_sustainment_cents,
            "all": totals.all_cents,
        },
        "withheld": [
            {"month": one.month.name, "item": one.item, "amount_cents": one.amount_cents, "rule": str(one.rule)}
            for one in statement.withheld
        ],
    }


def _lines(statement: Statement) -> Iterator[dict[str, Any]]:
    for line in statement.lines:
        yield {
            "month": line.month.name,
            "kind": str(line.kind),
            "item": line.item,
            "units": plain(line.units),
            "rate": shown(line.rate),
            "amount_cents": line.amount_cents,
            "explanation": explanation_of(statement, line),
        }
