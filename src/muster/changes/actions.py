"""Writes of changed facts: one action tells of the change and asks every room above what rests on it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.audit import actions as audit
from muster.changes.models import FactChange, Reached
from muster.changes.signals import fact_changed
from muster.changes.terms import ChangeTerms, ReachTerms
from muster.kit.standing import Standing
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

WORDS, TITLE, WHY = 300, 200, 500
TOPIC = "fact-changed"


@transaction.atomic
def record_change(actor: Viewer, terms: ChangeTerms, *, today: date) -> FactChange:
    """Record that a fact changed, and everything that rests on it, in the transaction of the write that changed it.

    Whoever may change the fact was checked by the action that did; this one is called by it alone.
    """
    change = FactChange(
        kind=terms.kind,
        mission=terms.mission,
        state_id=terms.state_id,
        subject=terms.subject[:TITLE],
        before=terms.before[:WORDS],
        after=terms.after[:WORDS],
        true_from=terms.true_from,
        known_from=today,
        recorded_by_id=actor.user_id,
        source=terms.source,
        standing=terms.standing or Standing.ENTERED.value,
    )
    change.full_clean(exclude=["recorded_by", "state"])
    change.save()
    found = _reached_by(actor, change, today, terms.status)
    Reached.objects.bulk_create([_reached(change, one) for one in found])
    _tell_owners(actor, change, found, today)
    told = {"kind": change.kind, "mission": change.mission, "fact": change.subject}
    after = {**told, "to": change.after, "reached": len(found)}
    audit.record(actor, "changes:fact:changed", str(change.pk), before={"to": change.before}, after=after)
    return change


def _reached_by(actor: Viewer, change: FactChange, today: date, status: str) -> list[ReachTerms]:
    """Ask every room above for what rests on the fact; a failure of one undoes the write."""
    answers: list[Any] = fact_changed.send(FactChange, actor=actor, change=change, today=today, status=status)
    return [terms for _receiver, answer in answers for terms in answer]


def _tell_owners(actor: Viewer, change: FactChange, found: Sequence[ReachTerms], today: date) -> None:
    """Tell each organisation once how many of its records rest on a change, its own officers too.

    What the installation itself records of the past tells nobody.
    """
    if actor.is_system:
        return
    counts = Counter(one.owner_id for one in found)
    told = {"kind": change.get_kind_display(), "fact": change.subject}
    bulk_notify(
        NoticeTerms(
            topic=TOPIC,
            to=owner,
            title=_("A fact changed (%(kind)s): %(fact)s") % told,
            day=today,
            subject=Subject("changed-fact", str(change.pk), mission=change.mission),
            body=ngettext(
                "%(number)s record of yours rests on it; look at it again.",
                "%(number)s records of yours rest on it; look at them again.",
                counts[owner.pk],
            )
            % {"number": counts[owner.pk]},
            href=reverse("changed-fact", args=[change.pk]),
            once=f"changed fact {change.pk}",
        )
        for owner in Organisation.objects.filter(pk__in=counts).order_by("code")
    )


def _reached(change: FactChange, terms: ReachTerms) -> Reached:
    return Reached(
        change=change,
        kind=terms.kind,
        page=terms.page,
        reference=terms.reference,
        title=terms.title[:TITLE],
        why=terms.why[:WHY],
        owner_id=terms.owner_id,
        addressee_id=terms.addressee_id,
    )
