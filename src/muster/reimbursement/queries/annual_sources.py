"""The seam through which other parts of the room give the annual report what they keep: claims and losses.

A part names its function here when the room is ready; as long as none does, the report says that nothing is on record.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from muster.kit.intervals import DateInterval
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reimbursement.rules.annual_report import LossYear


@dataclass(frozen=True, slots=True)
class ClaimedMoney:
    """What was claimed for the year under a memorandum (its reference), paid of it, and is outstanding, in cents."""

    memorandum: str
    claimed_cents: int
    paid_cents: int
    outstanding_cents: int


ClaimsOfYear = Callable[[Viewer, Organisation, DateInterval], Iterable[ClaimedMoney]]
LossesOfYear = Callable[[Viewer, Organisation, DateInterval], Iterable[LossYear]]
"""Both are asked for a viewer, the State, and the days of the year; the last of them is the day looked at."""

_claims: list[ClaimsOfYear] = []
_losses: list[LossesOfYear] = []


def give_claims(source: ClaimsOfYear) -> None:
    """Let the annual report read claims from a function; the last one named is asked."""
    _claims[:] = [source]


def give_losses(source: LossesOfYear) -> None:
    """Let the annual report read losses from a function; the last one named is asked."""
    _losses[:] = [source]


def claims_of_year(viewer: Viewer, state: Organisation, days: DateInterval) -> dict[str, ClaimedMoney] | None:
    """Return claims by memorandum; None where no part keeps claims."""
    if not _claims:
        return None
    return {one.memorandum: one for one in _claims[0](viewer, state, days)}


def losses_of_year(viewer: Viewer, state: Organisation, days: DateInterval) -> tuple[LossYear, ...] | None:
    """Return losses; None where no part keeps losses."""
    return tuple(_losses[0](viewer, state, days)) if _losses else None
