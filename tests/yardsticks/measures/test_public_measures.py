"""Concentration, token index, time to peak, safety: by hand, and what always holds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.yardsticks.measures.concentration import concentration, herfindahl
from muster.yardsticks.measures.contributors import OWN_RECORD, PUBLIC_RECORD, PresenceFact
from muster.yardsticks.measures.safety import MonthFact, safety
from muster.yardsticks.measures.shape import Verdict
from muster.yardsticks.measures.time_to_peak import Expected, StrengthCourse, time_to_peak
from muster.yardsticks.measures.token_index import token_index
from muster.yardsticks.measures.window import Window
from tests.yardsticks.measures.facts import DAY, NOW, before, value

EXPECTED = Expected(10, 12, 92.5, 90)


def people(state: str, number: int, record: str = OWN_RECORD, on: date = DAY) -> PresenceFact:
    return PresenceFact(state, "UNIFIL", number, on, record, "a file" if record == PUBLIC_RECORD else "")


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=30))
def test_the_index_lies_between_that_of_equal_shares_and_one(counts: list[int]) -> None:
    index = herfindahl(counts)
    assert index is not None
    assert 1 / len(counts) - 1e-9 <= index <= 1 + 1e-9


def test_of_nobody_there_is_no_index() -> None:
    assert herfindahl([0]) is None


def test_each_record_has_an_index_of_its_own_last_count() -> None:
    facts = [
        people("KAZ", 100),
        people("IND", 300),
        people("KAZ", 50, PUBLIC_RECORD, before(60)),
        people("IND", 50, PUBLIC_RECORD, before(60)),
        people("FJI", 900, PUBLIC_RECORD, before(400)),
    ]
    found = concentration(facts, NOW, "UNIFIL")
    assert (value(found), value(found, 1)) == (0.625, 0.5)
    assert found.sources == ("a file",)


def test_fewer_than_the_threshold_are_a_token() -> None:
    found = token_index([people("KAZ", 19), people("IND", 20), people("NOR", 0)], 20, NOW)
    assert (found.headline.part, found.headline.of) == (1, 2)


def test_the_peak_is_the_first_month_of_the_greatest_strength_by_the_day() -> None:
    counts = ((date(2016, 6, 30), 500), (date(2016, 12, 31), 950), (date(2017, 6, 30), 1000), (date(2017, 7, 31), 1000))
    one = StrengthCourse("M", False, date(2016, 1, 1), counts, ((date(2016, 1, 1), None, 1250),))
    found = time_to_peak([one], EXPECTED, NOW)
    assert (value(found), value(found, 1), value(found, 2)) == (17.9, 12.0, 0.8)
    assert found.behind[0].verdict == Verdict.FAILS
    assert value(time_to_peak([one], EXPECTED, Window(date(2016, 7, 1)))) == 5.9


def test_a_mission_in_africa_has_longer_and_a_ceiling_that_is_not_on_record_gives_no_share() -> None:
    one = StrengthCourse("M", True, date(2016, 1, 1), ((date(2016, 12, 20), 10),))
    found = time_to_peak([one], EXPECTED, NOW)
    assert found.behind[0].verdict == Verdict.COUNTS
    assert found.figures[2].value is None


def month(on: date, number: float | None, deaths: int) -> MonthFact:
    return MonthFact(on, number, deaths, 1, "UNIFIL", "a file")


def test_deaths_are_told_over_the_person_years_of_the_months_on_record() -> None:
    months = [
        month(date(2018, 6, 30), 12_000, 1),
        month(date(2018, 7, 31), 12_000, 1),
        month(date(2018, 8, 31), None, 3),
        month(date(2018, 5, 31), 12_000, 7),
    ]
    found = safety(months, 2, 95, NOW)
    assert value(found) == 1.0
    assert (found.headline.part, found.headline.of) == (2, 2000)
    assert found.headline.low == pytest.approx(0.1211, abs=1e-4)
    assert found.headline.high == pytest.approx(3.6123, abs=1e-4)
    quarter = safety(months, 2, 95, Window(DAY, date(2018, 8, 1)))
    assert (quarter.headline.value, quarter.figures[2].value) == (None, 3)


def test_without_strengths_nothing_is_told() -> None:
    found = safety([month(date(2018, 8, 31), None, 3)], 12, 95, NOW)
    assert (found.has_cases, found.behind) == (False, ())
