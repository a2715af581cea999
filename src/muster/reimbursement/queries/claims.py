"""Reads of claims. A draft is the secretariat's own; the payee and the mission see a claim once it was submitted.

The money of a State is confidential: no other State sees a claim, not even another payee under the same memorandum.
"""

from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, F, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reimbursement.claim_stages import CERTIFIED_ONCE, ClaimStage
from muster.reimbursement.models import Claim, ClaimStageEvent, Settlement

MISSION_PATH = "memorandum__unit__post__requirement__mission"


def _submitted_to(organisation_id: int) -> QuerySet[Any, Any]:
    """Return the keys of the claims that were ever submitted to a payee."""
    submitted = ClaimStageEvent.objects.filter(stage=ClaimStage.SUBMITTED, claim__payee=organisation_id)
    return submitted.values("claim")


CLAIM_FIELDS = visibility.Fields(
    owner=f"{MISSION_PATH}__mandated_by_id",
    mission=f"{MISSION_PATH}__organisation_id",
    partner_rows=_submitted_to,
    stage="stage_then",
    withheld_stages=(ClaimStage.DRAFT.value,),
)


def with_open(claims: QuerySet[Claim], day: date) -> QuerySet[Any]:
    """Return claims as of a day: `stage_then` since `stage_since`, `settled_cents`, and the `open_cents` still owed.

    Nothing is owed on what is not certified.
    """
    latest = known_on(ClaimStageEvent.objects.filter(claim=OuterRef("pk"), held_from__lte=day), day)
    latest = latest.order_by("-held_from", "-pk")
    settled = known_on(Settlement.objects.filter(claim=OuterRef("pk"), settled_on__lte=day), day)
    sums = settled.order_by().values("claim").annotate(sum=Sum("amount_cents")).values("sum")
    cents = BigIntegerField()
    found: QuerySet[Any] = claims.annotate(
        stage_then=Subquery(latest.values("stage")[:1]),
        stage_since=Subquery(latest.values("held_from")[:1]),
        settled_cents=Coalesce(Subquery(sums), Value(0), output_field=cents),
    )
    owed = When(stage_then__in=CERTIFIED_ONCE, then=F("total_cents") - F("settled_cents"))
    opened: QuerySet[Any] = found.annotate(open_cents=Case(owed, default=Value(0), output_field=cents))
    return opened


def visible_claims(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the claims that the viewer may see, known on `day`, each as it stood then (see `with_open`)."""
    found = with_open(known_on(Claim.objects.all(), day), day).filter(stage_then__isnull=False)
    rows = found.filter(visibility.rows(viewer, CLAIM_FIELDS))
    return rows.select_related(
        "memorandum__unit__state", "payee", "corrects", f"{MISSION_PATH}__organisation", f"{MISSION_PATH}__mandated_by"
    ).order_by("covers_from", "reference")


def visible_claim(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one claim. Raises NotFound where the viewer sees none."""
    found = visible_claims(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no claim {reference!r} that you may see as of {long_day(day)}.")
    return found


def claim_events(claim: Claim, day: date) -> list[ClaimStageEvent]:
    """Return the stage events of a claim known on `day`, the oldest first."""
    return list(known_on(claim.stage_events.all(), day).order_by("held_from", "pk").select_related("by"))


def settlements_of(claim: Claim, day: date) -> list[Settlement]:
    """Return what has settled a claim, known on `day`, the oldest first."""
    rows = known_on(claim.settlements.filter(settled_on__lte=day), day)
    return list(rows.select_related("payment", "debt").order_by("settled_on", "pk"))
