"""Of more than 200 broken workbooks none gives a traceback or saves a row."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from muster.kit.errors import Problem, Refused
from muster.missions.workbook import export as export_requirements
from tests.pledges.broken_workbooks import harmless, mutants
from tests.pledges.test_workbook import WHOLE
from tests.pledges.workbook_samples import TODAY, created, imported
from tests.record import Parties, pledge_terms

LEAST_REFUSED = 200
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Writes:
    """Keeps every statement that would write to the database."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run a statement, and keep it if it writes."""
        if sql.lstrip().upper().startswith(WRITING):
            self.seen.append(sql)
        return execute(sql, params, many, context)


def whole_record() -> dict[str, list[Any]]:
    """Return every row of every table."""
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()}


def problems_of(parties: Parties, data: bytes) -> tuple[Problem, ...]:
    """Import a workbook; returns what is wrong with it, nothing if it says what is on record."""
    try:
        assert imported(parties, data) == (0, 0)
    except Refused as refusal:
        return refusal.problems
    return ()


@pytest.fixture
def whole(parties: Parties) -> bytes:
    """Return the workbook of three pledges, the first with something on every sheet."""
    return created(parties, WHOLE, pledge_terms("two", "KAZ"), pledge_terms("three", "KAZ"))


def test_no_broken_workbook_saves_a_row_or_gives_a_traceback(parties: Parties, whole: bytes) -> None:
    foreign = export_requirements(parties["secretariat officer"], TODAY)
    before = whole_record()
    refused, intact = 0, []
    for name, data in mutants(whole, foreign):
        writes = Writes()
        with connection.execute_wrapper(writes):
            problems = problems_of(parties, data)
        assert not writes.seen, name
        assert all(one.place and one.message for one in problems), name
        if problems:
            refused += 1
        else:
            intact.append(name)
    assert whole_record() == before
    assert refused >= LEAST_REFUSED
    assert all(name.startswith(("flipped bit", "dropped markup")) for name in intact), intact


def test_an_odd_workbook_that_says_the_same_is_taken(parties: Parties, whole: bytes) -> None:
    before = whole_record()
    for name, data in harmless(whole):
        assert imported(parties, data) == (0, 0), name
    assert whole_record() == before
