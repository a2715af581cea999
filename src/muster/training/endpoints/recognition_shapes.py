"""What goes in and comes out of the API of recognition."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, Code, Day, Line, LongLine, RecordId, Reference, Version
from muster.training.pages.recognition import verdict_words
from muster.training.queries.recognition_cases import shown_verdict, verdicts_by_number
from muster.training.rules.recognition_coverage import CoveredLine
from muster.training.rules.recognition_validity import RecognitionStanding
from muster.training.stages import Coverage, EvidenceKind, RecognitionStage
from muster.training.tables.recognitions import certificate_standing
from muster.visits.stages import FindingStanding, Severity

MOST_LINES = 500
CaseReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=80)]
FindingReference = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", min_length=1, max_length=100)]
Words = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=1000)]
Number = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=60)]
LineNumber = Annotated[str, Field(pattern=r"^[^\x00]+$", max_length=12)]
VerdictWord = Annotated[str, Field(json_schema_extra={"enum": ["", *Coverage]}, max_length=8)]


class RecognitionCaseAnswer(Sourced):
    """A case at the stage of the day."""

    reference: str
    course: str
    institution: str
    standard: str
    standard_version: str = Field(description="empty: none is on record")
    register_code: str
    stage: RecognitionStage
    stage_since: date
    applied_on: date | None = Field(description="null: not published")
    renews: str
    visit: str
    decision: str
    certificate: str
    version: int
    known_from: date


class RecognitionLineAnswer(Answer):
    """A line of the standard: what the lessons cover by minutes, and what the desk says."""

    line: str
    title: str
    required: bool
    least_minutes: int | None
    minutes: int
    lessons: list[str]
    has_plan: bool
    by_minutes: Coverage
    verdict: str
    remark: str


class RecognitionEvidenceAnswer(Answer):
    """A piece of evidence with the verdict on it, empty before there is one."""

    number: int
    about: EvidenceKind
    words: str
    document: int | None
    verdict: str
    remark: str
    handed_in_on: date


class RecognitionStageAnswer(Answer):
    """A stage of a case with its day; `day_as_told` where a source gives none."""

    stage: RecognitionStage
    held_from: date
    day_as_told: str
    reason: str
    source: str
    standing: str


class RecognitionCaseWhole(RecognitionCaseAnswer):
    """A case with its coverage matrix, evidence and stages."""

    coverage: list[RecognitionLineAnswer]
    evidence: list[RecognitionEvidenceAnswer]
    stages: list[RecognitionStageAnswer]


class RecognitionFindingAnswer(Answer):
    """A finding of the desk."""

    reference: str
    case: str
    about: EvidenceKind
    severity: Severity
    text: str
    raised_on: date
    due_on: date | None
    standing: FindingStanding
    version: int


class CourseRecognitionAnswer(Sourced):
    """A certificate of recognition, as anyone may verify it: no person, no file."""

    number: str
    course: str
    course_title: str
    institution: str
    standard: str
    standard_version: str
    issued_by: str
    signed_by: str = Field(description="an office; empty: not published")
    effective_from: date
    expires_on: date | None = Field(description="first day on which it holds no more; null: no end is known")
    day_as_told: str
    on_the_day: RecognitionStanding
    newer_version_since: date | None = Field(description="when its standard was issued anew; null: it was not")
    revoked_on: date | None
    revoked_reason: str
    words: str
    version: int


class RecognitionApplicationBody(Body):
    """An application for the recognition of a course."""

    reference: CaseReference
    course: Reference
    register_code: Code
    standard_version: Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=20)] = ""
    renews: Number = ""
    applied_on: Day
    words: LongLine = ""


class RecognitionStepBody(Body):
    """A step of a case."""

    stage: RecognitionStage
    on: Day
    words: Words = ""
    version: Version | None = None


class RecognitionEvidenceBody(Body):
    """Evidence as the institution hands it in; a document of its own may go with it."""

    about: EvidenceKind
    words: Words = ""
    document: RecordId | None = None
    version: Version | None = None


class RecognitionVerdictBody(Body):
    """How far a piece of evidence suffices."""

    verdict: Coverage
    remark: Words = ""
    version: Version | None = None


class RecognitionLineVerdict(Body):
    """What the desk says of a line; an empty verdict takes an earlier one away."""

    line: LineNumber
    verdict: VerdictWord
    remark: Words = ""


class RecognitionReviewBody(Body):
    """Verdicts on lines of the standard, all or none."""

    lines: Annotated[list[RecognitionLineVerdict], Field(max_length=MOST_LINES)]
    version: Version | None = None


class RecognitionFindingBody(Body):
    """A finding of the desk."""

    about: EvidenceKind
    severity: Severity
    text: Annotated[Words, Field(min_length=1)]
    due_on: Day | None = None
    version: Version | None = None


class RecognitionFindingStepBody(Body):
    """A step of a finding."""

    standing: FindingStanding
    note: Words = ""
    version: Version | None = None


class RecognitionCommentBody(Body):
    """Something said of a case."""

    words: Annotated[Words, Field(min_length=1)]


class RecognitionCommentAnswer(Answer):
    """What was said of a case."""

    case: str
    by: str
    words: str
    said_on: date


class RecognitionVisitBody(Body):
    """The visit that observes the delivery; its end is excluded."""

    planned_from: Day
    planned_until: Day
    session: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=80)] = ""
    version: Version | None = None


class RecognitionSignatureBody(Body):
    """The certificate as it is signed by an office."""

    signed_by: Annotated[Line, Field(min_length=1)]
    signed_on: Day
    effective_from: Day
    years: Annotated[int, Field(ge=1, le=100), WHOLE] | None = None
    number: Number = ""
    version: Version | None = None


class RecognitionRevocationBody(Body):
    """Why a certificate is revoked."""

    reason: Annotated[LongLine, Field(min_length=1)]
    version: Version | None = None


def case_values(case: Any) -> dict[str, Any]:
    """Return the values of a case's answer."""
    certificate = getattr(case, "certificate", None)
    return {
        **sourced(case),
        "reference": case.reference,
        "course": case.course.reference,
        "institution": case.course.institution.code,
        "standard": case.course.standard,
        "standard_version": case.standard_version.version if case.standard_version else "",
        "register_code": case.register.code,
        "stage": case.stage_then,
        "stage_since": case.stage_since,
        "applied_on": case.applied_on,
        "renews": case.renews.number if case.renews else "",
        "visit": case.visit.reference if case.visit else "",
        "decision": case.decision if case.stage_then == case.stage else "",
        "certificate": certificate.number if certificate else "",
        "version": case.version,
        "known_from": case.known_from,
    }


