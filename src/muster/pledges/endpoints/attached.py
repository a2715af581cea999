"""The API of what hangs on a pledge: its versions, its files, and who answers for it."""

from datetime import date
from typing import Annotated

from ninja import File, Form, Query, Router, Status
from pydantic import Field

from muster.documents.endpoints import DocumentAnswer, document_answer
from muster.documents.uploads import require_known_fields, sent_file
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import RecordId, Reference, SentFile, Title, Word
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.endpoints.lists import (
    ContributionBody,
    EquipmentBody,
    PoolLineBody,
    SelfSustainmentBody,
    SubUnitBody,
    UnitPostBody,
    list_values,
)
from muster.pledges.endpoints.register import HeaderAnswer, header_values
from muster.pledges.models import Attachment, PledgeVersion

router = Router(tags=["pledges"])
VersionNumber = Annotated[int, Field(ge=1, le=2**31 - 1)]


class VersionSummary(Answer):
    """One version of a pledge, and what it says otherwise than the one before (nothing where that one is not seen)."""

    number: int
    known_from: date = Field(description="for others than the State not before the pledge was submitted")
    changed: list[str] = Field(description="names of fields and lists")


class VersionAnswer(HeaderAnswer):
    """What a version says. Caveats have days of their own: see the pledge as of a day."""

    known_until: date | None = Field(description="the day on which the next version superseded it")
    sub_units: list[SubUnitBody]
    posts: list[UnitPostBody]
    equipment: list[EquipmentBody]
    self_sustainment: list[SelfSustainmentBody]
    pool: list[PoolLineBody]
    contributions: list[ContributionBody]


class AttachmentAnswer(Answer):
    """A file that belongs to a pledge in `[known_from, known_until)`."""

    number: int
    kind: str = Field(description="code of the reference table attachment_kinds")
    known_from: date
    known_until: date | None = Field(description="the day on which it was taken off")
    document: DocumentAnswer


class NewAttachment(Body):
    """What is said of a file that is attached."""

    kind: Annotated[Word, Field(min_length=1, description="code of the reference table attachment_kinds")]
    title: Annotated[Title, Field(description="default: the file's name")] = ""


class FocalPointAnswer(Answer):
    """Who answers for the pledge; the person's data are at `people/{person}`."""

    person: int
    function: str
    known_from: date


class NewFocalPoint(Body):
    """A person whom the State holds as a focal point, to answer for the pledge."""

    person: RecordId
    function: Annotated[str, Field(pattern=r"^[^\x00]*\S[^\x00]*$", min_length=1, max_length=120)]


def attachment_answer(attachment: Attachment) -> AttachmentAnswer:
    """Return an attachment, its document and that one's owner loaded, as the API gives it."""
    return AttachmentAnswer(
        number=attachment.pk,
        kind=attachment.kind,
        known_from=attachment.known_from,
        known_until=attachment.known_until,
        document=document_answer(attachment.document),
    )


def version_answer(version: PledgeVersion) -> VersionAnswer:
    """Return a version, its lists loaded, as the API gives it."""
    values = {**header_values(version), **list_values(version), "known_until": version.known_until}
    return VersionAnswer.model_validate(values)


@router.get(
    "/pledges/{reference}/versions", response={200: list[VersionSummary], **READ_ERRORS}, summary="Versions of a pledge"
)
def versions(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> list[VersionSummary]:
    """What was said when, the newest first. Others than the State are given those since it was submitted."""
    day = filters.day(request)
    found = queries.visible_pledge(request.viewer, day, reference)
    return [
        VersionSummary(number=one.version.number, known_from=one.known_from, changed=list(one.changed))
        for one in queries.seen_versions(request.viewer, day, found)
    ]


@router.get(
    "/pledges/{reference}/versions/{number}", response={200: VersionAnswer, **READ_ERRORS}, summary="One version"
)
def version(
    request: MusterRequest, reference: Reference, number: VersionNumber, filters: Query[Filters]
) -> VersionAnswer:
    """What a version says, with its lists."""
    return version_answer(queries.visible_version(request.viewer, filters.day(request), reference, number))


@router.get(
    "/pledges/{reference}/attachments",
    response={200: Page[AttachmentAnswer], **READ_ERRORS},
    summary="Attachments of a pledge",
)
def attachments(request: MusterRequest, reference: Reference, filters: Query[ListFilters]) -> Page[AttachmentAnswer]:
    """The files that were attached by the day, detached ones too: for the State and the register."""
    day = filters.day(request)
    queries.visible_pledge(request.viewer, day, reference)
    return page_of(queries.visible_attachments(request.viewer, day, reference), filters, attachment_answer)


@router.post(
    "/pledges/{reference}/attachments",
    response={201: AttachmentAnswer, **WRITE_ERRORS},
    summary="Attach a file",
    openapi_extra={"requestBody": {"content": {"multipart/form-data": {"schema": {"additionalProperties": False}}}}},
)
def attach(
    request: MusterRequest, reference: Reference, file: File[SentFile], body: Form[NewAttachment]
) -> Status[AttachmentAnswer]:
    """Attach a PDF, PNG, JPEG, plain text, XLSX or DOCX file, sent as multipart/form-data in the field `file`."""
    require_known_fields(request, "file", *NewAttachment.model_fields)
    sent = sent_file(request, file)
    made = actions.attach_document(
        request.viewer,
        reference,
        kind=body.kind,
        name=sent.name,
        data=sent.data,
        title=body.title,
        today=request.today,
    )
    return Status(201, attachment_answer(made))


@router.delete(
    "/pledges/{reference}/attachments/{number}",
    response={200: AttachmentAnswer, **WRITE_ERRORS},
    summary="Take a file off",
)
def detach(request: MusterRequest, reference: Reference, number: RecordId) -> AttachmentAnswer:
    """Take an attachment off from today on; it stays in the history."""
    return attachment_answer(actions.detach(request.viewer, reference, number, today=request.today))


@router.get(
    "/pledges/{reference}/focal-points",
    response={200: list[FocalPointAnswer], **READ_ERRORS},
    summary="Focal points of a pledge",
)
def focal_points(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> list[FocalPointAnswer]:
    """Who answers for the pledge on the day: for the State and the register."""
    day = filters.day(request)
    queries.visible_pledge(request.viewer, day, reference)
    return [
        FocalPointAnswer(person=one.point.person_id, function=one.point.function, known_from=one.point.known_from)
        for one in queries.visible_focal_points(request.viewer, day, request.today, reference)
    ]


@router.post(
    "/pledges/{reference}/focal-points", response={201: FocalPointAnswer, **WRITE_ERRORS}, summary="Name a focal point"
)
def name_focal_point(request: MusterRequest, reference: Reference, body: NewFocalPoint) -> Status[FocalPointAnswer]:
    """Name a person to answer for the pledge; once it is submitted, the register is handed the person's data."""
    point = actions.name_focal_point(
        request.viewer, reference, number=body.person, function=body.function, today=request.today
    )
    return Status(201, FocalPointAnswer(person=point.person_id, function=point.function, known_from=point.known_from))


@router.delete(
    "/pledges/{reference}/focal-points/{person}", response={204: None, **WRITE_ERRORS}, summary="Release a focal point"
)
def release_focal_point(request: MusterRequest, reference: Reference, person: RecordId) -> Status[None]:
    """Let a person no longer answer for the pledge."""
    actions.release_focal_point(request.viewer, reference, person, today=request.today)
    return Status(204, None)
