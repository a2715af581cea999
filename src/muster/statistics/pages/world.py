"""What the first page of statistics shows, as the kit's plain values."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.charts import Chart
from muster.kit.pages import Action, KeyFigure, PageHead
from muster.statistics.charts.concentration import concentration_chart
from muster.statistics.charts.ranking import ranking_chart
from muster.statistics.explorer.reckoned import (
    all_of,
    concentration_over_time,
    lights,
    ranking,
    under_way,
)
from muster.statistics.explorer.series import Scope, months
from muster.statistics.pages.addresses import rows_address
from muster.statistics.pages.drawn import Drawn, charts_on_page, drawn
from muster.statistics.pages.figures import concentration_figure, last_count, sent_by, women_figure
from muster.statistics.pages.scope_charts import Maker, strength, women
from muster.statistics.store import Store

WORLD = Scope()


def world_head() -> PageHead:
    """Return the head of the room, with the ways into it."""
    doors = (
        (_("States"), "statistics-states"),
        (_("Missions"), "statistics-missions"),
        (_("Who pays"), "statistics-payers"),
        (_("Crisis watch"), "watch"),
        (_("History"), "history"),
        (_("Rows"), "statistics-rows"),
        (_("Sources"), "statistics-sources"),
    )
    return PageHead(
        title=_("Statistics"),
        kicker=_("The public record of peacekeeping"),
        lead=_("People in uniform in the peace operations of the United Nations, as public data sets say it; every "
               "figure leads to its rows."),
        actions=[Action(label, reverse(name)) for label, name in doors],
    )  # fmt: skip


def world_figures(store: Store, as_of: date) -> list[KeyFigure]:
    """Return the last count, missions under way, who sends, concentration and the share of women."""
    figures = []
    monthly, sent, now = months(store, WORLD, as_of), ranking(store, as_of), under_way(store, as_of)
    if monthly:
        figures.append(last_count(WORLD, monthly[-1]))
    if now:
        figures.append(KeyFigure(_("Operations under way"), len(now.missions), href="#operations"))
    if sent and sent.rows:
        figures += [sent_by(sent), concentration_figure(sent)]
    told = all_of(lights(store, as_of))
    if told:
        figures.append(women_figure(told))
    return figures


def charts_of_world(store: Store, scope: Scope, as_of: date) -> Mapping[str, Maker]:
    """The charts of the page by name, in their order."""

    def top(whole: bool) -> Chart | None:
        found = ranking(store, as_of)
        return ranking_chart(found) if found else None

    return {
        "strength": lambda whole: strength(store, scope, as_of, _("The United Nations")),
        "ranking": top,
        "concentration": lambda whole: concentration_chart(
            concentration_over_time(store, scope, as_of), _("The world")
        ),
        "women": lambda whole: women(store, scope, as_of),
    }


def world_charts(store: Store, as_of: date) -> list[Drawn]:
    """Return the charts of the page, those of which nothing is on record left out."""
    return [
        drawn(chart, name, "statistics-chart", rows=rows_address())
        for name, chart in charts_on_page(store, charts_of_world, WORLD, as_of).items()
    ]
