"""Enters losses with their items, each step on its own day, and the rules that are switched for statements."""

from decimal import Decimal, InvalidOperation

from muster.demonstration.rows import Row
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.adjustments import switch_adjustment
from muster.reimbursement.actions.losses import report_loss, step_loss
from muster.reimbursement.adjustment_terms import SwitchTerms
from muster.reimbursement.loss_terms import LossContent, LossItemTerms, LossTerms
from muster.reimbursement.models import AdjustmentSwitch, LossEvent
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.statement.cents import CENTS_PER_DOLLAR

STEPS = (
    (LossStage.INVESTIGATED, "investigated_on", "found"),
    (LossStage.DECIDED, "decided_on", "ground"),
    (LossStage.SETTLED, "settled_on", "payment"),
)


def known_losses() -> set[str]:
    """Return the losses on record."""
    return set(LossEvent.objects.values_list("reference", flat=True))


def load_loss(row: Row, known: set[str], items: dict[str, list[Row]]) -> bool:
    """Report a loss with its items and take it as far as its row says; False where it is there."""
    reference = row["reference"]
    if reference in known:
        return False
    content = LossContent(
        kind=row["kind"],
        happened_on=row.day("happened_on"),
        place=row["place"],
        description=row["description"],
        inquiry=row["inquiry"],
        items=tuple(_item(one) for one in items[reference]),
    )
    terms = LossTerms(reference, row["memorandum"], content, row["source"], row.standing)
    report_loss(SYSTEM, terms, today=row.day("reported_on"))
    for stage, column, words in STEPS:
        if row[column]:
            day = row.day(column)
            step_loss(SYSTEM, reference, stage, day=day, words=row[words], today=day)
    return True


def _item(row: Row) -> LossItemTerms:
    return LossItemTerms(
        item=row["item"],
        quantity=row.integer("quantity"),
        gfmv_cents=_cents(row, "gfmv_usd"),
        life_years=_number(row, "life_years"),
        months_used=_number(row, "months_used"),
        repair_cents=_cents(row, "repair_usd"),
        factors_cents=_cents(row, "factors_usd"),
        lease=row["lease"],
        is_special_case=row.truth("is_special_case"),
    )


def _number(row: Row, column: str) -> Decimal | None:
    """Return a decimal number, None where the cell is empty. Raises ValueError naming the column."""
    if not row[column]:
        return None
    try:
        return Decimal(row[column])
    except InvalidOperation as error:
        raise ValueError(f"column {column!r}: {row[column]!r} is no number") from error


def _cents(row: Row, column: str) -> int | None:
    """Return US dollars as cents, None where the cell is empty."""
    dollars = _number(row, column)
    return None if dollars is None else int(dollars * CENTS_PER_DOLLAR)


def known_adjustments() -> set[tuple[str, str, str]]:
    """Return the switches on record by memorandum, mission and rule."""
    rows = AdjustmentSwitch.objects.values_list("memorandum__reference", "mission__acronym", "rule")
    return {(memorandum or "", mission or "", rule) for memorandum, mission, rule in rows}


def load_adjustment(row: Row, known: set[tuple[str, str, str]]) -> bool:
    """Switch a rule; False where it has been switched."""
    if (row["memorandum"], row["mission"], row["rule"]) in known:
        return False
    terms = SwitchTerms(
        rule=row["rule"],
        is_on=row.truth("is_on"),
        reason=row["reason"],
        memorandum=row["memorandum"],
        mission=row["mission"],
        holds_from=row.optional_day("holds_from"),
        holds_until=row.optional_day("holds_until"),
        percent=_number(row, "percent"),
        people=row.optional_integer("people"),
        source=row["source"],
        standing=row.standing,
    )
    switch_adjustment(SYSTEM, terms, today=row.day("known_from"))
    return True
