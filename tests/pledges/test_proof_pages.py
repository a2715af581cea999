"""The pages of levels with proof: what each side sees of the path, and what it can do on the spot."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import ChangeRequest, Evidence, LevelCap, Pledge, PoolEvent
from tests.pledges.proof import (
    REFERENCE,
    acknowledged,
    approve,
    approved_visit,
    complete_terms,
    hand_in,
    handed_in,
    raised_to,
    take_report,
)
from tests.record import DAY, Parties
from tests.web.browsing import MOST_QUERIES
from tests.web.form_reading import form_of

ADDRESS = f"/pledges/{REFERENCE}/"
BACKEND = "django.contrib.auth.backends.ModelBackend"
FORMS = re.compile(r"<form[^>]*method=\"post\".*?</form>", re.DOTALL)


def browser(parties: Parties, who: str) -> Client:
    """Return a browser in which somebody is signed in and looks at the record of `DAY`."""
    found = Client()
    found.force_login(parties.users[who], backend=BACKEND)
    session = found.session
    session["as_of"] = DAY.isoformat()
    session.save()
    return found


def page(parties: Parties, who: str, address: str = ADDRESS) -> str:
    """Return a page as somebody sees it."""
    answer = browser(parties, who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(parties: Parties, who: str, address: str, status: int = 302, **fields: object) -> str:
    """Send a form of the pledge's page."""
    answer = browser(parties, who).post(f"{ADDRESS}{address}", fields)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_the_path_says_what_is_missing_who_owes_it_and_who_decides(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    hand_in(parties, Level.LEVEL_2, "commitment")
    found = page(parties, "secretariat reader")
    for words in (
        "Path to Level 2", "2 things are missing now", "Report of an assessment and advisory visit",
        "Missing now: no approved report is taken as evidence", "waiting for review", "to be decided by",
        "decided by United Nations Secretariat, another officer, as approver", "aav_validity_months",
    ):  # fmt: skip
        assert words in found


def test_every_form_of_the_page_has_its_token(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    actions.request_change(parties["owning State"], complete_terms(strength=122), reason="More", today=DAY)
    for who in ("secretariat approver", "owning State"):
        forms = FORMS.findall(page(parties, who))
        assert forms
        assert all("csrfmiddlewaretoken" in form for form in forms)


def test_each_side_is_offered_what_is_its_own(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    approved_visit(parties)
    evidence = hand_in(parties, Level.LEVEL_2, "commitment")
    hand_in_form, review_form = "evidence/L2/commitment/", f"evidence/{evidence.pk}/"
    report = "evidence/L2/assessment-report/report/"
    state, officer = page(parties, "owning State"), page(parties, "secretariat officer")
    assert (hand_in_form in state, review_form in state, report in state) == (True, False, False)
    assert (hand_in_form in officer, review_form in officer, report in officer) == (False, True, True)
    reader = page(parties, "secretariat reader")
    assert not any(form in reader for form in (hand_in_form, review_form, report))


def test_who_took_the_report_is_not_offered_the_decision_on_it(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    approved_visit(parties)
    approver = parties["secretariat approver"]
    taken = actions.take_visit_as_evidence(approver, REFERENCE, level="L2", kind="assessment-report", today=DAY)
    assert f"evidence/{taken.pk}/" not in page(parties, "secretariat approver")
    assert f"evidence/{taken.pk}/" not in page(parties, "secretariat officer")


def test_evidence_goes_in_and_is_decided_by_form(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    file = SimpleUploadedFile("letter.txt", b"We shall close them")
    assert "waits for its decision" in follow(parties, "owning State", "evidence/L2/commitment/", file=file)
    evidence = Evidence.objects.get()
    assert evidence.document is not None
    assert send(parties, "secretariat officer", f"evidence/{evidence.pk}/", status=400, verdict="refused")
    send(parties, "secretariat officer", f"evidence/{evidence.pk}/", verdict="approved", remarks="Signed")
    evidence.refresh_from_db()
    assert (evidence.verdict, evidence.remarks) == ("approved", "Signed")


def follow(parties: Parties, who: str, address: str, **fields: object) -> str:
    """Send a form and return the page to which it leads."""
    answer = browser(parties, who).post(f"{ADDRESS}{address}", fields, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_file_that_is_none_is_told_at_the_form(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    told = send(parties, "owning State", "evidence/L2/commitment/", status=400, file=SimpleUploadedFile("a.exe", b"MZ"))
    assert "does not end as that of a known kind of file" in told
    assert not Evidence.objects.exists()


def test_the_register_acknowledges_accepts_and_takes_the_report_by_form(parties: Parties) -> None:
    handed_in(parties)
    assert "waits to be acknowledged" in page(parties, "secretariat officer")
    send(parties, "secretariat officer", "acknowledge/")
    fields: dict[str, Any] = form_of(page(parties, "secretariat officer")) | {"level": "L1"}
    send(parties, "secretariat officer", "level/", **fields)
    assert actions.level_of(Pledge.objects.get()) == "L1"
    approved_visit(parties)
    send(parties, "secretariat officer", "evidence/L2/assessment-report/report/")
    assert Evidence.objects.get().visit_subject is not None


def test_a_cap_is_set_shown_and_lifted(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    send(parties, "owning State", "cap/", level="L3", reason="National law")
    today = datetime.now(UTC).date()
    assert "can rise to Level 3 at most: National law" in page(parties, "owning State", f"{ADDRESS}?as_of={today}")
    send(parties, "owning State", "cap/lift/", reason="A new law")
    assert LevelCap.objects.get().held_until == today


def test_a_change_is_asked_for_compared_and_decided_by_form(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    address = f"{ADDRESS}change-request/"
    assert address in page(parties, "owning State")
    fields: dict[str, Any] = form_of(page(parties, "owning State", address)) | {
        "strength": "122",
        "reason": "A second platoon",
    }
    send(parties, "owning State", "change-request/", **fields)
    asked = ChangeRequest.objects.get()
    today = datetime.now(UTC).date()
    found = page(parties, "secretariat officer", f"{ADDRESS}?as_of={today}")
    assert re.search(r"strength.*?<td>120</td><td>122</td>", found, re.DOTALL)
    send(parties, "secretariat officer", f"change-request/{asked.pk}/decide/", decision="accept")
    assert Pledge.objects.get().latest.strength == 122


def test_a_verified_fact_is_refused_on_the_form_with_the_way(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    fields: dict[str, Any] = form_of(page(parties, "owning State", f"{ADDRESS}change/")) | {"strength": "122"}
    assert "ask for the change" in send(parties, "owning State", "change/", status=400, **fields)


def test_a_unit_is_called_and_noted_as_deployed_by_form_and_a_breach_is_shown(parties: Parties) -> None:
    raised_to(parties, Level.RAPID_DEPLOYMENT)
    send(parties, "secretariat officer", "call/", mission="UNDOF", called_on="2018-10-01")
    today = datetime.now(UTC).date()
    assert "The call is not answered" in page(parties, "owning State", f"{ADDRESS}?as_of={today}")
    send(parties, "secretariat officer", "pool-standing/", standing="deployed", held_from="2018-11-01", mission="UNDOF")
    assert [one.standing_in_pool for one in PoolEvent.objects.order_by("pk")] == ["called", "deployed"]


def test_the_years_tell_how_long_each_step_took(parties: Parties) -> None:
    acknowledged(parties)
    for level, day in (("L1", date(2017, 9, 22)), ("L2", date(2018, 10, 15)), ("L3", date(2022, 5, 15))):
        actions.change_level(SYSTEM, REFERENCE, Level(level), held_from=day, known_from=DAY, evidence="A white paper")
    found = page(parties, "secretariat reader", f"{ADDRESS}?as_of=2023-01-01")
    assert "From Level 1 to Level 3 in 56 months" in found
    assert "13 months, 22 Sep 2017 to 15 Oct 2018" in found
    assert "about 43 in the case of" in found


@pytest.mark.parametrize("who", ["secretariat officer", "owning State"])
def test_the_page_asks_few_questions_of_the_database(parties: Parties, who: str) -> None:
    raised_to(parties, Level.LEVEL_3)
    actions.request_change(parties["owning State"], complete_terms(strength=122), reason="More", today=DAY)
    approve(parties, hand_in(parties, Level.LEVEL_2, "commitment"))
    client = browser(parties, who)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(ADDRESS).status_code == 200
    assert len(asked) <= MOST_QUERIES


def test_another_register_s_ladder_has_its_own_names(parties: Parties) -> None:
    state = parties["owning State"]
    actions.create_pledge(state, complete_terms(), register=parties.organisations["AU"], today=DAY)
    actions.submit_pledge(state, REFERENCE, today=DAY)
    found = page(parties, "other secretariat")
    assert "Path to Pledged" in found
    names = re.findall(r'<span class="rung-name">(.*?)</span>', found)
    assert names == ["Draft", "Pledged", "Verified", "Rapid deployment capability"]


def test_what_was_taken_stands_in_the_history_with_its_verdict(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    approved_visit(parties)
    approve(parties, take_report(parties))
    found = page(parties, "owning State")
    assert "All evidence that was handed in" in found
    assert f"assessment-{REFERENCE}" in found
