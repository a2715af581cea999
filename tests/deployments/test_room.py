"""The room that acts leave: ceilings per mission and category, both contingents of a handover, days to come."""

from datetime import date

import pytest

from muster.authorisations.actions import record_law
from muster.authorisations.models import NationalAct
from muster.authorisations.rules.acts import ActTerms, CeilingTerms
from muster.deployments.queries.abroad import abroad_of
from muster.deployments.queries.room import room_left
from muster.deployments.rules.abroad import Contingent, beyond_acts, ceilings_of_act, past_acts, room_on
from muster.deployments.rules.room_spans import room_spans
from muster.parties.viewer import SYSTEM
from tests.authorisations.law_on_record import ceiling, enter_act, law
from tests.deployments.test_unit_pages import as_of, signed_in
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record

START, HANDOVER, HOME, END = date(2024, 3, 1), date(2025, 2, 25), date(2025, 3, 1), date(2026, 1, 1)
ACT = ActTerms(
    "act", date(2024, 1, 19), END, frozenset({"UNDOF", "UNMISS"}), frozenset(), 430,
    (CeilingTerms(200, "UNDOF"), CeilingTerms(10, "", "observer"), CeilingTerms(4, "UNDOF", "staff-officer")),
)  # fmt: skip
FIRST = Contingent("R1", 139, START, HOME, "UNDOF")
SECOND = Contingent("R2", 139, HANDOVER, date(2026, 3, 1), "UNDOF")


def test_both_contingents_of_a_handover_count_under_the_ceiling_of_their_mission() -> None:
    there = [FIRST, SECOND, Contingent("officer", 1, START, None, "UNDOF", "staff-officer")]
    asked = {day: room_on(there, [ACT], day, "UNDOF", "contingent").left for day in (START, HANDOVER, HOME)}
    assert asked == {START: 60, HANDOVER: -79, HOME: 60}
    assert room_on(there, [ACT], START, "UNMISS", "contingent").left == 290
    officer = room_on(there, [ACT], START, "UNDOF", "staff-officer")
    assert (officer.left, officer.ceiling, officer.part) == (3, 4, "staff-officer in UNDOF")
    assert not room_on(there, [ACT], START, "UNIFIL", "contingent").is_named
    assert not room_on(there, [ACT], END, "UNDOF", "contingent").is_named


def test_what_exceeds_a_ceiling_of_a_mission_or_category_is_found() -> None:
    observers = Contingent("observers", 11, START, HOME, "UNMISS", "observer")
    found = [one.words for one in beyond_acts([FIRST, SECOND, observers], ceilings_of_act(ACT))]
    assert found == [
        "278 people (in UNDOF) abroad from 25 February 2025 to 28 February 2025; the act allows 200",
        "11 people (observer) abroad from 1 March 2024 to 28 February 2025; the act allows 10",
    ]


def test_a_tour_beyond_the_end_of_its_act_is_found_unless_an_act_follows() -> None:
    (found,) = past_acts([FIRST, SECOND], [ACT])
    assert (found.code, found.place) == ("past-act", "act")
    assert found.words == "R2: 139 people would be in UNDOF after 31 December 2025, the last day of the act"
    follows = ActTerms("next", END, None, frozenset({"UNDOF"}))
    assert past_acts([FIRST, SECOND], [ACT, follows]) == ()
    assert past_acts([Contingent("elsewhere", 5, START, None, "UNIFIL")], [ACT]) == ()


def test_the_room_is_told_span_by_span() -> None:
    found = room_spans([FIRST, SECOND], ceilings_of_act(ACT)[1:2], date(2025, 1, 1), date(2027, 1, 1))
    assert [(one.start, one.until, one.held, one.left) for one in found] == [
        (date(2025, 1, 1), HANDOVER, 139, 61),
        (HANDOVER, HOME, 278, -78),
        (HOME, END, 139, 61),
    ]


def test_room_left_says_what_the_record_says_on_any_day_to_come(record: Record) -> None:
    state, own = record.parties.organisations["KAZ"], record.parties["owning State"]
    company_in_theatre()
    before = NationalAct.objects.get(reference="act-of-kaz")
    found = room_left(own, state, DAY, on=DAY, mission="UNIFIL")
    assert (found.is_authorised, found.ceiling, found.held, found.left) == (True, 430, 120, 310)
    later = date(2019, 6, 1)
    enter_act(
        record, "cut", ["UNIFIL"], [ceiling(record, 130, "UNIFIL")], kind="reduction", replaces=before,
        personnel_ceiling=200, valid_from=later, valid_until=date(2020, 1, 1),
    )  # fmt: skip
    assert room_left(own, state, DAY, on=date(2019, 3, 29), mission="UNIFIL").left == 190
    cut = room_left(own, state, DAY, on=later, mission="UNIFIL")
    assert (cut.act, cut.left) == ("cut", 10)
    assert cut.words == "cut (in UNIFIL): room for 10 of 130 on 1 June 2019"
    over = room_left(own, state, DAY, on=date(2020, 1, 1), mission="UNIFIL")
    assert (over.is_authorised, over.left) == (False, None)
    assert [one.code for one in abroad_of(own, state, DAY).findings if one.place == "cut"][-1] == "past-act"
    unnamed = room_left(own, state, DAY, on=DAY, mission="UNDOF")
    assert (unnamed.is_authorised, unnamed.act) == (False, "")


def test_a_state_without_acts_is_held_back_only_where_its_law_asks_parliament(record: Record) -> None:
    state = record.parties.organisations["IND"]
    assert room_left(SYSTEM, state, DAY, on=DAY, mission="UNIFIL").is_authorised
    record_law(SYSTEM, law(record, "law-of-ind", "IND", needs_parliament=True))
    found = room_left(SYSTEM, state, DAY, on=DAY, mission="UNIFIL")
    assert not found.is_authorised
    assert "law-of-ind asks for a decision of parliament" in found.words


@pytest.mark.once
def test_the_page_answers_for_a_day_a_mission_and_a_category(record: Record) -> None:
    company_in_theatre()
    client = signed_in(record, "owning State")
    address = as_of("/law/KAZ/room/") + "&on=2019-03-29&mission=UNIFIL&category=contingent"
    page = client.get(address).content.decode()
    assert "Room in UNIFIL" in page
    assert "190" in page
    assert signed_in(record, "other State").get(as_of("/law/KAZ/room/")).status_code == 403
    answer = client.get("/api/v1/law/KAZ/room?as_of=2018-10-01&mission=UNIFIL&on=2019-03-29").json()
    assert (answer["ceiling"], answer["held"], answer["left"]) == (430, 240, 190)