def case_answer(case: Any) -> RecognitionCaseAnswer:
    """Return a case as the API answers it."""
    return RecognitionCaseAnswer.model_validate(case_values(case))


def whole_answer(case: Any, matrix: tuple[CoveredLine, ...], day: date) -> RecognitionCaseWhole:
    """Return a case with its matrix, evidence and stages."""
    said = verdicts_by_number(case)
    coverage = [
        RecognitionLineAnswer(
            line=one.line.number,
            title=one.line.title,
            required=one.line.is_required,
            least_minutes=one.line.least_minutes,
            minutes=one.minutes,
            lessons=list(one.lessons),
            has_plan=one.has_plan,
            by_minutes=one.computed,
            verdict=said[one.line.number].verdict if one.line.number in said else "",
            remark=said[one.line.number].remark if one.line.number in said else "",
        )
        for one in matrix
    ]
    evidence = [
        RecognitionEvidenceAnswer(
            number=one.pk,
            about=EvidenceKind(one.kind),
            words=one.words,
            document=one.document_id,
            verdict=shown_verdict(one, day),
            remark=one.remark if shown_verdict(one, day) else "",
            handed_in_on=one.handed_in_on,
        )
        for one in case.known_evidence
    ]
    stages = [
        RecognitionStageAnswer(
            stage=RecognitionStage(one.stage),
            held_from=one.held_from,
            day_as_told=one.day_as_told,
            reason=one.reason,
            source=one.source,
            standing=one.standing,
        )
        for one in case.known_events
    ]
    values = case_values(case) | {"coverage": coverage, "evidence": evidence, "stages": stages}
    return RecognitionCaseWhole.model_validate(values)


def finding_answer(finding: Any) -> RecognitionFindingAnswer:
    """Return a finding of the desk as the API answers it."""
    names = ("reference", "about", "severity", "text", "raised_on", "due_on", "version")
    values = {name: getattr(finding, name) for name in names}
    values |= {"case": finding.case.reference, "standing": finding.standing_then}
    return RecognitionFindingAnswer.model_validate(values)


def recognition_answer(one: Any, day: date) -> CourseRecognitionAnswer:
    """Return a certificate as it stands on a day."""
    names = ("number", "signed_by", "effective_from", "expires_on", "day_as_told", "version")
    standing = certificate_standing(one, day)
    is_revoked = standing == RecognitionStanding.REVOKED
    return CourseRecognitionAnswer.model_validate(
        {
            **sourced(one),
            **{name: getattr(one, name) for name in names},
            "course": one.course.reference,
            "course_title": one.course.title,
            "institution": one.course.institution.name,
            "standard": one.course.standard,
            "standard_version": one.standard_version.version if one.standard_version else "",
            "issued_by": one.issued_by.code,
            "on_the_day": standing,
            "newer_version_since": one.newest_issue,
            "revoked_on": one.revoked_on if is_revoked else None,
            "revoked_reason": one.revoked_reason if is_revoked else "",
            "words": verdict_words(one, day),
        }
    )
