"""Giving a visit its checklists, and answering them."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.parties.viewer import Viewer
from muster.reference.checklists import COURSE_CATEGORY, STATE_CATEGORY, areas_for, checklist_lines, template_in_force
from muster.reference.unit_types import unit_type
from muster.visits.actions.access import locked_visit, require_side, require_stage
from muster.visits.models import ChecklistAnswer, Visit, VisitChecklist, VisitSubject
from muster.visits.stages import Answer, Side, VisitKind, VisitStage
from muster.visits.terms import AnswerTerms

WHILE_ANSWERED = (VisitStage.PREPARED, VisitStage.ON_SITE, VisitStage.DRAFT_REPORT)
COURSE = "course"
"""The kind of a subject that is a course."""


def assign_checklists(visit: Visit, day: date) -> None:
    """Give a visit the checklists in force on `day`, by the unit types of its subjects; what it has stays as it is.

    A reconnaissance has none; a recognition visit looks at courses alone, and brings the checklist of courses.
    """
    if visit.kind == VisitKind.RECONNAISSANCE:
        return
    if visit.kind == VisitKind.RECOGNITION:
        for subject in visit.subjects.filter(kind=COURSE):
            _assign(visit, subject, areas_for(COURSE_CATEGORY), day)
        return
    _assign(visit, None, areas_for(STATE_CATEGORY), day)
    for subject in visit.subjects.all():
        if subject.unit_type:
            _assign(visit, subject, areas_for(unit_type(subject.unit_type).category), day)


def _assign(visit: Visit, subject: VisitSubject | None, areas: Sequence[str], day: date) -> None:
    """Give the checklists of `areas` that are not there yet."""
    known = set(visit.checklists.filter(subject=subject).values_list("area", flat=True))
    for area in areas:
        if area not in known:
            version = template_in_force(area, day).version
            VisitChecklist.objects.create(
                visit=visit, subject=subject, area=area, template_version=version, assigned_on=day
            )


@transaction.atomic
def answer_checklist(
    actor: Viewer,
    reference: str,
    number: int,
    answers: Sequence[AnswerTerms],
    *,
    today: date,
    expected_version: int | None = None,
) -> VisitChecklist:
    """Answer lines of one checklist of a visit; lines that are not named keep their answers."""
    visit = locked_visit(actor, reference)
    _require_answering(actor, visit)
    checklist = visit.checklists.filter(pk=number).first()
    if checklist is None:
        raise NotFound(f"There is no checklist {number} of visit {reference!r}.")
    if expected_version is not None and checklist.version != expected_version:
        raise Refused(f"Checklist {checklist.area} was changed by somebody else meanwhile; look at it and try again.")
    _write(actor, checklist, answers, today)
    return checklist


@transaction.atomic
def answer_checklists(
    actor: Viewer, reference: str, answers: Mapping[int, Sequence[AnswerTerms]], *, today: date
) -> int:
    """Answer several checklists of a visit by their numbers, all or none. Returns how many really changed."""
    visit = locked_visit(actor, reference)
    _require_answering(actor, visit)
    known = {one.pk: one for one in visit.checklists.all()}
    unknown = sorted(set(answers) - set(known))
    if unknown:
        raise Refused(f"Visit {reference} has no checklist {unknown[0]}; start from its own workbook.")
    return sum(_write(actor, known[number], lines, today) for number, lines in answers.items())


def _require_answering(actor: Viewer, visit: Visit) -> None:
    """Raise NotAllowed or Refused unless the actor may answer the visit's checklists now."""
    require_side(actor, visit, Side.LEAD)
    require_stage(visit, WHILE_ANSWERED, "its checklists can be answered")


def _write(actor: Viewer, checklist: VisitChecklist, answers: Sequence[AnswerTerms], today: date) -> bool:
    """Write the answers that differ from what is on record; return whether any did."""
    problems = answer_problems(checklist, answers)
    if problems:
        raise Refused(f"Checklist {checklist.area} cannot be recorded.", problems)
    known = {one.line: one for one in checklist.answers.all()}
    before, after = {}, {}
    for said in answers:
        found = known.get(said.line)
        was = (found.answer, found.remark, found.evidence) if found else ("", "", "")
        if was == (said.answer, said.remark, said.evidence):
            continue
        before[said.line], after[said.line] = list(was), [said.answer, said.remark, said.evidence]
        if not said.answer:
            if found:
                found.delete()
            continue
        found = found or ChecklistAnswer(checklist=checklist, line=said.line)
        found.answer, found.remark, found.evidence = said.answer, said.remark, said.evidence
        found.answered_on = today
        require_clean_fields(found, f"Line {said.line}")
        found.save()
    if not after:
        return False
    checklist.version += 1
    checklist.save(update_fields=["version"])
    subject = f"{checklist.visit.reference} {checklist.area}"
    audit.record(actor, "visits:checklist:answered", subject, before=before, after=after)
    return True


def answer_problems(checklist: VisitChecklist, answers: Sequence[AnswerTerms]) -> list[Problem]:
    """Return what is wrong with answers: lines of this version of the template, known answers, no remark alone."""
    lines = lines_of(checklist)
    known = {answer.value for answer in Answer}
    problems = []
    for said in answers:
        if said.line not in lines:
            problems.append(Problem(f"line {said.line}", "is not on this checklist", "take a line of it"))
        elif said.answer and said.answer not in known:
            problems.append(Problem(f"line {said.line}", f"{said.answer!r} is no answer", "take one of the list"))
        elif not said.answer and (said.remark or said.evidence):
            problems.append(Problem(f"line {said.line}", "has a remark without an answer", "choose an answer too"))
    return problems


def lines_of(checklist: VisitChecklist) -> dict[str, str]:
    """Return the questions of a checklist by line, in the version that it was given."""
    asked_of = "unit" if checklist.subject_id else "state"
    return {line.code: line.question for line in checklist_lines(checklist.area, checklist.template_version, asked_of)}
