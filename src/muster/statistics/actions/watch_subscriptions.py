"""Writes of subscriptions to the crisis watch: each person's own."""

from dataclasses import asdict, replace
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused, one_line
from muster.parties.viewer import Viewer
from muster.reference.states import states
from muster.statistics.models import WatchSubscription
from muster.statistics.queries.watch_subscriptions import own_watch_subscription, own_watch_subscriptions, regions
from muster.statistics.rules.watch_terms import Measure, Scope, WatchTerms, problems_of
from muster.statistics.watching.forecasting import HORIZONS

MOST_SUBSCRIPTIONS = 50
"""Of one member for one organisation: the daily run weighs every State of each."""


@transaction.atomic
def subscribe_to_watch(actor: Viewer, terms: WatchTerms) -> WatchSubscription:
    """Make a subscription of the actor's own. Raises NotAllowed, and Refused with a problem for each thing wrong."""
    user_id, organisation_id = _require_person(actor)
    if own_watch_subscriptions(actor).count() >= MOST_SUBSCRIPTIONS:
        raise Refused(f"You have {MOST_SUBSCRIPTIONS} subscriptions to the crisis watch; remove one first.")
    made = WatchSubscription(user_id=user_id, organisation_id=organisation_id)
    _write(actor, made, terms)
    audit.record(actor, "statistics:watch-subscription:made", _subject(made), after=_said(made))
    return made


@transaction.atomic
def change_watch_subscription(actor: Viewer, number: int, terms: WatchTerms) -> WatchSubscription:
    """Replace the content of one's own subscription; what was weighed for the old one is forgotten.

    Raises NotFound, NotAllowed and Refused.
    """
    _require_person(actor)
    found = own_watch_subscription(actor, number)
    before = _said(found)
    _write(actor, found, terms)
    found.alerts.all().delete()
    audit.record(actor, "statistics:watch-subscription:changed", _subject(found), before=before, after=_said(found))
    return found


@transaction.atomic
def unsubscribe_from_watch(actor: Viewer, number: int) -> None:
    """Remove one's own subscription. Raises NotFound and NotAllowed."""
    _require_person(actor)
    found = own_watch_subscription(actor, number)
    audit.record(actor, "statistics:watch-subscription:removed", _subject(found), before=_said(found))
    found.delete()


def watch_terms_of(subscription: WatchSubscription) -> WatchTerms:
    """A subscription's content."""
    return WatchTerms(
        name=subscription.name,
        scope=Scope(subscription.scope),
        measure=Measure(subscription.measure),
        threshold=subscription.threshold,
        states=tuple(subscription.states),
        region=subscription.region,
        horizon=subscription.horizon,
    )


def _said(subscription: WatchSubscription) -> dict[str, Any]:
    return asdict(watch_terms_of(subscription))


def _subject(subscription: WatchSubscription) -> str:
    return f"subscription {subscription.pk} to the crisis watch"


def _require_person(actor: Viewer) -> tuple[int, int]:
    if actor.user_id is None or actor.organisation_id is None:
        raise NotAllowed("The crisis watch is subscribed to by a person who acts for an organisation: sign in first.")
    return actor.user_id, actor.organisation_id


def _write(actor: Viewer, subscription: WatchSubscription, given: WatchTerms) -> None:
    """Copy the terms into the record, those left out that its scope does not ask for. Raises Refused."""
    terms = replace(
        given,
        name=one_line(given.name),
        states=tuple(sorted(set(given.states))) if given.scope is Scope.STATES else (),
        region=given.region if given.scope is Scope.REGION else "",
    )
    problems = list(problems_of(terms, {one.iso3 for one in states()}, regions(), HORIZONS))
    if own_watch_subscriptions(actor).filter(name=terms.name).exclude(pk=subscription.pk).exists():
        problems.append(Problem("name", f"you have a subscription {terms.name!r} already", "choose another name"))
    if problems:
        raise Refused("The subscription cannot be recorded.", problems)
    for name, value in asdict(terms).items():
        setattr(subscription, name, list(value) if isinstance(value, tuple) else value)
    require_clean_fields(subscription, "The subscription")
    subscription.save()
