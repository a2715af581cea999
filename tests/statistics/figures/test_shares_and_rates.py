"""Concentration, women and deaths: rules with bounds that hold for any figures."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from muster.kit.errors import Refused
from muster.statistics.figures import burden, concentration, contributors, fatalities, herfindahl, women
from muster.statistics.figures.safety import poisson_interval, rate
from muster.statistics.figures.women import GREEN, RED, YELLOW, light_of, target_of
from tests.statistics.figures.made import counts, death, monthly, months_of, share, store_with, yearly

DAY = date(2014, 2, 28)


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=60))
def test_herfindahl_lies_between_all_alike_and_one_alone(people: list[int]) -> None:
    found = herfindahl(people)
    assert 1 / len(people) - 1e-12 <= found <= 1 + 1e-12


@given(count=st.integers(1, 10_000), states=st.integers(1, 60))
def test_herfindahl_of_equals_is_one_over_their_number(count: int, states: int) -> None:
    assert herfindahl([count] * states) == pytest.approx(1 / states)


def test_nobody_is_no_concentration() -> None:
    assert herfindahl([]) == herfindahl([0, 0]) == 0


def test_concentration_counts_the_states_with_anybody_there(tmp_path: Path) -> None:
    store = store_with(
        tmp_path,
        by_pair=counts(
            monthly("2014-02", 75, "ETH", "UNISFA"), monthly("2014-02", 25, "KAZ", "UNISFA"),
            monthly("2014-02", 0, "IND", "UNISFA"),
        ),
    )  # fmt: skip
    found = concentration(store, DAY, "UNISFA")
    assert (found.herfindahl, found.states) == (0.625, 2)


def test_equal_contributors_share_a_rank(tmp_path: Path) -> None:
    rows = [row for state, count in (("KAZ", 5), ("IND", 9), ("BGD", 5), ("FRA", 1)) for row in monthly(
        "2014-02", count, state, "UNIFIL")]  # fmt: skip
    found = contributors(store_with(tmp_path, by_pair=counts(rows)), DAY)
    assert [(row.rank, row.state) for row in found.rows] == [(1, "IND"), (2, "BGD"), (2, "KAZ"), (4, "FRA")]


@given(count=st.integers(0, 2_000), years=st.floats(0.1, 1_000_000))
def test_the_interval_holds_the_rate(count: int, years: float) -> None:
    found = rate(count, years, 0.95)
    assert found.per_1000 is not None
    assert found.interval is not None
    assert found.interval[0] <= found.per_1000 <= found.interval[1]


@given(count=st.integers(1, 2_000))
def test_the_interval_is_that_of_chi_squared(count: int) -> None:
    expected = chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2
    assert poisson_interval(count, 0.95) == pytest.approx(expected)


def test_without_a_death_the_interval_begins_at_nothing() -> None:
    assert poisson_interval(0, 0.95) == pytest.approx((0, 3.6889), abs=1e-4)


def test_without_person_years_there_is_no_rate() -> None:
    found = rate(3, 0, 0.95)
    assert (found.per_1000, found.interval) == (None, None)


def test_deaths_are_rated_over_the_months_of_the_mission(tmp_path: Path) -> None:
    """A year of 1,200 people, of which one month lacks between 1,200 and 1,200."""
    months = [one for one in months_of("2014-01", 12) if one != "2014-06"]
    store = store_with(
        tmp_path,
        by_mission=counts(*(monthly(one, 1_200, mission="UNIFIL") for one in months)),
        deaths=[
            ("fatalities", death(date(2014, 3, 1))),
            ("fatalities", death(date(2014, 6, 1), of_type="International Civilian")),
            ("fatalities", death(date(2015, 1, 1))),
            ("fatalities", death(date(2014, 3, 1), "UNDOF")),
        ],
    )
    found = fatalities(store, date(2014, 1, 1), date(2015, 1, 1), "UNIFIL")
    assert (found.count, found.all.count, found.uniformed.count) == (2, 2, 1)
    assert found.all.person_years == pytest.approx(1_200)
    assert found.all.per_1000 == pytest.approx(2 / 1.2)
    assert "strength of 2014-06 lacks: the mean of the months beside it" in found.source.notes


def test_deaths_in_months_without_strengths_are_counted_and_not_rated(tmp_path: Path) -> None:
    store = store_with(
        tmp_path,
        by_mission=counts(monthly("2014-01", 1_200, mission="UNIFIL")),
        deaths=[("fatalities", death(date(2014, 1, 5))), ("fatalities", death(date(2014, 7, 1)))],
    )
    found = fatalities(store, date(2014, 1, 1), date(2015, 1, 1), "UNIFIL")
    assert (found.count, found.all.count) == (2, 1)
    assert found.all.person_years == pytest.approx(100)
    assert "no strengths for 11 of 12 months" in found.source.notes


def test_targets_begin_in_2019_and_only_types_have_them() -> None:
    assert target_of("troops", 2018) is None
    assert target_of("troops", 2019) == 0.06
    assert target_of("experts", 2028) == target_of("staff_officers", 2028) == 0.25
    assert target_of("all", 2021) is None
    assert target_of("police", 2021) is None


@pytest.mark.parametrize(
    ("share_of_women", "light"), [(0.08, GREEN), (0.0799, YELLOW), (0.001, YELLOW), (0.0009, RED), (0, RED)]
)
def test_the_light_is_the_united_nations_one(share_of_women: float, light: str) -> None:
    assert light_of(share_of_women, 0.08, date(2021, 6, 30)) == light
    assert light_of(share_of_women, None, date(2018, 6, 30)) is None


def test_women_are_told_by_state_and_type_with_target_and_light(tmp_path: Path) -> None:
    rows = counts(
        monthly("2021-01", 1_000, "IND", "UNIFIL", "troops", 100),
        monthly("2021-01", 200, "KAZ", "UNIFIL", "troops", 2),
        monthly("2021-01", 10, "KAZ", "UNIFIL", "experts", 5),
    )
    found = women(store_with(tmp_path, hub=rows), date(2021, 1, 31), "troops")
    assert [(row.state, row.women, row.all, row.light) for row in found.rows] == [
        ("IND", 100, 1_000, GREEN),
        ("KAZ", 2, 200, YELLOW),
    ]
    assert found.share == pytest.approx(102 / 1_200)
    assert found.target == 0.08


def test_women_of_a_day_without_sexes_are_those_of_the_last_count_with_them(tmp_path: Path) -> None:
    store = store_with(
        tmp_path,
        by_sex=counts(monthly("2014-01", 100, "KAZ", "UNIFIL", "all", 10)),
        by_pair=counts(monthly("2014-02", 100, "KAZ", "UNIFIL")),
    )
    found = women(store, DAY)
    assert (found.source.date, found.women) == (date(2014, 1, 31), 10)


def test_who_pays_stands_beside_who_sends(tmp_path: Path) -> None:
    store = store_with(
        tmp_path,
        by_year=counts(yearly(2019, 300, "BGD"), yearly(2019, 100)),
        scale=[("assessments", share("USA", 2019, 99.9)), ("assessments", share("KAZ", 2019, 0.1))],
    )
    found = burden(store, 2019)
    assert [(row.state, row.people, row.sends) for row in found.rows] == [
        ("USA", 0, 0),
        ("KAZ", 100, 0.25),
        ("BGD", 300, 0.75),
    ]
    assert [row.pays for row in found.rows[:2]] == pytest.approx([0.999, 0.001])
    assert found.rows[2].pays is None
    with pytest.raises(Refused, match="no assessed shares of 2018 are on record; there are those of 2019"):
        burden(store, 2018)
