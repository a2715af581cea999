"""From what is on record of a memorandum to the statement of what is owed, and to whom. Pure.

A statement of the library has one set of agreed lines and one set of mission factors: so the days are cut where a
version begins and where factors change, and each part is rounded by itself. Where one State owns what another
maintains, the owner is paid the dry part and the other the maintenance (section 2 of the dossier on reimbursement); the
owner's line is then no part of the vehicle group, or the group would count its units twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from muster.inspections.rules.verified import Verified
from muster.kit.intervals import DateInterval
from muster.reimbursement.rules.adjustments.terms import Adjustment, AdjustmentRule
from muster.reimbursement.rules.record_terms import AgreedItem, AgreedVersion, FactorSpan, StrengthSpan
from muster.reimbursement.rules.verified_lines import equipment_periods, service_periods
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement import (
    Lease,
    MajorEquipment,
    Memorandum,
    MissionFactors,
    Personnel,
    SelfSustainment,
    Statement,
    StatementLine,
    VerifiedEquipment,
    Withheld,
    hostile_percent,
    shipped_parameters,
    statement_of,
    transport_percent,
)
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR
from muster.reimbursement.statement.parameters import StatementParameters
from muster.reimbursement.statement.terms import PaidKind

OWN = ""
"""The payee of a line that names no other State: the unit's State."""


@dataclass(frozen=True, slots=True)
class MemorandumRecord:
    """All that is on record of a memorandum for some days, as known on one day."""

    reference: str
    contributor: str
    mission: str
    unit: str
    versions: tuple[AgreedVersion, ...]
    factors: tuple[FactorSpan, ...] = ()
    strength: tuple[StrengthSpan, ...] = ()
    verified: tuple[Verified, ...] = ()


@dataclass(frozen=True)
class StatementPart:
    """The statement of the days under one version and one set of factors. `payees` names who is paid, by line.

    `agreed` is the agreed line behind each entry of major equipment, in their order.
    """

    days: DateInterval
    version: int
    statement: Statement
    payees: Mapping[tuple[PaidKind, int], str]
    agreed: tuple[AgreedItem, ...] = ()

    def payee(self, line: StatementLine | Withheld) -> str:
        """Return who is paid by a line: a State's code, empty for the unit's own State."""
        return self.payees.get((line.kind, line.entry), OWN)


OF_PERSONNEL = frozenset({AdjustmentRule.RISK_PREMIUM, AdjustmentRule.ENABLING_PREMIUM, AdjustmentRule.RAPID_PREMIUM})
"""Rules that add to the rate for personnel; all others that name no line are about equipment."""


@dataclass(frozen=True, slots=True)
class PartAdjustment:
    """An adjustment of one part of a statement, and the payee whose amount it changes (empty: the unit's State)."""

    part: StatementPart
    adjustment: Adjustment
    payee: str

    @property
    def kind(self) -> PaidKind:
        """Return what the amount counts with: the kind of its line, or what its rule is about."""
        if self.adjustment.kind is not None:
            return self.adjustment.kind
        return PaidKind.PERSONNEL if self.adjustment.rule in OF_PERSONNEL else PaidKind.MAJOR_EQUIPMENT

    @property
    def words(self) -> str:
        """Return rule and item in words: "Risk premium", "Painting and repainting: Truck"."""
        rule, item = self.adjustment.rule.label, self.adjustment.item
        return rule if item in ("", rule) else f"{rule}: {item}"


