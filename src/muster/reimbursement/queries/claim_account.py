"""The statement of account of a State as of a day, of what the viewer may see of it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Subquery

from muster.kit.facts import known_on
from muster.parties.viewer import Viewer
from muster.reimbursement.claim_stages import CERTIFIED_ONCE, ClaimStage
from muster.reimbursement.models import ClaimStageEvent, Settlement
from muster.reimbursement.queries.claims import MISSION_PATH, visible_claims
from muster.reimbursement.rules.claim_account import AccountEntry, EntryKind, with_balance

ACRONYM = f"{MISSION_PATH}__acronym"
CLAIM_VALUES = ("pk", "reference", ACRONYM, "total_cents", "certified_on", "standing", "covers_from")


def account_of(viewer: Viewer, day: date, state: str) -> list[AccountEntry]:
    """Return the entries on the account of a State (its code) known on `day`, with the balance after each.

    The last balance is what is owed on the certified claims. Two queries.
    """
    return with_balance(_entries(viewer, day, state))


def _entries(viewer: Viewer, day: date, state: str) -> Iterator[AccountEntry]:
    certified = known_on(ClaimStageEvent.objects.filter(claim=OuterRef("pk"), stage=ClaimStage.CERTIFIED), day)
    claims = visible_claims(viewer, day).filter(payee__code=state, stage_then__in=CERTIFIED_ONCE)
    claims = claims.annotate(certified_on=Subquery(certified.order_by("held_from").values("held_from")[:1]))
    found = {one["pk"]: one for one in claims.select_related(None).values(*CLAIM_VALUES)}
    for one in found.values():
        yield AccountEntry(
            one["certified_on"], EntryKind.CLAIM, one["reference"], one["reference"], one[ACRONYM],
            one["total_cents"], illustrative=one["standing"] == "illustrative",
        )  # fmt: skip
    rows = known_on(Settlement.objects.filter(claim__in=list(found), settled_on__lte=day), day)
    for part in rows.select_related("payment", "debt"):
        claim, deed = found[part.claim_id], part.payment or part.debt
        yield AccountEntry(
            part.settled_on,
            EntryKind.PAYMENT if part.payment_id else EntryKind.SET_OFF,
            str(deed),
            claim["reference"],
            claim[ACRONYM],
            part.amount_cents,
            part.reason,
            illustrative=claim["standing"] == "illustrative",
        )
