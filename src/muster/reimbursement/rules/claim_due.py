"""Which claims of a memorandum are due when, and how far each is. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from muster.kit.named import Named
from muster.reimbursement.claim_stages import CERTIFIED_ONCE, ClaimStage
from muster.reimbursement.rules.claim_quarters import Quarter, over_by, target_day


class ClaimStanding(Named):
    """How it stands with the claim of a quarter, held against its target day."""

    OVERDUE = "overdue", "Overdue"
    SOON = "soon", "Soon due"
    LATER = "later", "Due later"
    DONE = "done", "Certified"


@dataclass(frozen=True, slots=True)
class ClaimNumbers:
    """The parameters: months after a quarter within which its claim is processed, and when it is soon due."""

    target_months: int
    soon_days: int


@dataclass(frozen=True, slots=True)
class DueClaim:
    """The claim of a payee for a quarter: due on `due_on`, at a stage (empty: not drawn up yet)."""

    payee: str
    quarter: Quarter
    due_on: date
    standing: ClaimStanding
    reference: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim on record: for whom, from which day, how far."""

    reference: str
    payee: str
    covers_from: date
    stage: str


def due_claims(
    valid: tuple[date, date | None],
    payees: Iterable[str],
    known: Iterable[KnownClaim],
    day: date,
    numbers: ClaimNumbers,
) -> list[DueClaim]:
    """Return the claims of a memorandum that holds for the days `valid`, quarter by quarter, as of `day`.

    A quarter is claimed when it is over. A claim that was withdrawn is none; a supplement is left out by the caller.
    """
    by_place: Mapping[tuple[str, date], KnownClaim] = {
        (one.payee, one.covers_from): one for one in known if one.stage != ClaimStage.WITHDRAWN
    }
    names = sorted(payees)
    return [
        _due(payee, quarter, by_place.get((payee, quarter.start)), day, numbers)
        for quarter in over_by(*valid, day)
        for payee in names
    ]


def _due(payee: str, quarter: Quarter, claim: KnownClaim | None, day: date, numbers: ClaimNumbers) -> DueClaim:
    due_on = target_day(quarter.until, numbers.target_months)
    if claim is not None and claim.stage in CERTIFIED_ONCE:
        standing = ClaimStanding.DONE
    elif due_on < day:
        standing = ClaimStanding.OVERDUE
    elif due_on <= day + timedelta(days=numbers.soon_days):
        standing = ClaimStanding.SOON
    else:
        standing = ClaimStanding.LATER
    reference, stage = (claim.reference, claim.stage) if claim else ("", "")
    return DueClaim(payee, quarter, due_on, standing, reference, stage)
