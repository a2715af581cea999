"""The tables of measures: the records behind a figure, and a list of what is measured."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge, Text
from muster.kit.tables import Column, Table
from muster.yardsticks.addresses import record_address
from muster.yardsticks.measures.shape import Behind
from muster.yardsticks.words import VERDICTS, base_words, value_words


def _verdict(one: Behind) -> Badge:
    words, tone = VERDICTS[one.verdict]
    return Badge(words, tone)


def _counted(one: Behind) -> Badge:
    """Return the same where to count is neither good nor bad."""
    words, tone = VERDICTS[one.verdict]
    return Badge(words, "accent" if tone == "met" else "neutral")


def _state_address(one: Behind) -> str | None:
    return reverse("yardsticks-of-state", args=[one.state]) if one.state else None


def _mission_address(one: Behind) -> str | None:
    return reverse("yardsticks-of-mission", args=[one.mission]) if one.mission else None


def behind_table(number: Text, decimals: int, judges: bool) -> Table:
    """Return the table of the records behind a measure; `number` says what a record's own figure is.

    `judges`: what counts is good and what does not is bad.
    """
    figure = [Column("number", number, kind="decimal", decimals=decimals)] if number else []
    return Table(
        name="records-behind",
        caption=_("Records behind the figure"),
        empty=_("There is no record behind it that you may see as of this day."),
        order="verdict,-on",
        columns=[
            Column("label", _("Record"), kind="link", href=record_address),
            Column("state", _("State"), kind="link", href=_state_address),
            Column("mission", _("Mission"), kind="link", href=_mission_address),
            Column("on", _("Day"), kind="date"),
            Column("verdict", _("Counts"), _verdict if judges else _counted, kind="badge"),
            *figure,
            Column("words", _("Why")),
        ],
    )


MEASURED = Table(
    name="yardsticks",
    caption=_("Yardsticks"),
    empty=_("No measure is told of this."),
    page_size=200,
    columns=[
        Column("code", _("Measure"), lambda one: one.measure.code),
        Column("value", _("Value"), lambda one: value_words(one.measured.headline)),
        Column("base", _("Of"), lambda one: base_words(one.measured.headline)),
        Column("figure", _("First figure"), lambda one: one.measured.headline.label),
        Column("context", _("Context"), lambda one: "; ".join(each.words for each in one.context)),
    ],
    illustrative=lambda one: one.measured.illustrative,
)
"""All measures of a subject on a line each, as the command line prints them."""
