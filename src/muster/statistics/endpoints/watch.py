"""The API of the crisis watch: what is public to everybody, and one's own subscriptions for those who are signed in."""

from datetime import date
from typing import Annotated, cast

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.errors import NotFound
from muster.kit.openapi import (
    READ_ERRORS,
    WRITE_ERRORS,
    Answer,
    Body,
    Filters,
    ListFilters,
    Page,
    page_of,
    page_of_rows,
)
from muster.kit.openapi.fields import WHOLE, Code, RecordId, Word
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter
from muster.statistics.actions.watch_subscriptions import (
    change_watch_subscription as change,
)
from muster.statistics.actions.watch_subscriptions import (
    subscribe_to_watch,
    unsubscribe_from_watch,
)
from muster.statistics.models import AlertScope, AlertStage, WatchAlert, WatchForecast, WatchMeasure, WatchSubscription
from muster.statistics.queries.watch import forecasts_of_run, latest_run
from muster.statistics.queries.watch_subscriptions import own_alerts, own_watch_subscription, own_watch_subscriptions
from muster.statistics.rules.watch_terms import Measure, Scope, WatchTerms
from muster.statistics.store import open_store
from muster.statistics.watching.exposure import Exposure, exposure_by_mission
from muster.statistics.watching.months import MonthDeaths, series_of
from muster.statistics.watching.radius import FURTHEST_KM

router = Router(tags=["statistics"])
signed_in = Router(tags=["statistics"])


class WatchQuantile(Answer):
    """One quantile of the total of a window."""

    share: str = Field(description="share of outcomes at or below it, such as 0.05")
    deaths: float


class WatchForecastAnswer(Answer):
    """What the latest reckoning known on the day expects of a State."""

    state: str
    origin: date = Field(description="last day of the last month whose data were used; the window starts after it")
    horizon: int = Field(description="months of the window")
    p25: float = Field(description="chance that a month of the window has 25 deaths or more")
    p100: float = Field(description="the same for 100 deaths")
    mean: float = Field(description="deaths expected in the whole window")
    quantiles: list[WatchQuantile]
    reasons: list[str]
    model: str
    reckoned_on: date


class WatchMonthAnswer(Answer):
    """State-based deaths of a State in one month, by the edition that holds."""

    month: date = Field(description="last day of the month")
    deaths: int
    file: str
    vintage: date | None


class WatchExposureAnswer(Answer):
    """Events near the bases of one mission in one year; events carry no month."""

    year: int
    mission: str
    bases: int
    bases_near: int = Field(description="bases with an event within the distance")
    events: int
    deaths: int
    civilian_deaths: int


class WatchSubscriptionAnswer(Answer):
    """A subscription of the caller's own."""

    number: int
    name: str
    scope: AlertScope
    states: list[str]
    region: str
    measure: WatchMeasure
    horizon: int
    threshold: int


class WatchAlertAnswer(Answer):
    """Where a State stands for a subscription of the caller's own."""

    subscription: int
    state: str
    stage: AlertStage
    month: date
    since: date
    value: float
    crossings: int


class WatchSubscriptionBody(Body):
    """A subscription as it is entered."""

    name: Annotated[Word, Field(min_length=1)]
    scope: AlertScope
    states: Annotated[list[Code], Field(max_length=200, description="for the scope of States: ISO alpha-3 codes")] = (
        Field(default_factory=list)
    )
    region: Word = ""
    measure: WatchMeasure
    horizon: Annotated[int, Field(ge=0, le=12, description="months ahead, for a chance; 0 for deaths"), WHOLE] = 0
    threshold: Annotated[int, Field(ge=1, le=1_000_000, description="deaths, or per cent of a chance"), WHOLE]

    def terms(self) -> WatchTerms:
        """What the body says."""
        return WatchTerms(
            name=self.name,
            scope=Scope(self.scope),
            measure=Measure(self.measure),
            threshold=self.threshold,
            states=tuple(self.states),
            region=self.region,
            horizon=self.horizon,
        )


class WatchForecastFilters(ListFilters):
    """Which forecasts."""

    state: Code | None = None
    horizon: Annotated[int | None, Field(ge=1, le=12)] = None


class WatchExposureFilters(ListFilters):
    """Within which distance of a base."""

    radius: Annotated[int | None, Field(ge=1, le=FURTHEST_KM, description="km; else the parameter's")] = None


def _day(request: HttpRequest, filters: Filters) -> date:
    return filters.day(cast(MusterRequest, request))


def _forecast_answer(one: WatchForecast) -> WatchForecastAnswer:
    return WatchForecastAnswer(
        state=one.state,
        origin=one.run.origin,
        horizon=one.horizon,
        p25=one.p25,
        p100=one.p100,
        mean=one.mean,
        quantiles=[WatchQuantile(share=share, deaths=deaths) for share, deaths in one.quantiles.items()],
        reasons=one.reasons,
        model=one.run.model,
        reckoned_on=one.run.reckoned_at.date(),
    )


