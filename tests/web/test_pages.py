"""Every page answers, on an empty record too; days, sign-in, refusals, and what is told when nothing can be shown."""

import re
from datetime import UTC, date, datetime

import pytest
from django.conf import LazySettings
from django.test import Client

from muster.audit.models import AuditEvent
from muster.demonstration.accounts import DEMONSTRATION_PASSWORD
from muster.missions import actions as missions
from muster.missions.models import MandatePeriod
from muster.parties.models import Membership, Role, User
from muster.parties.viewer import SYSTEM
from tests.record import Parties, Record, make_mission, requirement_terms
from tests.web.browsing import BACKEND, EMPTY_PAGES, INLINE_SCRIPT, browser_of, check_page

TODAY = datetime.now(UTC).date()


@pytest.mark.parametrize("address", EMPTY_PAGES)
def test_every_page_stands_on_an_empty_record(parties: Parties, address: str) -> None:
    check_page(browser_of(parties.users["secretariat officer"]), address)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/requirements/", "The Secretariat enters one by form or workbook."),
        ("/pledges/", "A State makes one by form or workbook."),
        ("/plans/", "The Secretariat makes one from the record of a day."),
        ("/", "No mission with a requirement is on record as of this day."),
    ],
)
def test_an_empty_page_says_what_would_fill_it(parties: Parties, address: str, words: str) -> None:
    assert words in check_page(browser_of(parties.users["secretariat officer"]), address)


def test_the_workbook_of_a_room_is_an_event_too(record: Record) -> None:
    browser = browser_of(record.parties.users["secretariat officer"])
    for address, action in (
        ("/pledges/workbook/", "pledges:workbook:exported"),
        ("/requirements/workbook/", "missions:workbook:exported"),
    ):
        assert browser.get(address).status_code == 200
        assert AuditEvent.objects.order_by("-sequence")[0].action == action


def test_small_tables_inside_a_page_give_no_files_and_do_not_break_it(record: Record) -> None:
    browser = browser_of(record.parties.users["secretariat officer"])
    plan = record.plans["published"].reference
    for address in (
        "/requirements/req-published/?format=csv",
        f"/plans/{plan}/?missions-format=csv",
        f"/plans/{plan}/?rotations-format=xlsx",
        "/?missions-format=json",
    ):
        assert "<!DOCTYPE html>" in check_page(browser, address)


def test_the_day_is_chosen_by_the_form_and_kept_until_it_is_changed(parties: Parties) -> None:
    make_mission(parties, "UNIFIL", "UN")
    missions.create_requirement(SYSTEM, requirement_terms("late"), today=date(2020, 1, 1))
    browser = browser_of(parties.users["secretariat officer"], day=None)
    assert "As of 1 December 2019" not in check_page(browser, "/requirements/")

    answer = browser.post("/as-of/", {"as_of": "2019-12-01", "next": "/requirements/"})
    assert (answer.status_code, answer["Location"]) == (302, "/requirements/")
    before = check_page(browser, "/requirements/")
    assert "As of 1 December 2019" in before
    assert "/requirements/late/" not in before
    assert browser.get("/requirements/late/").status_code == 404

    browser.post("/as-of/", {"as_of": "2020-01-01", "next": "/requirements/"})
    assert "/requirements/late/" in check_page(browser, "/requirements/")


def test_a_day_in_the_address_wins_and_is_remembered(record: Record) -> None:
    browser = browser_of(record.parties.users["secretariat officer"])
    assert "As of 1 October 2018" in check_page(browser, "/pledges/")
    assert "As of 31 December 2017" in check_page(browser, "/pledges/?as_of=2017-12-31")
    assert "As of 31 December 2017" in check_page(browser, "/requirements/")
    assert "kaz-submitted" not in check_page(browser, "/pledges/")


def test_today_has_no_band(parties: Parties) -> None:
    text = check_page(browser_of(parties.users["secretariat officer"], day=TODAY), "/pledges/")
    assert "as-of-band" not in text


