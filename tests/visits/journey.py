"""A visit of Kazakhstan brought to any stage, by whoever's turn it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from muster.kit.errors import Refused
from muster.parties.viewer import Viewer
from muster.visits import actions
from muster.visits.models import Visit
from muster.visits.stages import Outcome, VisitKind, VisitStage
from muster.visits.terms import AnswerTerms, FindingTerms, MemberTerms, StepTerms, SubjectTerms, VisitTerms
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
        answers = [AnswerTerms(line, "met", f"Remark on {visit.reference}") for line in critical_lines(checklist)]
        actions.answer_checklist(officer, visit.reference, checklist.pk, answers, today=day)
    for subject in visit.subjects.all():
        actions.decide_outcome(
            officer,
            visit.reference,
            subject.pk,
            Outcome.AFTER_FOLLOW_UP,
            decided_on=day,
            today=day,
            note=f"Outcome of {visit.reference}",
        )
    actions.write_report(officer, visit.reference, f"Report on {visit.reference}")
    visit.refresh_from_db()


def critical_lines(checklist: object) -> list[str]:
    """Return the critical lines of a checklist of the visit."""
    from muster.reference.checklists import checklist_lines

    asked_of = "unit" if checklist.subject_id else "state"  # type: ignore[attr-defined]
    lines = checklist_lines(checklist.area, checklist.template_version, asked_of)  # type: ignore[attr-defined]
    return [line.code for line in lines if line.weight == "critical"]


def visits_of_the_record(parties: Parties) -> dict[str, Visit]:
    """Enter the visits of the small record: each of its texts names the visit that it belongs to."""
    found = {}
    for reference, stage, kind, mission in (
        ("aav-draft", S.DRAFT_REPORT, VisitKind.ASSESSMENT, ""),
        ("aav-sent", S.SENT, VisitKind.ASSESSMENT, ""),
        ("pdv-approved", S.TRACKED, VisitKind.PRE_DEPLOYMENT, "UNIFIL"),
    ):
        subjects = (SubjectTerms("pledge", "kaz-submitted", f"Subject of {reference}"),)
        purpose = f"Purpose of {reference}"
        terms = replace(TERMS, reference=reference, kind=kind, mission=mission, subjects=subjects, purpose=purpose)
        found[reference] = _with_texts(parties, terms, stage)
    found["recce-draft"] = _own_visit(parties)
    prepared = replace(TERMS, reference="aav-prepared", purpose="Purpose of aav-prepared")
    found["aav-prepared"] = brought_to(parties, S.PREPARED, prepared)
    return found


def _with_texts(parties: Parties, terms: VisitTerms, stage: VisitStage) -> Visit:
    """Return a visit at `stage` with a team, a finding, answers, an outcome and a report in its own words."""
    visit = brought_to(parties, S.ON_SITE, terms)
    officer, reference, day = parties["secretariat officer"], terms.reference, DAYS[S.DRAFT_REPORT]
    team = (MemberTerms("lead", "UN", f"Name in {reference}", is_lead=True),)
    actions.name_team(officer, reference, team, held_from=day, today=day)
    finding = FindingTerms(f"Finding of {reference}", "major", "KAZ", "kaz-submitted")
    actions.raise_finding(officer, reference, finding, raised_on=DAYS[S.ON_SITE], today=DAYS[S.ON_SITE])
    step(officer, visit, S.DRAFT_REPORT, carried_until=date(2018, 5, 12))
    draft(parties, visit)
    for following in (S.SENT, S.COMMENTED, S.APPROVED, S.TRACKED):
        if visit.stage == stage:
            break
        actor = {S.COMMENTED: "owning State", S.APPROVED: "secretariat approver"}.get(following, "secretariat officer")
        step(parties[actor], visit, following, comments=f"Comments on {reference}")
    return visit


def _own_visit(parties: Parties) -> Visit:
    """Return a reconnaissance of Kazakhstan to UNIFIL whose report is being drafted."""
    terms = replace(RECONNAISSANCE, reference="recce-draft", subjects=(), purpose="Purpose of recce-draft")
    state, visit = parties["owning State"], asked(parties, terms)
    step(parties["secretariat officer"], visit, S.AGREED)
    team = (MemberTerms("lead", "KAZ", "Name in recce-draft", is_lead=True),)
    actions.name_team(state, "recce-draft", team, held_from=DAYS[S.TEAM_NAMED], today=DAYS[S.TEAM_NAMED])
    visit.refresh_from_db()
    step(state, visit, S.ON_SITE)
    step(state, visit, S.DRAFT_REPORT, carried_until=date(2018, 5, 12))
    actions.write_report(state, "recce-draft", "Report on recce-draft")
    return visit


@contextmanager
def refused_for(words: str) -> Iterator[None]:
    """Expect a refusal one of whose problems has these words."""
    with pytest.raises(Refused) as caught:
        yield
    told = [str(problem) for problem in caught.value.problems]
    assert any(words in line for line in told), told
