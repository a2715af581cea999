"""What is open between the two sides of pledges as of a day, read for many pledges at once in a fixed few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from muster.kit.facts import known_on
from muster.kit.intervals import add_months
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level
from muster.pledges.models import (
    AnnouncedPledge,
    Announcement,
    ChangeRequest,
    Confirmation,
    Contribution,
    EquipmentLine,
    Evidence,
    LevelEvent,
    Ownership,
    PartnerAnswer,
    PartnerNote,
    PledgeStage,
    PledgeVersion,
    PoolEvent,
    PoolStanding,
)
from muster.pledges.queries.fields import fields_under
from muster.pledges.rules.confidence import Confidence, Trust, confidence_of, weights_on
from muster.pledges.rules.freshness import Freshness, Hold, expires_on, freshness_of, periods_on
from muster.pledges.rules.obligations import (
    EvidenceOf,
    FindingOf,
    Matters,
    Obligation,
    Side,
    VisitOf,
    obligations_of,
    terms_on,
)
from muster.visits.models import Finding, VisitSubject
from muster.visits.queries import last_visit_days, open_findings, visible_visits
from muster.visits.stages import Severity, VisitKind

PLEDGE_SUBJECT = "pledge"
"""The kind by which a visit names a pledge among its subjects."""


@dataclass(frozen=True)
class Health:
    """How a pledge stands on a day: fresh or not, how far to be relied on, and what the two sides owe each other."""

    freshness: Freshness
    expires_on: date | None
    confirmed_on: date | None
    confidence: Confidence
    obligations: Sequence[Obligation]
    trust: Trust
    matters: Matters


@dataclass
class _Read:
    """What the queries found, by pledge id unless said otherwise."""

    confirmed: dict[int, date] = field(default_factory=dict)
    level_1: dict[int, date] = field(default_factory=dict)
    pool: dict[int, list[PoolEvent]] = field(default_factory=dict)
    items: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # by version id
    withdrawn: dict[int, int] = field(default_factory=dict)
    evidence: dict[int, list[EvidenceOf]] = field(default_factory=dict)
    change: dict[int, date] = field(default_factory=dict)
    visits: dict[str, list[VisitOf]] = field(default_factory=dict)  # by reference
    visited: dict[str, date] = field(default_factory=dict)  # by reference
    findings: dict[str, list[FindingOf]] = field(default_factory=dict)  # by reference
    announced: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # by register and State


def is_side(viewer: Viewer, pledge: PledgeVersion) -> bool:
    """Return whether the viewer is one of the two sides of a pledge; what is between them is no partner's to see."""
    return viewer.is_system or viewer.organisation_id in (pledge.state_id, pledge.register_id)


def health_of(pledges: Iterable[PledgeVersion], viewer: Viewer, day: date) -> dict[int, Health]:
    """Return the health of pledges (of `visible_pledges` on `day`) by pledge id; a dozen queries for any number.

    Only of those that the viewer is a side of, and of what the viewer may see: a visit's findings are the team's own
    until the draft report is sent, and count for the other side from then on.
    """
    own = [one for one in pledges if is_side(viewer, one)]
    if not own:
        return {}
    periods, terms, weights = periods_on(day), terms_on(day), weights_on(day)
    horizon = day + timedelta(days=max(periods.reminder_days) + 1)
    read = _read(own, viewer, day, horizon, weights.announced_months)
    found = {}
    for pledge in own:
        matters = _matters(pledge, read)
        expiry = expires_on(matters.hold)
        trust = _trust(pledge, read, matters, expiry, day)
        found[pledge.pledge_id] = Health(
            freshness=freshness_of(matters.hold, day, periods),
            expires_on=expiry,
            confirmed_on=matters.confirmed_on,
            confidence=confidence_of(trust, day, weights),
            obligations=obligations_of(matters, day, terms, periods),
            trust=trust,
            matters=matters,
        )
    return found


def put_health(viewer: Viewer, day: date, pledges: Iterable[PledgeVersion]) -> None:
    """Put the health of pledges on them as `health`, None where the viewer is no side."""
    rows = list(pledges)
    found = health_of(rows, viewer, day)
    for row in rows:
        row.health = found.get(row.pledge_id)


def _read(own: Sequence[PledgeVersion], viewer: Viewer, day: date, horizon: date, announced_months: int) -> _Read:
    """Read everything that is looked at, a query for each kind of record."""
    ids = [one.pledge_id for one in own]
    references = [one.reference for one in own]
    return _Read(
        confirmed=_latest_days(known_on(Confirmation.objects.all(), day), ids, "confirmed_on"),
        level_1=_latest_days(
            known_on(LevelEvent.objects.filter(level=Level.LEVEL_1, held_from__lte=day), day), ids, "held_from"
        ),
        pool=_pool(ids, day),
        items=_items([one.pk for one in own]),
        withdrawn=_withdrawn(own, day),
        evidence=_evidence(ids, viewer, day, horizon),
        change=_changes(ids, viewer, day),
        visits=_visits(references, viewer, day),
        visited=last_visit_days(viewer, day, PLEDGE_SUBJECT, references, [VisitKind.ASSESSMENT]),
        findings=_findings(references, viewer, day),
        announced=_announced({one.state_id for one in own}, day, announced_months),
    )


