"""Plans of the optimisers of rotations as tables."""

from django.utils.translation import gettext_lazy as _

from muster.deployments.planning.companies import Obstacle
from muster.kit.pages import Text
from muster.kit.tables import Column, Table

OBSTACLE_WORDS: dict[Obstacle, Text] = {
    Obstacle.UNIT_TYPE: _("train it for %(wanted)s"),
    Obstacle.STRENGTH: _("%(amount)s people more"),
    Obstacle.VOLUNTEERS: _("%(amount)s volunteers more"),
    Obstacle.DWELL: _("%(amount)s days of rest less"),
    Obstacle.BUSY: _("free it from %(wanted)s"),
    Obstacle.CEILING: _("raise the act's ceiling by %(amount)s"),
}

TAKEN = Table(
    name="taken",
    caption=_("Which company takes which tour"),
    empty=_("No company takes a tour."),
    order="arrives_on,tour",
    columns=[
        Column("tour", _("Tour")),
        Column("mission", _("Mission"), filter="choice"),
        Column("unit_type", _("Unit type"), filter="choice"),
        Column("people", _("People"), kind="integer"),
        Column("training_from", _("Training from"), kind="date"),
        Column("arrives_on", _("Arrives"), kind="date"),
        Column("leaves_on", _("Leaves"), kind="date"),
        Column("company", _("Company"), filter="choice"),
        Column("why", _("Why")),
    ],
)

UNTAKEN = Table(
    name="untaken",
    caption=_("Tours that no company takes, and what would cure it"),
    empty=_("Every tour has its company."),
    filters=False,
    columns=[
        Column("tour", _("Tour")),
        Column("arrives_on", _("Arrives"), kind="date"),
        Column("people", _("People"), kind="integer"),
        Column("company", _("By")),
        Column("cure", _("What it would take, while all else stays")),
    ],
)

LIFT_DAYS = Table(
    name="lift-days",
    caption=_("Days of arrival"),
    empty=_("No tour has a day."),
    order="on,tour",
    columns=[
        Column("tour", _("Tour")),
        Column("mission", _("Mission"), filter="choice"),
        Column("people", _("People"), kind="integer", total=True),
        Column("due", _("On record"), kind="date"),
        Column("on", _("Arrives"), kind="date"),
        Column("moved", _("Moved"), kind="integer", unit=_("days")),
        Column("words", _("To be seen to")),
    ],
)

LIFT_MONTHS = Table(
    name="lift-months",
    caption=_("Arrivals by month"),
    empty=_("Nobody arrives."),
    filters=False,
    tools=False,
    columns=[
        Column("month", _("Month")),
        Column("people", _("People"), kind="integer"),
        Column("flights", _("Flights"), kind="integer"),
        Column("plan", _("Charter plan"), kind="integer", unit=_("flights")),
    ],
)
