"""What is open between the two sides of pledges as of a day, and how the pledges stand: from rows that were read.

Who reads: `queries/health.py` for many pledges at once, `queries/page.py` for the page of one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from muster.kit.standing import Standing
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level, rung
from muster.pledges.models import Evidence, PledgeStage, PledgeVersion, PoolEvent, PoolStanding, TheatreResult
from muster.pledges.queries.proof import evidence_fact
from muster.pledges.rules.confidence import Confidence, Trust, confidence_of, weights_on
from muster.pledges.rules.content import is_pool
from muster.pledges.rules.evidence import EvidenceFact, begun_on, papers_missing, side_that_decides
from muster.pledges.rules.freshness import Freshness, Hold, expires_on, freshness_of, periods_on
from muster.pledges.rules.levels import following_level
from muster.pledges.rules.obligations import (
    DoubtOf,
    EvidenceOf,
    FindingOf,
    Matters,
    NextLevel,
    Obligation,
    Side,
    VisitOf,
    obligations_of,
    terms_on,
)
from muster.pledges.rules.theatre_doubts import JudgedResult, doubts, judged
from muster.reference.registers import level_evidence, register_level, rungs_of
from muster.visits.models import Finding
from muster.visits.stages import Severity

PLEDGE_SUBJECT = "pledge"
"""The kind by which a visit names a pledge among its subjects."""


@dataclass(frozen=True)
class Reliance:
    """How far a pledge is to be relied on as of a day: freshness, confidence, and what was found in theatre."""

    freshness: Freshness
    expires_on: date | None
    confirmed_on: date | None
    confidence: Confidence
    trust: Trust
    theatre: tuple[JudgedResult, ...]

    @property
    def is_in_doubt(self) -> bool:
        """Return whether a result in theatre raises a doubt."""
        return bool(doubts(self.theatre))


@dataclass(frozen=True)
class Health(Reliance):
    """How a pledge stands on a day: how far to be relied on, and what the two sides owe each other."""

    obligations: Sequence[Obligation]
    matters: Matters


@dataclass
class Reads:
    """What was read of pledges, by pledge id unless said otherwise.

    The first part tells how far they are to be relied on, the second what is owed; `ended` and `critical` (evidence
    that has come to its end, critical findings that are open) are counted where the second part is not read.
    """

    confirmed: dict[int, date] = field(default_factory=dict)
    pool: dict[int, list[PoolEvent]] = field(default_factory=dict)
    items: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # by version id
    withdrawn: dict[int, int] = field(default_factory=dict)
    visited: dict[str, date] = field(default_factory=dict)  # by reference
    announced: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # by register and State
    ended: dict[int, int] = field(default_factory=dict)
    critical: dict[str, int] = field(default_factory=dict)  # by reference
    theatre: dict[int, list[TheatreResult]] = field(default_factory=dict)  # in the order in which they were found
    looked_at: dict[str, date] = field(default_factory=dict)  # by reference; asked for where a result raises a doubt

    level_1: dict[int, date] = field(default_factory=dict)
    evidence: dict[int, list[EvidenceOf]] = field(default_factory=dict)
    next_evidence: dict[int, list[EvidenceFact]] = field(default_factory=dict)  # for the level above alone
    caps: dict[int, str] = field(default_factory=dict)
    change: dict[int, date] = field(default_factory=dict)
    visits: dict[str, list[VisitOf]] = field(default_factory=dict)  # by reference
    findings: dict[str, list[FindingOf]] = field(default_factory=dict)  # by reference


def is_side(viewer: Viewer, pledge: PledgeVersion) -> bool:
    """Return whether the viewer is one of the two sides of a pledge; what is between them is no partner's to see."""
    return viewer.is_system or viewer.organisation_id in (pledge.state_id, pledge.register_id)


def health_by(own: Iterable[PledgeVersion], reads: Reads, day: date) -> dict[int, Health]:
    """Return the health of pledges that the viewer is a side of by pledge id, from what was read of them."""
    periods, terms, weights = periods_on(day), terms_on(day), weights_on(day)
    found = {}
    for pledge in own:
        theatre = theatre_of(pledge, reads, day)
        matters = _matters(pledge, reads, day, theatre)
        ended = sum(one.valid_until is not None and one.valid_until <= day for one in matters.evidence)
        critical = sum(one.severity == Severity.CRITICAL for one in matters.findings)
        trust = _trust(pledge, reads, ended=ended, critical=critical, in_doubt=len(doubts(theatre)))
        found[pledge.pledge_id] = Health(
            freshness=freshness_of(matters.hold, day, periods),
            expires_on=trust.expires_on,
            confirmed_on=trust.confirmed_on,
            confidence=confidence_of(trust, day, weights),
            trust=trust,
            theatre=theatre,
            obligations=obligations_of(matters, day, terms, periods),
            matters=matters,
        )
    return found


