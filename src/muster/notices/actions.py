"""Writes to notices: tell an organisation, note what was read, and subscribe.

A notice is raised inside the transaction of the write that it tells of, and is told or not told with it; the audit
event of that write is its event too. Mail goes out afterwards (`sending.py`), so that no mail server can break a write.
That a member has read something is the member's own mark and no event.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused, one_line
from muster.notices.models import Channel, Notice, NoticeRead, Subscription
from muster.notices.queries import only_unread, own_subscription, own_subscriptions, visible_notice, visible_notices
from muster.notices.rules import shortened
from muster.notices.tasks import queue_mail
from muster.notices.terms import NoticeTerms, Notified, Subject, SubscriptionTerms
from muster.notices.topics import require_topic, topics
from muster.parties.models import Organisation, OrganisationKind, User
from muster.parties.viewer import Viewer
from muster.reference.unit_types import unit_types

BATCH = 500
MOST_SUBSCRIPTIONS = 50
"""Of one member for one organisation: every page of subscriptions counts what each would match."""


def notify(
    *,
    topic: str,
    to: Organisation,
    title: str,
    day: date,
    subject: Subject,
    body: str = "",
    href: str = "",
    once: str = "",
) -> Notified:
    """Tell an organisation something on `day`. With `once`, a second notice of that key to it is not raised.

    Call it inside the transaction of the write that it tells of. Raises UnknownFactError for an unknown topic.
    """
    notice = _unsaved(NoticeTerms(topic, to, title, day, subject, body, href, once))
    if not once:
        notice.save(force_insert=True)
        transaction.on_commit(queue_mail, robust=True)
        return Notified(notice, is_new=True)
    known = Notice.objects.filter(organisation=to, once=notice.once).first()
    if known is not None:
        return Notified(known, is_new=False)
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:  # told by another in the same moment
        return Notified(Notice.objects.get(organisation=to, once=notice.once), is_new=False)
    transaction.on_commit(queue_mail, robust=True)
    return Notified(notice, is_new=True)


@transaction.atomic
def bulk_notify(told: Iterable[NoticeTerms]) -> int:
    """Raise many notices in a few queries, each as `notify` does; return how many were raised now."""
    terms = list(told)
    known = _told_before(terms)
    fresh: list[Notice] = []
    for one in terms:
        key = (one.to.pk, one.once)
        if one.once and key in known:
            continue
        known.add(key)
        fresh.append(_unsaved(one))
    Notice.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    if fresh:
        transaction.on_commit(queue_mail, robust=True)
    return len(fresh)


def _told_before(terms: Iterable[NoticeTerms]) -> set[tuple[int, str]]:
    """Return which keys were told to whom before, by the index of these keys: a query a part of an organisation's."""
    keys: dict[int, set[str]] = defaultdict(set)
    for one in terms:
        if one.once:
            keys[one.to.pk].add(one.once)
    known: set[tuple[int, str]] = set()
    for organisation_id, wanted in keys.items():
        kept = Notice.objects.filter(~Q(once=""), organisation_id=organisation_id)
        for part in _parts(sorted(wanted)):
            known.update((organisation_id, once) for once in kept.filter(once__in=part).values_list("once", flat=True))
    return known


def _parts(keys: Sequence[str]) -> list[Sequence[str]]:
    return [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]


def _unsaved(terms: NoticeTerms) -> Notice:
    """Return the notice that the terms say; what is too long for its field is cut with a mark, never refused."""
    require_topic(terms.topic)
    if terms.href and (not terms.href.startswith("/") or terms.href.startswith("//")):
        raise ValueError(f"notice {terms.title!r}: {terms.href!r} is no address of this site")
    return Notice(
        organisation=terms.to,
        only_for_id=terms.only_for,
        topic=terms.topic,
        subject_kind=terms.subject.kind,
        subject_reference=terms.subject.reference,
        state=terms.subject.state,
        unit_type=terms.subject.unit_type,
        mission=terms.subject.mission,
        title=shortened(one_line(terms.title), 200),
        body=shortened(terms.body, 2000),
        href=terms.href,
        day=terms.day,
        known_from=terms.day,
        once=terms.once,
    )


def _require_person(actor: Viewer) -> tuple[int, int]:
    """Return the user's and the organisation's id. Raises NotAllowed where no person of an organisation acts."""
    if actor.user_id is None or actor.organisation_id is None:
        raise NotAllowed("Notices are read and subscribed to by a person who acts for an organisation: sign in first.")
    return actor.user_id, actor.organisation_id


