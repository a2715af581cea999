"""Tours on the calendar and in its feed: for the sides of a tour, each day with its words, and for nobody else."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from muster.deployments.actions import plan_lifts
from muster.deployments.models import Tour, TourStage
from muster.deployments.rules.lifts import LiftTerms
from muster.generation.actions.feeds import feed_of
from muster.generation.queries.calendar import calendar_entries
from muster.generation.rules.calendar import TOUR, CalendarEntry
from muster.parties.actions import issue_calendar_key
from muster.parties.viewer import SYSTEM, Viewer
from tests.deployments.test_unit_pages import signed_in
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record

START, UNTIL = date(2018, 12, 1), date(2019, 5, 1)


def tours_of(viewer: Viewer) -> list[CalendarEntry]:
    entries = calendar_entries(viewer, DAY, START, UNTIL, today=DAY)
    return [one for one in entries if one.kind == TOUR]


def test_a_tour_is_on_the_calendar_by_what_is_to_be_done_and_by_whom(record: Record) -> None:
    company_in_theatre()
    plan_lifts(
        SYSTEM, "unit-kaz", "R2", "in", [LiftTerms(date(2019, 3, 29), 50), LiftTerms(date(2019, 4, 5), 70)], today=DAY
    )
    told = [(one.start, one.title.partition(": ")[2], one.who) for one in tours_of(record.parties["owning State"])]
    assert told == [
        (date(2018, 12, 7), "training begins", "Kazakhstan"),
        (date(2018, 12, 30), "the State is to be asked", "United Nations Secretariat"),
        (date(2019, 3, 29), "50 people arrive", "Kazakhstan"),
        (date(2019, 3, 30), "120 people leave", "Kazakhstan"),
        (date(2019, 4, 5), "70 people arrive", "Kazakhstan"),
    ]
    names = [one.uid for one in tours_of(SYSTEM)]
    assert len(set(names)) == len(names)


def test_tours_are_for_their_sides_even_where_they_are_in_theatre(record: Record) -> None:
    company_in_theatre()
    Tour.objects.filter(rotation="R1").update(stage=TourStage.IN_THEATRE, arrived_on="2018-09-30")
    for kind in ("owning State", "secretariat officer", "mission"):
        assert len(tours_of(record.parties[kind])) == 4
    for kind in ("other State", "other secretariat", "other mission", "analyst"):
        assert tours_of(record.parties[kind]) == []


def test_what_did_not_come_on_its_day_is_overdue(record: Record) -> None:
    company_in_theatre()
    found = {one.title: one.is_overdue for one in calendar_entries(SYSTEM, DAY, date(2018, 6, 1), UNTIL, today=DAY)
             if one.kind == TOUR}  # fmt: skip
    assert found["R1 of Company of Kazakhstan: 120 people arrive"]
    assert not found["R1 of Company of Kazakhstan: training begins"]
    assert not found["R2 of Company of Kazakhstan: 120 people arrive"]


def test_the_feed_holds_the_tours_of_its_holder_and_no_others(record: Record) -> None:
    company_in_theatre()
    feeds = {}
    for kind in ("owning State", "other State"):
        key = issue_calendar_key(record.parties[kind])
        feeds[kind] = (
            feed_of(key, DAY, DAY, "https://muster.example/", datetime(2018, 10, 1, tzinfo=UTC))
            .decode()
            .replace("\r\n ", "")
        )
    assert "R2 of Company of Kazakhstan: 120 people arrive" in feeds["owning State"]
    assert "https://muster.example/deployments/units/unit-kaz/tours/R2/" in feeds["owning State"]
    assert "Company of Kazakhstan" not in feeds["other State"]


@pytest.mark.once
def test_the_calendar_page_leads_to_the_tour(record: Record) -> None:
    company_in_theatre()
    client: Client = signed_in(record, "owning State")
    page = client.get("/generation/calendar/?month=2019-03&as_of=2018-10-01").content.decode()
    assert "/deployments/units/unit-kaz/tours/R2/" in page
