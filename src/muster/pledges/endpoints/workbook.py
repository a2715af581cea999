"""The API of the one workbook: the register out and in, as by page and command."""

from typing import Any

from django.http import HttpResponse
from ninja import File, Form, Query, Router
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters
from muster.kit.openapi.fields import Code, Reference, SentFile
from muster.kit.uploads import WORKBOOK_TYPE, attached, uploaded_bytes
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.pledges.workbook import export, import_workbook

router = Router(tags=["pledges"])
A_WORKBOOK: dict[str, Any] = {
    "description": "An Excel workbook",
    "content": {WORKBOOK_TYPE: {"schema": {"type": "string", "format": "binary"}}},
}


class WorkbookFilters(Filters):
    """Which pledges: all that the caller may see, or one."""

    reference: Reference | None = None


class WorkbookRegister(Body):
    """Where new pledges are registered."""

    registered_with: Code = Field(description="code of the register's organisation")


class ImportAnswer(Answer):
    """What an import did."""

    created: int
    changed: int


@router.get(
    "/pledges/workbook",
    response={**READ_ERRORS},
    summary="The register as a workbook",
    openapi_extra={"responses": {200: A_WORKBOOK}},
)
def pledges_workbook(request: MusterRequest, filters: Query[WorkbookFilters]) -> HttpResponse:
    """The pledges that the caller may see as of the day, as the workbook that can be imported again."""
    day = filters.day(request)
    data = export(request.viewer, day, filters.reference)
    return attached(data, f"muster-{filters.reference or 'pledges'}-{day:%Y-%m-%d}.xlsx")


@router.post("/pledges/workbook", response={200: ImportAnswer, **WRITE_ERRORS}, summary="Import a workbook of pledges")
def import_pledges(request: MusterRequest, workbook: File[SentFile], body: Form[WorkbookRegister]) -> ImportAnswer:
    """Save all pledges of a workbook sent as multipart/form-data in the field `workbook`, or none and say why.

    Problems name sheet, row and column.
    """
    register = organisation(body.registered_with)
    created, changed = import_workbook(request.viewer, uploaded_bytes(request), register=register, today=request.today)
    return ImportAnswer(created=created, changed=changed)
