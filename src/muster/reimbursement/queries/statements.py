"""The statement of a memorandum out of the record: what is agreed, the factors, strength and inspections of a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from muster.deployments.models.believed import believed_on
from muster.deployments.queries.strength import unit_counts
from muster.deployments.rules.strength import UnitCount, changes, last_report, strength_on
from muster.inspections.queries.verified import signed_inspections_of
from muster.inspections.rules.verified import SignedInspection, verified_through
from muster.kit.errors import Problem, Refused
from muster.kit.intervals import MONTHS_PER_YEAR, DateInterval, add_months
from muster.parties.viewer import SYSTEM, Viewer
from muster.reimbursement.models import Memorandum, MissionFactorSet
from muster.reimbursement.queries.adjustments import switches_of_memoranda
from muster.reimbursement.queries.agreed_versions import agreed_versions_of
from muster.reimbursement.queries.memoranda import none_to_see, visible_memoranda
from muster.reimbursement.rules.adjustments import Switch
from muster.reimbursement.rules.record_adjustments import AdjustmentRecord, adjusted_statement
from muster.reimbursement.rules.record_statement import MemorandumRecord, RecordStatement, record_statement
from muster.reimbursement.rules.record_terms import AgreedVersion, FactorSpan, StrengthSpan
from muster.reimbursement.statement import MemorandumRefused


def statement_of_memorandum(
    viewer: Viewer, memorandum: Memorandum, days: DateInterval, *, as_of: date
) -> RecordStatement:
    """Return the statement of a memorandum for days that have an end, by what was known on `as_of`.

    Whoever is only paid under it (owner, maintainer, provider) is given its own lines. Raises NotFound where the viewer
    may not see the memorandum, Refused where a day has no single rate for personnel.
    """
    return statements_of_memoranda(viewer, [memorandum], days, as_of=as_of)[0]


def statements_of_memoranda(
    viewer: Viewer, memoranda: Iterable[Memorandum], days: DateInterval, *, as_of: date
) -> list[RecordStatement]:
    """Return the statements of memoranda in their order, each as `statement_of_memorandum` does.

    As many queries for any number of them as for one.
    """
    return [statement_on(viewer, one, days) for one in grounds_of(viewer, memoranda, as_of=as_of)]


@dataclass(frozen=True)
class StatementGrounds:
    """What is on record of a memorandum that its viewer was found to see, as it was known on `as_of`.

    `counted` is its unit's strength as it was reported, `inspections` those that verify; `versions` are for all of its
    days of payment.
    """

    memorandum: Any
    as_of: date
    versions: tuple[AgreedVersion, ...]
    factors: tuple[FactorSpan, ...]
    counted: UnitCount
    inspections: list[SignedInspection]
    switches: list[Switch]


def grounds_of(viewer: Viewer, memoranda: Iterable[Memorandum], *, as_of: date) -> list[StatementGrounds]:
    """Return what the statements of memoranda rest on, in their order. Thirteen queries for any number.

    They hold the memoranda whole: lines for the viewer's eyes are those of `statement_on`. Raises NotFound for one that
    the viewer may not see.
    """
    asked = list(memoranda)
    rows = visible_memoranda(viewer, as_of).select_related("unit__case").filter(pk__in=[one.pk for one in asked])
    seen = {one.pk: one for one in rows}
    for one in asked:
        if one.pk not in seen:
            raise none_to_see(as_of, one.reference)
    units = {one.unit_id: one.unit for one in seen.values()}
    counted = dict(zip(units, unit_counts(SYSTEM, as_of, units.values()), strict=True))
    inspections = signed_inspections_of(SYSTEM, units.values(), as_of)
    versions = agreed_versions_of(seen.values(), as_of)
    factors = factor_spans_of({_mission_id(one) for one in seen.values()}, as_of)
    switches = switches_of_memoranda(seen.values(), as_of)
    return [
        StatementGrounds(
            memorandum=seen[one.pk],
            as_of=as_of,
            versions=versions[one.pk],
            factors=factors[_mission_id(seen[one.pk])],
            counted=counted[one.unit_id],
            inspections=inspections[one.unit_id],
            switches=switches[one.pk],
        )
        for one in asked
    ]


def statement_on(viewer: Viewer, grounds: StatementGrounds, days: DateInterval) -> RecordStatement:
    """Return the statement that rests on grounds read for the viewer, for days that have an end. No query.

    Raises Refused where a day has no single rate for personnel.
    """
    record = _record(grounds, days)
    try:
        whole = adjusted_statement(record_statement(record, days), _beside(grounds, days))
    except MemorandumRefused as error:
        raise Refused(problems=[Problem(record.reference, line, "") for line in error.lines]) from None
    return whole if grounds.memorandum.seen_whole else whole.only(viewer.organisation_code)


def _mission_id(memorandum: Memorandum) -> int:
    found: int = memorandum.unit.post.requirement.mission_id
    return found


def _beside(grounds: StatementGrounds, days: DateInterval) -> AdjustmentRecord:
    """Return what is on record for the rules that are switched."""
    unit = grounds.memorandum.unit
    years = DateInterval(add_months(days.start, -MONTHS_PER_YEAR), days.until)
    case = unit.case
    return AdjustmentRecord(
        switches=grounds.switches,
        inspections=grounds.inspections,
        strength=tuple(strength_spans(grounds.counted, years)),
        requested_on=case.requested_on if case is not None and case.known_from <= grounds.as_of else None,
        deployed_on=unit.present_from,
        departed_on=unit.present_until,
    )


def _record(grounds: StatementGrounds, days: DateInterval) -> MemorandumRecord:
    """Return what is on record of a memorandum for days."""
    unit = grounds.memorandum.unit
    return MemorandumRecord(
        reference=grounds.memorandum.reference,
        contributor=unit.state.name,
        mission=unit.post.requirement.mission.organisation.name,
        unit=unit.title,
        versions=grounds.versions,
        factors=grounds.factors,
        strength=tuple(strength_spans(grounds.counted, days)),
        verified=tuple(verified_through(grounds.inspections, days)),
    )


def factor_spans_of(missions: Iterable[int], as_of: date) -> dict[int, tuple[FactorSpan, ...]]:
    """Return the mission factors of missions (their keys) as they were believed on a day. One query."""
    found: dict[int, list[FactorSpan]] = {key: [] for key in missions}
    rows = believed_on(MissionFactorSet.every.filter(mission__in=list(found)), as_of)
    for one in rows.order_by("holds_from", "pk"):
        held = DateInterval(one.holds_from, one.holds_until)
        found[one.mission_id].append(
            FactorSpan(
                held, one.environment_percent, one.intensified_percent, one.hostile_percent, one.hostile_points,
                one.region,
            )
        )  # fmt: skip
    return {key: tuple(spans) for key, spans in found.items()}


def strength_spans(counted: UnitCount, days: DateInterval) -> Iterator[StrengthSpan]:
    """Yield the strength of a unit through days that have an end, cut where it may change."""
    if days.until is None:
        raise ValueError(f"strength is counted for days that have an end, not for {days}")
    turns = [*changes([counted], days.start, days.until), days.until]
    for start, until in pairwise(turns):
        people = strength_on(counted, start).people
        if people:
            yield StrengthSpan(DateInterval(start, until), people, last_report(counted, start) is not None)
