"""Memoranda as a workbook of inputs and formulas, for a program that knows nothing of Muster to reckon.

Nothing here computes an amount: the sheets hold what the memoranda say, and formulas written from the contract's. Cells
of a memorandum are put on rows of their own by entry, month and stretch of days; who is in which group, and which
verified period covers a stretch, is told by the cells that a formula names.

**The half of a cent.** A spreadsheet reckons in binary floats, which miss an exact half by some 1e-8 of a cent. So
`cents` takes the whole part after adding a half and a millionth of a cent: what lies within a millionth below a half
goes up as the half itself does. `is_half` marks every line that lies so near to a half, and the test shows with exact
numbers that each of them is a half exactly; no other line is decided by the millionth.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.reimbursement.statement.memoranda import Content

Cells = list[Any]
RATES = ((date(2014, 7, 1), 1332), (date(2016, 7, 1), 1365), (date(2017, 7, 1), 1410), (date(2018, 7, 1), 1428),
         (date(2022, 7, 1), 1448), (date(2100, 1, 1), 0))  # fmt: skip
"""The single rates for personnel as the dossier has them, typed anew; the last row ends the one before."""
DEFAULTS = {
    "serviceability_threshold_percent": 90,
    "factor_cap_percent": 5,
    "hostile_points_divisor": 7,
    "transport_percent_per_step": 0.25,
    "transport_step_km": 800,
}
HEADINGS = {
    "Rates": ["from", "rate"],
    "Memoranda": [
        "from", "until", "environment", "intensified", "hostile", "points", "transport", "km", "threshold", "cap",
        "divisor", "step percent", "step km", "H", "T", "total",
    ],
    "People": ["from", "until", "count", "ceiling", "month", "next month", "first", "last", "dollar days", "exact",
               "cents", "is half"],
    "Stretches": ["from", "until", "present", "serviceable", "quantity", "lease", "weapon out", "used", "present cut",
                  "serviceable cut", "in group", "agreed in group", "reached", "unit days"],
    "Equipment": ["gfmv", "life", "no fault", "maintenance", "cost", "lease", "month", "next month", "unit days", "dry",
                  "excess", "base", "rate", "exact", "cents", "is half"],
    "Served": ["from", "until", "people", "served", "met", "ceiling", "month", "next month", "person days"],
    "Services": ["rate", "month", "next month", "person days", "adjusted", "exact", "cents", "is half"],
}  # fmt: skip
ORDER = {"People": "personnel", "Equipment": "major_equipment", "Services": "self_sustainment"}
"""The sheets whose rows are lines of a statement, with the kind of line."""


@dataclass
class Sheets:
    """The rows of each sheet, and for each memorandum which rows of the sheets of lines are its own."""

    rows: dict[str, list[Cells]] = field(default_factory=lambda: {name: [head] for name, head in HEADINGS.items()})
    lines: list[dict[str, range]] = field(default_factory=list)

    def add(self, sheet: str, *cells: Any) -> int:
        """Add a row; returns its number, by which formulas name it."""
        self.rows[sheet].append(list(cells))
        return len(self.rows[sheet])

    def next_row(self, sheet: str) -> int:
        """Return the number that the next row of a sheet gets."""
        return len(self.rows[sheet]) + 1

    def save(self, path: Path) -> None:
        """Write the workbook."""
        book = Workbook(write_only=True)
        for name, rows in self.rows.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(path)


def sheets_of(memoranda: list[Content]) -> Sheets:
    """Return the sheets of some memoranda."""
    found = Sheets()
    for start, rate in RATES:
        found.add("Rates", start, rate)
    for content in memoranda:
        _add_memorandum(found, content)
    return found


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _number(text: str | int | float | None) -> float | None:
    return None if text is None else float(text)


def _months(content: Content) -> list[date]:
    """Return the first day of each month billed."""
    day, until = _day(content["from"]).replace(day=1), _day(content["until"])
    found = []
    while day < until:
        found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _next_month(cell: str) -> str:
    return f"=DATE(YEAR({cell}),MONTH({cell})+1,1)"


def _rounded(cell: str) -> tuple[str, str]:
    """Return the formulas of whole cents, a half upwards, and of whether the half decides."""
    return f"=INT({cell}+0.5+0.000001)", f"=ABS({cell}-INT({cell})-0.5)<0.000001"


def _add_memorandum(found: Sheets, content: Content) -> None:
    row = found.next_row("Memoranda")
    factors, own = content.get("factors", {}), {**DEFAULTS, **content.get("parameters", {})}
    hostile, transport = factors.get("hostile", "0"), factors.get("transport", "0")
    points, km = (one if isinstance(one, dict) else {} for one in (hostile, transport))
    cells = [
        _day(content["from"]), _day(content["until"]),
        float(factors.get("environment", "0")), float(factors.get("intensified", "0")),
        None if points else float(hostile), points.get("points"), None if km else float(transport), km.get("route_km"),
        *(float(own[name]) for name in DEFAULTS),
        f'=IF(F{row}="",E{row},MIN(J{row},F{row}/K{row}))',
        f'=IF(H{row}="",G{row},L{row}*MAX(0,INT(H{row}/M{row})-1))',
    ]  # fmt: skip
    firsts = {sheet: found.next_row(sheet) for sheet in ORDER}
    for month in _months(content):
        for entry in content["personnel"]:
            _add_people(found, row, entry, month)
    stretches = _add_stretches(found, row, content)
    for month in _months(content):
        for item, rows in zip(content["major_equipment"], stretches, strict=True):
            _add_equipment(found, row, item, month, rows[month])
        for category in content["self_sustainment"]:
            _add_service(found, row, category, month)
    lines = {sheet: range(first, found.next_row(sheet)) for sheet, first in firsts.items()}
    columns = {"People": "K", "Equipment": "O", "Services": "G"}
    sums = [f"SUM({name}!{columns[name]}{one[0]}:{columns[name]}{one[-1]})" for name, one in lines.items() if one]
    found.add("Memoranda", *cells, "=" + "+".join(sums) if sums else 0)
    found.lines.append(lines)


def _add_people(found: Sheets, memorandum: int, entry: Content, month: date) -> None:
    row = found.next_row("People")
    dollar_days = "+".join(
        f"MAX(0,MIN(H{row},Rates!A{rate + 1})-MAX(G{row},Rates!A{rate}))*Rates!B{rate}"
        for rate in range(2, 1 + len(RATES))
    )
    found.add(
        "People", _day(entry["from"]), _day(entry["until"]), entry["count"], entry["ceiling"], month,
        _next_month(f"E{row}"), f"=MAX(A{row},E{row},Memoranda!A{memorandum})",
        f"=MIN(B{row},F{row},Memoranda!B{memorandum})", f"={dollar_days}",
        f"=100*MIN(C{row},D{row})*I{row}/(F{row}-E{row})", *_rounded(f"J{row}"),
    )  # fmt: skip


def _turns(content: Content) -> list[date]:
    """Return the days of the bill on which anything of the equipment may change, and its two ends."""
    first, last = _day(content["from"]), _day(content["until"])
    days = {first, last, *_months(content)}
    for item in content["major_equipment"]:
        for period in item["verified"]:
            days |= {_day(period["from"]), _day(period["until"])}
    return sorted(day for day in days if first <= day <= last)


def _add_stretches(found: Sheets, memorandum: int, content: Content) -> list[dict[date, range]]:
    """Add a row for each item and stretch; returns for each item which rows lie in which month."""
    items, stretches = content["major_equipment"], list(pairwise(_turns(content)))
    first = found.next_row("Stretches")
    placed: list[dict[date, range]] = []
    for number, item in enumerate(items):
        mates = [
            other
            for other, one in enumerate(items)
            if not one.get("used_for_self_sustainment")
            and (one["group"] == item["group"] if "group" in item and "group" in one else other == number)
        ]
        months: dict[date, list[int]] = {month: [] for month in _months(content)}
        for place, (start, until) in enumerate(stretches):
            rows = [first + len(stretches) * mate + place for mate in mates]
            months[start.replace(day=1)].append(_add_stretch(found, memorandum, item, start, until, rows))
        placed.append({month: range(rows[0], rows[-1] + 1) for month, rows in months.items()})
    return placed


def _add_stretch(found: Sheets, memorandum: int, item: Content, start: date, until: date, mates: list[int]) -> int:
    row = found.next_row("Stretches")
    present, serviceable = _verified(item, start)
    in_group = "+".join(f"J{mate}" for mate in mates) or "0"
    agreed = "+".join(f"E{mate}" for mate in mates) or "0"
    return found.add(
        "Stretches", start, until, present, serviceable, item["quantity"], item["lease"],
        item.get("weapon_out", False), item.get("used_for_self_sustainment", False),
        f"=MIN(C{row},E{row})", f"=IF(G{row},0,MIN(D{row},E{row}))", f"={in_group}", f"={agreed}",
        f"=100*K{row}>=Memoranda!I{memorandum}*L{row}",
        f'=(B{row}-A{row})*IF(OR(G{row},H{row}),0,IF(OR(F{row}="dry",M{row}),I{row},J{row}))',
    )  # fmt: skip


def _verified(item: Content, day: date) -> tuple[int, int]:
    for period in item["verified"]:
        if _day(period["from"]) <= day < _day(period["until"]):
            return period["present"], period["serviceable"]
    return 0, 0


def _add_equipment(found: Sheets, memorandum: int, item: Content, month: date, stretches: range) -> None:
    row, place = found.next_row("Equipment"), f"Memoranda!{{}}{memorandum}"
    environment, intensified, hostile, transport = (place.format(column) for column in "CDNO")
    found.add(
        "Equipment", *(_number(item[key]) for key in ("gfmv", "life_years", "no_fault_percent", "maintenance")),
        _number(item.get("un_maintenance_cost")), item["lease"], month, _next_month(f"G{row}"),
        f"=SUM(Stretches!N{stretches[0]}:N{stretches[-1]})",
        f"=A{row}/(B{row}*12)+C{row}/100*A{row}/12",
        f'=IF(AND(F{row}="dry",E{row}<>""),MIN(J{row},MAX(0,E{row}-D{row})),0)',
        f'=IF(F{row}="dry",J{row}-K{row},IF(F{row}="wet",J{row}+D{row},D{row}))',
        f"=L{row}*(1+({environment}+{intensified})/100)"
        f'+IF(F{row}="dry",0,D{row}*{transport}/100+D{row}*{hostile}/100/2)',
        f"=100*M{row}*I{row}/(H{row}-G{row})", *_rounded(f"N{row}"),
    )  # fmt: skip


def _add_service(found: Sheets, memorandum: int, category: Content, month: date) -> None:
    rows = [_add_served(found, memorandum, category, period, month) for period in category["verified"]]
    row = found.next_row("Services")
    found.add(
        "Services", _number(category["rate"]), month, _next_month(f"B{row}"),
        f"=SUM(Served!I{rows[0]}:I{rows[-1]})" if rows else 0,
        f"=A{row}*(1+(Memoranda!C{memorandum}+Memoranda!D{memorandum}+Memoranda!N{memorandum})/100)",
        f"=100*E{row}*D{row}/(C{row}-B{row})", *_rounded(f"F{row}"),
    )  # fmt: skip


def _add_served(found: Sheets, memorandum: int, category: Content, period: Content, month: date) -> int:
    row = found.next_row("Served")
    return found.add(
        "Served", _day(period["from"]), _day(period["until"]), period["people"], period["served_by_un"],
        period["standard_met"], category["ceiling"], month, _next_month(f"G{row}"),
        f"=MAX(0,MIN(B{row},H{row},Memoranda!B{memorandum})-MAX(A{row},G{row},Memoranda!A{memorandum}))"
        f"*IF(E{row},MAX(0,MIN(C{row},F{row})-D{row}),0)",
    )  # fmt: skip


def line_rows(found: Sheets) -> Iterator[tuple[int, str, int]]:
    """Yield memorandum, sheet and row of every line, in each sheet in the order of a statement's lines."""
    for number, lines in enumerate(found.lines):
        for sheet, rows in lines.items():
            for row in rows:
                yield number, sheet, row
