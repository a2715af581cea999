"""Events as a table."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table


def event_address(event: Any) -> str:
    """Return the address of an event's page."""
    return reverse("audit-event", args=[event.sequence])


def actor_words(event: Any) -> str:
    """Return who acted: the account's name where the query brought it, else its number; nobody: the installation."""
    if event.actor_id is None:
        return str(_("the installation"))
    return getattr(event, "actor_name", None) or str(_("account %(number)s") % {"number": event.actor_id})


EVENTS = Table(
    name="audit-events",
    caption=_("Events of the audit log"),
    empty=_("No event that you may see is on record. Every write and every export adds one."),
    columns=[
        Column("sequence", _("Event"), kind="integer", lookup="sequence", href=event_address),
        Column(
            "recorded_at",
            _("Recorded at"),
            kind="date",
            lookup="recorded_at__date",
            export=lambda row: row.recorded_at.isoformat(sep=" ", timespec="seconds"),
        ),
        Column("action", _("Action"), lookup="action"),
        Column("subject", _("Subject"), lookup="subject"),
        Column("actor", _("Actor"), actor_words, filter="none", sortable=False),
        Column("on_behalf_of", _("On behalf of"), lookup="on_behalf_of", filter="choice"),
        Column("reason", _("Reason"), lookup="reason"),
        Column("digest", _("Digest"), lookup="digest", hidden=True),
    ],
)

CHANGES = Table(
    name="audit-changes",
    caption=_("What the event says"),
    empty=_("The event names no content: what happened stands in its action and subject."),
    filters=False,
    tools=False,
    columns=[
        Column("place", _("Field")),
        Column("before", _("Before")),
        Column("after", _("After")),
        Column("changed", _("Changed"), lambda row: _("same") if row.is_same else _("changed")),
    ],
)
