"""Memoranda for the tests: the content of a small file, what a test changes in it, and what becomes of it."""

import json
from typing import Any

from muster.reimbursement.statement import Statement, StatementLine, read_memorandum, statement_of

Content = dict[str, Any]


def memorandum(**changes: Any) -> Content:
    """Return the content of a memorandum file with nothing to pay, billed for March 2025."""
    return {
        "version": 1,
        "contributor": "Exampleland",
        "mission": "UNEXAMPLE",
        "unit": "Engineer company",
        "from": "2025-03-01",
        "until": "2025-04-01",
        **changes,
    }


def truck(**changes: Any) -> Content:
    """Return a line of ten trucks under wet lease, all there and serviceable in March 2025; 1,100 dollars each."""
    return {
        "item": "Truck",
        "quantity": 10,
        "lease": "wet",
        "gfmv": "120000",
        "life_years": "10",
        "no_fault_percent": "0",
        "maintenance": "100",
        "verified": [verified(10, 10)],
        **changes,
    }


def verified(present: int, serviceable: int, start: str = "2025-03-01", until: str = "2025-04-01") -> Content:
    """Return a verified period of equipment."""
    return {"from": start, "until": until, "present": present, "serviceable": serviceable}


def laundry(**changes: Any) -> Content:
    """Return a category of self-sustainment at ten dollars for 100 people in March 2025."""
    return {"category": "Laundry", "rate": "10", "ceiling": 100, "verified": [served(100)], **changes}


def served(
    people: int, by_un: int = 0, *, met: bool = True, start: str = "2025-03-01", until: str = "2025-04-01"
) -> Content:
    """Return a verified period of self-sustainment."""
    return {"from": start, "until": until, "people": people, "served_by_un": by_un, "standard_met": met}


def strength(count: int, ceiling: int, start: str = "2025-03-01", until: str = "2025-04-01") -> Content:
    """Return an entry of personnel."""
    return {"from": start, "until": until, "count": count, "ceiling": ceiling}


def raw(content: Any) -> bytes:
    """Return content as the bytes of a file."""
    return json.dumps(content).encode()


def stated(**changes: Any) -> Statement:
    """Return the statement of the small memorandum with changes."""
    return statement_of(read_memorandum(raw(memorandum(**changes))))


def only_line(**changes: Any) -> StatementLine:
    """Return the one line of a statement."""
    (line,) = stated(**changes).lines
    return line


def withheld(statement: Statement) -> list[tuple[str, str, int, int]]:
    """Return what is withheld: item, rule, unit-days, cents."""
    return [(one.item, str(one.rule), one.unit_days, one.amount_cents) for one in statement.withheld]