@pytest.mark.parametrize("text", ["tomorrow", "2018-13-01", "", "9999-12-31", "2018-10-01T00:00"])
def test_what_is_no_day_is_refused_by_the_form_and_passed_over_in_the_address(parties: Parties, text: str) -> None:
    browser = browser_of(parties.users["secretariat officer"])
    assert browser.post("/as-of/", {"as_of": text}).status_code == 400
    assert "As of 1 October 2018" in check_page(browser, f"/?as_of={text}")


@pytest.mark.parametrize("day", ["0001-01-01", "1900-02-28", "2999-12-31"])
def test_the_first_page_stands_on_any_day(record: Record, day: str) -> None:
    check_page(browser_of(record.parties.users["secretariat officer"]), f"/?as_of={day}")


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_no_form_of_the_frame_leads_away_from_the_site(parties: Parties, target: str) -> None:
    browser = browser_of(parties.users["secretariat officer"])
    assert browser.post("/as-of/", {"as_of": "2018-10-01", "next": target})["Location"] == "/"


def test_who_has_two_organisations_chooses_for_which_they_act(record: Record) -> None:
    user = record.parties.users["other State"]
    Membership.objects.create(user=user, organisation=record.parties.organisations["KAZ"], role=Role.READER)
    browser = browser_of(user)
    assert "/pledges/ind-submitted/" in check_page(browser, "/pledges/")
    chosen = record.parties.organisations["KAZ"].pk
    answer = browser.post("/acting-for/", {"organisation": str(chosen), "next": "/pledges/"})
    assert answer["Location"] == "/pledges/"
    text = check_page(browser, "/pledges/")
    assert "/pledges/ind-submitted/" not in text
    assert "/pledges/kaz-submitted/" in text
    assert "for Kazakhstan" in text
    assert browser.post("/acting-for/", {"organisation": "0"}).status_code == 404


