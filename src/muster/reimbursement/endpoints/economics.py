"""The API of what a unit would earn and cost, and of a State's year; the same actions as the pages."""

from typing import Annotated

from ninja import Path, Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Reference
from muster.parties.request import MusterRequest
from muster.reimbursement.actions import economics as actions
from muster.reimbursement.endpoints import economics_shapes as shapes
from muster.reimbursement.endpoints.annual_shapes import AnnualReportAnswer, annual_answer
from muster.reimbursement.models import UnitEconomics
from muster.reimbursement.queries.annual_report import annual_report
from muster.reimbursement.queries.economics import plan_of, visible_calculation, visible_economics
from muster.reimbursement.rules.economics.outcome import outcome_of

router = Router(tags=["reimbursement"])
Year = Annotated[int, Field(ge=1900, le=2199)]


def _outcome(found: UnitEconomics) -> shapes.EconomicsOutcomeAnswer:
    return shapes.outcome_answer(found, outcome_of(plan_of(found)))


@router.get(
    "/unit-economics", response={200: Page[shapes.EconomicsAnswer], **READ_ERRORS}, summary="Calculations of units"
)
def unit_economics_list(request: MusterRequest, filters: Query[ListFilters]) -> Page[shapes.EconomicsAnswer]:
    """The calculations of the caller's own State."""
    return page_of(visible_economics(request.viewer, filters.day(request)), filters, shapes.economics_answer)


@router.post(
    "/unit-economics",
    response={201: shapes.EconomicsOutcomeAnswer, **WRITE_ERRORS},
    summary="Enter a calculation of a unit",
)
def enter_unit_economics(
    request: MusterRequest, body: shapes.NewEconomicsBody
) -> Status[shapes.EconomicsOutcomeAnswer]:
    """Enter what a unit is and costs; answered with what it would earn."""
    made = actions.enter_economics(request.viewer, body.terms(), today=request.today)
    return Status(201, _outcome(visible_calculation(request.viewer, request.today, made.reference)))


@router.get(
    "/unit-economics/{reference}",
    response={200: shapes.EconomicsOutcomeAnswer, **READ_ERRORS},
    summary="What a unit would earn and cost",
)
def unit_economics(
    request: MusterRequest, reference: Path[Reference], filters: Query[Filters]
) -> shapes.EconomicsOutcomeAnswer:
    """What a unit would earn and cost month by month, with everything that is assumed."""
    return _outcome(visible_calculation(request.viewer, filters.day(request), reference))


@router.put(
    "/unit-economics/{reference}",
    response={200: shapes.EconomicsOutcomeAnswer, **WRITE_ERRORS},
    summary="Write a calculation of a unit",
)
def write_unit_economics(
    request: MusterRequest, reference: Path[Reference], body: shapes.WrittenEconomicsBody
) -> shapes.EconomicsOutcomeAnswer:
    """Write a calculation with all of its lines anew."""
    actions.write_economics(
        request.viewer, reference, body.plan(), today=request.today, expected_version=body.version
    )  # fmt: skip
    return _outcome(visible_calculation(request.viewer, request.today, reference))


@router.get(
    "/annual-reports/{year}", response={200: AnnualReportAnswer, **READ_ERRORS}, summary="A State's year abroad"
)
def annual_report_of_year(request: MusterRequest, year: Path[Year], filters: Query[Filters]) -> AnnualReportAnswer:
    """The report of the caller's own State for its parliament."""
    return annual_answer(annual_report(request.viewer, year, as_of=filters.day(request)))
