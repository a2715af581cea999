"""The page of a pledge reads each kind of record once, and says of it what the lists of many pledges say."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from muster.parties.viewer import SYSTEM
from muster.people.actions import register_person
from muster.people.terms import PersonTerms
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import Pledge
from muster.pledges.queries import health_of, pledge_page, reliance_of, visible_pledge
from muster.pledges.rules.obligations import Duty
from muster.pledges.terms import ContributionTerms, EquipmentTerms
from muster.visits import actions as visits
from muster.visits.stages import Severity, VisitKind, VisitStage
from muster.visits.terms import FindingTerms, SubjectTerms
from tests.pledges.joint_samples import india_agrees
from tests.pledges.proof import REFERENCE, acknowledged, complete_terms, decide, hand_in, prove
from tests.record import DAY, Parties
from tests.visits.journey import TERMS, brought_to
from tests.web.browsing import browser_of, check_page

TWO_SIDES = ("owning State", "secretariat officer", "secretariat reader")
PARTNERS = (ContributionTerms("KAZ", is_lead=True, strength=120), ContributionTerms("IND", brings="mentors"))
LATER = date(2019, 3, 1)
TODAY = datetime.now(UTC).date()


@pytest.fixture
def full(parties: Parties) -> Pledge:
    """A joint pledge of a named unit with something on record of every kind that its page has a section for."""
    state, desk = parties["owning State"], parties["secretariat officer"]
    actions.register_unit(state, actions.UnitTerms("kazbat", "Kazbat"), today=DAY)
    certificate = actions.CertificationTerms("OCC-EF", "NEL1", "interoperable", date(2017, 8, 4))
    actions.record_certification(state, "kazbat", certificate, today=DAY)
    equipment = (
        EquipmentTerms("COMMS", "Radio", 10, serviceable=7),
        EquipmentTerms("ELEC", "Generator", 4),
        EquipmentTerms("ELEC", "Spare generator", 3, ownership="to-be-procured"),
    )
    pledge = acknowledged(parties, complete_terms(unit="kazbat", contributions=PARTNERS, equipment=equipment))
    india_agrees(parties, DAY, REFERENCE)
    for level in (Level.LEVEL_1, Level.LEVEL_2):
        prove(parties, level)
        decide(parties, level)
    hand_in(parties, Level.LEVEL_3, "load-list")
    said = complete_terms(unit="kazbat", contributions=PARTNERS, equipment=equipment, strength=122)
    actions.request_change(state, said, reason="More", today=DAY)
    subjects = (SubjectTerms("pledge", REFERENCE, unit_type="INF-COY"),)
    terms = replace(TERMS, reference="verification", kind=VisitKind.VERIFICATION, subjects=subjects)
    brought_to(parties, VisitStage.DRAFT_REPORT, terms)
    finding = FindingTerms("no radios", Severity.CRITICAL, "KAZ", subject=REFERENCE)
    visits.raise_finding(desk, "verification", finding, raised_on=DAY, today=DAY)
    family = PersonTerms("focal-point", "Family", post="Desk")
    person = register_person(state, family, organisation=parties.organisations["KAZ"], today=TODAY)
    actions.name_focal_point(state, REFERENCE, number=person.number, function="Desk", today=TODAY)
    return pledge


@pytest.mark.parametrize("who", [*TWO_SIDES, "other State"])
def test_the_page_of_a_pledge_with_everything_asks_thirty_questions_at_most(
    parties: Parties, full: Pledge, who: str
) -> None:
    for day in (DAY, TODAY):
        text = check_page(browser_of(parties.users[who]), f"/pledges/{REFERENCE}/?as_of={day}")
        assert "Partners" in text


@pytest.mark.parametrize("who", TWO_SIDES)
def test_the_page_says_of_a_pledge_s_health_what_the_lists_say(parties: Parties, full: Pledge, who: str) -> None:
    actions.partner_withdraws(SYSTEM, REFERENCE, held_from=LATER, today=LATER, state=parties.organisations["IND"])
    found = {}
    for day in (DAY, LATER, date(2022, 1, 1)):
        alone = pledge_page(parties[who], day, REFERENCE).sides
        assert alone is not None
        seen = visible_pledge(parties[who], day, REFERENCE)
        reliance = reliance_of([seen], parties[who], day)[full.pk]
        assert {name: getattr(alone.health, name) for name in vars(reliance)} == vars(reliance)
        assert alone.health == health_of([seen], parties[who], day)[full.pk]
        found[day] = alone.health
    assert found[DAY].trust.visited_until == date(2018, 5, 12)
    assert (found[DAY].trust.items_to_procure, found[DAY].trust.items_unserviceable) == (3, 3)
    assert {Duty.DECIDE_CHANGE, Duty.DECIDE_EVIDENCE} <= {one.duty for one in found[DAY].obligations}
    # What the team has written is its own until the draft is sent.
    assert found[DAY].trust.critical_findings == (0 if who == "owning State" else 1)
    assert found[LATER].trust.partners_withdrawn == 1


def test_a_partner_is_read_nothing_of_what_is_between_the_sides(parties: Parties, full: Pledge) -> None:
    page = pledge_page(parties["other State"], DAY, REFERENCE)
    assert page.sides is None
    assert page.pledge.health is None
    assert [note.state.code for note in page.partner_notes] == ["IND"]
