"""The Excel form of a visit's checklists: taken along, filled in without a line, imported again."""

from collections import defaultdict
from datetime import date
from typing import Any

from muster.audit import actions as audit
from muster.kit.errors import Problem, Refused
from muster.kit.named import choices
from muster.kit.workbooks import (
    CHOICE,
    INTEGER,
    TEXT,
    Field,
    Row,
    Sheet,
    Workbook,
    illustrative_notes,
    read,
    write,
)
from muster.parties.viewer import Viewer
from muster.visits.actions import answer_checklists
from muster.visits.actions.checklists import answer_problems
from muster.visits.models import VisitChecklist
from muster.visits.pages import lines_asked
from muster.visits.queries import visible_visit
from muster.visits.stages import Answer
from muster.visits.terms import AnswerTerms

SHEET = "Answers"
READ_ONLY = "For reading; what is written here is not taken over."


def form() -> Workbook:
    """Return the workbook's declaration."""
    fields = (
        Field(key="checklist", heading="Checklist", kind=INTEGER, required=True, minimum=1, help="Leave it as it is."),
        Field(key="line", heading="Line", kind=TEXT, required=True, maximum=8, help="Leave it as it is."),
        Field(key="whose", heading="Of", kind=TEXT, maximum=120, help=READ_ONLY),
        Field(key="weight", heading="Weight", kind=TEXT, maximum=20, help=READ_ONLY),
        Field(key="question", heading="Question", kind=TEXT, maximum=500, help=READ_ONLY),
        Field(key="asked", heading="Evidence asked for", kind=TEXT, maximum=300, help=READ_ONLY),
        Field(key="answer", heading="Answer", kind=CHOICE, choices=choices(Answer)),
        Field(key="remark", heading="Remark", kind=TEXT, maximum=1000),
        Field(key="evidence", heading="Evidence seen", kind=TEXT, maximum=300),
    )
    about = "One row a line of a checklist. An answer that is emptied is taken away; rows left out stay as they are."
    return Workbook(
        name="muster-visit-checklists",
        title="Checklists of a visit",
        sheets=(Sheet(SHEET, fields=fields, key=("checklist", "line"), about=about),),
        about="Fill in the answers, then import the file on the visit's page. All of it is saved, or nothing.",
    )


def export(viewer: Viewer, day: date, reference: str) -> bytes:
    """Return a visit's checklists with the answers that the viewer may see; the export is an audit event."""
    visit = visible_visit(viewer, day, reference)
    rows: list[dict[str, Any]] = []
    for checklist in visit.known_checklists:  # type: ignore[attr-defined]  # loaded by visible_visit
        answers = {one.line: one for one in checklist.known_answers}
        whose = checklist.subject.reference if checklist.subject else visit.state.name
        for line in lines_asked(checklist):
            found = answers.get(line.code)
            rows.append(
                {
                    "checklist": checklist.pk,
                    "line": line.code,
                    "whose": whose,
                    "weight": line.weight,
                    "question": line.question,
                    "asked": line.evidence,
                    "answer": found.answer if found else "",
                    "remark": found.remark if found else "",
                    "evidence": found.evidence if found else "",
                }
            )
    audit.record(viewer, "visits:workbook:exported", reference, after={"as_of": day, "lines": len(rows)})
    return write(form(), {SHEET: rows}, illustrative_notes([reference] if visit.illustrative else []))


def import_workbook(viewer: Viewer, data: bytes, reference: str, *, today: date) -> int:
    """Save a workbook's answers, all or none. Returns how many checklists changed.

    Raises Refused with every problem by sheet, row and column.
    """
    visit = visible_visit(viewer, today, reference)
    known: dict[int, VisitChecklist] = {one.pk: one for one in visit.known_checklists}  # type: ignore[attr-defined]
    rows = read(form(), data).rows[SHEET]
    problems: list[Problem] = []
    answers: dict[int, list[AnswerTerms]] = defaultdict(list)
    for row in rows:
        checklist = known.get(row["checklist"])
        said = AnswerTerms(row["line"], row["answer"], row["remark"], row["evidence"])
        if checklist is None:
            message = f"{row['checklist']} is no checklist of visit {reference}"
            problems.append(Problem(_place(row, "Checklist"), message, "start from this visit's own workbook"))
            continue
        for problem in answer_problems(checklist, [said]):
            column = "Answer" if said.remark or said.evidence else "Line"
            problems.append(Problem(_place(row, column), problem.message, problem.remedy))
        answers[checklist.pk].append(said)
    if problems:
        raise Refused("The workbook was not imported; nothing was saved.", problems)
    return answer_checklists(viewer, reference, answers, today=today)


def _place(row: Row, column: str) -> str:
    """Name a cell of the sheet."""
    return f"sheet {SHEET}, row {row.number}, column {column}"
