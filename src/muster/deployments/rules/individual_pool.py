"""Where an individual of a State's pool is on a day, and which of the proofs lapse soon. Pure.

The states are those of section 14.2 of the dossier, as far as the record tells them; in what order they are asked is a
local choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from muster.deployments.rules.eligibility import CredentialFacts
from muster.kit.intervals import add_months

MEDICAL = "medical"


class PoolState(StrEnum):
    """Where somebody is: what comes first holds."""

    BARRED = "barred"
    IN_POST = "in post"
    NOMINATED = "nominated"
    AVAILABLE = "available"


@dataclass(frozen=True)
class Lapse:
    """A proof that has ended or ends soon and that no later one takes over from; `on` is the first day without it."""

    kind: str
    subject: str
    on: date


def pool_state(*, is_barred: bool, is_in_post: bool, is_nominated: bool) -> PoolState:
    """Return where somebody is; whoever is in no post, in no request and not barred is available."""
    if is_barred:
        return PoolState.BARRED
    if is_in_post:
        return PoolState.IN_POST
    return PoolState.NOMINATED if is_nominated else PoolState.AVAILABLE


def ends_on(proof: CredentialFacts, medical_months: int) -> date | None:
    """Return the first day on which a proof serves no more; None is never.

    An examination may be submitted until it is `medical_months` old (S37), that day included.
    """
    if proof.kind != MEDICAL:
        return proof.valid_until
    aged = add_months(proof.valid_from, medical_months) + timedelta(days=1)
    return aged if proof.valid_until is None else min(aged, proof.valid_until)


def lapses(proofs: Iterable[CredentialFacts], medical_months: int, until: date) -> tuple[Lapse, ...]:
    """Return what has lapsed or lapses before `until` (excluded), the first one first.

    Of proofs of one kind, and of one language or course, the one that lasts longest counts.
    """
    longest: dict[tuple[str, str], date | None] = {}
    for proof in proofs:
        key = (proof.kind, proof.subject.strip().casefold())
        end = ends_on(proof, medical_months)
        known = longest.get(key, end)
        longest[key] = None if known is None or end is None else max(known, end)
    found = [Lapse(kind, subject, on) for (kind, subject), on in longest.items() if on is not None and on < until]
    return tuple(sorted(found, key=lambda one: (one.on, one.kind, one.subject)))
