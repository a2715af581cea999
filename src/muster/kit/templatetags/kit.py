"""``{% load kit %}``: the components of a page, and numbers and dates as Muster writes them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from muster.kit import marks
from muster.kit.charts import Chart
from muster.kit.pages import (
    Badge,
    Crumb,
    Explanation,
    Fact,
    KeyFigure,
    Ladder,
    PageHead,
    Reason,
    Text,
    TimelineEntry,
    Tone,
)
from muster.kit.tables import BoundTable, cells

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """``{% icon "search" %}``: an icon of ours, silent unless labelled."""
    return marks.icon_html(name, label)


@register.simple_tag
def badge(label: Badge | Text, tone: Tone = "neutral", title: Text = "") -> SafeString:
    """``{% badge status %}`` of a ``Badge``, or ``{% badge "Verified" "met" %}``."""
    return marks.badge_html(label if isinstance(label, Badge) else Badge(label, tone, title))


@register.simple_tag
def illustrative() -> SafeString:
    """``{% illustrative %}``: the mark of a demonstration record."""
    return marks.illustrative_html()


@register.simple_tag
def standing(standing: str, source: Text = "") -> SafeString:
    """``{% standing fact.standing fact.source %}``: how well a fact is founded, and where it comes from."""
    return marks.standing_html(standing, source)


@register.simple_tag
def ladder(value: Ladder, size: str = "small") -> SafeString:
    """``{% ladder value %}`` for lists, ``{% ladder value "full" %}`` for the page of a pledge."""
    if size == "full":
        return SafeString(render_to_string("kit/ladder.html", {"ladder": value}))
    return marks.ladder_html(value)


@register.simple_tag(takes_context=True)
def table(context: Context, value: BoundTable) -> SafeString:
    """``{% table table %}``: a bound table; its caption tells the page's as-of day unless it has its own."""
    day = value.as_of or context.get("as_of")
    return SafeString(render_to_string("kit/table.html", {"table": value, "as_of": day}))


@register.inclusion_tag("kit/chart.html")
def chart(value: Chart, height: int | None = None) -> Mapping[str, Any]:
    """``{% chart chart %}``: a drawing with its title, source and text alternative."""
    return {"chart": value, "height": height}


@register.inclusion_tag("kit/page_head.html")
def page_head(head: PageHead) -> Mapping[str, Any]:
    """``{% page_head head %}``: what the page is, its status, next step and actions."""
    return {"head": head}


@register.inclusion_tag("kit/breadcrumb.html")
def breadcrumb(crumbs: Sequence[Crumb]) -> Mapping[str, Any]:
    """``{% breadcrumb crumbs %}``: the path to the page."""
    return {"crumbs": crumbs}


@register.inclusion_tag("kit/key_figures.html")
def key_figures(figures: Sequence[KeyFigure]) -> Mapping[str, Any]:
    """``{% key_figures figures %}``: a strip of numbers."""
    return {"figures": figures}


@register.inclusion_tag("kit/facts.html")
def facts(facts: Sequence[Fact], columns: int = 1) -> Mapping[str, Any]:
    """``{% facts facts %}``: a definition list, each value with its source and standing; ``columns`` 1 or 2."""
    return {"facts": facts, "columns": columns}


@register.inclusion_tag("kit/explain.html")
def explain(explanation: Explanation, label: Text = "") -> Mapping[str, Any]:
    """``{% explain explanation %}``: formula, inputs and parameters of a figure, folded away."""
    return {"explanation": explanation, "label": label}


@register.inclusion_tag("kit/timeline.html")
def timeline(entries: Sequence[TimelineEntry], today: date | None = None) -> Mapping[str, Any]:
    """``{% timeline entries today %}``: what happened and what is planned, oldest first."""
    return {"entries": entries, "today": today}


@register.inclusion_tag("kit/reasons.html")
def reasons(reasons: Sequence[Reason], label: Text = "", unfolded: bool = False) -> Mapping[str, Any]:
    """``{% reasons reasons %}``: "why not?", every rule that says no, with what would change it."""
    return {"reasons": reasons, "label": label, "open": unfolded}


@register.inclusion_tag("kit/empty.html")
def empty(words: Text, href: str = "", label: Text = "") -> Mapping[str, Any]:
    """``{% empty "No visit is on record." href label %}``: what would fill this place, and the way there."""
    return {"words": words, "href": href, "label": label}


@register.simple_tag(takes_context=True)
def address_without(context: Context, *words: str) -> str:
    """``{% address_without "as_of" %}``: the address of this page without some words of its query."""
    request = context.get("request")
    if request is None:
        return "/"
    query = request.GET.copy()
    for word in words:
        query.pop(word, None)
    return str(request.path) + ("?" + query.urlencode() if query else "")


@register.filter
def figure(value: Any, decimals: int = 0) -> str:
    """``{{ 12500|figure }}``: a number with its thousands apart, in the reader's language."""
    return "" if value is None or value == "" else cells.figure(value, decimals)


@register.filter
def share(value: Any, decimals: int = 0) -> str:
    """``{{ 0.86|share }}``: a share in per cent."""
    return "" if value is None or value == "" else cells.figure(100 * value, decimals) + "\u00a0%"


@register.filter
def day(value: date | None) -> str:
    """``{{ expires|day }}``: a date that no country reads differently (31 Oct 2018)."""
    return "" if value is None else cells.day(value)


@register.filter
def is_figure(value: Any) -> bool:
    """Whether a value is a plain number, to be set in grouped figures."""
    return isinstance(value, int | float) and not isinstance(value, bool)