@pytest.mark.parametrize("address", ["/", "/pledges/", "/requirements/?mission=UNIFIL", "/plans/new/", "/search/?q=a"])
def test_who_is_not_signed_in_is_sent_to_the_sign_in_page_and_comes_back(db: None, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")
    page = Client().get(answer["Location"])
    assert page.status_code == 200
    assert 'name="next"' in page.content.decode()


@pytest.mark.parametrize("address", ["/reference/", "/reference/states/KAZ/", "/health/", "/style-guide/"])
def test_public_facts_need_no_sign_in(db: None, address: str) -> None:
    assert Client().get(address).status_code == 200


def test_an_account_signs_in_by_name_and_password_and_out_again(parties: Parties) -> None:
    browser = Client()
    user = parties.users["secretariat officer"]
    wrong = browser.post("/accounts/login/", {"login": user.username, "password": "not this one"})
    assert wrong.status_code == 200
    right = browser.post(
        "/accounts/login/", {"login": user.username, "password": "a password for tests only", "next": "/pledges/"}
    )
    assert (right.status_code, right["Location"]) == (302, "/pledges/")
    assert browser.get("/pledges/").status_code == 200
    assert browser.post("/accounts/logout/").status_code == 302
    assert browser.get("/pledges/").status_code == 302


def test_nobody_signs_up_by_themselves(db: None) -> None:
    answer = Client().post("/accounts/signup/", {"username": "new", "password1": "a" * 20, "password2": "a" * 20})
    assert not User.objects.exists()
    assert answer.status_code in (200, 302, 403, 404)


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_the_accounts_of_the_demonstration_are_offered_in_the_demonstration_alone(
    db: None, settings: LazySettings, is_demonstration: bool
) -> None:
    settings.MUSTER_DEMONSTRATION = is_demonstration
    page = Client().get("/accounts/login/").content.decode()
    assert (DEMONSTRATION_PASSWORD in page) is is_demonstration
    assert ("<code>desk</code>" in page) is is_demonstration


def test_the_day_of_the_installation_is_where_pages_open(parties: Parties, settings: LazySettings) -> None:
    settings.MUSTER_AS_OF = "2018-10-01"
    assert "As of 1 October 2018" in check_page(browser_of(parties.users["secretariat officer"], day=None), "/")


REFUSALS = (
    ("secretariat officer", "/pledges/no-such-pledge/", 404, "There is no pledge"),
    ("secretariat officer", "/requirements/no-such-one/", 404, "There is no requirement"),
    ("secretariat officer", "/plans/no-such-plan/", 404, "There is no plan"),
    ("secretariat officer", "/requirements/missions/NONE/", 404, "There is no mission"),
    ("secretariat officer", "/plans/plan-2018-10-01-2/files/plan.exe", 404, "A plan has no file plan.exe"),
    ("owning State", "/requirements/new/", 403, "Requirements are made and changed by the Secretariat"),
    ("owning State", "/pledges/ind-submitted/", 404, "There is no pledge"),
    ("no membership", "/pledges/", 403, "Your account acts for no organisation yet"),
)


@pytest.mark.parametrize(("who", "address", "status", "words"), REFUSALS)
def test_a_refusal_is_one_line_with_the_right_status(
    record: Record, who: str, address: str, status: int, words: str
) -> None:
    answer = browser_of(record.parties.users[who]).get(address)
    text = answer.content.decode()
    assert answer.status_code == status
    (line,) = re.findall(r'<p class="notice notice-short">(.*?)</p>', text, re.DOTALL)
    assert line.replace("&#x27;", "'").startswith(words)
    assert "\n" not in line
    assert not INLINE_SCRIPT.search(text)


@pytest.mark.parametrize("address", ["/no/such/address/", "/reference/no-such-table/", "/reference/states/XXX/"])
def test_an_address_where_nothing_stands_is_told_so(parties: Parties, address: str) -> None:
    assert browser_of(parties.users["analyst"]).get(address).status_code == 404


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("strength_from=many", "no number"),
        ("available_from_from=soon", "no date"),
        ("sort=nonsense", "cannot be sorted by"),
        ("page=zero", "no page number"),
        ("format=pdf", "is not offered"),
    ],
)
def test_an_address_that_is_not_understood_is_told_beside_the_table(record: Record, query: str, words: str) -> None:
    browser = browser_of(record.parties.users["secretariat officer"])
    assert words in check_page(browser, f"/pledges/?{query}")


def test_an_export_whose_filter_is_not_understood_is_refused_rather_than_given_whole(record: Record) -> None:
    browser = browser_of(record.parties.users["secretariat officer"])
    answer = browser.get("/pledges/?strength_from=many&format=csv")
    assert answer.status_code == 400
    assert "no number" in answer.content.decode()
    assert not AuditEvent.objects.filter(action="web:table:exported").exists()


def test_a_form_without_its_token_is_refused_in_words(parties: Parties) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(parties.users["secretariat officer"], backend=BACKEND)
    answer = browser.post("/as-of/", {"as_of": "2018-10-01"})
    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()


def test_each_kind_of_organisation_sees_the_rooms_that_concern_it(record: Record) -> None:
    for who, sees_pledges in (("secretariat officer", True), ("owning State", True), ("mission", False)):
        rail = check_page(browser_of(record.parties.users[who]), "/").split('id="rail"')[1].split("</nav>")[0]
        assert ('href="/pledges/"' in rail) is sees_pledges
        assert 'aria-current="page"' in rail


@pytest.mark.parametrize(
    ("day", "is_told"), [(date(2018, 6, 1), False), (date(2018, 10, 1), True), (date(2018, 12, 31), False)]
)
def test_the_end_of_a_mandate_is_told_in_time_and_no_longer_once_it_is_past(
    record: Record, day: date, is_told: bool
) -> None:
    MandatePeriod.objects.filter(mission__acronym="UNDOF").update(valid_until=date(2018, 12, 31))
    text = check_page(browser_of(record.parties.users["secretariat officer"], day=day), "/")
    ends_soon = text.split('id="ends-soon"')[1].split("</section>")[0]
    assert ("Mandate of UNDOF" in ends_soon) is is_told
