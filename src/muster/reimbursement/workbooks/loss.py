"""A case of loss as a workbook: the items with what follows for each, and why. For reading, not to be imported."""

from typing import Any

from muster.audit import actions as audit
from muster.kit.workbooks import DECIMAL, INTEGER, TEXT, Field, Sheet, Workbook, illustrative_notes, write
from muster.parties.viewer import Viewer
from muster.reimbursement.queries.losses import LossLine, LossResult
from muster.reimbursement.tables.losses import in_dollars

ITEMS, REASONS = "Items", "Why"


def _usd(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=DECIMAL, unit="US dollars")


def form(reference: str) -> Workbook:
    """Return the workbook's declaration."""
    line = Field(key="line", heading="Line", kind=INTEGER)
    return Workbook(
        name="muster-loss",
        title=f"Loss {reference}",
        about="What was lost or damaged, who bears it, and what is paid. Value, repair and factors are of all units.",
        sheets=(
            Sheet(
                ITEMS,
                fields=(
                    line, Field(key="item", heading="Item", kind=TEXT), Field(key="lease", heading="Lease", kind=TEXT),
                    Field(key="quantity", heading="Quantity", kind=INTEGER), _usd("value", "Value"),
                    _usd("repair", "Repair"), Field(key="grade", heading="Grade", kind=TEXT),
                    Field(key="months", heading="Months used", kind=DECIMAL), _usd("factors", "Factor payments"),
                    Field(key="bearer", heading="Borne by", kind=TEXT), _usd("amount", "To pay"),
                ),
            ),
            Sheet(
                REASONS,
                fields=(
                    line, Field(key="step", heading="Step", kind=INTEGER), Field(key="words", heading="Why", kind=TEXT),
                ),
            ),
        ),
    )  # fmt: skip


def loss_workbook(viewer: Viewer, event: Any, result: LossResult) -> bytes:
    """Return a case that the viewer sees as a workbook; the export is an audit event."""
    rows: dict[str, list[dict[str, Any]]] = {
        ITEMS: [_item(one) for one in result.lines],
        REASONS: [
            {"line": one.item.number, "step": step, "words": words}
            for one in result.lines
            for step, words in enumerate(one.explanation, start=1)
        ],
    }
    audit.record(viewer, "reimbursement:loss:exported", event.reference, after={"items": len(result.lines)})
    notes = illustrative_notes([event.reference] if event.illustrative else [])
    return write(form(event.reference), rows, notes)


def _item(one: LossLine) -> dict[str, Any]:
    item = one.item
    return {
        "line": item.number,
        "item": item.item,
        "lease": item.get_lease_display(),
        "quantity": item.quantity,
        "value": in_dollars(one.value_cents),
        "repair": None if item.repair_cents is None else in_dollars(item.repair_cents * item.quantity),
        "grade": one.grade,
        "months": item.months_used,
        "factors": in_dollars(item.factors_cents),
        "bearer": one.bearer.label,
        "amount": in_dollars(one.amount_cents),
    }
