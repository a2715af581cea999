"""What the pages of the crisis watch are made of, as the kit's plain values."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.kit.charts import Chart
from muster.kit.intervals import add_months
from muster.kit.pages import Action, Crumb, ExplainInput, Explanation, KeyFigure, PageHead, Tone
from muster.parties.viewer import Viewer
from muster.reference.parameters import Parameter, parameter
from muster.statistics.charts.watch_map import WatchDot, share, watch_map
from muster.statistics.charts.watch_series import FanStep, exposure_bars, fan_chart, has_fan, months_chart
from muster.statistics.models import WatchForecast, WatchRun
from muster.statistics.pages.crumbs import room_crumb
from muster.statistics.queries.watch_overview import WatchOverview
from muster.statistics.store import Store
from muster.statistics.tables.watch import state_name
from muster.statistics.watching.exposure import Exposure
from muster.statistics.watching.months import MonthDeaths
from muster.statistics.watching.others import others_of
from muster.statistics.watching.trend import Direction, ThreatTrend

EVEN = 0.5
THRESHOLDS = ("watch_lower_threshold_deaths", "watch_upper_threshold_deaths")
DIRECTIONS: dict[Direction, tuple[Any, Tone]] = {
    Direction.RISING: ("rising", "short"),
    Direction.STEADY: ("steady", "neutral"),
    Direction.FALLING: ("falling", "met"),
    Direction.UNKNOWN: ("unknown", "neutral"),
}


def watch_crumbs(*more: Crumb) -> list[Crumb]:
    """The path to a page of the watch."""
    return [room_crumb(), Crumb(_("Crisis watch"), reverse("watch") if more else ""), *more]


def month_words(day: date) -> str:
    """A month in words."""
    return date_format(day, "F Y")


def _doors(viewer: Viewer, state: str = "") -> list[Action]:
    """What a reader can do from a page of the watch."""
    new = reverse("new-watch-subscription") + (f"?state={state}" if state else "")
    doors = [Action(_("Violence near bases"), reverse("watch-bases"))]
    if viewer.is_signed_in:
        doors.append(Action(_("Alerts"), reverse("watch-alerts")))
    return [*doors, Action(_("Be told"), new, primary=True, icon="bell")]


def watch_head(overview: WatchOverview, viewer: Viewer, day: date) -> PageHead:
    """The head of the overview."""
    lead = _(
        "State-based conflict deaths by State and month, and the chance that a month of the next three or six reaches "
        "%(lower)s or %(upper)s. Other violence (communal, one-sided) is not in these figures."
    ) % {"lower": overview.thresholds[0], "upper": overview.thresholds[1]}
    return PageHead(title=_("Crisis watch"), crumbs=watch_crumbs(), lead=lead, actions=_doors(viewer))


def watch_figures(overview: WatchOverview, day: date) -> list[KeyFigure]:
    """The key figures of the overview; none where nothing is on record."""
    if overview.month is None:
        return []
    lower, upper = overview.thresholds
    rows = overview.rows
    likely = sum((row.p25_3 or 0) >= EVEN for row in rows)
    figures = [
        KeyFigure(_("Last month on record"), month_words(overview.month), note=_age(overview.month, day)),
        KeyFigure(_("Deaths in it"), f"{sum(row.last for row in rows):,}", unit=_("in all States")),
        KeyFigure(
            _("At %(lower)s or more") % {"lower": lower},
            sum(row.last >= lower for row in rows),
            unit=_("States"),
            note=_("%(n)s of them at %(upper)s or more")
            % {"n": sum(row.last >= upper for row in rows), "upper": upper},
            explanation=_thresholds_explained(day),
        ),
    ]
    if overview.run is not None:
        figures.append(
            KeyFigure(
                _("More likely than not"),
                likely,
                unit=_("States"),
                note=_("to have a month with %(lower)s within three months") % {"lower": lower},
            )
        )
    return figures


def _age(month: date, day: date) -> str:
    """How old the last month is: a forecast from old data is one for months that have gone by."""
    months = (day.year - month.year) * 12 + day.month - month.month
    if months <= 1:
        return ""
    return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}


def _thresholds_explained(day: date) -> Explanation:
    return Explanation(
        formula=_("deaths of the month, held against the thresholds"),
        parameters=tuple(_parameter_input(parameter(key, day)) for key in THRESHOLDS),
    )


def _parameter_input(row: Parameter) -> ExplainInput:
    return ExplainInput(
        row.key,
        f"{row.value} {row.unit}",
        href=reverse("fact", args=["parameters", row.key]),
        source=row.source,
        standing=row.standing,
    )


def run_words(run: WatchRun) -> str:
    """Which reckoning a page shows, in words."""
    return _("%(model)s, from data until %(month)s, reckoned on %(day)s") % {
        "model": run.model,
        "month": month_words(run.origin),
        "day": date_format(run.reckoned_at, "j F Y"),
    }


def watch_notes(overview: WatchOverview) -> list[str]:
    """What a reader must know beside the table."""
    if overview.month is None:
        return []
    notes = [_("Deaths: UCDP as handed out by ViEWS; recent months are preliminary and are corrected later.")]
    if overview.run is None:
        notes.append(_("No forecast was reckoned from what was known on this day; the daily run does it."))
        return notes
    notes.append(_("Forecasts: %(run)s.") % {"run": run_words(overview.run)})
    if overview.run.origin != overview.month:
        notes.append(_("A later month is on record; the daily run has not reckoned from it yet."))
    if overview.earlier is not None:
        notes.append(
            _("Moved: the chance of 25 within three months, against that from data until %(month)s.")
            % {"month": month_words(overview.earlier.origin)}
        )
    return notes


def map_of(overview: WatchOverview, outline: str) -> Chart:
    """The world with circles by deaths and land by chance."""
    rows = [row for row in overview.rows if row.longitude is not None and row.latitude is not None]
    worst = max(rows, key=lambda row: row.last, default=None)
    title = _("No deaths are on record")
    if worst is not None and worst.last and overview.month is not None:
        title = _("%(state)s had the most deaths in %(month)s: %(deaths)s") % {
            "state": worst.name,
            "month": month_words(overview.month),
            "deaths": f"{worst.last:,}",
        }
    chance = _("Chance of a month with %(lower)s within three") % {"lower": overview.thresholds[0]}
    return watch_map(
        outline,
        [
            WatchDot(
                row.state, row.name, row.longitude or 0.0, row.latitude or 0.0, row.last, row.p25_3,
                reverse("watch-state", args=[row.state]),
            )
            for row in rows
        ],
        title=title,
        chance=chance,
        summary=_(
            "A circle is a State's deaths in the month by its area; the land is shaded by the chance that a month of "
            "the next three has %(lower)s or more."
        )
        % {"lower": overview.thresholds[0]},
        source=run_words(overview.run) if overview.run else _("UCDP as handed out by ViEWS"),
    )  # fmt: skip


def state_head(code: str, months: Sequence[MonthDeaths], viewer: Viewer) -> PageHead:
    """The head of a State's page."""
    name = state_name(code)
    return PageHead(
        title=name,
        crumbs=watch_crumbs(Crumb(name)),
        lead=_("State-based conflict deaths from %(first)s to %(last)s, and what is expected after.")
        % {"first": month_words(months[0].month), "last": month_words(months[-1].month)},
        actions=_doors(viewer, code),
    )


