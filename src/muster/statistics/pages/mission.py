"""What the page of a mission shows, as the kit's plain values."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from muster.kit.charts import Chart
from muster.kit.pages import Action, Crumb, KeyFigure, PageHead
from muster.reference.errors import UnknownFactError
from muster.reference.missions import mission as reference_mission
from muster.statistics.charts.build_up import build_up_chart
from muster.statistics.charts.concentration import concentration_chart
from muster.statistics.charts.ranking import ranking_chart
from muster.statistics.charts.words import state_words
from muster.statistics.explorer.reckoned import (
    ShownCurve,
    build_up,
    concentration_over_time,
    death_rates,
    ranking,
)
from muster.statistics.explorer.series import Scope, months
from muster.statistics.figures.safety import interval_percent
from muster.statistics.pages.addresses import rows_address
from muster.statistics.pages.crumbs import missions_crumb, room_crumb
from muster.statistics.pages.drawn import Drawn, charts_on_page, drawn
from muster.statistics.pages.figures import concentration_figure, last_count, sent_by
from muster.statistics.pages.scope_charts import Maker, bases, strength, women
from muster.statistics.store import Store


def mission_head(acronym: str) -> PageHead:
    """Return the head of a mission's page: its full name and where it is, where the reference tables know it."""
    lead, kicker = "", ""
    try:
        fact = reference_mission(acronym)
        lead, kicker = fact.name, ", ".join(state_words(code) for code in fact.host_iso3)
    except UnknownFactError:
        pass
    return PageHead(
        title=acronym,
        kicker=kicker,
        crumbs=[room_crumb(), missions_crumb(), Crumb(acronym)],
        lead=lead,
        actions=[Action(_("Rows"), rows_address(mission=acronym))],
    )


def mission_figures(store: Store, scope: Scope, as_of: date) -> list[KeyFigure]:
    """Return the last count, who sends, concentration, deaths and time to deploy."""
    figures = []
    monthly, sent = months(store, scope, as_of), ranking(store, as_of, scope.mission)
    if monthly:
        figures.append(last_count(scope, monthly[-1]))
    if sent and sent.rows:
        figures += [sent_by(sent, scope.mission), concentration_figure(sent, scope.mission)]
    rates = death_rates(store, scope.mission, as_of)
    if rates and rates[0].per_1000 is not None:
        whole = rates[0]
        values = {"level": interval_percent(as_of), "low": whole.low, "high": whole.high}
        note = _("%(level)s %% interval %(low).2f to %(high).2f") % values
        where = rows_address("fatalities", mission=scope.mission)
        figures.append(KeyFigure(_("Deaths per 1,000 person-years"), f"{whole.per_1000:.2f}", "", note, href=where))
    curve = build_up(store, scope.mission, as_of)
    if curve:
        figures.append(_time_to_deploy(scope, curve))
    return figures


def _time_to_deploy(scope: Scope, curve: ShownCurve) -> KeyFigure:
    words = {"half": curve.months_to_half, "full": curve.months_to_full}
    return KeyFigure(
        _("Half of its peak after"), curve.months_to_half, _("months"), _("nine tenths after %(full)d") % words,
        href=rows_address(mission=scope.mission, start=curve.curve.start.replace(day=1), type="all"),
    )  # fmt: skip


def _build_up(store: Store, scope: Scope, as_of: date) -> Chart | None:
    found = build_up(store, scope.mission, as_of)
    if found is None:
        return None
    words = {
        "mission": scope.mission, "half": found.months_to_half, "full": found.months_to_full,
        "peak": f"{found.peak:,}",
    }  # fmt: skip
    title = (
        _("%(mission)s had half of its first peak (%(peak)s) after %(half)d months, nine tenths after %(full)d") % words
    )
    marks = [(_("half of the peak"), found.peak / 2), (_("nine tenths of the peak"), found.peak * 0.9)]
    return build_up_chart(found.points, marks, id="build-up", title=title, source=str(found.curve.source))


def charts_of_mission(store: Store, scope: Scope, as_of: date) -> Mapping[str, Maker]:
    """The charts of a mission's page by name, in their order."""

    def top(whole: bool) -> Chart | None:
        found = ranking(store, as_of, scope.mission)
        return ranking_chart(found) if found else None

    return {
        "strength": lambda whole: strength(store, scope, as_of, scope.mission),
        "ranking": top,
        "bases": lambda whole: bases(store, scope, as_of, whole=whole),
        "concentration": lambda whole: concentration_chart(concentration_over_time(store, scope, as_of), scope.mission),
        "women": lambda whole: women(store, scope, as_of),
        "build-up": lambda whole: _build_up(store, scope, as_of),
    }


def mission_charts(store: Store, scope: Scope, as_of: date) -> list[Drawn]:
    """Return the charts of the page, those of which nothing is on record left out."""
    whole = rows_address(mission=scope.mission)
    rows = {"bases": rows_address("bases", mission=scope.mission)}
    return [
        drawn(chart, name, "statistics-mission-chart", scope.mission, rows=rows.get(name, whole))
        for name, chart in charts_on_page(store, charts_of_mission, scope, as_of).items()
    ]
