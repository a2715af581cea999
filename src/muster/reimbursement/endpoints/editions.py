"""The API of editions of rates; the same actions as the pages."""

from ninja import Path, Query, Router, Status

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, Reference
from muster.parties.request import MusterRequest
from muster.reimbursement.actions import editions as actions
from muster.reimbursement.endpoints import edition_shapes as shapes
from muster.reimbursement.queries.edition_comparison import compared_editions
from muster.reimbursement.queries.editions import visible_edition, visible_editions

router = Router(tags=["reimbursement"])
WRITTEN = {200: shapes.WholeRateEditionAnswer, **WRITE_ERRORS}


class RateEditionFilters(ListFilters):
    """Which editions, by who loaded them."""

    owner: Code | None = None


def _whole(request: MusterRequest, reference: str) -> shapes.WholeRateEditionAnswer:
    return shapes.whole_edition_answer(visible_edition(request.viewer, request.today, reference))


@router.get(
    "/rate-editions", response={200: Page[shapes.RateEditionAnswer], **READ_ERRORS}, summary="Editions of rates"
)
def rate_editions(request: MusterRequest, filters: Query[RateEditionFilters]) -> Page[shapes.RateEditionAnswer]:
    """The editions of secretariats, and the caller's own, the latest first."""
    found = visible_editions(request.viewer, filters.day(request)).filter(**filters.chosen(owner="owner__code"))
    return page_of(found, filters, shapes.edition_answer)


@router.post(
    "/rate-editions", response={201: shapes.WholeRateEditionAnswer, **WRITE_ERRORS}, summary="Load an edition of rates"
)
def load_rate_edition(request: MusterRequest, body: shapes.NewEditionBody) -> Status[shapes.WholeRateEditionAnswer]:
    """Load an edition with its rows, of a secretariat for all, of a State for itself; what deviates is told."""
    made = actions.load_edition(request.viewer, body.terms(), body.rows(), today=request.today)
    return Status(201, _whole(request, made.reference))


@router.get(
    "/rate-editions/{reference}",
    response={200: shapes.WholeRateEditionAnswer, **READ_ERRORS},
    summary="An edition of rates",
)
def rate_edition(
    request: MusterRequest, reference: Path[Reference], filters: Query[Filters]
) -> shapes.WholeRateEditionAnswer:
    """One edition with its rows, and what deviates from the formula."""
    return shapes.whole_edition_answer(visible_edition(request.viewer, filters.day(request), reference))


@router.put("/rate-editions/{reference}/rows", response=WRITTEN, summary="Replace the rows of an edition")
def replace_rate_rows(
    request: MusterRequest, reference: Path[Reference], body: shapes.ReplacedRatesBody
) -> shapes.WholeRateEditionAnswer:
    """Write all rows anew; refused once a memorandum took its rates from the edition."""
    actions.replace_rates(request.viewer, reference, body.rows(), today=request.today, expected_version=body.version)
    return _whole(request, reference)


@router.post("/rate-editions/{reference}/end", response=WRITTEN, summary="End an edition of rates")
def end_rate_edition(
    request: MusterRequest, reference: Path[Reference], body: shapes.EndedEditionBody
) -> shapes.WholeRateEditionAnswer:
    """End the validity of an edition; its rates stay."""
    actions.end_edition(request.viewer, reference, body.valid_until, today=request.today, expected_version=body.version)
    return _whole(request, reference)


@router.post(
    "/rate-editions/{reference}/revise",
    response={201: shapes.WholeRateEditionAnswer, **WRITE_ERRORS},
    summary="Revise an edition of rates",
)
def revise_rate_edition(
    request: MusterRequest, reference: Path[Reference], body: shapes.RevisedEditionBody
) -> Status[shapes.WholeRateEditionAnswer]:
    """Make a new edition by approved percentages on value, maintenance and self-sustainment."""
    made = actions.revise_edition(
        request.viewer, reference, body.terms(), body.revision(), today=request.today, expected_version=body.version
    )
    return Status(201, _whole(request, made.reference))


@router.get(
    "/rate-editions/{reference}/compare/{second}",
    response={200: shapes.EditionComparisonAnswer, **READ_ERRORS},
    summary="Two editions of rates compared",
)
def compare_rate_editions(
    request: MusterRequest, reference: Path[Reference], second: Path[Reference], filters: Query[Filters]
) -> shapes.EditionComparisonAnswer:
    """What differs from the first edition to the second, and what that means in a year for each memorandum."""
    day = filters.day(request)
    old, new = (visible_edition(request.viewer, day, name) for name in (reference, second))
    return shapes.comparison_answer(old, new, compared_editions(request.viewer, old, new, day))
