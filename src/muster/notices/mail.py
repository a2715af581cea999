"""What a mail about notices says.

A mail leaves the installation, lies in the mailboxes of others and is forwarded with a finger. So it holds the titles
of notices and where to read on, and nothing of their text: what is confidential is read after signing in, by whoever
may see it on that day.
"""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.day_text import long_day
from muster.notices.models import Notice
from muster.parties.models import Organisation, User


def absolute(path: str) -> str:
    """Return the whole address of a path of this site."""
    return f"{settings.MUSTER_SITE_ADDRESS.rstrip('/')}{path}"


def notice_mail(
    user: User, organisation: Organisation, notices: Sequence[Notice], *, most: int, mail_id: str
) -> EmailMessage:
    """Return the mail at once about one or several notices, the first `most` of them by title."""
    if len(notices) == 1:
        subject = notices[0].title
    else:
        subject = _("%(number)s notices to %(whom)s") % {"number": len(notices), "whom": organisation.name}
    return _mail(user, subject, [_whom(organisation), *_lines(notices, most)], mail_id)


def digest_mail(
    user: User,
    organisation: Organisation,
    notices: Sequence[Notice],
    period: tuple[date, date],
    *,
    most: int,
    mail_id: str,
) -> EmailMessage:
    """Return the digest of what was raised in the half-open `period`, the first `most` notices by title."""
    subject = _("%(number)s notices to %(whom)s, %(first)s to %(last)s") % {
        "number": len(notices),
        "whom": organisation.name,
        "first": long_day(period[0]),
        "last": long_day(period[1]),
    }
    return _mail(user, subject, [_whom(organisation), *_lines(notices, most)], mail_id)


def _whom(organisation: Organisation) -> str:
    return _("Muster tells %(whom)s:") % {"whom": organisation.name}


def _lines(notices: Sequence[Notice], most: int) -> list[str]:
    """Return a paragraph for each of the first `most` notices, and one that counts the others."""
    lines = [
        f"{long_day(notice.day)}: {notice.title}\n{absolute(reverse('notice', args=[notice.pk]))}"
        for notice in notices[:most]
    ]
    if len(notices) > most:
        rest = _("And %(number)s more:") % {"number": len(notices) - most}
        lines.append(f"{rest} {absolute(reverse('notices'))}")
    return lines


def _mail(user: User, subject: str, paragraphs: Sequence[str], mail_id: str) -> EmailMessage:
    """Return a plain text mail; sent twice after a fault it bears the same identity, by which mailboxes know it."""
    foot = _("What you are told by mail, you choose at %(where)s") % {"where": absolute(reverse("subscriptions"))}
    host = urlsplit(settings.MUSTER_SITE_ADDRESS).hostname or "localhost"
    return EmailMessage(
        subject=f"[Muster] {subject}",
        body="\n\n".join([*paragraphs, foot]) + "\n",
        to=[user.email],
        headers={"Message-ID": f"<{mail_id}@{host}>", "Auto-Submitted": "auto-generated"},
    )
