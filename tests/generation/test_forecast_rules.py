"""The forecast of arrival: in order, repeatable, never later for what is done early, drawn towards the history."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.generation.rules.durations import GRID, HistoryParameters, duration_quantiles, history_weight
from muster.generation.rules.facts import DONE, UNDER_WAY
from muster.generation.rules.forecast import Forecast, forecasts
from tests.generation.samples import FORECAST, REQUESTED, all_done_before, case_facts, with_block, with_phase

VARIANTS = ("formed-unit", "rehatting", "rapid", "small-team", "individual")
CODES = [one.code for one in case_facts().phases]
LATE = date(2020, 1, 1)


def one_forecast(case: object, today: date = REQUESTED) -> Forecast:
    """Return the forecast of one case, from the templates alone."""
    return forecasts([case], today, FORECAST, {})[0]  # type: ignore[list-item]


def days(found: Forecast) -> tuple[date, date, date, date]:
    """Return the four days of a forecast, all of them known."""
    told = (found.arrival_p50, found.arrival_p90, found.operational_p50, found.operational_p90)
    assert all(told)
    return told  # type: ignore[return-value]


@settings(max_examples=30)
@given(variant=st.sampled_from(VARIANTS), number=st.integers(0, 12), later=st.integers(0, 600))
def test_the_even_chance_comes_before_nine_in_ten(variant: str, number: int, later: int) -> None:
    case = case_facts(variant)
    case = all_done_before(case, case.phases[min(number, len(case.phases) - 1)].code)
    if any(one.stage == DONE for one in case.phases if one.code in ("movement", "induction")):
        return
    arrival, arrival_most, operational, operational_most = days(one_forecast(case, REQUESTED + timedelta(days=later)))
    assert arrival <= arrival_most
    assert operational <= operational_most
    assert arrival <= operational


@settings(max_examples=30)
@given(data=st.data(), later=st.integers(0, 300), lasted=st.integers(0, 200))
def test_finishing_a_phase_early_never_delays(data: st.DataObject, later: int, lasted: int) -> None:
    number = data.draw(st.integers(0, len(CODES) - 4))
    case = all_done_before(case_facts(), CODES[number])
    today = REQUESTED + timedelta(days=10 * number + later)
    begun = today - timedelta(days=min(lasted, later))
    under_way = with_phase(case, CODES[number], stage=UNDER_WAY, started_on=begun)
    done = with_phase(case, CODES[number], stage=DONE, started_on=begun, done_on=today)
    for earlier, late in zip(days(one_forecast(done, today)), days(one_forecast(under_way, today)), strict=True):
        assert earlier <= late


@settings(max_examples=30)
@given(data=st.data(), first=st.integers(0, 250), length=st.integers(1, 90), more=st.integers(0, 90))
def test_a_longer_block_never_brings_anything_forward(data: st.DataObject, first: int, length: int, more: int) -> None:
    code = data.draw(st.sampled_from(CODES))
    start = REQUESTED + timedelta(days=first)
    shorter, longer = (
        days(one_forecast(with_block(case_facts(), (code,), (start, start + timedelta(days=span)))))
        for span in (length, length + more)
    )
    assert all(one <= other for one, other in zip(shorter, longer, strict=True))


def test_a_forecast_is_the_same_whatever_stands_beside_it() -> None:
    alone = one_forecast(case_facts())
    others = [case_facts(variant) for variant in VARIANTS] * 150  # more than are drawn together
    assert forecasts([*others, case_facts()], REQUESTED, FORECAST, {})[-1] == alone


@settings(max_examples=10)
@given(number=st.integers(0, len(CODES) - 1))
def test_the_history_of_phases_that_are_over_moves_no_forecast(number: int) -> None:
    case = all_done_before(case_facts(), CODES[number])
    whole = {(code, case.variant): [2.0] * 40 for code in CODES}
    open_alone = {kind: ratios for kind, ratios in whole.items() if kind in case.open_kinds}
    assert len(open_alone) == len(CODES) - number
    found, narrowed = (forecasts([case], LATE, FORECAST, past) for past in (whole, open_alone))
    assert found == narrowed
    assert found != forecasts([case], LATE, FORECAST, {})


def test_a_phase_that_has_lasted_longer_is_expected_later() -> None:
    case = all_done_before(case_facts(), "movement")
    begun = with_phase(case, "movement", stage=UNDER_WAY, started_on=date(2019, 11, 20))
    fresh = days(one_forecast(begun, date(2019, 11, 21)))[0]
    assert fresh < days(one_forecast(begun, LATE))[0]
    # It has lasted longer than the template's most: still nine draws of ten say more than the even chance.
    even, most, _even, _most = days(one_forecast(begun, date(2020, 3, 1)))
    assert date(2020, 3, 1) < even < most


def test_a_promise_is_a_floor() -> None:
    case = all_done_before(case_facts(), "movement")
    promised = with_phase(case, "movement", promised_for=date(2020, 6, 1))
    assert days(one_forecast(promised, LATE))[0] == date(2020, 6, 1)


def test_an_arrival_that_has_happened_is_told_as_it_was() -> None:
    case = with_phase(all_done_before(case_facts(), "movement"), "movement", stage=DONE, done_on=LATE)
    assert one_forecast(case, LATE + timedelta(days=5)).arrival_p90 == LATE
    undated = with_phase(all_done_before(case_facts(), "movement"), "movement", stage=DONE)
    assert one_forecast(undated, LATE).arrival_p50 is None


def test_a_history_counts_from_the_least_number_and_draws_the_template_towards_itself() -> None:
    parameters = HistoryParameters(least=8, shrinkage=12)
    triple = (28, 56, 84)
    template = duration_quantiles(triple, [], parameters)
    assert np.array_equal(duration_quantiles(triple, [2.0] * 7, parameters), template)
    assert history_weight(8, parameters) == 0.4
    drawn = duration_quantiles(triple, [2.0] * 8, parameters)
    assert np.allclose(drawn, 0.4 * 112 + 0.6 * template)
    assert history_weight(1000, parameters) > 0.98


def test_quantiles_rise_from_least_to_most() -> None:
    quantiles = duration_quantiles((28, 56, 84), [], HistoryParameters(8, 12))
    assert quantiles[0] == 28
    assert quantiles[-1] == 84
    assert np.isclose(quantiles[GRID.size // 2], 56)
    assert (np.diff(quantiles) > 0).all()
    assert (duration_quantiles((0, 0, 0), [], HistoryParameters(8, 12)) == 0).all()


def test_a_slow_history_makes_the_forecast_later() -> None:
    history = {("training", "formed-unit"): [2.0] * 20}
    slow = forecasts([case_facts()], REQUESTED, FORECAST, history)[0]
    assert days(slow)[0] > days(one_forecast(case_facts()))[0]