@dataclass(frozen=True)
class RecordStatement:
    """What is owed under a memorandum for `days`. `notes` tell what the record lacks or holds beside it.

    `adjustments` are what the switched rules add to the lines and take off them.
    """

    reference: str
    days: DateInterval
    parts: tuple[StatementPart, ...]
    notes: tuple[str, ...] = ()
    adjustments: tuple[PartAdjustment, ...] = ()

    @property
    def lines(self) -> Iterator[tuple[StatementPart, StatementLine]]:
        """Yield every line with its part, month by month within each part.

        Each strength is an entry of its own: what it has in the months of another is no line.
        """
        return ((part, line) for part in self.parts for line in part.statement.lines if _is_told(line))

    @property
    def withheld(self) -> Iterator[tuple[StatementPart, Withheld]]:
        """Yield everything withheld with its part."""
        return ((part, one) for part in self.parts for one in part.statement.withheld)

    @property
    def payees(self) -> tuple[str, ...]:
        """Return everybody who is paid, the unit's own State first."""
        others = {part.payee(line) for part, line in self.lines} - {OWN}
        return (OWN, *sorted(others))

    def cents_by_kind(self, payee: str | None = None) -> dict[PaidKind, int]:
        """Return the sums of the rounded lines by kind, of one payee or (None) of all."""
        sums = dict.fromkeys(PaidKind, 0)
        for part, line in self.lines:
            if payee is None or part.payee(line) == payee:
                sums[line.kind] += line.amount_cents
        return sums

    def owed_cents(self, payee: str | None = None) -> int:
        """Return all that is owed, to one payee or (None) to all."""
        return sum(self.cents_by_kind(payee).values())

    def withheld_cents(self, payee: str | None = None) -> int:
        """Return all that is withheld, of one payee or (None) of all."""
        return sum(one.amount_cents for part, one in self.withheld if payee is None or part.payee(one) == payee)

    def adjusted_cents(self, payee: str | None = None) -> int:
        """Return the sum of the adjustments of one payee, or (None) of all; deductions are negative."""
        return sum(one.adjustment.amount_cents for one in self.adjustments if payee is None or one.payee == payee)

    def payable_cents(self, payee: str | None = None) -> int:
        """Return what is owed with the adjustments, to one payee or (None) to all."""
        return self.owed_cents(payee) + self.adjusted_cents(payee)

    def only(self, payee: str) -> "RecordStatement":
        """Return what of the statement is one payee's: its lines alone, without the notes of the whole."""
        parts = []
        for part in self.parts:
            lines = tuple(one for one in part.statement.lines if part.payee(one) == payee)
            withheld = tuple(one for one in part.statement.withheld if part.payee(one) == payee)
            if lines or withheld:
                parts.append(replace(part, statement=replace(part.statement, lines=lines, withheld=withheld)))
        mine = tuple(one for one in self.adjustments if one.payee == payee)
        return replace(self, parts=tuple(parts), notes=(), adjustments=mine)


def _is_told(line: StatementLine) -> bool:
    return line.unit_days > 0 or line.kind != PaidKind.PERSONNEL


def record_statement(record: MemorandumRecord, days: DateInterval) -> RecordStatement:
    """Return the statement of a memorandum for days that have an end.

    Raises `MemorandumRefused` where people are billed for a day without a single rate.
    """
    parts: list[StatementPart] = []
    notes: dict[str, None] = {}
    for version, part_days in _stretches(record, days):
        part, told = _part(record, version, part_days)
        parts.append(part)
        notes.update(dict.fromkeys(told))
    notes.update(dict.fromkeys(_lacking(record, days)))
    return RecordStatement(record.reference, days, tuple(parts), tuple(notes))


def _stretches(record: MemorandumRecord, days: DateInterval) -> Iterator[tuple[AgreedVersion, DateInterval]]:
    """Yield the days of each version, cut where the factors of its region change."""
    for version in sorted(record.versions, key=lambda one: one.days.start):
        held = version.days.intersection(days)
        if held is None:
            continue
        turns = {held.start}
        for span in _of_region(record.factors, version.region):
            turns |= {span.days.start, *([span.days.until] if span.days.until else [])}
        starts = sorted(turn for turn in turns if held.contains(turn))
        for start, until in zip(starts, [*starts[1:], held.until], strict=True):
            yield version, DateInterval(start, until)


def _of_region(factors: Sequence[FactorSpan], region: str) -> tuple[FactorSpan, ...]:
    """Return the factors of a region; those of the whole mission where the region has none of its own."""
    own = tuple(one for one in factors if one.region == region)
    return own or tuple(one for one in factors if not one.region)


def _lacking(record: MemorandumRecord, days: DateInterval) -> Iterator[str]:
    """Yield in words what the record lacks for the days asked."""
    agreed = [version.days for version in record.versions]
    for gap in days.difference(*agreed):
        yield f"no version of the memorandum holds in {gap}: nothing is paid"
    if not any(span.days.overlaps(days) for span in record.factors):
        yield "no mission factors are on record: none are paid"
    for span in record.strength:
        if not span.is_reported and span.days.overlaps(days):
            yield f"no strength is reported for {span.days}: the agreed {span.people} people stand in (assumption)"


