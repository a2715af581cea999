"""Courses whose recognition is published: facts of the demonstration, for which no room has a record yet."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from muster.demonstration.rows import read_rows


@dataclass(frozen=True)
class RecognisedCourse:
    """A national course that the Secretariat recognised. `course` is a code of the course catalogue.

    `known_from` is the day of the report; `expires_on` is None where the validity is not published.
    """

    institution: str
    course: str
    title: str
    visited_on: str
    recognised_by: str
    known_from: date
    expires_on: date | None
    source: str
    standing: str


@cache
def recognised_courses() -> tuple[RecognisedCourse, ...]:
    """Return the recognised courses of the record."""
    return tuple(
        RecognisedCourse(
            institution=row["institution"],
            course=row["course"],
            title=row["title"],
            visited_on=row["visited_on"],
            recognised_by=row["recognised_by"],
            known_from=row.day("known_from"),
            expires_on=row.optional_day("expires_on"),
            source=row["source"],
            standing=row.standing,
        )
        for row in read_rows("recognised_courses")
    )
