"""Pages of units and tours: propose, see all that moves, accept; the board over three years."""

import re

import pytest
from django.test import Client

from muster.deployments.models import Tour, TourStage
from muster.generation.actions import record_block
from muster.generation.terms import BlockTerms
from muster.parties.viewer import SYSTEM
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record

pytestmark = pytest.mark.once

UNIT = "/deployments/units/unit-kaz/"


def signed_in(record: Record, kind: str) -> Client:
    client = Client()
    client.force_login(record.parties.users[kind], backend="django.contrib.auth.backends.ModelBackend")
    return client


def as_of(address: str) -> str:
    return f"{address}?as_of={DAY.isoformat()}"


def test_a_unit_shows_its_tours_and_what_is_to_be_seen_to(record: Record) -> None:
    company_in_theatre()
    page = signed_in(record, "secretariat officer").get(as_of(UNIT)).content.decode()
    assert "29 Mar 2019" in page
    assert "agreed for this unit" in page
    assert "parameter of the field" in page
    assert "Through the blocks" not in page


def test_who_is_no_side_sees_the_tours_that_are_there_alone(record: Record) -> None:
    company_in_theatre()
    Tour.objects.filter(rotation="R1").update(stage=TourStage.IN_THEATRE, arrived_on="2018-09-30")
    page = signed_in(record, "analyst").get(as_of(UNIT)).content.decode()
    assert "R1" in page
    assert "R2" not in page
    assert "Plan tours" not in page


def test_the_blocks_of_the_mission_are_shown_with_what_they_cost(record: Record) -> None:
    company_in_theatre()
    block = BlockTerms("no-flights", "UNIFIL", ("movement",), DAY.replace(year=2019, month=3), None, "No flights")
    record_block(SYSTEM, block, today=DAY)
    page = signed_in(record, "owning State").get(as_of(UNIT)).content.decode()
    assert "Through the blocks" in page
    assert "relief comes before the block" in page


def test_the_proposal_is_accepted_as_it_was_shown(record: Record) -> None:
    company_in_theatre(with_tours=False)
    client = signed_in(record, "owning State")
    page = client.get(f"{UNIT}plan/?until=2019-12-01").content.decode()
    assert "R3" in page
    assert "R4" not in page
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', page)
    assert client.post(f"{UNIT}plan/", {"until": "2019-12-01", "seen": seen}).status_code == 302
    assert Tour.objects.count() == 3


def test_a_proposal_that_is_another_by_now_or_no_day_is_not_accepted(record: Record) -> None:
    company_in_theatre(with_tours=False)
    client = signed_in(record, "owning State")
    page = client.get(f"{UNIT}plan/?until=2019-12-01").content.decode()
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', page)
    for sent in ({"until": "soon", "seen": seen}, {"until": "2020-12-01", "seen": seen}, {"until": "2019-12-01"}):
        assert client.post(f"{UNIT}plan/", sent).status_code == 400
    assert not Tour.objects.exists()


def test_a_change_is_shown_with_all_that_it_moves_before_it_is_accepted(record: Record) -> None:
    company_in_theatre()
    Tour.objects.update(arrives_on="2098-01-01", leaves_on="2099-01-01")
    Tour.objects.filter(rotation="R2").update(arrives_on="2098-12-31", leaves_on="2099-07-01")
    Tour.objects.exclude(rotation__in=("R1", "R2")).delete()
    client = signed_in(record, "secretariat officer")
    wanted = {"arrives_on": "2099-02-01", "leaves_on": "2099-08-02", "reason": "No aircraft", "version": "1"}
    shown = client.post(f"{UNIT}tours/R2/change/", wanted).content.decode()
    assert "What the change moves" in shown
    assert Tour.objects.get(rotation="R2").arrives_on.isoformat() == "2098-12-31"
    assert client.post(f"{UNIT}tours/R2/change/", {**wanted, "accept": "1"}).status_code == 302
    assert Tour.objects.get(rotation="R2").arrives_on.isoformat() == "2099-02-01"
    assert Tour.objects.get(rotation="R1").leaves_on.isoformat() == "2099-02-02"
    refused = client.post(f"{UNIT}tours/R2/change/", {**wanted, "accept": "1"})
    assert refused.status_code == 400


def test_the_board_draws_three_years_by_mission_and_by_state(record: Record) -> None:
    client = signed_in(record, "analyst")
    assert "No unit that you may see" in client.get(as_of("/deployments/rotations/")).content.decode()
    company_in_theatre()
    for query, group in (("", "UNIFIL"), ("&by=state", "Kazakhstan")):
        page = client.get(as_of("/deployments/rotations/") + query).content.decode()
        assert "Company of Kazakhstan" in page
        assert group in page
