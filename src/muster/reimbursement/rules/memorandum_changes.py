"""What one version of a memorandum says otherwise than the one before, in words. Pure."""

from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from typing import Any

from muster.reimbursement.memorandum_terms import EquipmentTerms, ServiceTerms, VersionTerms
from muster.reimbursement.rules.memorandum_rates import plain_name

CENTS = 100
HEAD = {
    "holds_until": "end",
    "edition": "edition of rates",
    "region": "region of mission factors",
    "route_km": "consignment route (km)",
    "transport_percent": "incremental transportation (percent)",
    "personnel_ceiling": "people",
}
OF_EQUIPMENT = {
    "quantity": "quantity",
    "category": "category",
    "group": "vehicle group",
    "gfmv_cents": "generic fair market value",
    "life_years": "useful life",
    "no_fault_percent": "no-fault factor",
    "maintenance_cents": "maintenance",
    "paint_cents": "painting",
    "rate_item": "row of the edition",
    "is_special_case": "special case",
    "used_for_self_sustainment": "serves self-sustainment",
}
OF_SERVICES = {"ceiling": "people", "rate_usd": "rate", "rate_category": "row of the edition"}


def changes_between(before: VersionTerms, after: VersionTerms) -> list[str]:
    """Return what is agreed otherwise, a line each; days from which a version holds and reasons are no change."""
    found = _differences("", before, after, HEAD)
    found += _changes_of_lines(before.equipment, after.equipment, _equipment_key, equipment_name, OF_EQUIPMENT)
    return found + _changes_of_lines(before.services, after.services, _service_key, service_name, OF_SERVICES)


def equipment_name(line: EquipmentTerms) -> str:
    """Return how a line of major equipment is called: the item, its lease, and whose it is."""
    return f"{line.item} ({', '.join(part for part in (line.lease, other_states(line)) if part)})"


def other_states(line: EquipmentTerms) -> str:
    """Return which other States a line names, in words; empty where it is the unit's own alone."""
    parts = ((line.owner, "owns"), (line.maintainer, "maintains"))
    return ", ".join(f"{code} {what}" for code, what in parts if code)


def service_name(line: ServiceTerms) -> str:
    """Return how a line of self-sustainment is called: the category, and who provides it."""
    return f"{line.category} ({line.provider})" if line.provider else line.category


def _equipment_key(line: EquipmentTerms) -> Hashable:
    return plain_name(line.item), line.lease, line.owner, line.maintainer


def _service_key(line: ServiceTerms) -> Hashable:
    return plain_name(line.category), line.provider


def _changes_of_lines(
    before: Iterable[Any],
    after: Iterable[Any],
    key: Callable[[Any], Hashable],
    name: Callable[[Any], str],
    fields: dict[str, str],
) -> list[str]:
    earlier, later = {key(one): one for one in before}, {key(one): one for one in after}
    found = []
    for one_key, line in later.items():
        if one_key not in earlier:
            found.append(f"{name(line)}: added")
        else:
            found += _differences(f"{name(line)}: ", earlier[one_key], line, fields)
    return found + [f"{name(line)}: taken out" for one_key, line in earlier.items() if one_key not in later]


def _differences(place: str, before: Any, after: Any, fields: dict[str, str]) -> list[str]:
    pairs = [(words, name, getattr(before, name), getattr(after, name)) for name, words in fields.items()]
    return [
        f"{place}{words} {_shown(name, old)}, now {_shown(name, new)}" for words, name, old, new in pairs if old != new
    ]


def _shown(name: str, value: Any) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name.endswith("_cents"):
        return f"{value / Decimal(CENTS):,.2f} US dollars"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
