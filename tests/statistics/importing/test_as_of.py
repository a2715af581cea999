"""As of any day, no set leaves anything in the store that became known later."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muster.statistics.store import TABLES, open_store
from tests.statistics.importing.all_sets import every_set
from tests.statistics.importing.made import found, imported

DAYS = st.dates(min_value=date(1940, 1, 1), max_value=date(2026, 12, 31))
DATED = [
    (table.name, column.name)
    for table in TABLES
    for column in table.columns
    if column.type == "DATE" and column.name not in {"vintage", "month"}
]


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


@given(day=DAYS)
@example(day=date(1995, 3, 31))
@example(day=date(1995, 12, 30))
@example(day=date(2015, 6, 30))
@settings(max_examples=6)
def test_nothing_in_the_store_was_known_later(day: date) -> None:
    with folder() as where:
        store = where / "store"
        for name, files in every_set(where).items():
            imported(name, files, store, day)
        for table, column in DATED:
            known = day + timedelta(days=1) if column == "until" else day  # the day after the last is known with it
            later = found(store, f"SELECT * FROM {table} WHERE {column} > DATE '{known}'")
            assert later == [], (table, column)
        marks = found(store, "SELECT count(active) FROM operations WHERE vintage > DATE '2016-01-01'")
        assert marks[0][0] == 0 or day >= date(2024, 2, 19)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with every set as it is today."""
    where = tmp_path_factory.mktemp("whole")
    for name, files in every_set(where / "given").items():
        imported(name, files, where / "store")
    return where / "store"


def test_every_row_says_where_it_comes_from_and_when_it_became_known(whole: Path) -> None:
    for table in TABLES:
        rows = f"SELECT count(*) FROM {table.name} WHERE source IS NULL OR file IS NULL OR line IS NULL"
        assert found(whole, rows) == [(0,)]
        undated = found(whole, f"SELECT count(*) FROM {table.name} WHERE known_on IS NULL")[0][0]
        assert undated == (1 if table.name == "operations" else 0)  # UNFOR, of which the register gives no date


def test_every_table_has_rows_of_the_small_sets(whole: Path) -> None:
    store = open_store(whole)
    empty = [table.name for table in TABLES if not store.has(table.name)]
    assert empty == ["assessments"]  # a file of the user's own
