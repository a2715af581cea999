"""What goes in and comes out of the API of instructors."""

from datetime import date
from typing import Annotated

from pydantic import Field

from muster.kit.openapi import Answer, Body
from muster.kit.openapi.fields import Code, Day, RecordId, Title, Version
from muster.training.endpoints.catalogue_fields import StandardCode
from muster.training.models import Instructor


class InstructorBody(Body):
    """Somebody whom the institution holds as an instructor, and since when they teach."""

    institution: Code
    person: RecordId
    teaches_from: Day
    teaches_until: Day | None = None


class QualificationBody(Body):
    """What an instructor is qualified for."""

    standard: StandardCode
    evidence: Annotated[Title, Field(min_length=1)]
    valid_from: Day
    valid_until: Day | None = None
    version: Version | None = None


class InstructorEndBody(Body):
    """Until when (excluded) an instructor teaches."""

    until: Day
    version: Version | None = None


class QualificationAnswer(Answer):
    """What an instructor is qualified for."""

    standard: str
    evidence: str
    valid_from: date
    valid_until: date | None


class InstructorAnswer(Answer):
    """An instructor; the person by number."""

    number: int
    institution: str
    person: int
    teaches_from: date
    teaches_until: date | None
    qualifications: list[QualificationAnswer]
    version: int


def instructor_answer(row: Instructor) -> InstructorAnswer:
    """Return the answer of an instructor (of `visible_instructors`)."""
    return InstructorAnswer(
        number=row.pk,
        institution=row.institution.code,
        person=row.person_id,
        teaches_from=row.teaches_from,
        teaches_until=row.until_then,  # type: ignore[attr-defined]  # annotated
        qualifications=[
            QualificationAnswer(
                standard=one.standard, evidence=one.evidence, valid_from=one.valid_from, valid_until=one.valid_until
            )
            for one in row.known_qualifications  # type: ignore[attr-defined]  # prefetched
        ],
        version=row.version,
    )
