"""Two plans side by side: which stays differ, what is gained, and why; each viewer their part."""

from datetime import date

import pytest
from django.test import Client

from muster.plans.comparison import ELSEWHERE, MOVED, ONLY_A, ONLY_B, Place, compare, gains, stay_changes
from muster.plans.coverage import Coverage
from muster.plans.models import StoredPlan
from tests.record import Record

MARCH, JUNE, SEPTEMBER = date(2019, 3, 1), date(2019, 6, 1), date(2019, 9, 1)


def place(pledge: str = "u", post: str = "p", start: date = MARCH, until: date = SEPTEMBER) -> Place:
    return Place(pledge, "State", "MISSION", post, start, until)


def test_the_same_stay_in_both_plans_is_no_change() -> None:
    assert stay_changes([place()], [place()]) == []


def test_a_pledge_in_the_same_post_at_another_time_has_moved() -> None:
    (change,) = stay_changes([place()], [place(start=JUNE)])
    assert (change.kind, change.before, change.after) == (MOVED, place(), place(start=JUNE))


def test_a_pledge_in_another_post_is_sent_elsewhere() -> None:
    (change,) = stay_changes([place()], [place(post="q")])
    assert change.kind == ELSEWHERE


def test_what_one_plan_alone_has_is_told_with_its_side() -> None:
    changes = stay_changes([place("u")], [place("v")])
    assert [(change.kind, change.one.pledge) for change in changes] == [(ONLY_A, "u"), (ONLY_B, "v")]


def test_each_stay_is_paired_once() -> None:
    before = [place(start=MARCH, until=JUNE), place(start=JUNE)]
    changes = stay_changes(before, [place(start=MARCH)])
    assert sorted(change.kind for change in changes) == [MOVED, ONLY_A]


def test_gains_are_told_with_the_greatest_first() -> None:
    found = gains([Coverage("A", 1, 10, 5), Coverage("B", 1, 10, 0)], [Coverage("A", 1, 10, 1), Coverage("C", 1, 6, 0)])
    assert [(gain.name, gain.gained_months) for gain in found] == [("B", -10), ("C", 6), ("A", 4)]


@pytest.fixture
def changed(record: Record) -> tuple[StoredPlan, StoredPlan]:
    """The solved plan, and the published one with its stay a month later and a parameter changed."""
    a, b = record.plans["solved"], record.plans["published"]
    stay = b.stays.get(is_committed=False)
    stay.stay_from = stay.stay_from.replace(month=stay.stay_from.month % 12 + 1)
    stay.save()
    b.parameters = [row | {"value": "999"} if row["key"] == "plan_value_scale" else row for row in b.parameters]
    b.save()
    return a, b


def test_two_plans_differ_by_a_stay_and_a_parameter(record: Record, changed: tuple[StoredPlan, StoredPlan]) -> None:
    found = compare(record.parties["secretariat officer"], *changed)
    assert [change.kind for change in found.changes] == [MOVED]
    (cause,) = found.causes
    assert (cause.subject, cause.before, cause.after) == (
        "plan_value_scale",
        "100 points per month",
        "999 points per month",
    )


def test_a_plan_compared_with_itself_says_so(record: Record) -> None:
    plan = record.plans["solved"]
    found = compare(record.parties["secretariat officer"], plan, plan)
    assert (found.changes, found.causes) == ([], [])
    assert found.unchanged > 0
    assert all(gain.gained_months == 0 for gain in found.by_mission)


def test_a_state_compares_its_own_stays_and_reads_no_problem(
    record: Record, changed: tuple[StoredPlan, StoredPlan]
) -> None:
    b = changed[1]
    assert compare(record.parties["other State"], *changed).changes == []
    b.assumptions = [{"kind": "state-withdrawn", "state": "IND"}]
    assert [cause.subject for cause in compare(record.parties["owning State"], b, changed[0]).causes] == [
        "plan_value_scale"
    ]


def test_the_page_asks_which_plans_and_shows_what_differs(
    record: Record, changed: tuple[StoredPlan, StoredPlan]
) -> None:
    client = Client()
    client.force_login(record.parties.users["secretariat officer"])
    assert "Plan A" in client.get("/plans/compare/").content.decode()
    answer = client.get("/plans/compare/", {"a": changed[0].reference, "b": changed[1].reference})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "at another time" in text
    assert "plan_value_scale" in text


def test_a_plan_that_one_may_not_see_is_no_choice(record: Record, changed: tuple[StoredPlan, StoredPlan]) -> None:
    client = Client()
    client.force_login(record.parties.users["owning State"])
    answer = client.get("/plans/compare/", {"a": changed[0].reference, "b": changed[1].reference})
    assert "Select a valid choice" in answer.content.decode()
    assert "Title of the solved plan" not in answer.content.decode()
