"""The calendar feed leaves the house: what a key opens, bounded, each new content an event of the audit log."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.audit.models import AuditEvent
from muster.generation.queries.calendar import calendar_entries
from muster.generation.rules.calendar import BLOCK, REPLY, CalendarEntry
from muster.kit.icalendar_file import CalendarDay, icalendar_file
from muster.kit.standing import Standing
from muster.parties.queries import viewer_for_calendar_key
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

EXPORTED = "generation:calendar:exported"


def feed_of(key: str, day: date, today: date, site: str, now: datetime) -> bytes:
    """Return the calendar file that a key opens, as known on `day`; `site` is the address of the first page.

    From calendar_feed_days_back days before to calendar_feed_days_ahead after, and no more than
    calendar_feed_most_entries of them, the nearest first. Raises NotFound for an unknown or closed key.
    """
    viewer = viewer_for_calendar_key(key)
    start = day - timedelta(days=parameter("calendar_feed_days_back", day).integer)
    until = day + timedelta(days=parameter("calendar_feed_days_ahead", day).integer)
    entries = calendar_entries(viewer, day, start, until, today=today)
    nearest = sorted(entries, key=lambda one: abs((one.start - day).days))
    kept = nearest[: parameter("calendar_feed_most_entries", day).integer]
    days = [calendar_day(one, site, until) for one in sorted(kept, key=lambda one: (one.start, one.uid))]
    _record(viewer, days, start, until)
    return icalendar_file(f"Muster: {viewer.organisation_name}", days, now)


def calendar_day(entry: CalendarEntry, site: str, until: date) -> CalendarDay:
    """Return an entry as calendar programs take it; what has no end lasts to the end of the file."""
    where = " → ".join(part for part in (entry.state, entry.mission) if part)
    marks = [word for word, holds in (("DRILL", entry.is_drill), ("overdue", entry.is_overdue)) if holds]
    if entry.illustrative:
        marks.append(Standing.ILLUSTRATIVE.value)
    words = [f"Whose turn: {entry.who}"] if entry.who else []
    words += [f"Source: {entry.source}"] if entry.source else []
    path = _path_of(entry)
    title = ": ".join(part for part in (where, _title(entry)) if part)
    return CalendarDay(
        uid=f"{entry.uid}@{urlsplit(site).hostname}",
        title=f"{title} ({', '.join(marks)})" if marks else title,
        start=entry.start,
        until=entry.until or max(until, entry.start + timedelta(days=1)),
        words="\n".join(words),
        address=site.rstrip("/") + path,
        place=entry.mission,
    )


def _path_of(entry: CalendarEntry) -> str:
    """Return where an entry leads: where its room says, its case, the request to be replied to, else the calendar."""
    if entry.address:
        return entry.address
    if entry.case:
        return reverse("case", args=[entry.case])
    return reverse("force-request", args=[entry.reference]) if entry.kind == REPLY else reverse("case-calendar")


def _title(entry: CalendarEntry) -> str:
    """Return what is on the calendar, in words."""
    kinds = {"due": "due", "promise": "promised", REPLY: "replies due", BLOCK: "held up"}
    what = kinds.get(entry.kind, "")
    return f"{entry.title}, {what}" if what else entry.title


@transaction.atomic
def _record(viewer: Viewer, days: Sequence[CalendarDay], start: date, until: date) -> None:
    """Record that the calendar has left: every time that it says something else than when it last did.

    A program asks several times a day; the same words to the same holder again are no further export, and would
    drown the log.
    """
    digest = hashlib.sha256(repr(days).encode()).hexdigest()
    subject = f"calendar of {viewer.organisation_code}, user {viewer.user_id}"
    last = AuditEvent.objects.filter(action=EXPORTED, subject=subject).order_by("-sequence").values("after").first()
    if last is not None and last["after"].get("sha256") == digest:
        return
    after = {"entries": len(days), "from": start, "until": until, "sha256": digest}
    audit.record(viewer, EXPORTED, subject, after=after)
