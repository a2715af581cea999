"""Pages of confirmations, confidence, obligations and States: who is shown what, and what a form does."""

import re
from datetime import date

import pytest

from muster.pledges.models import Confirmation, DailyRun, Pledge
from muster.web.middleware import today_utc
from tests.record import KNOWN, Parties, Record, pledge_terms, submitted_pledge
from tests.web.browsing import browser_of, check_page

LATE = date(2018, 11, 15)


def test_the_page_of_a_pledge_tells_both_sides_what_they_owe_and_why_it_may_be_doubted(record: Record) -> None:
    for name in ("owning State", "secretariat officer"):
        words = check_page(browser_of(record.parties.users[name], LATE), "/pledges/kaz-submitted/")
        assert "confirmation due, second reminder" in words
        assert "Owed by Kazakhstan" in words
        assert "confirm the pledge by note verbale" in words
        assert "confidence_visit_points" in words
        assert "Next" in words


def test_a_draft_shows_neither(record: Record) -> None:
    words = check_page(browser_of(record.parties.users["owning State"]), "/pledges/kaz-draft/")
    assert "Freshness and confidence" not in words
    assert "Owed by" not in words


def test_the_register_has_the_score_of_each_pledge(record: Record) -> None:
    browser = browser_of(record.parties.users["secretariat officer"], LATE)
    assert "Confidence" in check_page(browser, "/pledges/")
    rows = browser.get("/pledges/?format=json&columns=reference&columns=confidence&columns=freshness").json()
    found = {row["reference"]: row for row in (rows["rows"] if isinstance(rows, dict) else rows)}
    assert found["kaz-submitted"]["confidence"] == 75
    assert found["kaz-submitted"]["freshness"] == "confirmation due, second reminder"


def test_a_state_confirms_one_pledge_on_its_page(record: Record) -> None:
    browser = browser_of(record.parties.users["owning State"], None)
    assert "Confirm that it still holds" in check_page(browser, "/pledges/kaz-submitted/")
    answer = browser.post("/pledges/kaz-submitted/confirm/", {"note_verbale": "NV 5"}, follow=True)
    assert "Pledge kaz-submitted is confirmed; it is valid until" in answer.content.decode()
    assert "Confirm that it still holds" not in answer.content.decode()
    assert Confirmation.objects.get(note_verbale="NV 5").confirmed_on == today_utc()
    assert browser.post("/pledges/kaz-submitted/confirm/", {"note_verbale": "x" * 121}).status_code == 400


def test_a_state_confirms_all_that_still_hold(record: Record) -> None:
    browser = browser_of(record.parties.users["owning State"], None)
    words = check_page(browser, "/pledges/confirm/")
    assert "kaz-submitted" in words
    assert "kaz-agreed" in words
    assert "kaz-draft" not in words
    sent = {"pledges": ["kaz-submitted", "kaz-agreed"], "note_verbale": "NV 6"}
    assert "2 pledges are confirmed." in browser.post("/pledges/confirm/", sent, follow=True).content.decode()
    assert Confirmation.objects.filter(note_verbale="NV 6").count() == 2
    again = browser.post("/pledges/confirm/", sent)
    assert again.status_code == 400  # none is left to be confirmed today
    assert Confirmation.objects.filter(note_verbale="NV 6").count() == 2


def test_obligations_are_narrowed_and_exported(record: Record) -> None:
    browser = browser_of(record.parties.users["secretariat officer"], date(2019, 1, 20))
    assert "No daily run is on record" in check_page(browser, "/pledges/obligations/")
    state = check_page(browser, "/pledges/obligations/?side=State&standing=overdue")
    assert "confirm the pledge by note verbale" in state
    assert "assessment and advisory visit</td>" not in state
    narrowed = browser.get("/pledges/obligations/?format=csv&side=Secretariat").content.decode()
    assert "carry out an assessment and advisory visit" in narrowed
    assert "confirm the pledge" not in narrowed
    DailyRun.objects.create(
        day=date(2019, 1, 19), finished_at="2019-01-19T00:10:00Z", seconds=1.0,
        counts={"pledges_lapsed": 3, "reminders": 4, "overdue_told": 5},
    )  # fmt: skip
    assert "pledges lapsed 3, reminders 4, told of what is overdue 5" in check_page(browser, "/pledges/obligations/")


def test_the_states_of_a_register_and_the_page_of_one(record: Record) -> None:
    browser = browser_of(record.parties.users["secretariat officer"], LATE)
    words = check_page(browser, "/pledges/states/")
    assert "Kazakhstan" in words
    assert "India" in words
    page = check_page(browser, "/pledges/states/KAZ/")
    for told in ("Title of kaz-submitted", "Owed by Kazakhstan", "Owed by the Secretariat", "Asia-Pacific"):
        assert told in page
    own = check_page(browser_of(record.parties.users["owning State"], LATE), "/pledges/states/")
    assert "India" not in own
    assert "kaz-draft" in check_page(browser_of(record.parties.users["owning State"], LATE), "/pledges/states/KAZ/")
    assert "kaz-draft" not in page


def test_the_page_of_a_state_leads_to_its_visits_and_findings_for_who_may_open_them(record: Record) -> None:
    links = re.compile(r'href="(/visits/[-\w/]+/)"')
    for who in ("secretariat officer", "owning State"):
        browser = browser_of(record.parties.users[who], LATE)
        found = set(links.findall(check_page(browser, "/pledges/states/KAZ/")))
        assert any("/findings/" not in one for one in found), who
        assert who == "owning State" or any(one.startswith("/visits/findings/") for one in found)
        for address in found:
            check_page(browser, address)


@pytest.mark.parametrize("address", ["/pledges/", "/pledges/obligations/", "/pledges/states/", "/pledges/states/KAZ/"])
def test_pages_ask_no_more_for_many_pledges(parties: Parties, address: str) -> None:
    for number in range(40):
        submitted_pledge(parties, pledge_terms(f"kaz-{number}", "KAZ"), levels=())
    check_page(browser_of(parties.users["secretariat officer"], LATE), address)
    assert Pledge.objects.filter(submitted_on=KNOWN).count() == 40
