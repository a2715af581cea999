"""Reads of notices: seen by members of the organisation that was told, by nobody else; subscriptions are one's own."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.notices.models import Notice, NoticeRead, Subscription
from muster.notices.rules import DIMENSIONS
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

NOTICE_FIELDS = visibility.Fields(owner="organisation_id")
MOST_COUNTED = 100
"""The bell counts so far and no further: more unread notices than that are "99+" to whoever looks."""


def seen_by(viewer: Viewer) -> Q:
    """Return the condition that a notice is to the viewer's organisation, and to no other member of it alone."""
    mine = visibility.rows(viewer, NOTICE_FIELDS)
    return mine if viewer.is_system else mine & (Q(only_for=None) | Q(only_for=viewer.user_id or 0))


def visible_notices(viewer: Viewer, day: date) -> QuerySet[Notice]:
    """Return the notices to the viewer's organisation known on `day`, each with `is_read`: by the viewer."""
    return (
        known_on(Notice.objects.filter(seen_by(viewer)), day)
        .select_related("organisation")
        .annotate(is_read=Exists(_reads_of(viewer)))
        .order_by("is_read", "-day", "-pk")
    )


def _reads_of(viewer: Viewer) -> QuerySet[NoticeRead]:
    """Return, beside a notice, that the viewer has read it."""
    return NoticeRead.objects.filter(notice=OuterRef("pk"), user_id=viewer.user_id or 0)


def only_unread(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Return those of `visible_notices` that the viewer has not read."""
    return notices.filter(is_read=False)  # type: ignore[misc]  # annotated by visible_notices


def visible_notice(viewer: Viewer, day: date, number: int) -> Notice:
    """Return one notice. Raises NotFound if there is none that the viewer may see."""
    found = visible_notices(viewer, day).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no notice {number} to you.")
    return found


def unread_count(viewer: Viewer, day: date) -> int:
    """Return how many notices known on `day` the viewer has not read, `MOST_COUNTED` at the most. One query."""
    mine = known_on(Notice.objects.filter(seen_by(viewer)), day)
    return mine.exclude(Exists(_reads_of(viewer))).order_by()[:MOST_COUNTED].count()


def own_subscriptions(viewer: Viewer) -> QuerySet[Subscription]:
    """Return the viewer's own subscriptions for the organisation that they act for."""
    return Subscription.objects.filter(user_id=viewer.user_id or 0, organisation_id=viewer.organisation_id or 0)


def own_subscription(viewer: Viewer, number: int) -> Subscription:
    """Return one of the viewer's own subscriptions. Raises NotFound."""
    found = own_subscriptions(viewer).filter(pk=number).first()
    if found is None:
        raise NotFound(f"You have no subscription {number}.")
    return found


def condition_of(subscription: Subscription) -> Q:
    """Return what `rules.matches` says, as the database reads it."""
    given = {
        f"{of_matter}__in": getattr(subscription, of_interest)
        for of_interest, of_matter in DIMENSIONS
        if getattr(subscription, of_interest)
    }
    return Q(**given)


def followed_notices(viewer: Viewer, day: date) -> QuerySet[Notice]:
    """Return the notices that one of the viewer's subscriptions asks for; all of them where there is none."""
    condition = Q()
    for subscription in own_subscriptions(viewer):
        asked = condition_of(subscription)
        if not asked:  # one that asks for everything: joined with others it would be lost
            return visible_notices(viewer, day)
        condition |= asked
    return visible_notices(viewer, day).filter(condition)


def matched_lately(viewer: Viewer, day: date, subscriptions: Iterable[Subscription]) -> dict[int, int]:
    """Return how many notices of the last days each subscription would have matched, by its number. One query.

    The number of days is the parameter `notice_preview_days`.
    """
    first = day - timedelta(days=parameter("notice_preview_days", on=day).integer)
    counts = {f"of_{one.pk}": Count("pk", filter=condition_of(one) or Q(pk__isnull=False)) for one in subscriptions}
    if not counts:
        return {}
    lately = known_on(Notice.objects.filter(seen_by(viewer)), day).filter(day__gt=first)
    return {int(name.removeprefix("of_")): number for name, number in lately.aggregate(**counts).items()}
