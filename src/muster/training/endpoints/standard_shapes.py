"""What goes in and comes out of the API of standards."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from muster.kit.openapi import Answer, Body, Sourced, sourced
from muster.kit.openapi.fields import Day, LongLine, Title, Truth, Version
from muster.training.endpoints.catalogue_fields import Minutes, Short, StandardCode
from muster.training.models import StandardVersion
from muster.training.queries.standards import line_terms
from muster.training.rules.catalogue_terms import LineTerms


class StandardLineBody(Body):
    """A line of a standard."""

    number: Short
    title: Title
    least_minutes: Minutes | None = None
    is_required: Truth = True

    def terms(self) -> LineTerms:
        """Return the line."""
        return LineTerms(**self.model_dump())


class StandardBody(Body):
    """A version of a standard (`edition` is its name, for example the year) with its lines."""

    standard: StandardCode
    edition: StandardCode
    title: Title
    issued_on: Day
    note: LongLine = ""
    source: LongLine = ""
    lines: Annotated[list[StandardLineBody], Field(max_length=500)] = []


class StandardLinesBody(Body):
    """The lines of a version, all of them."""

    lines: Annotated[list[StandardLineBody], Field(max_length=500)]
    version: Version | None = None


class StandardLineAnswer(Answer):
    """A line of a standard."""

    number: str
    title: str
    least_minutes: int | None
    is_required: bool


class StandardAnswer(Sourced):
    """A version of a standard; `in_force` is the name of the one in force on the day."""

    standard: str
    version: str
    title: str
    issued_on: date
    in_force: str | None
    line_count: int
    record_version: int


class WholeStandardAnswer(StandardAnswer):
    """A version of a standard with its lines."""

    lines: list[StandardLineAnswer]


def _standard_values(row: Any) -> dict[str, Any]:
    return {
        "standard": row.standard,
        "version": row.version,
        "title": row.title,
        "issued_on": row.issued_on,
        "in_force": row.newest,
        "line_count": row.line_count,
        "record_version": row.edition,
        **sourced(row),
    }


def standard_answer(row: Any) -> StandardAnswer:
    """Return the answer of a version."""
    return StandardAnswer(**_standard_values(row))


def whole_standard_answer(row: StandardVersion, day: date) -> WholeStandardAnswer:
    """Return the answer of a version with its lines as they were on a day."""
    lines = [
        StandardLineAnswer(
            number=one.number, title=one.title, least_minutes=one.least_minutes, is_required=one.is_required
        )
        for one in line_terms(row, day)
    ]
    return WholeStandardAnswer(**_standard_values(row), lines=lines)
