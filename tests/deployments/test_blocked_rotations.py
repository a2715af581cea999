"""Blocks of rotations: nobody comes or goes on a day of one, and what that costs is counted per person."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.rules.blocked_rotations import (
    FORWARD,
    WAIT,
    WITHOUT_RELIEF,
    Blocked,
    alternatives,
    overstays,
    through_blocks,
)
from muster.deployments.rules.rotation import Presence, TourAgreement, planned_tours
from muster.kit.intervals import add_months

MALI = Blocked(date(2022, 7, 14), date(2022, 8, 15))
"""Section 6.3: suspended on 14 July 2022, resumed on 15 August."""

TWELVE = TourAgreement(tour_months=12, overlap_days=4, training_days=112, request_months=3)
KAZAKHSTAN = TourAgreement(tour_months=6, overlap_days=1, training_days=112, request_months=3)
BLOCKS = st.lists(
    st.builds(
        lambda start, days: Blocked(start, start + timedelta(days=days)),
        st.dates(date(2020, 6, 1), date(2024, 1, 1)),
        st.integers(1, 200),
    ),
    max_size=3,
)


def test_mali_keeps_a_contingent_until_the_host_lets_its_relief_in() -> None:
    """A relief due on 20 July 2022 comes on 15 August; 850 people stay 30 days too long."""
    planned = planned_tours(Presence(date(2021, 7, 20)), TWELVE, date(2024, 7, 1))
    now = through_blocks(planned, TWELVE, [MALI])
    assert now[1].arrives_on == date(2022, 8, 15)
    (overstay,) = overstays(planned, now)
    assert (overstay.tour, overstay.due_on, overstay.leaves_on) == ("R1", date(2022, 7, 20), date(2022, 8, 19))
    assert overstay.days == 30
    assert overstay.person_days(850) == 25_500


def test_mali_leaves_who_rotates_before_or_after_it_alone() -> None:
    for first in (date(2021, 7, 10), date(2021, 8, 25)):
        planned = planned_tours(Presence(first), TWELVE, date(2024, 7, 1))
        assert through_blocks(planned, TWELVE, [MALI]) == planned


def test_what_else_could_be_done_in_mali_is_told_with_its_price() -> None:
    planned = planned_tours(Presence(date(2021, 7, 20)), TWELVE, date(2024, 7, 1))
    wait, forward, without = alternatives(planned[0], planned[1], TWELVE, [MALI], date(2022, 6, 1))
    assert (wait.kind, wait.relief_arrives_on, wait.overstay_days) == (WAIT, date(2022, 8, 15), 30)
    assert (forward.kind, forward.relief_arrives_on, forward.relieved_leaves_on) == (
        FORWARD,
        date(2022, 7, 9),
        date(2022, 7, 13),
    )
    assert forward.training_days_short == 7
    assert (without.kind, without.relieved_leaves_on, without.days_without_holder) == (
        WITHOUT_RELIEF,
        date(2022, 7, 13),
        33,
    )
    told_too_late = alternatives(planned[0], planned[1], TWELVE, [MALI], date(2022, 7, 14))
    assert [one.kind for one in told_too_late] == [WAIT]
    assert alternatives(planned[1], planned[2], TWELVE, [MALI], date(2022, 6, 1)) == ()


def test_kazakhstans_company_in_unifil_by_the_rules_against_what_happened() -> None:
    """Arrivals of section 6.1. The days of the stop of 2020 are not published: the months in between stand for them."""
    planned = planned_tours(Presence(date(2018, 10, 31)), KAZAKHSTAN, date(2021, 4, 1))
    assert [one.due_on for one in planned[:3]] == [date(2018, 10, 31), date(2019, 4, 30), date(2019, 10, 31)]
    happened = {"R2": date(2019, 5, 1), "R3": date(2019, 11, 1)}  # in May, in November: the month's first day
    for one in planned[1:3]:
        assert timedelta(0) <= happened[one.name] - one.due_on <= timedelta(days=31)
    pandemic = Blocked(date(2020, 3, 15), date(2020, 8, 1))
    now = through_blocks(planned, KAZAKHSTAN, [pandemic])
    third = now[2]
    assert (now[3].arrives_on, third.leaves_on) == (date(2020, 8, 1), date(2020, 8, 2))
    assert add_months(third.due_on, 9) < third.leaves_on < add_months(third.due_on, 10)  # about nine months
    (overstay,) = overstays(planned, now)
    assert (overstay.tour, overstay.days, overstay.person_days(120)) == ("R3", 94, 11_280)
    assert now[4].due_on == date(2021, 2, 2)  # it came in March 2021, a month after the fourth was through


def test_kazakhstans_company_in_undof_by_the_rules_against_what_happened() -> None:
    """The first came in March 2024 (the day is not published), the second on 10 April 2025: past its twelve months."""
    agreement = TourAgreement(tour_months=12, overlap_days=1, training_days=112, request_months=3)
    planned = planned_tours(Presence(date(2024, 3, 1)), agreement, date(2026, 1, 1))
    late = date(2025, 4, 10) - planned[1].due_on
    assert timedelta(days=10) <= late <= timedelta(days=40)  # 10 days if the first came on the last of March


@given(first=st.dates(date(2018, 1, 1), date(2020, 5, 1)), blocks=BLOCKS, overlap=st.integers(0, 10))
def test_nobody_comes_or_goes_on_a_day_of_a_block_and_no_day_is_without_a_holder(
    first: date, blocks: list[Blocked], overlap: int
) -> None:
    agreement = TourAgreement(tour_months=6, overlap_days=overlap, training_days=60, request_months=3)
    planned = planned_tours(Presence(first), agreement, add_months(first, 60))
    now = through_blocks(planned, agreement, blocks)
    assert [one.number for one in now] == [one.number for one in planned]
    for one in now:
        for block in blocks:
            assert not block.start <= one.arrives_on < block.until
            assert not block.start <= one.leaves_on < block.until
    for before, after in pairwise(now):
        assert (before.leaves_on - after.arrives_on).days >= overlap
    for before, after in zip(planned, now, strict=True):
        assert after.arrives_on >= before.arrives_on
        assert after.leaves_on >= before.leaves_on
    if not blocks:
        assert now == planned


def test_nobody_is_kept_past_the_day_on_which_the_unit_is_not_wanted() -> None:
    """Six tours of six months, the last of two days; after a block of three months five are left."""
    presence = Presence(date(2018, 10, 31), wanted_until=date(2021, 5, 2))
    planned = planned_tours(presence, KAZAKHSTAN, date(2022, 1, 1))
    assert (planned[-1].name, planned[-1].leaves_on) == ("R6", date(2021, 5, 2))
    now = through_blocks(planned, KAZAKHSTAN, [Blocked(date(2019, 4, 1), date(2019, 7, 1))], presence.wanted_until)
    assert (now[-1].name, now[-1].leaves_on) == ("R5", date(2021, 5, 2))
    assert [(one.tour, one.days) for one in overstays(planned, now)] == [("R1", 63)]


def test_a_block_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends after it begins"):
        Blocked(date(2022, 8, 15), date(2022, 7, 14))
