"""Tours follow each other without a day between, come back to their day of the month, and say what they do not keep."""

import os
import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.rules.rotation import PlannedTour, Presence, TourAgreement, moved, planned_tours, tour_findings
from muster.kit.intervals import add_months

DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
AGREEMENTS = st.builds(
    TourAgreement,
    tour_months=st.sampled_from((6, 9, 12)),
    overlap_days=st.integers(0, 20),
    training_days=st.integers(0, 250),
    request_months=st.integers(0, 6),
)
SIX_MONTHS = TourAgreement(tour_months=6, overlap_days=1, training_days=112, request_months=3)
LONG_AGO = date(1990, 1, 1)


def tours_of(first: date, agreement: TourAgreement, years: int = 3, **ends: date) -> tuple[PlannedTour, ...]:
    """Return the tours of some years from a first arrival on."""
    return planned_tours(Presence(first, **ends), agreement, add_months(first, 12 * years))  # type: ignore[arg-type]


@given(first=DAYS, agreement=AGREEMENTS)
def test_no_day_is_without_its_holder_and_no_overlap_short_of_the_rule(first: date, agreement: TourAgreement) -> None:
    tours = tours_of(first, agreement)
    assert tours[0].arrives_on == first
    assert len(tours) == 36 // agreement.tour_months
    for before, after in pairwise(tours):
        assert before.leaves_on - after.arrives_on == timedelta(days=agreement.overlap_days)
    assert {one.code for one in tour_findings(tours, Presence(first), agreement, LONG_AGO)} == set()


@given(first=DAYS, agreement=AGREEMENTS)
def test_a_tour_comes_back_to_the_day_of_the_month_of_the_first_arrival(first: date, agreement: TourAgreement) -> None:
    for count, one in enumerate(tours_of(first, agreement, years=6)):
        assert one.due_on == add_months(first, count * agreement.tour_months)
        last = (add_months(one.due_on.replace(day=1), 1) - timedelta(days=1)).day
        assert one.due_on.day == min(first.day, last)


@pytest.mark.parametrize(
    ("first", "due"),
    [
        (date(2018, 10, 31), ("2018-10-31", "2019-04-30", "2019-10-31", "2020-04-30")),
        (date(2019, 8, 31), ("2019-08-31", "2020-02-29", "2020-08-31", "2021-02-28")),
        (date(2020, 2, 29), ("2020-02-29", "2020-08-29", "2021-02-28", "2021-08-29")),
    ],
)
def test_month_ends_and_leap_days_are_right(first: date, due: tuple[str, ...]) -> None:
    assert tuple(one.due_on.isoformat() for one in tours_of(first, SIX_MONTHS, years=2)) == due


@given(first=DAYS, agreement=AGREEMENTS, wanted=st.integers(30, 1_000))
def test_nobody_is_there_once_the_unit_is_not_wanted(first: date, agreement: TourAgreement, wanted: int) -> None:
    end = first + timedelta(days=wanted)
    tours = tours_of(first, agreement, wanted_until=end)
    assert max(one.leaves_on for one in tours) == min(end, add_months(first, 36))
    assert all(one.arrives_on < end for one in tours)


@given(first=DAYS, mandate=st.integers(0, 1_200))
def test_every_tour_past_the_mandate_is_flagged_and_no_other(first: date, mandate: int) -> None:
    end = first + timedelta(days=mandate)
    presence = Presence(first, mandate_until=end)
    tours = planned_tours(presence, SIX_MONTHS, add_months(first, 36))
    flagged = {one.place for one in tour_findings(tours, presence, SIX_MONTHS, LONG_AGO) if one.code == "past-mandate"}
    assert flagged == {one.name for one in tours if one.leaves_on > end}


def test_what_was_to_have_begun_is_told_with_the_remedy() -> None:
    first, today = date(2018, 10, 31), date(2019, 3, 1)
    found = tour_findings(tours_of(first, SIX_MONTHS), Presence(first), SIX_MONTHS, today)
    assert [(one.code, one.place) for one in found] == [("training-late", "R2"), ("request-late", "R2")]
    assert found[0].words == "its training was to begin on 7 January 2019"
    assert all(one.remedy for one in found)


@given(first=DAYS, agreement=AGREEMENTS, number=st.integers(1, 3), late=st.integers(1, 200))
def test_a_relief_that_comes_late_keeps_those_before_it_and_moves_those_after(
    first: date, agreement: TourAgreement, number: int, late: int
) -> None:
    tours = tours_of(first, agreement)
    number = min(number, len(tours) - 1)
    one, days = tours[number], timedelta(days=late)
    changed = replace(one, arrives_on=one.arrives_on + days, due_on=one.due_on + days, leaves_on=one.leaves_on + days)
    found = moved(tours, changed, agreement)
    assert found[:number][-1].leaves_on == changed.due_on
    assert found[: number - 1] == tours[: number - 1]
    assert [after.due_on for after in found[number + 1 :]] == [
        add_months(changed.leaves_on, count * agreement.tour_months) for count in range(len(tours) - number - 1)
    ]
    codes = {each.code for each in tour_findings(found, Presence(first), agreement, LONG_AGO)}
    assert codes == set()


def test_a_tour_that_is_not_there_cannot_be_moved() -> None:
    tours = tours_of(date(2018, 10, 31), SIX_MONTHS)
    with pytest.raises(ValueError, match="no tour R99"):
        moved(tours, replace(tours[0], number=99), SIX_MONTHS)


def test_a_gap_and_a_short_overlap_are_told_in_days() -> None:
    first = date(2018, 10, 31)
    one, two, *_ = tours_of(first, replace(SIX_MONTHS, overlap_days=4))
    agreed = replace(SIX_MONTHS, overlap_days=4)
    late = replace(two, arrives_on=one.leaves_on + timedelta(days=3))
    assert [each.code for each in tour_findings((one, late), Presence(first), agreed, LONG_AGO)] == ["no-holder"]
    short = replace(two, arrives_on=one.leaves_on - timedelta(days=3))
    (found,) = tour_findings((one, short), Presence(first), agreed, LONG_AGO)
    assert (found.code, found.words) == ("short-overlap", "3 days of overlap with R1, agreed are 4")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Almaty", "America/New_York"])
def test_time_zones_have_no_say(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tours_of(date(2020, 3, 29), SIX_MONTHS)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert tours_of(date(2020, 3, 29), SIX_MONTHS) == here
    finally:
        monkeypatch.undo()
        time.tzset()
    assert os.environ.get("TZ") != zone


def test_an_agreement_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="a month or more"):
        replace(SIX_MONTHS, tour_months=0)
    with pytest.raises(ValueError, match="not negative"):
        replace(SIX_MONTHS, overlap_days=-1)
