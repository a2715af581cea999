"""The daily run's part in the crisis watch: who asked for it is told once of each crossing. It can be repeated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from muster.audit import actions as audit
from muster.audit.actions import NewEvent
from muster.kit.errors import NotAllowed
from muster.kit.facts import known_on
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Membership
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.reference.states import states
from muster.statistics.models import WatchAlert, WatchForecast, WatchMeasure, WatchRun, WatchSubscription
from muster.statistics.queries.watch_subscriptions import states_watched
from muster.statistics.rules.alerts import Stage, Standing, first_standing, weighed
from muster.statistics.store import Store
from muster.statistics.watching.months import months_on_record, values_of

TOPICS = {Stage.ALERTED: "watch-alert", Stage.CLEARED: "watch-cleared"}
PERCENT = 100

Values = Mapping[tuple[str, date], float]
"""What is held against a threshold, by State and month."""


@dataclass(frozen=True)
class Crossing:
    """A State that moved to another stage for a subscription in a month."""

    subscription: WatchSubscription
    state: str
    standing: Standing


@transaction.atomic
def tell_of_watch(actor: Viewer, store: Store, day: date) -> int:
    """Weigh what is new for every subscription and tell its owner of each crossing; return how many were told."""
    if not actor.is_system:
        raise NotAllowed("The daily run is the installation's own.")
    crossings: list[Crossing] = []
    months = months_on_record(store, day, parameter("watch_alert_months_back", day).integer)
    for subscription in _in_force():
        watched = states_watched(subscription, day)
        values = _values(subscription, store, watched, months, day)
        crossings += _weigh(subscription, watched, values, parameter("watch_clear_months", day).integer)
    audit.record_many(actor, [_event(one) for one in crossings])
    return bulk_notify(_notice(one, day) for one in crossings)


def _in_force() -> Iterator[WatchSubscription]:
    """The subscriptions of those who still act for the organisation."""
    members = set(Membership.objects.filter(user__is_active=True).values_list("user_id", "organisation_id"))
    for one in WatchSubscription.objects.select_related("organisation").order_by("pk"):
        if (one.user_id, one.organisation_id) in members:
            yield one


def _values(
    subscription: WatchSubscription, store: Store, watched: Sequence[str], months: Sequence[date], day: date
) -> Values:
    """What the subscription's measure says of the States it watches, by month; per cent where it is a chance."""
    if subscription.measure == WatchMeasure.DEATHS:
        return {key: float(value) for key, value in values_of(store, watched, months, day).items()}
    found = WatchForecast.objects.filter(
        run__in=known_on(WatchRun.objects.filter(origin__in=months), day),
        state__in=watched,
        horizon=subscription.horizon,
    ).order_by("run__pk")
    rows = found.values_list("state", "run__origin", subscription.measure)
    # A later run of the same origin takes the place of an earlier one.
    return {(state, origin): PERCENT * chance for state, origin, chance in rows}


def _weigh(subscription: WatchSubscription, watched: Sequence[str], values: Values, clear_after: int) -> list[Crossing]:
    """Bring every State's standing up to the last month that has a value; return the crossings on the way."""
    known = {one.state: one for one in subscription.alerts.all()}
    crossings: list[Crossing] = []
    made: list[WatchAlert] = []
    changed: list[WatchAlert] = []
    for state in watched:
        months = sorted(month for code, month in values if code == state)
        alert = known.get(state)
        if not months or (alert is not None and alert.month >= months[-1]):
            continue
        standing = _standing(alert) if alert else first_standing(months[-1], values[state, months[-1]])
        # Who subscribes today learns how the last month stands, not what happened before.
        for month in months if alert else months[-1:]:
            after = weighed(standing, month, values[state, month], subscription.threshold, clear_after)
            if after.stage is not standing.stage:
                crossings.append(Crossing(subscription, state, after))
            standing = after
        (changed if alert else made).append(
            _stored(alert or WatchAlert(subscription=subscription, state=state), standing)
        )
    WatchAlert.objects.bulk_create(made)
    WatchAlert.objects.bulk_update(changed, ["stage", "month", "since", "value", "below_months", "crossings"])
    return crossings


def _standing(alert: WatchAlert) -> Standing:
    return Standing(Stage(alert.stage), alert.month, alert.since, alert.value, alert.below_months, alert.crossings)


def _stored(alert: WatchAlert, standing: Standing) -> WatchAlert:
    """The alert with the standing written into it, unsaved."""
    alert.stage = standing.stage.value
    alert.month, alert.since, alert.value = standing.month, standing.since, standing.value
    alert.below_months, alert.crossings = standing.below_months, standing.crossings
    return alert


def _event(one: Crossing) -> NewEvent:
    return NewEvent(
        f"statistics:watch-alert:{one.standing.stage.value}",
        f"subscription {one.subscription.pk} to the crisis watch, {one.state}",
        after={"month": one.standing.month, "value": one.standing.value, "threshold": one.subscription.threshold},
    )


def _notice(one: Crossing, day: date) -> NoticeTerms:
    subscription, standing = one.subscription, one.standing
    name = next((known.display_name for known in states() if known.iso3 == one.state), one.state)
    return NoticeTerms(
        topic=TOPICS[standing.stage],
        to=subscription.organisation,
        title=f"{name}: {_told(subscription, standing)}",
        body=f"Your subscription {subscription.name!r} to the crisis watch.",
        day=day,
        subject=Subject("State", one.state, state=one.state),
        href=reverse("watch-state", args=[one.state]),
        once=f"watch:{subscription.pk}:{one.state}:{standing.stage.value}:{standing.month}",
        only_for=subscription.user_id,
    )


def _told(subscription: WatchSubscription, standing: Standing) -> str:
    """The figure, its month and the threshold in words."""
    month = date_format(standing.month, "F Y")
    if subscription.measure == WatchMeasure.DEATHS:
        figure, threshold = f"{standing.value:,.0f} deaths in {month}", f"{subscription.threshold:,}"
    else:
        deaths = subscription.measure.removeprefix("p")
        figure = f"chance of a month with {deaths} deaths in {subscription.horizon} months after {month}"
        figure, threshold = f"{standing.value:.0f} % {figure}", f"{subscription.threshold} %"
    if standing.stage is Stage.ALERTED:
        return f"{figure}, your threshold is {threshold}"
    return f"{figure}, for some months below your threshold of {threshold}"
