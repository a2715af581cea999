"""The prices of a plan as tables."""

from dataclasses import replace
from math import ceil

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table
from muster.plans.explained import ExplainedPlan
from muster.plans.explained_names import state_name, unit_type_name
from muster.plans.month_words import month_words, short_month_words, short_run_words
from muster.plans.prices import PriceRow, UnitWorth


def _when(row: PriceRow) -> str:
    """Return the months with a price."""
    return ", ".join(short_run_words(first, last) for first, last in row.runs)


def _amounts(decimals: int) -> list[Column]:
    """Return the columns of what a price comes to."""
    return [
        Column("peak", _("Most in a month"), kind="decimal", decimals=decimals, unit=_("points")),
        Column("peak_month", _("In"), lambda row: short_month_words(row.peak_month), sortable=False),
        Column("total", _("Over all months"), kind="decimal", decimals=decimals, unit=_("points")),
        Column("months", _("Months"), lambda row: len(row.months), kind="integer"),
        Column("when", _("When"), _when, sortable=False),
    ]


def posts_table(found: ExplainedPlan) -> Table:
    """Return the table of what one more place in each post is worth."""
    stored = found.stored.reference
    return Table(
        name="prices-of-posts",
        caption=_("One more place in a post is worth at most"),
        empty=_("No post has a price in this plan."),
        order="-total",
        page_size=25,
        filters=False,
        illustrative=lambda row: row.name in found.illustrative_posts,
        columns=[
            Column("name", _("Post"), kind="link", href=lambda row: reverse("plan-post", args=[stored, row.name])),
            Column("unit_type", _("Unit type")),
            Column("mission", _("Mission")),
            *_amounts(0),
        ],
    )


STATES = Table(
    name="prices-of-states",
    caption=_("One more person under a State's ceiling is worth at most"),
    empty=_("No State's ceiling has a price in this plan."),
    order="-total",
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[Column("name", _("State"), lambda row: state_name(row.name)), *_amounts(3)],
)

ARRIVALS = replace(
    STATES,
    name="prices-of-arrivals",
    caption=_("One more person arriving in a month is worth at most"),
    empty=_("No limit on arrivals has a price in this plan."),
    columns=[Column("name", _("Mission"), lambda row: row.name or _("all missions together")), *_amounts(3)],
)


def units_table(found: ExplainedPlan, period: int) -> Table:
    """Return the table of what one more unit of each type is worth, there from a month on."""

    def worth(row: UnitWorth) -> int:
        return ceil(row.by_month[period][0])

    def like(row: UnitWorth) -> str:
        return row.by_month[period][1]

    since = month_words(found.calendar.day(period))
    return Table(
        name="worth-of-units",
        caption=_("One more unit is worth at most"),
        empty=_("The prices of this plan do not say what one more unit would be worth."),
        order="-worth",
        filters=False,
        illustrative=lambda row: like(row) in found.illustrative_pledges,
        columns=[
            Column("unit_type", _("Unit type"), lambda row: f"{row.unit_type} · {unit_type_name(row.unit_type)}"),
            Column("worth", _("From %(month)s on") % {"month": since}, worth, kind="integer", unit=_("points")),
            Column("like", _("Like"), like, kind="link", href=lambda row: reverse("pledge", args=[like(row)])),
        ],
    )
