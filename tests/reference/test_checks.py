"""The shipped tables are consistent."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from muster.reference import checks
from muster.reference.catalogue import Column, Table
from muster.reference.checks import CHECKS, faults
from muster.reference.parameters import Parameter


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_shipped_tables_pass(check: Callable[[], Iterator[str]]) -> None:
    assert list(check()) == []


def test_all_checks_together_find_nothing() -> None:
    assert faults() == []


COLUMNS = tuple(Column(name, "text", "", True, "") for name in ("code", "source", "standing"))


def broken_table(*rows: tuple[str, str, str]) -> Table:
    """A table of codes with sources and standings."""
    cells = tuple(dict(zip(("code", "source", "standing"), row, strict=True)) for row in rows)
    return Table("broken", "Broken", ("code",), (), "", COLUMNS, cells)


@pytest.mark.parametrize(
    ("check", "rows", "fault"),
    [
        (checks.duplicate_keys, [("A", "s", "seen"), ("A", "s", "seen")], "broken: key A stands 2 times"),
        (checks.missing_sources, [("A", "", "seen")], "broken A: no source"),
        (checks.unknown_standings, [("A", "s", "guessed")], "broken A: standing guessed"),
    ],
)
def test_a_fault_in_a_table_is_found(
    monkeypatch: pytest.MonkeyPatch, check: Callable[[], Iterator[str]], rows: list[tuple[str, str, str]], fault: str
) -> None:
    monkeypatch.setattr(checks, "list_tables", lambda: ("broken",))
    monkeypatch.setattr(checks, "table", lambda name: broken_table(*rows))
    assert list(check()) == [fault]


def test_a_reference_to_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"broken": broken_table(("A", "B", "seen")), "target": broken_table(("C", "s", "seen"))}
    monkeypatch.setattr(checks, "table", tables.__getitem__)
    monkeypatch.setattr(checks, "FOREIGN_KEYS", (("broken", "source", ("target",)),))
    assert list(checks.dangling_references()) == ["broken A: source B is unknown"]


def test_a_source_number_that_is_not_listed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"broken": broken_table(("A", "S98 paper", "seen")), "sources": broken_table(("S97", "s", "seen"))}
    monkeypatch.setattr(checks, "list_tables", lambda: ("broken",))
    monkeypatch.setattr(checks, "table", tables.__getitem__)
    assert list(checks.unknown_sources()) == ["broken A: source S98 is unknown"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "1.5"),
        ("decimal", "much"),
        ("range", "5..3"),
        ("date-in-year", "02-30"),
        ("level", "L7"),
        ("table", "nowhere"),
        ("colour", "blue"),
    ],
)
def test_a_parameter_that_does_not_fit_its_kind_is_found(
    monkeypatch: pytest.MonkeyPatch, kind: str, value: str
) -> None:
    entry = Parameter("some_key", value, "", kind, None, None, "s", "seen", "")
    monkeypatch.setattr(checks, "records", lambda kind: (entry,))
    assert list(checks.unfitting_parameters()) == [f"parameters some_key: {value} is no {kind}"]


def test_overlapping_and_empty_validities_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def value(start: date | None, until: date | None) -> Parameter:
        return Parameter("rate", "1", "", "integer", start, until, "s", "seen", "")

    history = (value(None, date(2020, 2, 1)), value(date(2020, 1, 1), date(2020, 1, 1)))
    monkeypatch.setattr(checks, "records", lambda kind: history)
    monkeypatch.setattr(checks, "parameter_history", lambda key: history)
    assert list(checks.overlapping_parameters()) == [
        "parameters rate: validity from 2020-01-01 is empty",
        "parameters rate: values from None and 2020-01-01 overlap",
    ]
