"""Series of strength: which file a month is from, what a partial year says, and that nothing is known too early."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from muster.statistics.explorer.gaps import gap_notes, gaps_of, year_totals
from muster.statistics.explorer.partial import told_years
from muster.statistics.explorer.reckoned import build_up, concentration_over_time, death_rates, last_burden, lights
from muster.statistics.explorer.series import Scope, Year, files_of, months, overlaps, whole_years, years
from muster.statistics.store import Store

TODAY = date(2026, 11, 28)
UNIFIL, KAZAKHSTAN, WORLD = Scope(mission="UNIFIL"), Scope(state="KAZ"), Scope()


def test_a_month_is_taken_from_the_file_by_state_and_mission_and_later_ones_from_the_totals(filled: Store) -> None:
    found = months(filled, UNIFIL, TODAY)
    assert files_of(found) == ("Gender.Full.csv", "data_mission.csv")
    first, last = found[0], found[-1]
    assert (first.date, first.total, first.by_type) == (date(2013, 6, 30), 919, {"troops": 799, "police": 120})
    assert (last.date, last.total, last.file) == (date(2015, 6, 30), 10_410, "data_mission.csv")


def test_a_month_that_became_known_later_is_not_there_on_an_earlier_day(filled: Store) -> None:
    assert months(filled, UNIFIL, date(2013, 7, 30))[-1].date == date(2013, 6, 30)
    assert months(filled, UNIFIL, date(2013, 6, 29)) == ()
    assert {one.year for one in years(filled, KAZAKHSTAN, date(2019, 12, 30))} == {2016, 2018}


def test_a_first_year_of_three_months_is_told_as_the_strength_over_them(filled: Store) -> None:
    (found,) = [one for one in told_years(filled, KAZAKHSTAN, TODAY) if one.is_partial]
    assert (found.year.year, found.year.mission, found.year.stored) == (2018, "UNIFIL", 30)
    assert (found.year.count, found.year.months, found.year.men) == (120, 3, 120)


def test_before_the_year_after_is_known_a_partial_year_is_not_told_from_it(filled: Store) -> None:
    assert not any(one.is_partial for one in told_years(filled, KAZAKHSTAN, date(2018, 12, 31)))


def test_what_files_say_of_the_same_december_stands_side_by_side(filled: Store) -> None:
    (found,) = overlaps(filled, Scope(state="IND"), TODAY)
    assert found.year == 2013
    assert found.by_file == {"Gender.Full.csv": 766, "CountryByYear.csv": 770}
    assert found.difference == 4


def test_concentration_is_one_where_one_state_sends_all(filled: Store) -> None:
    (first, *_rest) = concentration_over_time(filled, Scope(mission="MINURSO"), date(2014, 6, 1))
    assert (first.index, first.states) == (1.0, 1)
    of_unifil = concentration_over_time(filled, UNIFIL, TODAY)[0]
    assert of_unifil.index == (706**2 + 213**2) / 919**2


def test_women_have_a_light_only_from_2019_on_and_by_type(filled: Store) -> None:
    found = {one.kind: one for one in lights(filled, date(2014, 2, 28), mission="UNIFIL")}
    assert found["formed_police"].share == 20 / 120
    assert {one.light for one in found.values()} == {None}


def test_deaths_are_set_against_the_person_years_of_whole_years(filled: Store) -> None:
    whole, *by_year = death_rates(filled, "UNIFIL", TODAY)
    assert whole.deaths == 2
    of_2013 = next(one for one in by_year if one.year == 2013)
    assert of_2013.deaths == 1
    assert (of_2013.low or 0) < (of_2013.per_1000 or 0) < (of_2013.high or 0)
    assert death_rates(filled, "UNIFIL", date(2014, 6, 1))[0].deaths == 1


def test_who_pays_is_told_of_a_year_that_was_over(filled: Store) -> None:
    found = last_burden(filled, TODAY)
    assert found is not None
    assert found.year == 2019
    assert found.rows[0].state == "USA"
    assert last_burden(filled, date(2019, 12, 30)) is None


def test_a_mission_that_began_before_the_record_has_no_build_up(filled: Store) -> None:
    assert build_up(filled, "UNIFIL", TODAY) is None


def test_an_empty_store_has_no_series(blank: Store) -> None:
    assert months(blank, WORLD, TODAY) == ()
    assert years(blank, WORLD, TODAY) == ()
    assert overlaps(blank, WORLD, TODAY) == ()
    assert last_burden(blank, TODAY) is None


@given(st.lists(st.tuples(st.integers(2010, 2020), st.integers(0, 900), st.integers(0, 90)), max_size=30))
def test_all_missions_of_a_year_added_up_have_as_many_people_as_they(rows: list[tuple[int, int, int]]) -> None:
    parts = tuple(
        Year(year, f"M{at}", men + women, women, men, 1.0, 12, "f") for at, (year, men, women) in enumerate(rows)
    )
    found = whole_years(parts)
    assert sum(one.count for one in found) == sum(one.count for one in parts)
    assert [one.year for one in found] == sorted({one.year for one in parts})


def test_a_year_of_which_the_file_lacks_contributors_is_no_total(filled: Store) -> None:
    assert {one.year for one in gaps_of(WORLD)} == {2010, 2011, 2012}
    assert {one.year for one in gaps_of(Scope(mission="UNIFIL"))} == {2010, 2011}
    assert {one.year for one in gaps_of(Scope(state="RWA"))} == {2012}
    assert gaps_of(KAZAKHSTAN) == ()
    assert [one.year for one in year_totals(filled, KAZAKHSTAN, TODAY)] == [2016, 2018, 2019, 2020]
    assert gap_notes(Scope(mission="UNIFIL"), date(2011, 12, 30)) == gap_notes(UNIFIL, date(2010, 12, 31))
