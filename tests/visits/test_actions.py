"""Steps, teams, reports and outcomes: who may, and what is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.audit.queries import chained_events
from muster.audit.rules import broken_links
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.visits import actions, queries
from muster.visits.models import TeamMember, Visit
from muster.visits.stages import Outcome, VisitStage
from muster.visits.terms import MemberTerms, StepTerms, SubjectTerms
from tests.record import Parties
from tests.visits.journey import (
    ASKED,
    DAYS,
    RECONNAISSANCE,
    TEAM,
    TERMS,
    TODAY,
    asked,
    brought_to,
    draft,
    refused_for,
    step,
)

S = VisitStage


def test_a_visit_goes_through_all_its_stages(parties: Parties) -> None:
    visit = brought_to(parties, S.CLOSED)
    stages = list(visit.stage_events.values_list("stage", flat=True))
    assert stages == [S.REQUESTED, *DAYS]
    assert visit.comments_due == DAYS[S.SENT] + timedelta(days=14)
    assert (visit.carried_from, visit.carried_until) == (date(2018, 5, 7), date(2018, 5, 12))
    assert broken_links(chained_events()) == []


@pytest.mark.parametrize(("stage", "day"), [(S.REQUESTED, ASKED), *DAYS.items()])
def test_as_of_a_day_a_visit_shows_the_stage_of_that_day(parties: Parties, stage: VisitStage, day: date) -> None:
    brought_to(parties, S.CLOSED)
    found = queries.visible_visit(parties["secretariat officer"], day, "aav-kaz")
    assert found.current_stage == stage  # type: ignore[attr-defined]
    assert found.stage_since == day  # type: ignore[attr-defined]


def test_before_it_was_asked_for_there_is_no_visit(parties: Parties) -> None:
    asked(parties)
    with pytest.raises(NotFound):
        queries.visible_visit(SYSTEM, ASKED - timedelta(days=1), "aav-kaz")


@pytest.mark.parametrize("name", ["other State", "other secretariat", "mission", "analyst", "owning State's reader"])
def test_a_visit_is_asked_for_by_an_officer_of_its_two_sides(parties: Parties, name: str) -> None:
    with pytest.raises(NotAllowed):
        asked(parties, by=name)


def test_the_secretariat_may_ask_for_a_visit_but_not_for_a_reconnaissance(parties: Parties) -> None:
    assert asked(parties, by="secretariat officer").requested_by.code == "UN"
    with pytest.raises(NotAllowed):
        asked(parties, RECONNAISSANCE, by="secretariat officer")


def test_a_reference_is_taken_once(parties: Parties) -> None:
    asked(parties)
    with pytest.raises(Refused, match="taken"):
        asked(parties)


@pytest.mark.parametrize(
    ("stage", "following", "wrong"),
    [
        (S.REQUESTED, S.AGREED, ["secretariat officer", "owning State's reader"]),
        (S.TEAM_NAMED, S.PREPARED, ["owning State", "secretariat reader"]),
        (S.PREPARED, S.ON_SITE, ["owning State", "secretariat reader"]),
        (S.ON_SITE, S.DRAFT_REPORT, ["owning State"]),
        (S.DRAFT_REPORT, S.SENT, ["owning State"]),
        (S.SENT, S.COMMENTED, ["secretariat officer", "secretariat approver"]),
        (S.COMMENTED, S.APPROVED, ["secretariat officer", "owning State"]),
        (S.APPROVED, S.TRACKED, ["owning State"]),
    ],
)
def test_a_step_is_the_right_sides(
    parties: Parties, stage: VisitStage, following: VisitStage, wrong: list[str]
) -> None:
    visit = brought_to(parties, stage)
    for name in wrong:
        with pytest.raises(NotAllowed):
            step(parties[name], visit, following, invitation_reference="NV", comments="None")
    assert Visit.objects.get().stage == stage


@pytest.mark.parametrize("name", ["other State", "other secretariat", "mission", "analyst"])
def test_a_stranger_does_not_even_learn_that_there_is_a_visit(parties: Parties, name: str) -> None:
    visit = asked(parties)
    with pytest.raises(NotFound):
        step(parties[name], visit, S.AGREED)


def test_a_step_out_of_turn_is_refused(parties: Parties) -> None:
    visit = asked(parties)
    with pytest.raises(Refused, match="possible: Agreed, Refused, Cancelled"):
        step(parties["secretariat officer"], visit, S.ON_SITE)


def test_a_step_is_neither_before_the_last_one_nor_in_the_future(parties: Parties) -> None:
    asked(parties)
    state = parties["owning State"]
    early = StepTerms(ASKED - timedelta(days=1), invitation_reference="NV")
    with pytest.raises(Refused, match="the stage before holds"):
        actions.take_step(state, "aav-kaz", S.AGREED, early, today=TODAY)
    late = StepTerms(TODAY + timedelta(days=1), invitation_reference="NV")
    with pytest.raises(Refused, match="has not come"):
        actions.take_step(state, "aav-kaz", S.AGREED, late, today=TODAY)


def test_a_refused_step_leaves_nothing_behind(parties: Parties) -> None:
    visit = brought_to(parties, S.ON_SITE)
    with refused_for("until"):
        step(parties["secretariat officer"], visit, S.DRAFT_REPORT, carried_until=date(2018, 9, 1))
    found = Visit.objects.get()
    assert (found.stage, found.carried_until, found.version) == (S.ON_SITE, None, visit.version)


@pytest.mark.parametrize("name", ["owning State", "secretariat officer"])
def test_either_side_may_put_a_visit_off_with_a_reason(parties: Parties, name: str) -> None:
    visit = brought_to(parties, S.PREPARED)
    day = DAYS[S.ON_SITE]
    with refused_for("reason"):
        actions.take_step(parties[name], visit.reference, S.REQUESTED, StepTerms(day), today=day)
    actions.take_step(parties[name], visit.reference, S.REQUESTED, StepTerms(day, "Elections"), today=day)
    found = queries.visible_visit(parties[name], day, "aav-kaz")
    assert found.current_stage == S.REQUESTED  # type: ignore[attr-defined]
    assert found.known_stage_events[-1].reason == "Elections"  # type: ignore[attr-defined]


def test_the_author_of_a_report_does_not_approve_it(parties: Parties) -> None:
    approver = parties["secretariat approver"]
    visit = brought_to(parties, S.DRAFT_REPORT)
    draft(parties, visit)
    actions.write_report(approver, visit.reference, "A better word here and there")
    step(parties["secretariat officer"], visit, S.SENT)
    step(parties["owning State"], visit, S.COMMENTED, comments="None")
    with refused_for("you have written in it yourself"):
        step(approver, visit, S.APPROVED)


def test_the_names_of_a_team_stand_in_no_event_and_can_be_erased(parties: Parties) -> None:
    visit = brought_to(parties, S.TEAM_NAMED)
    kept = "".join(f"{event.before}{event.after}{event.reason}" for event in AuditEvent.objects.all())
    assert "medical" in kept
    assert "Name of" not in kept
    assert actions.erase_team_names(parties["secretariat officer"], visit.reference) == 2
    assert set(TeamMember.objects.values_list("name", flat=True)) == {""}
    assert TeamMember.objects.count() == 2


def test_a_team_is_named_whole_and_by_the_leading_side(parties: Parties) -> None:
    visit = brought_to(parties, S.AGREED)
    day = DAYS[S.TEAM_NAMED]
    with pytest.raises(NotAllowed):
        actions.name_team(parties["owning State"], visit.reference, TEAM, held_from=day, today=day)
    with refused_for("lead"):
        actions.name_team(
            parties["secretariat officer"], visit.reference, (MemberTerms("medical"),), held_from=day, today=day
        )
    actions.name_team(parties["secretariat officer"], visit.reference, TEAM, held_from=day, today=day)
    actions.name_team(parties["secretariat officer"], visit.reference, TEAM[:1], held_from=day, today=day)
    assert TeamMember.objects.count() == 1


def test_a_plan_is_changed_by_whoever_asked_then_by_the_leading_side(parties: Parties) -> None:
    visit = asked(parties)
    state, officer = parties["owning State"], parties["secretariat officer"]
    later = replace(TERMS, purpose="Another purpose")
    assert actions.change_visit(state, later, today=TODAY, expected_version=1).purpose == "Another purpose"
    with pytest.raises(Refused, match="somebody else"):
        actions.change_visit(state, TERMS, today=TODAY, expected_version=1)
    step(state, visit, S.AGREED, invitation_reference="NV")
    with pytest.raises(NotAllowed):
        actions.change_visit(state, TERMS, today=TODAY)
    actions.change_visit(officer, TERMS, today=TODAY)
    with pytest.raises(Refused, match="State and kind stay"):
        actions.change_visit(officer, replace(TERMS, kind="verification"), today=TODAY)


def test_a_subject_added_to_a_prepared_visit_gets_its_checklists(parties: Parties) -> None:
    visit = brought_to(parties, S.PREPARED)
    more = replace(TERMS, subjects=(*TERMS.subjects, SubjectTerms("pledge", "kaz-2", unit_type="ENG-CON")))
    actions.change_visit(parties["secretariat officer"], more, today=TODAY)
    areas = list(visit.checklists.filter(subject__reference="kaz-2").values_list("area", flat=True))
    assert areas == ["C", "D", "E", "F", "G", "J", "L"]
    assert list(visit.checklists.filter(subject=None).values_list("area", flat=True)) == ["C", "D"]


def test_outcomes_are_kept_and_the_last_one_holds(parties: Parties) -> None:
    visit = brought_to(parties, S.TRACKED)
    subject = visit.subjects.get()
    day = DAYS[S.CLOSED]
    with pytest.raises(NotAllowed):
        actions.decide_outcome(
            parties["secretariat officer"], visit.reference, subject.pk, Outcome.RECOMMENDED, decided_on=day, today=day
        )
    actions.decide_outcome(
        parties["secretariat approver"], visit.reference, subject.pk, Outcome.RECOMMENDED, decided_on=day, today=day
    )
    found = list(queries.approved_subject_outcomes(SYSTEM, TODAY, "pledge", ["kaz-submitted"]))
    assert [one.outcome for one in found] == [Outcome.RECOMMENDED, Outcome.AFTER_FOLLOW_UP]
    assert {one.approved_on for one in found} == {DAYS[S.APPROVED]}  # type: ignore[attr-defined]
    before = list(queries.approved_subject_outcomes(SYSTEM, DAYS[S.TRACKED], "pledge", ["kaz-submitted"]))
    assert [one.outcome for one in before] == [Outcome.AFTER_FOLLOW_UP]
    assert not queries.approved_subject_outcomes(SYSTEM, DAYS[S.COMMENTED], "pledge", ["kaz-submitted"])


def test_a_reconnaissance_is_the_states_own(parties: Parties, record: object) -> None:
    state, officer, mission = parties["owning State"], parties["secretariat officer"], parties["mission"]
    visit = asked(parties, RECONNAISSANCE)
    step(officer, visit, S.AGREED)
    with pytest.raises(NotAllowed):
        actions.name_team(officer, visit.reference, TEAM, held_from=DAYS[S.TEAM_NAMED], today=TODAY)
    actions.name_team(state, visit.reference, TEAM, held_from=DAYS[S.TEAM_NAMED], today=TODAY)
    step(state, visit, S.ON_SITE)
    step(state, visit, S.DRAFT_REPORT, carried_until=date(2018, 5, 12))
    actions.write_report(state, visit.reference, "What the company needs at its camp")
    assert not queries.visible_visit(officer, TODAY, visit.reference).shows_result  # type: ignore[attr-defined]
    step(state, visit, S.TRACKED)
    for reader in (officer, mission):
        assert queries.visible_visit(reader, TODAY, visit.reference).shows_result  # type: ignore[attr-defined]
