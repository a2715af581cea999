"""Who sees which part of a plan; how much of the need it covers; its rotations beside those that happened."""

from datetime import date

import pytest

from muster.deployments.actions import record_arrival
from muster.deployments.models import Arrival
from muster.kit.errors import NotFound
from muster.missions import actions as missions
from muster.missions.models import Post, RequirementStage
from muster.parties.viewer import ANONYMOUS, SYSTEM
from muster.plans import queries
from muster.plans.coverage import Coverage, coverage, plan_coverage, total
from muster.plans.models import PlanGap, StoredPlan
from muster.plans.rotations import RotationComparison, planned_against_happened
from tests.record import DAY, KNOWN, Record, requirement_terms, stored_plan

TODAY = date(2022, 1, 1)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("secretariat reader", {"solved", "published"}),
        ("other secretariat", {"published"}),
        ("owning State", {"published"}),
        ("mission", {"published"}),
        ("analyst", {"published"}),
    ],
)
def test_other_parties_see_published_plans_alone(record: Record, who: str, seen: set[str]) -> None:
    found = set(queries.visible_plans(record.parties[who]).values_list("reference", flat=True))
    assert found == {record.plans[name].reference for name in seen}


def test_a_visitor_without_an_organisation_sees_no_plan(record: Record) -> None:
    assert not queries.visible_plans(ANONYMOUS).exists()


def test_a_plan_that_is_not_yours_is_as_if_it_were_not_there(record: Record) -> None:
    with pytest.raises(NotFound, match="that you may see"):
        queries.visible_plan(record.parties["owning State"], record.plans["solved"].reference)


@pytest.mark.parametrize(
    ("who", "states"),
    [
        ("secretariat reader", {"KAZ", "IND"}),
        ("owning State", {"KAZ"}),
        ("other State", {"IND"}),
        ("mission", {"KAZ", "IND"}),
        ("other mission", set()),
        ("analyst", set()),
    ],
)
def test_a_state_sees_its_own_stays_and_a_mission_those_in_it(record: Record, who: str, states: set[str]) -> None:
    stays = queries.visible_planned_stays(record.parties[who], record.plans["published"])
    assert {stay.pledge.state.code for stay in stays} == states


def test_the_reasons_of_gaps_are_the_register_s_own(record: Record) -> None:
    plan = record.plans["published"]
    assert queries.sees_reasons(record.parties["secretariat reader"], plan)
    assert queries.sees_reasons(SYSTEM, plan)
    assert not queries.sees_reasons(record.parties["owning State"], plan)


def test_gaps_of_a_draft_requirement_stay_with_its_secretariat(record: Record) -> None:
    own = {
        gap.post.requirement.reference
        for gap in queries.visible_gaps(record.parties["secretariat reader"], record.plans["published"])
    }
    others = {
        gap.post.requirement.reference
        for gap in queries.visible_gaps(record.parties["owning State"], record.plans["published"])
    }
    assert "req-draft" in own
    assert others == {"req-published"}


def test_the_latest_plan_is_that_of_the_latest_day_up_to_the_one_asked(record: Record) -> None:
    viewer = record.parties["secretariat reader"]
    newest = stored_plan(record, title="newest of the day")
    assert queries.latest_plan(viewer, DAY) == newest
    assert queries.latest_plan(viewer, date(2018, 9, 30)) is None
    StoredPlan.objects.filter(pk=newest.pk).update(stage="failed")
    assert queries.latest_plan(viewer, DAY) == record.plans["published"]


def test_covered_and_open_months_are_the_whole_need(record: Record) -> None:
    """Published: the battalion throughout (24), the company 4 months planned and 12 agreed; the draft: nothing."""
    (row,) = plan_coverage(record.parties["secretariat reader"], record.plans["published"]).by_mission
    assert (row.name, row.posts, row.needed_months, row.covered_months) == ("UNIFIL", 4, 96, 24 + 4 + 12)
    by_type = {
        row.name: (row.posts, row.covered_months)
        for row in plan_coverage(record.parties["secretariat reader"], record.plans["published"]).by_unit_type
    }
    assert by_type == {"INF-BN": (2, 24), "INF-COY": (2, 16)}


def test_another_party_s_coverage_leaves_drafts_out(record: Record) -> None:
    (row,) = plan_coverage(record.parties["analyst"], record.plans["published"]).by_mission
    assert (row.posts, row.needed_months, row.covered_months) == (2, 48, 40)


