"""The API of a case's pre-deployment visit: the same query and action as the page."""

from datetime import date
from typing import Annotated, Any

from ninja import Query, Router, Status
from pydantic import Field

from muster.generation import actions
from muster.generation.actions import CaseVisitTerms
from muster.generation.queries.case_parts import case_seen
from muster.generation.queries.pre_deployment import last_visit
from muster.generation.rules.pre_deployment import CONDITIONS, GO, LOAD_LIST, MOVEMENT, NO_GO, PENDING, holding
from muster.kit.errors import NotFound
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters
from muster.kit.openapi.fields import Day, LongLine, Reference
from muster.parties.request import MusterRequest
from muster.visits.stages import VisitMode

router = Router(tags=["desk"])


class ConditionAnswer(Answer):
    """A finding of the visit with the phases that it holds up."""

    reference: str
    text: str
    severity: str
    owner: str
    due_on: date | None
    is_open: bool
    holds: list[str]


class CaseVisitAnswer(Answer):
    """The last pre-deployment visit of a case."""

    case: str
    visit: str
    stage: str
    planned_from: date | None
    planned_until: date | None
    verdict: Annotated[str, Field(json_schema_extra={"enum": [GO, CONDITIONS, NO_GO, PENDING]}, max_length=40)]
    decided_on: date | None
    note: str
    illustrative: bool
    conditions: list[ConditionAnswer]


class NewCaseVisit(Body):
    """When the team is to come, both days or neither, and how."""

    planned_from: Day | None = None
    planned_until: Day | None = None
    mode: VisitMode = VisitMode.IN_PERSON
    purpose: LongLine = ""


def _answer(request: MusterRequest, day: date, case: str) -> CaseVisitAnswer:
    case_seen(request.viewer, day, case)
    found = last_visit(request.viewer, day, case)
    if found is None:
        raise NotFound(f"There is no pre-deployment visit of case {case!r} that you may see.")
    visit, result = found.visit, found.result
    held = {code: holding(result, code) for code in (LOAD_LIST, MOVEMENT)}
    names = set(ConditionAnswer.model_fields) - {"holds"}
    return CaseVisitAnswer(
        case=case,
        visit=visit.reference,
        stage=visit.current_stage,
        planned_from=visit.planned_from,
        planned_until=visit.planned_until,
        verdict=result.verdict,
        decided_on=result.decided_on,
        note=result.note,
        illustrative=visit.illustrative,
        conditions=[
            ConditionAnswer(
                **{name: getattr(one, name) for name in names}, holds=[code for code in held if one in held[code]]
            )
            for one in result.conditions
        ],
    )


@router.get(
    "/cases/{case}/visit", response={200: CaseVisitAnswer, **READ_ERRORS}, summary="Pre-deployment visit of a case"
)
def read_case_visit(request: MusterRequest, case: Reference, filters: Query[Filters]) -> Any:
    """What the last pre-deployment visit said, its conditions, and what they hold up."""
    return _answer(request, filters.day(request), case)


@router.post(
    "/cases/{case}/visit", response={201: CaseVisitAnswer, **WRITE_ERRORS}, summary="Ask for the pre-deployment visit"
)
def ask_for_case_visit(request: MusterRequest, case: Reference, body: NewCaseVisit) -> Any:
    """Ask for the pre-deployment visit of a case: by the register or the State."""
    said = {**body.model_dump(), "mode": body.mode.value}
    actions.request_case_visit(request.viewer, case, CaseVisitTerms(**said), today=request.today)
    return Status(201, _answer(request, request.today, case))
