"""The API of the recognition of courses; the same actions as the pages."""

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code, RecordId, Reference
from muster.parties.request import MusterRequest
from muster.training.actions import recognition_cases as cases
from muster.training.actions import recognition_certificates as certificates
from muster.training.actions import recognition_findings as findings
from muster.training.actions import recognition_review as review
from muster.training.endpoints.recognition_shapes import (
    CaseReference,
    CourseRecognitionAnswer,
    FindingReference,
    RecognitionApplicationBody,
    RecognitionCaseAnswer,
    RecognitionCaseWhole,
    RecognitionCommentAnswer,
    RecognitionCommentBody,
    RecognitionEvidenceBody,
    RecognitionFindingAnswer,
    RecognitionFindingBody,
    RecognitionFindingStepBody,
    RecognitionReviewBody,
    RecognitionRevocationBody,
    RecognitionSignatureBody,
    RecognitionStepBody,
    RecognitionVerdictBody,
    RecognitionVisitBody,
    case_answer,
    finding_answer,
    recognition_answer,
    whole_answer,
)
from muster.training.queries.recognition_cases import (
    matrix_of,
    open_recognition_findings,
    visible_case,
    visible_cases,
    visible_recognition_finding,
    visible_recognition_findings,
)
from muster.training.queries.recognitions import certificates_known, course_recognition, ending_within, on_older_version
from muster.training.recognition_terms import (
    ApplicationTerms,
    LineVerdictTerms,
    RecognitionEvidenceTerms,
    RecognitionFindingTerms,
    SignatureTerms,
)
from muster.training.stages import RecognitionStage

router = Router(tags=["training"])
public = Router(tags=["training"])
"""Operations that anyone may call without signing in."""

MOST_MONTHS = 1200


class RecognitionCaseFilters(ListFilters):
    """Which cases."""

    course: Reference | None = None
    institution: Code | None = None
    stage: RecognitionStage | None = None


class RecognitionFindingFilters(ListFilters):
    """Which findings of the desk; `open`: only those that still ask for something."""

    open: bool = False


class CourseRecognitionFilters(ListFilters):
    """Which certificates: those that end within so many months, or are on an older version."""

    course: Reference | None = None
    institution: Code | None = None
    ending_months: int | None = Field(None, ge=0, le=MOST_MONTHS)
    older_version: bool = False


def _whole(request: MusterRequest, reference: str) -> RecognitionCaseWhole:
    case = visible_case(request.viewer, request.today, reference)
    return whole_answer(case, matrix_of(case, request.today), request.today)


@router.get(
    "/recognition-cases", response={200: Page[RecognitionCaseAnswer], **READ_ERRORS}, summary="Recognition cases"
)
def recognition_cases(request: MusterRequest, filters: Query[RecognitionCaseFilters]) -> Page[RecognitionCaseAnswer]:
    """The cases that the caller may see, at the stage of the day."""
    found = visible_cases(request.viewer, filters.day(request)).filter(
        **filters.chosen(course="course__reference", institution="course__institution__code", stage="stage_then")
    )
    return page_of(found, filters, case_answer)


@router.post(
    "/recognition-cases", response={201: RecognitionCaseWhole, **WRITE_ERRORS}, summary="Apply for recognition"
)
def apply(request: MusterRequest, body: RecognitionApplicationBody) -> Status[RecognitionCaseWhole]:
    """Apply for the recognition of a course of the caller's institution."""
    terms = ApplicationTerms(
        body.reference, body.course, body.register_code, body.standard_version, body.renews, body.words
    )
    made = cases.apply_for_recognition(request.viewer, terms, applied_on=body.applied_on, today=request.today)
    return Status(201, _whole(request, made.reference))


@router.get(
    "/recognition-cases/{reference}",
    response={200: RecognitionCaseWhole, **READ_ERRORS},
    summary="A recognition case",
)
def recognition_case(request: MusterRequest, reference: CaseReference, filters: Query[Filters]) -> RecognitionCaseWhole:
    """One case with its coverage matrix, evidence and stages."""
    day = filters.day(request)
    case = visible_case(request.viewer, day, reference)
    return whole_answer(case, matrix_of(case, day), day)


