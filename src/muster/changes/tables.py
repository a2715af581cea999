"""Changed facts, and what they reach, as tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.changes.models import ChangeKind, FactChange
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table

GRAVE: tuple[str, ...] = (ChangeKind.CONSENT, ChangeKind.CASUALTIES, ChangeKind.THREAT, ChangeKind.FATALITIES)


def change_address(change: FactChange) -> str:
    """Return the address of a change's page."""
    return reverse("changed-fact", args=[change.pk])


def kind_badge(change: FactChange) -> Badge:
    """Return what kind of fact changed as a badge; what concerns people's safety stands out."""
    tone: Tone = "due" if change.kind in GRAVE else "neutral"
    return Badge(change.get_kind_display(), tone)


def _reached_count(row: Any) -> int:
    return len(row.seen_reached)


CHANGES = Table(
    name="changed_facts",
    caption=_("Facts that changed"),
    empty=_(
        "No changed fact that you may see is on record as of this day. Mandates, consent, agreements, threat and "
        "casualties that are entered on a mission come here when they change, and so do changes of your State's law."
    ),
    order="-known_from",
    columns=[
        Column("kind", _("What changed"), kind_badge, kind="badge", lookup="kind", choices=ChangeKind.choices),
        Column("subject", _("Fact"), kind="link", href=change_address, lookup="subject"),
        Column("mission", _("Mission"), lookup="mission", filter="choice"),
        Column("state", _("State"), lambda row: row.state.name if row.state else "", lookup="state__name",
               filter="choice"),
        Column("before", _("Before"), lookup="before"),
        Column("after", _("After"), lookup="after"),
        Column("true_from", _("True from"), kind="date", lookup="true_from"),
        Column("known_from", _("Known from"), kind="date", lookup="known_from"),
        Column("reached", _("Records that rest on it"), _reached_count, kind="integer", sortable=False, filter="none",
               description=_("As far as you may see them.")),
        Column("source", _("Source"), lookup="source", hidden=True),
    ],
)  # fmt: skip


def _record_address(row: Any) -> str:
    return reverse(row.page, args=[row.reference])


REACHED = Table(
    name="reached_records",
    caption=_("What rests on it"),
    empty=_(
        "No record that you may see rests on this fact. Dossiers, plans, tours, memoranda and cases would come here."
    ),
    order="",
    columns=[
        Column("kind", _("Kind"), "get_kind_display", filter="choice"),
        Column("title", _("Record"), kind="link", href=_record_address),
        Column("owner", _("Of"), "owner.name", filter="choice"),
        Column("why", _("Why")),
    ],
)  # fmt: skip

FACTS_THAT_CHANGED = Table(
    name="facts_that_changed",
    caption=_("Facts that changed"),
    empty=_("Nothing that this rests on has changed."),
    order="",
    filters=False,
    tools=False,
    columns=[
        Column("subject", _("Fact"), "change.subject", kind="link", href=lambda row: change_address(row.change)),
        Column("before", _("Before"), "change.before"),
        Column("after", _("After"), "change.after"),
        Column("true_from", _("True from"), "change.true_from", kind="date"),
        Column("why", _("What rests on it"), "why"),
    ],
)
"""Part of the page of a record that rests on facts."""
