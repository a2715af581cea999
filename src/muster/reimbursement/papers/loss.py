"""A case of loss as a paper: what happened, the items with what follows for each, and why."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Signatures, Text
from muster.reimbursement.models import LossStageEvent
from muster.reimbursement.queries.losses import LossLine, LossResult
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.rules.losses import LossKind
from muster.reimbursement.statement.cents import as_dollars

ITEM_HEADINGS = (
    "Line", "Item", "Lease", "Quantity", "Value", "Repair", "Grade", "Months", "Factors", "Borne by", "To pay",
)  # fmt: skip
REASON_HEADINGS = ("Line", "Item", "Why")
REASON_WIDTHS = (6, 24, 70)
STAGE_HEADINGS = ("From", "Stage", "By", "Words")
AS_DECIDED = "As decided. Money in US dollars."
AS_RECKONED = "As it would be decided by what is on record on the day of this paper. Money in US dollars."


def loss_paper(event: Any, result: LossResult, stages: Sequence[LossStageEvent], made_on: date) -> Paper:
    """Return the report of a case with `stage_then`, its result and its stages."""
    unit = event.memorandum.unit
    head = Facts(
        [
            ("Unit", f"{unit.title} ({unit.reference})"),
            ("State", unit.state.name),
            ("Mission", unit.post.requirement.mission.acronym),
            ("Memorandum", event.memorandum.reference),
            ("Kind", LossKind(event.kind).label),
            ("Day and place", f"{long_day(event.happened_on)}, {event.place}"),
            ("Board of inquiry", event.inquiry or "not named yet"),
            ("Stage", LossStage(event.stage_then).label),
        ]
    )
    collective, paid = as_dollars(result.collective_cents), as_dollars(result.amount_cents)
    total = (
        "",
        "Major equipment, and all that is paid",
        "",
        "",
        collective,
        "",
        "",
        "",
        "",
        "",
        paid,
    )
    stage_rows = [
        (one.held_from.isoformat(), LossStage(one.stage).label, one.by.name if one.by else "", one.words)
        for one in stages
    ]
    blocks: list[Block] = [
        head,
        Heading("What happened"),
        Text(event.description),
        Heading("Items"),
        Grid(
            ITEM_HEADINGS,
            [_item(one) for one in result.lines],
            figures=frozenset({0, 3, 4, 5, 7, 8, 10}),
            totals=total,
            empty="No item is entered.",
        ),
        Text(AS_DECIDED if result.is_decided else AS_RECKONED, is_note=True),
        *_reasons(result),
        Heading("Stages"),
        Grid(STAGE_HEADINGS, stage_rows),
        Signatures([("For the mission", ""), ("For the contributor", "")]),
    ]
    return Paper(
        title="Report of loss or damage",
        subtitle=unit.title,
        made_on=made_on,
        blocks=blocks,
        issuer=unit.post.requirement.mission.name,
        reference=event.reference,
        illustrative=event.illustrative,
        is_landscape=True,
    )


def _item(one: LossLine) -> tuple[str, ...]:
    item = one.item
    repair = "lost" if item.repair_cents is None else as_dollars(item.repair_cents * item.quantity)
    return (
        str(item.number), item.item, item.get_lease_display(), str(item.quantity), as_dollars(one.value_cents), repair,
        one.grade, f"{item.months_used:.2f}", as_dollars(item.factors_cents), one.bearer.label,
        as_dollars(one.amount_cents),
    )  # fmt: skip


def _reasons(result: LossResult) -> list[Block]:
    """Return why each item is borne and paid as it is, a row a step."""
    rows = [
        (str(one.item.number), one.item.item if step == 1 else "", words)
        for one in result.lines
        for step, words in enumerate(one.explanation, start=1)
    ]
    return [Heading("Why"), Grid(REASON_HEADINGS, rows, figures=frozenset({0}), widths=REASON_WIDTHS)] if rows else []
