"""The tables of what the two sides owe each other, and of the States of a register."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.pledges.queries.obligations import Owed
from muster.pledges.rules.obligations import LABELS, Side

SIDES = [(side.value, side.label) for side in Side]
IN_TIME, OVERDUE = "in-time", "overdue"


def owed_address(row: Owed) -> str:
    """Return where the obligation is met: the pledge's page, or the State's."""
    if row.pledge is None:
        return reverse("pledge-state", args=[row.state.code])
    return reverse("pledge", args=[row.pledge.reference]) + "#obligations"


def owed_about(row: Owed) -> str:
    """Return what it is about: the pledge, or the State as a whole."""
    return row.pledge.reference if row.pledge is not None else row.state.name


def _standing(row: Owed) -> Badge:
    return Badge(_("overdue"), "short") if row.days_overdue else Badge(_("in time"), "neutral")


OBLIGATIONS = Table(
    name="obligations",
    caption=_("What the two sides of pledges owe each other"),
    empty=_("Nothing is owed as of this day between you and the other side of a pledge."),
    columns=[
        Column("about", _("Pledge"), owed_about, kind="link", href=owed_address),
        Column("state", _("State"), "state.name", filter="choice"),
        Column("register", _("Register"), "register.name", filter="choice", hidden=True),
        Column("side", _("Owed by"), lambda row: row.obligation.owed_by.label, filter="choice",
               choices=[(label, label) for _value, label in SIDES]),
        Column("duty", _("What"), lambda row: row.obligation.duty.label, filter="choice",
               choices=[(label, label) for label in LABELS.values()]),
        Column("matter", _("About"), "obligation.about"),
        Column("due_on", _("By"), "obligation.due_on", kind="date"),
        Column("standing", _("Standing"), _standing, kind="badge"),
        Column("days_overdue", _("Overdue"), lambda row: row.days_overdue or None, kind="integer", unit=_("days")),
        Column("since", _("Since"), "obligation.since", kind="date", hidden=True),
        Column("basis", _("Parameter"), "obligation.basis", hidden=True),
    ],
)  # fmt: skip


def _state_address(row: Any) -> str:
    return reverse("pledge-state", args=[row.state.code])


STATES = Table(
    name="states",
    caption=_("States with pledges"),
    empty=_("No State has a pledge between itself and you as of this day."),
    order="state",
    columns=[
        Column("state", _("State"), "state.name", kind="link", href=_state_address),
        Column("code", _("Code"), "state.code", hidden=True),
        Column("pledges", _("Pledges"), kind="integer", total=True),
        Column("people", _("People"), kind="integer", total=True),
        Column("submitted", _("Not yet registered"), kind="integer", total=True, hidden=True),
        Column("level_1", _("Level 1"), kind="integer", total=True),
        Column("level_2", _("Level 2"), kind="integer", total=True),
        Column("level_3", _("Level 3"), kind="integer", total=True),
        Column("rapid", _("Rapid deployment"), kind="integer", total=True),
        Column("lapsed", _("Lapsed"), kind="integer", total=True),
        Column("overdue_state", _("Overdue by the State"), kind="integer", total=True),
        Column("overdue_secretariat", _("Overdue by the Secretariat"), kind="integer", total=True),
        Column("last_visit", _("Last visit ended before"), kind="date"),
    ],
)
