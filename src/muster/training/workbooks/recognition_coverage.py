"""The coverage matrix of a recognition case as a workbook: out with what the lessons cover, in with the verdicts."""

from datetime import date
from typing import Any

from muster.audit import actions as audit
from muster.kit.errors import Problem, Refused
from muster.kit.named import choices
from muster.kit.workbooks import CHOICE, INTEGER, TEXT, Field, Sheet, Workbook, illustrative_notes, read, write
from muster.parties.viewer import Viewer
from muster.training.actions.recognition_review import judge_lines
from muster.training.models import RecognitionCase
from muster.training.queries.recognition_cases import matrix_of, verdicts_by_number
from muster.training.recognition_terms import LineVerdictTerms
from muster.training.stages import Coverage

SHEET = "Coverage"
NOT_IMPORTED = "The workbook was not imported; nothing was saved."
NOT_READ = "Not read."
MOST_MINUTES = 10_000_000


def coverage_form(reference: str) -> Workbook:
    """Return the workbook of the coverage matrix of a case."""
    fields = (
        Field(key="line", heading="Line", kind=TEXT, required=True, maximum=12, help="As the standard numbers it."),
        Field(key="title", heading="Title", kind=TEXT, maximum=200, help=NOT_READ),
        Field(key="required", heading="Required", kind=TEXT, maximum=20, help=NOT_READ),
        _minutes("least_minutes", "At least"),
        _minutes("minutes", "Taught"),
        Field(key="lessons", heading="Lessons", kind=TEXT, maximum=8000, help=NOT_READ),
        Field(key="computed", heading="By minutes", kind=TEXT, maximum=40, help=NOT_READ),
        Field(key="verdict", heading="Verdict", kind=CHOICE, choices=choices(Coverage),
              help="Of the desk. Empty: none; one that was given is taken away."),
        Field(key="remark", heading="Remark", kind=TEXT, maximum=1000, help="What is missing, unless nothing is."),
    )  # fmt: skip
    about = "One row a line of the standard. A line that is left out keeps its verdict."
    return Workbook(
        name="muster-coverage",
        title=f"Coverage of {reference}",
        sheets=(Sheet(SHEET, fields=fields, key=("line",), about=about),),
        about="Fill in verdicts and remarks, then import it on the page of the case. All of it is saved, or nothing.",
    )


def _minutes(key: str, heading: str) -> Field:
    return Field(key=key, heading=heading, kind=INTEGER, minimum=0, maximum=MOST_MINUTES, unit="minutes", help=NOT_READ)


def export_coverage(viewer: Viewer, case: RecognitionCase, day: date) -> bytes:
    """Return the matrix of a case (of `visible_case`) as it was on a day; the export is an audit event."""
    said = verdicts_by_number(case)
    rows: list[dict[str, Any]] = [
        {
            "line": one.line.number,
            "title": one.line.title,
            "required": "yes" if one.line.is_required else "no",
            "least_minutes": one.line.least_minutes,
            "minutes": one.minutes,
            "lessons": ", ".join(one.lessons) or None,
            "computed": one.computed.label,
            "verdict": said[one.line.number].verdict if one.line.number in said else None,
            "remark": said[one.line.number].remark if one.line.number in said else None,
        }
        for one in matrix_of(case, day)
    ]
    after = {"lines": len(rows), "as_of": day}
    audit.record(viewer, "training:recognition:coverage-exported", case.reference, after=after)
    version = case.standard_version
    is_illustrative = case.illustrative or (version is not None and version.illustrative)
    return write(coverage_form(case.reference), {SHEET: rows}, illustrative_notes([case.reference] * is_illustrative))


def import_coverage(viewer: Viewer, data: bytes, reference: str, *, today: date) -> RecognitionCase:
    """Save the verdicts of a workbook, all of them or none.

    Raises NotFound, NotAllowed, and Refused with every problem by sheet and row.
    """
    rows = read(coverage_form(reference), data).rows[SHEET]
    verdicts = [LineVerdictTerms(row["line"], row["verdict"] or "", row["remark"] or "") for row in rows]
    places = {f"line {row['line']}": f"sheet {SHEET}, row {row.number}" for row in rows}
    try:
        return judge_lines(viewer, reference, verdicts, today=today)
    except Refused as refusal:
        told = [Problem(places.get(one.place, one.place), one.message, one.remedy) for one in refusal.problems]
        if not told:
            raise
        raise Refused(NOT_IMPORTED, told) from refusal
