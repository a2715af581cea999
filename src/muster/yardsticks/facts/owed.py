"""Claims: when they were certified and what settled them. The money of a State is confidential."""

from collections import defaultdict
from datetime import date

from muster.kit.facts import known_on
from muster.reimbursement.claim_stages import CERTIFIED_ONCE
from muster.reimbursement.models import ClaimStageEvent, Settlement
from muster.reimbursement.queries.claims import MISSION_PATH, visible_claims
from muster.yardsticks.facts.reading import Reading
from muster.yardsticks.measures.arrears_exposure import ClaimFact


def claims(reading: Reading) -> list[ClaimFact]:
    """Return the claims that the viewer may see, those withdrawn left out. Three queries."""
    rows = [
        one
        for one in visible_claims(reading.viewer, reading.day).filter(
            reading.subject.condition(mission=f"{MISSION_PATH}__acronym", state="payee__code")
        )
        if one.stage_then != "withdrawn"
    ]
    keys = [one.pk for one in rows]
    certified: dict[int, date] = {}
    events = known_on(ClaimStageEvent.objects.filter(claim__in=keys, stage__in=list(CERTIFIED_ONCE)), reading.day)
    for claim, held_from in events.order_by("held_from", "pk").values_list("claim_id", "held_from"):
        certified.setdefault(claim, held_from)
    settled: dict[int, list[tuple[date, int]]] = defaultdict(list)
    paid = known_on(Settlement.objects.filter(claim__in=keys), reading.day).order_by("settled_on", "pk")
    for claim, on, cents in paid.values_list("claim_id", "settled_on", "amount_cents"):
        settled[claim].append((on, cents))
    return [
        ClaimFact(
            reference=one.reference,
            state=one.payee.code,
            mission=one.memorandum.unit.post.requirement.mission.acronym,
            covers_until=one.covers_until,
            total_cents=one.total_cents,
            known_from=one.known_from,
            certified_on=certified.get(one.pk),
            settled=tuple(settled[one.pk]),
            illustrative=one.illustrative,
        )
        for one in rows
    ]
