"""The audit log on its pages: whose events an administrator reads, and what the last verification found."""

import pytest
from django.test import Client

from muster.audit.models import AuditEvent
from muster.audit.verification import keep_verification, verify
from muster.parties.actions import register_user
from muster.parties.models import Role, User
from muster.parties.viewer import SYSTEM
from muster.pledges.actions import submit_pledge
from tests.record import DAY, PASSWORD, Record

BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    found = Client()
    found.force_login(user, backend=BACKEND)
    return found


@pytest.fixture
def desk(record: Record) -> Client:
    """The browser of the Secretariat's administrator."""
    return browser(record.parties.users["secretariat administrator"])


@pytest.fixture
def kazakhstan(record: Record) -> Client:
    """The browser of Kazakhstan's administrator; its officer has just submitted a pledge."""
    submit_pledge(record.parties["owning State"], "kaz-draft", today=DAY)
    holder = record.parties.organisations["KAZ"]
    made = register_user(
        SYSTEM, username="admin-of-kaz", password=PASSWORD, organisation=holder, role=Role.ADMINISTRATOR
    )
    return browser(made.user)


def page(client: Client, address: str) -> str:
    """Return the page at an address."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_administrator_reads_the_events_of_their_organisation(kazakhstan: Client, desk: Client) -> None:
    own = page(kazakhstan, "/audit/")
    assert "pledges:pledge:submitted" in own
    assert "account-of-owning-State" in own
    assert "plans:plan:published" not in own
    assert "plans:plan:published" in page(desk, "/audit/")
    assert "pledges:pledge:submitted" not in page(desk, "/audit/")


def test_the_table_is_filtered_and_sorted_by_the_address(desk: Client) -> None:
    text = page(desk, "/audit/?action=published&sort=-recorded_at&recorded_at_from=2020-01-01")
    assert "plans:plan:published" in text
    assert "plans:plan:solved" not in text


def test_an_export_of_the_log_is_in_the_log(desk: Client) -> None:
    assert desk.get("/audit/?format=csv").status_code == 200
    event = AuditEvent.objects.get(action="web:table:exported")
    assert (event.subject, event.on_behalf_of) == ("audit-events", "UN")


def test_an_event_shows_before_and_after(desk: Client) -> None:
    published = AuditEvent.objects.get(action="plans:plan:published")
    text = page(desk, f"/audit/{published.sequence}/")
    assert published.digest in text
    assert all(words in text for words in ("stage", "solved", "published"))


def test_another_organisations_event_is_not_found(desk: Client, kazakhstan: Client) -> None:
    own = AuditEvent.objects.get(action="pledges:pledge:submitted", on_behalf_of="KAZ")
    assert kazakhstan.get(f"/audit/{own.sequence}/").status_code == 200
    assert desk.get(f"/audit/{own.sequence}/").status_code == 404


def test_the_secretariat_is_told_what_the_last_verification_found(desk: Client, kazakhstan: Client) -> None:
    assert "has not been verified yet" in page(desk, "/audit/")
    keep_verification(verify())
    assert "The log was whole" in page(desk, "/audit/")
    AuditEvent.objects.filter(sequence=1).update(subject="other")
    keep_verification(verify())
    assert "event 1 was altered" in page(desk, "/audit/")
    assert "verification" not in page(kazakhstan, "/audit/")


def test_only_administrators_are_shown_the_way_there(desk: Client, record: Record) -> None:
    assert 'href="/audit/"' in page(desk, "/")
    assert 'href="/audit/"' not in page(browser(record.parties.users["secretariat approver"]), "/")
