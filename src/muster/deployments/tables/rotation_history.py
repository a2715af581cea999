"""Tours by the rules beside what happened, as a table."""

from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table

HISTORY = Table(
    name="history",
    caption=_("By the rules, and what happened"),
    empty=_("No tour has come yet."),
    order="",
    filters=False,
    columns=[
        Column("rotation", _("Tour")),
        Column("planned_on", _("By the rules"), kind="date"),
        Column("through_blocks_on", _("Through the blocks"), kind="date"),
        Column("arrived_on", _("Arrived"), kind="date"),
        Column("days_late", _("Late"), kind="integer", unit=_("days")),
        Column("days_by_blocks", _("By blocks"), kind="integer", unit=_("days")),
        Column("days_unexplained", _("Not by blocks"), kind="integer", unit=_("days")),
        Column("left_on", _("Left"), kind="date"),
        Column("days_too_long", _("Stayed too long"), kind="integer", unit=_("days")),
        Column("stay_by_blocks", _("Of that by blocks"), kind="integer", unit=_("days")),
    ],
)
