"""What the statement of a memorandum gives to claim for a quarter, payee by payee."""

from collections.abc import Iterator
from datetime import date

from muster.parties.viewer import Viewer
from muster.reimbursement.models import Memorandum
from muster.reimbursement.queries.statements import statement_of_memorandum
from muster.reimbursement.rules.claim_content import ClaimContent, ClaimLine, WithheldLine
from muster.reimbursement.rules.claim_quarters import Quarter
from muster.reimbursement.rules.record_statement import OWN, RecordStatement
from muster.reimbursement.statement import explanation_of
from muster.reimbursement.statement.cents import plain, shown


def content_of_quarter(
    viewer: Viewer, memorandum: Memorandum, payee: str, quarter: Quarter, as_of: date
) -> ClaimContent:
    """Return what a payee (a State's code) is owed for a quarter, line by line, by what was known on `as_of`.

    What the switched rules add and take off stands in lines of its own; lines of nothing are left out. Raises NotFound,
    Refused.
    """
    statement = statement_of_memorandum(viewer, memorandum, quarter.days, as_of=as_of)
    own = OWN if payee == memorandum.unit.state.code else payee
    lines = tuple(
        ClaimLine(
            month=line.month.name,
            kind=line.kind.value,
            item=line.item,
            amount_cents=line.amount_cents,
            units=plain(line.units),
            rate=shown(line.rate),
            explanation=(f"Version {part.version} of the memorandum", *explanation_of(part.statement, line)),
        )
        for part, line in statement.lines
        if part.payee(line) == own and line.amount_cents
    )
    withheld = tuple(
        WithheldLine(one.month.name, one.kind.value, one.item, one.rule.value, one.amount_cents)
        for part, one in statement.withheld
        if part.payee(one) == own
    )
    return ClaimContent((*lines, *_adjusted(statement, own)), withheld, statement.notes)


def _adjusted(statement: RecordStatement, payee: str) -> Iterator[ClaimLine]:
    """Yield what the switched rules add to a payee's amounts and take off them, as lines of the kind they change."""
    for one in statement.adjustments:
        if one.payee == payee:
            assumed = ("Assumption: the rule is recalled only",) if one.adjustment.is_assumption else ()
            yield ClaimLine(
                month=one.adjustment.month,
                kind=one.kind.value,
                item=one.words,
                amount_cents=one.adjustment.amount_cents,
                explanation=(*one.adjustment.explanation, *assumed),
            )
