"""What a State claimed for the days of a year, and what came of it, by memorandum."""

from dataclasses import dataclass
from datetime import date

from muster.kit.intervals import DateInterval
from muster.kit.standing import Standing
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reimbursement.claim_stages import ClaimStage
from muster.reimbursement.queries.claims import visible_claims

NOT_CLAIMED = (ClaimStage.DRAFT.value, ClaimStage.WITHDRAWN.value)
VALUES = ("memorandum", "total_cents", "settled_cents", "open_cents", "standing")


@dataclass(frozen=True, slots=True)
class ClaimedMoney:
    """What was claimed under a memorandum, what payments and set-offs settled of it, and what is owed still, in cents.

    Nothing is owed on what is not certified.
    """

    claimed_cents: int = 0
    paid_cents: int = 0
    outstanding_cents: int = 0
    illustrative: bool = False


NOTHING_CLAIMED = ClaimedMoney()


def claimed_in(viewer: Viewer, state: Organisation, days: DateInterval, *, as_of: date) -> dict[int, ClaimedMoney]:
    """Return what a State is the payee of, by the keys of memoranda, of quarters that begin in `days`. One query.

    A claim is for the year of its quarter, whenever it was drawn up or paid; supplements are added to it.
    """
    claims = visible_claims(viewer, as_of).filter(payee=state, covers_from__gte=days.start, covers_from__lt=days.until)
    found: dict[int, ClaimedMoney] = {}
    for one in claims.exclude(stage_then__in=NOT_CLAIMED).select_related(None).values(*VALUES):
        before = found.get(one["memorandum"], NOTHING_CLAIMED)
        found[one["memorandum"]] = ClaimedMoney(
            claimed_cents=before.claimed_cents + one["total_cents"],
            paid_cents=before.paid_cents + one["settled_cents"],
            outstanding_cents=before.outstanding_cents + one["open_cents"],
            illustrative=before.illustrative or one["standing"] == Standing.ILLUSTRATIVE,
        )
    return found
