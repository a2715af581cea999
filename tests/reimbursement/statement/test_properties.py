"""What holds for every memorandum: properties tried on made-up ones."""

import copy
import json
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from muster.reimbursement.statement import Statement, read_memorandum, statement_as_json, statement_of
from muster.reimbursement.statement.terms import PaidKind, WithheldRule
from tests.reimbursement.statement.memoranda import Content, memorandum, raw

FIRST = date(2024, 1, 15)
LONGEST_DAYS = 120
ONE_DAY = timedelta(days=1)
LEASES = ("wet", "dry", "maintenance-only")


def cents(most: int) -> st.SearchStrategy[str]:
    return st.integers(0, 100 * most).map(lambda value: f"{value // 100}.{value % 100:02d}")


@st.composite
def periods(draw: st.DrawFn, fields: st.SearchStrategy[Content]) -> list[Content]:
    """Draw periods that do not overlap, some reaching beyond the months billed."""
    days = sorted(draw(st.sets(st.integers(-10, LONGEST_DAYS + 10), min_size=2, max_size=5)))
    found: list[Content] = []
    for start, until in pairwise(days):
        if draw(st.booleans()) or not found:
            found.append({"from": str(FIRST + start * ONE_DAY), "until": str(FIRST + until * ONE_DAY), **draw(fields)})
    return found


@st.composite
def counted(draw: st.DrawFn) -> Content:
    present = draw(st.integers(0, 12))
    return {"present": present, "serviceable": draw(st.integers(0, present))}


SERVED = st.fixed_dictionaries(
    {"people": st.integers(0, 60), "served_by_un": st.integers(0, 60), "standard_met": st.booleans()}
)
EQUIPMENT = st.fixed_dictionaries(
    {
        "item": st.sampled_from(["Truck", "Carrier", "Generator"]),
        "quantity": st.integers(0, 11),
        "lease": st.sampled_from(LEASES),
        "gfmv": cents(200_000),
        "life_years": st.sampled_from(["7", "12.5", "20"]),
        "no_fault_percent": st.sampled_from(["0", "0.2", "1.1"]),
        "maintenance": cents(2_000),
        "verified": periods(counted()),
    },
    optional={
        "group": st.sampled_from(["A", "B"]),
        "un_maintenance_cost": cents(4_000),
        "weapon_out": st.booleans(),
        "used_for_self_sustainment": st.booleans(),
    },
)
CATEGORY = st.fixed_dictionaries(
    {"category": st.just("Laundry"), "rate": cents(50), "ceiling": st.integers(0, 50), "verified": periods(SERVED)}
)
STRENGTH = st.fixed_dictionaries({"count": st.integers(0, 900), "ceiling": st.integers(0, 900)})
FACTORS = st.fixed_dictionaries(
    {},
    optional={
        "environment": cents(5),
        "intensified": cents(5),
        "hostile": st.one_of(cents(5), st.integers(0, 60).map(lambda points: {"points": points})),
        "transport": st.one_of(cents(9), st.integers(0, 9_000).map(lambda km: {"route_km": km})),
    },
)
MEMORANDA = st.builds(
    lambda days, **lists: memorandum(**{"from": str(FIRST), "until": str(FIRST + days * ONE_DAY)}, **lists),
    st.integers(1, LONGEST_DAYS),
    factors=FACTORS,
    personnel=periods(STRENGTH),
    major_equipment=st.lists(EQUIPMENT, max_size=4),
    self_sustainment=st.lists(CATEGORY, max_size=2),
)


def statement(content: Content) -> Statement:
    return statement_of(read_memorandum(raw(content)))


def amounts(found: Statement) -> dict[tuple[str, str, int], int]:
    """Return the cents of each line by month, kind and place."""
    return {(line.month.name, str(line.kind), line.entry): line.amount_cents for line in found.lines}


@given(MEMORANDA)
def test_totals_are_sums_of_lines_and_no_amount_is_below_nothing(content: Content) -> None:
    found = statement_as_json(statement(content))
    assert all(one["amount_cents"] >= 0 for one in [*found["lines"], *found["withheld"]])
    sums: Counter[str] = Counter()
    for line in found["lines"]:
        sums[line["kind"]] += line["amount_cents"]
    assert found["totals"] == {**{str(kind): sums[kind] for kind in PaidKind}, "all": sum(sums.values())}


