"""The API of documents: the same queries and actions as the pages."""

from datetime import date
from typing import Annotated

from django.http import HttpResponse
from ninja import File, Form, Query, Router, Status
from pydantic import Field

from muster.documents import actions, queries
from muster.documents.models import Document
from muster.documents.uploads import require_known_fields, sent_file
from muster.documents.views import handed_out
from muster.kit.facts import known_on
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, RecordId, SentFile, Title
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest

router = Router(tags=["documents"])
ANY_FILE = {"description": "The file", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}


class DocumentAnswer(Answer):
    """A file that belongs to a record, without its bytes."""

    number: int
    owner: str = Field(description="code of the organisation that added it")
    name: str
    title: str
    content_type: str
    size_bytes: int
    sha256: str = Field(description="SHA-256 of its bytes, hexadecimal")
    added_on: date


class NewDocument(Body):
    """What is said of a file that is sent."""

    owner: Annotated[
        str,
        Field(pattern=r"^[^\x00/]*$", max_length=40, description="code of the organisation; default: the caller's own"),
    ] = ""
    title: Annotated[Title, Field(description="default: the file's name")] = ""


class DocumentFilters(ListFilters):
    """Which documents."""

    owner: Code | None = None


def document_answer(document: Document) -> DocumentAnswer:
    """Return a document, its owner loaded, as the API gives it."""
    plain = ("name", "title", "content_type", "size_bytes", "added_on")
    return DocumentAnswer(
        number=document.pk,
        owner=document.owner.code,
        sha256=document.content_id,
        **{name: getattr(document, name) for name in plain},
    )


@router.get("/documents", response={200: Page[DocumentAnswer], **READ_ERRORS}, summary="Documents")
def documents(request: MusterRequest, filters: Query[DocumentFilters]) -> Page[DocumentAnswer]:
    """The documents that the caller may see: their own, and those shared with them; the newest first."""
    found = known_on(queries.visible_documents(request.viewer), filters.day(request))
    return page_of(found.filter(**filters.chosen(owner="owner__code")), filters, document_answer)


@router.post(
    "/documents",
    response={201: DocumentAnswer, **WRITE_ERRORS},
    summary="Add a document",
    openapi_extra={"requestBody": {"content": {"multipart/form-data": {"schema": {"additionalProperties": False}}}}},
)
def add_document(request: MusterRequest, file: File[SentFile], body: Form[NewDocument]) -> Status[DocumentAnswer]:
    """Keep a PDF, PNG, JPEG, plain text, XLSX or DOCX file, sent as multipart/form-data in the field `file`."""
    require_known_fields(request, "file", *NewDocument.model_fields)
    sent = sent_file(request, file)
    owner = organisation(body.owner or request.viewer.organisation_code)
    kept = actions.store_document(
        request.viewer, owner=owner, name=sent.name, data=sent.data, title=body.title, today=request.today
    )
    return Status(201, document_answer(kept))


@router.get("/documents/{number}", response={200: DocumentAnswer, **READ_ERRORS}, summary="One document")
def document(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> DocumentAnswer:
    """What is on record of a document."""
    return document_answer(queries.visible_document(request.viewer, number))


@router.get(
    "/documents/{number}/content",
    response={**READ_ERRORS},
    summary="Its file",
    openapi_extra={"responses": {200: ANY_FILE}},
)
def document_content(request: MusterRequest, number: RecordId) -> HttpResponse:
    """The file itself, as it was sent."""
    return handed_out(queries.visible_document(request.viewer, number))