def _latest_days(rows: Any, ids: Sequence[int], day_field: str) -> dict[int, date]:
    """Return the latest day of a field by pledge."""
    days = rows.filter(pledge__in=ids).order_by(day_field).values_list("pledge_id", day_field)
    return dict(days)


def _pool(ids: Sequence[int], day: date) -> dict[int, list[PoolEvent]]:
    events: dict[int, list[PoolEvent]] = defaultdict(list)
    known = known_on(PoolEvent.objects.filter(pledge__in=ids, held_from__lte=day), day)
    for event in known.order_by("held_from", "pk"):
        events[event.pledge_id].append(event)
    return events


def _items(version_ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """Return by version how many items of major equipment it lists, lacks, and has but cannot use."""
    to_procure = Q(ownership=Ownership.TO_BE_PROCURED)
    counted = (
        EquipmentLine.objects.filter(version__in=version_ids)
        .order_by()
        .values("version_id")
        .annotate(
            items=Sum("quantity"),
            lacking=Coalesce(Sum("quantity", filter=to_procure), 0, output_field=IntegerField()),
            broken=Coalesce(
                Sum(F("quantity") - F("serviceable"), filter=~to_procure & Q(serviceable__isnull=False)),
                0,
                output_field=IntegerField(),
            ),
        )
    )
    return {row["version_id"]: (row["items"], row["lacking"], row["broken"]) for row in counted}


def _withdrawn(own: Sequence[PledgeVersion], day: date) -> dict[int, int]:
    """Return of each pledge how many of the partners that it names have said that they no longer take part."""
    pledge_of = {one.pk: one.pledge_id for one in own}
    named = Contribution.objects.filter(version__in=list(pledge_of)).values_list("version_id", "state_id")
    partners: dict[int, set[int]] = defaultdict(set)
    for version_id, state_id in named:
        partners[pledge_of[version_id]].add(state_id)
    notes = known_on(PartnerNote.objects.filter(pledge__in=list(partners), held_from__lte=day), day)
    last = {(note.pledge_id, note.state_id): note.answer for note in notes.order_by("held_from", "pk")}
    found: dict[int, int] = defaultdict(int)
    for (pledge_id, state_id), answer in last.items():
        found[pledge_id] += answer == PartnerAnswer.WITHDREW and state_id in partners[pledge_id]
    return found


def _evidence(ids: Sequence[int], viewer: Viewer, day: date, horizon: date) -> dict[int, list[EvidenceOf]]:
    """Return the evidence that asks for something on `day`: it waits, was refused, or ends before `horizon`.

    What was replaced by then no longer counts.
    """
    waits = Q(reviewed_on__isnull=True) | Q(reviewed_on__gt=day)
    asks = waits | Q(verdict=Evidence.Verdict.REFUSED) | Q(valid_until__lt=horizon)
    seen = Evidence.objects.filter(
        asks, visibility.rows(viewer, fields_under("pledge")), pledge__in=ids, handed_in_on__lte=day
    ).exclude(replaced_on__lte=day)
    found: dict[int, list[EvidenceOf]] = defaultdict(list)
    columns = (
        "pledge_id", "title", "handed_in_by_id", "pledge__state_id", "handed_in_on", "reviewed_on", "verdict",
        "valid_until",
    )  # fmt: skip
    for pledge_id, title, by, state, handed_in_on, reviewed_on, verdict, until in known_on(seen, day).values_list(
        *columns
    ):
        is_decided = reviewed_on is not None and reviewed_on <= day
        is_refused = is_decided and verdict == Evidence.Verdict.REFUSED
        found[pledge_id].append(
            EvidenceOf(
                title=title,
                handed_in_by=Side.STATE if by == state else Side.SECRETARIAT,
                handed_in_on=handed_in_on,
                is_waiting=not is_decided,
                refused_on=reviewed_on if is_refused else None,
                valid_until=until if is_decided and not is_refused else None,
            )
        )
    return found


def _changes(ids: Sequence[int], viewer: Viewer, day: date) -> dict[int, date]:
    """Return when the change that is undecided on `day` was asked for."""
    seen = ChangeRequest.objects.filter(
        visibility.rows(viewer, fields_under("pledge")), pledge__in=ids, asked_on__lte=day
    ).exclude(decided_on__lte=day)
    return dict(known_on(seen, day).order_by("asked_on").values_list("pledge_id", "asked_on"))


def _visits(references: Sequence[str], viewer: Viewer, day: date) -> dict[str, list[VisitOf]]:
    """Return the visits about pledges by reference, where they stand on `day`."""
    subjects = VisitSubject.objects.filter(kind=PLEDGE_SUBJECT, reference__in=references)
    about = list(subjects.order_by("visit").values_list("visit_id", "reference"))
    if not about:
        return {}
    columns = (
        "pk", "reference", "kind", "current_stage", "stage_since", "counterpart_id", "state_id", "carried_until",
        "comments_due",
    )  # fmt: skip
    seen = visible_visits(viewer, day).filter(pk__in={visit_id for visit_id, _ in about})
    rows = {row["pk"]: row for row in seen.values(*columns)}
    found: dict[str, list[VisitOf]] = defaultdict(list)
    for visit_id, reference in about:
        if visit_id in rows:
            found[reference].append(_visit(rows[visit_id]))
    return found


def _visit(row: Mapping[str, Any]) -> VisitOf:
    return VisitOf(
        reference=row["reference"],
        kind=row["kind"],
        stage=row["current_stage"],
        since=row["stage_since"],
        counterpart=Side.STATE if row["counterpart_id"] == row["state_id"] else Side.SECRETARIAT,
        carried_until=row["carried_until"],
        comments_due=row["comments_due"],
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


def _findings(references: Sequence[str], viewer: Viewer, day: date) -> dict[str, list[FindingOf]]:
    found: dict[str, list[FindingOf]] = defaultdict(list)
    for one in open_findings(viewer, day, PLEDGE_SUBJECT, references):
        if one.subject is not None:
            found[one.subject.reference].append(finding_of(one))
    return found


def _announced(state_ids: Iterable[int], day: date, months: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Return by register and State how many announcements are old enough to be pledges, and how many are none.

    One of which it is not on record what was announced is left out: nobody can say whether a pledge came of it.
    """
    came = known_on(AnnouncedPledge.objects.filter(announcement=OuterRef("pk")), day)
    old = Announcement.objects.filter(state__in=list(state_ids), announced_on__lte=add_months(day, -months))
    old = old.exclude(unit_type="", units__isnull=True, strength__isnull=True)
    counts: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = (
        known_on(old, day).annotate(is_kept=Exists(came)).order_by().values_list("register_id", "state_id", "is_kept")
    )
    for register_id, state_id, is_kept in rows:
        whole, unkept = counts[register_id, state_id]
        counts[register_id, state_id] = (whole + 1, unkept + (not is_kept))
    return dict(counts)


def _hold(pledge: PledgeVersion, events: Sequence[PoolEvent]) -> Hold:
    """Return what a pledge's freshness follows from."""
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


def _matters(pledge: PledgeVersion, read: _Read) -> Matters:
    """Return what is open over one pledge."""
    events = read.pool.get(pledge.pledge_id, [])
    last = events[-1] if events else None
    called = last if last is not None and last.standing_in_pool == PoolStanding.CALLED else None
    return Matters(
        hold=_hold(pledge, events),
        submitted_on=pledge.pledge.submitted_on if pledge.stage != PledgeStage.DRAFT else None,
        is_acknowledged=pledge.stage == PledgeStage.ACKNOWLEDGED,
        level_1_from=read.level_1.get(pledge.pledge_id, pledge.level_held_from),
        confirmed_on=read.confirmed.get(pledge.pledge_id),
        # Whoever compiled a pledge from what is published has no note to name.
        has_note_verbale=bool(pledge.note_verbale) or pledge.standing != Standing.ENTERED,
        items_to_procure=read.items.get(pledge.pk, (0, 0, 0))[1],
        procured_by=pledge.at_port_from or pledge.available_from,
        called_on=called.held_from if called else None,
        called_until=called.answer_due_on if called else None,
        visited_until=read.visited.get(pledge.reference),
        change_asked_on=read.change.get(pledge.pledge_id),
        visits=tuple(read.visits.get(pledge.reference, ())),
        findings=tuple(read.findings.get(pledge.reference, ())),
        evidence=tuple(read.evidence.get(pledge.pledge_id, ())),
    )


def _trust(pledge: PledgeVersion, read: _Read, matters: Matters, expiry: date | None, day: date) -> Trust:
    """Return what the confidence in one pledge follows from."""
    items, lacking, broken = read.items.get(pledge.pk, (0, 0, 0))
    announced, unkept = read.announced.get((pledge.register_id, pledge.state_id), (0, 0))
    ended = [one for one in matters.evidence if one.valid_until is not None and one.valid_until <= day]
    return Trust(
        confirmed_on=matters.confirmed_on,
        expires_on=expiry,
        visited_until=matters.visited_until,
        items=items,
        items_to_procure=lacking,
        items_unserviceable=broken,
        critical_findings=sum(one.severity == Severity.CRITICAL for one in matters.findings),
        expired_evidence=len(ended),
        partners_withdrawn=read.withdrawn.get(pledge.pledge_id, 0),
        not_come_since=matters.called_until,
        announced=announced,
        unkept=unkept,
    )
