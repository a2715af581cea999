"""The tables of the crisis watch."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.reference.states import states
from muster.statistics.models import AlertStage, WatchAlert, WatchMeasure, WatchSubscription

STAGE_TONES: dict[str, Tone] = {AlertStage.ALERTED: "short", AlertStage.CLEARED: "met", AlertStage.QUIET: "neutral"}


def state_address(row: Any) -> str:
    """The address of a State's page on the watch."""
    return reverse("watch-state", args=[row.state])


WATCH = Table(
    name="watch",
    caption=_("States"),
    empty=_("No months of conflict deaths are on record as of this day. Import the set “views”."),
    order="-p25_3,-last",
    illustrative=lambda row: False,
    columns=[
        Column("name", _("State"), kind="link", href=state_address),
        Column("state", _("Code"), hidden=True),
        Column("region", _("Region"), filter="choice"),
        Column("last", _("Last month"), kind="integer", unit=_("deaths"), total=True),
        Column("before", _("Month before"), kind="integer", unit=_("deaths"), hidden=True),
        Column("three", _("3 months"), kind="integer", unit=_("deaths"), hidden=True),
        Column("twelve", _("12 months"), kind="integer", unit=_("deaths"), total=True),
        Column("over_lower", _("Of 12, with 25"), kind="integer", unit=_("months")),
        Column("over_upper", _("Of 12, with 100"), kind="integer", unit=_("months"), hidden=True),
        Column("p25_3", _("25 within 3 months"), kind="percent", decimals=2, unit=_("chance")),
        Column("moved", _("Moved in a month"), lambda row: _points(row.moved), kind="decimal", unit=_("points")),
        Column("p100_3", _("100 within 3"), kind="percent", decimals=2, unit=_("chance")),
        Column("p25_6", _("25 within 6"), kind="percent", decimals=2, unit=_("chance")),
        Column("p100_6", _("100 within 6"), kind="percent", decimals=2, unit=_("chance")),
        Column("mean_6", _("Expected in 6 months"), kind="decimal", unit=_("deaths"), decimals=0),
    ],
)


def _points(moved: float | None) -> float | None:
    """A change of a chance in points of a hundred."""
    return None if moved is None else round(100 * moved, 1) + 0.0  # no minus before nought


OTHERS = Table(
    name="others",
    caption=_("Forecasts of others for the same months"),
    empty=_("No run of others that was known on this day covers these months."),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("month", _("Month"), lambda row: f"{row['month']:%Y-%m}"),
        Column("run", _("Run")),
        Column("probability", _("Probability"), kind="percent", unit=_("by the run's own threshold")),
        Column("mean", _("Mean"), kind="decimal", unit=_("deaths")),
        Column("happened", _("On record"), kind="integer", unit=_("deaths")),
    ],
)

MISSIONS_THERE = Table(
    name="missions-there",
    caption=_("Operations there"),
    empty=_("No operation is on record there as of this day."),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column(
            "mission",
            _("Mission"),
            kind="link",
            href=lambda row: reverse("statistics-mission", args=[row.mission]),
        ),
        Column("name", _("Name")),
        Column("start", _("Start"), kind="date"),
        Column("sources", _("Listed by")),
    ],
)

BASES_THERE = Table(
    name="bases-there",
    caption=_("Bases there"),
    empty=_("No base is on record there in a year of which events are on record too."),
    page_size=25,
    illustrative=lambda row: False,
    columns=[
        Column("year", _("Year"), lambda row: str(row.year), filter="choice"),
        Column("mission", _("Mission"), filter="choice"),
        Column("base", _("Base")),
        Column("troops", _("Troops"), kind="integer", unit=_("estimate")),
        Column("events", _("Events near"), kind="integer"),
        Column("deaths", _("Deaths near"), kind="integer"),
        Column("nearest_km", _("Nearest"), kind="decimal", unit=_("km")),
    ],
)

