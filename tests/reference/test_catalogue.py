"""Any table and any fact can be had by name, and what is wrong is said in one line."""

from datetime import date
from decimal import Decimal

import pytest

from muster.reference import catalogue
from muster.reference.catalogue import fact, facts_under, list_tables, table
from muster.reference.cells import parsed, shown
from muster.reference.errors import TableError, UndatedTableError, UnknownFactError, UnknownTableError
from muster.reference.levels import level, levels
from muster.reference.unit_types import unit_type, unit_types


@pytest.mark.parametrize("name", list_tables())
def test_every_table_describes_each_of_its_columns(name: str) -> None:
    found = table(name)
    assert found.rows
    assert found.title
    assert all(column.name in found.rows[0] for column in found.columns)
    assert {"source", "standing"} <= {column.name for column in found.columns if column.listed}


@pytest.mark.parametrize("name", list_tables())
def test_every_row_is_found_by_its_key(name: str) -> None:
    found = table(name)
    assert all(fact(name, found.key_of(row)) is row for row in found.rows)


def test_an_unknown_table_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownTableError, match="unit_types"):
        table("unit_type")


def test_an_unknown_fact_is_refused_with_near_keys() -> None:
    with pytest.raises(UnknownFactError, match="Near: INF-BN"):
        fact("unit_types", "INF-BT")


def test_a_part_of_the_key_names_all_its_rows() -> None:
    assert len(facts_under("parameters", "personnel_rate")) == 5
    with pytest.raises(UnknownFactError):
        facts_under("parameters", "personnel")


def test_rows_in_force_are_those_whose_interval_holds_the_day() -> None:
    acronyms = {row["acronym"] for row in table("missions").in_force(date(2017, 6, 30))}
    assert "UNOCI" in acronyms
    assert "UNOCI" not in {row["acronym"] for row in table("missions").in_force(date(2017, 7, 1))}


def test_a_table_without_dates_is_not_asked_for_a_day() -> None:
    with pytest.raises(UndatedTableError, match="missions, checklist_templates, parameters"):
        table("levels").in_force(date(2018, 10, 1))


def test_rows_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        fact("levels", "L1")["name"] = "other"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("12", "integer", 12),
        ("1.50", "decimal", Decimal("1.50")),
        ("2018-10-31", "date", date(2018, 10, 31)),
        ("yes", "yes-no", True),
        ("a; b;", "list", ("a", "b")),
        ("", "list", ()),
        ("", "integer", None),
        ("", "text", ""),
    ],
)
def test_cells_become_values(text: str, kind: str, value: object) -> None:
    assert parsed(text, kind) == value


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("1.5", "integer", "no whole number"),
        ("x", "decimal", "no decimal number"),
        ("31.10.2018", "date", "write it as 2018-10-31"),
        ("y", "yes-no", "neither yes nor no"),
    ],
)
def test_a_cell_that_does_not_fit_is_refused(text: str, kind: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parsed(text, kind)


def test_values_are_shown_as_people_write_them() -> None:
    assert [shown(value) for value in (None, True, False, ("a", "b"), Decimal("1.50"), date(2018, 10, 31))] == [
        "", "yes", "no", "a; b", "1.50", "2018-10-31",
    ]  # fmt: skip


def test_a_broken_table_is_refused_with_line_and_column(monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, tuple[dict[str, str], ...]] = {
        "tables": ({"table": "broken", "title": "t", "key": "code", "interval": "", "description": "d"},),
        "columns": (
            {"table": "broken", "column": "code", "type": "integer", "unit": "", "listed": "yes", "description": "c"},
        ),
        "broken": ({"code": "1"}, {"code": "two"}),
    }
    monkeypatch.setattr(catalogue, "_lines", files.__getitem__)
    with pytest.raises(TableError, match="Table broken, line 3, column code"):
        table("broken")


def test_a_table_with_a_column_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, tuple[dict[str, str], ...]] = {
        "tables": ({"table": "wide", "title": "t", "key": "code", "interval": "", "description": "d"},),
        "columns": (
            {"table": "wide", "column": "code", "type": "text", "unit": "", "listed": "yes", "description": "c"},
        ),
        "wide": ({"code": "1", "more": "2"},),
    }
    monkeypatch.setattr(catalogue, "_lines", files.__getitem__)
    with pytest.raises(TableError, match="columns are not code"):
        table("wide")


def test_levels_are_in_order_and_answer_to_their_aliases() -> None:
    assert [entry.code for entry in levels()] == ["L0", "L1", "L2", "L3", "RDL"]
    assert level("Level 4") is level("RDL")
    with pytest.raises(UnknownFactError, match="L0, L1, L2, L3, RDL"):
        level("L9")


def test_unit_types_hold_the_catalogue_with_sane_strengths() -> None:
    assert len(unit_types()) == 42
    assert (unit_type("INF-BN").strength_min, unit_type("INF-BN").strength_max) == (650, 850)
    for entry in unit_types():
        if entry.strength_min is not None and entry.strength_max is not None:
            assert 0 < entry.strength_min <= entry.strength_max, entry.code
    with pytest.raises(UnknownFactError, match="MED-L2"):
        unit_type("MED-L4")


def test_the_lists_of_shortages_name_helicopters() -> None:
    short = {entry.code for entry in unit_types() if "S07" in entry.short_in}
    assert {"AVN-U", "AVN-AU", "AVN-A", "QRF-COY", "INF-COY", "RECCE-ISR"} <= short


def test_gender_targets_rise_by_a_point_a_year_to_their_ends() -> None:
    rows = table("gender_targets").rows
    for column in ("troops", "military_observers_and_staff_officers", "formed_police_units", "individual_police"):
        values = [row[column] for row in rows]
        first = values[0]
        assert isinstance(first, int)
        assert values == list(range(first, first + len(rows)))
    assert [rows[-1][column] for column in ("troops", "individual_police")] == [15, 30]