@router.post(
    "/recognition-cases/{reference}/steps",
    response={200: RecognitionCaseWhole, **WRITE_ERRORS},
    summary="Take a recognition case on",
)
def step(request: MusterRequest, reference: CaseReference, body: RecognitionStepBody) -> RecognitionCaseWhole:
    """Take a case to its next stage, or decide on it."""
    cases.take_recognition_step(
        request.viewer, reference, body.stage.value, day=body.on, today=request.today, words=body.words,
        expected_version=body.version,
    )  # fmt: skip
    return _whole(request, reference)


@router.post(
    "/recognition-cases/{reference}/evidence",
    response={201: RecognitionCaseWhole, **WRITE_ERRORS},
    summary="Hand in evidence for a recognition",
)
def hand_in(
    request: MusterRequest, reference: CaseReference, body: RecognitionEvidenceBody
) -> Status[RecognitionCaseWhole]:
    """Hand in evidence in words, with a document of the institution's own or none."""
    terms = RecognitionEvidenceTerms(body.about.value, body.words, body.document)
    review.hand_in_recognition_evidence(
        request.viewer, reference, terms, today=request.today, expected_version=body.version
    )
    return Status(201, _whole(request, reference))


@router.post(
    "/recognition-cases/{reference}/evidence/{number}/verdict",
    response={200: RecognitionCaseWhole, **WRITE_ERRORS},
    summary="Judge evidence for a recognition",
)
def judge(
    request: MusterRequest, reference: CaseReference, number: RecordId, body: RecognitionVerdictBody
) -> RecognitionCaseWhole:
    """Say how far a piece of evidence suffices."""
    review.judge_recognition_evidence(
        request.viewer, reference, number, body.verdict.value, remark=body.remark, today=request.today,
        expected_version=body.version,
    )  # fmt: skip
    return _whole(request, reference)


@router.put(
    "/recognition-cases/{reference}/coverage",
    response={200: RecognitionCaseWhole, **WRITE_ERRORS},
    summary="Review a course line by line",
)
def judge_lines(request: MusterRequest, reference: CaseReference, body: RecognitionReviewBody) -> RecognitionCaseWhole:
    """Say of lines of the standard how far the course covers them, all or none."""
    verdicts = [LineVerdictTerms(one.line, one.verdict, one.remark) for one in body.lines]
    review.judge_lines(request.viewer, reference, verdicts, today=request.today, expected_version=body.version)
    return _whole(request, reference)


@router.post(
    "/recognition-cases/{reference}/comments",
    response={201: RecognitionCommentAnswer, **WRITE_ERRORS},
    summary="Comment on a recognition",
)
def comment(
    request: MusterRequest, reference: CaseReference, body: RecognitionCommentBody
) -> Status[RecognitionCommentAnswer]:
    """Say something of a case under way."""
    made = cases.comment_on_recognition(request.viewer, reference, body.words, today=request.today)
    answer = RecognitionCommentAnswer(case=reference, by=made.by.code, words=made.words, said_on=made.said_on)
    return Status(201, answer)


@router.post(
    "/recognition-cases/{reference}/visit",
    response={201: RecognitionCaseWhole, **WRITE_ERRORS},
    summary="Arrange the visit of a recognition",
)
def arrange_visit(
    request: MusterRequest, reference: CaseReference, body: RecognitionVisitBody
) -> Status[RecognitionCaseWhole]:
    """Ask for the visit that observes the delivery; it goes on as any visit does."""
    cases.arrange_visit(
        request.viewer, reference, planned_from=body.planned_from, planned_until=body.planned_until,
        session=body.session, today=request.today, expected_version=body.version,
    )  # fmt: skip
    return Status(201, _whole(request, reference))


