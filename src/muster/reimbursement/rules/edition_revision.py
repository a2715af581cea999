"""A revision of the rates by the General Assembly: percentages on value and maintenance, rates reckoned anew. Pure.

Source: section 3 of the dossier on reimbursement (seen): the approved percentages are applied to the generic fair
market value and to maintenance, then dry and wet follow by the formula. Which percentages is the user's to enter.
Painting stays as it is: no rule on its revision was seen.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from muster.kit.errors import Problem
from muster.reimbursement.rules.edition_figures import PERCENT, dry_of, rounded_cents, rounded_usd
from muster.reimbursement.rules.edition_rows import folded
from muster.reimbursement.rules.edition_terms import (
    CategoryRevision,
    EquipmentRateTerms,
    RateRows,
    Revision,
    ServiceRateTerms,
)
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

LEAST_PERCENT, MOST_PERCENT = -100, 1_000
"""Nothing falls below zero; a rise beyond the greatest is a slip of the keyboard."""


def revision_problems(revision: Revision, rows: RateRows) -> list[Problem]:
    """Return what is wrong with a revision of these rows: percentages out of bounds, categories that are not there."""
    problems = _bounds("all", _percentages(revision))
    items = {folded(row.category) for row in rows.equipment}
    services = {folded(row.category) for row in rows.services}
    seen: set[str] = set()
    for one in revision.categories:
        place, name = f"category {one.category}", folded(one.category)
        problems += _bounds(place, _percentages(one))
        if name in seen:
            problems.append(Problem(place, "is named twice", "name each category once"))
        seen.add(name)
        if name not in items and (one.gfmv_percent is not None or one.maintenance_percent is not None):
            problems.append(Problem(place, "no major equipment is of it", "name a category of the edition"))
        if name not in services and one.service_percent is not None:
            problems.append(Problem(place, "no self-sustainment is of it", "name a category of the edition"))
    if not problems and _changes_nothing(revision):
        problems.append(Problem("percentages", "all are 0", "enter what the Assembly approved"))
    return problems


def revised(rows: RateRows, revision: Revision, equipment_decimals: int, service_decimals: int) -> RateRows:
    """Return rows with a revision (without problems): each figure is rounded half up to the table's own decimals.

    Dry and wet are reckoned from the value and maintenance as the new table prints them, so that it holds in itself.
    """
    by_name = {folded(one.category): one for one in revision.categories}
    return RateRows(
        tuple(_equipment(row, revision, by_name.get(folded(row.category)), equipment_decimals)
              for row in rows.equipment),
        tuple(_service(row, revision, by_name.get(folded(row.category)), service_decimals) for row in rows.services),
    )  # fmt: skip


def _equipment(
    row: EquipmentRateTerms, revision: Revision, own: CategoryRevision | None, decimals: int
) -> EquipmentRateTerms:
    gfmv = _chosen(revision.gfmv_percent, own.gfmv_percent if own else None)
    maintenance = _chosen(revision.maintenance_percent, own.maintenance_percent if own else None)
    if not gfmv and not maintenance:
        return row
    new = replace(
        row,
        gfmv_cents=rounded_cents(_scaled(Fraction(row.gfmv_cents, CENTS_PER_DOLLAR), gfmv), decimals),
        maintenance_cents=rounded_cents(
            _scaled(Fraction(row.maintenance_cents, CENTS_PER_DOLLAR), maintenance), decimals
        ),
    )
    dry = dry_of(new)
    wet = dry + Fraction(new.maintenance_cents, CENTS_PER_DOLLAR)
    return replace(new, dry_cents=rounded_cents(dry, decimals), wet_cents=rounded_cents(wet, decimals))


def _service(
    row: ServiceRateTerms, revision: Revision, own: CategoryRevision | None, decimals: int
) -> ServiceRateTerms:
    percent = _chosen(revision.service_percent, own.service_percent if own else None)
    if not percent:
        return row
    return replace(row, rate_usd=rounded_usd(_scaled(Fraction(row.rate_usd), percent), decimals))


def _chosen(general: Decimal, own: Decimal | None) -> Decimal:
    return general if own is None else own


def _scaled(dollars: Fraction, percent: Decimal) -> Fraction:
    return dollars * (PERCENT + Fraction(percent)) / PERCENT


def _percentages(of: Revision | CategoryRevision) -> tuple[Decimal | None, ...]:
    return of.gfmv_percent, of.maintenance_percent, of.service_percent


def _bounds(place: str, percentages: Iterable[Decimal | None]) -> list[Problem]:
    return [
        Problem(place, f"{one} percent", f"give a percentage from {LEAST_PERCENT} to {MOST_PERCENT}")
        for one in percentages
        if one is not None and not LEAST_PERCENT <= one <= MOST_PERCENT
    ]


def _changes_nothing(revision: Revision) -> bool:
    of_categories = (percent for one in revision.categories for percent in _percentages(one))
    return not any((*_percentages(revision), *of_categories))
