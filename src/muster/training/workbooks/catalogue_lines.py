"""Lines of a standard and lessons of a curriculum as workbooks: out, filled in without a line, imported again whole."""

from datetime import date
from typing import Any

from muster.audit import actions as audit
from muster.kit.errors import Problem, Refused
from muster.kit.workbooks import BOOLEAN, INTEGER, TEXT, Field, Row, Sheet, Workbook, illustrative_notes, read, write
from muster.parties.viewer import Viewer
from muster.training.actions.courses import write_curriculum
from muster.training.actions.standards import write_lines
from muster.training.models import Course, StandardVersion
from muster.training.queries.courses import lesson_terms
from muster.training.queries.standards import line_terms
from muster.training.rules.catalogue_curriculum import covers_text, parsed_covers
from muster.training.rules.catalogue_terms import CoverTerms, LessonTerms, LineTerms

LINES, LESSONS = "Lines", "Lessons"
NOT_IMPORTED = "The workbook was not imported; nothing was saved."
MOST_MINUTES = 100_000


def standard_form(title: str) -> Workbook:
    """Return the workbook of the lines of a version."""
    fields = (
        Field(key="number", heading="Line", kind=TEXT, required=True, maximum=12, help="As the standard numbers it."),
        Field(key="title", heading="Title", kind=TEXT, required=True, maximum=200),
        Field(key="least_minutes", heading="At least", kind=INTEGER, minimum=1, maximum=MOST_MINUTES, unit="minutes"),
        Field(key="is_required", heading="Required", kind=BOOLEAN, help="Empty: yes."),
    )
    return Workbook(
        name="muster-standard-lines",
        title=f"Lines of {title}",
        sheets=(Sheet(LINES, fields=fields, key=("number",), about="One row a line, in their order."),),
        about="Import it on the page of the version. All of it is saved, or nothing.",
    )


def export_standard(viewer: Viewer, version: StandardVersion, day: date) -> bytes:
    """Return the lines of a version as of a day as a workbook; the export is an audit event."""
    rows = [
        {"number": one.number, "title": one.title, "least_minutes": one.least_minutes, "is_required": one.is_required}
        for one in line_terms(version, day)
    ]
    audit.record(viewer, "training:standard:exported", str(version), after={"lines": len(rows)})
    notes = illustrative_notes([str(version)] if version.illustrative else [])
    return write(standard_form(str(version)), {LINES: rows}, notes)


def import_standard(viewer: Viewer, data: bytes, version: StandardVersion, *, today: date) -> StandardVersion:
    """Save the lines of a workbook, all of them or none. Raises Refused with every problem by sheet and row."""
    rows = read(standard_form(str(version)), data).rows[LINES]
    lines = [LineTerms(row["number"], row["title"], row["least_minutes"], row["is_required"] is not False)
             for row in rows]  # fmt: skip
    places = {f"line {row['number']}": f"sheet {LINES}, row {row.number}" for row in rows}
    try:
        return write_lines(viewer, version.standard, version.version, lines, today=today)
    except Refused as refusal:
        raise _by_row(refusal, places) from refusal


def curriculum_form(title: str) -> Workbook:
    """Return the workbook of the lessons of a course."""
    covers = "Lines of the standard, separated by ;. 2.5:60 is 60 minutes of line 2.5, 2.5 the whole lesson."
    fields = (
        Field(key="number", heading="Lesson", kind=TEXT, required=True, maximum=12),
        Field(key="title", heading="Title", kind=TEXT, required=True, maximum=200),
        Field(key="minutes", heading="Length", kind=INTEGER, required=True, minimum=1, maximum=MOST_MINUTES,
              unit="minutes"),
        Field(key="method", heading="Method", kind=TEXT, maximum=80),
        Field(key="covers", heading="Covers", kind=TEXT, maximum=500, help=covers),
    )  # fmt: skip
    return Workbook(
        name="muster-curriculum",
        title=f"Curriculum of {title}",
        sheets=(Sheet(LESSONS, fields=fields, key=("number",), about="One row a lesson, in their order."),),
        about="Import it on the page of the course. All of it is saved, or nothing.",
    )


def export_curriculum(viewer: Viewer, course: Course, day: date) -> bytes:
    """Return the lessons of a course as of a day as a workbook; the export is an audit event."""
    rows: list[dict[str, Any]] = [
        {"number": one.number, "title": one.title, "minutes": one.minutes, "method": one.method,
         "covers": covers_text(one.covers)}
        for one in lesson_terms(course, day)
    ]  # fmt: skip
    audit.record(viewer, "training:course:exported", course.reference, after={"lessons": len(rows)})
    notes = illustrative_notes([course.reference] if course.illustrative else [])
    return write(curriculum_form(course.reference), {LESSONS: rows}, notes)


def import_curriculum(viewer: Viewer, data: bytes, course: Course, *, today: date) -> Course:
    """Save the lessons of a workbook, all of them or none. Raises Refused with every problem by sheet and row."""
    rows = read(curriculum_form(course.reference), data).rows[LESSONS]
    problems: list[Problem] = []
    lessons = [
        LessonTerms(row["number"], row["title"], row["minutes"], row["method"] or "", _covers(row, problems))
        for row in rows
    ]
    if problems:
        raise Refused(NOT_IMPORTED, problems)
    places = {f"lesson {row['number']}": f"sheet {LESSONS}, row {row.number}" for row in rows}
    try:
        return write_curriculum(viewer, course.reference, lessons, today=today)
    except Refused as refusal:
        raise _by_row(refusal, places) from refusal


def _covers(row: Row, problems: list[Problem]) -> tuple[CoverTerms, ...]:
    try:
        return parsed_covers(row["covers"] or "")
    except Refused as refusal:
        place = f"sheet {LESSONS}, row {row.number}, column Covers"
        problems += [Problem(place, one.message, one.remedy) for one in refusal.problems]
        return ()


def _by_row(refusal: Refused, places: dict[str, str]) -> Refused:
    """Return a refusal whose problems name the row of the workbook instead of the line or lesson."""
    told = [Problem(places.get(one.place, one.place), one.message, one.remedy) for one in refusal.problems]
    return Refused(NOT_IMPORTED, told) if told else refusal