def reliance_by(own: Iterable[PledgeVersion], reads: Reads, day: date) -> dict[int, Reliance]:
    """Return how far pledges are to be relied on by pledge id; needs no more of `reads` than its first part."""
    periods, weights = periods_on(day), weights_on(day)
    found = {}
    for pledge in own:
        ended, critical = reads.ended.get(pledge.pledge_id, 0), reads.critical.get(pledge.reference, 0)
        theatre = theatre_of(pledge, reads, day)
        trust = _trust(pledge, reads, ended=ended, critical=critical, in_doubt=len(doubts(theatre)))
        found[pledge.pledge_id] = Reliance(
            freshness=freshness_of(_hold(pledge, reads), day, periods),
            expires_on=trust.expires_on,
            confirmed_on=trust.confirmed_on,
            confidence=confidence_of(trust, day, weights),
            trust=trust,
            theatre=theatre,
        )
    return found


def theatre_of(pledge: PledgeVersion, reads: Reads, day: date) -> tuple[JudgedResult, ...]:
    """Return what was found in theatre of the units that came from a pledge, and what it means, the latest first."""
    results = [one.in_theatre(day) for one in reads.theatre.get(pledge.pledge_id, ())]
    return judged(results, pledge.units_offered, reads.looked_at.get(pledge.reference))


def horizon_of(day: date) -> date:
    """Return the day before which the end of evidence asks for something as of `day`."""
    return day + timedelta(days=max(periods_on(day).reminder_days) + 1)


def asks_on(row: Any, day: date) -> bool:
    """Return whether a piece of evidence asks for something on `day`: it waits, was refused, or ends before long.

    What was replaced by then no longer counts.
    """
    if row.handed_in_on > day or (row.replaced_on is not None and row.replaced_on <= day):
        return False
    waits = row.reviewed_on is None or row.reviewed_on > day
    ends = row.valid_until is not None and row.valid_until < horizon_of(day)
    return waits or row.verdict == Evidence.Verdict.REFUSED or ends


def evidence_of(row: Any, pledge: PledgeVersion, day: date) -> EvidenceOf:
    """Return a piece of evidence (the record, or a row with its columns) as the rules look at it on `day`."""
    is_decided = row.reviewed_on is not None and row.reviewed_on <= day
    is_refused = is_decided and row.verdict == Evidence.Verdict.REFUSED
    by = Side.STATE if row.handed_in_by_id == pledge.state_id else Side.SECRETARIAT
    return EvidenceOf(
        title=row.title,
        handed_in_by=by,
        decided_by=_decider_of(row, pledge, by),
        handed_in_on=row.handed_in_on,
        is_waiting=not is_decided,
        refused_on=row.reviewed_on if is_refused else None,
        valid_until=row.valid_until if is_decided and not is_refused else None,
    )


def sorted_evidence(
    pledges: Iterable[PledgeVersion], rows: Iterable[Any], day: date
) -> tuple[dict[int, list[EvidenceOf]], dict[int, list[EvidenceFact]]]:
    """Return by pledge what asks for something on `day`, and what is for the level above; of records, or of rows."""
    known = {one.pledge_id: one for one in pledges}
    asking: dict[int, list[EvidenceOf]] = defaultdict(list)
    above: dict[int, list[EvidenceFact]] = defaultdict(list)
    for row in rows:
        pledge = known[row.pledge_id]
        if asks_on(row, day):
            asking[row.pledge_id].append(evidence_of(row, pledge, day))
        if row.level == level_above(pledge) and row.handed_in_on <= day:
            above[row.pledge_id].append(evidence_fact(row, day))
    return asking, above


def _decider_of(row: Any, pledge: PledgeVersion, by: Side) -> Side:
    """Return who decides on a piece of evidence, by the register's table; the other side where that has it no more."""
    known = level_evidence(pledge.register.code, row.level, is_pool=is_pool(pledge.unit_type))
    return next((Side(side_that_decides(one)) for one in known if one.kind == row.kind), by.other)


def level_above(pledge: PledgeVersion) -> str:
    """Return the level to which the pledge may rise next and that is proven by more than what it says; empty: none."""
    following = following_level(pledge.current_level, rungs_of(pledge.register.code))
    return following if rung(following) > rung(Level.LEVEL_1) else ""


def _next_level(pledge: PledgeVersion, reads: Reads, day: date) -> NextLevel | None:
    """Return the level above as far as something for it is on record; None where a cap keeps the pledge below."""
    level, cap = level_above(pledge), reads.caps.get(pledge.pledge_id, "")
    evidence = reads.next_evidence.get(pledge.pledge_id, ())
    asked_on = begun_on(evidence)
    if not level or asked_on is None or (cap and rung(level) > rung(cap)):
        return None
    code = pledge.register.code
    rows = level_evidence(code, level, is_pool=is_pool(pledge.unit_type))
    titles = tuple(one.title for one in papers_missing(rows, evidence, day))
    return NextLevel(register_level(code, level).name, asked_on, titles)


