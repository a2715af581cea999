"""What the page of a State shows, as the kit's plain values."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Action, Crumb, KeyFigure, PageHead
from muster.reference.errors import UnknownStateError
from muster.reference.states import state as reference_state
from muster.statistics.charts.words import counted_words, state_words
from muster.statistics.explorer.gaps import year_totals
from muster.statistics.explorer.reckoned import all_of, deaths_of_state, lights, ranking
from muster.statistics.explorer.series import Scope, months
from muster.statistics.pages.addresses import rows_address
from muster.statistics.pages.crumbs import room_crumb, states_crumb
from muster.statistics.pages.drawn import Drawn, charts_on_page, drawn
from muster.statistics.pages.figures import last_count, women_figure
from muster.statistics.pages.scope_charts import charts_of_state
from muster.statistics.store import Store
from muster.statistics.tables.figures import day_rows


def state_head(code: str) -> PageHead:
    """Return the head of a State's page."""
    name, region = state_words(code), _region(code)
    actions = [Action(_("Rows"), rows_address(state=code))]
    if region:
        actions.append(Action(_("Its own history"), reverse("history-of-state", args=[code])))
    return PageHead(
        title=name,
        kicker=region or code,
        crumbs=[room_crumb(), states_crumb(), Crumb(name)],
        lead=_("People in uniform in peace operations, as the data sets on record say it."),
        actions=actions,
    )


def _region(code: str) -> str:
    """Return the region of a State; nothing for one that is no more."""
    try:
        return reference_state(code).region
    except UnknownStateError:
        return ""


def state_figures(store: Store, scope: Scope, as_of: date) -> list[KeyFigure]:
    """Return the last count, the last year's mean, the rank, the share of women, and deaths."""
    figures = []
    monthly, yearly = months(store, scope, as_of), year_totals(store, scope, as_of)
    if monthly:
        figures.append(last_count(scope, monthly[-1]))
    if yearly:
        last = yearly[-1]
        where = rows_address(
            state=scope.state, grain="year", start=date(last.year, 1, 1), until=date(last.year + 1, 1, 1)
        )
        figures.append(KeyFigure(_("Mean of %(year)d") % {"year": last.year}, last.count, _("people"), href=where))
    figures += _rank(store, scope.state, as_of)
    told = all_of(lights(store, as_of, state=scope.state))
    if told:
        figures.append(women_figure(told, state=scope.state))
    died = sum(one.deaths for one in deaths_of_state(store, scope.state, as_of))
    if died:
        figures.append(KeyFigure(_("Deaths"), died, _("people"), _("since 1948, in all operations"),
                                 href=rows_address("fatalities", state=scope.state)))  # fmt: skip
    return figures


def _rank(store: Store, code: str, as_of: date) -> list[KeyFigure]:
    found = ranking(store, as_of)
    row = next((row for row in found.rows if row.state == code), None) if found else None
    if found is None or row is None:
        return []
    words = {"states": len(found.rows), "people": f"{row.count:,}", "day": counted_words(found.source)}
    note = _("of %(states)d, with %(people)s people (%(day)s)") % words
    return [KeyFigure(_("Rank among contributors"), row.rank, "", note, href=day_rows(found.source, state=code))]


def state_charts(store: Store, scope: Scope, as_of: date) -> list[Drawn]:
    """Return the charts of the page, those of which nothing is on record left out."""
    rows = {
        "strength": rows_address(state=scope.state),
        "missions": rows_address(state=scope.state, grain="year"),
        "women": rows_address(state=scope.state, grain="year"),
        "bases": rows_address("base_contributors", state=scope.state),
    }
    return [
        drawn(chart, name, "statistics-state-chart", scope.state, rows=rows.get(name, ""))
        for name, chart in charts_on_page(store, charts_of_state, scope, as_of).items()
    ]
