"""What partners say by note verbale: who may, what follows, and what they see."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.acting import today
from muster.parties.viewer import SYSTEM
from muster.plans.candidates import candidates_of
from muster.plans.record_of_day import record_of_day
from muster.pledges import actions, queries
from muster.pledges.models import PartnerAnswer
from muster.pledges.queries.joint import joint_standing
from muster.pledges.rules.joint import LevelConsequence, WholeStanding
from muster.pledges.terms import CaveatTerms
from tests.pledges.joint_samples import india_agrees, joint_pledge, joint_terms
from tests.record import DAY, KNOWN, Parties, Record
from tests.web.browsing import MOST_QUERIES

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

LATER = DAY + timedelta(days=31)


@pytest.fixture
def joint(parties: Parties) -> Parties:
    """The joint pledge of Kazakhstan, to which India has not answered."""
    joint_pledge(parties)
    return parties


def standing(parties: Parties, day: date = DAY) -> WholeStanding:
    """Return the standing of the whole as the Secretariat sees it."""
    viewer = parties["secretariat reader"]
    return joint_standing(queries.visible_pledge(viewer, day, "joint"), day).whole.standing


def test_a_partner_agrees_and_withdraws_by_its_own_officer_and_each_day_keeps_its_answer(joint: Parties) -> None:
    india = joint["other State"]
    assert standing(joint) == WholeStanding.WAITING
    actions.partner_agrees(india, "joint", held_from=DAY, today=DAY, note_verbale="NV 12")
    actions.partner_withdraws(india, "joint", held_from=LATER, today=LATER, reason="needed at home")
    found = {day: standing(joint, day) for day in (KNOWN, DAY, LATER)}
    assert found == {KNOWN: WholeStanding.WAITING, DAY: WholeStanding.COMPLETE, LATER: WholeStanding.BROKEN}


def test_a_partner_may_decline_at_once_and_agree_later(joint: Parties) -> None:
    india = joint["other State"]
    actions.partner_withdraws(india, "joint", held_from=KNOWN, today=KNOWN)
    assert standing(joint) == WholeStanding.BROKEN
    actions.partner_agrees(india, "joint", held_from=DAY, today=DAY)
    assert standing(joint) == WholeStanding.COMPLETE


def test_the_same_answer_twice_and_one_before_the_last_are_refused(joint: Parties) -> None:
    india = joint["other State"]
    actions.partner_agrees(india, "joint", held_from=DAY, today=DAY)
    with pytest.raises(Refused, match="agreed already"):
        actions.partner_agrees(india, "joint", held_from=LATER, today=LATER)
    with pytest.raises(Refused, match="give that day or a later one"):
        actions.partner_withdraws(india, "joint", held_from=KNOWN, today=DAY)


@pytest.mark.parametrize("who", ["owning State", "secretariat officer"])
def test_the_two_sides_do_not_answer_for_a_partner(joint: Parties, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.partner_agrees(joint[who], "joint", held_from=DAY, today=DAY)


def test_who_is_no_partner_does_not_see_it_and_the_installation_names_the_partner(joint: Parties) -> None:
    with pytest.raises(NotFound):
        actions.partner_agrees(joint["mission"], "joint", held_from=DAY, today=DAY)
    with pytest.raises(NotAllowed):
        actions.partner_agrees(SYSTEM, "joint", held_from=DAY, today=DAY)
    note = actions.partner_agrees(SYSTEM, "joint", held_from=DAY, today=DAY, state=joint.organisations["IND"])
    assert (note.state.code, note.answer) == ("IND", PartnerAnswer.AGREED)


def test_a_draft_is_not_answered(parties: Parties) -> None:
    register = parties.organisations["UN"]
    actions.create_pledge(SYSTEM, joint_terms(), register=register, today=KNOWN)
    with pytest.raises(NotFound):
        actions.partner_agrees(parties["other State"], "joint", held_from=DAY, today=DAY)
    with pytest.raises(Refused, match="is draft"):
        actions.partner_agrees(SYSTEM, "joint", held_from=DAY, today=DAY, state=parties.organisations["IND"])


def test_a_withdrawal_evaluates_the_whole_anew_and_tells_both_sides(joint: Parties) -> None:
    india_agrees(joint)
    actions.partner_withdraws(joint["other State"], "joint", held_from=DAY, today=DAY, reason="needed at home")
    found = joint_standing(queries.visible_pledge(joint["owning State"], DAY, "joint"), DAY)
    assert found.consequence == LevelConsequence.DOWNGRADE
    assert found.rest.remaining == 80
    told = Notice.objects.filter(topic="partner-withdrew")
    assert {one.organisation.code for one in told} == {"UN", "KAZ"}
    assert all("80 of 120 people remain" in one.body for one in told)
    event = AuditEvent.objects.filter(action="pledges:partner:withdrew").get()
    assert event.reason == "needed at home"


def test_a_joint_pledge_is_selectable_only_while_every_partner_agrees(record: Record) -> None:
    joint_pledge(record.parties)
    viewer = record.parties["secretariat officer"]

    def refusals() -> set[str]:
        (_, company) = candidates_of(viewer, DAY, "req-published")
        (pair,) = [one for one in (*company.eligible, *company.refused) if one.pledge.reference == "joint"]
        return {finding.rule for finding in pair.refusals}

    assert refusals() == {"joint pledge"}
    india_agrees(record.parties)
    assert refusals() == set()
    actions.partner_withdraws(record.parties["other State"], "joint", held_from=DAY, today=DAY)
    assert refusals() == {"joint pledge"}


def test_a_partner_sees_header_and_contributions_and_neither_caveats_nor_levels(joint: Parties) -> None:
    seen = queries.visible_pledge(joint["other State"], DAY, "joint")
    assert [line.state.code for line in seen.contributions.all()] == ["KAZ", "IND"]
    assert seen.caveats == []
    assert seen.level_events == []
    assert queries.is_partner_only(joint["other State"], seen)
    for who in ("owning State", "secretariat reader"):
        whole = queries.visible_pledge(joint[who], DAY, "joint")
        assert len(whole.caveats) == 1
        assert len(whole.level_events) == 2
        assert queries.sees_all(joint[who], whole)


def test_no_page_export_or_answer_gives_a_partner_a_caveat_or_the_evidence(joint: Parties) -> None:
    client = Client()
    client.force_login(joint.users["other State"], backend="django.contrib.auth.backends.ModelBackend")
    addresses = (
        "/pledges/?columns=reference&columns=caveats&",
        "/pledges/?format=json&columns=reference&columns=caveats&",
        "/pledges/joint/?",
        "/api/v1/pledges/joint?",
        "/api/v1/pledges/joint/caveats?",
        "/api/v1/pledges/joint/partners?",
    )
    for address in addresses:
        response = client.get(f"{address}as_of={DAY}")
        assert response.status_code == 200, address
        text = response.content.decode()
        assert "task of joint" not in text, address
        assert "Words of joint" not in text, address
        assert "Evidence on joint" not in text, address
    page = client.get(f"/pledges/joint/?as_of={DAY}").content.decode()
    assert "Agree to our part" in page
    assert "waiting for India" in page


def test_a_partner_s_plan_knows_nothing_of_a_pledge_that_it_sees_in_part(joint: Parties) -> None:
    assert record_of_day(joint["other State"], DAY).pledges == ()


def test_a_partner_answers_on_its_page(joint: Parties) -> None:
    client = Client()
    client.force_login(joint.users["other State"], backend="django.contrib.auth.backends.ModelBackend")
    form = {"held_from": str(DAY), "note_verbale": "NV 12"}
    assert client.get("/pledges/joint/partners/agree/").status_code == 200
    assert client.post("/pledges/joint/partners/agree/", form).status_code == 302
    assert standing(joint, today()) == WholeStanding.COMPLETE
    form = {"held_from": str(DAY), "reason": "needed at home"}
    assert client.post("/pledges/joint/partners/withdraw/", form).status_code == 302
    page = client.get(f"/pledges/joint/?as_of={today()}").content.decode()
    assert "broken by India" in page
    assert "does not hold" in page


def test_the_page_of_a_joint_pledge_keeps_to_its_queries(
    parties: Parties, django_assert_max_num_queries: "DjangoAssertNumQueries"
) -> None:
    actions.register_unit(parties["owning State"], actions.UnitTerms("kazbat", "Kazbat"), today=KNOWN)
    joint_pledge(parties, unit="kazbat")
    india_agrees(parties)
    for number in range(5):
        said = CaveatTerms("weapons", f"caveat {number}")
        actions.record_discovered_caveat(parties["secretariat officer"], "joint", said, today=KNOWN)
    client = Client()
    client.force_login(parties.users["secretariat officer"], backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(f"/pledges/joint/?as_of={DAY}").status_code == 200