EDITIONS = Table(
    name="editions",
    caption=_("What each file tells"),
    empty=_("Nothing is on record."),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("month", _("Month"), lambda row: f"{row.month:%Y-%m}"),
        Column("deaths", _("Deaths"), kind="integer"),
        Column("source", _("Set")),
        Column("file", _("File")),
        Column("line", _("Row"), kind="integer"),
        Column("vintage", _("Edition of"), kind="date"),
        Column(
            "holds",
            _("Counted"),
            lambda row: Badge(_("counted"), "met") if row.holds else Badge(_("superseded")),
            kind="badge",
        ),
    ],
)

RECKONED = Table(
    name="reckoned",
    caption=_("What was reckoned before"),
    empty=_("No forecast was reckoned."),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("origin", _("From data until"), lambda row: f"{row.run.origin:%Y-%m}"),
        Column("horizon", _("Horizon"), kind="integer", unit=_("months")),
        Column("p25", _("Chance of 25"), kind="percent", decimals=2),
        Column("p100", _("Chance of 100"), kind="percent", decimals=2),
        Column("mean", _("Mean"), kind="decimal", unit=_("deaths"), decimals=0),
        Column("model", _("Model"), "run.model"),
        Column("reckoned", _("Reckoned"), lambda row: row.run.reckoned_at.date(), kind="date"),
    ],
)

EXPOSURE = Table(
    name="exposure",
    caption=_("By mission and year"),
    empty=_("No base and event of the same year are on record as of this day. Import the sets “geopko” and “ucdp”."),
    order="-year,-events",
    illustrative=lambda row: False,
    columns=[
        Column("year", _("Year"), lambda row: str(row.year), filter="choice"),
        Column("mission", _("Mission"), filter="choice"),
        Column("bases", _("Bases"), kind="integer"),
        Column("bases_near", _("With an event near"), kind="integer", unit=_("bases")),
        Column("events", _("Events near"), kind="integer", total=True),
        Column("deaths", _("Deaths near"), kind="integer", total=True),
        Column("civilian_deaths", _("Of them civilians"), kind="integer", total=True),
    ],
)

WATCH_SUBSCRIPTIONS = Table(
    name="watch-subscriptions",
    caption=_("Your subscriptions"),
    empty=_("You have no subscription to the crisis watch."),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column(
            "name",
            _("Name"),
            kind="link",
            href=lambda row: reverse("change-watch-subscription", args=[row.pk]),
        ),
        Column("where", _("States"), lambda row: scope_words(row)),
        Column("what", _("Told when"), lambda row: threshold_words(row)),
    ],
)

WATCH_ALERTS = Table(
    name="watch-alerts",
    caption=_("Where they stand"),
    empty=_("Nothing has been weighed yet; the daily run does it."),
    illustrative=lambda row: False,
    columns=[
        Column("name", _("Subscription"), "subscription.name"),
        Column("state", _("State"), lambda row: state_name(row.state), kind="link", href=state_address),
        Column("stage", _("Stage"), lambda row: stage_badge(row), kind="badge"),
        Column("value", _("Value"), kind="decimal", decimals=0),
        Column("threshold", _("Threshold"), "subscription.threshold", kind="integer"),
        Column("month", _("Month"), lambda row: f"{row.month:%Y-%m}"),
        Column("since", _("Since"), lambda row: f"{row.since:%Y-%m}"),
        Column("crossings", _("Times told"), kind="integer"),
    ],
)


def state_name(code: str) -> str:
    """A State's name; the code itself where the reference knows no such State."""
    return next((one.display_name for one in states() if one.iso3 == code), code)


def stage_badge(alert: WatchAlert) -> Badge:
    """Where a State stands, as a badge."""
    return Badge(AlertStage(alert.stage).label, STAGE_TONES[alert.stage])


def scope_words(subscription: WatchSubscription) -> Any:
    """Which States a subscription watches, in words."""
    return ", ".join(subscription.states) or subscription.region or _("where we have units")


def threshold_words(subscription: WatchSubscription) -> Any:
    """When a subscription is told, in words."""
    if subscription.measure == WatchMeasure.DEATHS:
        return _("%(threshold)s deaths or more in the last month on record") % {"threshold": subscription.threshold}
    return _("chance of %(threshold)s %% or more of a month with %(deaths)s deaths within %(horizon)s months") % {
        "threshold": subscription.threshold,
        "deaths": subscription.measure.removeprefix("p"),
        "horizon": subscription.horizon,
    }
