"""Tours planned anew around the blocks of a mission: shown before, all units or none, by the way that was chosen."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.audit.models import AuditEvent
from muster.authorisations.models import NationalAct
from muster.deployments.actions import (
    accept_tours,
    enter_unit,
    replan_mission_around_blocks,
    replan_unit_around_blocks,
    step_tour,
)
from muster.deployments.models import DeployedUnit, Lift, LiftWay, Tour, TourStage
from muster.deployments.queries.abroad import act_findings, told
from muster.deployments.queries.blocked_rotations import block_act_findings, blocked_unit, blocked_units, seen_mark
from muster.deployments.queries.tours import plan_of
from muster.deployments.rules.blocked_rotations import Blocked, alternatives, through_blocks
from muster.deployments.rules.rotation import Presence, TourAgreement, planned_tours
from muster.deployments.rules.ways_through import EXTEND, SPLIT, WAYS, WayTerms, taken, ways_through
from muster.generation.actions import record_block
from muster.generation.terms import BlockTerms
from muster.kit.errors import NotAllowed, Refused
from muster.kit.intervals import add_months
from muster.parties.viewer import SYSTEM
from tests.deployments.test_tour_actions import days_of_tours
from tests.deployments.theatre import COMPANY, company_in_theatre
from tests.record import DAY, Record

MALI = Blocked(date(2022, 7, 14), date(2022, 8, 15))
SIX = TourAgreement(tour_months=6, overlap_days=4, training_days=112, request_months=3)
TWELVE = replace(SIX, tour_months=12)
TERMS = WayTerms(most_months=12, first_percent=50)
MALI_DAY = date(2022, 6, 1)


def mission_is_held(start: date, until: date | None) -> None:
    """Record a block that lets no flight through."""
    record_block(SYSTEM, BlockTerms("no-flights", "UNIFIL", ("movement",), start, until, "Rotations stand"), today=DAY)


def two_units(record: Record) -> None:
    """Kazakhstan's company and a company of India, both with tours of six months from 30 September 2018."""
    company_in_theatre()
    enter_unit(SYSTEM, replace(COMPANY, reference="unit-ind", state="IND", title="Company of India"), today=DAY)
    accept_tours(SYSTEM, "unit-ind", date(2020, 6, 1), today=DAY)


def test_mali_of_2022_is_planned_anew_for_all_units_at_once(record: Record) -> None:
    """The dates of section 6.3 on a unit of 850 that rotates on 20 July: relief on 15 August, 30 days for everybody."""
    terms = replace(
        COMPANY, strength=850, present_from=date(2021, 7, 20), tour_months=12, overlap_days=4, known_from=DAY
    )
    on_the_day = date(2022, 7, 14)
    enter_unit(SYSTEM, terms, today=on_the_day)
    accept_tours(SYSTEM, COMPANY.reference, date(2024, 1, 1), today=on_the_day)
    Tour.objects.filter(rotation="R1").update(stage=TourStage.IN_THEATRE, arrived_on=date(2021, 7, 20))
    block = BlockTerms("mali", "UNIFIL", ("movement",), MALI.start, MALI.until, "The host suspended all rotations")
    record_block(SYSTEM, block, today=on_the_day)
    (found,) = blocked_units(SYSTEM, "UNIFIL", on_the_day)
    (overstay,) = found.overstays
    assert (overstay.tour, overstay.days, found.person_days(overstay)) == ("R1", 30, 25_500)
    replan_mission_around_blocks(SYSTEM, "UNIFIL", seen=seen_mark([found]), today=on_the_day)
    assert days_of_tours()[:2] == [
        ("R1", date(2021, 7, 20), date(2022, 8, 19)),
        ("R2", date(2022, 8, 15), date(2023, 8, 19)),
    ]
    event = AuditEvent.objects.get(action="deployments:unit:replanned")
    assert event.after["person-days past the day due"] == 25_500
    with pytest.raises(Refused, match="no block moves a tour"):
        replan_mission_around_blocks(SYSTEM, "UNIFIL", seen=seen_mark([found]), today=on_the_day)