@router.post(
    "/recognition-cases/{reference}/certificate",
    response={201: CourseRecognitionAnswer, **WRITE_ERRORS},
    summary="Sign the certificate of a recognition",
)
def sign(
    request: MusterRequest, reference: CaseReference, body: RecognitionSignatureBody
) -> Status[CourseRecognitionAnswer]:
    """Issue the certificate of a case that was decided for."""
    terms = SignatureTerms(body.signed_by, body.signed_on, body.effective_from, body.years, body.number)
    made = certificates.sign_recognition(
        request.viewer, reference, terms, today=request.today, expected_version=body.version
    )
    return Status(201, recognition_answer(course_recognition(request.today, made.number), request.today))


@router.get(
    "/recognition-findings",
    response={200: Page[RecognitionFindingAnswer], **READ_ERRORS},
    summary="Findings of recognitions",
)
def recognition_findings(
    request: MusterRequest, filters: Query[RecognitionFindingFilters]
) -> Page[RecognitionFindingAnswer]:
    """The findings of the desk that the caller may see."""
    found = visible_recognition_findings(request.viewer, filters.day(request))
    return page_of(open_recognition_findings(found) if filters.open else found, filters, finding_answer)


def _finding(request: MusterRequest, reference: str) -> RecognitionFindingAnswer:
    return finding_answer(visible_recognition_finding(request.viewer, request.today, reference))


@router.post(
    "/recognition-cases/{reference}/findings",
    response={201: RecognitionFindingAnswer, **WRITE_ERRORS},
    summary="Raise a finding of a recognition",
)
def raise_finding(
    request: MusterRequest, reference: CaseReference, body: RecognitionFindingBody
) -> Status[RecognitionFindingAnswer]:
    """Raise a finding of the desk on a course."""
    terms = RecognitionFindingTerms(body.about.value, body.severity.value, body.text, body.due_on)
    made = findings.raise_recognition_finding(
        request.viewer, reference, terms, today=request.today, expected_version=body.version
    )
    return Status(201, _finding(request, made.reference))


@router.post(
    "/recognition-findings/{reference}/steps",
    response={200: RecognitionFindingAnswer, **WRITE_ERRORS},
    summary="Take a finding of a recognition on",
)
def finding_step(
    request: MusterRequest, reference: FindingReference, body: RecognitionFindingStepBody
) -> RecognitionFindingAnswer:
    """Report a finding as remedied, accept that, send it back or waive it."""
    findings.take_recognition_finding_step(
        request.viewer, reference, body.standing.value, note=body.note, today=request.today,
        expected_version=body.version,
    )  # fmt: skip
    return _finding(request, reference)


@router.get(
    "/course-recognitions",
    response={200: Page[CourseRecognitionAnswer], **READ_ERRORS},
    summary="Certificates of recognition",
)
def course_recognitions(
    request: MusterRequest, filters: Query[CourseRecognitionFilters]
) -> Page[CourseRecognitionAnswer]:
    """The certificates of recognition as they stand on the day."""
    day = filters.day(request)
    found = certificates_known(day) if filters.ending_months is None else ending_within(day, filters.ending_months)
    if filters.older_version:
        found = found.filter(pk__in=on_older_version(day).values("pk"))
    found = found.filter(**filters.chosen(course="course__reference", institution="course__institution__code"))
    return page_of(found, filters, lambda one: recognition_answer(one, day))


@router.post(
    "/course-recognitions/{number}/revocation",
    response={200: CourseRecognitionAnswer, **WRITE_ERRORS},
    summary="Revoke a certificate of recognition",
)
def revoke(request: MusterRequest, number: Reference, body: RecognitionRevocationBody) -> CourseRecognitionAnswer:
    """Revoke a certificate from today on, with a reason."""
    made = certificates.revoke_recognition(
        request.viewer, number, body.reason, today=request.today, expected_version=body.version
    )
    return recognition_answer(course_recognition(request.today, made.number), request.today)


@public.get(
    "/verify-recognition/{number}",
    response={200: CourseRecognitionAnswer, **READ_ERRORS},
    summary="Verify a certificate of recognition",
)
def verify(request: MusterRequest, number: Reference, filters: Query[Filters]) -> CourseRecognitionAnswer:
    """What a certificate is worth on the day; anyone may ask, without signing in."""
    day = filters.day(request)
    return recognition_answer(course_recognition(day, number), day)
