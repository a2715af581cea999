"""Operations under way, entries and exits, and build-up curves, on stores made by hand."""

from datetime import date
from pathlib import Path

import pytest

from muster.kit.errors import Refused
from muster.statistics.figures import build_up_curve, comings_and_goings, operations_under_way
from tests.statistics.figures.made import counts, monthly, months_of, operation, store_with

DAY = date(2015, 6, 30)
REGISTER = [
    ("operations", operation("UNIFIL", date(1978, 3, 19))),
    ("operations", operation("UNMIS", date(2005, 3, 1), date(2011, 7, 10))),
    ("operations", operation("UNOSOM", date(1992, 4, 1), date(2016, 4, 1), umbrella=True)),
    ("operations", operation("UNAMA", date(2002, 3, 28))),
    ("operations", operation("MINUSCA", date(2014, 4, 10))),
]


def test_umbrella_rows_and_political_missions_are_left_out_and_told(tmp_path: Path) -> None:
    found = operations_under_way(store_with(tmp_path, register=REGISTER), DAY)
    assert [one.mission for one in found.missions] == ["UNIFIL", "MINUSCA"]
    assert found.source.notes[-1].endswith("UNAMA, UNOSOM")


def test_an_operation_is_under_way_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    store = store_with(tmp_path, register=REGISTER)

    def there(day: date) -> bool:
        return "UNMIS" in {one.mission for one in operations_under_way(store, day).missions}

    assert [there(date(2005, 2, 28)), there(date(2005, 3, 1))] == [False, True]
    assert [there(date(2011, 7, 9)), there(date(2011, 7, 10))] == [True, False]
    ended = next(one for one in operations_under_way(store, DAY.replace(year=2010)).missions if one.mission == "UNMIS")
    assert ended.end == date(2011, 7, 9)


def test_what_the_register_lacks_is_filled_from_the_reference_tables(tmp_path: Path) -> None:
    (first, *_) = operations_under_way(store_with(tmp_path, register=REGISTER), DAY).missions
    assert (first.mission, first.host) == ("UNIFIL", "LBN")
    assert first.latitude == pytest.approx(33.1, abs=0.1)
    assert first.longitude == pytest.approx(35.1, abs=0.1)


def test_a_region_is_asked_by_name_and_an_unknown_one_refused(tmp_path: Path) -> None:
    store = store_with(tmp_path, register=REGISTER)
    assert [one.mission for one in operations_under_way(store, DAY, "africa").missions] == ["MINUSCA"]
    assert [one.mission for one in operations_under_way(store, DAY, "Middle East").missions] == ["UNIFIL"]
    with pytest.raises(Refused, match="no region is called 'Atlantis'; name one of Africa"):
        operations_under_way(store, DAY, "Atlantis")


def test_one_register_is_taken_and_never_two(tmp_path: Path) -> None:
    other = [("operations", operation("UNDOF", date(1974, 5, 31), source="pact"))]
    found = operations_under_way(store_with(tmp_path, register=REGISTER, list=other), DAY)
    assert "UNDOF" not in {one.mission for one in found.missions}


def test_a_contingent_enters_and_leaves_in_the_month_in_which_it_crosses_the_threshold(tmp_path: Path) -> None:
    people = {"2014-01": 0, "2014-02": 99, "2014-03": 100, "2014-04": 150, "2014-05": 40}
    rows = [row for month, count in people.items() for row in monthly(month, count, "KAZ", "UNIFIL", "troops")]
    there = [row for month in people for row in monthly(month, 500, "IND", "UNIFIL", "troops")]
    found = comings_and_goings(store_with(tmp_path, by_pair=counts(rows, there)))
    assert [(one.state, one.kind, one.date, one.before, one.count) for one in found.rows] == [
        ("KAZ", "entry", date(2014, 3, 31), 99, 100),
        ("KAZ", "exit", date(2014, 5, 31), 150, 40),
    ]
    assert found.contingents == 2
    assert comings_and_goings(store_with(tmp_path), threshold=30, state="KAZ").rows[0].date == date(2014, 2, 28)


def test_a_period_takes_the_month_before_it_for_who_was_there_already(tmp_path: Path) -> None:
    rows = counts(*(monthly(one, 200, "KAZ", "UNIFIL", "troops") for one in months_of("2014-01", 3)))
    assert comings_and_goings(store_with(tmp_path, by_pair=rows), since=date(2014, 2, 1)).rows == ()


def test_months_to_half_and_nine_tenths_are_counted_from_the_month_of_the_start(tmp_path: Path) -> None:
    people = (0, 300, 550, 700, 950, 1_000, 900)
    months = months_of("2014-04", len(people))
    store = store_with(
        tmp_path,
        register=REGISTER,
        by_mission=counts(
            *(monthly(one, count, mission="MINUSCA") for one, count in zip(months, people, strict=True)),
        ),
    )
    found = build_up_curve(store, "MINUSCA")
    assert (found.start, found.peak, found.months_to_half, found.months_to_full) == (date(2014, 4, 10), 1_000, 2, 4)
    assert found.points[0].month == 1


def test_a_mission_whose_first_months_are_not_on_record_has_no_build_up(tmp_path: Path) -> None:
    store = store_with(tmp_path, register=REGISTER, by_mission=counts(monthly("1990-11", 2_000, mission="UNIFIL")))
    with pytest.raises(Refused, match="its first months are not on record"):
        build_up_curve(store, "UNIFIL")
