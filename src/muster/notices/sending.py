"""Sends the mail that is due: at once, and as a weekly digest. Whatever fails stays due for the next run.

No transaction is open while a mail server is spoken to. A mail is claimed first, so that two runs at once do not both
send it, and noted as sent afterwards; a run that dies in between leaves its claim to lapse, and the mail is sent again
under the same identity (`Message-ID`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any
from uuid import uuid4

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, Q, QuerySet

from muster.audit import actions as audit
from muster.kit.errors import one_line
from muster.notices.mail import digest_mail, notice_mail
from muster.notices.models import Channel, Digest, Notice, NoticeMail, Subscription
from muster.notices.rules import Wish, channels, digest_end
from muster.notices.topics import default_channels
from muster.parties.models import Membership
from muster.parties.viewer import SYSTEM
from muster.reference.parameters import parameter

PART = 1000
REFUSED_ONE = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
"""What a mail server says of one mail; any other fault is of the server, and the next mail would meet it too."""

Member = tuple[int, int]
"""A user's and an organisation's id."""


@dataclass(frozen=True)
class Outcome:
    """How many mails went out, how many failed, and the last fault in one line; `is_down`: of the server itself."""

    sent: int = 0
    failed: int = 0
    fault: str = ""
    is_down: bool = False

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.sent + other.sent,
            self.failed + other.failed,
            other.fault or self.fault,
            self.is_down or other.is_down,
        )


def send_due_mail(now: datetime) -> Outcome:
    """Settle to whom new notices go by mail at once, and send what is due, a mail a member."""
    _dispatch_all()
    due = NoticeMail.objects.filter(_unclaimed(now), sent_at__isnull=True)
    members = list(due.values_list("user_id", "notice__organisation_id").order_by().distinct())
    return _each(members, lambda member: _send_notices(member, now))


def send_digests(day: date, now: datetime | None = None) -> Outcome:
    """Send the digest that is due on `day` to every member who wants one; a second run sends nothing.

    The weekday is the parameter `digest_weekday`; a first digest reaches back `digest_period_days`, a later one to the
    end of the last that was sent.
    """
    until = digest_end(day, weekday=parameter("digest_weekday", on=day).integer)
    done = set(Digest.objects.filter(until_day=until, sent_at__isnull=False).values_list("user_id", "organisation_id"))
    members = {member: one for member, one in _memberships().items() if member not in done}
    moment = now or datetime.now(UTC)
    return _each(sorted(members), lambda member: _send_digest(members[member], until, moment))


def _each(members: Iterable[Member], send: Callable[[Member], Outcome]) -> Outcome:
    """Send to one member after another until the server itself fails."""
    total = Outcome()
    for member in members:
        total += send(member)
        if total.is_down:
            break
    return total


def _memberships(organisations: Iterable[int] | None = None) -> dict[Member, Membership]:
    """Return the memberships of everybody who can be written to."""
    found = Membership.objects.filter(user__is_active=True).exclude(user__email="")
    if organisations is not None:
        found = found.filter(organisation_id__in=set(organisations))
    return {(one.user_id, one.organisation_id): one for one in found.select_related("user", "organisation")}


def _wishes(members: Iterable[Member]) -> dict[Member, list[Wish]]:
    """Return the subscriptions of members."""
    wanted = set(members)
    wishes: dict[Member, list[Wish]] = defaultdict(list)
    for one in Subscription.objects.filter(organisation_id__in={organisation for _, organisation in wanted}):
        wish = Wish(one.channel, one.topics, one.states, one.unit_types, one.missions)
        wishes[one.user_id, one.organisation_id].append(wish)
    return wishes


def _dispatch_all() -> None:
    """Settle for every new notice to whom it goes by mail at once."""
    while _dispatch_part():
        pass


@transaction.atomic
def _dispatch_part() -> bool:
    """Settle some notices; return whether there were any."""
    fresh = list(Notice.objects.select_for_update(skip_locked=True).filter(is_dispatched=False).order_by("pk")[:PART])
    members = _memberships(notice.organisation_id for notice in fresh) if fresh else {}
    wishes = _wishes(members)
    defaults = default_channels()

    def is_mailed_at_once(notice: Notice, member: Member) -> bool:
        default = defaults.get(notice.topic, Channel.SITE)
        return Channel.MAIL_NOW in channels(wishes.get(member, ()), notice, default)

    mails = [
        NoticeMail(user_id=member[0], notice=notice)
        for notice in fresh
        for member in members
        if member[1] == notice.organisation_id
        and notice.only_for_id in (None, member[0])
        and is_mailed_at_once(notice, member)
    ]
    NoticeMail.objects.bulk_create(mails, batch_size=PART, ignore_conflicts=True)
    Notice.objects.filter(pk__in=[notice.pk for notice in fresh]).update(is_dispatched=True)
    return bool(fresh)


def _unclaimed(now: datetime) -> Q:
    """Return the condition that nobody is sending a mail, or that whoever was has died of it."""
    lapse = timedelta(minutes=parameter("mail_claim_minutes", on=now.date()).integer)
    return Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - lapse)


def _claimed(mails: QuerySet[Any], now: datetime) -> str:
    """Claim those of `mails` that are due and that nobody else has claimed; return the claim."""
    claim = uuid4().hex
    mails.filter(_unclaimed(now), sent_at__isnull=True).update(claim=claim, claimed_at=now)
    return claim


def _send_notices(member: Member, now: datetime) -> Outcome:
    """Send one member what is due to them at once, as one mail."""
    user_id, organisation_id = member
    due = NoticeMail.objects.filter(user_id=user_id, notice__organisation_id=organisation_id)
    own = NoticeMail.objects.filter(claim=_claimed(due, now))
    mails = list(own.select_related("notice").order_by("-notice__day", "-notice_id"))
    if not mails:
        return Outcome()
    membership = _memberships([organisation_id]).get(member)
    if membership is None:  # no longer a member, or without an address: nothing of this is theirs to read by mail
        own.delete()
        return Outcome()
    notices = [mail.notice for mail in mails]
    identity = f"notice-{min(notice.pk for notice in notices)}-{len(notices)}-{user_id}"
    message = notice_mail(membership.user, membership.organisation, notices, most=_most(now), mail_id=identity)
    return _post(message, own, member, [notice.pk for notice in notices], now)


def _most(now: datetime) -> int:
    return parameter("mail_most_notices", on=now.date()).integer


def _send_digest(membership: Membership, until: date, now: datetime) -> Outcome:
    """Send one member the digest that ends before `until`, unless it was sent or nothing is in it."""
    user_id, organisation_id = member = membership.user_id, membership.organisation_id
    last = (
        Digest.objects.filter(user_id=user_id, organisation_id=organisation_id, sent_at__isnull=False)
        .order_by("-until_day")
        .first()
    )
    start = last.until_day if last else until - timedelta(days=parameter("digest_period_days", on=until).integer)
    if start >= until:
        return Outcome()
    notices = _digest_notices(member, start, until)
    if not notices:
        return Outcome()
    values = {"from_day": start, "notice_count": len(notices)}
    digest, _ = Digest.objects.update_or_create(
        user_id=user_id, organisation_id=organisation_id, until_day=until, defaults=values
    )
    own = Digest.objects.filter(claim=_claimed(Digest.objects.filter(pk=digest.pk), now))
    if not own.exists():
        return Outcome()
    message = digest_mail(
        membership.user, membership.organisation, notices, (start, until), most=_most(now),
        mail_id=f"digest-{digest.pk}",
    )  # fmt: skip
    return _post(message, own, member, [notice.pk for notice in notices], now)


def _digest_notices(member: Member, start: date, until: date) -> list[Notice]:
    """Return what was raised in `[start, until)` (days in UTC) and is wanted in the digest, the newest first."""
    first, end = (datetime.combine(day, time(), UTC) for day in (start, until))
    own = Q(only_for=None) | Q(only_for=member[0])
    raised = Notice.objects.filter(own, organisation_id=member[1], raised_at__gte=first, raised_at__lt=end)
    wishes = _wishes([member]).get(member, ())
    defaults = default_channels()
    return [
        notice
        for notice in raised.order_by("-day", "-pk")
        if Channel.WEEKLY_DIGEST in channels(wishes, notice, defaults.get(notice.topic, Channel.SITE))
    ]


def _post(message: EmailMessage, own: QuerySet[Any], member: Member, notices: Sequence[int], now: datetime) -> Outcome:
    """Hand a claimed mail to the mail server, and note that it was sent, or that it is due again."""
    try:
        get_connection().send_messages([message])
    except OSError as error:  # all faults of mail are: what the server says, and that it cannot be reached
        own.update(claim="", claimed_at=None, failures=F("failures") + 1)
        return Outcome(failed=1, fault=one_line(str(error)), is_down=not isinstance(error, REFUSED_ONE))
    with transaction.atomic():
        own.update(claim="", sent_at=now)
        after = {"organisation": member[1], "notices": notices}
        audit.record(SYSTEM, "notices:mail:sent", f"user {member[0]}", after=after)
    return Outcome(sent=1)
