"""The annual report to a parliament as a workbook: for reading and further reckoning, not to be imported."""

from typing import Any

from muster.kit.workbooks import DATE, DECIMAL, INTEGER, TEXT, Field, Sheet, Workbook, illustrative_notes, write
from muster.reimbursement.rules.annual_report import AnnualReport
from muster.reimbursement.tables.annual import known_dollars

UNITS, MONEY, EQUIPMENT, LOSSES, COSTS = "Units", "Reimbursement", "Equipment", "Losses", "Costs"
AMOUNTS = {
    "owed": "Owed", "withheld": "Withheld", "claimed": "Claimed", "paid": "Paid or set off",
    "outstanding": "Outstanding",
}  # fmt: skip


def _text(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=TEXT)


def _number(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=INTEGER)


def _usd(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=DECIMAL, unit="US dollars")


def form(report: AnnualReport) -> Workbook:
    """Return the workbook's declaration."""
    return Workbook(
        name="muster-annual-report",
        title=f"{report.state}: units abroad in {report.year}",
        about="Units abroad, person-days, reimbursement, equipment, losses and costs of a year, in US dollars.",
        sheets=(
            Sheet(
                UNITS,
                fields=(
                    _text("reference", "Unit"), _text("title", "Title"), _text("mission", "Mission"),
                    _number("days", "Days present"), _number("most_people", "Most people"),
                    _number("person_days", "Person-days"),
                ),
            ),
            Sheet(
                MONEY,
                fields=(
                    _text("memorandum", "Memorandum"), _text("unit", "Unit"), _text("mission", "Mission"),
                    *(_usd(name, heading) for name, heading in AMOUNTS.items()),
                ),
            ),
            Sheet(
                EQUIPMENT,
                fields=(
                    _text("memorandum", "Memorandum"), _text("item", "Item"), _number("quantity", "Quantity"),
                    _text("lease", "Lease"),
                ),
            ),
            Sheet(
                LOSSES,
                fields=(
                    _text("reference", "Case"), Field(key="on", heading="Day", kind=DATE),
                    _text("words", "What happened"), _text("stage", "Stage"),
                    _usd("value", "Value"), _usd("paid", "Decided to pay"),
                ),
            ),
            Sheet(
                COSTS,
                fields=(_text("calculation", "Calculation"), _text("head", "Pays for"), _usd("amount", "Amount")),
            ),
        ),
    )  # fmt: skip


def annual_workbook(report: AnnualReport) -> bytes:
    """Return a report as a workbook of five sheets."""
    sheets: dict[str, list[dict[str, Any]]] = {
        UNITS: [
            {name: getattr(one, name)
             for name in ("reference", "title", "mission", "days", "most_people", "person_days")}
            for one in report.units
        ],
        MONEY: [
            {"memorandum": one.memorandum, "unit": one.unit, "mission": one.mission}
            | {name: known_dollars(getattr(one, f"{name}_cents")) for name in AMOUNTS}
            for one in report.money
        ],
        EQUIPMENT: [
            {name: getattr(one, name) for name in ("memorandum", "item", "quantity", "lease")}
            for one in report.equipment
        ],
        LOSSES: [
            {"reference": one.reference, "on": one.on, "words": one.words, "stage": one.stage,
             "value": known_dollars(one.value_cents), "paid": known_dollars(one.paid_cents)}
            for one in report.losses
        ],
        COSTS: [
            {"calculation": one.calculation, "head": one.head, "amount": known_dollars(one.amount_cents)}
            for one in report.costs
        ],
    }  # fmt: skip
    told = [report.state] if report.illustrative else []
    individuals = f"Individuals abroad: {report.individuals}, person-days {report.individual_days}."
    return write(form(report), sheets, [*illustrative_notes(told), individuals, *report.notes])
