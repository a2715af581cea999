"""A query of a user's own reads the store, nothing else, and ends."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.kit.errors import Refused
from muster.statistics.importing import import_set
from muster.statistics.store.free_sql import Bounds, run_select, tables_in

BOUNDS = Bounds(seconds=30, megabytes=512, rows=3)
LIST = """Acronym,Missionname,start_date,end_date
UNMOT,Tajikistan,December 1994,May 2000
UNTAC,Cambodia,March 1992,Present
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two operations (in the form of PACT's list)."""
    folder = tmp_path_factory.mktemp("sql")
    (folder / "pko_list_start_end.csv").write_text(LIST)
    import_set("pact", folder, folder=folder / "store")
    return folder / "store"


def test_a_select_answers_with_named_columns(store: Path) -> None:
    answer = run_select(store, "SELECT mission, start FROM operations WHERE host = 'TJK';", BOUNDS)
    assert answer.columns == ("mission", "start")
    assert [row["mission"] for row in answer.dicts()] == ["UNMOT"]
    assert not answer.cut


@pytest.mark.parametrize(
    "query",
    [
        "FROM operations",
        "WITH known AS (SELECT * FROM operations) SELECT count(*) FROM known -- a remark",
        "VALUES (1), (2)",
        "DESCRIBE operations",
        "SELECT ';' AS mark",
        "(SELECT 1) UNION ALL (SELECT 2)",
    ],
)
def test_whatever_selects_is_run(store: Path, query: str) -> None:
    assert run_select(store, query, BOUNDS).rows


def test_more_rows_than_the_bound_are_cut_and_said_to_be(store: Path) -> None:
    exact = run_select(store, "SELECT * FROM range(3)", BOUNDS)
    more = run_select(store, "SELECT * FROM range(1000000000)", BOUNDS)
    assert (len(exact.rows), exact.cut, len(more.rows), more.cut) == (3, False, 3, True)


def test_columns_of_one_name_are_told_apart(store: Path) -> None:
    answer = run_select(store, "SELECT 1 AS a, 2 AS a, 3 AS b", BOUNDS)
    assert len(set(answer.columns)) == 3


def test_the_order_asked_for_is_kept(store: Path) -> None:
    answer = run_select(store, "SELECT range AS n FROM range(1000) ORDER BY n DESC", BOUNDS)
    assert [row[0] for row in answer.rows] == [999, 998, 997]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "-- nothing",
        "SELECT 1; SELECT 2",
        "DROP VIEW operations",
        "CREATE TABLE mine AS SELECT 1",
        "INSERT INTO operations SELECT * FROM operations",
        "COPY (SELECT 1) TO 'out.csv'",
        "ATTACH 'other.db'",
        "SET memory_limit = '10GB'",
        "PRAGMA database_list",
        "INSTALL httpfs",
        "CALL pragma_version()",
        "EXPLAIN ANALYZE SELECT 1",
    ],
)
def test_anything_but_one_select_is_refused(store: Path, query: str) -> None:
    with pytest.raises(Refused, match=r"the query: is not one SELECT; give one SELECT; the store is only read"):
        run_select(store, query, BOUNDS)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{outside}')",
        "SELECT * FROM read_text('{outside}')",
        "SELECT * FROM '{outside}'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_text('{store}/tables/../imports/pact.json')",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        "SELECT * FROM query('DROP VIEW operations')",
        "SELECT 1) ; DROP VIEW operations; SELECT (1",
        "SELECT getenv('HOME')",
        "SELECT * FROM bounds",
    ],
)
def test_nothing_but_the_store_is_read(store: Path, tmp_path: Path, query: str) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("secret\n1\n")
    bounds = [1, 2, 3]  # a name of ours is no table
    with pytest.raises(Refused) as refused:
        run_select(store, query.format(outside=outside, store=store), BOUNDS)
    assert len(bounds) == 3
    assert "\n" not in refused.value.message
    assert refused.value.message.startswith("the query: ")


def test_an_error_names_what_is_wrong_in_one_line(store: Path) -> None:
    with pytest.raises(
        Refused, match=r'the query: Binder Error: Referenced column "nope" not found.*--tables'
    ) as refused:
        run_select(store, "SELECT nope\nFROM operations", BOUNDS)
    assert "\n" not in refused.value.message


def test_a_query_that_takes_too_long_ends(store: Path) -> None:
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"
    with pytest.raises(Refused, match=r"took more than 0\.2 seconds; ask for less at once"):
        run_select(store, endless, Bounds(seconds=0.2, megabytes=512, rows=3))


def test_a_query_that_takes_too_much_memory_ends(store: Path) -> None:
    large = "SELECT list(range ORDER BY hash(range)) FROM range(100000000)"
    with pytest.raises(Refused, match="takes more memory than it may; ask for less at once"):
        run_select(store, large, Bounds(seconds=60, megabytes=64, rows=3))


def test_an_empty_store_has_all_tables(tmp_path: Path) -> None:
    assert run_select(tmp_path, "SELECT count(*) FROM bases", BOUNDS).rows == ((0,),)


def test_the_tables_of_a_query_are_known_by_their_names() -> None:
    assert tables_in("select * from Bases join base_contributors using (base)") == ("bases", "base_contributors")
    assert tables_in("select 1") == ()


@given(text=st.text(max_size=30))
@settings(max_examples=25)
def test_no_text_breaks_out(store: Path, text: str) -> None:
    with contextlib.suppress(Refused):
        assert len(run_select(store, text, BOUNDS).rows) <= BOUNDS.rows
    assert run_select(store, "SELECT count(*) FROM operations", BOUNDS).rows == ((2,),)
