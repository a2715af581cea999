"""What a receiver of `fact_changed` does with what it has read: a record that rests on the fact becomes ReachTerms."""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.changes.models import FactChange
from muster.changes.rules import ChangedFact, Resting, rests_on, why
from muster.changes.terms import ReachTerms


@dataclass(frozen=True)
class FoundRecord:
    """A record that may rest on a fact: as the rules read it, its page, and whose it is (keys of organisations)."""

    resting: Resting
    page: str
    reference: str
    title: str
    owner_id: int
    addressee_id: int | None = None


def fact_of(change: FactChange, status: str = "") -> ChangedFact:
    """Return a change as the rules read it."""
    return ChangedFact(change.kind, change.subject, change.before, change.after, change.true_from, status)


def reach_terms(fact: ChangedFact, found: Iterable[FoundRecord]) -> list[ReachTerms]:
    """Return those of the records found that rest on a fact, each with why."""
    return [
        ReachTerms(
            kind=one.resting.kind,
            page=one.page,
            reference=one.reference,
            title=one.title,
            why=why(fact, one.resting),
            owner_id=one.owner_id,
            addressee_id=one.addressee_id,
        )
        for one in found
        if rests_on(fact, one.resting)
    ]
