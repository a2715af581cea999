"""What the page of a plan's prices shows, as the kit's plain values."""

from collections.abc import Sequence
from math import ceil

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Crumb, ExplainInput, Explanation, KeyFigure, PageHead
from muster.plans.explained import ExplainedPlan
from muster.plans.explained_names import state_name, unit_type_name
from muster.plans.models import StoredPlan
from muster.plans.month_words import month_words
from muster.plans.prices import PriceRow, UnitWorth


def crumbs_of(plan: StoredPlan, here: str) -> list[Crumb]:
    """Return the path to a page of the plan."""
    return [
        Crumb(_("Plan"), reverse("plans")),
        Crumb(plan.reference, reverse("plan", args=[plan.reference])),
        Crumb(here),
    ]


def prices_head(plan: StoredPlan) -> PageHead:
    """Return the head of the page."""
    return PageHead(
        title=_("Prices"),
        crumbs=crumbs_of(plan, _("Prices")),
        lead=_("What one more place, person or unit would be worth to “%(plan)s” at most, month by month.")
        % {"plan": plan.title},
    )


def prices_figures(found: ExplainedPlan, period: int) -> list[KeyFigure]:
    """Return the key figures: the unit that is worth most, what is dearest of each kind, and what is left open."""
    prices = found.prices
    figures = []
    best = max(found.unit_worths, key=lambda row: row.by_month[period], default=None)
    if best is not None:
        figures.append(_unit_figure(found, best, period))
    figures += [
        _dearest(_("Dearest post"), prices.posts, [row.name for row in prices.posts], "#posts", 0),
        _dearest(_("Dearest ceiling"), prices.states, [state_name(row.name) for row in prices.states], "#states", 3),
        _dearest(
            _("Dearest arrivals"),
            prices.arrivals,
            [row.name or _("all missions together") for row in prices.arrivals],
            "#arrivals",
            3,
        ),
    ]
    if found.another is not None:
        figures.append(
            KeyFigure(
                _("Left open"),
                ceil(found.another.left_open),
                unit=_("points"),
                note=_("between this plan and what its prices prove"),
            )
        )
    return figures


def _unit_figure(found: ExplainedPlan, best: UnitWorth, period: int) -> KeyFigure:
    points, pledge = best.by_month[period]
    like = ExplainInput(_("The unit is like"), pledge, href=reverse("pledge", args=[pledge]))
    return KeyFigure(
        unit_type_name(best.unit_type),
        ceil(points),
        unit=_("points"),
        note=_("at most, for one more from %(month)s on") % {"month": month_words(found.calendar.day(period))},
        href="#units",
        explanation=Explanation(
            formula=_("best chain of stays at the prices: value of its months less prices of posts and arrivals"),
            inputs=(like,),
            note=_("It is free in the months in which that pledge is, and no ceiling of its State counts against it."),
        ),
    )


def _dearest(label: str, rows: Sequence[PriceRow], names: Sequence[str], href: str, decimals: int) -> KeyFigure:
    """Return the first row, the dearest, as a figure."""
    if not rows:
        return KeyFigure(label, "–", note=_("this plan has no such price"))
    return KeyFigure(label, f"{rows[0].total:,.{decimals}f}", unit=_("points"), note=names[0], href=href)


def unit_sentences(found: ExplainedPlan, period: int, most: int = 3) -> list[str]:
    """Return in words what one more unit of the types that are worth most would be worth."""
    since = month_words(found.calendar.day(period))
    rows = sorted(found.unit_worths, key=lambda row: -row.by_month[period][0])[:most]
    return [
        _("One more unit of the type “%(kind)s” from %(month)s on is worth at most %(points)s points.")
        % {"kind": unit_type_name(row.unit_type), "month": since, "points": f"{ceil(row.by_month[period][0]):,}"}
        for row in rows
        if row.by_month[period][0] > 0
    ]
