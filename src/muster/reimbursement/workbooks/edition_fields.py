"""The columns of an edition's two tables as files have them, and rows of a file as terms. Money is US dollars there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from muster.kit.errors import Problem
from muster.kit.workbooks import DECIMAL, TEXT, Field
from muster.reimbursement.rules.edition_rows import (
    MOST_DOLLARS,
    MOST_LIFE_YEARS,
    MOST_NO_FAULT_PERCENT,
    MOST_SERVICE_USD,
    row_problems,
)
from muster.reimbursement.rules.edition_terms import (
    EquipmentRateTerms,
    RateRows,
    RateTable,
    ServiceRateTerms,
    row_place,
)
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

DOLLARS = "US dollars"
A_MONTH = "US dollars a month"
AS_PRINTED = "As the table prints it."


def _money(key: str, heading: str, unit: str, **more: Any) -> Field:
    return Field(key=key, heading=heading, kind=DECIMAL, minimum=0, maximum=MOST_DOLLARS, unit=unit, **more)


EQUIPMENT_FIELDS = (
    Field(key="category", heading="Category", kind=TEXT, required=True, maximum=80),
    Field(key="item", heading="Item", kind=TEXT, required=True, maximum=200),
    _money("gfmv", "Generic fair market value", DOLLARS, required=True),
    Field(key="life_years", heading="Useful life", kind=DECIMAL, required=True, minimum=0, maximum=MOST_LIFE_YEARS,
          unit="years"),
    Field(key="no_fault_percent", heading="No-fault factor", kind=DECIMAL, required=True, minimum=0,
          maximum=MOST_NO_FAULT_PERCENT, unit="percent a year"),
    _money("maintenance", "Maintenance", A_MONTH, required=True),
    _money("dry", "Dry lease", A_MONTH, required=True, help=AS_PRINTED),
    _money("wet", "Wet lease", A_MONTH, required=True, help=AS_PRINTED),
    _money("paint", "Painting", DOLLARS, help="Empty: the table has no rate."),
)  # fmt: skip
SERVICE_FIELDS = (
    Field(key="category", heading="Category", kind=TEXT, required=True, maximum=120),
    Field(key="rate", heading="Rate", kind=DECIMAL, required=True, minimum=0, maximum=MOST_SERVICE_USD,
          unit="US dollars a person and month"),
)  # fmt: skip
DECIMALS = {"life_years": 2, "no_fault_percent": 4, "rate": 4}
"""The decimals that are kept of a figure; two of money."""
MONEY_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file: `place` names it ("sheet Major equipment, row 7"), `values` by the keys of the fields."""

    place: str
    values: Mapping[str, Any]


def terms_of(
    equipment: Iterable[FileRow], services: Iterable[FileRow], heading: Callable[[Field], str]
) -> tuple[RateRows, list[Problem]]:
    """Return the rows of a file as terms, and what is wrong with them by row and column; the terms hold if nothing is.

    `heading` gives the name of a field's column in the file.
    """
    items, people, problems = list(equipment), list(services), list[Problem]()
    names = {field.key: heading(field) for field in (*SERVICE_FIELDS, *EQUIPMENT_FIELDS)}
    for row in (*items, *people):
        problems += _too_fine(row, names)
    if problems:
        return RateRows(), problems
    rows = RateRows(tuple(_equipment(row.values) for row in items), tuple(_service(row.values) for row in people))
    places = {
        **{row_place(RateTable.EQUIPMENT, number): row.place for number, row in enumerate(items, 1)},
        **{row_place(RateTable.SERVICES, number): row.place for number, row in enumerate(people, 1)},
    }
    return rows, [_by_row(problem, places, names) for problem in row_problems(rows)]


def _too_fine(row: FileRow, names: Mapping[str, str]) -> Iterable[Problem]:
    for key, value in row.values.items():
        most = DECIMALS.get(key, MONEY_DECIMALS)
        if isinstance(value, Decimal) and value != round(value, most):
            place = f"{row.place}, column {names[key]}"
            yield Problem(place, f"{value} has more than {most} decimals", "round it as the table does")


def _by_row(problem: Problem, places: Mapping[str, str], names: Mapping[str, str]) -> Problem:
    """Return a problem of a line by the row and column of the file."""
    place = places.get(problem.place, problem.place)
    if problem.field and problem.place in places:
        place = f"{place}, column {names[problem.field]}"
    return Problem(place, problem.message, problem.remedy)


def _cents(dollars: Decimal | None) -> int | None:
    return None if dollars is None else int(dollars * CENTS_PER_DOLLAR)


def _equipment(said: Mapping[str, Any]) -> EquipmentRateTerms:
    return EquipmentRateTerms(
        category=said["category"].strip(),
        item=said["item"].strip(),
        gfmv_cents=int(said["gfmv"] * CENTS_PER_DOLLAR),
        life_years=said["life_years"],
        no_fault_percent=said["no_fault_percent"],
        maintenance_cents=int(said["maintenance"] * CENTS_PER_DOLLAR),
        dry_cents=int(said["dry"] * CENTS_PER_DOLLAR),
        wet_cents=int(said["wet"] * CENTS_PER_DOLLAR),
        paint_cents=_cents(said["paint"]),
    )


def _service(said: Mapping[str, Any]) -> ServiceRateTerms:
    return ServiceRateTerms(said["category"].strip(), said["rate"])


def equipment_values(row: EquipmentRateTerms) -> dict[str, Any]:
    """Return a row of major equipment as a file has it."""
    return {
        "category": row.category,
        "item": row.item,
        "gfmv": dollars(row.gfmv_cents),
        "life_years": row.life_years,
        "no_fault_percent": row.no_fault_percent,
        "maintenance": dollars(row.maintenance_cents),
        "dry": dollars(row.dry_cents),
        "wet": dollars(row.wet_cents),
        "paint": None if row.paint_cents is None else dollars(row.paint_cents),
    }


def service_values(row: ServiceRateTerms) -> dict[str, Any]:
    """Return a row of self-sustainment as a file has it."""
    return {"category": row.category, "rate": row.rate_usd}


def dollars(cents: int) -> Decimal:
    """Return cents as exact dollars."""
    return Decimal(cents) / CENTS_PER_DOLLAR
