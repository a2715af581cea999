"""The API of a State's opportunities and interests; the same queries and actions as the pages."""

from datetime import date
from typing import Annotated

from ninja import Path, Query, Router
from pydantic import Field

from muster.decisions.actions.interests import write_interests
from muster.decisions.endpoints import opportunity_shapes as shapes
from muster.decisions.pages.opportunities import ranked_rows
from muster.decisions.queries.interests import interests_of, mark_of, visible_interests
from muster.decisions.queries.opportunities import own_state, state_opportunities
from muster.decisions.queries.opportunity_possible import possible_opportunities
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.openapi import WRITE_ERRORS, Filters, ListFilters, Page, page_of_rows
from muster.kit.openapi.fields import Code, Reference
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer

router = Router(tags=["decisions"])


class OpportunityFilters(ListFilters):
    """Which opportunities: of one mission, of one unit, without hard stops."""

    mission: Code | None = None
    unit: Reference | None = None
    without_stops: Annotated[bool, Field(description="leave out those that a hard stop stands against")] = False


@router.get(
    "/opportunities",
    response={200: Page[shapes.OpportunityAnswer], **WRITE_ERRORS},
    summary="What the caller's State could take up, ranked",
)
def opportunity_list(request: MusterRequest, filters: Query[OpportunityFilters]) -> Page[shapes.OpportunityAnswer]:
    """Open and coming posts for the units of the caller's own State, the best first; `rank` counts in the whole."""
    viewer = request.viewer
    rows = [
        row
        for row in ranked_rows(state_opportunities(viewer, filters.day(request), own_state(viewer)))
        if filters.mission in (None, row.of.demand.post.mission)
        and filters.unit in (None, row.of.unit.pledge.reference)
        and not (filters.without_stops and row.of.is_stopped)
    ]
    return page_of_rows(rows, filters, shapes.opportunity_answer)


@router.get(
    "/opportunities/{post}/{unit}",
    response={200: shapes.WholeOpportunityAnswer, **WRITE_ERRORS},
    summary="One opportunity with every reason",
)
def opportunity_in_full(
    request: MusterRequest, post: Path[Reference], unit: Path[Reference], filters: Query[Filters]
) -> shapes.WholeOpportunityAnswer:
    """One opportunity of the caller's own State, with its steps, its findings and the parts of its score."""
    viewer, day = request.viewer, filters.day(request)
    state = own_state(viewer)
    for row in ranked_rows(state_opportunities(viewer, day, state)):
        if (row.of.demand.post.reference, row.of.unit.pledge.reference) == (post, unit):
            return shapes.whole_answer(row)
    raise NotFound(f"{unit!r} in {post!r} is no opportunity of {state.name} as of {long_day(day)}.")


@router.get(
    "/possible-opportunities",
    response={200: Page[shapes.PossibleOpportunityAnswer], **WRITE_ERRORS},
    summary="Demand that may come, by the crisis watch",
)
def possible_opportunity_list(
    request: MusterRequest, filters: Query[ListFilters]
) -> Page[shapes.PossibleOpportunityAnswer]:
    """States at risk, each with its chance and the interests of the caller's State; nothing of it is ranked."""
    viewer, day = request.viewer, filters.day(request)
    rows = possible_opportunities(viewer, day, interests_of(viewer, day, own_state(viewer)))
    return page_of_rows(rows, filters, shapes.possible_answer)


@router.get(
    "/state-interests", response={200: shapes.InterestListAnswer, **WRITE_ERRORS}, summary="Interests of a State"
)
def state_interests(request: MusterRequest, filters: Query[Filters]) -> shapes.InterestListAnswer:
    """The interests of the caller's own State in force, with the mark that a write of them names."""
    own_state(request.viewer)
    return _listed(request.viewer, filters.day(request))


@router.put(
    "/state-interests",
    response={200: shapes.InterestListAnswer, **WRITE_ERRORS},
    summary="Write the interests of a State",
)
def write_state_interests(request: MusterRequest, body: shapes.InterestListBody) -> shapes.InterestListAnswer:
    """Write all interests of the caller's own State from today on; what is left out ends."""
    write_interests(request.viewer, body.terms(), today=request.today, expected_mark=body.mark or None)
    return _listed(request.viewer, request.today)


def _listed(viewer: Viewer, day: date) -> shapes.InterestListAnswer:
    found = list(visible_interests(viewer, day))
    return shapes.interests_answer(found, mark_of(found))


routers: tuple[Router, ...] = (router,)
