"""A calculation as a workbook: months, what each month is made of, both leases, sensitivity, and assumptions."""

from decimal import Decimal
from typing import Any

from muster.kit.standing import Standing
from muster.kit.workbooks import DECIMAL, INTEGER, TEXT, Field, Sheet, Workbook, illustrative_notes, write
from muster.reimbursement.models import UnitEconomics
from muster.reimbursement.pages.economics_charts import break_even_words
from muster.reimbursement.rules.economics.assumptions import assumptions_of
from muster.reimbursement.rules.economics.leases import wet_and_dry
from muster.reimbursement.rules.economics.outcome import Outcome
from muster.reimbursement.rules.economics.sensitivity import swings, usual_share
from muster.reimbursement.tables.statement import dollars

MONTHS, EARNED, SPENT = "Months", "Reimbursed", "Costs"
LEASES, SWINGS, ASSUMPTIONS = "Leases", "Sensitivity", "Assumptions"
MONEY_OF_MONTH = {
    "personnel": "Personnel", "equipment": "Major equipment", "services": "Self-sustainment",
    "reimbursed": "Reimbursed", "cost": "Cost", "balance": "Balance", "cumulative": "Cumulative",
    "worth": "Worth of equipment",
}  # fmt: skip


def _text(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=TEXT)


def _usd(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=DECIMAL, unit="US dollars")


def form(found: UnitEconomics) -> Workbook:
    """Return the workbook's declaration."""
    number = Field(key="number", heading="Number", kind=INTEGER)
    return Workbook(
        name="muster-economics",
        title=f"Calculation {found.reference}",
        about="What a unit would earn and cost, in US dollars. For reading and further reckoning, not to be imported.",
        sheets=(
            Sheet(
                MONTHS,
                fields=(number, _text("month", "Month"), *(_usd(*one) for one in MONEY_OF_MONTH.items())),
            ),
            Sheet(
                EARNED,
                fields=(
                    _text("month", "Month"), _text("kind", "For"), _text("item", "Item"),
                    Field(key="units", heading="Units", kind=DECIMAL), _usd("amount", "Amount"),
                ),
            ),
            Sheet(
                SPENT,
                fields=(_text("month", "Month"), _text("head", "Pays for"), _text("words", "What"),
                        _usd("amount", "Amount")),
            ),
            Sheet(
                LEASES,
                fields=(_text("lease", "Lease"), _usd("reimbursed", "Reimbursed"), _usd("cost", "Cost of the State"),
                        _usd("balance", "Balance"), _usd("organisation", "Cost of the organisation")),
            ),
            Sheet(
                SWINGS,
                fields=(_text("assumption", "Assumption"), _usd("low", "Lower"), _usd("high", "Higher")),
            ),
            Sheet(
                ASSUMPTIONS,
                fields=(_text("name", "Assumption"), _text("value", "Value"), _text("unit", "Unit"),
                        _text("standing", "Standing"), _text("source", "Source")),
            ),
        ),
    )  # fmt: skip


def economics_workbook(found: UnitEconomics, outcome: Outcome) -> bytes:
    """Return a calculation as a workbook of six sheets."""
    share = usual_share(outcome.plan.start)
    notes = [
        *illustrative_notes([found.reference] if found.illustrative else []),
        f"Breaks even: {break_even_words(outcome)}",
        f"Sensitivity: the balance with each assumption {share} percent lower and higher.",
    ]
    return write(form(found), _sheets(found, outcome), notes)


def _sheets(found: UnitEconomics, outcome: Outcome) -> dict[str, list[dict[str, Any]]]:
    names = [one.month for one in outcome.months]
    return {
        MONTHS: [
            {"number": one.number, "month": one.month}
            | {key: dollars(getattr(one, f"{key}_cents")) for key in MONEY_OF_MONTH}
            for one in outcome.months
        ],
        EARNED: [
            {"month": one.month.name, "kind": one.kind.label, "item": one.item,
             "units": Decimal(one.units.numerator) / one.units.denominator, "amount": dollars(one.amount_cents)}
            for one in outcome.statement.lines if one.unit_days
        ],
        SPENT: [
            {"month": names[one.month], "head": one.head.label, "words": one.words,
             "amount": dollars(one.amount_cents)}
            for one in sorted(outcome.costs, key=lambda line: line.month)
        ],
        LEASES: [
            {"lease": one.lease.label, "reimbursed": dollars(one.reimbursed_cents),
             "cost": dollars(one.cost_cents), "balance": dollars(one.balance_cents),
             "organisation": dollars(one.organisation_cents)}
            for one in wet_and_dry(outcome.plan)
        ],
        SWINGS: [
            {"assumption": one.assumption, "low": dollars(one.low_cents), "high": dollars(one.high_cents)}
            for one in swings(outcome.plan, usual_share(outcome.plan.start))
        ],
        ASSUMPTIONS: [
            {"name": one.name, "value": one.value, "unit": one.unit, "standing": one.standing.label,
             "source": one.source}
            for one in assumptions_of(outcome.plan, found.source, Standing(found.standing))
        ],
    }  # fmt: skip
