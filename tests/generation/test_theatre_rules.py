"""After the arrival: rotations every tour, their training counted back, and the way home at the end."""

from dataclasses import replace
from datetime import date

from muster.generation.rules.theatre import REPATRIATION, ROTATION, SUSTAINMENT, TheatreFacts, life_in_theatre

FACTS = TheatreFacts(
    arrived_on=date(2018, 10, 31), tour_months=6, training_days=112, wanted_until=date(2021, 5, 1),
    mandate_until=date(2019, 8, 31), shown=3,
)  # fmt: skip
TODAY = date(2018, 11, 1)


def test_a_rotation_is_due_at_the_end_of_every_tour_with_its_training_before() -> None:
    found = [one for one in life_in_theatre(FACTS, TODAY) if one.code == ROTATION]
    assert [(one.number, one.starts_on) for one in found] == [
        (1, date(2019, 4, 30)),
        (2, date(2019, 10, 31)),
        (3, date(2020, 4, 30)),
    ]
    assert found[0].prepare_from == date(2019, 1, 8)


def test_what_lies_past_the_mandate_needs_it_renewed() -> None:
    told = [(one.code, one.needs_mandate) for one in life_in_theatre(FACTS, TODAY)]
    assert told == [(SUSTAINMENT, False), (ROTATION, False), (ROTATION, True), (ROTATION, True), (REPATRIATION, True)]


def test_rotations_that_have_passed_are_not_told_and_keep_their_number() -> None:
    found = [one for one in life_in_theatre(FACTS, date(2020, 12, 1)) if one.code == ROTATION]
    assert [(one.number, one.starts_on) for one in found] == [(5, date(2021, 4, 30))]


def test_a_unit_goes_home_when_the_post_is_wanted_no_longer_and_not_before_a_day_is_known() -> None:
    ends = replace(FACTS, wanted_until=date(2019, 4, 30))
    assert [one.code for one in life_in_theatre(ends, TODAY)] == [SUSTAINMENT, REPATRIATION]
    endless = life_in_theatre(replace(FACTS, wanted_until=None), TODAY)
    assert [one.code for one in endless] == [SUSTAINMENT, ROTATION, ROTATION, ROTATION]
