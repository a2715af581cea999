"""What is entered of the catalogue, as plain values: what forms, workbooks, the API and actions hand to one another."""

from dataclasses import dataclass
from datetime import date

MOST_LINES = 500
"""Lines of a standard, and lessons of a curriculum."""


@dataclass(frozen=True)
class LineTerms:
    """A line of a standard; without `least_minutes` none are asked for."""

    number: str
    title: str
    least_minutes: int | None = None
    is_required: bool = True


@dataclass(frozen=True)
class VersionTerms:
    """A version of a standard, in force from `issued_on`, with its lines in their order."""

    standard: str
    version: str
    title: str
    issued_on: date
    note: str = ""
    source: str = ""
    lines: tuple[LineTerms, ...] = ()


@dataclass(frozen=True)
class CoverTerms:
    """The line of the standard (its number) that a lesson covers; None: for all of its minutes."""

    line: str
    minutes: int | None = None


@dataclass(frozen=True)
class LessonTerms:
    """A lesson with its minutes and the lines that it covers. `plan` is the number of a document."""

    number: str
    title: str
    minutes: int
    method: str = ""
    covers: tuple[CoverTerms, ...] = ()
    plan: int | None = None


@dataclass(frozen=True)
class CourseTerms:
    """A course; empty texts and None ask for nothing. `standard_version` is the name of a version, or empty."""

    reference: str
    institution: str
    title: str
    standard: str
    standard_version: str = ""
    language: str = ""
    days: int | None = None
    audience: str = ""
    ranks: str = ""
    least_service_years: int | None = None
    wanted_language: str = ""
    medical_months: int | None = None
    certificate_months: int | None = None
    source: str = ""


@dataclass(frozen=True)
class KeptSeatsTerms:
    """Seats kept for a State (its code) until a day (excluded)."""

    state: str
    seats: int
    until: date


@dataclass(frozen=True)
class SessionTerms:
    """A session of a course; without a reference it gets one of the course and its first day."""

    held_from: date
    held_until: date
    seats: int
    apply_by: date | None = None
    place: str = ""
    reference: str = ""
    announced_participants: int | None = None
    kept: tuple[KeptSeatsTerms, ...] = ()
    instructors: tuple[int, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class FeedbackTerms:
    """Marks of one participant, from 1 (poor) to 5 (very good), and words."""

    content: int
    delivery: int
    usefulness: int
    words: str = ""
