"""The API of an individual's service: details, proofs, bars. All is as of today, whatever `as_of` says."""

from datetime import date
from typing import Annotated

from ninja import File, Query, Router, Status
from pydantic import Field

from muster.documents.uploads import require_known_fields, sent_file
from muster.kit.errors import NotFound
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, ListFilters, Page, page_of, page_of_rows
from muster.kit.openapi.fields import Day, HalfSteps, Line, LongLine, RecordId, SentFile, Version
from muster.parties.request import MusterRequest
from muster.people import service_actions as actions
from muster.people.models import CredentialKind, PersonCredential, ServiceBar
from muster.people.proof_recognition import ProofRecognition
from muster.people.queries import holds, visible_person
from muster.people.service_doors import sees_service
from muster.people.service_queries import SeenProof, as_seen, seen_proofs, visible_bars, visible_details

router = Router(tags=["people"])

Words = Annotated[LongLine, Field(min_length=1)]


class ProofAnswer(Answer):
    """A proof of an individual, valid in `[valid_from, valid_until)`; for a medical, from the day of examination."""

    number: int
    kind: CredentialKind
    subject: str
    valid_from: date
    valid_until: date | None
    evidence: str
    reference: str = Field(description="the number of the passport, licence or certificate")
    test: str = Field(description="of a language: which test")
    score: float | None
    course: str
    standard_version: str
    course_recognised: ProofRecognition | None = Field(
        description="of a certificate of training: was its course recognised on its first day"
    )
    recognition: str = Field(description="number of the certificate of recognition that held on that day")
    recognised_until: date | None = Field(description="the first day on which that one holds no more")
    document: int | None = Field(description="the file that is its evidence, where it is the caller's to read")


class BarAnswer(Answer):
    """Somebody may not be nominated in `[barred_from, barred_until)`; without an end, for good."""

    number: int
    person: int
    imposed_by: str
    barred_from: date
    barred_until: date | None
    reason: str
    due_process: str
    case: str


class PersonServiceAnswer(Answer):
    """What is kept of an individual's service, as far as the caller may see it; `version` is the person's."""

    person: int
    version: int
    born_on: date | None
    service_from: date | None
    proofs: list[ProofAnswer]
    bars: list[BarAnswer]


class DetailsBody(Body):
    """When an individual was born and entered service; null is not known."""

    version: Version
    born_on: Day | None = None
    service_from: Day | None = None


class ProofBody(Body):
    """A new proof. `subject` is the language's code or the course."""

    kind: CredentialKind
    subject: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=40)] = ""
    valid_from: Day
    valid_until: Day | None = None
    evidence: Line = ""
    number: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=60)] = ""
    test: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=20)] = ""
    score: HalfSteps | None = None


class ProofEndBody(Body):
    """On which day (excluded) a proof ends before its own."""

    on: Day


class BarBody(Body):
    """A bar from service, with how the person was heard."""

    reason: Words
    due_process: Words
    case: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=60)] = ""
    barred_from: Day
    barred_until: Day | None = None


class BarLiftBody(Body):
    """Why a bar is lifted; it names nobody."""

    reason: Words


def _proof(seen: SeenProof) -> ProofAnswer:
    one, recognised = seen.proof, seen.recognised
    return ProofAnswer(
        number=one.pk,
        kind=CredentialKind(one.kind),
        subject=one.subject,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        evidence=one.evidence,
        reference=one.number,
        test=one.test,
        score=None if one.score is None else float(one.score),
        course=one.course,
        standard_version=one.standard_version,
        course_recognised=recognised.verdict if recognised else None,
        recognition=recognised.number if recognised else "",
        recognised_until=recognised.until if recognised else None,
        document=one.document_id if seen.shows_file else None,
    )


def _written(request: MusterRequest, one: PersonCredential) -> ProofAnswer:
    """Return a proof that the caller has just written."""
    (seen,) = as_seen(request.viewer, [one], request.today)
    return _proof(seen)


def _bar(one: ServiceBar) -> BarAnswer:
    return BarAnswer(
        number=one.pk,
        person=one.person_id,
        imposed_by=one.imposed_by.code,
        barred_from=one.barred_from,
        barred_until=one.barred_until,
        reason=one.reason,
        due_process=one.due_process,
        case=one.case,
    )


def _service(request: MusterRequest, number: int) -> PersonServiceAnswer:
    """Return an individual's service as the caller sees it today. Raises NotFound."""
    viewer, today = request.viewer, request.today
    found = visible_person(viewer, today, number)
    if not sees_service(viewer, found):
        raise NotFound(f"There is no individual {number} whose service you may see.")
    details = visible_details(viewer, today).filter(person=found).first()
    return PersonServiceAnswer(
        person=number,
        version=found.version,
        born_on=details.born_on if details else None,
        service_from=details.service_from if details else None,
        proofs=[_proof(one) for one in seen_proofs(viewer, today, number)],
        bars=[_bar(one) for one in visible_bars(viewer).filter(person=found)],
    )


