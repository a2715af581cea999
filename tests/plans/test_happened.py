"""A plan against what happened: on time, late, early, not come, unplanned; each viewer their part, as of a day."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.kit.intervals import add_months
from muster.plans.happened import (
    EARLY,
    LATE,
    NOT_COME,
    ON_TIME,
    UNPLANNED,
    Came,
    Expected,
    outcomes,
    planned_and_happened,
)
from tests.plans.test_queries import arrival
from tests.record import Record


def planned(start: date, months: int = 6, post: str = "p") -> Expected:
    return Expected("State", post, "u", start, add_months(start, months))


def came(on: date, post: str = "p", state: str = "State") -> Came:
    return Came(state, post, "u", on)


@pytest.mark.parametrize(
    ("on", "code", "months"),
    [
        (date(2019, 3, 1), ON_TIME, 0),
        (date(2019, 3, 14), ON_TIME, 0),
        (date(2019, 6, 2), LATE, 3),
        (date(2019, 1, 1), EARLY, -2),
    ],
)
def test_an_arrival_is_told_in_months_from_the_plan(on: date, code: str, months: int) -> None:
    (outcome,) = outcomes([planned(date(2019, 3, 1))], [came(on)])
    assert (outcome.code, outcome.months_late) == (code, months)


@pytest.mark.parametrize("other", [came(date(2019, 3, 1), post="q"), came(date(2019, 3, 1), state="Another")])
def test_another_post_or_state_is_no_answer_to_the_plan(other: Came) -> None:
    found = outcomes([planned(date(2019, 3, 1))], [other])
    assert sorted(outcome.code for outcome in found) == [NOT_COME, UNPLANNED]


def test_an_arrival_after_the_stay_was_over_is_unplanned() -> None:
    found = outcomes([planned(date(2019, 3, 1))], [came(date(2019, 9, 1))])
    assert [outcome.code for outcome in found] == [NOT_COME, UNPLANNED]


def test_a_rotation_that_did_not_come_does_not_make_the_next_ones_late() -> None:
    plan = [planned(date(2019, 3, 1)), planned(date(2019, 9, 1)), planned(date(2020, 3, 1))]
    found = outcomes(plan, [came(date(2019, 9, 1)), came(date(2020, 4, 1))])
    assert [(outcome.code, outcome.months_late) for outcome in found] == [(NOT_COME, None), (ON_TIME, 0), (LATE, 1)]


def test_the_record_tells_what_came_of_the_plan_by_the_day(record: Record) -> None:
    plan, viewer = record.plans["published"], record.parties["secretariat officer"]
    start = plan.stays.get(is_committed=False).stay_from
    arrival(record, "R1", add_months(start, 2))
    before, after = (planned_and_happened(viewer, plan, add_months(start, months)) for months in (1, 3))
    assert [outcome.code for outcome in before] == [NOT_COME]
    assert [(outcome.code, outcome.months_late) for outcome in after] == [(LATE, 2)]


def test_another_state_sees_nothing_of_it(record: Record) -> None:
    plan = record.plans["published"]
    start = plan.stays.get(is_committed=False).stay_from
    arrival(record, "R1", start)
    assert planned_and_happened(record.parties["other State"], plan, add_months(start, 1)) == []


def test_the_page_counts_and_lists(record: Record) -> None:
    plan = record.plans["published"]
    start = plan.stays.get(is_committed=False).stay_from
    arrival(record, "R1", add_months(start, 2))
    client = Client()
    client.force_login(record.parties.users["owning State"])
    text = client.get(
        f"/plans/{plan.reference}/happened/", {"as_of": add_months(start, 3).isoformat()}
    ).content.decode()
    assert "Planned and happened" in text
    assert "late" in text


def test_stays_agreed_before_the_plan_cost_no_query_each(record: Record) -> None:
    plan, viewer = record.plans["published"], record.parties["secretariat officer"]
    stay = plan.stays.get(is_committed=False)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            planned_and_happened(viewer, plan, add_months(stay.stay_from, 3))
        return len(captured)

    before = queries()
    for month in range(5):
        stay.pk, stay.is_committed, stay.stay_from = None, True, add_months(plan.planned_on, month)
        stay.save(force_insert=True)
    assert queries() == before
