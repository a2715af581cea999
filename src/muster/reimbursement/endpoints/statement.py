"""The API of what is owed under a memorandum."""

from ninja import Path, Query, Router

from muster.kit.errors import Refused
from muster.kit.intervals import DateInterval
from muster.kit.openapi import WRITE_ERRORS, Filters
from muster.kit.openapi.fields import Day, Reference
from muster.parties.request import MusterRequest
from muster.reimbursement.endpoints.statement_shapes import MemorandumStatementAnswer, statement_answer
from muster.reimbursement.queries.memoranda import visible_memorandum
from muster.reimbursement.queries.statements import statement_of_memorandum
from muster.reimbursement.rules.statement_days import days_problems, quarter_before

router = Router(tags=["reimbursement"])


class StatementFilters(Filters):
    """Which days `[start, until)`: by default the last calendar quarter over; `explain` asks for every explanation."""

    start: Day | None = None
    until: Day | None = None
    explain: bool = False


@router.get(
    "/memoranda/{reference}/statement",
    response={200: MemorandumStatementAnswer, **WRITE_ERRORS},
    summary="What is owed under a memorandum",
)
def memorandum_statement(
    request: MusterRequest, reference: Path[Reference], filters: Query[StatementFilters]
) -> MemorandumStatementAnswer:
    """What is owed line by line and month by month, what is withheld and what would restore it."""
    day = filters.day(request)
    quarter = quarter_before(day)
    start, until = filters.start or quarter.start, filters.until or quarter.until or day
    if problems := days_problems(start, until):
        raise Refused(problems=problems)
    memorandum = visible_memorandum(request.viewer, day, reference)
    made = statement_of_memorandum(request.viewer, memorandum, DateInterval(start, until), as_of=day)
    return statement_answer(memorandum, made, day, explained=filters.explain)