@transaction.atomic
def mark_read(actor: Viewer, number: int, *, day: date) -> Notice:
    """Note that the actor has read a notice known on `day`; twice is once. Raises NotFound if it is not to them."""
    user_id, _ = _require_person(actor)
    found = visible_notice(actor, day, number)
    NoticeRead.objects.get_or_create(notice=found, user_id=user_id)
    return found


@transaction.atomic
def mark_all_read(actor: Viewer, *, day: date) -> int:
    """Note that the actor has read every notice known on `day`; return how many were unread."""
    user_id, _ = _require_person(actor)
    unread = list(only_unread(visible_notices(actor, day)).values_list("pk", flat=True))
    marks = [NoticeRead(notice_id=number, user_id=user_id) for number in unread]
    NoticeRead.objects.bulk_create(marks, batch_size=BATCH, ignore_conflicts=True)
    return len(unread)


@transaction.atomic
def subscribe(actor: Viewer, terms: SubscriptionTerms) -> Subscription:
    """Make a subscription of the actor's own. Raises Refused where it asks for what there is not."""
    user_id, organisation_id = _require_person(actor)
    if own_subscriptions(actor).count() >= MOST_SUBSCRIPTIONS:
        raise Refused(f"You have {MOST_SUBSCRIPTIONS} subscriptions; remove one first.")
    made = Subscription(user_id=user_id, organisation_id=organisation_id)
    _write(actor, made, terms)
    audit.record(actor, "notices:subscription:made", f"subscription {made.pk}", after=asdict(terms))
    return made


@transaction.atomic
def change_subscription(actor: Viewer, number: int, terms: SubscriptionTerms) -> Subscription:
    """Replace the content of one of the actor's own subscriptions. Raises NotFound, Refused."""
    _require_person(actor)
    found = own_subscription(actor, number)
    before = asdict(terms_of(found))
    _write(actor, found, terms)
    audit.record(actor, "notices:subscription:changed", f"subscription {number}", before=before, after=asdict(terms))
    return found


@transaction.atomic
def unsubscribe(actor: Viewer, number: int) -> None:
    """Remove one of the actor's own subscriptions. Raises NotFound."""
    _require_person(actor)
    found = own_subscription(actor, number)
    audit.record(actor, "notices:subscription:removed", f"subscription {number}", before=asdict(terms_of(found)))
    found.delete()


def terms_of(subscription: Subscription) -> SubscriptionTerms:
    """Return a subscription's content."""
    return SubscriptionTerms(
        name=subscription.name,
        channel=Channel(subscription.channel),
        topics=tuple(subscription.topics),
        states=tuple(subscription.states),
        unit_types=tuple(subscription.unit_types),
        missions=tuple(subscription.missions),
    )


def _write(actor: Viewer, subscription: Subscription, terms: SubscriptionTerms) -> None:
    """Copy the terms into the record. Raises Refused with a problem for each thing wrong."""
    name = one_line(terms.name)
    problems = list(_unknown_codes(terms))
    if not name:
        problems.append(Problem("name", "there is none", "say in a few words what it is about"))
    if own_subscriptions(actor).filter(name=name).exclude(pk=subscription.pk).exists():
        problems.append(Problem("name", f"you have a subscription {name!r} already", "choose another name"))
    if terms.channel != Channel.SITE and not User.objects.filter(pk=subscription.user_id).exclude(email="").exists():
        problems.append(Problem("how", "your account has no mail address", f"add one at {reverse('account_email')}"))
    if problems:
        raise Refused("The subscription cannot be recorded.", problems)
    subscription.name, subscription.channel = name, terms.channel
    for dimension in ("topics", "states", "unit_types", "missions"):
        setattr(subscription, dimension, sorted(set(getattr(terms, dimension))))
    require_clean_fields(subscription, "The subscription")
    subscription.save()


def _unknown_codes(terms: SubscriptionTerms) -> Iterable[Problem]:
    """Yield a problem for each dimension that names what there is not."""
    known: dict[str, Callable[[], set[str]]] = {
        "topics": lambda: {topic.code for topic in topics()},
        "states": lambda: _codes(OrganisationKind.MEMBER_STATE),
        "unit_types": lambda: {one.code for one in unit_types()},
        "missions": lambda: _codes(OrganisationKind.MISSION),
    }
    for dimension, codes in known.items():
        given = set(getattr(terms, dimension))
        unknown = sorted(given - codes()) if given else []
        if unknown:
            yield Problem(
                dimension.replace("_", " "), f"{', '.join(unknown)}: not on record", "choose among those given"
            )


def _codes(kind: OrganisationKind) -> set[str]:
    return set(Organisation.objects.filter(kind=kind).values_list("code", flat=True))
