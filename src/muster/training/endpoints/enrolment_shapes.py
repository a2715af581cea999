"""What goes in and comes out of the API of enrolment."""

from typing import Any

from muster.kit.openapi import Body, Sourced, sourced
from muster.kit.openapi.fields import LongLine, RecordId, Version
from muster.training.endpoints.catalogue_fields import Percent
from muster.training.stages import EnrolmentStage


class ApplicationBody(Body):
    """An application for a person of the caller's State; `exception` where a rule of the course is not met."""

    person: RecordId
    exception: LongLine = ""


class EnrolmentStepBody(Body):
    """A step of an enrolment."""

    stage: EnrolmentStage
    reason: LongLine = ""
    score: Percent | None = None
    version: Version | None = None


class EnrolmentAnswer(Sourced):
    """An enrolment at the stage of the day; the person by number. `rules` is what each rule said when it was asked."""

    number: int
    session: str
    course: str
    state: str
    person: int
    stage: EnrolmentStage
    rules: dict[str, str]
    exception: str
    score: int | None
    certificate: str | None
    version: int


def enrolment_answer(row: Any) -> EnrolmentAnswer:
    """Return the answer of an enrolment (of `visible_enrolments`)."""
    return EnrolmentAnswer(
        number=row.pk,
        session=row.session.reference,
        course=row.session.course.reference,
        state=row.state.code,
        person=row.person_id,
        stage=EnrolmentStage(row.stage_then),
        rules=row.eligibility,
        exception=row.exception,
        score=row.score,
        certificate=row.credential.number if row.credential else None,
        version=row.version,
        **sourced(row),
    )
