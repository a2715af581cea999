"""Findings: raised by the team, remedied by their owner, accepted by the side that leads the visit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.documents.actions import store_document
from muster.documents.queries import visible_documents
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.visits import actions, queries
from muster.visits.models import Finding, Visit
from muster.visits.rules import is_overdue
from muster.visits.stages import FindingStanding, Outcome, Severity, VisitStage
from muster.visits.terms import FindingTerms
from tests.record import Parties
from tests.visits.journey import DAYS, TODAY, brought_to, draft, refused_for, step

S, F = VisitStage, FindingStanding
RAISED = date(2018, 5, 9)
TERMS = FindingTerms("Half of the radios are missing", Severity.MAJOR, "KAZ", "kaz-submitted", "L", "L01")
REPORTED = date(2018, 7, 1)


def raised(parties: Parties, visit: Visit, terms: FindingTerms = TERMS, by: str = "secretariat officer") -> Finding:
    return actions.raise_finding(parties[by], visit.reference, terms, raised_on=RAISED, today=RAISED)


def tracked(parties: Parties) -> Finding:
    """Return a finding of Kazakhstan's, the report approved."""
    visit = brought_to(parties, S.ON_SITE)
    finding = raised(parties, visit)
    officer = parties["secretariat officer"]
    step(officer, visit, S.DRAFT_REPORT, carried_until=date(2018, 5, 12))
    draft(parties, visit)
    step(officer, visit, S.SENT)
    step(parties["owning State"], visit, S.COMMENTED, comments="None")
    step(parties["secretariat approver"], visit, S.APPROVED)
    step(officer, visit, S.TRACKED)
    return finding


def test_a_finding_is_due_as_its_severity_says(parties: Parties) -> None:
    visit = brought_to(parties, S.ON_SITE)
    finding = raised(parties, visit)
    assert (finding.reference, finding.due_on) == ("aav-kaz-f1", RAISED + timedelta(days=120))
    assert raised(parties, visit, replace(TERMS, due_on=TODAY)).due_on == TODAY
    assert raised(parties, visit, replace(TERMS, severity=Severity.OBSERVATION)).due_on is None
    assert Finding.objects.filter(reference="aav-kaz-f3").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": " "}, "has no words"),
        ({"severity": "grave"}, "is unknown"),
        ({"owner": "IND"}, "takes no part"),
        ({"area": "G"}, "is not of area G"),
    ],
)
def test_what_is_wrong_with_a_finding_is_named(parties: Parties, changes: dict[str, str], words: str) -> None:
    visit = brought_to(parties, S.ON_SITE)
    with refused_for(words):
        raised(parties, visit, replace(TERMS, **changes))  # type: ignore[arg-type]


def test_a_finding_is_raised_by_the_team_on_the_visits_own_subjects(parties: Parties) -> None:
    visit = brought_to(parties, S.ON_SITE)
    with pytest.raises(NotAllowed):
        raised(parties, visit, by="owning State")
    with pytest.raises(Refused, match="no subject"):
        raised(parties, visit, replace(TERMS, subject="ind-submitted"))


def test_a_finding_is_the_teams_own_until_the_draft_is_sent(parties: Parties) -> None:
    visit = brought_to(parties, S.ON_SITE)
    raised(parties, visit)
    state = parties["owning State"]
    assert not queries.visible_findings(state, TODAY)
    with pytest.raises(NotFound):
        actions.report_closure(state, "aav-kaz-f1", held_from=RAISED, today=TODAY, note="Bought")
    step(parties["secretariat officer"], visit, S.DRAFT_REPORT, carried_until=date(2018, 5, 12))
    draft(parties, visit)
    assert not queries.visible_visit(state, TODAY, visit.reference).shows_result  # type: ignore[attr-defined]
    step(parties["secretariat officer"], visit, S.SENT)
    assert [one.reference for one in queries.visible_findings(state, TODAY)] == ["aav-kaz-f1"]


def test_the_owner_reports_and_the_secretariat_accepts(parties: Parties) -> None:
    finding = tracked(parties)
    state, officer = parties["owning State"], parties["secretariat officer"]
    with pytest.raises(NotAllowed, match="its owner"):
        actions.report_closure(officer, finding.reference, held_from=REPORTED, today=TODAY, note="Seen")
    actions.report_closure(state, finding.reference, held_from=REPORTED, today=TODAY, note="Contract of June")
    with pytest.raises(NotAllowed):
        actions.accept_closure(state, finding.reference, held_from=REPORTED, today=TODAY)
    later = REPORTED + timedelta(days=5)
    actions.reject_closure(officer, finding.reference, held_from=later, today=TODAY, note="No delivery yet")
    actions.report_closure(state, finding.reference, held_from=later, today=TODAY, note="Delivered")
    actions.accept_closure(officer, finding.reference, held_from=later, today=TODAY)
    standings = list(Finding.objects.get().events.values_list("standing", flat=True))
    assert standings == [F.OPEN, F.REPORTED, F.OPEN, F.REPORTED, F.CLOSED]


