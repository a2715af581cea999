"""The API of tours of individuals: who serves where; extended, moved to another post, ended."""

from collections import defaultdict
from datetime import date
from functools import partial

from ninja import Query, Router, Status

from muster.deployments import actions
from muster.deployments.endpoints import individual_shapes as shapes
from muster.deployments.models import Assignment, TourExtension
from muster.deployments.queries import individuals as queries
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_with
from muster.kit.openapi.fields import Code, RecordId, Reference
from muster.missions.mandate_answers import mandate_flags
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer

router = Router(tags=["individuals"])


class AssignmentFilters(ListFilters):
    """Which assignments."""

    post: Reference | None = None
    mission: Code | None = None
    state: Code | None = None


def _assignment(viewer: Viewer, day: date, number: int) -> shapes.AssignmentAnswer:
    found = queries.visible_assignment(viewer, day, number)
    extensions = list(queries.visible_extensions(viewer, day).filter(assignment=found))
    return shapes.assignment_answer(found, extensions, mandate_flags(viewer, day))


@router.get("/assignments", response={200: Page[shapes.AssignmentAnswer], **READ_ERRORS}, summary="Who serves where")
def assignments(request: MusterRequest, filters: Query[AssignmentFilters]) -> Page[shapes.AssignmentAnswer]:
    """The assignments that the caller may see, persons by number."""
    day = filters.day(request)
    found = queries.visible_assignments(request.viewer, day).filter(
        **filters.chosen(post="post__reference", mission="post__mission__acronym", state="state__code")
    )

    flags = mandate_flags(request.viewer, day)

    def extensions(part: list[Assignment]) -> dict[int, list[TourExtension]]:
        known: dict[int, list[TourExtension]] = defaultdict(list)
        for one in queries.visible_extensions(request.viewer, day).filter(assignment_id__in=[own.pk for own in part]):
            known[one.assignment_id].append(one)
        return known

    return page_with(found.order_by("pk"), filters, extensions, partial(shapes.assignment_answer, flags=flags))


@router.get("/assignments/{number}", response={200: shapes.AssignmentAnswer, **READ_ERRORS}, summary="One assignment")
def assignment(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> shapes.AssignmentAnswer:
    """One assignment with its extensions."""
    return _assignment(request.viewer, filters.day(request), number)


@router.post(
    "/assignments/{number}/extensions",
    response={201: shapes.AssignmentAnswer, **WRITE_ERRORS},
    summary="Ask that somebody stays on",
)
def propose_extension(
    request: MusterRequest, number: RecordId, body: shapes.NewExtension
) -> Status[shapes.AssignmentAnswer]:
    """Ask for an extension, as the State, the mission or the Secretariat."""
    actions.propose_extension(
        request.viewer,
        number,
        body.until,
        reason=body.reason,
        today=request.today,
        beyond_mandate=body.beyond_mandate,
        expected_version=body.version,
    )
    return Status(201, _assignment(request.viewer, request.today, number))


@router.post(
    "/assignments/{number}/extension-step",
    response={200: shapes.AssignmentAnswer, **WRITE_ERRORS},
    summary="Next stage of an extension",
)
def step_extension(request: MusterRequest, number: RecordId, body: shapes.ExtensionStepBody) -> shapes.AssignmentAnswer:
    """Take the next step of the open extension, by the side whose turn it is; agreed, the tour is longer."""
    actions.decide_extension(
        request.viewer,
        number,
        body.stage.value,
        reason=body.reason,
        today=request.today,
        expected_version=body.version,
    )
    return _assignment(request.viewer, request.today, number)


@router.post(
    "/assignments/{number}/transfer",
    response={201: shapes.AssignmentAnswer, **WRITE_ERRORS},
    summary="Move somebody to another post",
)
def transfer(request: MusterRequest, number: RecordId, body: shapes.TransferBody) -> Status[shapes.AssignmentAnswer]:
    """Move somebody to another post of the same category within the tour; answers the new assignment."""
    moved = actions.transfer(
        request.viewer, number, body.post, body.on, today=request.today, expected_version=body.version
    )
    return Status(201, _assignment(request.viewer, request.today, moved.pk))


@router.post(
    "/assignments/{number}/end",
    response={200: shapes.AssignmentAnswer, **WRITE_ERRORS},
    summary="End a tour",
)
def end_assignment(request: MusterRequest, number: RecordId, body: shapes.EndingBody) -> shapes.AssignmentAnswer:
    """End an assignment as a kind of repatriation; the answer says who pays the way home."""
    actions.repatriate(
        request.viewer,
        number,
        body.kind.value,
        body.on,
        today=request.today,
        reason=body.reason,
        case=body.case,
        unfit_days=body.unfit_days,
        is_treatable=body.is_treatable,
        pre_existing=body.pre_existing,
        expected_version=body.version,
    )
    return _assignment(request.viewer, request.today, number)
