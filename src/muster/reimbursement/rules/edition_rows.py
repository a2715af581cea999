"""What must hold before an edition is kept: a head that can be read, and rows without twins. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem
from muster.kit.intervals import DateInterval
from muster.kit.references import reference_problems
from muster.reimbursement.rules.edition_terms import EditionTerms, EquipmentRateTerms, RateRows, RateTable, row_place

MOST_ROWS = 5_000
MOST_EQUIPMENT_DECIMALS, MOST_SERVICE_DECIMALS = 2, 4
MOST_LIFE_YEARS, MOST_NO_FAULT_PERCENT = 1_000, 100
MOST_DOLLARS = 10_000_000_000
MOST_SERVICE_USD = 1_000_000
"""No rate that is meant is beyond these: they keep slips of the keyboard out, no rule of the field depends on them."""


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """Another edition of the same owner, by its validity."""

    reference: str
    valid_from: date
    valid_until: date | None


def edition_problems(terms: EditionTerms, others: Iterable[OtherEdition], taken: bool) -> list[Problem]:
    """Return what is wrong with the head of a new edition; `taken`: its reference names another one."""
    problems = reference_problems(terms.reference, "reference")
    if taken:
        problems.append(Problem("reference", f"{terms.reference!r} names another edition", "give another reference"))
    if not terms.title.strip():
        problems.append(Problem("title", "is missing", "name the edition", "title"))
    for name, decimals, most in (
        ("decimals of equipment rates", terms.equipment_decimals, MOST_EQUIPMENT_DECIMALS),
        ("decimals of self-sustainment rates", terms.service_decimals, MOST_SERVICE_DECIMALS),
    ):
        if not 0 <= decimals <= most:
            problems.append(Problem(name, f"{decimals} is not from 0 to {most}", "say how the table is rounded"))
    return [*problems, *validity_problems(terms.valid_from, terms.valid_until, others)]


def validity_problems(valid_from: date, valid_until: date | None, others: Iterable[OtherEdition]) -> list[Problem]:
    """Return what is wrong with `[valid_from, valid_until)` beside the owner's other editions: none may overlap."""
    if valid_until is not None and valid_until <= valid_from:
        return [Problem("in force until", f"{valid_until} is not after {valid_from}", "give a later day")]
    days = DateInterval(valid_from, valid_until)
    return [
        Problem(
            "in force",
            f"the edition {one.reference!r} holds on some of these days",
            "end that one first, or choose other days",
        )
        for one in others
        if days.overlaps(DateInterval(one.valid_from, one.valid_until))
    ]


def row_problems(rows: RateRows) -> list[Problem]:
    """Return what keeps rows from being kept, a line each: nothing named, named twice, or no rate to be reckoned."""
    if not rows.equipment and not rows.services:
        return [Problem("rows", "there is no row in either table", "enter the rates of the edition")]
    problems: list[Problem] = []
    for table, count in ((RateTable.EQUIPMENT, len(rows.equipment)), (RateTable.SERVICES, len(rows.services))):
        if count > MOST_ROWS:
            problems.append(Problem(table.label, f"{count} rows", f"at most {MOST_ROWS} are kept"))
    for number, row in enumerate(rows.equipment, start=1):
        problems += _bounds(row_place(RateTable.EQUIPMENT, number), row)
    for number, service in enumerate(rows.services, start=1):
        place = row_place(RateTable.SERVICES, number)
        if not service.category.strip():
            problems.append(Problem(place, "has no category", "name it", "category"))
        if not 0 <= service.rate_usd <= MOST_SERVICE_USD:
            problems.append(Problem(place, f"{service.rate_usd} is no rate", "give dollars, none negative", "rate"))
    problems += _twins(RateTable.EQUIPMENT, [(row.category, row.item) for row in rows.equipment])
    return problems + _twins(RateTable.SERVICES, [(service.category,) for service in rows.services])


def _bounds(place: str, row: EquipmentRateTerms) -> list[Problem]:
    problems = []
    for key, words in (("category", row.category), ("item", row.item)):
        if not words.strip():
            problems.append(Problem(place, f"has no {key}", "name it", key))
    if not 0 < row.life_years <= MOST_LIFE_YEARS:
        problems.append(Problem(place, f"{row.life_years} is no useful life", "give years above 0", "life_years"))
    if not 0 <= row.no_fault_percent <= MOST_NO_FAULT_PERCENT:
        words = f"{row.no_fault_percent} is no share of the value"
        problems.append(Problem(place, words, "give a percentage from 0 to 100", "no_fault_percent"))
    money = {
        "gfmv": row.gfmv_cents,
        "maintenance": row.maintenance_cents,
        "dry": row.dry_cents,
        "wet": row.wet_cents,
        "paint": row.paint_cents or 0,
    }
    for key, cents in money.items():
        if not 0 <= cents <= MOST_DOLLARS * 100:
            problems.append(Problem(place, f"{cents} cents is no rate", "give an amount, none negative", key))
    return problems


def _twins(table: RateTable, names: Sequence[tuple[str, ...]]) -> list[Problem]:
    """Return a problem for each row that is named as an earlier one, whatever case and white space."""
    seen: set[tuple[str, ...]] = set()
    problems = []
    for number, name in enumerate(names, start=1):
        key = tuple(folded(part) for part in name)
        if key in seen:
            words = f"is named before: {', '.join(name)}"
            problems.append(Problem(row_place(table, number), words, "name each once", "item"))
        seen.add(key)
    return problems


def folded(name: str) -> str:
    """Return a name as it is compared: whatever its case and white space."""
    return " ".join(name.casefold().split())
