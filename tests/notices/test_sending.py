"""Mail goes to whoever wants it, once; what fails stays due, and breaks no write."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from muster.audit.models import AuditEvent
from muster.notices.actions import subscribe
from muster.notices.models import Channel, Digest, Notice, NoticeMail
from muster.notices.sending import Outcome, send_digests, send_due_mail
from muster.notices.tasks import queue_mail
from muster.notices.terms import SubscriptionTerms
from muster.parties.models import Membership
from muster.reference.parameters import parameter
from tests.notices.people import give_address, tell
from tests.record import DAY, Parties, make_parties

NOW = datetime(2018, 10, 1, 12, tzinfo=UTC)
MONDAY = date(2018, 10, 8)
LAPSE = timedelta(minutes=parameter("mail_claim_minutes", on=DAY).integer)


class FaultyServer(BaseEmailBackend):
    """A mail server that is down, or that refuses some recipients."""

    is_down = True
    refused: tuple[str, ...] = ()

    def send_messages(self, email_messages: Any) -> int:
        """Fail, or keep the mail in the outbox of the tests."""
        if FaultyServer.is_down:
            raise ConnectionRefusedError(111, "Connection refused")
        for message in email_messages:
            if message.to[0] in FaultyServer.refused:
                raise SMTPRecipientsRefused({message.to[0]: (550, b"no such mailbox")})
            mail.outbox.append(message)
        return len(email_messages)


@pytest.fixture
def members(parties: Parties) -> Parties:
    """Two members of Kazakhstan, one of the Secretariat and one of India, each with a mail address."""
    give_address(parties, "owning State", "owning State's reader", "secretariat officer", "other State")
    return parties


@pytest.fixture
def faulty(settings: LazySettings) -> type[FaultyServer]:
    """Mail goes to a server that is down."""
    settings.EMAIL_BACKEND = f"{FaultyServer.__module__}.FaultyServer"
    FaultyServer.is_down, FaultyServer.refused = True, ()
    return FaultyServer


def raised_on(notice: Notice, day: date) -> Notice:
    """Put the moment at which a notice was raised."""
    Notice.objects.filter(pk=notice.pk).update(raised_at=datetime.combine(day, datetime.min.time(), UTC))
    return notice


def recipients() -> list[str]:
    """Return whose mailboxes have mail, in order."""
    return sorted(message.to[0].removeprefix("account-of-").removesuffix("@example.org") for message in mail.outbox)


def test_without_subscriptions_the_topics_default_decides(members: Parties) -> None:
    tell(members, topic="level-changed")
    tell(members, topic="visit-stage")
    tell(members, topic="finding-due")
    assert send_due_mail(NOW) == Outcome(sent=2)
    assert recipients() == ["owning-State", "owning-State's-reader".replace("'", "")]
    assert {notice_mail.notice.topic for notice_mail in NoticeMail.objects.all()} == {"level-changed"}


def test_a_subscription_narrows_for_its_own_member_alone(members: Parties) -> None:
    subscribe(members["owning State"], SubscriptionTerms("Visits", Channel.MAIL_NOW, topics=("visit-stage",)))
    tell(members, topic="level-changed")
    send_due_mail(NOW)
    assert recipients() == ["owning-States-reader"]
    tell(members, topic="visit-stage")
    send_due_mail(NOW)
    assert recipients() == ["owning-State", "owning-States-reader"]


def test_a_mail_is_sent_once_and_says_no_more_than_titles(members: Parties, settings: LazySettings) -> None:
    settings.MUSTER_SITE_ADDRESS = "https://muster.example.org/"
    notice = tell(members)
    assert send_due_mail(NOW).sent == 2
    assert send_due_mail(NOW) == Outcome()
    message = mail.outbox[0]
    assert message.subject == "[Muster] Notice to KAZ"
    assert f"https://muster.example.org/notices/{notice.pk}/" in message.body
    assert "https://muster.example.org/notices/subscriptions/" in message.body
    assert "1 October 2018: Notice to KAZ" in message.body
    assert "Text of the notice" not in message.body
    assert message.extra_headers["Message-ID"].endswith("@muster.example.org>")
    events = AuditEvent.objects.filter(action="notices:mail:sent")
    assert [event.after["notices"] for event in events] == [[notice.pk]] * 2


def test_several_notices_to_a_member_are_one_mail(members: Parties) -> None:
    most = parameter("mail_most_notices", on=DAY).integer
    for number in range(most + 2):
        tell(members, title=f"Notice number {number}.")
    assert send_due_mail(NOW).sent == 2
    body = mail.outbox[0].body
    assert mail.outbox[0].subject == f"[Muster] {most + 2} notices to Kazakhstan"
    assert body.count("Notice number") == most
    assert "And 2 more:" in body


def test_a_notice_older_than_a_subscription_is_not_mailed_by_it(members: Parties) -> None:
    tell(members, topic="visit-stage")
    send_due_mail(NOW)
    subscribe(members["owning State"], SubscriptionTerms("All", Channel.MAIL_NOW))
    assert send_due_mail(NOW) == Outcome()


def test_who_has_left_the_organisation_or_has_no_address_gets_nothing(members: Parties, faulty: Any) -> None:
    tell(members)
    assert send_due_mail(NOW).is_down
    Membership.objects.filter(user=members.users["owning State"]).delete()
    members.users["owning State's reader"].is_active = False
    members.users["owning State's reader"].save()
    faulty.is_down = False
    assert send_due_mail(NOW) == Outcome()
    assert not NoticeMail.objects.exists()
    assert mail.outbox == []


def test_what_a_server_that_is_down_did_not_take_is_sent_by_the_next_run(members: Parties, faulty: Any) -> None:
    tell(members)
    tell(members, to="UN")
    outcome = send_due_mail(NOW)
    assert (outcome.sent, outcome.failed, outcome.is_down) == (0, 1, True)
    assert "Connection refused" in outcome.fault
    assert NoticeMail.objects.filter(sent_at__isnull=True, claim="").count() == 3
    faulty.is_down = False
    assert send_due_mail(NOW) == Outcome(sent=3)
    assert send_due_mail(NOW) == Outcome()
    assert len(set(recipients())) == len(recipients()) == 3


def test_a_mailbox_that_is_refused_keeps_no_other_mail_back(members: Parties, faulty: Any) -> None:
    faulty.is_down = False
    faulty.refused = (members.users["owning State"].email,)
    tell(members)
    tell(members, to="UN")
    outcome = send_due_mail(NOW)
    assert (outcome.sent, outcome.failed, outcome.is_down) == (2, 1, False)
    assert NoticeMail.objects.get(sent_at__isnull=True).failures == 1
    faulty.refused = ()
    assert send_due_mail(NOW) == Outcome(sent=1)


def test_a_mail_under_way_is_left_alone_until_its_claim_lapses(members: Parties) -> None:
    tell(members)
    send_due_mail(NOW)
    NoticeMail.objects.update(sent_at=None, claim="another run", claimed_at=NOW)
    mail.outbox.clear()
    assert send_due_mail(NOW + LAPSE - timedelta(seconds=1)) == Outcome()
    assert send_due_mail(NOW + LAPSE) == Outcome(sent=2)
    assert len(mail.outbox) == 2


def test_a_digest_is_sent_once_a_week_with_what_was_raised_in_it(members: Parties) -> None:
    subscribe(members["owning State"], SubscriptionTerms("All", Channel.WEEKLY_DIGEST))
    raised_on(tell(members, title="Before the week."), MONDAY - timedelta(8))
    raised_on(tell(members, title="First of the week."), MONDAY - timedelta(7))
    raised_on(tell(members, title="Last of the week."), MONDAY - timedelta(1))
    raised_on(tell(members, title="Next week."), MONDAY)
    assert send_digests(MONDAY, NOW) == Outcome(sent=1)
    for days in range(7):
        assert send_digests(MONDAY + timedelta(days), NOW) == Outcome()
    message = mail.outbox[0]
    assert message.subject == "[Muster] 2 notices to Kazakhstan, 1 October 2018 to 8 October 2018"
    assert ("First of" in message.body, "Last of" in message.body, "Before" in message.body) == (True, True, False)
    assert "Text of the notice" not in message.body
    assert send_digests(MONDAY + timedelta(7), NOW) == Outcome(sent=1)
    assert "Next week." in mail.outbox[1].body
    assert recipients() == ["owning-State"] * 2


def test_a_digest_missed_is_made_up_for_and_nothing_falls_between(members: Parties, faulty: Any) -> None:
    raised_on(tell(members, topic="finding-due"), MONDAY - timedelta(1))
    faulty.is_down = False
    assert send_digests(MONDAY, NOW).sent == 2
    faulty.is_down = True
    raised_on(tell(members, topic="finding-due", title="In the missed week."), MONDAY + timedelta(1))
    assert send_digests(MONDAY + timedelta(9), NOW).is_down
    raised_on(tell(members, topic="finding-due", title="In the week after."), MONDAY + timedelta(8))
    faulty.is_down = False
    mail.outbox.clear()
    assert send_digests(MONDAY + timedelta(16), NOW).sent == 2
    assert "In the missed week." in mail.outbox[0].body
    assert "In the week after." in mail.outbox[0].body
    assert send_digests(MONDAY + timedelta(16), NOW).sent == 0


def test_no_digest_is_sent_about_nothing(members: Parties) -> None:
    subscribe(members["owning State"], SubscriptionTerms("Visits", Channel.WEEKLY_DIGEST, topics=("visit-stage",)))
    raised_on(tell(members), MONDAY - timedelta(1))
    assert send_digests(MONDAY, NOW) == Outcome()
    assert not Digest.objects.exists()


def test_a_write_stands_although_no_mail_can_be_sent(transactional_db: None, faulty: Any) -> None:
    parties = make_parties()
    give_address(parties, "owning State")
    with transaction.atomic():
        notice = tell(parties)
        assert not DBTaskResult.objects.exists()
    queue_mail()
    assert DBTaskResult.objects.count() == 1, "one job that waits is enough"
    assert run_worker() == "SUCCESSFUL"
    assert Notice.objects.get() == notice
    assert NoticeMail.objects.get().failures == 1
    faulty.is_down = False
    queue_mail()
    assert run_worker() == "SUCCESSFUL"
    assert recipients() == ["owning-State"]


def test_a_write_that_is_taken_back_tells_nobody(transactional_db: None) -> None:
    parties = make_parties()
    with transaction.atomic():
        tell(parties)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not DBTaskResult.objects.exists()


def run_worker() -> str:
    """Let a worker do all that is queued; return the status of the last job."""
    Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="test", excluded_queue_names=[],
    ).run()  # fmt: skip
    return str(DBTaskResult.objects.order_by("-enqueued_at")[0].status)