def state_figures(
    months: Sequence[MonthDeaths],
    forecasts: Sequence[WatchForecast],
    thresholds: tuple[int, int],
    trend: ThreatTrend,
    day: date,
) -> list[KeyFigure]:
    """The key figures of a State."""
    last = months[-1]
    over = last.deaths >= thresholds[0]
    words, tone = DIRECTIONS[trend.direction]
    figures = [
        KeyFigure(
            month_words(last.month),
            f"{last.deaths:,}",
            unit=_("deaths"),
            tone="short" if over else "neutral",
            explanation=_thresholds_explained(day),
        ),
        KeyFigure(
            _("Three months"),
            f"{trend.three:,}",
            unit=_("deaths"),
            tone=tone,
            note=_("%(direction)s: %(earlier)s in the three before")
            % {"direction": _(words), "earlier": f"{trend.earlier_three:,}"},
            explanation=Explanation(
                formula=_("deaths of the last three months, held against those of the three before"),
                parameters=(_parameter_input(parameter("watch_trend_percent", day)),),
            ),
        ),
    ]
    figures += [
        KeyFigure(
            _("%(deaths)s within %(n)s months") % {"deaths": thresholds[0], "n": one.horizon},
            share(one.p25),
            share=one.p25,
            note=_("%(chance)s of %(deaths)s; %(mean)s deaths expected")
            % {"chance": share(one.p100), "deaths": thresholds[1], "mean": f"{one.mean:,.0f}"},
        )
        for one in forecasts
    ]
    return figures


def series_chart(code: str, months: Sequence[MonthDeaths], thresholds: tuple[int, int]) -> Chart:
    """A State's months, with the finding as the title."""
    recent = months[-12:]
    over = sum(one.deaths >= thresholds[0] for one in recent)
    title = _("%(state)s: %(over)s of the last %(n)s months had %(lower)s deaths or more") % {
        "state": state_name(code),
        "over": over,
        "n": len(recent),
        "lower": thresholds[0],
    }
    return months_chart(
        [(one.month, one.deaths) for one in months],
        thresholds,
        title=title,
        source=", ".join(sorted({one.file for one in months})[-3:]),
    )