def _part(
    record: MemorandumRecord, version: AgreedVersion, days: DateInterval
) -> tuple[StatementPart, tuple[str, ...]]:
    until = _end(days)
    parameters = shipped_parameters(days.start)
    strength = tuple(_cut(record.strength, days))
    verified = tuple(_cut_verified(record.verified, days))
    equipment, foreign = equipment_periods(verified, version.equipment)
    services, strange = service_periods(verified, version.services, strength)
    entries = list(_equipment_entries(version, equipment))
    memorandum = Memorandum(
        contributor=record.contributor,
        mission=record.mission,
        unit=record.unit,
        start=days.start,
        until=until,
        parameters=parameters,
        factors=factors_in(record.factors, version, days.start, parameters),
        personnel=tuple(
            Personnel(span.days.start, _end(span.days), span.people, version.personnel_ceiling) for span in strength
        ),
        major_equipment=tuple(entry for entry, _payee, _agreed in entries),
        self_sustainment=tuple(
            SelfSustainment(one.category, Fraction(one.rate_usd), one.ceiling, services.get(one.number, ()))
            for one in version.services
        ),
    )
    payees = {
        (PaidKind.MAJOR_EQUIPMENT, place): payee for place, (_entry, payee, _agreed) in enumerate(entries) if payee
    }
    payees |= {
        (PaidKind.SELF_SUSTAINMENT, place): one.provider for place, one in enumerate(version.services) if one.provider
    }
    agreed = tuple(one for _entry, _payee, one in entries)
    return StatementPart(days, version.number, statement_of(memorandum), payees, agreed), (*foreign, *strange)


def factors_in(
    factors: Sequence[FactorSpan], version: AgreedVersion, day: date, parameters: StatementParameters
) -> MissionFactors:
    """Return the mission factors of a version on a day; points and the route are reckoned by their rules."""
    held = next((one for one in _of_region(factors, version.region) if one.days.contains(day)), None)
    nothing = Fraction(0)
    transport = Fraction(version.transport_percent or 0)
    if version.route_km is not None:
        transport = transport_percent(version.route_km, parameters)
    if held is None:
        return MissionFactors(nothing, nothing, nothing, transport, None, version.route_km)
    hostile = Fraction(held.hostile_percent)
    if held.hostile_points is not None:
        hostile = hostile_percent(held.hostile_points, parameters)
    return MissionFactors(
        Fraction(held.environment_percent),
        Fraction(held.intensified_percent),
        hostile,
        transport,
        held.hostile_points,
        version.route_km,
    )


def _equipment_entries(
    version: AgreedVersion, verified: Mapping[int, tuple[VerifiedEquipment, ...]]
) -> Iterator[tuple[MajorEquipment, str, AgreedItem]]:
    """Yield the library's lines with who is paid and the agreed line: one for each, two where two States share."""
    for one in version.equipment:
        periods = verified.get(one.number, ())
        if one.lease is LeaseKind.WET and one.owner != one.maintainer:
            yield replace(_entry(one, Lease.DRY, periods), group="", item=f"{one.item} (owner)"), one.owner, one
            yield (
                replace(_entry(one, Lease.MAINTENANCE_ONLY, periods), item=f"{one.item} (maintenance)"),
                one.maintainer,
                one,
            )
        else:
            payee = one.maintainer if one.lease is LeaseKind.MAINTENANCE_ONLY else one.owner
            yield _entry(one, Lease(one.lease.value), periods), payee, one


def _entry(one: AgreedItem, lease: Lease, periods: tuple[VerifiedEquipment, ...]) -> MajorEquipment:
    return MajorEquipment(
        item=one.item,
        quantity=one.quantity,
        lease=lease,
        gfmv=dollars(one.gfmv_cents),
        life_years=Fraction(one.life_years),
        no_fault_percent=Fraction(one.no_fault_percent),
        maintenance=dollars(one.maintenance_cents),
        verified=periods,
        group=one.group,
        used_for_self_sustainment=one.used_for_self_sustainment,
    )


def dollars(cents: int | Decimal) -> Fraction:
    """Return cents as exact dollars."""
    return Fraction(cents) / CENTS_PER_DOLLAR


def _end(days: DateInterval) -> date:
    if days.until is None:
        raise ValueError(f"a statement is made for days that have an end, not for {days}")
    return days.until


def _cut(spans: Iterable[StrengthSpan], days: DateInterval) -> Iterator[StrengthSpan]:
    for span in spans:
        common = span.days.intersection(days)
        if common is not None:
            yield replace(span, days=common)


def _cut_verified(parts: Iterable[Verified], days: DateInterval) -> Iterator[Verified]:
    for part in parts:
        common = part.days.intersection(days)
        if common is not None:
            yield replace(part, days=common)
