"""Made-up memoranda of a year with every kind of line, as files; the same for the same number."""

import itertools
import json
import random
from datetime import date, timedelta
from typing import Any

MONTHS = 12
PERSONNEL, EQUIPMENT, SERVICES = 4, 110, 36
LINES = PERSONNEL + EQUIPMENT + SERVICES
GROUPS = 8
QUARTERS = ("2021-10-01", "2022-01-01", "2022-04-01", "2022-07-01", "2022-10-01")
"""A year in which the rate for personnel changes."""


def memorandum_file(number: int) -> bytes:
    """Return the memorandum of this number: so many lines over twelve months, verified each quarter and in between."""
    chance = random.Random(number)
    content = {
        "version": 1,
        "contributor": f"State {number % 90}",
        "mission": f"Mission {number % 12}",
        "unit": f"Unit {number}",
        "from": QUARTERS[0],
        "until": QUARTERS[-1],
        "factors": {
            "environment": f"{chance.randrange(50) / 10}",
            "intensified": f"{chance.randrange(50) / 10}",
            "hostile": {"points": chance.randrange(40)},
            "transport": {"route_km": chance.randrange(12_000)},
        },
        "personnel": [
            {"from": start, "until": until, "count": chance.randrange(700, 900), "ceiling": 850}
            for start, until in itertools.pairwise(QUARTERS)
        ],
        "major_equipment": [_equipment(chance, line) for line in range(EQUIPMENT)],
        "self_sustainment": [_category(chance, line) for line in range(SERVICES)],
    }
    return json.dumps(content).encode()


def _periods(chance: random.Random) -> list[dict[str, Any]]:
    """Return the quarters, one of them cut in two by a spot check."""
    turns = {*QUARTERS, str(date.fromisoformat(QUARTERS[0]) + timedelta(days=chance.randrange(1, 364)))}
    days = sorted(turns)
    return [{"from": start, "until": until} for start, until in itertools.pairwise(days)]


def _equipment(chance: random.Random, line: int) -> dict[str, Any]:
    quantity = chance.randint(1, 30)
    found: dict[str, Any] = {
        "item": f"Item {line}",
        "quantity": quantity,
        "lease": chance.choice(("wet", "wet", "wet", "dry", "maintenance-only")),
        "gfmv": f"{chance.randrange(1_000_00, 300_000_00) / 100:.2f}",
        "life_years": str(chance.choice((5, 8, 10, 12, 15, 20, 24))),
        "no_fault_percent": f"{chance.randrange(20) / 10}",
        "maintenance": f"{chance.randrange(50_00, 3_000_00) / 100:.2f}",
        "group": f"Group {chance.randrange(GROUPS)}",
        "verified": [],
    }
    if chance.random() < 0.1:
        found["un_maintenance_cost"] = f"{chance.randrange(50_00, 4_000_00) / 100:.2f}"
    if chance.random() < 0.03:
        found["weapon_out"] = True
    if chance.random() < 0.03:
        found["used_for_self_sustainment"] = True
    for period in _periods(chance):
        present = max(0, quantity - chance.choice((0, 0, 0, 1, 2)))
        found["verified"].append({**period, "present": present, "serviceable": round(present * chance.uniform(0.8, 1))})
    return found


def _category(chance: random.Random, line: int) -> dict[str, Any]:
    return {
        "category": f"Category {line}",
        "rate": f"{chance.randrange(5_00, 60_00) / 100:.2f}",
        "ceiling": 850,
        "verified": [
            {
                **period,
                "people": chance.randrange(700, 900),
                "served_by_un": chance.choice((0, 0, 50)),
                "standard_met": chance.random() < 0.95,
            }
            for period in _periods(chance)
        ],
    }