@pytest.mark.parametrize("what", ["a requirement closed later", "a requirement entered later for an earlier day"])
def test_the_coverage_of_a_plan_is_that_of_its_own_day(record: Record, what: str) -> None:
    viewer = record.parties["secretariat reader"]
    before = plan_coverage(viewer, record.plans["published"])
    if what == "a requirement closed later":
        missions.change_stage(SYSTEM, "req-draft", RequirementStage.CLOSED)
    else:
        missions.create_requirement(SYSTEM, requirement_terms("back-dated"), today=KNOWN)
    assert plan_coverage(viewer, record.plans["published"]) == before


def test_nothing_needed_is_wholly_covered() -> None:
    assert coverage([], [], lambda post: (0, 12), str) == []
    assert total([]).share == 1.0
    assert Coverage("", 0, 0, 0).share == 1.0


def test_the_total_adds_up_every_row() -> None:
    every = total([Coverage("A", 1, 12, 3), Coverage("B", 2, 24, 0)])
    assert (every.posts, every.needed_months, every.open_months, every.covered_months) == (3, 36, 3, 33)
    assert every.share == pytest.approx(33 / 36)


def test_a_gap_in_a_post_that_nobody_asked_for_is_not_counted(record: Record) -> None:
    """Gaps count where their key is needed; a name without need has no row."""
    gap = PlanGap.objects.filter(plan=record.plans["published"])[0]
    assert coverage([], [gap], lambda post: (0, 12), lambda post: post.unit_type) == []


def arrival(record: Record, rotation: str, on: date, state: str = "KAZ", post: str = "req-published-coy") -> None:
    """Record an arrival that happened."""
    record_arrival(
        SYSTEM,
        Arrival(
            state=record.parties.organisations[state],
            post=Post.objects.get(reference=post),
            rotation=rotation,
            arrived_on=on,
            personnel=120,
            known_from=on,
            source=f"Source of {rotation}",
        ),
    )


def test_planned_rotations_stand_beside_the_arrivals_in_their_order(record: Record) -> None:
    arrival(record, "R1", date(2019, 1, 3))
    arrival(record, "R2", date(2019, 7, 20))
    arrival(record, "R3", date(2020, 1, 15))
    plan = record.plans["published"]
    first, second, third = planned_against_happened(record.parties["secretariat reader"], plan, TODAY)
    planned = list(queries.visible_planned_stays(SYSTEM, plan).filter(post__reference="req-published-coy"))
    assert [(row.planned_on, row.rotation) for row in (first, second, third)] == [
        (planned[0].stay_from, "R1"),
        (planned[1].stay_from, "R2"),
        (None, "R3"),
    ]
    assert (first.months_late, second.months_late, third.months_late) == (0, 2, None)
    assert (first.source, third.pledge) == ("Source of R1", "")


def test_arrivals_before_the_plan_after_its_horizon_or_unknown_today_are_left_out(record: Record) -> None:
    arrival(record, "before", date(2018, 9, 30))
    arrival(record, "after", date(2020, 10, 1))
    arrival(record, "in time", date(2019, 2, 1))
    plan = record.plans["published"]
    viewer = record.parties["secretariat reader"]
    rows = planned_against_happened(viewer, plan, TODAY)
    assert [row.rotation for row in rows if row.rotation] == ["in time"]
    assert planned_against_happened(viewer, plan, date(2019, 1, 31)) == []


def test_a_state_sees_no_comparison_of_another_s_rotations(record: Record) -> None:
    arrival(record, "R1", date(2019, 1, 3))
    assert planned_against_happened(record.parties["other State"], record.plans["published"], TODAY) == []


@pytest.mark.parametrize(
    ("planned", "arrived", "late"),
    [
        (date(2018, 11, 1), date(2018, 10, 31), 0),
        (date(2019, 5, 1), date(2019, 6, 12), 1),
        (date(2019, 5, 1), date(2019, 3, 2), -2),
        (date(2018, 11, 1), date(2019, 11, 1), 12),
        (None, date(2019, 1, 1), None),
        (date(2019, 1, 1), None, None),
    ],
)
def test_lateness_is_told_in_whole_months(planned: date | None, arrived: date | None, late: int | None) -> None:
    row = RotationComparison("Kazakhstan", "post", "R1", "pledge", planned, arrived, True, 120, "")
    assert row.months_late == late
