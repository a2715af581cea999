"""What is owed over a pledge follows from the record: it comes with what founds it, and goes by the deed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import (
    AnnouncedPledge,
    Announcement,
    ChangeRequest,
    Evidence,
    PartnerAnswer,
    PartnerNote,
    Pledge,
    PledgeVersion,
    PoolEvent,
    PoolStanding,
)
from muster.pledges.queries import Health, all_owed, put_health, visible_pledge, visible_pledges
from muster.pledges.rules.content import INDIVIDUALS
from muster.pledges.rules.evidence import Verdict
from muster.pledges.rules.freshness import Freshness
from muster.pledges.rules.obligations import Duty, Side
from muster.pledges.terms import ContributionTerms, EquipmentTerms
from muster.reference.catalogue import table
from muster.reference.unit_types import unit_types
from muster.visits import actions as visits
from muster.visits.stages import FindingStanding, Severity, VisitKind, VisitStage
from muster.visits.terms import FindingTerms, MemberTerms, StepTerms, SubjectTerms, VisitTerms
from tests.pledges.proof import approved_visit, hand_in, raised_to, take_report
from tests.record import DAY, KNOWN, Parties, pledge_terms, submitted_pledge

POOL_TYPE = next(one.code for one in unit_types() if one.category == INDIVIDUALS)


@pytest.fixture
def pledge(parties: Parties) -> Pledge:
    """A pledge of Kazakhstan at Level 1."""
    return submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"), levels=(Level.LEVEL_1,))


def health(day: date = DAY, viewer: Viewer = SYSTEM) -> Health:
    """Return how the pledge stands on a day."""
    found = visible_pledge(viewer, day, "kaz-1")
    put_health(viewer, day, [found])
    assert found.health is not None
    return found.health


def duties(day: date = DAY, viewer: Viewer = SYSTEM) -> dict[Duty, Side]:
    """Return what is owed on a day, and by which side."""
    return {one.duty: one.owed_by for one in health(day, viewer).obligations}


def test_what_arrived_is_acknowledged_and_decided_on(parties: Parties) -> None:
    register = parties.organisations["UN"]
    actions.create_pledge(SYSTEM, pledge_terms("kaz-1", "KAZ", note_verbale=""), register=register, today=KNOWN)
    assert duties() == {}
    actions.submit_pledge(SYSTEM, "kaz-1", today=date(2018, 9, 1))
    sides = {Duty.ACKNOWLEDGE: Side.SECRETARIAT, Duty.ACCEPT: Side.SECRETARIAT, Duty.NOTE_VERBALE: Side.STATE}
    assert duties() == sides
    assert duties(date(2018, 8, 31)) == {}
    actions.acknowledge_pledge(SYSTEM, "kaz-1", today=date(2018, 9, 3))
    assert Duty.ACKNOWLEDGE not in duties()
    assert Duty.ACKNOWLEDGE in duties(date(2018, 9, 2))
    actions.change_level(SYSTEM, "kaz-1", Level.LEVEL_1, held_from=DAY, known_from=DAY, evidence="complete")
    assert duties() == {Duty.NOTE_VERBALE: Side.STATE, Duty.VISIT: Side.SECRETARIAT}
    actions.change_pledge(SYSTEM, pledge_terms("kaz-1", "KAZ", note_verbale="NV 1"), today=DAY)
    assert duties() == {Duty.VISIT: Side.SECRETARIAT}


def test_equipment_to_be_procured_is_the_states_to_have(pledge: Pledge) -> None:
    category = next(iter(table("equipment_categories").by_key))
    lines = (
        EquipmentTerms(category=category, item="truck", quantity=6, ownership="to-be-procured"),
        EquipmentTerms(category=category, item="jeep", quantity=4, serviceable=1),
    )
    terms = pledge_terms("kaz-1", "KAZ", equipment=lines, at_port_from=date(2018, 12, 1))
    actions.change_pledge(SYSTEM, terms, today=DAY)
    found = health()
    assert [(one.what, one.due_on) for one in found.obligations if one.duty == Duty.PROCURE] == [
        ("have the equipment that is to be procured: 6 items", date(2018, 12, 1))
    ]
    trust = found.trust
    assert (trust.items, trust.items_to_procure, trust.items_unserviceable) == (10, 6, 3)
    bought = (replace(lines[0], ownership="owned"), lines[1])
    actions.change_pledge(SYSTEM, replace(terms, equipment=bought), today=date(2018, 10, 2))
    assert Duty.PROCURE not in duties(date(2018, 10, 2))
    assert Duty.PROCURE in duties()


def test_evidence_and_changes_wait_for_a_decision(parties: Parties, pledge: Pledge) -> None:
    kaz = parties.organisations["KAZ"]
    evidence = Evidence.objects.create(
        pledge=pledge, level=Level.LEVEL_2, kind="load-list", title="Load list", handed_in_by=kaz,
        handed_in_on=date(2018, 9, 1), content_version=1, known_from=date(2018, 9, 1),
    )  # fmt: skip
    request = ChangeRequest.objects.create(
        pledge=pledge, asked_on=date(2018, 9, 1), reason="fewer", on_version=1, proposed={}, known_from=date(2018, 9, 1)
    )
    waiting = {Duty.DECIDE_EVIDENCE: Side.SECRETARIAT, Duty.DECIDE_CHANGE: Side.SECRETARIAT}
    assert {duty: side for duty, side in duties().items() if duty in waiting} == waiting
    evidence.verdict, evidence.reviewed_on, evidence.valid_until = "approved", date(2018, 9, 20), date(2018, 9, 30)
    evidence.save()
    request.verdict, request.decided_on = "accepted", date(2018, 9, 20)
    request.save()
    found = health()
    assert not waiting.keys() & duties().keys()
    assert duties()[Duty.RENEW_EVIDENCE] == Side.STATE
    assert found.trust.expired_evidence == 1
    assert waiting.keys() <= duties(date(2018, 9, 19)).keys()
    evidence.verdict, evidence.replaced_on = "replaced", DAY
    evidence.save()
    assert Duty.RENEW_EVIDENCE not in duties()
    assert Duty.RENEW_EVIDENCE in duties(date(2018, 9, 30))


def test_a_called_unit_is_awaited_and_one_that_came_is_asked_for_nothing(pledge: Pledge) -> None:
    def event(standing: PoolStanding, day: date, due: date | None = None) -> None:
        PoolEvent.objects.create(
            pledge=pledge, standing_in_pool=standing, held_from=day, known_from=day, answer_due_on=due
        )

    event(PoolStanding.CALLED, date(2018, 7, 1), date(2018, 8, 30))
    assert duties()[Duty.ANSWER_CALL] == Side.STATE
    assert any("was called" in loss.says for loss in health().confidence.losses)
    event(PoolStanding.DEPLOYED, date(2018, 9, 15))
    assert duties() == {}
    assert health(date(2022, 1, 1)).freshness == Freshness.DEPLOYED
    event(PoolStanding.AVAILABLE, date(2022, 1, 2))
    assert health(date(2022, 1, 2)).freshness == Freshness.IN_GRACE


def test_a_partner_that_withdrew_and_words_not_kept_cost_confidence(parties: Parties, pledge: Pledge) -> None:
    partners = (ContributionTerms(state="KAZ", is_lead=True), ContributionTerms(state="IND"))
    actions.change_pledge(SYSTEM, pledge_terms("kaz-1", "KAZ", contributions=partners), today=DAY)
    ind, kaz = parties.organisations["IND"], parties.organisations["KAZ"]
    for answer, day in ((PartnerAnswer.AGREED, date(2018, 2, 1)), (PartnerAnswer.WITHDREW, DAY)):
        PartnerNote.objects.create(pledge=pledge, state=ind, answer=answer, held_from=day, known_from=day)
    for number, strength in ((1, 150), (2, 150), (3, None)):  # of the third nobody knows what was announced
        Announcement.objects.create(
            reference=f"said-{number}", register=pledge.register, state=kaz, occasion="a summit", strength=strength,
            announced_on=date(2017, 9, 1), text="a company", known_from=date(2017, 9, 1),
        )  # fmt: skip
    kept = Announcement.objects.get(reference="said-1")
    AnnouncedPledge.objects.create(announcement=kept, pledge=pledge, known_from=KNOWN)
    trust = health().trust
    assert (trust.partners_withdrawn, trust.announced, trust.unkept) == (1, 2, 1)
    assert health(date(2018, 9, 30)).trust.partners_withdrawn == 0
    assert {one.points for one in health().confidence.losses} >= {25, 5}
    assert visible_pledge(parties["other State"], DAY, "kaz-1").health is None


def test_a_partner_sees_nothing_of_what_is_between_the_sides(parties: Parties, pledge: Pledge) -> None:
    partners = (ContributionTerms(state="KAZ", is_lead=True), ContributionTerms(state="IND"))
    actions.change_pledge(SYSTEM, pledge_terms("kaz-1", "KAZ", contributions=partners), today=DAY)
    found = visible_pledge(parties["other State"], DAY, "kaz-1")
    put_health(parties["other State"], DAY, [found])
    assert found.health is None
    assert all_owed(parties["other State"], DAY) == []


def visit(parties: Parties) -> None:
    """Ask for a visit to the unit on 1 August, hold it in September, and begin its report."""
    desk, state = parties["secretariat officer"], parties["owning State"]
    asked = date(2018, 8, 1)
    terms = VisitTerms(
        reference="aav-1", state="KAZ", kind=VisitKind.ASSESSMENT, planned_from=date(2018, 9, 3),
        planned_until=date(2018, 9, 8), subjects=(SubjectTerms("pledge", "kaz-1", unit_type="INF-COY"),),
    )  # fmt: skip
    visits.request_visit(desk, terms, register=parties.organisations["UN"], requested_on=asked, today=asked)

    def step(actor: Viewer, following: VisitStage, day: date, **more: Any) -> None:
        visits.take_step(actor, "aav-1", following, StepTerms(day, **more), today=day)

    step(state, VisitStage.AGREED, date(2018, 8, 5), invitation_reference="NV 3")
    named = date(2018, 8, 6)
    visits.name_team(desk, "aav-1", [MemberTerms("lead", is_lead=True)], held_from=named, today=named)
    step(desk, VisitStage.PREPARED, date(2018, 8, 7))
    step(desk, VisitStage.ON_SITE, date(2018, 9, 3))
    step(desk, VisitStage.DRAFT_REPORT, date(2018, 9, 8), carried_until=date(2018, 9, 8))


def test_a_visit_obliges_one_side_after_the_other(parties: Parties, pledge: Pledge) -> None:
    visit(parties)
    assert duties(date(2018, 8, 2)) == {Duty.VISIT: Side.SECRETARIAT, Duty.VISIT_ANSWER: Side.STATE}
    assert duties(date(2018, 9, 4)) == {}
    assert duties() == {Duty.VISIT_RESULT: Side.SECRETARIAT}
    assert health().trust.visited_until == date(2018, 9, 8)


def test_a_finding_is_remedied_by_one_side_and_accepted_by_the_other(parties: Parties, pledge: Pledge) -> None:
    visit(parties)
    desk, state = parties["secretariat officer"], parties["owning State"]
    terms = [
        FindingTerms("no radios", Severity.CRITICAL, "KAZ", subject="kaz-1"),
        FindingTerms("no budget line", Severity.MAJOR, "KAZ"),
    ]
    for one in terms:
        visits.raise_finding(desk, "aav-1", one, raised_on=date(2018, 9, 8), today=date(2018, 9, 8))
    assert duties()[Duty.CLOSE_FINDING] == Side.STATE
    assert health().trust.critical_findings == 1
    assert Duty.CLOSE_FINDING not in duties(viewer=state)  # the draft is not sent yet
    of_the_state = [one for one in all_owed(desk, DAY) if one.pledge is None]
    assert [(one.obligation.about, one.owed_by.code) for one in of_the_state] == [("aav-1-f2", "KAZ")]
    number = "aav-1-f1"
    visits.take_finding_step(
        SYSTEM, number, FindingStanding.REPORTED, held_from=date(2018, 9, 20), today=date(2018, 9, 20), note="bought"
    )
    assert duties()[Duty.DECIDE_FINDING] == Side.SECRETARIAT
    assert Duty.CLOSE_FINDING not in duties()
    visits.take_finding_step(
        SYSTEM, number, FindingStanding.CLOSED, held_from=date(2018, 9, 25), today=date(2018, 9, 25), note=""
    )
    assert Duty.DECIDE_FINDING not in duties()
    assert Duty.DECIDE_FINDING in duties(date(2018, 9, 24))


def test_many_pledges_are_read_in_as_many_queries_as_one(parties: Parties, pledge: Pledge) -> None:
    def asked() -> int:
        rows = list(visible_pledges(SYSTEM, DAY))
        with CaptureQueriesContext(connection) as queries:
            put_health(SYSTEM, DAY, rows)
        assert all(one.health is not None for one in rows)
        return len(queries)

    alone = asked()
    for number in range(2, 12):
        submitted_pledge(parties, pledge_terms(f"kaz-{number}", "KAZ"))
    assert asked() == alone


def test_the_register_s_approver_decides_on_the_report_that_it_takes(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    approved_visit(parties)
    take_report(parties)
    assert duties()[Duty.DECIDE_EVIDENCE] == Side.SECRETARIAT
    assert duties(viewer=parties["owning State"])[Duty.DECIDE_EVIDENCE] == Side.SECRETARIAT


def test_the_state_owes_the_rest_of_its_part_of_a_level_that_has_been_begun(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    approved_visit(parties)
    assert Duty.PROVE_NEXT not in duties()  # a State may stay where it is
    take_report(parties)
    (owed,) = [one for one in health().obligations if one.duty == Duty.PROVE_NEXT]
    assert (owed.owed_by, owed.since, owed.due_on) == (Side.STATE, DAY, None)
    assert owed.about == "Level 2: The State's commitment to close the other findings"
    hand_in(parties, Level.LEVEL_2, "commitment")
    assert Duty.PROVE_NEXT not in duties()


def test_what_was_refused_is_asked_for_once(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    refused = hand_in(parties, Level.LEVEL_2, "commitment")
    actions.review_evidence(
        parties["secretariat officer"], refused.pk, Verdict.REFUSED, today=DAY, remarks="not signed"
    )
    assert Duty.RENEW_EVIDENCE in duties()
    assert Duty.PROVE_NEXT not in duties()


def test_a_cap_below_the_next_level_asks_nothing_for_it(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    hand_in(parties, Level.LEVEL_3, "load-list")
    assert Duty.PROVE_NEXT in duties()
    actions.set_level_cap(parties["secretariat officer"], "kaz-1", Level.LEVEL_2, reason="National law", today=DAY)
    assert Duty.PROVE_NEXT not in duties()


def test_a_pool_of_individuals_waits_for_no_visit(parties: Parties, pledge: Pledge) -> None:
    assert Duty.VISIT in duties()
    PledgeVersion.objects.update(unit_type=POOL_TYPE)
    assert Duty.VISIT not in duties()
