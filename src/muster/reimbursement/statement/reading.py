"""From a memorandum file's bytes to a `Memorandum`: the shape of the JSON, each fault with its place. Pure.

The format is version 1 of the memorandum file (docs/reimbursement-statement.md).
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from muster.reimbursement.statement.cents import plain
from muster.reimbursement.statement.json_fields import Fields, decimal_string, decoded_object
from muster.reimbursement.statement.memorandum import (
    Lease,
    MajorEquipment,
    Memorandum,
    Personnel,
    SelfSustainment,
    VerifiedEquipment,
    VerifiedService,
)
from muster.reimbursement.statement.mission_factors import MissionFactors, hostile_percent, transport_percent
from muster.reimbursement.statement.parameters import (
    BY_DAYS,
    NAMES,
    StatementParameters,
    shipped_parameters,
)
from muster.reimbursement.statement.refusal import MemorandumRefused

VERSION = 1
LONGEST_YEARS = 100
KEYS = (
    "version",
    "contributor",
    "mission",
    "unit",
    "from",
    "until",
    "parameters",
    "factors",
    "personnel",
    "major_equipment",
    "self_sustainment",
)
EQUIPMENT_KEYS = (
    "item",
    "quantity",
    "lease",
    "gfmv",
    "life_years",
    "no_fault_percent",
    "maintenance",
    "verified",
    "group",
    "un_maintenance_cost",
    "weapon_out",
    "used_for_self_sustainment",
)


def read_memorandum(raw: bytes) -> Memorandum:
    """Return the memorandum in a file's bytes; raises `MemorandumRefused` with a line for each fault."""
    faults: list[str] = []
    fields = Fields(decoded_object(raw), "", faults)
    fields.refuse_others(KEYS)
    if fields.has("version") and (type(fields.content["version"]) is not int or fields.content["version"] != VERSION):
        fields.fault("version", f"must be {VERSION}")
    elif not fields.has("version"):
        fields.fault("version", "is missing")
    start, until = fields.interval()
    if until.year - start.year > LONGEST_YEARS:
        fields.fault("until", f"must come within {LONGEST_YEARS} years of from")
    parameters = _parameters(fields, start)
    memorandum = Memorandum(
        contributor=fields.text("contributor"),
        mission=fields.text("mission"),
        unit=fields.text("unit"),
        start=start,
        until=until,
        parameters=parameters,
        factors=_factors(fields.part("factors"), parameters),
        personnel=_personnel(fields),
        major_equipment=tuple(_equipment(row) for row in fields.rows("major_equipment")),
        self_sustainment=tuple(_service(row) for row in fields.rows("self_sustainment")),
    )
    if faults:
        raise MemorandumRefused(faults)
    return memorandum


def _parameters(fields: Fields, on: date) -> StatementParameters:
    """Return the shipped parameters of the first day billed, with what the memorandum sets otherwise."""
    part = fields.part("parameters")
    part.refuse_others(NAMES)
    overrides: dict[str, Fraction | str] = {}
    for name in NAMES:
        if part.has(name):
            value = _proration(part) if name == "proration" else _number(part, name)
            if value is not None:
                overrides[name] = value
    return shipped_parameters(on).but(overrides)


def _proration(part: Fields) -> str:
    return part.choice("proration", (BY_DAYS,))


def _number(part: Fields, name: str) -> Fraction | None:
    """Return a parameter given as an integer or a decimal string; steps and divisors are above zero."""
    value, before = part.content[name], len(part.faults)
    found = Fraction(part.count(name)) if type(value) is int else decimal_string(value)
    if isinstance(found, str):
        part.fault(name, found.replace("a decimal string", "an integer or a decimal string"))
    if isinstance(found, str) or len(part.faults) > before:
        return None
    if not found and name in ("transport_step_km", "hostile_points_divisor"):
        part.fault(name, "must be more than 0")
        return None
    return found


def _factors(part: Fields, parameters: StatementParameters) -> MissionFactors:
    part.refuse_others(("environment", "intensified", "hostile", "transport"))
    environment, intensified = (_capped(part, name, parameters) for name in ("environment", "intensified"))
    points = _origin(part, "hostile", "points")
    route_km = _origin(part, "transport", "route_km")
    hostile = _capped(part, "hostile", parameters) if points is None else hostile_percent(points, parameters)
    if route_km is not None:
        transport = transport_percent(route_km, parameters)
    else:
        transport = part.decimal("transport") if part.has("transport") else Fraction(0)
    return MissionFactors(environment, intensified, hostile, transport, points, route_km)