def test_a_stop_of_rotations_alone_moves_tours_as_a_stop_of_all_movement_does(record: Record) -> None:
    unit = company_in_theatre()
    terms = BlockTerms("stop", "UNIFIL", ("movement",), date(2019, 3, 1), date(2019, 5, 1), "The host stopped them")
    moved = []
    for phase in ("movement", "rotation"):
        record_block(SYSTEM, replace(terms, phases=(phase,)), today=DAY)
        moved.append(blocked_unit(SYSTEM, unit, DAY).now)
    assert moved[0] == moved[1] != plan_of(SYSTEM, unit, DAY)[0].tours
    record_block(SYSTEM, replace(terms, phases=("training",)), today=DAY)
    assert not blocked_unit(SYSTEM, unit, DAY).is_held


def test_a_block_holds_no_phase_in_which_nothing_could_wait(record: Record) -> None:
    for phase in ("sustainment", "repatriation"):
        terms = BlockTerms("stop", "UNIFIL", (phase,), date(2019, 3, 1), None, "The host stopped them")
        with pytest.raises(Refused, match="cannot be recorded"):
            record_block(SYSTEM, terms, today=DAY)


def test_a_mission_is_planned_anew_for_all_its_units_or_for_none(record: Record) -> None:
    two_units(record)
    mission_is_held(date(2019, 3, 1), date(2019, 5, 1))
    officer = record.parties["secretariat officer"]
    seen = seen_mark(blocked_units(officer, "UNIFIL", DAY))
    before = days_of_tours()
    Tour.objects.filter(unit__reference="unit-ind", rotation="R3").update(version=2)
    with pytest.raises(Refused, match="changed meanwhile"):
        replan_mission_around_blocks(officer, "UNIFIL", seen=seen, today=DAY)
    assert days_of_tours() == before
    seen = seen_mark(blocked_units(officer, "UNIFIL", DAY))
    written = replan_mission_around_blocks(officer, "UNIFIL", seen=seen, today=DAY)
    assert {one.unit.reference for one in written} == {"unit-kaz", "unit-ind"}
    assert AuditEvent.objects.filter(action="deployments:unit:replanned").count() == 2
    assert not any(one.is_held for one in blocked_units(officer, "UNIFIL", DAY))


def test_a_state_plans_its_own_units_anew_and_nobody_elses(record: Record) -> None:
    two_units(record)
    mission_is_held(date(2019, 3, 1), date(2019, 5, 1))
    state = record.parties["owning State"]
    own = [one for one in blocked_units(state, "UNIFIL", DAY) if one.unit.reference == "unit-kaz"]
    written = replan_mission_around_blocks(state, "UNIFIL", seen=seen_mark(own), today=DAY)
    assert {one.unit.reference for one in written} == {"unit-kaz"}
    for kind in ("mission", "analyst", "secretariat reader"):
        with pytest.raises(NotAllowed):
            replan_mission_around_blocks(record.parties[kind], "UNIFIL", seen="", today=DAY)
        with pytest.raises(NotAllowed):
            replan_unit_around_blocks(record.parties[kind], "unit-ind", seen="", today=DAY)


def test_a_tour_for_which_the_unit_is_not_wanted_any_more_falls_away_and_is_given_up(record: Record) -> None:
    unit = company_in_theatre()
    DeployedUnit.objects.update(present_until=date(2020, 4, 10))
    accept_tours(SYSTEM, "unit-kaz", date(2020, 6, 1), today=DAY)
    step_tour(SYSTEM, "unit-kaz", "R4", TourStage.AGREED, today=DAY)
    mission_is_held(date(2019, 3, 1), date(2019, 5, 1))
    unit.refresh_from_db()
    found = blocked_unit(SYSTEM, unit, DAY)
    assert [one.name for one in found.fallen] == ["R4"]
    replan_unit_around_blocks(SYSTEM, "unit-kaz", seen=seen_mark([found]), today=DAY)
    assert Tour.objects.get(rotation="R4").stage == TourStage.CANCELLED
    assert Tour.objects.get(rotation="R3").leaves_on == date(2020, 4, 10)
    assert AuditEvent.objects.get(action="deployments:unit:replanned").after["given up"] == ["R4"]


