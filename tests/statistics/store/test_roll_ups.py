"""Roll-ups say what a plain sum over the contributions says, file by file, and nothing twice."""

import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.statistics.importing import import_set
from muster.statistics.store import ROLL_UPS, Store, open_store, roll_ups
from muster.statistics.store.writing import FileWriter

DAYS = (date(1969, 11, 30), date(2014, 2, 28), date(2014, 3, 31))
STATES, MISSIONS = ("BGD", "KAZ", "IND"), ("UNIFIL", "UNDOF", "MINUSCA")
TYPES = ("troops", "experts", "formed_police", "individual_police", "staff_officers")
Pair = tuple[date, str, str, str]
FIGURES = st.tuples(st.integers(0, 5), st.integers(0, 5))
RECORDS = st.lists(
    st.tuples(
        st.tuples(st.sampled_from(DAYS), st.sampled_from(STATES), st.sampled_from(MISSIONS), st.sampled_from(TYPES)),
        FIGURES,
    ),
    max_size=25,
)


def row(day: date, state: str | None, mission: str | None, kind: str, sex: str, count: int) -> dict[str, Any]:
    return {
        "date": day,
        "state": state,
        "mission": mission,
        "personnel_type": kind,
        "sex": sex,
        "count": count,
        "grain": "month",
        "stored": count,
        "source": "made",
        "file": "made.csv",
        "line": 1,
        "known_on": day,
    }


def stored(folder: Path, rows: Sequence[Mapping[str, Any]]) -> Store:
    with FileWriter(folder, "made", "made.csv") as writer:
        for one in rows:
            writer.add("contributions", one)
        writer.keep()
    return Store(folder)


def figures(store: Store, table: str, key: str) -> dict[tuple[Any, ...], int]:
    """Count by the key, the type and the sex; every such row is there once."""
    found = store.query(f"SELECT {key}, personnel_type, sex, count FROM {table}").rows
    as_mapping = {one[:-1]: one[-1] for one in found}
    assert len(as_mapping) == len(found)
    return as_mapping


def summed(records: Sequence[tuple[Pair, tuple[int, int]]], kept: Sequence[int]) -> dict[tuple[Any, ...], int]:
    """The plain sum by the parts of the pair that are kept, for each type and sex and for all of them."""
    totals: dict[tuple[Any, ...], int] = defaultdict(int)
    for pair, (women, men) in records:
        for kind in (pair[3], "all"):
            for sex, count in (("female", women), ("male", men), ("all", women + men)):
                totals[(*(pair[one] for one in kept), kind, sex)] += count
    return dict(totals)


@settings(max_examples=20)
@given(RECORDS)
def test_roll_ups_are_the_sums_of_the_rows(records: list[tuple[Pair, tuple[int, int]]]) -> None:
    rows = [
        row(*pair, sex, count)
        for pair, (women, men) in records
        for sex, count in (("female", women), ("male", men), ("all", women + men))
    ]
    with tempfile.TemporaryDirectory() as folder:
        store = stored(Path(folder), rows)
        assert figures(store, "state_totals", "date, state") == summed(records, (0, 1))
        assert figures(store, "mission_totals", "date, mission") == summed(records, (0, 2))
        assert figures(store, "world_totals", "date") == summed(records, (0,))
        pairs = {key: count for key, count in summed(records, (0, 1, 2)).items() if key[3] == "all"}
        assert figures(store, "pair_totals", "date, state, mission") == pairs
        troops = {key: count for key, count in summed(records, (0, 1, 2)).items() if key[3] == "troops"}
        assert figures(store, "troop_totals", "date, state, mission") == troops
        store.close()


