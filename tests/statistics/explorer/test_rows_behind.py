"""The rows behind a figure: what narrows them, pages that miss and repeat none, and what cannot be asked."""

from datetime import date

import pytest

from muster.kit.errors import NotFound, Refused
from muster.statistics.explorer.bases import bases_of_mission, bases_of_state
from muster.statistics.explorer.kept import kept
from muster.statistics.explorer.rows import Asked, condition, counted, cut, every, words_in
from muster.statistics.forms.rows import RowsForm
from muster.statistics.store import TABLES, Store
from muster.statistics.tables.rows import rows_table

TODAY = date(2026, 11, 28)


def test_rows_are_narrowed_by_state_mission_time_and_sex(filled: Store) -> None:
    asked = Asked(state="KAZ", mission="UNIFIL", sex="all", start=date(2018, 1, 1), until=date(2020, 1, 1))
    rows = list(every(filled, condition(asked, TODAY), [("date", False)]))
    assert [(row["date"].year, row["count"], row["file"]) for row in rows] == [
        (2018, 30, "CountryByYear.csv"), (2019, 122, "CountryByYear.csv"),
    ]  # fmt: skip
    assert all(row["line"] > 0 for row in rows)


def test_rows_that_became_known_later_are_left_out(filled: Store) -> None:
    asked = Asked(state="KAZ", mission="UNIFIL")
    assert counted(filled, condition(asked, date(2018, 12, 30))) == 0
    assert counted(filled, condition(asked, date(2018, 12, 31))) == 3


def test_pages_of_any_size_miss_no_row_and_repeat_none(filled: Store) -> None:
    asked = condition(Asked(), TODAY)
    for order in ([], [("count", True)]):
        whole = list(every(filled, asked, order))
        for size in (7, 50):
            pages = [cut(filled, asked, order, at, at + size) for at in range(0, len(whole), size)]
            assert [row for page in pages for row in page] == whole


def test_a_year_column_is_bounded_by_years(filled: Store) -> None:
    def shares(start: date | None, until: date | None) -> int:
        return counted(filled, condition(Asked(table="assessments", start=start, until=until), TODAY))

    assert shares(date(2019, 1, 1), date(2020, 1, 1)) == 3
    assert shares(date(2020, 1, 1), None) == 0
    assert shares(None, date(2019, 1, 1)) == 0
    assert shares(None, date(2019, 2, 1)) == 3


def test_what_a_table_lacks_is_refused_with_what_it_has() -> None:
    with pytest.raises(Refused, match="its rows have no sex; it has mission, name, start"):
        condition(Asked(table="operations", sex="female"), TODAY)


def test_an_unknown_table_is_not_found() -> None:
    with pytest.raises(NotFound, match="has no table 'people'"):
        condition(Asked(table="people", state="KAZ"), TODAY)


def test_words_of_a_column_are_told_in_order(filled: Store) -> None:
    assert words_in(filled, condition(Asked(), TODAY), "grain") == ["month", "year"]


def test_quotes_in_what_is_asked_are_no_sql(filled: Store) -> None:
    assert counted(filled, condition(Asked(state="KAZ' OR '1' = '1"), TODAY)) == 0


@pytest.mark.parametrize("name", [one.name for one in TABLES])
def test_every_table_of_the_store_has_a_table_on_the_page(name: str) -> None:
    assert {column.key for column in rows_table(name).columns} >= {"source", "file", "line", "known_on"}


@pytest.mark.parametrize(
    ("text", "day"), [("2018", date(2018, 1, 1)), ("2018-10", date(2018, 10, 1)), ("2018-10-31", date(2018, 10, 31))]
)
def test_a_day_is_written_as_year_month_or_day(text: str, day: date) -> None:
    form = RowsForm({"table": "contributions", "from": text, "state": "Kazakhstan"})
    assert form.is_valid()
    assert (form.asked().start, form.asked().state) == (day, "KAZ")


@pytest.mark.parametrize("text", ["2018-13", "yesterday", "2018-1-1-1", "0", "-1"])
def test_what_is_no_day_is_refused_at_its_field(text: str) -> None:
    form = RowsForm({"table": "contributions", "from": text})
    assert "is no date" in form.errors["from"][0]


def test_the_position_of_india_has_kazakhstan_too(filled: Store) -> None:
    found = {one.place: one for one in bases_of_mission(filled, "UNIFIL", TODAY)}
    assert found["Position 4-3"].contributors == ("IND", "KAZ")
    assert found["Position 4-3"].troops == 450
    assert found["Naqoura"].troops is None
    (own,) = bases_of_state(filled, "KAZ", TODAY, 12)
    assert (own.place, own.troops, own.contributors, own.unit_types) == ("Position 4-3", 150, ("IND", "KAZ"), ("inf",))


def test_a_base_is_not_known_before_its_map(filled: Store) -> None:
    assert bases_of_mission(filled, "UNIFIL", date(2020, 11, 29)) == ()
    assert bases_of_state(filled, "KAZ", date(2020, 11, 29), 12) == ()


def test_what_is_reckoned_is_kept_by_what_was_asked(filled: Store) -> None:
    asked = []

    @kept
    def reckon(store: Store, number: int) -> int:
        asked.append(number)
        return number + 1

    assert [reckon(filled, 1), reckon(filled, 1), reckon(filled, 2)] == [2, 2, 3]
    assert asked == [1, 2]
    filled.generation, before = "another", filled.generation
    assert reckon(filled, 1) == 2
    filled.generation = before
    assert asked == [1, 2, 1]
