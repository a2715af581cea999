"""The statement of a memorandum out of the record: what is agreed, the factors, strength and inspections of a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from muster.deployments.models import DeployedUnit
from muster.deployments.models.believed import believed_on
from muster.deployments.queries.strength import unit_counts
from muster.deployments.rules.strength import UnitCount, changes, last_report, strength_on
from muster.inspections.queries.verified import signed_inspections
from muster.inspections.rules.verified import SignedInspection, verified_through
from muster.kit.errors import Problem, Refused
from muster.kit.facts import known_on
from muster.kit.intervals import MONTHS_PER_YEAR, DateInterval, add_months
from muster.parties.viewer import SYSTEM, Viewer
from muster.reimbursement.models import (
    AgreedEquipment,
    AgreedService,
    Memorandum,
    MemorandumVersion,
    MissionFactorSet,
)
from muster.reimbursement.queries.adjustments import switches_of
from muster.reimbursement.queries.memoranda import events_of, visible_memorandum
from muster.reimbursement.rules.memorandum_versions import until_of
from muster.reimbursement.rules.record_adjustments import AdjustmentRecord, adjusted_statement
from muster.reimbursement.rules.record_statement import MemorandumRecord, RecordStatement, record_statement
from muster.reimbursement.rules.record_terms import (
    AgreedCategory,
    AgreedItem,
    AgreedVersion,
    FactorSpan,
    StrengthSpan,
)
from muster.reimbursement.stages import LeaseKind, MemorandumStage
from muster.reimbursement.statement import MemorandumRefused

OTHERS = ("owner", "maintainer")


def statement_of_memorandum(
    viewer: Viewer, memorandum: Memorandum, days: DateInterval, *, as_of: date
) -> RecordStatement:
    """Return the statement of a memorandum for days that have an end, by what was known on `as_of`.

    Whoever is only paid under it (owner, maintainer, provider) is given its own lines. Raises NotFound where the viewer
    may not see the memorandum, Refused where a day has no single rate for personnel.
    """
    seen = visible_memorandum(viewer, as_of, memorandum.reference)
    facts = _theatre_facts(seen.unit, as_of)
    record = _record(seen, facts, days, as_of)
    try:
        whole = adjusted_statement(record_statement(record, days), record, _beside(seen, facts, days, as_of))
    except MemorandumRefused as error:
        raise Refused(problems=[Problem(seen.reference, line, "") for line in error.lines]) from None
    return whole if seen.seen_whole else whole.only(viewer.organisation_code)


@dataclass(frozen=True)
class _TheatreFacts:
    """What is on record of a unit in theatre: its strength as it was reported, and what inspections found."""

    counted: UnitCount
    inspections: list[SignedInspection]


def _theatre_facts(unit: DeployedUnit, as_of: date) -> _TheatreFacts:
    return _TheatreFacts(unit_counts(SYSTEM, as_of, [unit])[0], signed_inspections(SYSTEM, unit, as_of))


def _beside(memorandum: Memorandum, facts: _TheatreFacts, days: DateInterval, as_of: date) -> AdjustmentRecord:
    """Return what is on record for the rules that are switched."""
    unit = memorandum.unit
    years = DateInterval(add_months(days.start, -MONTHS_PER_YEAR), days.until)
    case = unit.case
    return AdjustmentRecord(
        switches=switches_of(memorandum, as_of),
        inspections=facts.inspections,
        strength=tuple(strength_spans(facts.counted, years)),
        requested_on=case.requested_on if case is not None and case.known_from <= as_of else None,
        deployed_on=unit.present_from,
        departed_on=unit.present_until,
    )


def _record(memorandum: Memorandum, facts: _TheatreFacts, days: DateInterval, as_of: date) -> MemorandumRecord:
    """Return what is on record of a memorandum that the viewer was found to see."""
    unit = memorandum.unit
    mission = unit.post.requirement.mission
    return MemorandumRecord(
        reference=memorandum.reference,
        contributor=unit.state.name,
        mission=mission.organisation.name,
        unit=unit.title,
        versions=agreed_versions(memorandum, as_of),
        factors=tuple(factor_spans(mission.pk, as_of)),
        strength=tuple(strength_spans(facts.counted, days)),
        verified=tuple(verified_through(facts.inspections, days)),
    )


def agreed_versions(memorandum: Memorandum, as_of: date) -> tuple[AgreedVersion, ...]:
    """Return the versions of a memorandum known on a day, each for the days on which it holds and is in force.

    A draft is no ground of payment, and what has ended is none any more. Six queries at most.
    """
    rows = known_on(MemorandumVersion.objects.filter(memorandum=memorandum), as_of)
    versions = list(rows.prefetch_related(*_lines()).order_by("number"))
    force = days_in_force(memorandum, as_of)
    found: list[AgreedVersion] = []
    for one in versions:
        until = until_of(one, versions)
        if until is None or one.holds_from < until:
            held = DateInterval(one.holds_from, until)
            found.extend(_agreed(one, days) for days in map(held.intersection, force) if days is not None)
    return tuple(sorted(found, key=lambda one: one.days.start))


def days_in_force(memorandum: Memorandum, as_of: date) -> tuple[DateInterval, ...]:
    """Return the days on which a memorandum was or is in force, by its stages known on a day. One query."""
    events = list(events_of(memorandum, as_of))
    ends = [*(one.held_from for one in events[1:]), None]
    return tuple(
        DateInterval(one.held_from, end)
        for one, end in zip(events, ends, strict=False)
        if one.stage == MemorandumStage.IN_FORCE and (end is None or one.held_from < end)
    )


def _lines() -> tuple[str, ...]:
    return ("equipment__owner", "equipment__maintainer", "self_sustainment__provider")


def _agreed(version: MemorandumVersion, days: DateInterval) -> AgreedVersion:
    return AgreedVersion(
        number=version.number,
        days=days,
        personnel_ceiling=version.personnel_ceiling,
        equipment=tuple(_item(one) for one in version.equipment.all()),
        services=tuple(_category(one) for one in version.self_sustainment.all()),
        region=version.region,
        route_km=version.route_km,
        transport_percent=version.transport_percent,
    )


def _item(line: AgreedEquipment) -> AgreedItem:
    owner, maintainer = (getattr(line, name) for name in OTHERS)
    return AgreedItem(
        number=line.number,
        item=line.item,
        quantity=line.quantity,
        lease=LeaseKind(line.lease),
        gfmv_cents=line.gfmv_cents,
        life_years=line.life_years,
        no_fault_percent=line.no_fault_percent,
        maintenance_cents=line.maintenance_cents,
        category=line.category,
        group=line.group,
        owner=owner.code if owner else "",
        maintainer=maintainer.code if maintainer else "",
        used_for_self_sustainment=line.used_for_self_sustainment,
        paint_cents=line.paint_cents,
    )


def _category(line: AgreedService) -> AgreedCategory:
    provider = line.provider
    return AgreedCategory(line.number, line.category, line.rate_usd, line.ceiling, provider.code if provider else "")


def factor_spans(mission_id: int, as_of: date) -> Iterator[FactorSpan]:
    """Yield the mission factors of a mission as they were believed on a day. One query."""
    for one in believed_on(MissionFactorSet.every.filter(mission=mission_id), as_of).order_by("holds_from", "pk"):
        yield FactorSpan(
            DateInterval(one.holds_from, one.holds_until),
            one.environment_percent,
            one.intensified_percent,
            one.hostile_percent,
            one.hostile_points,
            one.region,
        )


def strength_spans(counted: UnitCount, days: DateInterval) -> Iterator[StrengthSpan]:
    """Yield the strength of a unit through days that have an end, cut where it may change."""
    if days.until is None:
        raise ValueError(f"strength is counted for days that have an end, not for {days}")
    turns = [*changes([counted], days.start, days.until), days.until]
    for start, until in pairwise(turns):
        people = strength_on(counted, start).people
        if people:
            yield StrengthSpan(DateInterval(start, until), people, last_report(counted, start) is not None)
