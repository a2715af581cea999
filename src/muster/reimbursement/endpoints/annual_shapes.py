"""What the API says of a State's year. Money in whole US cents."""

from datetime import date
from typing import Any

from muster.kit.openapi import Answer
from muster.reimbursement.rules.annual_report import AnnualReport


class AnnualUnitAnswer(Answer):
    """A unit in a year."""

    reference: str
    title: str
    mission: str
    days: int
    most_people: int
    person_days: int
    is_reported: bool


class AnnualMoneyAnswer(Answer):
    """What is owed under a memorandum for a year, what was claimed, paid or set off, and is outstanding."""

    memorandum: str
    unit: str
    mission: str
    owed_cents: int
    withheld_cents: int
    claimed_cents: int
    paid_cents: int
    outstanding_cents: int


class AnnualEquipmentAnswer(Answer):
    """A line of equipment agreed in a year."""

    memorandum: str
    item: str
    quantity: int
    lease: str


class AnnualLossAnswer(Answer):
    """A loss of a year; nothing paid: not decided."""

    reference: str
    on: date
    words: str
    stage: str
    value_cents: int
    paid_cents: int | None


class AnnualCostAnswer(Answer):
    """What a calculation says that the months of a year cost."""

    calculation: str
    head: str
    amount_cents: int


class AnnualReportAnswer(Answer):
    """The report of the caller's State for a year; of this year until the day looked at."""

    state: str
    year: int
    start: date
    until: date | None
    person_days: int
    individuals: int
    individual_days: int
    units: list[AnnualUnitAnswer]
    money: list[AnnualMoneyAnswer]
    equipment: list[AnnualEquipmentAnswer]
    losses: list[AnnualLossAnswer]
    costs: list[AnnualCostAnswer]
    notes: list[str]
    illustrative: bool


def annual_answer(report: AnnualReport) -> AnnualReportAnswer:
    """Return a report as the API says it."""
    names = ("state", "year", "person_days", "individuals", "individual_days", "illustrative")
    return AnnualReportAnswer(
        **{name: getattr(report, name) for name in names},
        start=report.days.start,
        until=report.days.until,
        units=[AnnualUnitAnswer(**_fields(one, AnnualUnitAnswer)) for one in report.units],
        money=[AnnualMoneyAnswer(**_fields(one, AnnualMoneyAnswer)) for one in report.money],
        equipment=[AnnualEquipmentAnswer(**_fields(one, AnnualEquipmentAnswer)) for one in report.equipment],
        losses=[AnnualLossAnswer(**_fields(one, AnnualLossAnswer)) for one in report.losses],
        costs=[AnnualCostAnswer(**_fields(one, AnnualCostAnswer)) for one in report.costs],
        notes=list(report.notes),
    )


def _fields(row: object, shape: type[Answer]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in shape.model_fields}
