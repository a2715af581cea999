"""The catalogue of standards that courses follow. Pure."""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from muster.reference.records import records


@dataclass(frozen=True)
class CourseStandard:
    """A standard by its code: whom it is for, and how many days it usually takes (None: not known)."""

    TABLE: ClassVar[str] = "courses"

    code: str
    name: str
    audience: str
    days_min: int | None
    days_max: int | None
    source: str
    standing: str
    note: str


@cache
def course_standards() -> dict[str, CourseStandard]:
    """Return every standard by its code, in the order of the table."""
    return {one.code: one for one in records(CourseStandard)}


def standard_name(code: str) -> str:
    """Return the name of a standard; the code itself where the table does not have it."""
    known = course_standards().get(code)
    return known.name if known else code
