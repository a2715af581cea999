"""The forecast: its figures agree with each other, nothing later is known, and a short record is told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.kit.errors import Refused
from muster.statistics.watch import Forecast, Panel, Record, explain, forecast
from muster.statistics.watch.totals import weighted_quantiles
from tests.statistics.watch.made import STATES, made_deaths, made_record

LONG, MONTH = 36, "2020-06"


@pytest.fixture(scope="module")
def record() -> Record:
    return made_record(made_deaths(LONG))


@pytest.fixture(scope="module")
def panel(record: Record) -> Panel:
    return record.as_of(MONTH)


@pytest.fixture(scope="module")
def made(panel: Panel) -> list[Forecast]:
    return forecast(panel, MONTH)


def _pairs(made: list[Forecast]) -> list[tuple[Forecast, Forecast]]:
    return [(made[place], made[place + 1]) for place in range(0, len(made), 2)]


def test_each_state_has_a_forecast_for_each_horizon_in_order(made: list[Forecast]) -> None:
    assert [(one.state, one.horizon) for one in made] == [(state, horizon) for state in STATES for horizon in (3, 6)]
    assert {(one.month, one.model) for one in made} == {(MONTH, "full")}


@pytest.mark.parametrize("month", ["2018-10", "2018-12", "2020-12"])
def test_figures_agree_with_each_other(record: Record, month: str) -> None:
    for shorter, longer in _pairs(forecast(record.as_of(month), month)):
        for one in (shorter, longer):
            assert 0 < one.p100 <= one.p25 < 1
            assert one.mean >= 0
            assert list(one.quantiles) == sorted(one.quantiles)
            assert one.quantiles[0] >= 0
        assert shorter.p25 <= longer.p25
        assert shorter.p100 <= longer.p100
        assert shorter.mean <= longer.mean
        assert all(low <= high for low, high in zip(shorter.quantiles, longer.quantiles, strict=True))


def test_one_horizon_asked_alone_has_the_same_figures(panel: Panel, made: list[Forecast]) -> None:
    assert forecast(panel, MONTH, (6,)) == [one for one in made if one.horizon == 6]


def test_the_same_record_gives_the_same_figures(made: list[Forecast]) -> None:
    assert forecast(made_record(made_deaths(LONG)).as_of(MONTH), MONTH) == made


def test_rows_of_later_months_change_nothing(made: list[Forecast]) -> None:
    planted = made_deaths(LONG)
    planted[:, 30:] = 5000
    assert forecast(made_record(planted).as_of(MONTH), MONTH) == made


def test_states_at_war_are_above_quiet_ones(made: list[Forecast]) -> None:
    chance = {one.state: one.p25 for one in made if one.horizon == 3}
    assert chance["SOM"] > 0.9
    assert chance["ISL"] < 0.1
    assert chance["ISL"] < chance["CMR"] < chance["SOM"]


@pytest.mark.parametrize(("month", "model"), [("2018-09", "simple"), ("2018-12", "simple"), ("2019-12", "full")])
def test_a_short_record_is_answered_by_the_simple_model(record: Record, month: str, model: str) -> None:
    assert {one.model for one in forecast(record.as_of(month), month)} == {model}


def test_the_simple_model_says_what_it_rests_on(record: Record) -> None:
    why = explain(record.as_of("2018-12"), "2018-12", 3, "NER")
    assert "the outcome of only 9 months is known" in why.note
    assert [reason.subject for reason in why.reasons] == ["recent deaths"]


def test_too_short_a_record_is_refused_with_the_first_month_that_can_be_asked(record: Record) -> None:
    with pytest.raises(Refused, match="name 2018-09 or a later month"):
        forecast(record.as_of("2018-08"), "2018-08")


def test_a_record_without_any_death_is_answered() -> None:
    made = forecast(made_record(np.zeros((len(STATES), 30))).as_of("2020-06"), "2020-06")
    assert {(one.mean, one.quantiles[-1]) for one in made} == {(0.0, 0.0)}
    assert all(one.p25 < 0.01 for one in made)


def test_another_month_than_the_panels_and_another_horizon_are_refused(panel: Panel) -> None:
    with pytest.raises(Refused, match="2020-05 is not the last month of what is known, 2020-06"):
        forecast(panel, "2020-05")
    with pytest.raises(Refused, match="4 months are not forecast; ask for 3 or 6 months"):
        forecast(panel, MONTH, (4,))


def test_reasons_are_in_words_and_figures_the_weightiest_first(panel: Panel) -> None:
    why = explain(panel, MONTH, 3, "MLI")
    weights = [abs(reason.weight) for reason in why.reasons]
    assert weights == sorted(weights, reverse=True)
    texts = " ".join(reason.text for reason in why.reasons)
    lately = f"{panel.deaths[panel.place('MLI'), -1]:,.0f}"
    assert f"{lately}; " in texts
    assert "25 or more deaths in" in texts
    assert "100 or more deaths in" in texts
    assert "BFA" in texts
    assert len(why.alike) == 5
    assert why.alike[0].share >= why.alike[-1].share > 0
    assert why.note == ""


def test_a_state_without_data_is_refused(panel: Panel) -> None:
    with pytest.raises(Refused, match="no deaths are on record for 'XYZ' by 2020-06"):
        explain(panel, MONTH, 3, "XYZ")


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20))
@settings(max_examples=50, deadline=None)
def test_weighted_quantiles_with_equal_weights_are_the_least_values_that_reach_the_share(values: list[int]) -> None:
    counted = np.array(values, dtype=np.float64)
    shares = np.array([0.05, 0.5, 0.95])
    found = weighted_quantiles(counted, np.ones(len(values)), shares)
    assert np.array_equal(found, np.quantile(counted, shares, method="inverted_cdf"))
