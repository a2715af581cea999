"""Units are entered by the mission's secretariat; tours are planned, changed with all that moves, and stepped on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.deployments.actions import accept_tours, change_tour, enter_unit, step_tour
from muster.deployments.models import Arrival, DeployedUnit, Tour, TourStage
from muster.deployments.queries.blocked_rotations import blocked_unit
from muster.deployments.queries.tours import proposed_plan
from muster.deployments.queries.units import contributions, visible_tours, visible_unit, visible_units
from muster.deployments.rules.rotation import mark_of
from muster.deployments.rules.tour_stages import FOLLOWING
from muster.deployments.terms import TourChange
from muster.generation.actions import record_block
from muster.generation.terms import BlockTerms
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import COMPANY, UNTIL, company_in_theatre
from tests.record import DAY, Record

STEPS = [(stage, following) for stage in TourStage.values for following in TourStage.values]


def days_of_tours() -> list[tuple[str, date, date]]:
    return [(one.rotation, one.arrives_on, one.leaves_on) for one in Tour.objects.order_by("arrives_on")]


def test_a_unit_is_entered_by_the_officer_of_the_missions_secretariat(record: Record) -> None:
    for kind in ("secretariat reader", "other secretariat", "owning State", "mission"):
        with pytest.raises((NotAllowed, NotFound)):
            enter_unit(record.parties[kind], COMPANY, today=DAY)
    unit = enter_unit(record.parties["secretariat officer"], COMPANY, today=DAY)
    assert AuditEvent.objects.filter(action="deployments:unit:entered", subject=unit.reference).count() == 1
    with pytest.raises(Refused, match="the reference is taken"):
        enter_unit(record.parties["secretariat officer"], COMPANY, today=DAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reference": "unit kaz"}, "is no reference"),
        ({"title": " "}, "title"),
        ({"strength": 0}, "strength"),
        ({"state": "XXX"}, "no Member State"),
        ({"present_from": DAY + timedelta(days=1)}, "has not come yet"),
        ({"present_until": date(2018, 9, 30)}, "present until"),
        ({"tour_months": 0}, "agreed tour"),
        ({"pledge": "ind-submitted"}, "not of Kazakhstan"),
    ],
)
def test_a_unit_that_does_not_fit_together_is_refused(record: Record, changes: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        enter_unit(record.parties["secretariat officer"], replace(COMPANY, **changes), today=DAY)  # type: ignore[arg-type]
    assert words in " ".join([refusal.value.message, *map(str, refusal.value.problems)])
    assert not DeployedUnit.objects.exists()


def test_a_company_serves_inside_a_battalion_no_longer_than_it_is_there(record: Record) -> None:
    battalion = replace(
        COMPANY, reference="unit-ind", title="Battalion of India", state="IND", strength=850,
        present_from=date(2018, 1, 1), present_until=date(2020, 1, 1),
    )  # fmt: skip
    enter_unit(SYSTEM, battalion, today=DAY)
    inside = replace(COMPANY, inside="unit-ind")
    with pytest.raises(Refused) as refusal:
        enter_unit(SYSTEM, inside, today=DAY)
    assert "when Battalion of India leaves" in str(refusal.value.problems[0])
    enter_unit(SYSTEM, replace(inside, present_until=date(2020, 1, 1)), today=DAY)
    viewer = record.parties["analyst"]
    outer = visible_unit(viewer, DAY, "unit-ind")
    assert [(one.state.code, one.strength) for one in contributions(viewer, outer, DAY)] == [("KAZ", 120)]
    assert visible_units(viewer, date(2018, 9, 1)).count() == 0


def test_the_tours_that_are_accepted_are_those_of_the_rules(record: Record) -> None:
    company_in_theatre()
    assert days_of_tours() == [
        ("R1", date(2018, 9, 30), date(2019, 3, 30)),
        ("R2", date(2019, 3, 29), date(2019, 9, 30)),
        ("R3", date(2019, 9, 29), date(2020, 3, 30)),
        ("R4", date(2020, 3, 29), date(2020, 9, 30)),
    ]
    accept_tours(record.parties["owning State"], "unit-kaz", UNTIL, today=DAY)
    assert len(days_of_tours()) == 4
    for kind in ("mission", "analyst", "secretariat reader"):
        with pytest.raises(NotAllowed):
            accept_tours(record.parties[kind], "unit-kaz", UNTIL, today=DAY)


def test_what_is_accepted_is_what_was_seen(record: Record) -> None:
    unit = company_in_theatre(with_tours=False)
    seen = mark_of(proposed_plan(SYSTEM, unit, UNTIL, DAY).tours)
    DeployedUnit.objects.update(tour_months=12)
    with pytest.raises(Refused, match="changed meanwhile"):
        accept_tours(SYSTEM, "unit-kaz", UNTIL, today=DAY, seen=seen)
    assert not Tour.objects.exists()


def test_after_those_that_are_there_the_plan_goes_on(record: Record) -> None:
    company_in_theatre()
    for stage, on in ((TourStage.AGREED, None), (TourStage.IN_THEATRE, date(2018, 9, 30))):
        step_tour(SYSTEM, "unit-kaz", "R1", stage, on=on, today=DAY)
    accept_tours(SYSTEM, "unit-kaz", date(2021, 6, 1), today=DAY)
    assert [one[0] for one in days_of_tours()] == ["R1", "R2", "R3", "R4", "R5", "R6"]
    assert days_of_tours()[1] == ("R2", date(2019, 3, 29), date(2019, 9, 30))


def test_a_change_moves_those_after_it_and_keeps_those_before_it(record: Record) -> None:
    company_in_theatre()
    change = TourChange(date(2019, 4, 10), date(2019, 10, 11), "The aircraft is late")
    written = change_tour(record.parties["owning State"], "unit-kaz", "R2", change, today=DAY)
    assert [one.rotation for one in written] == ["R1", "R2", "R3", "R4"]
    assert days_of_tours() == [
        ("R1", date(2018, 9, 30), date(2019, 4, 11)),
        ("R2", date(2019, 4, 10), date(2019, 10, 11)),
        ("R3", date(2019, 10, 10), date(2020, 4, 11)),
        ("R4", date(2020, 4, 10), date(2020, 10, 11)),
    ]
    event = AuditEvent.objects.filter(action="deployments:tour:changed").latest("sequence")
    assert (event.after["rotation"], event.reason) == ("R4", "The aircraft is late")


def test_a_tour_that_would_begin_when_the_unit_is_not_wanted_falls_away(record: Record) -> None:
    company_in_theatre()
    DeployedUnit.objects.update(present_until=date(2020, 4, 1))
    accept_tours(SYSTEM, "unit-kaz", UNTIL, today=DAY)
    assert days_of_tours()[-1] == ("R4", date(2020, 3, 29), date(2020, 4, 1))
    change = TourChange(date(2019, 4, 10), date(2019, 10, 11), "The aircraft is late")
    written = change_tour(SYSTEM, "unit-kaz", "R2", change, today=DAY)
    assert [(one.rotation, one.stage) for one in written][-2:] == [("R3", "planned"), ("R4", "cancelled")]
    assert Tour.objects.get(rotation="R3").leaves_on == date(2020, 4, 1)


@pytest.mark.parametrize(
    ("rotation", "arrives", "leaves", "reason", "words"),
    [
        ("R9", "2019-04-10", "2019-10-11", "Late", "has no tour"),
        ("R2", "2019-04-10", "2019-10-11", " ", "say why"),
        ("R2", "2019-04-10", "2019-04-10", "Late", "not after it arrives"),
        ("R2", "2018-09-30", "2019-04-10", "Early", "no later than the tour before"),
        ("R1", "2018-09-01", "2019-04-10", "Early", "has passed"),
        ("R2", "2019-03-29", "2019-09-30", "Same", "its days already"),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_one_line(
    record: Record, rotation: str, arrives: str, leaves: str, reason: str, words: str
) -> None:
    company_in_theatre()
    before = days_of_tours()
    change = TourChange(date.fromisoformat(arrives), date.fromisoformat(leaves), reason)
    with pytest.raises((Refused, NotFound), match=words):
        change_tour(SYSTEM, "unit-kaz", rotation, change, today=DAY)
    assert days_of_tours() == before


def test_a_tour_that_somebody_else_changed_is_not_written_over(record: Record) -> None:
    company_in_theatre()
    change = TourChange(date(2019, 4, 10), date(2019, 10, 11), "The aircraft is late")
    with pytest.raises(Refused, match="by somebody else meanwhile"):
        change_tour(SYSTEM, "unit-kaz", "R2", change, today=DAY, expected_version=2)
    with pytest.raises(Refused, match="by somebody else meanwhile"):
        step_tour(SYSTEM, "unit-kaz", "R2", TourStage.AGREED, today=DAY, expected_version=2)


@pytest.mark.parametrize(("stage", "following"), STEPS)
def test_a_tour_goes_its_way_and_no_other(record: Record, stage: str, following: str) -> None:
    company_in_theatre()
    arrived = DAY - timedelta(days=1) if stage in (TourStage.IN_THEATRE, TourStage.HOME) else None
    Tour.objects.filter(rotation="R1").update(stage=stage, arrived_on=arrived)
    if following in FOLLOWING[stage]:
        step_tour(SYSTEM, "unit-kaz", "R1", following, on=DAY, today=DAY)
        assert Tour.objects.get(rotation="R1").stage == following
        return
    with pytest.raises((Refused, NotFound)):
        step_tour(SYSTEM, "unit-kaz", "R1", following, on=DAY, today=DAY)
    assert Tour.objects.get(rotation="R1").stage == stage


def test_that_people_have_come_is_an_arrival_too(record: Record) -> None:
    Arrival.objects.all().delete()
    company_in_theatre()
    officer = record.parties["secretariat officer"]
    step_tour(officer, "unit-kaz", "R1", TourStage.AGREED, today=DAY)
    for on, words in ((None, "give the day"), (DAY + timedelta(days=1), "has not come yet")):
        with pytest.raises(Refused, match=words):
            step_tour(officer, "unit-kaz", "R1", TourStage.IN_THEATRE, on=on, today=DAY)
    step_tour(officer, "unit-kaz", "R1", TourStage.IN_THEATRE, on=DAY, people=118, women=3, today=DAY)
    arrival = Arrival.objects.get(rotation="R1")
    assert (arrival.arrived_on, arrival.personnel, arrival.women) == (DAY, 118, 3)
    with pytest.raises(Refused, match="give a later day"):
        step_tour(officer, "unit-kaz", "R1", TourStage.HOME, on=DAY, today=DAY)


def test_what_is_planned_is_for_the_sides_and_what_is_there_for_everybody(record: Record) -> None:
    company_in_theatre()
    Tour.objects.filter(rotation="R1").update(stage=TourStage.IN_THEATRE)
    seen = {
        kind: visible_tours(record.parties[kind], DAY).count()
        for kind in ("owning State", "secretariat officer", "mission", "analyst", "other State")
    }
    assert seen == {"owning State": 4, "secretariat officer": 4, "mission": 4, "analyst": 1, "other State": 1}


def test_a_block_of_the_mission_keeps_a_tour_and_the_days_are_counted(record: Record) -> None:
    unit = company_in_theatre()
    block = BlockTerms("no-flights", "UNIFIL", ("movement",), date(2019, 3, 1), date(2019, 5, 1), "No flights")
    record_block(SYSTEM, block, today=DAY)
    found = blocked_unit(SYSTEM, unit, DAY)
    assert found.now[1].arrives_on == date(2019, 5, 1)
    assert [(one.tour, one.days) for one in found.overstays] == [("R1", 33)]
