"""The States and the missions on record."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table
from muster.statistics.charts.words import state_words
from muster.statistics.pages.addresses import mission_address, state_address

NOTHING = _("Nothing is on record for this day. The command “muster import ipi PATH” brings contributions in.")


def _counts(others: Promise) -> list[Column]:
    return [
        Column("last_month", _("Last count"), kind="date"),
        Column("last_count", _("People then"), kind="integer"),
        Column("most_month", _("Most on"), kind="date"),
        Column("most_count", _("Most people"), kind="integer"),
        Column("last_year", _("Last year's mean"), lambda row: str(row.last_year or ""), filter="none"),
        Column("last_mean", _("Mean people"), kind="integer"),
        Column("others", others, kind="integer"),
    ]


def _state_name(row: Any) -> str:
    return state_words(row.name)


STATES = Table(
    name="statistics-states",
    caption=_("States that have contributed people in uniform"),
    empty=NOTHING,
    columns=[
        Column("name", _("State"), _state_name, kind="link", href=lambda row: state_address(row.name)),
        Column("code", _("Code"), "name"),
        *_counts(_("Most missions at once")),
    ],
)
MISSIONS = Table(
    name="statistics-missions",
    caption=_("Missions that have had people in uniform"),
    empty=NOTHING,
    columns=[
        Column("name", _("Mission"), kind="link", href=lambda row: mission_address(row.name)),
        *_counts(_("Most States at once")),
    ],
)