def test_a_relief_in_two_lifts_leaves_half_the_days_and_is_written_with_its_lifts(record: Record) -> None:
    unit = company_in_theatre()
    mission_is_held(date(2019, 3, 20), date(2019, 5, 1))
    found = blocked_unit(SYSTEM, unit, DAY, {"R2": SPLIT})
    (overstay,) = found.overstays
    assert (overstay.days, found.person_days(overstay)) == (33, 33 * 60)
    replan_unit_around_blocks(SYSTEM, "unit-kaz", ways={"R2": SPLIT}, seen=seen_mark([found]), today=DAY)
    lifts = Lift.objects.order_by("tour__rotation", "on").values_list("tour__rotation", "way", "on", "people")
    assert list(lifts) == [
        ("R1", LiftWay.OUT, date(2019, 3, 19), 60),
        ("R1", LiftWay.OUT, date(2019, 5, 2), 60),
        ("R2", LiftWay.IN, date(2019, 3, 18), 60),
        ("R2", LiftWay.IN, date(2019, 5, 1), 60),
    ]
    assert days_of_tours()[:3] == [
        ("R1", date(2018, 9, 30), date(2019, 5, 2)),
        ("R2", date(2019, 3, 18), date(2019, 9, 30)),
        ("R3", date(2019, 9, 29), date(2020, 3, 30)),
    ]


def test_a_way_that_a_handover_has_not_is_refused_with_those_that_it_has(record: Record) -> None:
    unit = company_in_theatre()
    mission_is_held(date(2019, 3, 20), date(2019, 5, 1))
    for ways, words in (({"R2": "fly"}, "there are: wait, forward"), ({"R4": "forward"}, "no block is in its way")):
        with pytest.raises(Refused, match=words):
            blocked_unit(SYSTEM, unit, DAY, ways)


def test_a_tour_that_has_come_during_a_block_is_not_moved_back(record: Record) -> None:
    unit = company_in_theatre()
    for stage in (TourStage.AGREED, TourStage.IN_THEATRE):
        step_tour(SYSTEM, "unit-kaz", "R1", stage, on=date(2018, 9, 30), today=DAY)
    mission_is_held(date(2018, 9, 15), date(2018, 12, 1))
    assert not blocked_unit(SYSTEM, unit, DAY).is_held


def test_a_tour_of_six_months_may_be_extended_by_another_one_and_a_tour_of_twelve_may_not() -> None:
    planned = planned_tours(Presence(date(2022, 1, 20)), SIX, date(2024, 1, 1))
    by_kind = {one.kind: one for one in ways_through(planned[0], planned[1], SIX, [MALI], MALI_DAY, TERMS)}
    assert tuple(by_kind) == WAYS
    extended = by_kind[EXTEND]
    assert (extended.relieved_leaves_on, extended.overstay_days) == (date(2023, 1, 20), 184)
    now = taken(planned, 2, extended, SIX)
    assert [(one.name, one.arrives_on, one.leaves_on) for one in now[:2]] == [
        ("R1", date(2022, 1, 20), date(2023, 1, 20)),
        ("R2", date(2023, 1, 16), date(2023, 7, 20)),
    ]
    yearly = planned_tours(Presence(date(2021, 7, 20)), TWELVE, date(2024, 1, 1))
    assert EXTEND not in {one.kind for one in ways_through(yearly[0], yearly[1], TWELVE, [MALI], MALI_DAY, TERMS)}


def test_ways_are_those_of_the_rules_and_two_more_and_none_where_no_block_is() -> None:
    planned = planned_tours(Presence(date(2021, 7, 20)), TWELVE, date(2025, 1, 1))
    found = ways_through(planned[0], planned[1], TWELVE, [MALI], MALI_DAY, TERMS)
    assert found[:3] == alternatives(planned[0], planned[1], TWELVE, [MALI], MALI_DAY)
    split = found[3]
    assert (split.kind, split.first_people(851), split.person_days(851)) == (SPLIT, 425, 30 * 426)
    assert ways_through(planned[1], planned[2], TWELVE, [MALI], MALI_DAY, TERMS) == ()


