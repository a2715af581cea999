"""The checklists of a visit as a workbook: out, filled in, and in again."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, Refused
from muster.visits import actions, queries, workbook
from muster.visits.models import ChecklistAnswer, Visit
from muster.visits.pages import lines_asked
from muster.visits.stages import Answer, VisitStage
from muster.visits.terms import AnswerTerms
from tests.record import Parties
from tests.visits.journey import DAYS, TODAY, brought_to

S = VisitStage


@pytest.fixture
def visit(parties: Parties) -> Visit:
    """A visit under way, its checklists empty."""
    return brought_to(parties, S.ON_SITE)


def filled(data: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a workbook as somebody leaves it who has changed its sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book[workbook.SHEET])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(sheet: Any, heading: str) -> int:
    """Return the number of the column with this heading."""
    return next(int(cell.column) for cell in sheet[1] if str(cell.value).startswith(heading))


def put(row: int, **values: str) -> Callable[[Any], None]:
    """Return the change that writes values into a row by their headings."""

    def change(sheet: Any) -> None:
        for heading, value in values.items():
            sheet.cell(row, column(sheet, heading)).value = value

    return change


def test_what_is_filled_in_on_site_is_on_record_afterwards(parties: Parties, visit: Visit) -> None:
    officer = parties["secretariat officer"]
    data = workbook.export(officer, TODAY, visit.reference)
    sent = filled(data, put(2, Answer="Met", Remark="Seen in the yard"))
    assert workbook.import_workbook(officer, sent, visit.reference, today=TODAY) == 1
    found = ChecklistAnswer.objects.get()
    assert (found.answer, found.remark, found.answered_on) == (Answer.MET, "Seen in the yard", TODAY)
    assert AuditEvent.objects.filter(action="visits:workbook:exported").exists()


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30).map(str.strip)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_workbook_comes_back_as_it_went_out(parties: Parties, visit: Visit, data: st.DataObject) -> None:
    officer = parties["secretariat officer"]
    checklist = data.draw(st.sampled_from(list(visit.checklists.all())))
    lines = lines_asked(checklist)
    answers = [
        AnswerTerms(line.code, data.draw(st.sampled_from(Answer)).value, data.draw(texts), data.draw(texts))
        for line in lines
        if data.draw(st.booleans())
    ]
    actions.answer_checklist(officer, visit.reference, checklist.pk, answers, today=TODAY)
    before = list(ChecklistAnswer.objects.values_list("checklist", "line", "answer", "remark", "evidence"))
    exported = workbook.export(officer, TODAY, visit.reference)
    assert workbook.import_workbook(officer, exported, visit.reference, today=TODAY) == 0
    ChecklistAnswer.objects.all().delete()
    workbook.import_workbook(officer, exported, visit.reference, today=TODAY)
    after = list(ChecklistAnswer.objects.values_list("checklist", "line", "answer", "remark", "evidence"))
    assert after == before


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"Answer": "Perhaps"}, "sheet Answers, row 3, column Answer"),
        ({"Checklist": "999999"}, "sheet Answers, row 3, column Checklist"),
        ({"Line": "Z99"}, "sheet Answers, row 3, column Line"),
        ({"Remark": "A remark alone"}, "sheet Answers, row 3, column Answer"),
    ],
)
def test_an_error_is_told_by_its_place_and_nothing_is_saved(
    parties: Parties, visit: Visit, values: dict[str, str], told: str
) -> None:
    officer = parties["secretariat officer"]
    data = filled(workbook.export(officer, TODAY, visit.reference), put(2, Answer="Met"))
    broken = filled(data, put(3, **values))
    with pytest.raises(Refused) as caught:
        workbook.import_workbook(officer, broken, visit.reference, today=TODAY)
    assert told in [problem.place for problem in caught.value.problems]
    assert not ChecklistAnswer.objects.exists()


def test_the_other_side_gets_the_questions_but_no_answers_before_the_draft_is_sent(
    parties: Parties, visit: Visit
) -> None:
    officer, state = parties["secretariat officer"], parties["owning State"]
    checklist = visit.checklists.all()[0]
    line = lines_asked(checklist)[0].code
    actions.answer_checklist(
        officer, visit.reference, checklist.pk, [AnswerTerms(line, "met", "Our remark")], today=DAYS[S.ON_SITE]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.export(state, TODAY, visit.reference)))[workbook.SHEET]
    assert sheet.max_row > 20
    assert "Our remark" not in {cell.value for row in sheet.iter_rows() for cell in row}
    with pytest.raises(NotAllowed):
        workbook.import_workbook(state, workbook.export(state, TODAY, visit.reference), visit.reference, today=TODAY)


def test_answers_stay_with_the_version_of_the_template(parties: Parties, visit: Visit) -> None:
    checklist = visit.checklists.get(area="C", subject=None)
    checklist.template_version = 99
    checklist.save()
    with pytest.raises(Refused) as caught:
        actions.answer_checklist(
            parties["secretariat officer"], visit.reference, checklist.pk, [AnswerTerms("C01", "met")], today=TODAY
        )
    assert "is not on this checklist" in str(caught.value.problems[0])


def test_two_who_answer_one_checklist_are_told(parties: Parties, visit: Visit) -> None:
    officer = parties["secretariat officer"]
    checklist = visit.checklists.get(area="C", subject=None)
    answers = [AnswerTerms("C01", "met")]
    actions.answer_checklist(officer, visit.reference, checklist.pk, answers, today=TODAY, expected_version=1)
    with pytest.raises(Refused, match="somebody else"):
        actions.answer_checklist(officer, visit.reference, checklist.pk, answers, today=TODAY, expected_version=1)


def test_an_emptied_answer_is_taken_away(parties: Parties, visit: Visit) -> None:
    officer = parties["secretariat officer"]
    number = visit.checklists.get(area="C", subject=None).pk
    actions.answer_checklist(officer, visit.reference, number, [AnswerTerms("C01", "met")], today=TODAY)
    actions.answer_checklist(officer, visit.reference, number, [AnswerTerms("C01", "")], today=TODAY)
    assert not ChecklistAnswer.objects.exists()
    seen = queries.visible_checklist(officer, TODAY, visit.reference, number)
    assert seen.known_answers == []  # type: ignore[attr-defined]
