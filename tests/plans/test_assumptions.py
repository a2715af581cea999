"""Plans under assumptions: asked for by form and API, solved on the changed problem, told in words, never published."""

import gzip

import pytest
from django.test import Client

from muster import planning
from muster.kit.errors import Refused
from muster.planning.stress.scenario import (
    Change,
    MissionClosed,
    PledgeDelayed,
    PledgeWithdrawn,
    RotationsBlocked,
    StateWithdrawn,
    Surge,
)
from muster.plans import actions, queries
from muster.plans.assumptions import as_stored, told
from muster.plans.coverage import plan_coverage
from muster.plans.forms import PlanForm
from muster.plans.models import PlanStage, StoredPlan
from tests.api.caller import by_token
from tests.record import DAY, Record

WITHDRAWN = PledgeWithdrawn("kaz-submitted")


def solved(record: Record, *assumptions: Change) -> StoredPlan:
    """A plan under assumptions, solved."""
    actor = record.parties["secretariat officer"]
    plan = actions.request_plan(
        actor,
        register=record.parties.organisations["UN"],
        day=DAY,
        horizon_months=24,
        seconds=5,
        assumptions=assumptions,
    )
    return actions.solve_plan(actor, plan.reference, gap=0.01)


def problem_of(plan: StoredPlan) -> planning.Problem:
    return planning.Problem.from_json_bytes(gzip.decompress(plan.problem))


def test_a_withdrawn_pledge_is_not_in_the_problem_that_is_solved_and_stored(record: Record) -> None:
    plan = solved(record, WITHDRAWN)
    assert "kaz-submitted" not in problem_of(plan).pledge_by_id
    assert not plan.stays.filter(pledge__reference="kaz-submitted").exists()
    assert plan.assumptions == [{"kind": "pledge-withdrawn", "pledge": "kaz-submitted"}]
    assert told(plan) == ["kaz-submitted is withdrawn"]
    assert plan.title == "What if, as of 1 October 2018, 24 months"


def test_stays_and_gaps_of_assumed_posts_are_in_the_plan_file_and_not_on_record(record: Record) -> None:
    mission = problem_of(record.plans["solved"]).requirements[0].mission
    plan = solved(record, Surge(mission, None, 2, 1))
    assumed = [post.id for post in problem_of(plan).posts if "+" in post.id]
    assert len(assumed) == 2
    assert not plan.gaps.filter(post__reference__in=assumed).exists()


def test_a_plan_under_assumptions_is_not_the_latest_and_cannot_be_published(record: Record) -> None:
    viewer = record.parties["secretariat approver"]
    before = queries.latest_plan(viewer, DAY)
    plan = solved(record, WITHDRAWN)
    assert queries.latest_plan(viewer, DAY) == before
    with pytest.raises(Refused, match="rests on assumptions"):
        actions.publish_plan(viewer, plan.reference)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (PledgeWithdrawn("nobody"), "There is no pledge 'nobody'"),
        (PledgeDelayed("nobody", 2), "There is no pledge 'nobody'"),
        (PledgeWithdrawn("kaz-draft"), "There is no pledge 'kaz-draft'"),
        (StateWithdrawn("XXX"), "There is no State with a pledge 'XXX'"),
        (MissionClosed("NOWHERE"), "There is no mission 'NOWHERE'"),
    ],
)
def test_what_one_does_not_see_is_refused_when_it_is_asked_for(record: Record, change: Change, words: str) -> None:
    """A draft of another's is as unknown as what is on no record."""
    with pytest.raises(Refused, match=words):
        solved(record, change)


def test_what_the_record_of_the_day_does_not_have_fails_the_plan_in_one_line(record: Record) -> None:
    actor, register = record.parties["secretariat officer"], record.parties.organisations["UN"]
    plan = actions.request_plan(actor, register=register, day=DAY, horizon_months=24, seconds=5)
    gone = "withdrawn-since"
    StoredPlan.objects.filter(pk=plan.pk).update(assumptions=as_stored([PledgeWithdrawn(gone)]))
    with pytest.raises(Refused, match="cannot be made of the record"):
        actions.solve_plan(actor, plan.reference)
    plan.refresh_from_db()
    assert plan.stage == PlanStage.FAILED
    assert gone in plan.failure