def _origin(part: Fields, name: str, key: str) -> int | None:
    """Return the points or kilometres that a factor is to be reckoned from; None where it is a percentage."""
    if not isinstance(part.content.get(name), dict):
        return None
    inner = part.part(name)
    inner.refuse_others((key,))
    return inner.count(key)


def _capped(part: Fields, name: str, parameters: StatementParameters) -> Fraction:
    """Return a factor given as a percentage: none is 0, and more than the cap is refused."""
    if not part.has(name):
        return Fraction(0)
    found = part.decimal(name)
    cap = parameters.factor_cap_percent
    if found > cap:
        part.fault(name, f"must be at most {plain(cap)} percent, and is {plain(found)}")
    return found


def _personnel(fields: Fields) -> tuple[Personnel, ...]:
    """Return the strengths; two that overlap would pay the same people twice."""
    rows = fields.rows("personnel")
    found = []
    for row in rows:
        row.refuse_others(("from", "until", "count", "ceiling"))
        start, until = row.interval()
        found.append(Personnel(start, until, row.count("count"), row.count("ceiling")))
    _refuse_overlaps(rows, [(one.start, one.until) for one in found])
    return tuple(found)


def _equipment(row: Fields) -> MajorEquipment:
    row.refuse_others(EQUIPMENT_KEYS)
    return MajorEquipment(
        item=row.text("item"),
        quantity=row.count("quantity"),
        lease=Lease(row.choice("lease", [str(one) for one in Lease])),
        gfmv=row.decimal("gfmv"),
        life_years=row.positive("life_years"),
        no_fault_percent=row.decimal("no_fault_percent"),
        maintenance=row.decimal("maintenance"),
        verified=_verified_equipment(row),
        group=row.text("group") if row.has("group") else "",
        un_maintenance_cost=row.decimal("un_maintenance_cost") if row.has("un_maintenance_cost") else None,
        weapon_out=row.truth("weapon_out") if row.has("weapon_out") else False,
        used_for_self_sustainment=_used(row),
    )


def _used(row: Fields) -> bool:
    return row.truth("used_for_self_sustainment") if row.has("used_for_self_sustainment") else False


def _verified_equipment(row: Fields) -> tuple[VerifiedEquipment, ...]:
    periods = _verified_rows(row)
    found = []
    for period in periods:
        period.refuse_others(("from", "until", "present", "serviceable"))
        start, until = period.interval()
        present, serviceable = period.count("present"), period.count("serviceable")
        if serviceable > present:
            period.fault("serviceable", f"must be at most present: {serviceable} of {present}")
        found.append(VerifiedEquipment(start, until, present, serviceable))
    _refuse_overlaps(periods, [(one.start, one.until) for one in found])
    return tuple(found)


def _verified_rows(row: Fields) -> list[Fields]:
    """Return the verified periods of a line; the key must be there, and may hold none."""
    if row.is_object and not row.has("verified"):
        row.fault("verified", "is missing")
    return row.rows("verified")


def _service(row: Fields) -> SelfSustainment:
    row.refuse_others(("category", "rate", "ceiling", "verified"))
    category, rate, ceiling = row.text("category"), row.decimal("rate"), row.count("ceiling")
    periods = _verified_rows(row)
    found = []
    for period in periods:
        period.refuse_others(("from", "until", "people", "served_by_un", "standard_met"))
        start, until = period.interval()
        served = period.count("served_by_un") if period.has("served_by_un") else 0
        found.append(VerifiedService(start, until, period.count("people"), served, period.truth("standard_met")))
    _refuse_overlaps(periods, [(one.start, one.until) for one in found])
    return SelfSustainment(category, rate, ceiling, tuple(found))


def _refuse_overlaps(rows: Sequence[Fields], intervals: Sequence[tuple[date, date]]) -> None:
    """Refuse periods of one line that share a day, naming the later one."""
    longest: tuple[date, date] | None = None
    for number in sorted(range(len(rows)), key=lambda number: intervals[number]):
        start, until = intervals[number]
        if start >= until:
            continue
        if longest is not None and start < longest[1]:
            before = f"[{longest[0]}, {longest[1]})"
            rows[number].fault("from", f"overlaps the period {before} of the same line; from must be its until")
        if longest is None or until > longest[1]:
            longest = start, until
