"""The versions of memoranda as grounds of payment: each for the days on which it is paid by."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from muster.kit.facts import known_on
from muster.kit.intervals import DateInterval
from muster.reimbursement.models import (
    AgreedEquipment,
    AgreedService,
    Memorandum,
    MemorandumStageEvent,
    MemorandumVersion,
)
from muster.reimbursement.queries.memoranda import stage_events_of, with_lines
from muster.reimbursement.rules.memorandum_stages import paid_until
from muster.reimbursement.rules.memorandum_versions import until_of
from muster.reimbursement.rules.record_terms import AgreedCategory, AgreedItem, AgreedVersion
from muster.reimbursement.stages import LeaseKind

OTHERS = ("owner", "maintainer")


def agreed_versions(memorandum: Memorandum, as_of: date) -> tuple[AgreedVersion, ...]:
    """Return the versions of a memorandum known on a day, each for the days on which it is paid by."""
    return agreed_versions_of([memorandum], as_of)[memorandum.pk]


def agreed_versions_of(memoranda: Iterable[Memorandum], as_of: date) -> dict[int, tuple[AgreedVersion, ...]]:
    """Return the versions of memoranda by their keys, as of one memorandum. Four queries for any number.

    A draft is no ground of payment, and from its end on a memorandum is none any more.
    """
    events = stage_events_of(memoranda, as_of)
    versions: dict[int, list[MemorandumVersion]] = defaultdict(list)
    rows = known_on(MemorandumVersion.objects.filter(memorandum__in=list(events)), as_of)
    for one in with_lines(rows).order_by("number"):
        versions[one.memorandum_id].append(one)
    return {key: _paid_by(versions[key], stages) for key, stages in events.items()}


def _paid_by(
    versions: Sequence[MemorandumVersion], stages: Sequence[MemorandumStageEvent]
) -> tuple[AgreedVersion, ...]:
    """Return versions of a memorandum for the days on which they are paid by, in their order."""
    is_ground, ended = paid_until([(one.stage, one.held_from) for one in stages])
    found: list[AgreedVersion] = []
    for one in versions if is_ground else ():
        ends = [end for end in (until_of(one, versions), ended) if end is not None]
        until = min(ends, default=None)
        if until is None or one.holds_from < until:
            found.append(_agreed(one, DateInterval(one.holds_from, until)))
    return tuple(sorted(found, key=lambda one: one.days.start))


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
