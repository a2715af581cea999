"""Writes of changed facts: one action tells of the change and asks every room above what rests on it."""

from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.changes.models import FactChange, Reached
from muster.changes.signals import fact_changed
from muster.changes.terms import ChangeTerms, ReachTerms
from muster.kit.standing import Standing
from muster.parties.viewer import Viewer

WORDS, TITLE, WHY = 300, 200, 500


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
    found = _reached_by(actor, change, today)
    Reached.objects.bulk_create([_reached(change, one) for one in found])
    told = {"kind": change.kind, "mission": change.mission, "fact": change.subject}
    after = {**told, "to": change.after, "reached": len(found)}
    audit.record(actor, "changes:fact:changed", str(change.pk), before={"to": change.before}, after=after)
    return change


def _reached_by(actor: Viewer, change: FactChange, today: date) -> list[ReachTerms]:
    """Ask every room above for what rests on the fact; a failure of one undoes the write."""
    answers: list[Any] = fact_changed.send(FactChange, actor=actor, change=change, today=today)
    return [terms for _receiver, answer in answers for terms in answer]


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
