"""A visit of Kazakhstan brought to any stage, by whoever's turn it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.kit.errors import Refused
from muster.parties.viewer import Viewer
from muster.visits import actions
from muster.visits.models import Visit
from muster.visits.stages import Outcome, VisitKind, VisitStage
from muster.visits.terms import AnswerTerms, MemberTerms, StepTerms, SubjectTerms, VisitTerms
from tests.record import Parties

S = VisitStage
ASKED = date(2018, 3, 1)
TODAY = date(2018, 10, 1)
DAYS = {
    S.AGREED: date(2018, 3, 20),
    S.TEAM_NAMED: date(2018, 4, 1),
    S.PREPARED: date(2018, 4, 10),
    S.ON_SITE: date(2018, 5, 7),
    S.DRAFT_REPORT: date(2018, 5, 14),
    S.SENT: date(2018, 6, 1),
    S.COMMENTED: date(2018, 6, 10),
    S.APPROVED: date(2018, 6, 20),
    S.TRACKED: date(2018, 6, 21),
    S.CLOSED: date(2018, 9, 1),
}
"""The day on which each stage begins."""

TERMS = VisitTerms(
    reference="aav-kaz",
    state="KAZ",
    kind=VisitKind.ASSESSMENT,
    purpose="Purpose of aav-kaz",
    planned_from=date(2018, 5, 7),
    planned_until=date(2018, 5, 12),
    subjects=(SubjectTerms("pledge", "kaz-submitted", "Title of kaz-submitted", "INF-COY"),),
)
RECONNAISSANCE = replace(TERMS, reference="recce-kaz", kind=VisitKind.RECONNAISSANCE, mission="UNIFIL")
TEAM = (
    MemberTerms("lead", "UN", "Name of the lead", is_lead=True),
    MemberTerms("medical", "UN", "Name of the doctor"),
)


def asked(parties: Parties, terms: VisitTerms = TERMS, by: str = "owning State") -> Visit:
    """Return a visit that has been asked for."""
    register = parties.organisations["UN"]
    return actions.request_visit(parties[by], terms, register=register, requested_on=ASKED, today=ASKED)


def step(actor: Viewer, visit: Visit, stage: VisitStage, **more: object) -> None:
    """Take a step on its day."""
    terms = StepTerms(DAYS[stage], **more)  # type: ignore[arg-type]
    actions.take_step(actor, visit.reference, stage, terms, today=DAYS[stage])
    visit.refresh_from_db()


def brought_to(parties: Parties, stage: VisitStage, terms: VisitTerms = TERMS) -> Visit:
    """Return a visit led by the secretariat at `stage`, each step taken by the right side on its day."""
    visit = asked(parties, terms)
    for following in DAYS:
        if visit.stage == stage:
            break
        _take(parties, visit, following)
    assert visit.stage == stage
    return visit


def _take(parties: Parties, visit: Visit, following: VisitStage) -> None:
    officer, state = parties["secretariat officer"], parties["owning State"]
    match following:
        case S.AGREED:
            step(state, visit, following, invitation_reference="NV 12/2018", invitation_on=DAYS[following])
        case S.TEAM_NAMED:
            day = DAYS[following]
            actions.name_team(officer, visit.reference, TEAM, held_from=day, today=day)
            visit.refresh_from_db()
        case S.DRAFT_REPORT:
            step(officer, visit, following, carried_until=date(2018, 5, 12))
        case S.SENT:
            draft(parties, visit)
            step(officer, visit, following)
        case S.COMMENTED:
            step(state, visit, following, comments="Comments of Kazakhstan")
        case S.APPROVED:
            step(parties["secretariat approver"], visit, following)
        case _:
            step(officer, visit, following)


def draft(parties: Parties, visit: Visit) -> None:
    """Answer every critical line, give each subject an outcome and write the report."""
    officer, day = parties["secretariat officer"], DAYS[S.DRAFT_REPORT]
    for checklist in visit.checklists.all():
        answers = [AnswerTerms(line, "met", f"Remark on {line}") for line in critical_lines(checklist)]
        actions.answer_checklist(officer, visit.reference, checklist.pk, answers, today=day)
    for subject in visit.subjects.all():
        actions.decide_outcome(
            officer, visit.reference, subject.pk, Outcome.AFTER_FOLLOW_UP, decided_on=day, today=day, note="After parts"
        )
    actions.write_report(officer, visit.reference, f"Report on {visit.reference}")
    visit.refresh_from_db()


def critical_lines(checklist: object) -> list[str]:
    """Return the critical lines of a checklist of the visit."""
    from muster.reference.checklists import checklist_lines

    asked_of = "unit" if checklist.subject_id else "state"  # type: ignore[attr-defined]
    lines = checklist_lines(checklist.area, checklist.template_version, asked_of)  # type: ignore[attr-defined]
    return [line.code for line in lines if line.weight == "critical"]


def day_after(stage: VisitStage) -> date:
    """Return the day after a stage begins."""
    return DAYS[stage] + timedelta(days=1)


@contextmanager
def refused_for(words: str) -> Iterator[None]:
    """Expect a refusal one of whose problems has these words."""
    with pytest.raises(Refused) as caught:
        yield
    told = [str(problem) for problem in caught.value.problems]
    assert any(words in line for line in told), told
