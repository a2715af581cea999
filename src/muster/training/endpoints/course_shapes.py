"""What goes in and comes out of the API of courses."""

from typing import Annotated, Any

from pydantic import Field

from muster.kit.openapi import Body, Sourced, sourced
from muster.kit.openapi.fields import WHOLE, Code, LongLine, Title, Version
from muster.training.endpoints.catalogue_fields import CourseReference, LanguageCode, Months, Short, StandardCode
from muster.training.queries.courses import is_on_older_version
from muster.training.rules.catalogue_terms import CourseTerms
from muster.training.stages import CourseStage


class CourseBody(Body):
    """A course and what it asks of participants."""

    title: Title
    standard: StandardCode
    standard_version: Short = ""
    language: LanguageCode = ""
    days: Annotated[int, Field(ge=1, le=1000), WHOLE] | None = None
    audience: Title = ""
    ranks: LongLine = ""
    least_service_years: Annotated[int, Field(ge=0, le=60), WHOLE] | None = None
    wanted_language: LanguageCode = ""
    medical_months: Months | None = None
    certificate_months: Months | None = None
    source: LongLine = ""

    def terms(self, reference: str, institution: str) -> CourseTerms:
        """Return the course."""
        said = {name: getattr(self, name) for name in CourseBody.model_fields}
        return CourseTerms(reference=reference, institution=institution, **said)


class NewCourseBody(CourseBody):
    """A course of the caller's institution."""

    reference: CourseReference
    institution: Code


class ChangedCourseBody(CourseBody):
    """A course as it is to be."""

    version: Version | None = None


class CourseStepBody(Body):
    """A step of a course."""

    stage: CourseStage
    version: Version | None = None


class CourseAnswer(Sourced):
    """A course at the stage of the day; `is_superseded`: a later version of its standard is in force."""

    reference: str
    title: str
    institution: str
    state: str | None
    standard: str
    standard_version: str | None
    is_superseded: bool
    stage: CourseStage
    language: str
    days: int | None
    audience: str
    ranks: str
    least_service_years: int | None
    wanted_language: str
    medical_months: int | None
    certificate_months: int | None
    version: int


def course_answer(row: Any) -> CourseAnswer:
    """Return the answer of a course (of `visible_courses`)."""
    plain = (
        "reference", "title", "standard", "language", "days", "audience", "ranks", "least_service_years",
        "wanted_language", "medical_months", "certificate_months", "version",
    )  # fmt: skip
    return CourseAnswer(
        **{name: getattr(row, name) for name in plain},
        institution=row.institution.code,
        state=row.institution.state.code if row.institution.state else None,
        standard_version=row.standard_version.version if row.standard_version else None,
        is_superseded=is_on_older_version(row),
        stage=CourseStage(row.stage_then),
        **sourced(row),
    )
