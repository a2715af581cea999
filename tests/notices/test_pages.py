"""The pages of notices: the bell, the list, one notice, and subscriptions by form."""

import re
from typing import Any

import pytest
from django.test import Client

from muster.notices.actions import subscribe, terms_of
from muster.notices.models import Channel, Notice, NoticeRead, Subscription
from muster.notices.queries import MOST_COUNTED
from muster.notices.terms import SubscriptionTerms
from tests.api.caller import BACKEND
from tests.notices.people import give_address, tell
from tests.record import DAY, Parties

BELL = re.compile(r'<a class="bell"[^>]*aria-label="([^"]*)">.*?</a>', re.DOTALL)


@pytest.fixture
def browser(parties: Parties) -> Client:
    """The browser of an officer of Kazakhstan who looks at the record of `DAY`."""
    found = Client()
    found.force_login(parties.users["owning State"], backend=BACKEND)
    session = found.session
    session["as_of"] = DAY.isoformat()
    session.save()
    return found


def page(browser: Client, address: str) -> str:
    """Return the page at an address."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def bell(browser: Client) -> str:
    """Return what the bell says to a screen reader."""
    found = BELL.search(page(browser, "/reference/"))
    assert found
    return found[1]


def test_the_bell_counts_what_is_unread_as_of_the_day(browser: Client, parties: Parties) -> None:
    assert bell(browser) == "Notices, none unread"
    tell(parties, to="UN")
    tell(parties)
    assert bell(browser) == "1 unread notice"
    tell(parties, day=DAY.replace(month=11))
    assert bell(browser) == "1 unread notice"
    for _ in range(MOST_COUNTED):
        tell(parties)
    assert f"{MOST_COUNTED - 1}+" in page(browser, "/notices/")
    assert 'class="bell"' not in page(Client(), "/reference/")


def test_the_list_shows_what_is_unread_first_and_what_is_subscribed_to(browser: Client, parties: Parties) -> None:
    first = tell(parties, title="The first of all", day=DAY)
    tell(parties, title="A visit", topic="visit-stage", day=DAY.replace(month=9))
    browser.post(f"/notices/{first.pk}/read/")
    text = page(browser, "/notices/")
    assert text.index("A visit") < text.index("The first of all")
    assert "The first of all" not in page(browser, "/notices/?is_read=False")
    subscribe(parties["owning State"], SubscriptionTerms("Visits", topics=("visit-stage",)))
    assert "The first of all" not in page(browser, "/notices/?followed=1")


def test_a_notice_is_opened_marked_as_read_and_leads_to_its_record(browser: Client, parties: Parties) -> None:
    notice = tell(parties, body="First <b>paragraph.\n\nSecond.")
    text = page(browser, f"/notices/{notice.pk}/")
    assert "<p>First &lt;b&gt;paragraph.</p>" in text
    assert "UNIFIL" in text
    assert not NoticeRead.objects.exists(), "to look is not to change"
    answer = browser.post(f"/notices/{notice.pk}/read/")
    assert (answer.status_code, answer["Location"]) == (302, "/pledges/kaz-1/")
    assert bell(browser) == "Notices, none unread"
    other = tell(parties, href="")
    assert browser.post(f"/notices/{other.pk}/read/")["Location"] == "/notices/"


def test_all_are_marked_as_read_at_once(browser: Client, parties: Parties) -> None:
    for _ in range(3):
        tell(parties)
    assert "3 notices marked as read." in browser.post("/notices/read/", follow=True).content.decode()
    assert bell(browser) == "Notices, none unread"


def test_a_subscription_is_made_changed_and_removed_by_form(browser: Client, parties: Parties) -> None:
    give_address(parties, "owning State")
    tell(parties)
    sent: dict[str, Any] = {
        "name": "Companies", "channel": "mail-now", "topics": ["level-changed", "visit-stage"], "states": ["KAZ"],
    }  # fmt: skip
    assert browser.post("/notices/subscriptions/new/", sent)["Location"] == "/notices/subscriptions/"
    made = Subscription.objects.get()
    assert terms_of(made) == SubscriptionTerms(
        "Companies", Channel.MAIL_NOW, topics=("level-changed", "visit-stage"), states=("KAZ",)
    )
    text = page(browser, "/notices/subscriptions/")
    assert "Level changed, Visit moved on" in text
    assert re.search(r"<td[^>]*>\s*1\s*</td>", text), "one notice of the last days matches"
    form = page(browser, f"/notices/subscriptions/{made.pk}/change/")
    assert '<option value="KAZ" selected>' in form
    browser.post(f"/notices/subscriptions/{made.pk}/change/", sent | {"states": ["IND"]})
    made.refresh_from_db()
    assert made.states == ["IND"]
    browser.post(f"/notices/subscriptions/{made.pk}/remove/")
    assert not Subscription.objects.exists()


def test_what_is_wrong_with_a_subscription_is_told_on_its_form(browser: Client) -> None:
    answer = browser.post("/notices/subscriptions/new/", {"name": "A", "channel": "mail-now"})
    assert answer.status_code == 400
    assert "your account has no mail address; add one at /accounts/email/" in answer.content.decode()
    assert browser.post("/notices/subscriptions/new/", {"name": "A", "states": ["XXX"]}).status_code == 400
    assert not Subscription.objects.exists()


def test_a_list_of_many_takes_few_queries(
    browser: Client, parties: Parties, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        tell(parties, title=f"Notice {number}")
    with django_assert_max_num_queries(20):
        page(browser, "/notices/")
    assert Notice.objects.count() == 60
