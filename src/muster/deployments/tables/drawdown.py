"""The tables of a drawdown: who leaves when, what breaks, and what else could be chosen."""

from django.utils.translation import gettext_lazy as _

from muster.deployments.planning.drawdown_check import DrawdownRule
from muster.kit.tables import Column, Table

FIRST_WORDS = {
    "balanced": _("all by their weights"),
    "capability": _("keep the categories named"),
    "tour": _("let tours end as they are"),
    "states": _("cut States evenly"),
    "presence": _("leave late"),
    "more": _("cut no more than ordered"),
}
RULE_WORDS = {
    DrawdownRule.LIFT: _("more people leave than are lifted in a week"),
    DrawdownRule.LEAD: _("the unit that it serves in has left before it"),
    DrawdownRule.MEDICAL: _("medical cover is below the least"),
}

DEPARTURES = Table(
    name="departures",
    caption=_("Who leaves when"),
    empty=_("Nobody has to leave."),
    order="first_lift_on,unit",
    columns=[
        Column("unit", _("Unit")),
        Column("state", _("State"), filter="choice"),
        Column("mission", _("Mission"), filter="choice"),
        Column("category", _("Category"), filter="choice"),
        Column("people", _("People"), kind="integer", total=True),
        Column("lifts", _("Lifts"), kind="integer"),
        Column("first_lift_on", _("First lift"), kind="date"),
        Column("gone_on", _("Gone on"), kind="date"),
        Column("tour_ends_on", _("Tour would end"), kind="date"),
    ],
)
BROKEN = Table(
    name="broken",
    caption=_("Rules that break"),
    empty=_("No rule breaks."),
    order="week_of,subject",
    columns=[
        Column("week_of", _("Week of"), kind="date"),
        Column("words", _("Rule")),
        Column("subject", _("Mission or unit")),
        Column("people", _("People concerned"), kind="integer"),
    ],
)
ALTERNATIVES = Table(
    name="alternatives",
    caption=_("What else could be chosen"),
    empty=_("There is nothing to choose."),
    order="",
    filters=False,
    columns=[
        Column("words", _("What comes first"), kind="link", href=lambda row: row.address or None),
        Column("leaving", _("People leaving"), kind="integer"),
        Column("broken", _("Broken rules"), kind="integer", unit=_("people-weeks")),
        Column("capability", _("Of kept categories"), kind="integer", unit=_("people")),
        Column("tour", _("Off the end of tours"), kind="integer", unit=_("people-weeks")),
        Column("states", _("Beyond equal shares"), kind="integer", unit=_("people")),
        Column("presence", _("Presence lost"), kind="integer", unit=_("people-weeks")),
        Column("more", _("Beyond the order"), kind="integer", unit=_("people")),
        Column("proof", _("Best possible")),
    ],
)
