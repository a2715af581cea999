"""Tables of the room that acts leave: by ceiling and span, and by mission on one day."""

from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table

ROOM_SPANS = Table(
    name="room_spans",
    caption=_("Room under each ceiling, span by span"),
    empty=_("No act that you may see sets a ceiling from this day on. The State's officers enter its acts."),
    filters=False,
    illustrative="is_illustrative",
    columns=[
        Column("act", _("Act")),
        Column("part", _("Ceiling for")),
        Column("start", _("From"), kind="date"),
        Column("until", _("Until (excluded)"), kind="date"),
        Column("held", _("People counted"), kind="integer"),
        Column("ceiling", _("Ceiling"), kind="integer"),
        Column("left", _("Room"), kind="integer", unit=_("people")),
        Column("names", _("Who"), hidden=True),
    ],
)
ROOM_BY_MISSION = Table(
    name="room_by_mission",
    caption=_("Room in each mission that an act names, on the day asked for"),
    empty=_("No act that you may see names a mission on this day. The State's officers enter its acts."),
    filters=False,
    tools=False,
    illustrative="is_illustrative",
    columns=[
        Column("mission", _("Mission")),
        Column("category", _("Category")),
        Column("act", _("Act")),
        Column("held", _("People counted"), kind="integer"),
        Column("ceiling", _("Ceiling"), kind="integer"),
        Column("left", _("Room"), kind="integer", unit=_("people")),
        Column("words", _("In words"), hidden=True),
    ],
)
