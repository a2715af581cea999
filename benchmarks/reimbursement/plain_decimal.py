"""The amounts of a memorandum by a plain loop over decimals, written from the formulas: no class, no explanation.

It reads a file that keeps its format, and shares with the library the table of rates for personnel alone. Decimals of
fifty digits, each amount rounded half up to the cent.
"""

import itertools
import json
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from muster.reference.reimbursement import single_rates

DIGITS = 50
GUARD = Decimal("1e-20")
"""Thirds have no decimal: what fifty digits miss of an exact half must not decide it."""
CENT = Decimal("0.01")
THRESHOLD = 90
Content = dict[str, Any]


def plain_cents(raw: bytes) -> list[int]:
    """Return the cents of every line: month by month personnel, equipment, self-sustainment."""
    content = json.loads(raw)
    with localcontext() as context:
        context.prec = DIGITS
        factors = _factors(content["factors"])
        rates = [_equipment_rate(item, factors) for item in content["major_equipment"]]
        service_rates = [Decimal(one["rate"]) * (1 + sum(factors[:3])) for one in content["self_sustainment"]]
        found: list[int] = []
        for first, until, days in _months(date.fromisoformat(content["from"]), date.fromisoformat(content["until"])):
            found.extend(_cents(_personnel(entry, first, until) / days) for entry in content["personnel"])
            reached = _reached(content["major_equipment"], first, until)
            for number, item in enumerate(content["major_equipment"]):
                unit_days = _unit_days(item, reached[item.get("group") or number], first, until)
                found.append(_cents(rates[number] * unit_days / days))
            for number, category in enumerate(content["self_sustainment"]):
                found.append(_cents(service_rates[number] * _person_days(category, first, until) / days))
    return found


def _months(start: date, until: date) -> Iterator[tuple[date, date, int]]:
    day = start
    while day < until:
        length = monthrange(day.year, day.month)[1]
        end = min(until, date.fromordinal(day.replace(day=1).toordinal() + length))
        yield day, end, length
        day = end


def _cents(dollars: Decimal) -> int:
    return int((dollars + GUARD).quantize(CENT, rounding=ROUND_HALF_UP) * 100)


def _factors(given: Content) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Return environment, intensified operations, hostile action and transport in parts of one."""
    hostile = min(Decimal(given["hostile"]["points"]) / 7, Decimal(5))
    transport = Decimal("0.25") * max(0, given["transport"]["route_km"] // 800 - 1)
    return Decimal(given["environment"]) / 100, Decimal(given["intensified"]) / 100, hostile / 100, transport / 100


def _equipment_rate(item: Content, factors: tuple[Decimal, Decimal, Decimal, Decimal]) -> Decimal:
    environment, intensified, hostile, transport = factors
    value, maintenance = Decimal(item["gfmv"]), Decimal(item["maintenance"])
    dry = value / (Decimal(item["life_years"]) * 12) + Decimal(item["no_fault_percent"]) / 100 * value / 12
    if item["lease"] == "dry":
        excess = max(Decimal(0), Decimal(item.get("un_maintenance_cost", "0")) - maintenance)
        return max(Decimal(0), dry - excess) * (1 + environment + intensified)
    basis = maintenance if item["lease"] == "maintenance-only" else dry + maintenance
    return basis * (1 + environment + intensified) + maintenance * transport + maintenance * hostile / 2


def _overlap(period: Content, first: date, until: date) -> tuple[date, date] | None:
    start = max(first, date.fromisoformat(period["from"]))
    end = min(until, date.fromisoformat(period["until"]))
    return (start, end) if start < end else None


def _personnel(entry: Content, first: date, until: date) -> Decimal:
    """Return people times dollars a month times days."""
    common = _overlap(entry, first, until)
    total = Decimal(0)
    if common is None:
        return total
    for rate in single_rates():
        start = max(common[0], rate.valid_from or common[0])
        end = min(common[1], rate.valid_until or common[1])
        total += rate.decimal * max(0, (end - start).days)
    people: int = min(entry["count"], entry["ceiling"])
    return total * people


def _reached(items: list[Content], first: date, until: date) -> dict[Any, list[tuple[date, date]]]:
    """Return for each group on which days of a month it reaches the threshold."""
    groups: dict[Any, list[Content]] = {}
    for number, item in enumerate(items):
        members = groups.setdefault(item.get("group") or number, [])
        if not item.get("used_for_self_sustainment"):
            members.append(item)
    found = {}
    for name, members in groups.items():
        turns = {first, until}
        periods = []
        for item in members:
            for period in item["verified"]:
                common = _overlap(period, first, until)
                if common is not None:
                    turns.update(common)
                    able = 0 if item.get("weapon_out") else min(period["serviceable"], item["quantity"])
                    periods.append((*common, able))
        agreed = sum(item["quantity"] for item in members)
        days = sorted(turns)
        found[name] = [
            (start, end)
            for start, end in itertools.pairwise(days)
            if 100 * sum(able for begins, ends, able in periods if begins <= start and end <= ends)
            >= THRESHOLD * agreed
        ]
    return found


def _unit_days(item: Content, reached: list[tuple[date, date]], first: date, until: date) -> int:
    if item.get("weapon_out") or item.get("used_for_self_sustainment"):
        return 0
    total = 0
    for period in item["verified"]:
        common = _overlap(period, first, until)
        if common is None:
            continue
        days = (common[1] - common[0]).days
        present, able = min(period["present"], item["quantity"]), min(period["serviceable"], item["quantity"])
        if item["lease"] == "dry":
            total += present * days
            continue
        met = sum(max(0, (min(common[1], end) - max(common[0], start)).days) for start, end in reached)
        total += present * met + able * (days - met)
    return total


def _person_days(category: Content, first: date, until: date) -> int:
    total = 0
    for period in category["verified"]:
        common = _overlap(period, first, until)
        if common is not None and period["standard_met"]:
            people = max(0, min(period["people"], category["ceiling"]) - period["served_by_un"])
            total += people * (common[1] - common[0]).days
    return total
