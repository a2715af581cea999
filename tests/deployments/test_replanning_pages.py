"""Pages of what blocks do to tours: shown for a unit and for a mission, chosen, accepted as they were shown."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.deployments.actions import accept_tours, enter_unit
from muster.deployments.models import DeployedUnit, Lift, Tour
from muster.generation.actions import record_block
from muster.generation.terms import BlockTerms
from muster.parties.viewer import SYSTEM
from tests.deployments.test_unit_pages import UNIT, as_of, signed_in
from tests.deployments.theatre import COMPANY, company_in_theatre
from tests.record import DAY, Record

pytestmark = pytest.mark.once
MISSION = "/deployments/rotations/blocks/UNIFIL/"
TODAY = datetime.now(UTC).date()


def held_from_today_on() -> None:
    """Kazakhstan's company with two tours whose handover, in 60 days, lies in a block; forms are of today."""
    company_in_theatre()
    Tour.objects.exclude(rotation__in=("R1", "R2")).delete()
    handover = TODAY + timedelta(days=60)
    Tour.objects.filter(rotation="R1").update(
        arrives_on=handover - timedelta(days=120), leaves_on=handover, training_from=handover - timedelta(days=230)
    )
    Tour.objects.filter(rotation="R2").update(
        arrives_on=handover - timedelta(days=1), leaves_on=handover + timedelta(days=180), training_from=TODAY
    )
    block = BlockTerms(
        "no-flights", "UNIFIL", ("movement",), TODAY + timedelta(days=50), TODAY + timedelta(days=80), "No flights"
    )
    record_block(SYSTEM, block, today=DAY)


def seen_on(page: str) -> str:
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', page)
    return str(seen)


def test_a_mission_is_planned_anew_as_it_was_shown(record: Record) -> None:
    held_from_today_on()
    client = signed_in(record, "secretariat officer")
    page = client.get(MISSION).content.decode()
    assert "No flights" in page
    assert "2,520" in page  # 21 days longer for 120 people
    assert client.post(MISSION, {"seen": "something else"}).status_code == 400
    assert client.post(MISSION, {"seen": seen_on(page)}).status_code == 302
    assert Tour.objects.get(rotation="R2").arrives_on == TODAY + timedelta(days=80)
    again = client.post(MISSION, {"seen": seen_on(page)})
    assert again.status_code == 400
    assert "nothing to plan anew" in again.content.decode()


def test_a_unit_is_planned_anew_by_the_way_chosen(record: Record) -> None:
    held_from_today_on()
    client = signed_in(record, "owning State")
    page = client.get(f"{UNIT}replan/?way-R2=split").content.decode()
    assert "relief in two lifts, before and after the block (shown)" in page
    assert 'name="way-R2" value="split"' in page
    sent = {"seen": seen_on(page), "way-R2": "split"}
    assert client.post(f"{UNIT}replan/", {**sent, "way-R2": "wait"}).status_code == 400
    assert client.post(f"{UNIT}replan/", sent).status_code == 302
    assert Lift.objects.count() == 4


def test_a_way_that_there_is_not_is_told_in_one_line(record: Record) -> None:
    held_from_today_on()
    answer = signed_in(record, "owning State").get(f"{UNIT}replan/?way-R2=fly")
    assert answer.status_code == 400
    assert "there is no way &#x27;fly&#x27;" in answer.content.decode()


def test_who_plans_no_tours_sees_no_button_and_is_refused(record: Record) -> None:
    held_from_today_on()
    for kind in ("mission", "secretariat reader"):
        client = signed_in(record, kind)
        assert 'name="seen"' not in client.get(MISSION).content.decode()
        assert client.post(MISSION, {"seen": "x"}).status_code == 403
    stranger = signed_in(record, "analyst").get(MISSION).content.decode()
    assert "No block moves a tour" in stranger
    assert "R2" not in stranger


def test_as_of_an_earlier_day_it_is_shown_and_not_accepted(record: Record) -> None:
    company_in_theatre()
    block = BlockTerms("no-flights", "UNIFIL", ("movement",), DAY.replace(year=2019, month=3), None, "No flights")
    record_block(SYSTEM, block, today=DAY)
    page = signed_in(record, "secretariat officer").get(as_of(MISSION)).content.decode()
    assert "Look at it as of today" in page
    assert 'name="seen"' not in page


def test_tours_that_fall_away_are_shown(record: Record) -> None:
    held_from_today_on()
    DeployedUnit.objects.update(present_until=TODAY + timedelta(days=81))
    page = signed_in(record, "secretariat officer").get(MISSION).content.decode()
    assert "falls away: the unit is not wanted by then" in page


@pytest.mark.parametrize("address", ["/deployments/rotations/", "/generation/blocks/no-flights/change/"])
def test_the_board_and_the_block_lead_there(record: Record, address: str) -> None:
    held_from_today_on()
    client: Client = signed_in(record, "secretariat officer")
    assert MISSION in client.get(address).content.decode()


def test_a_mission_of_many_units_is_read_in_as_few_queries_as_one_of_one(record: Record) -> None:
    held_from_today_on()
    client = signed_in(record, "secretariat officer")
    client.get(MISSION)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(MISSION)
        return len(queries)

    with_one = asked()
    for number in range(3):
        unit = replace(COMPANY, reference=f"unit-{number}", title=f"Company {number}")
        enter_unit(SYSTEM, unit, today=DAY)
        accept_tours(SYSTEM, unit.reference, TODAY + timedelta(days=400), today=TODAY)
    assert asked() == with_one
    assert with_one <= 30