def fan_of(code: str, months: Sequence[MonthDeaths], forecasts: Sequence[WatchForecast]) -> Chart | None:
    """The fan of what is expected; None where nothing was reckoned or no quantiles are kept."""
    shown = [one for one in forecasts if has_fan(one.quantiles)]
    if not shown:
        return None
    origin = shown[0].run.origin
    known = [one.deaths for one in months if one.month <= origin]
    steps = [
        FanStep(one.horizon, one.quantiles, one.mean, sum(known[-one.horizon :]))
        for one in sorted(shown, key=lambda one: one.horizon)
    ]
    last = steps[-1]
    title = _("%(state)s: %(low)s to %(high)s deaths in the %(n)s months after %(month)s, nine chances in ten") % {
        "state": state_name(code),
        "low": f"{last.quantiles['0.05']:,.0f}",
        "high": f"{last.quantiles['0.95']:,.0f}",
        "n": last.months,
        "month": month_words(origin),
    }
    summary = _(
        "Total since the end of %(month)s. Reckoned for the end of each horizon; between them lines only join."
    ) % {"month": month_words(origin)}
    return fan_chart(steps, title=title, summary=summary, source=run_words(shown[0].run))


def others_rows(
    store: Store, code: str, run: WatchRun | None, months: Sequence[MonthDeaths], day: date
) -> list[dict[str, Any]]:
    """What others forecast for the months after our origin (after the last month on record without one)."""
    origin = run.origin if run else months[-1].month
    until = add_months(origin.replace(day=1), 7)
    happened = {one.month: one.deaths for one in months}
    return [
        {
            "month": one.month,
            "run": one.run,
            "probability": one.probability,
            "mean": one.mean,
            "happened": happened.get(one.month),
        }
        for one in others_of(store, code, origin, until, day)
        if one.month < until
    ]


def others_note(runs: Iterable[tuple[str, date, date, date]]) -> str:
    """Which runs of others speak of the State at all, in words."""
    told = [f"{name} ({first:%Y-%m} … {last:%Y-%m})" for name, _issued, first, last in runs]
    if not told:
        return _("No run of others on record speaks of this State.")
    return _("On record: %(runs)s. A run gives a chance for each month alone, ours is for the whole window.") % {
        "runs": "; ".join(told)
    }


def bases_head() -> PageHead:
    """The head of the page of bases."""
    return PageHead(
        title=_("Violence near bases"),
        crumbs=watch_crumbs(Crumb(_("Violence near bases"))),
        lead=_(
            "Events of organised violence (UCDP) within a distance of bases on the maps of the same year (Geo-PKO). "
            "Events carry a year and no month: a base counts for its whole year, and so does an event. They are a "
            "part of all events, so the figures compare years and missions; they are no counts of attacks."
        ),
    )


def bases_figures(rows: Sequence[Exposure], radius: int, usual: Parameter) -> list[KeyFigure]:
    """The key figures of the page of bases: the last year of which both are known."""
    if not rows:
        return []
    last = max(row.year for row in rows)
    there = [row for row in rows if row.year == last]
    near, bases = sum(row.bases_near for row in there), sum(row.bases for row in there)
    return [
        KeyFigure(_("Last year on record"), str(last)),
        KeyFigure(_("Bases with an event near"), near, unit=_("of %(n)s") % {"n": bases}, share=near / bases),
        KeyFigure(_("Events near"), f"{sum(row.events for row in there):,}"),
        KeyFigure(
            _("Distance"),
            radius,
            unit=_("km"),
            explanation=Explanation(
                formula=_("great-circle distance between base and event (haversine)"),
                parameters=(_parameter_input(usual),),
            ),
        ),
    ]


def exposure_chart(rows: Sequence[Exposure], radius: int) -> Chart:
    """Deaths near bases by year."""
    deaths: dict[int, int] = {}
    for row in rows:
        deaths[row.year] = deaths.get(row.year, 0) + row.deaths
    worst = max(deaths, key=lambda year: deaths[year])
    return exposure_bars(
        sorted(deaths.items()),
        title=_("Most deaths near bases were in %(year)s: %(deaths)s within %(km)s km")
        % {"year": worst, "deaths": f"{deaths[worst]:,}", "km": radius},
        source=_("Geo-PKO; UCDP GED 20.1, a part of its events"),
    )


def alerts_head(day: date) -> PageHead:
    """The head of one's own alerts."""
    clear = parameter("watch_clear_months", day)
    return PageHead(
        title=_("Alerts of the crisis watch"),
        crumbs=watch_crumbs(Crumb(_("Alerts"))),
        lead=_(
            "Seen by you alone. The daily run weighs each new month; you are told once when a threshold is reached, "
            "and once when a State was below it for %(n)s months in a row (parameter watch_clear_months: %(standing)s)."
        )
        % {"n": clear.integer, "standing": clear.standing},
        actions=[Action(_("New alert"), reverse("new-watch-subscription"), primary=True, icon="add")],
    )