def _month_answer(one: MonthDeaths) -> WatchMonthAnswer:
    return WatchMonthAnswer(month=one.month, deaths=one.deaths, file=one.file, vintage=one.vintage)


def _exposure_answer(one: Exposure) -> WatchExposureAnswer:
    return WatchExposureAnswer(**{name: getattr(one, name) for name in WatchExposureAnswer.model_fields})


def _subscription_answer(one: WatchSubscription) -> WatchSubscriptionAnswer:
    plain = {name: getattr(one, name) for name in WatchSubscriptionAnswer.model_fields if name != "number"}
    return WatchSubscriptionAnswer(number=one.pk, **plain)


def _alert_answer(one: WatchAlert) -> WatchAlertAnswer:
    plain = {name: getattr(one, name) for name in WatchAlertAnswer.model_fields if name != "subscription"}
    return WatchAlertAnswer(subscription=one.subscription_id, **plain)


@router.get("/watch/forecasts", response={200: Page[WatchForecastAnswer], **READ_ERRORS}, summary="Forecasts")
def watch_forecasts(request: HttpRequest, filters: Query[WatchForecastFilters]) -> Page[WatchForecastAnswer]:
    """The forecasts of the latest reckoning known on the day; none where nothing was reckoned."""
    found = forecasts_of_run(latest_run(_day(request, filters)))
    return page_of(found.filter(**filters.chosen(state="state", horizon="horizon")), filters, _forecast_answer)


@router.get("/watch/months/{state}", response={200: Page[WatchMonthAnswer], **READ_ERRORS}, summary="Months of deaths")
def watch_months(request: HttpRequest, state: Code, filters: Query[ListFilters]) -> Page[WatchMonthAnswer]:
    """State-based deaths of a State by month, the latest first."""
    months = series_of(open_store(), state, _day(request, filters))
    if not months:
        raise NotFound(f"No months of conflict deaths are on record of {state!r}.")
    return page_of_rows(months[::-1], filters, _month_answer)


@router.get("/watch/exposure", response={200: Page[WatchExposureAnswer], **READ_ERRORS}, summary="Violence near bases")
def watch_exposure(request: HttpRequest, filters: Query[WatchExposureFilters]) -> Page[WatchExposureAnswer]:
    """Events near bases by mission and year, the latest year first."""
    day = _day(request, filters)
    radius = filters.radius or parameter("watch_base_radius_km", day).integer
    return page_of_rows(exposure_by_mission(open_store(), day, radius), filters, _exposure_answer)


@signed_in.get(
    "/watch/subscriptions", response={200: Page[WatchSubscriptionAnswer], **READ_ERRORS}, summary="Watched thresholds"
)
def watch_subscriptions(request: MusterRequest, filters: Query[ListFilters]) -> Page[WatchSubscriptionAnswer]:
    """The caller's own subscriptions to the crisis watch."""
    return page_of(own_watch_subscriptions(request.viewer), filters, _subscription_answer)


@signed_in.post(
    "/watch/subscriptions", response={201: WatchSubscriptionAnswer, **WRITE_ERRORS}, summary="Watch a threshold"
)
def new_watch_subscription(request: MusterRequest, body: WatchSubscriptionBody) -> Status[WatchSubscriptionAnswer]:
    """Make a subscription to the crisis watch."""
    return Status(201, _subscription_answer(subscribe_to_watch(request.viewer, body.terms())))


@signed_in.get(
    "/watch/subscriptions/{number}",
    response={200: WatchSubscriptionAnswer, **READ_ERRORS},
    summary="One watched threshold",
)
def watch_subscription(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> WatchSubscriptionAnswer:
    """One of the caller's own subscriptions to the crisis watch."""
    return _subscription_answer(own_watch_subscription(request.viewer, number))


@signed_in.put(
    "/watch/subscriptions/{number}",
    response={200: WatchSubscriptionAnswer, **WRITE_ERRORS},
    summary="Change a watched threshold",
)
def change_watch_subscription(
    request: MusterRequest, number: RecordId, body: WatchSubscriptionBody
) -> WatchSubscriptionAnswer:
    """Replace the content of one of the caller's own subscriptions; it is weighed anew."""
    return _subscription_answer(change(request.viewer, number, body.terms()))


@signed_in.delete(
    "/watch/subscriptions/{number}", response={204: None, **WRITE_ERRORS}, summary="Watch a threshold no longer"
)
def remove_watch_subscription(request: MusterRequest, number: RecordId) -> Status[None]:
    """Remove one of the caller's own subscriptions to the crisis watch."""
    unsubscribe_from_watch(request.viewer, number)
    return Status(204, None)


@signed_in.get("/watch/alerts", response={200: Page[WatchAlertAnswer], **READ_ERRORS}, summary="Alerts")
def watch_alerts(request: MusterRequest, filters: Query[ListFilters]) -> Page[WatchAlertAnswer]:
    """Where each State stands for the caller's own subscriptions."""
    return page_of(own_alerts(request.viewer), filters, _alert_answer)
