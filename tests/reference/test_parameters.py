"""Parameters answer with the value in force on a day, and say where it comes from."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.reference.errors import ParameterKindError, ParameterNotInForceError, UnknownParameterError
from muster.reference.parameters import Parameter, parameter, parameter_history, parameters
from muster.reference.records import records

KEYS = sorted({entry.key for entry in records(Parameter)})
AS_OF = date(2018, 10, 1)


@pytest.mark.parametrize(
    ("on", "dollars"),
    [
        (date(2014, 7, 1), 1332),
        (date(2016, 6, 30), 1332),
        (date(2016, 7, 1), 1365),
        (date(2018, 6, 30), 1410),
        (date(2018, 7, 1), 1428),
        (date(2022, 7, 1), 1448),
    ],
)
def test_the_personnel_rate_changes_on_its_days(on: date, dollars: int) -> None:
    assert parameter("personnel_rate", on).decimal == Decimal(dollars)


def test_no_rate_is_made_up_for_the_time_before_the_first() -> None:
    with pytest.raises(ParameterNotInForceError, match=r"personnel_rate.*2014-06-30"):
        parameter("personnel_rate", date(2014, 6, 30))


def test_an_unknown_parameter_is_refused_with_near_ones() -> None:
    with pytest.raises(UnknownParameterError, match="personnel_rate"):
        parameter("personel_rate", AS_OF)


def test_every_value_tells_source_and_standing() -> None:
    entry = parameter("strength_fit_minimum_percent", AS_OF)
    assert (entry.integer, entry.standing) == (70, "local choice")
    assert all(entry.source for entry in parameters(AS_OF))


@given(st.sampled_from(KEYS), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_at_most_one_value_holds_on_any_day(key: str, on: date) -> None:
    assert sum(entry.in_force(on) for entry in parameter_history(key)) <= 1


@given(st.sampled_from([entry for entry in records(Parameter) if entry.valid_until]))
def test_validity_is_half_open(entry: Parameter) -> None:
    assert entry.valid_until is not None
    assert entry.in_force(entry.valid_until - timedelta(days=1))
    assert not entry.in_force(entry.valid_until)


def test_kinds_are_kept_apart() -> None:
    assert parameter("level_min_for_selection", AS_OF).level == "L2"
    assert parameter("unmo_age_years", AS_OF).range == (25, 55)
    assert parameter("rdl_year_start", AS_OF).day_in(2027) == date(2027, 7, 1)
    assert parameter("ugps_targets", AS_OF).table == "gender_targets"
    with pytest.raises(ParameterKindError, match="of kind level, not integer"):
        _ = parameter("level_min_for_selection", AS_OF).integer
