"""What blocks do to tours, as tables."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from muster.deployments.rules.blocked_rotations import FORWARD, WAIT, WITHOUT_RELIEF
from muster.deployments.rules.ways_through import EXTEND, SPLIT
from muster.kit.pages import Text
from muster.kit.tables import Column, Table

WAY_WORDS: dict[str, Text] = {
    WAIT: _("wait for the end of the block"),
    FORWARD: _("relief comes before the block"),
    WITHOUT_RELIEF: _("leave before the block, without relief"),
    EXTEND: _("stay for another tour, without relief"),
    SPLIT: _("relief in two lifts, before and after the block"),
}


def _unit_address(row: Any) -> str:
    return str(row["unit_href"])


def _way_address(row: Any) -> str | None:
    return row["href"] or None


MOVED = Table(
    name="moved",
    caption=_("What the blocks move"),
    empty=_("No block moves a tour."),
    order="unit,rotation",
    columns=[
        Column("unit", _("Unit"), kind="link", href=_unit_address),
        Column("state", _("State"), filter="choice"),
        Column("rotation", _("Tour")),
        Column("stage", _("Stage"), kind="badge", filter="none", sortable=False),
        Column("arrives_before", _("Arrives, planned"), kind="date"),
        Column("arrives_now", _("Arrives now"), kind="date"),
        Column("leaves_before", _("Leaves, planned"), kind="date"),
        Column("leaves_now", _("Leaves now"), kind="date"),
        Column("days", _("Past the day due"), kind="integer", unit=_("days each")),
        Column("person_days", _("All people"), kind="integer", unit=_("person-days"), total=True),
        Column("findings", _("To be seen to")),
    ],
)

WAYS = Table(
    name="ways",
    caption=_("Ways through the block, by handover"),
    empty=_("No block of the mission is in the way of a handover."),
    filters=False,
    tools=False,
    columns=[
        Column("unit", _("Unit")),
        Column("rotation", _("Relief")),
        Column("way", _("Way"), kind="link", href=_way_address),
        Column("arrives_on", _("Relief arrives"), kind="date"),
        Column("leaves_on", _("Relieved leave"), kind="date"),
        Column("overstay_days", _("Longer"), kind="integer", unit=_("days each")),
        Column("person_days", _("All people"), kind="integer", unit=_("person-days")),
        Column("days_without_holder", _("Post empty"), kind="integer", unit=_("days")),
        Column("training_days_short", _("Training cut"), kind="integer", unit=_("days")),
        Column("first_people", _("First lift"), kind="integer", unit=_("people")),
    ],
)

HELD_BY = Table(
    name="held-by",
    caption=_("Blocks that let no rotation through"),
    empty=_("No block lets rotations stand still as of this day. The mission or the Secretariat records one."),
    filters=False,
    tools=False,
    columns=[
        Column("reference", _("Block")),
        Column("held_from", _("From"), kind="date"),
        Column("held_until", _("Until (excluded)"), kind="date"),
        Column("why", _("Why")),
        Column("source", _("Source")),
    ],
)
