"""What the page of one pledge is drawn from, each kind of record read once and handed to its sections."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level
from muster.pledges.models import (
    OPEN_STAGES,
    ChangeRequest,
    Confirmation,
    Evidence,
    Ownership,
    PartnerNote,
    PledgeVersion,
    PoolEvent,
)
from muster.pledges.queries.access import sees_all
from muster.pledges.queries.health import announced_by
from muster.pledges.queries.joint import notes_known, withdrawn_among
from muster.pledges.queries.matters import Health, Reads, finding_of, health_by, sorted_evidence, visit_of
from muster.pledges.queries.proof import (
    PROOF_FIELDS,
    SUBJECT_KIND,
    approved_reports,
    evidence_fact,
    facts_with,
    pool_events,
    recommends,
    request_verdict_on,
    visible_change_requests,
    visible_evidence,
)
from muster.pledges.queries.register import visible_pledge
from muster.pledges.queries.theatre_results import results_of_pledges
from muster.pledges.rules.evidence import PledgeFacts
from muster.pledges.rules.levels import following_level
from muster.pledges.rules.theatre_doubts import LOOKS_AGAIN
from muster.reference.registers import rungs_of
from muster.visits.models import Finding, SubjectOutcome, Visit
from muster.visits.queries import known_visits_about, open_findings
from muster.visits.stages import ENDED_WITHOUT_VISIT, Severity, VisitKind

SHOWN_OF_EVIDENCE = ("document", "visit_subject__visit", "handed_in_by")
"""What the page shows of evidence besides its own words."""


@dataclass(frozen=True)
class BetweenTheSides:
    """What the State and the register alone see of a pledge, as the viewer may see it as of the day.

    `evidence` is by its number; `facts` are what the rules read; `following` is the level above, empty where there is
    none; `reports` are those of visits that could be taken as evidence.
    """

    health: Health
    facts: PledgeFacts
    following: str
    evidence: Mapping[int, Evidence]
    reports: Sequence[SubjectOutcome]
    pool_events: Sequence[PoolEvent]
    confirmations: Sequence[Confirmation]
    change_requests: Sequence[ChangeRequest]
    visits: Sequence[Visit]


@dataclass(frozen=True)
class PledgePage:
    """The pledge with what the viewer is shown of it; `sides` is None for a partner, who sees the header and its part.

    `partner_notes` are those known on the day, of a joint pledge.
    """

    pledge: PledgeVersion
    partner_notes: Sequence[PartnerNote]
    sides: BetweenTheSides | None


def pledge_page(viewer: Viewer, day: date, reference: str) -> PledgePage:
    """Return what the page of a pledge is drawn from. Raises NotFound if there is none that the viewer may see.

    The health is put on the pledge, too, as lists have it there.
    """
    pledge = visible_pledge(viewer, day, reference)
    is_joint = bool(pledge.contributions.all())
    notes = list(notes_known(day).filter(pledge=pledge.pledge_id)) if is_joint else []
    if not sees_all(viewer, pledge):
        return PledgePage(pledge, notes, None)
    sides = _between_the_sides(viewer, day, pledge, notes)
    pledge.health = sides.health
    return PledgePage(pledge, notes, sides)


def _between_the_sides(
    viewer: Viewer, day: date, pledge: PledgeVersion, notes: Sequence[PartnerNote]
) -> BetweenTheSides:
    number, reference = pledge.pledge_id, pledge.reference
    handed_in = visible_evidence(viewer, day).select_related(None).select_related(*SHOWN_OF_EVIDENCE)
    evidence = {one.pk: one for one in handed_in.filter(pledge_id=number)}
    pool = list(pool_events(viewer, day, number))
    confirmed = Confirmation.objects.filter(visibility.rows(viewer, PROOF_FIELDS), pledge_id=number)
    confirmations = list(known_on(confirmed, day).order_by("confirmed_on", "pk"))
    asked = list(visible_change_requests(viewer, day).filter(pledge_id=number))
    undecided = [one for one in asked if _is_undecided(one, day)]
    visits = list(known_visits_about(viewer, day, SUBJECT_KIND, reference))
    # What a visit came to belongs to one that the viewer sees: without a visit there is nothing to ask for.
    known = open_findings(viewer, day, SUBJECT_KIND, [reference]).select_related(None).select_related("visit")
    findings = list(known) if visits else []
    outcomes = approved_reports(viewer, day, reference) if visits and pledge.pledge.stage in OPEN_STAGES else []
    asking, above = sorted_evidence([pledge], evidence.values(), day)
    reads = Reads(
        confirmed={number: confirmations[-1].confirmed_on} if confirmations else {},
        level_1=_level_1(pledge, day),
        pool={number: pool},
        items={pledge.pk: _items(pledge)},
        withdrawn={number: len(withdrawn_among(pledge, notes, day))},
        evidence=asking,
        next_evidence=above,
        caps={number: pledge.cap_level} if pledge.cap_level else {},
        change={number: undecided[-1].asked_on} if undecided else {},
        visits={reference: [visit_of(one) for one in visits]},
        visited=_visited(reference, visits, day, (VisitKind.ASSESSMENT,)),
        findings={reference: [finding_of(one) for one in findings]},
        announced=announced_by([pledge.state_id], day),
        theatre=results_of_pledges(viewer, day, [number]),
        looked_at=_visited(reference, visits, day, LOOKS_AGAIN),
    )
    taken = {one.visit_subject_id for one in evidence.values() if one.verdict != Evidence.Verdict.REFUSED}
    return BetweenTheSides(
        health=health_by([pledge], reads, day)[number],
        facts=facts_with(
            pledge,
            day,
            [evidence_fact(one, day) for one in evidence.values()],
            _critical(findings),
            cap_level=pledge.cap_level or "",
            cap_reason=pledge.cap_reason or "",
        ),
        following=following_level(pledge.current_level, rungs_of(pledge.register.code)),
        evidence=evidence,
        reports=[one for one in outcomes if recommends(one) and one.subject_id not in taken],
        pool_events=pool,
        confirmations=confirmations,
        change_requests=asked,
        visits=visits,
    )


def _is_undecided(asked: ChangeRequest, day: date) -> bool:
    return asked.asked_on <= day and request_verdict_on(asked, day) == ChangeRequest.Verdict.OPEN


def _critical(findings: Sequence[Finding]) -> list[str]:
    return [one.reference for one in findings if one.severity == Severity.CRITICAL]


def _level_1(pledge: PledgeVersion, day: date) -> dict[int, date]:
    """Return since when the pledge last came to Level 1, by its key."""
    days = [one.held_from for one in pledge.level_events if one.level == Level.LEVEL_1 and one.held_from <= day]
    return {pledge.pledge_id: max(days)} if days else {}


def _items(pledge: PledgeVersion) -> tuple[int, int, int]:
    """Return how many items of major equipment the pledge lists, lacks, and has but cannot use."""
    lines = list(pledge.equipment.all())
    lacking = sum(one.quantity for one in lines if one.ownership == Ownership.TO_BE_PROCURED)
    held = [one for one in lines if one.ownership != Ownership.TO_BE_PROCURED and one.serviceable is not None]
    broken = sum(one.quantity - (one.serviceable or 0) for one in held)
    return sum(one.quantity for one in lines), lacking, broken


def _visited(reference: str, visits: Sequence[Visit], day: date, kinds: Collection[str]) -> dict[str, date]:
    """Return the first day after the last visit of the kinds that was over on `day`, by reference."""
    days = [
        one.carried_until
        for one in visits
        if one.kind in kinds
        and one.stage not in ENDED_WITHOUT_VISIT
        and one.carried_until is not None
        and one.carried_until <= day
    ]
    return {reference: max(days)} if days else {}
