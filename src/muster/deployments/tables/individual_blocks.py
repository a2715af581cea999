"""The ways of an individual's handover that a block is in, as a table."""

from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table

HANDOVER_WAYS = Table(
    name="handover_ways",
    caption=_("Other ways through the block"),
    empty=_("No block of the mission is in the way of this handover."),
    filters=False,
    tools=False,
    columns=[
        Column("way", _("Way")),
        Column("arrives_on", _("Replacement arrives"), kind="date"),
        Column("leaves_on", _("Holder leaves"), kind="date"),
        Column("overstay_days", _("Too long"), kind="integer", unit=_("days")),
        Column("days_without_holder", _("Post empty"), kind="integer", unit=_("days")),
        Column("training_days_short", _("Training cut"), kind="integer", unit=_("days")),
    ],
)