@given(MEMORANDA)
def test_each_entry_has_one_line_in_each_month(content: Content) -> None:
    found = statement(content)
    entries = sum(len(content[kind]) for kind in map(str, PaidKind))
    months = {line.month.name for line in found.lines}
    assert len(amounts(found)) == len(found.lines) == entries * len(months)


@given(MEMORANDA, st.integers(-10, LONGEST_DAYS + 10))
def test_a_verified_period_cut_in_two_changes_nothing(content: Content, cut: int) -> None:
    day = str(FIRST + cut * ONE_DAY)
    parted = copy.deepcopy(content)
    for line in [*parted["major_equipment"], *parted["self_sustainment"]]:
        line["verified"] = [
            half
            for one in line["verified"]
            for half in ([{**one, "until": day}, {**one, "from": day}] if one["from"] < day < one["until"] else [one])
        ]
    before, after = statement(content), statement(parted)
    assert (after.lines, after.withheld) == (before.lines, before.withheld)


@given(MEMORANDA, st.integers(1, LONGEST_DAYS))
def test_billing_in_two_parts_changes_a_month_of_a_line_by_a_cent_at_most(content: Content, cut: int) -> None:
    day = str(FIRST + cut * ONE_DAY)
    if day >= content["until"]:
        return
    both = Counter(amounts(statement({**content, "until": day})))
    both.update(amounts(statement({**content, "from": day})))
    whole = amounts(statement(content))
    assert set(both) == set(whole)
    assert all(abs(both[key] - cents) <= 1 for key, cents in whole.items())
    assert all(both[key] == cents for key, cents in whole.items() if key[0] != day[:7])


@given(MEMORANDA, st.randoms(use_true_random=False))
def test_the_order_of_entries_and_periods_changes_nothing(content: Content, chance: Any) -> None:
    def told(found: Content) -> list[Counter[str]]:
        lines = statement_as_json(statement(found))
        return [Counter(json.dumps(one) for one in _without_order(lines[name])) for name in ("lines", "withheld")]

    mixed = copy.deepcopy(content)
    for kind in map(str, PaidKind):
        chance.shuffle(mixed[kind])
        for line in mixed[kind]:
            chance.shuffle(line.get("verified", []))
    assert told(mixed) == told(content)


def _without_order(rows: list[Content]) -> list[Content]:
    """Return rows with the sentences of their explanations sorted: these follow the order of the periods."""
    return [{**one, "explanation": sorted(one.get("explanation", []))} for one in rows]


@given(MEMORANDA, st.data())
def test_one_more_serviceable_unit_lowers_no_amount(content: Content, data: st.DataObject) -> None:
    able = [
        (line, period)
        for line, entry in enumerate(content["major_equipment"])
        for period, one in enumerate(entry["verified"])
        if one["serviceable"] < one["present"]
    ]
    if not able:
        return
    line, period = data.draw(st.sampled_from(able))
    better = copy.deepcopy(content)
    better["major_equipment"][line]["verified"][period]["serviceable"] += 1
    before, after = amounts(statement(content)), amounts(statement(better))
    assert all(after[key] >= cents for key, cents in before.items())


@given(MEMORANDA)
def test_what_is_paid_and_what_is_withheld_of_equipment_is_what_is_agreed(content: Content) -> None:
    found = statement(content)
    for line in found.lines:
        if line.kind is PaidKind.MAJOR_EQUIPMENT:
            kept = sum(
                one.unit_days for one in found.withheld_of(line) if one.rule is not WithheldRule.DRY_LEASE_EXCESS
            )
            days = line.month.until - line.month.start
            assert line.unit_days + kept == content["major_equipment"][line.entry]["quantity"] * days


@given(MEMORANDA)
def test_a_statement_is_the_same_after_its_memorandum_went_through_another_file(content: Content) -> None:
    again = json.dumps(json.loads(raw(content)), indent=3, sort_keys=True, ensure_ascii=False).encode("utf-16")
    first, second = statement(content), statement_of(read_memorandum(again))
    assert second.memorandum == first.memorandum
    written = json.dumps(statement_as_json(first))
    assert json.dumps(statement_as_json(second)) == written
    assert json.loads(written) == statement_as_json(first)