def test_nobody_accepts_what_they_have_reported_themselves(parties: Parties) -> None:
    visit = brought_to(parties, S.TRACKED)
    day = DAYS[S.TRACKED]
    officer, approver = parties["secretariat officer"], parties["secretariat approver"]
    actions.raise_finding(
        officer, visit.reference, FindingTerms("No fax was sent", Severity.MINOR, "UN"), raised_on=day, today=day
    )
    actions.report_closure(officer, "aav-kaz-f1", held_from=day, today=day, note="Sent")
    with pytest.raises(NotAllowed, match="you have reported it"):
        actions.accept_closure(officer, "aav-kaz-f1", held_from=day, today=day)
    actions.accept_closure(approver, "aav-kaz-f1", held_from=day, today=day)


def test_a_finding_is_waived_by_an_approver_with_the_reason(parties: Parties) -> None:
    finding = tracked(parties)
    approver = parties["secretariat approver"]
    with pytest.raises(NotAllowed):
        actions.waive_finding(
            parties["secretariat officer"], finding.reference, held_from=REPORTED, today=TODAY, note="x"
        )
    with pytest.raises(Refused, match="why"):
        actions.waive_finding(approver, finding.reference, held_from=REPORTED, today=TODAY, note=" ")
    actions.waive_finding(approver, finding.reference, held_from=REPORTED, today=TODAY, note="The camp has radios")
    assert Finding.objects.get().standing == F.WAIVED


def test_as_of_a_day_a_finding_stands_as_it_did(parties: Parties) -> None:
    finding = tracked(parties)
    state, officer = parties["owning State"], parties["secretariat officer"]
    actions.report_closure(state, finding.reference, held_from=REPORTED, today=REPORTED, note="Bought")
    later = REPORTED + timedelta(days=10)
    actions.accept_closure(officer, finding.reference, held_from=later, today=later)
    days = [RAISED, REPORTED, later]
    seen = [queries.visible_finding(officer, day, finding.reference) for day in days]
    assert [one.current_standing for one in seen] == [F.OPEN, F.REPORTED, F.CLOSED]  # type: ignore[attr-defined]
    assert [len(one.known_events) for one in seen] == [1, 2, 3]  # type: ignore[attr-defined]
    counts = [queries.visible_visit(officer, day, "aav-kaz").open_finding_count for day in days]  # type: ignore[attr-defined]
    assert counts == [1, 1, 0]
    assert queries.open_findings(SYSTEM, REPORTED, "pledge", ["kaz-submitted"]).count() == 1
    assert queries.open_findings(SYSTEM, later, "pledge", ["kaz-submitted"]).count() == 0
    with pytest.raises(NotFound):
        queries.visible_finding(officer, RAISED - timedelta(days=1), finding.reference)


def test_a_visit_is_closed_when_every_finding_is(parties: Parties) -> None:
    finding = tracked(parties)
    visit = Visit.objects.get()
    with refused_for("aav-kaz-f1"):
        step(parties["secretariat officer"], visit, S.CLOSED)
    approver = parties["secretariat approver"]
    actions.waive_finding(approver, finding.reference, held_from=REPORTED, today=TODAY, note="No longer asked")
    step(parties["secretariat officer"], visit, S.CLOSED)
    assert visit.stage == S.CLOSED


def test_nothing_is_recommended_while_a_critical_finding_is_open(parties: Parties) -> None:
    visit = brought_to(parties, S.ON_SITE)
    raised(parties, visit, replace(TERMS, severity=Severity.CRITICAL, subject=""))
    subject, officer = visit.subjects.get(), parties["secretariat officer"]
    with refused_for("1 critical findings"):
        actions.decide_outcome(
            officer, visit.reference, subject.pk, Outcome.RECOMMENDED, decided_on=RAISED, today=TODAY
        )


def test_what_shows_that_a_finding_is_remedied_is_shared_with_whoever_decides(parties: Parties) -> None:
    finding = tracked(parties)
    state, officer = parties["owning State"], parties["secretariat officer"]
    own = store_document(
        state, owner=parties.organisations["KAZ"], name="contract.txt", data=b"Radios ordered", today=TODAY
    )
    foreign = store_document(
        officer, owner=parties.organisations["UN"], name="note.txt", data=b"A note of the desk", today=TODAY
    )
    days = {"held_from": REPORTED, "today": TODAY}
    with pytest.raises(Refused, match="another organisation's"):
        actions.report_closure(state, finding.reference, note="See file", document=foreign, **days)
    assert own not in visible_documents(officer)
    actions.report_closure(state, finding.reference, note="See file", document=own, **days)
    assert own in visible_documents(officer)
    assert own not in visible_documents(parties["other State"])


def test_the_file_of_a_report_is_shared_when_the_draft_is_sent(parties: Parties) -> None:
    visit = brought_to(parties, S.DRAFT_REPORT)
    draft(parties, visit)
    state, officer = parties["owning State"], parties["secretariat officer"]
    report = store_document(
        officer, owner=parties.organisations["UN"], name="report.txt", data=b"The whole report", today=TODAY
    )
    actions.write_report(officer, visit.reference, "", document=report)
    assert report not in visible_documents(state)
    step(officer, visit, S.SENT)
    assert report in visible_documents(state)


def test_overdue_is_told_of_open_and_reported_findings(parties: Parties) -> None:
    finding = tracked(parties)
    seen = queries.visible_finding(parties["owning State"], TODAY, finding.reference)
    assert is_overdue(seen.current_standing, seen.due_on, TODAY)  # type: ignore[attr-defined]