def visit_of(row: Any) -> VisitOf:
    """Return a visit (of `visible_visits`, or a row with its columns) as the rules look at it."""
    return VisitOf(
        reference=row.reference,
        kind=row.kind,
        stage=row.current_stage,
        since=row.stage_since,
        counterpart=Side.STATE if row.counterpart_id == row.state_id else Side.SECRETARIAT,
        carried_until=row.carried_until,
        comments_due=row.comments_due,
    )


def finding_of(finding: Finding) -> FindingOf:
    """Return a finding of `visible_findings` as the rules look at it."""
    return FindingOf(
        reference=finding.reference,
        severity=finding.severity,
        standing=finding.current_standing,  # type: ignore[attr-defined]
        owner=Side.STATE if finding.owner_id == finding.visit.state_id else Side.SECRETARIAT,
        since=finding.standing_since or finding.raised_on,  # type: ignore[attr-defined]
        due_on=finding.due_on,
    )


def _hold(pledge: PledgeVersion, reads: Reads) -> Hold:
    """Return what a pledge's freshness follows from."""
    events = reads.pool.get(pledge.pledge_id, [])
    last = events[-1] if events else None
    was_away = any(event.standing_in_pool == PoolStanding.DEPLOYED for event in events)
    is_back = was_away and last is not None and last.standing_in_pool == PoolStanding.AVAILABLE
    return Hold(
        level=pledge.current_level,
        level_held_from=pledge.level_held_from,
        valid_until=pledge.valid_until,
        is_deployed=last is not None and last.standing_in_pool == PoolStanding.DEPLOYED,
        back_since=last.held_from if is_back and last is not None else None,
    )


def _call(pledge: PledgeVersion, reads: Reads) -> PoolEvent | None:
    """Return the call that a pledge is under; None where there is none."""
    events = reads.pool.get(pledge.pledge_id)
    return events[-1] if events and events[-1].standing_in_pool == PoolStanding.CALLED else None


def _matters(pledge: PledgeVersion, reads: Reads, day: date, theatre: Sequence[JudgedResult]) -> Matters:
    """Return what is open over one pledge."""
    called = _call(pledge, reads)
    return Matters(
        hold=_hold(pledge, reads),
        is_pool=is_pool(pledge.unit_type),
        next_level=_next_level(pledge, reads, day),
        submitted_on=pledge.pledge.submitted_on if pledge.stage != PledgeStage.DRAFT else None,
        is_acknowledged=pledge.stage == PledgeStage.ACKNOWLEDGED,
        level_1_from=reads.level_1.get(pledge.pledge_id, pledge.level_held_from),
        confirmed_on=reads.confirmed.get(pledge.pledge_id),
        # Whoever compiled a pledge from what is published has no note to name.
        has_note_verbale=bool(pledge.note_verbale) or pledge.standing != Standing.ENTERED,
        items_to_procure=reads.items.get(pledge.pk, (0, 0, 0))[1],
        procured_by=pledge.at_port_from or pledge.available_from,
        called_on=called.held_from if called else None,
        called_until=called.answer_due_on if called else None,
        visited_until=reads.visited.get(pledge.reference),
        change_asked_on=reads.change.get(pledge.pledge_id),
        visits=tuple(reads.visits.get(pledge.reference, ())),
        findings=tuple(reads.findings.get(pledge.reference, ())),
        evidence=tuple(reads.evidence.get(pledge.pledge_id, ())),
        doubts=tuple(DoubtOf(one.reference, one.known_from) for one in doubts(theatre)),
    )


def _trust(pledge: PledgeVersion, reads: Reads, *, ended: int, critical: int, in_doubt: int) -> Trust:
    """Return what the confidence in one pledge follows from."""
    items, lacking, broken = reads.items.get(pledge.pk, (0, 0, 0))
    announced, unkept = reads.announced.get((pledge.register_id, pledge.state_id), (0, 0))
    called = _call(pledge, reads)
    return Trust(
        confirmed_on=reads.confirmed.get(pledge.pledge_id),
        expires_on=expires_on(_hold(pledge, reads)),
        visited_until=reads.visited.get(pledge.reference),
        items=items,
        items_to_procure=lacking,
        items_unserviceable=broken,
        critical_findings=critical,
        expired_evidence=ended,
        partners_withdrawn=reads.withdrawn.get(pledge.pledge_id, 0),
        not_come_since=called.answer_due_on if called else None,
        announced=announced,
        unkept=unkept,
        theatre_doubts=in_doubt,
    )