def filled(**changes: object) -> PlanForm:
    return PlanForm({"planned_on": "2018-10-01", "horizon_months": 24, "seconds": 5} | changes)


def test_the_form_means_changes_of_every_kind() -> None:
    form = filled(
        withdrawn_pledges="a-1, b-2",
        withdrawn_states="kaz",
        delayed_pledges="c-3 4; d-4 12",
        closed_mission="UNIFIL",
        closed_from="2019-01-01",
        surge_mission="MINUSMA",
        surge_posts="3",
        surge_from="2018-12-15",
        blocked_mission="UNMISS",
        blocked_from="2019-02-01",
        blocked_until="2019-05-01",
    )
    assert form.is_valid(), form.errors
    assert form.changes(DAY, 24) == [
        PledgeWithdrawn("a-1"),
        PledgeWithdrawn("b-2"),
        StateWithdrawn("KAZ"),
        PledgeDelayed("c-3", 4),
        PledgeDelayed("d-4", 12),
        MissionClosed("UNIFIL", 3),
        Surge("MINUSMA", None, 3, 3),
        RotationsBlocked("UNMISS", 4, 7),
    ]


def test_an_empty_form_assumes_nothing() -> None:
    form = filled()
    assert form.is_valid()
    assert form.changes(DAY, 24) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"closed_mission": "UNIFIL"}, "closed_from"),
        ({"surge_mission": "UNIFIL", "surge_from": "2019-01-01"}, "surge_posts"),
        ({"blocked_mission": "UNIFIL", "blocked_from": "2019-01-01"}, "blocked_until"),
        ({"delayed_pledges": "c-3"}, "delayed_pledges"),
        ({"delayed_pledges": "c-3 0"}, "delayed_pledges"),
    ],
)
def test_half_an_assumption_is_told_at_its_field(changes: dict[str, str], field: str) -> None:
    assert list(filled(**changes).errors) == [field]


def test_the_page_shows_assumptions_to_the_register_s_secretariat(record: Record) -> None:
    plan = solved(record, WITHDRAWN, MissionClosed("UNIFIL", 6))
    client = Client()
    client.force_login(record.parties.users["secretariat officer"])
    text = client.get(f"/plans/{plan.reference}/").content.decode()
    assert "kaz-submitted is withdrawn" in text
    assert "UNIFIL closes on 1 April 2019" in text


def test_the_api_takes_assumptions_and_tells_them_to_the_register_s_secretariat_alone(record: Record) -> None:
    officer = by_token(record.parties["secretariat officer"])
    body = {
        "planned_on": "2018-10-01",
        "assumptions": [
            {"kind": "pledge-withdrawn", "pledge": "kaz-submitted"},
            {"kind": "mission-closed", "mission": "UNIFIL", "start_month": 6},
        ],
    }
    answer = officer.post("plans", body, status=202)
    assert answer["assumptions"] == ["kaz-submitted is withdrawn", "UNIFIL closes on 1 April 2019"]
    published = f"plans/{record.plans['published'].reference}"
    assert officer.get(published)["assumptions"] == []
    assert by_token(record.parties["owning State"]).get(published)["assumptions"] is None
    officer.post("plans", {"planned_on": "2018-10-01", "assumptions": [{"kind": "flood"}]}, status=422)


def test_what_a_closed_mission_no_longer_wants_is_neither_needed_nor_covered(record: Record) -> None:
    officer = record.parties["secretariat officer"]
    plan = solved(record, MissionClosed("UNIFIL", 6))
    (row,) = [row for row in plan_coverage(officer, plan).by_mission if row.name == "UNIFIL"]
    problem = problem_of(plan)
    wanted = [post for post in problem.posts if problem.mission_of_post(post.id) == "UNIFIL"]
    assert row.needed_months == sum(post.end - post.start for post in wanted) <= 6 * len(wanted)
