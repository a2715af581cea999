"""The pages of the desk: board, calendar and its feed, handover."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as WordDocument
from icalendar import Calendar

from muster.audit.models import AuditEvent
from muster.generation import actions
from muster.generation.actions.request import decline_request
from muster.generation.models import NoteKind
from muster.generation.queries.calendar import calendar_entries
from muster.generation.queries.handover import desk_of, handover
from muster.generation.rules.calendar import REPLY
from muster.generation.terms import BlockTerms
from muster.matching.actions import DeviationTerms, decide_deviation, propose_deviation
from tests.generation.samples import opened
from tests.generation.selecting import AFTER, REPLY_BY, issued, proposed
from tests.matching.stated import STATEMENT, make_listed_pledge, make_statement
from tests.record import DAY, Record

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # pages answer the same on any database
AS_OF = {"as_of": DAY.isoformat()}
MONTH = f"{DAY:%Y-%m}"
OFFICER = "secretariat officer"
STRANGERS = ("other State", "other secretariat", "other mission", "analyst")
SIDES = ("owning State", "mission", "secretariat reader")


def client_of(record: Record, who: str) -> Client:
    """Return a client signed in as one of the record's users."""
    client = Client()
    client.force_login(record.parties.users[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(record: Record, who: str, name: str, **query: str) -> str:
    """Return the page of a name as one of the record's users sees it."""
    answer = client_of(record, who).get(reverse(name), {**AS_OF, **query})
    assert answer.status_code == 200
    return answer.content.decode()


def busy(record: Record) -> None:
    """Open a case with a promise, a decision, and a block of its mission."""
    opened(record)
    officer = record.parties[OFFICER]
    for code in ("request", "offers", "selection"):
        actions.finish_phase(officer, "case-kaz", code, started_on=DAY, done_on=DAY, outcome="", today=DAY)
    state = record.parties["owning State"]
    actions.promise_phase(state, "case-kaz", "training", promised_for=DAY + timedelta(days=10), today=DAY)
    actions.add_note(officer, "case-kaz", "Chosen for its water plant", kind=NoteKind.DECISION, today=DAY)
    block = BlockTerms(
        "block-port", "UNIFIL", ("movement",), DAY + timedelta(days=2), DAY + timedelta(days=5), "Port closed"
    )
    actions.record_block(officer, block, today=DAY)


def new_address(record: Record, who: str) -> str:
    """Return the address of a new calendar feed, as the page shows it once."""
    shown = client_of(record, who).post(reverse("calendar-new-address")).content.decode()
    return shown.split('id="feed-address" readonly value="')[1].split('"')[0].removeprefix("http://testserver")


def feed(address: str) -> Calendar:
    """Return what a calendar program gets, which signs in nowhere."""
    answer = Client().get(address, AS_OF)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    return Calendar.from_ical(answer.content)


def test_the_board_shows_a_case_at_its_station_with_who_owes_what(record: Record) -> None:
    opened(record)
    shown = page(record, OFFICER, "case-board")
    assert "Request and selection" in shown
    assert "case-kaz" in shown
    assert "United Nations Secretariat" in shown


@pytest.mark.parametrize("who", STRANGERS)
def test_the_desk_shows_nothing_of_others(record: Record, who: str) -> None:
    busy(record)
    for view in ("", "table"):
        assert "case-kaz" not in page(record, who, "case-board", view=view)
        assert "case-kaz" not in page(record, who, "case-calendar", view=view, month=MONTH)
    for query in ({}, {"mission": "UNIFIL"}, {"state": "KAZ"}):
        told = page(record, who, "case-handover", **query)
        assert "case-kaz" not in told
        assert "water plant" not in told


@pytest.mark.parametrize("who", SIDES)
def test_each_side_sees_its_case(record: Record, who: str) -> None:
    busy(record)
    assert "case-kaz" in page(record, who, "case-board")
    assert "case-kaz" in page(record, who, "case-calendar", month=MONTH)
    assert "Chosen for its water plant" in page(record, who, "case-handover", mission="UNIFIL")


def test_the_board_is_narrowed_by_what_the_address_says(record: Record) -> None:
    opened(record)
    assert "case-kaz" in page(record, OFFICER, "case-board", mission="UNIFIL")
    assert "No open case passes the filters." in page(record, OFFICER, "case-board", mission="UNDOF")


def test_a_step_past_its_day_is_marked_by_a_word(record: Record) -> None:
    opened(record)
    later = (DAY + timedelta(days=90)).isoformat()
    assert 'class="is-late"' in page(record, OFFICER, "case-board", as_of=later)
    assert "overdue" in page(record, OFFICER, "case-board", as_of=later)


def test_the_calendar_tells_promises_blocks_and_what_is_due(record: Record) -> None:
    busy(record)
    told = page(record, OFFICER, "case-calendar", month=MONTH)
    assert "promise: Pre-deployment training" in told
    assert "Port closed" in told


def test_a_step_is_due_on_the_calendar_and_overdue_once_its_day_has_passed(record: Record) -> None:
    opened(record)
    told = page(record, OFFICER, "case-calendar", month="2018-09")
    assert "step due: Request for contributions" in told
    assert "overdue" in told


def test_a_month_that_is_none_is_told_with_its_remedy(record: Record) -> None:
    shown = page(record, OFFICER, "case-calendar", month="2018-13")
    assert "is no month" in shown
    assert "October 2018" in shown


def test_the_feed_holds_what_the_membership_may_see(record: Record) -> None:
    busy(record)
    titles = [str(event["summary"]) for event in feed(new_address(record, "owning State")).walk("VEVENT")]
    assert "Kazakhstan → UNIFIL: Pre-deployment training, promised" in titles
    assert any("people expected" in title for title in titles)


def test_the_feed_of_a_stranger_holds_the_blocks_alone(record: Record) -> None:
    busy(record)
    titles = [str(event["summary"]) for event in feed(new_address(record, "other State")).walk("VEVENT")]
    assert [title for title in titles if "Kazakhstan" in title] == []
    assert any("Port closed" in title for title in titles)


def test_the_names_of_the_entries_of_a_feed_are_unlike(record: Record) -> None:
    busy(record)
    names = [str(event["uid"]) for event in feed(new_address(record, OFFICER)).walk("VEVENT")]
    assert len(names) == len(set(names)) > 3


def test_an_unknown_key_is_refused_in_one_line(record: Record) -> None:
    answer = Client().get(reverse("calendar-feed", args=["no-such-key"]))
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().count("\n") == 1


def test_a_new_address_stops_the_one_before_and_closing_stops_it_too(record: Record) -> None:
    first, second = new_address(record, OFFICER), new_address(record, OFFICER)
    assert Client().get(first).status_code == 404
    feed(second)
    client_of(record, OFFICER).post(reverse("calendar-close-address"))
    assert Client().get(second).status_code == 404


def test_the_address_is_shown_once(record: Record) -> None:
    address = new_address(record, OFFICER)
    assert address not in page(record, OFFICER, "calendar-address")


def exports() -> int:
    """Return how many times a calendar has left, as the log has it."""
    return AuditEvent.objects.filter(action="generation:calendar:exported").count()


def test_a_feed_that_says_the_same_again_is_one_export_and_one_that_says_more_another(record: Record) -> None:
    busy(record)
    address = new_address(record, OFFICER)
    feed(address)
    feed(address)
    assert exports() == 1
    later = DAY + timedelta(days=20)
    actions.promise_phase(record.parties[OFFICER], "case-kaz", "training", promised_for=later, today=DAY)
    feed(address)
    assert exports() == 2


def test_a_handover_tells_both_sides_the_promises_and_the_decisions(record: Record) -> None:
    busy(record)
    told = page(record, OFFICER, "case-handover", state="KAZ")
    for words in ("Who owes what now", "Chosen for its water plant", "Pre-deployment training", "This week"):
        assert words in told


def test_a_handover_chooses_among_the_desks_that_have_an_open_case(record: Record) -> None:
    opened(record)
    told = page(record, OFFICER, "case-handover")
    assert "?mission=UNIFIL" in told
    assert "?state=KAZ" in told
    assert "?state=IND" not in told


@pytest.mark.parametrize(
    ("query", "status"),
    [({"mission": "UNIFIL", "state": "KAZ"}, 400), ({"mission": "NONE"}, 404), ({"state": ""}, 400)],
)
def test_a_handover_of_none_or_of_two_is_refused(record: Record, query: dict[str, str], status: int) -> None:
    assert client_of(record, OFFICER).get(reverse("case-handover"), query).status_code == status


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_handover_is_printed_and_the_export_is_an_event(record: Record, form: str) -> None:
    busy(record)
    address = reverse("case-handover-file", args=[form])
    answer = client_of(record, OFFICER).get(address, {**AS_OF, "mission": "UNIFIL"})
    assert answer.status_code == 200
    if form == "pdf":
        assert answer.content.startswith(b"%PDF-")
    else:
        tables = WordDocument(io.BytesIO(answer.content)).tables
        words = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
        assert "water plant" in words
    assert AuditEvent.objects.filter(action="generation:handover:exported", subject="mission UNIFIL").count() == 1


def test_the_interface_gives_the_same_as_the_pages(record: Record) -> None:
    busy(record)
    client = client_of(record, "owning State")
    board = client.get("/api/v1/board", {**AS_OF, "mission": "UNIFIL"}).json()
    assert "case-kaz" in [one["reference"] for one in board["items"]]
    days = client.get("/api/v1/calendar", {**AS_OF, "days": "30"}).json()
    assert {"promise", "block"} <= {one["kind"] for one in days["items"]}
    told = client.get("/api/v1/handover", {**AS_OF, "state": "KAZ"}).json()
    assert "Chosen for its water plant" in [one["words"] for one in told["decisions"]]
    assert client.get("/api/v1/handover").status_code == 400
    made = client.post("/api/v1/calendar/address")
    assert made.status_code == 201
    feed(made.json()["address"].removeprefix("http://testserver"))
    assert client.delete("/api/v1/calendar/address").status_code == 204


def test_the_last_day_for_replies_is_in_the_calendar_of_the_register_and_of_who_owes_one(record: Record) -> None:
    issued(record.parties)
    issued(record.parties, "only-kaz", states=("KAZ",))
    decline_request(record.parties["other State"], "ask", state="IND", reason="No unit is free.", today=DAY)
    seen = {
        who: sorted(one.reference for one in calendar_entries(record.parties[who], DAY, DAY, AFTER, today=DAY)
                    if one.kind == REPLY)
        for who in ("secretariat reader", "owning State", "other State", "mission", "analyst")
    }  # fmt: skip
    assert seen == {
        "secretariat reader": ["ask", "only-kaz"],
        "owning State": ["ask", "only-kaz"],
        "other State": [],
        "mission": [],
        "analyst": [],
    }
    shown = page(record, "owning State", "case-calendar", month=f"{REPLY_BY:%Y-%m}")
    assert reverse("force-request", args=["only-kaz"]) in shown
    feed = Calendar.from_ical(Client().get(new_address(record, "owning State"), AS_OF).content)
    told = {str(one["summary"]): str(one["url"]) for one in feed.walk("VEVENT")}
    assert told["UNIFIL: Title of ask, replies due"].endswith(reverse("force-request", args=["ask"]))


def test_selections_with_their_reason_and_deviations_are_among_the_decisions_handed_over(record: Record) -> None:
    make_statement()
    make_listed_pledge(record)
    terms = DeviationTerms("kaz-listed", STATEMENT, "equipment", "svm truck", "Four suffice", accepted=4)
    asked = propose_deviation(record.parties["owning State"], terms, today=DAY)
    decide_deviation(record.parties[OFFICER], asked.pk, agree=True, answer="Fuel is local.", today=DAY)
    proposed(record.parties, reason="It can be there first.")
    desk = desk_of("", "KAZ")
    told = {
        who: {(one.kind, one.words) for one in handover(record.parties[who], AFTER, desk, today=AFTER).decisions}
        for who in ("secretariat reader", "owning State", "other State")
    }
    chosen = ("selection proposed", "Kazakhstan for req-published-coy: It can be there first.")
    agreed = ("deviation agreed", "kaz-listed, svm truck: Four suffice (Fuel is local.)")
    assert told["secretariat reader"] >= {chosen, agreed}
    assert agreed in told["owning State"]
    assert chosen not in told["owning State"]
    assert told["other State"] == set()
    shown = client_of(record, OFFICER).get(reverse("case-handover"), {"state": "KAZ", "as_of": AFTER.isoformat()})
    assert reverse("statement", args=[STATEMENT]) in shown.content.decode()
    assert "/generation/selections/" in shown.content.decode()
