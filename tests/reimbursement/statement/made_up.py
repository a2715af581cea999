"""Made-up memoranda in any number, the same for the same seed: every lease, factor and way to lose money."""

import random
from datetime import date, timedelta
from itertools import pairwise

from tests.reimbursement.statement.memoranda import Content, memorandum

ONE_DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(2014, 7, 1), date(2026, 1, 1)
LIVES = ("5", "7", "8", "10", "12", "12.5", "15", "20", "24")
LEASES = ("wet", "wet", "dry", "maintenance-only")


def made_up(count: int, seed: int) -> list[Content]:
    """Return so many memoranda; in one of four the figures are round, so that exact halves of a cent occur."""
    chance = random.Random(seed)
    return [_memorandum(chance, is_round=number % 4 == 0) for number in range(count)]


def _memorandum(chance: random.Random, *, is_round: bool) -> Content:
    start = FIRST_DAY + chance.randrange((LAST_DAY - FIRST_DAY).days - 100) * ONE_DAY
    if is_round:
        start = date(start.year, chance.choice((4, 6, 9, 11)), 1) if start.year > FIRST_DAY.year else start
    until = start + chance.randint(1, 75) * ONE_DAY
    content = memorandum(**{"from": str(start), "until": str(until)})
    if chance.random() < 0.2:
        content["parameters"] = {
            "serviceability_threshold_percent": chance.choice((75, 80, "85.5")),
            "transport_percent_per_step": chance.choice(("0.25", "0.3")),
            "transport_step_km": chance.choice((500, 800)),
            "hostile_points_divisor": chance.choice((6, 7)),
            "factor_cap_percent": chance.choice((5, 6)),
        }
    if not is_round:
        content["factors"] = _factors(chance)
    content["personnel"] = [
        {**period, "count": chance.randrange(900), "ceiling": chance.randrange(900)}
        for period in _periods(chance, start, until, most=2)
    ]
    content["major_equipment"] = [_equipment(chance, start, until, is_round) for _ in range(chance.randint(1, 4))]
    content["self_sustainment"] = [_category(chance, start, until) for _ in range(chance.randint(0, 2))]
    return content


def _factors(chance: random.Random) -> Content:
    found: Content = {}
    for name in ("environment", "intensified", "hostile", "transport"):
        if chance.random() < 0.7:
            found[name] = f"{chance.randint(0, 500) / 100:.2f}"
    if chance.random() < 0.3:
        found["hostile"] = {"points": chance.randrange(50)}
    if chance.random() < 0.3:
        found["transport"] = {"route_km": chance.choice((0, 499, 799, 800, 1599, 1600, 2400, chance.randrange(20_000)))}
    return found


def _periods(chance: random.Random, start: date, until: date, *, most: int) -> list[Content]:
    """Return up to so many periods that do not overlap, about the days billed and sometimes beyond them."""
    if chance.random() < 0.3:
        return [{"from": str(start), "until": str(until)}]
    first = max(FIRST_DAY, start - 5 * ONE_DAY)
    days = (until - first).days + 5
    cuts = sorted(chance.sample(range(days + 1), min(days, chance.randint(2, most + 1))))
    return [
        {"from": str(first + begins * ONE_DAY), "until": str(first + ends * ONE_DAY)}
        for begins, ends in pairwise(cuts)
        if chance.random() < 0.85
    ]


def _equipment(chance: random.Random, start: date, until: date, is_round: bool) -> Content:
    quantity = chance.choice((1, 2, 5, 10, 11, 20))
    value = chance.randrange(1, 2_000) * 120 if is_round else chance.randrange(200_000_00) / 100
    found: Content = {
        "item": f"Item {chance.randrange(100)}",
        "quantity": quantity,
        "lease": chance.choice(LEASES),
        "gfmv": f"{value:.2f}",
        "life_years": "10" if is_round else chance.choice(LIVES),
        "no_fault_percent": "0" if is_round else f"{chance.randrange(30) / 10:.1f}",
        "maintenance": f"{chance.randrange(3_000_00) / 100:.2f}",
        "verified": [],
    }
    for period in _periods(chance, start, until, most=3):
        present = max(0, quantity - chance.choice((0, 0, 0, 1, 2, -1)))
        serviceable = max(0, present - chance.choice((0, 0, 1, 1, 2, 5)))
        found["verified"].append({**period, "present": present, "serviceable": serviceable})
    if chance.random() < 0.5:
        found["group"] = chance.choice(("A", "B"))
    if chance.random() < 0.3:
        found["un_maintenance_cost"] = f"{chance.randrange(6_000_00) / 100:.2f}"
    if chance.random() < 0.08:
        found["weapon_out"] = True
    if chance.random() < 0.08:
        found["used_for_self_sustainment"] = True
    return found


def _category(chance: random.Random, start: date, until: date) -> Content:
    return {
        "category": f"Category {chance.randrange(20)}",
        "rate": f"{chance.randrange(6_000) / 100:.2f}",
        "ceiling": chance.randrange(1, 900),
        "verified": [
            {
                **period,
                "people": chance.randrange(900),
                "served_by_un": chance.choice((0, 0, 20, chance.randrange(900))),
                "standard_met": chance.random() < 0.85,
            }
            for period in _periods(chance, start, until, most=3)
        ],
    }
