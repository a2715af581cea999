"""The rule of first and last years: a year's mean over a part of the year is no strength."""

from hypothesis import given
from hypothesis import strategies as st

from muster.statistics.figures.partial_years import (
    PartialYear,
    YearFigure,
    partial_first_year,
    partial_last_year,
    partial_year,
)

NOBODY = YearFigure(0, 12)


def test_thirty_stored_are_one_hundred_and_twenty_over_three_months() -> None:
    """Kazakhstan in UNIFIL, 2018 and 2019 (CountryByYear.csv)."""
    assert partial_first_year(NOBODY, YearFigure(30, 12), YearFigure(122, 12)) == PartialYear(120, 3)


def test_the_last_year_is_told_from_the_year_before() -> None:
    assert partial_last_year(YearFigure(122, 12), YearFigure(30, 12), NOBODY) == PartialYear(120, 3)


def test_a_year_with_people_before_it_is_no_first_year() -> None:
    assert partial_year(YearFigure(1, 12), YearFigure(30, 12), YearFigure(122, 12)) is None


def test_a_year_that_the_file_does_not_have_tells_nothing() -> None:
    assert partial_first_year(None, YearFigure(30, 12), YearFigure(122, 12)) is None
    assert partial_first_year(NOBODY, YearFigure(30, 12), None) is None


def test_a_year_after_that_lacks_months_tells_nothing() -> None:
    assert partial_first_year(NOBODY, YearFigure(30, 12), YearFigure(122, 11)) is None


def test_few_people_leave_the_months_in_doubt() -> None:
    assert partial_first_year(NOBODY, YearFigure(1, 12), YearFigure(5, 12)) is None


def test_a_year_in_which_all_were_there_throughout_needs_no_explanation() -> None:
    assert partial_first_year(NOBODY, YearFigure(120, 12), YearFigure(121, 12)) is None


@given(people=st.integers(100, 5_000), months=st.integers(1, 11))
def test_people_who_come_and_stay_as_many_are_found_again(people: int, months: int) -> None:
    stored = round(people * months / 12)
    found = partial_first_year(NOBODY, YearFigure(stored, 12), YearFigure(people, 12))
    assert found is not None
    assert found.months == months
    assert abs(found.count - people) <= 12 / months


@given(stored=st.integers(0, 5_000), after=st.integers(0, 5_000), months=st.integers(1, 12))
def test_months_are_never_more_than_the_file_has_and_heads_are_kept(stored: int, after: int, months: int) -> None:
    found = partial_first_year(NOBODY, YearFigure(stored, months), YearFigure(after, 12))
    if found is not None:
        assert 1 <= found.months < months
        assert abs(found.count * found.months - 12 * stored) <= found.months / 2