@router.get(
    "/people/{number}/service", response={200: PersonServiceAnswer, **READ_ERRORS}, summary="An individual's service"
)
def service(request: MusterRequest, number: RecordId) -> PersonServiceAnswer:
    """Details, proofs and bars of an individual whom the caller's organisation holds or was handed."""
    return _service(request, number)


@router.get("/people/{number}/proofs", response={200: Page[ProofAnswer], **READ_ERRORS}, summary="A person's proofs")
def proofs(request: MusterRequest, number: RecordId, filters: Query[ListFilters]) -> Page[ProofAnswer]:
    """The certificates and other proofs of a person, whatever the data are kept for, as the caller may see them."""
    viewer, today = request.viewer, request.today
    found = visible_person(viewer, today, number)
    if not (holds(viewer, found) or sees_service(viewer, found)):
        raise NotFound(f"There is no person {number} whose proofs you may see.")
    return page_of_rows(seen_proofs(viewer, today, number), filters, _proof)


@router.put("/people/{number}/details", response={200: PersonServiceAnswer, **WRITE_ERRORS}, summary="Enter details")
def put_details(request: MusterRequest, number: RecordId, body: DetailsBody) -> PersonServiceAnswer:
    """Enter when an individual of the caller's organisation was born and entered service."""
    actions.record_details(
        request.viewer,
        number,
        born_on=body.born_on,
        service_from=body.service_from,
        today=request.today,
        expected_version=body.version,
    )
    return _service(request, number)


@router.post("/people/{number}/proofs", response={201: ProofAnswer, **WRITE_ERRORS}, summary="Enter a proof")
def post_proof(request: MusterRequest, number: RecordId, body: ProofBody) -> Status[ProofAnswer]:
    """Enter a proof: vetting by the Secretariat that was handed the data, all else by the holder."""
    said = body.model_dump(exclude={"kind"})
    proof = PersonCredential(kind=body.kind.value, **said)
    return Status(201, _written(request, actions.record_credential(request.viewer, number, proof, today=request.today)))


@router.post(
    "/people/{number}/proofs/{proof}/end", response={200: ProofAnswer, **WRITE_ERRORS}, summary="End a proof early"
)
def end_proof(request: MusterRequest, number: RecordId, proof: RecordId, body: ProofEndBody) -> ProofAnswer:
    """Let a proof end on a day before its own."""
    return _written(request, actions.end_credential(request.viewer, number, proof, on=body.on, today=request.today))


@router.post(
    "/people/{number}/proofs/{proof}/file",
    response={201: ProofAnswer, **WRITE_ERRORS},
    summary="Add the file that is a proof's evidence",
    openapi_extra={"requestBody": {"content": {"multipart/form-data": {"schema": {"additionalProperties": False}}}}},
)
def post_evidence(
    request: MusterRequest, number: RecordId, proof: RecordId, file: File[SentFile]
) -> Status[ProofAnswer]:
    """Add a PDF, PNG, JPEG, plain text, XLSX or DOCX file in the field `file`; it is kept under a neutral name.

    By whoever may enter a proof of its kind: vetting by the Secretariat, all else by the holder. Only they read it.
    """
    require_known_fields(request, "file")
    sent = sent_file(request, file)
    saved = actions.attach_evidence(request.viewer, number, proof, name=sent.name, data=sent.data, today=request.today)
    return Status(201, _written(request, saved))


@router.delete(
    "/people/{number}/proofs/{proof}", response={200: PersonServiceAnswer, **WRITE_ERRORS}, summary="Take a proof away"
)
def delete_proof(request: MusterRequest, number: RecordId, proof: RecordId) -> PersonServiceAnswer:
    """Take away a proof that was entered in error."""
    actions.remove_credential(request.viewer, number, proof, today=request.today)
    return _service(request, number)


@router.get("/service-bars", response={200: Page[BarAnswer], **READ_ERRORS}, summary="Bars from service")
def service_bars(request: MusterRequest, filters: Query[ListFilters]) -> Page[BarAnswer]:
    """The bars that the caller's organisation imposed, and those of its own people."""
    return page_of(visible_bars(request.viewer).order_by("pk"), filters, _bar)


@router.post("/people/{number}/bars", response={201: BarAnswer, **WRITE_ERRORS}, summary="Bar somebody from service")
def post_bar(request: MusterRequest, number: RecordId, body: BarBody) -> Status[BarAnswer]:
    """Bar somebody whose data the caller's secretariat was handed; an approver decides."""
    bar = ServiceBar(**body.model_dump())
    return Status(201, _bar(actions.bar_person(request.viewer, number, bar, today=request.today)))


@router.post("/service-bars/{number}/lift", response={200: BarAnswer, **WRITE_ERRORS}, summary="Lift a bar")
def lift_bar(request: MusterRequest, number: RecordId, body: BarLiftBody) -> BarAnswer:
    """End a bar from today on, by an approver of the secretariat that imposed it."""
    return _bar(actions.lift_bar(request.viewer, number, reason=body.reason, today=request.today))