@settings(max_examples=20)
@given(RECORDS)
def test_files_with_the_sexes_beside_each_other_give_the_same_tables(
    records: list[tuple[Pair, tuple[int, int]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        long, beside = Path(folder) / "long", Path(folder) / "beside"
        rows = [
            row(*pair, sex, count)
            for pair, (women, men) in records
            for sex, count in (("female", women), ("male", men), ("all", women + men))
        ]
        expected = stored(long, rows)
        with FileWriter(beside, "made", "made.csv") as writer:
            writer.add_by_sex(beside_each_other(writer.work, records), len(rows))
            writer.keep()
        found = Store(beside)
        for table in ("contributions", *(one.name for one in ROLL_UPS)):
            query = f"SELECT * FROM {table} ORDER BY ALL"
            assert found.query(query).rows == expected.query(query).rows
        found.close()
        expected.close()


def beside_each_other(folder: Path, records: Sequence[tuple[Pair, tuple[int, int]]]) -> Path:
    made = folder / "made.parquet"
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE made (date DATE, state VARCHAR, mission VARCHAR, personnel_type VARCHAR, "
        "female INTEGER, male INTEGER)"
    )
    for pair, counted in records:
        connection.execute("INSERT INTO made VALUES (?, ?, ?, ?, ?, ?)", [*pair, *counted])
    connection.execute(
        "COPY (SELECT *, female + male AS total, 'month' AS grain, 'made' AS source, 'made.csv' AS file, "
        f"1 AS line, NULL::DATE AS vintage, date AS known_on FROM made) TO '{made}' (FORMAT parquet)"
    )
    connection.close()
    return made


def test_spans_of_days_do_not_change_what_is_added_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row(day, state, "UNIFIL", "troops", "all", 3) for day in DAYS for state in STATES]
    whole = stored(tmp_path / "whole", rows)
    monkeypatch.setattr(roll_ups, "SPAN_ROWS", 1)
    told: list[str] = []
    with FileWriter(tmp_path / "spans", "made", "made.csv", told.append) as writer:
        for one in rows:
            writer.add("contributions", one)
        writer.keep()
    assert len(told) == len(DAYS)
    for table in ROLL_UPS:
        query = f"SELECT * FROM {table.name} ORDER BY ALL"
        assert Store(tmp_path / "spans").query(query).rows == whole.query(query).rows


def test_states_and_missions_with_anybody_are_numbered(tmp_path: Path) -> None:
    day = DAYS[0]
    store = stored(
        tmp_path,
        [
            row(day, "KAZ", "UNIFIL", "troops", "all", 1),
            row(day, "KAZ", "UNDOF", "experts", "all", 2),
            row(day, "IND", "UNIFIL", "troops", "all", 4),
            row(day, "BGD", "UNIFIL", "troops", "all", 0),
        ],
    )
    every = "WHERE personnel_type = 'all' AND sex = 'all' ORDER BY ALL"
    assert store.query(f"SELECT state, missions, count FROM state_totals {every}").rows == (
        ("BGD", 0, 0),
        ("IND", 1, 4),
        ("KAZ", 2, 3),
    )
    assert store.query(f"SELECT mission, states, count FROM mission_totals {every}").rows == (
        ("UNDOF", 1, 2),
        ("UNIFIL", 2, 5),
    )
    assert store.query(f"SELECT count, states, missions FROM world_totals {every}").rows == ((7, 2, 2),)


def test_totals_that_a_file_gives_itself_are_not_added_to_their_parts(tmp_path: Path) -> None:
    day = DAYS[0]
    store = stored(
        tmp_path,
        [
            row(day, "KAZ", "UNIFIL", "troops", "all", 3),
            row(day, "KAZ", "UNIFIL", "experts", "all", 1),
            row(day, "KAZ", "UNIFIL", "all", "all", 5),
            row(day, "IND", "UNIFIL", "troops", "all", 10),
            row(day, None, "UNIFIL", "all", "all", 16),
            row(day, "KAZ", None, "all", "all", 6),
            row(day, None, None, "all", "all", 17),
        ],
    )
    every = "WHERE personnel_type = 'all' AND sex = 'all' ORDER BY ALL"
    assert store.query(f"SELECT state, count FROM pair_totals {every}").rows == (("IND", 10), ("KAZ", 5))
    assert store.query(f"SELECT state, count, missions FROM state_totals {every}").rows == (
        ("IND", 10, 1),
        ("KAZ", 6, None),
    )
    assert store.query(f"SELECT mission, count, states FROM mission_totals {every}").rows == (("UNIFIL", 16, None),)
    assert store.query(f"SELECT count FROM world_totals {every}").rows == ((17,),)


def test_the_world_is_added_up_from_missions_where_a_file_gives_those_alone(tmp_path: Path) -> None:
    rows = [row(DAYS[0], None, mission, "all", "all", 4) for mission in MISSIONS]
    store = stored(tmp_path, rows)
    assert store.query("SELECT count, states, missions FROM world_totals").rows == ((12, None, 3),)


def test_the_world_is_added_up_from_states_where_a_file_gives_those_alone(tmp_path: Path) -> None:
    rows = [row(DAYS[0], state, None, "all", "all", 4) for state in STATES]
    store = stored(tmp_path, rows)
    assert store.query("SELECT count, states, missions FROM world_totals").rows == ((12, 3, None),)


def test_the_police_as_such_hold_the_individual_and_the_formed_police(tmp_path: Path) -> None:
    day = DAYS[0]
    kinds = {"troops": 10, "police": 7, "individual_police": 3, "formed_police": 4}
    store = stored(tmp_path, [row(day, "KAZ", "UNIFIL", kind, "all", count) for kind, count in kinds.items()])
    assert store.query("SELECT count FROM pair_totals").rows == ((17,),)


def test_both_sexes_are_added_up_where_a_file_gives_each(tmp_path: Path) -> None:
    day = DAYS[0]
    store = stored(
        tmp_path,
        [row(day, "KAZ", "UNIFIL", "troops", "female", 2), row(day, "KAZ", "UNIFIL", "troops", "male", 5)],
    )
    assert store.query("SELECT count FROM pair_totals WHERE sex = 'all'").rows == ((7,),)


def test_a_file_that_does_not_tell_the_sexes_has_no_rows_for_them(tmp_path: Path) -> None:
    store = stored(tmp_path, [row(DAYS[0], "KAZ", "UNIFIL", "troops", "all", 2)])
    for one in ROLL_UPS:
        assert store.query(f"SELECT DISTINCT sex FROM {one.name}").rows == (("all",),)


def test_a_table_that_a_file_no_longer_gives_goes_with_its_roll_ups(tmp_path: Path) -> None:
    stored(tmp_path, [row(DAYS[0], "KAZ", "UNIFIL", "troops", "all", 2)])
    with FileWriter(tmp_path, "made", "made.csv") as writer:
        writer.keep()
    assert not list(tmp_path.rglob("*.parquet"))


def test_the_last_day_is_that_of_the_rows(tmp_path: Path) -> None:
    store = stored(tmp_path, [row(day, "KAZ", "UNIFIL", "troops", "all", 2) for day in DAYS])
    assert store.latest("contributions") == DAYS[-1]
    assert store.latest("fatalities") is None


@pytest.mark.public_data
def test_the_roll_ups_of_the_public_record_are_the_sums_of_its_rows(tmp_path: Path, public_data: Path) -> None:
    """IPI's `Gender.Full.csv` gives all types together itself, and States in missions alone."""
    import_set("ipi", public_data / "ipi_contributions" / "Gender.Full.csv", folder=tmp_path)
    store = open_store(tmp_path)
    for table, key in (("state_totals", "date, state"), ("mission_totals", "date, mission"), ("world_totals", "date")):
        plain = store.query(
            f"SELECT {key}, personnel_type, sex, sum(count) FROM contributions GROUP BY ALL HAVING sum(count) > 0"
        )
        kept = store.query(f"SELECT {key}, personnel_type, sex, count FROM {table} WHERE count > 0")
        assert set(kept.rows) == set(plain.rows)


@pytest.mark.public_data
def test_the_strengths_of_june_2015_stand_in_the_roll_up(tmp_path: Path, public_data: Path) -> None:
    import_set("ipi", public_data / "ipi_contributions" / "data_mission.csv", folder=tmp_path)
    found = open_store(tmp_path).query(
        "SELECT mission, count FROM mission_totals WHERE date = DATE '2015-06-30' AND personnel_type = 'all' "
        "AND sex = 'all' ORDER BY count DESC LIMIT 6"
    )
    assert found.rows == (
        ("MONUSCO", 19_784),
        ("UNAMID", 17_754),
        ("UNMISS", 12_523),
        ("MINUSCA", 10_806),
        ("UNIFIL", 10_410),
        ("MINUSMA", 10_207),
    )
