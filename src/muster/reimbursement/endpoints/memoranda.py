"""The API of memoranda: opened, written, put in force, amended, ended; the same actions as the pages."""

from datetime import date
from functools import partial
from typing import Any

from ninja import Query, Router, Status

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, Reference
from muster.missions.mandate_answers import mandate_flags
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer
from muster.reimbursement.actions import memoranda as actions
from muster.reimbursement.endpoints import memorandum_shapes as shapes
from muster.reimbursement.memorandum_terms import VersionTerms
from muster.reimbursement.queries.agreed_terms import missing_lines, version_terms
from muster.reimbursement.queries.memoranda import (
    equipment_seen,
    services_seen,
    version_shown,
    visible_memoranda,
    visible_memorandum,
    with_term,
)
from muster.reimbursement.queries.rate_books import rate_book
from muster.reimbursement.stages import MemorandumStage

router = Router(tags=["memoranda"])
WHOLE = shapes.WholeMemorandumAnswer


class MemorandumFilters(ListFilters):
    """Which memoranda."""

    mission: Code | None = None
    state: Code | None = None
    unit: Reference | None = None
    stage: MemorandumStage | None = None


def _whole(viewer: Viewer, reference: str, day: date) -> shapes.WholeMemorandumAnswer:
    found: Any = visible_memorandum(viewer, day, reference)
    shown = version_shown(found, day)
    book, flags = rate_book(shown.edition if shown else None), mandate_flags(viewer, day)
    if shown is None:
        return shapes.whole_memorandum_answer(found, None, VersionTerms(day, 0), book, [], flags)
    agreed = version_terms(shown, equipment_seen(viewer, found, shown), services_seen(viewer, found, shown))
    missing = missing_lines(found, agreed, book, day) if found.seen_whole else []
    return shapes.whole_memorandum_answer(found, shown, agreed, book, missing, flags)


@router.get("/memoranda", response={200: Page[shapes.MemorandumAnswer], **READ_ERRORS}, summary="Memoranda")
def memoranda(request: MusterRequest, filters: Query[MemorandumFilters]) -> Page[shapes.MemorandumAnswer]:
    """The memoranda that the caller may see as grounds of payment, at the stage of the day."""
    found = visible_memoranda(request.viewer, filters.day(request)).filter(
        **filters.chosen(
            mission="unit__post__requirement__mission__acronym",
            state="unit__state__code",
            unit="unit__reference",
            stage="stage_then",
        )
    )
    flags = mandate_flags(request.viewer, filters.day(request))
    return page_of(with_term(found, filters.day(request)), filters, partial(shapes.memorandum_answer, flags=flags))


@router.post("/memoranda", response={201: WHOLE, **WRITE_ERRORS}, summary="Open a memorandum")
def open_memorandum(request: MusterRequest, body: shapes.NewMemorandum) -> Status[shapes.WholeMemorandumAnswer]:
    """Open the draft of a memorandum of a unit: the State does, or the secretariat that mandates the mission."""
    terms, agreed = shapes.memorandum_terms(body), shapes.agreed_terms(body)
    made = actions.open_memorandum(request.viewer, terms, agreed, today=request.today)
    return Status(201, _whole(request.viewer, made.reference, request.today))


@router.get("/memoranda/{reference}", response={200: WHOLE, **READ_ERRORS}, summary="A memorandum")
def memorandum(
    request: MusterRequest, reference: shapes.MemorandumReference, filters: Query[Filters]
) -> shapes.WholeMemorandumAnswer:
    """One memorandum with its versions and the lines of the one in place on the day, those that the caller may see."""
    return _whole(request.viewer, reference, filters.day(request))


@router.put("/memoranda/{reference}", response={200: WHOLE, **WRITE_ERRORS}, summary="Write a draft memorandum")
def write_memorandum(
    request: MusterRequest, reference: shapes.MemorandumReference, body: shapes.AgreedWritten
) -> shapes.WholeMemorandumAnswer:
    """Write what a draft agrees: all of it in place of what it said."""
    agreed = shapes.agreed_terms(body)
    actions.write_memorandum(request.viewer, reference, agreed, today=request.today, expected_version=body.version)
    return _whole(request.viewer, reference, request.today)


@router.post("/memoranda/{reference}/amendments", response={200: WHOLE, **WRITE_ERRORS}, summary="Amend a memorandum")
def amend_memorandum(
    request: MusterRequest, reference: shapes.MemorandumReference, body: shapes.Amendment
) -> shapes.WholeMemorandumAnswer:
    """Amend what is in force by a further version that holds from its day on."""
    agreed = shapes.agreed_terms(body)
    actions.amend_memorandum(request.viewer, reference, agreed, today=request.today, expected_version=body.version)
    return _whole(request.viewer, reference, request.today)


@router.post("/memoranda/{reference}/steps", response={200: WHOLE, **WRITE_ERRORS}, summary="Take a memorandum on")
def step_memorandum(
    request: MusterRequest, reference: shapes.MemorandumReference, body: shapes.MemorandumStepBody
) -> shapes.WholeMemorandumAnswer:
    """Put a draft in force, or end a memorandum."""
    actions.step_memorandum(
        request.viewer, reference, body.stage.value, day=body.on, today=request.today, reason=body.reason,
        expected_version=body.version,
    )  # fmt: skip
    return _whole(request.viewer, reference, request.today)