@given(
    first=st.dates(date(2021, 1, 1), date(2022, 7, 1)),
    days=st.integers(1, 200),
    months=st.sampled_from([6, 12]),
    overlap=st.integers(0, 10),
)
def test_by_every_way_nobody_travels_on_a_day_of_the_block(first: date, days: int, months: int, overlap: int) -> None:
    agreement = TourAgreement(tour_months=months, overlap_days=overlap, training_days=60, request_months=3)
    block = Blocked(date(2022, 7, 14), date(2022, 7, 14) + timedelta(days=days))
    planned = planned_tours(Presence(first), agreement, add_months(first, 48))
    for place, relief in enumerate(planned[1:]):
        for way in ways_through(planned[place], relief, agreement, [block], date(2022, 1, 1), TERMS):
            now = through_blocks(taken(planned, relief.number, way, agreement), agreement, [block])
            travel = [day for one in now for day in (one.arrives_on, one.leaves_on)]
            travel += [day for day in (way.first_leaves_on, way.second_arrives_on) if day is not None]
            assert not any(block.start <= day < block.until for day in travel)
            by_number = {one.number: one for one in now}
            assert by_number[relief.number].arrives_on == way.relief_arrives_on
            assert by_number[relief.number - 1].leaves_on == way.relieved_leaves_on


@given(
    first=st.dates(date(2021, 1, 1), date(2022, 7, 1)),
    days=st.integers(1, 400),
    wanted=st.dates(date(2022, 9, 1), date(2024, 1, 1)),
)
def test_tours_that_are_left_are_the_first_ones_and_the_unit_is_held_until_it_is_not_wanted(
    first: date, days: int, wanted: date
) -> None:
    planned = planned_tours(Presence(first, wanted_until=wanted), SIX, date(2026, 1, 1))
    block = Blocked(date(2022, 7, 14), date(2022, 7, 14) + timedelta(days=days))
    now = through_blocks(planned, SIX, [block], wanted)
    assert [one.number for one in now] == [one.number for one in planned][: len(now)]
    assert now[-1].leaves_on >= wanted
    assert now[-1].leaves_on in (wanted, block.until)
    for before, after in pairwise(now):
        assert before.leaves_on >= after.arrives_on


def test_a_plan_around_a_block_keeps_which_acts_it_exceeds_both_contingents_of_a_handover_counted(
    record: Record,
) -> None:
    unit = company_in_theatre()
    NationalAct.objects.update(personnel_ceiling=200, valid_until=None)
    mission_is_held(date(2019, 3, 1), date(2019, 5, 1))
    state = record.parties["owning State"]
    found = blocked_unit(state, unit, DAY)
    shown = told(block_act_findings(state, [found], DAY))
    assert shown[0] == "act-of-kaz: 240 people abroad from 1 May 2019 to 1 May 2019; the act allows 200"
    assert block_act_findings(record.parties["analyst"], [found], DAY) == ()
    replan_unit_around_blocks(state, "unit-kaz", seen=seen_mark([found]), today=DAY)
    assert AuditEvent.objects.get(action="deployments:unit:replanned").after["acts exceeded"] == shown
    assert told(act_findings(state, unit, DAY)) == shown, "as it was shown, so it stands on record"


def test_a_relief_in_two_lifts_is_held_against_the_acts_lift_by_lift(record: Record) -> None:
    """Half of them come when half go: fewer are abroad at once than in a handover of the whole."""
    unit = company_in_theatre()
    NationalAct.objects.update(personnel_ceiling=100, valid_until=None)
    mission_is_held(date(2019, 3, 25), date(2019, 4, 10))
    found = blocked_unit(SYSTEM, unit, DAY, {"R2": SPLIT})
    shown = told(block_act_findings(SYSTEM, [found], DAY))
    replan_unit_around_blocks(SYSTEM, "unit-kaz", ways={"R2": SPLIT}, seen=seen_mark([found]), today=DAY)
    assert Lift.objects.exists()
    assert told(act_findings(SYSTEM, unit, DAY)) == shown
