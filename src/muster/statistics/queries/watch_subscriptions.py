"""Reads of subscriptions to the crisis watch: one's own, for the organisation that one acts for, and nobody else's."""

from datetime import date

from django.db.models import Case, QuerySet, When

from muster.kit.errors import NotFound
from muster.parties.viewer import Viewer
from muster.reference.states import states
from muster.statistics.models import AlertScope, AlertStage, WatchAlert, WatchSubscription
from muster.statistics.presence import hosts_of_units


def own_watch_subscriptions(viewer: Viewer) -> QuerySet[WatchSubscription]:
    """The viewer's own subscriptions for the organisation that they act for."""
    return WatchSubscription.objects.filter(
        user_id=viewer.user_id or 0, organisation_id=viewer.organisation_id or 0
    ).order_by("name", "pk")


def own_watch_subscription(viewer: Viewer, number: int) -> WatchSubscription:
    """One of the viewer's own subscriptions. Raises NotFound."""
    found = own_watch_subscriptions(viewer).filter(pk=number).first()
    if found is None:
        raise NotFound(f"You have no subscription {number} to the crisis watch.")
    return found


def own_alerts(viewer: Viewer) -> QuerySet[WatchAlert]:
    """Where each State stands for the viewer's own subscriptions: those over the threshold first, quiet ones last."""
    rank = Case(When(stage=AlertStage.ALERTED, then=0), When(stage=AlertStage.CLEARED, then=1), default=2)
    own = WatchAlert.objects.filter(subscription__in=own_watch_subscriptions(viewer))
    return own.select_related("subscription").order_by(rank, "subscription__name", "state")


def states_watched(subscription: WatchSubscription, day: date) -> tuple[str, ...]:
    """The codes of the States that a subscription watches on a day, in order."""
    if subscription.scope == AlertScope.STATES:
        return tuple(sorted(subscription.states))
    if subscription.scope == AlertScope.REGION:
        return tuple(one.iso3 for one in states() if one.region == subscription.region)
    return tuple(sorted(hosts_of_units(subscription.organisation_id, day)))


def regions() -> tuple[str, ...]:
    """The regions in which States lie, in order."""
    return tuple(sorted({one.region for one in states()}))
