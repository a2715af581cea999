"""The tours of a presence by the rules beside what happened, and how much of it blocks explain."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.rules.blocked_rotations import Blocked
from muster.deployments.rules.rotation import Presence, TourAgreement, planned_tours
from muster.deployments.rules.rotation_history import HappenedTour, compared

SIX = TourAgreement(tour_months=6, overlap_days=1, training_days=112, request_months=3)
TWELVE = TourAgreement(tour_months=12, overlap_days=1, training_days=112, request_months=3)
PANDEMIC = Blocked(date(2020, 3, 15), date(2020, 8, 1))
UNIFIL = [
    HappenedTour("R1", date(2018, 10, 31), date(2019, 5, 2)),
    HappenedTour("R2", date(2019, 5, 1), date(2019, 11, 2)),
    HappenedTour("R3", date(2019, 11, 1), date(2020, 8, 2)),
    HappenedTour("R4", date(2020, 8, 1), date(2021, 3, 2)),
    HappenedTour("R5", date(2021, 3, 1), None),
]


def test_the_nine_months_of_kazakhstans_third_company_are_those_of_the_stop_of_2020() -> None:
    rows = {one.rotation: one for one in compared(UNIFIL, SIX, [PANDEMIC])}
    third, fourth, fifth = rows["R3"], rows["R4"], rows["R5"]
    assert (third.days_too_long, third.stay_by_blocks) == (92, 94)
    assert (fourth.days_late, fourth.days_by_blocks, fourth.days_unexplained) == (94, 94, 0)
    assert (fifth.days_late, fifth.days_by_blocks, fifth.days_unexplained) == (122, 94, 28)
    assert fifth.days_too_long is None


def test_without_the_block_nothing_of_it_is_explained() -> None:
    rows = {one.rotation: one for one in compared(UNIFIL, SIX, [])}
    assert (rows["R4"].days_by_blocks, rows["R4"].days_unexplained) == (0, 94)


def test_the_second_company_in_undof_came_forty_one_days_late_and_no_block_says_why() -> None:
    happened = [
        HappenedTour("R1", date(2024, 3, 1), date(2025, 4, 11)),
        HappenedTour("R2", date(2025, 4, 10), None),
    ]
    first, second = compared(happened, TWELVE, [PANDEMIC])
    assert (second.days_late, second.days_unexplained) == (41, 41)
    assert first.days_too_long == 41


def test_nothing_has_happened_where_nobody_came() -> None:
    assert compared([], SIX, [PANDEMIC]) == ()


@given(first=st.dates(date(2015, 1, 1), date(2024, 1, 1)), number=st.integers(1, 40), count=st.integers(1, 8))
def test_what_happened_as_planned_is_neither_late_nor_too_long(first: date, number: int, count: int) -> None:
    planned = planned_tours(Presence(first, number), SIX, first + timedelta(days=183 * count))
    happened = [HappenedTour(one.name, one.arrives_on, one.leaves_on) for one in planned]
    rows = compared(happened, SIX, [])
    assert len(rows) == len(planned)
    assert {(one.days_late, one.days_too_long) for one in rows} == {(0, 0)}
