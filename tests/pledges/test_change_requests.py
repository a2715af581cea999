"""Changes of what was verified: asked for by the State, decided by the register, one at a time."""

from dataclasses import replace
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import ChangeRequest, Evidence, Pledge
from muster.pledges.queries import visible_change_requests
from muster.pledges.terms import EquipmentTerms, PledgeTerms, UnitPostTerms
from tests.pledges.proof import REFERENCE, acknowledged, complete_terms, raised_to
from tests.record import DAY, Parties

MORE = complete_terms(
    strength=140, posts=(UnitPostTerms("1", "Rifleman", 134), UnitPostTerms("1", "Orderly", 6, women=6))
)
A_LITTLE = complete_terms(strength=122)


def ask(parties: Parties, terms: PledgeTerms = A_LITTLE, by: str = "owning State", **more: object) -> ChangeRequest:
    """Ask for a change."""
    values: dict[str, object] = {"reason": "A second platoon", "today": DAY}
    return actions.request_change(parties[by], terms, **(values | more))  # type: ignore[arg-type]


def decide(parties: Parties, asked: ChangeRequest, accept: bool, by: str = "secretariat officer") -> ChangeRequest:
    """Decide on a request."""
    answer = "Agreed" if accept else "Not now"
    return actions.decide_change(parties[by], asked.pk, accept=accept, answer=answer, today=DAY)


def test_nothing_is_verified_before_evidence_for_level_2_is_approved(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_1)
    assert actions.change_pledge(parties["owning State"], A_LITTLE, today=DAY).is_change
    with pytest.raises(Refused, match="changes nothing that was verified; change it directly"):
        ask(parties, MORE)


@pytest.mark.parametrize(
    "changes",
    [
        {"strength": 122},
        {"officers": 3},
        {"units_offered": 2},
        {"equipment": (EquipmentTerms("COMMS", "Radio", 10),)},
        {"self_sustainment": ()},
        {"posts": ()},
    ],
)
def test_a_verified_fact_is_not_changed_directly(parties: Parties, changes: dict[str, Any]) -> None:
    raised_to(parties, Level.LEVEL_2)
    with pytest.raises(Refused, match="cannot be changed directly; ask for the change"):
        actions.change_pledge(parties["owning State"], complete_terms(**changes), today=DAY)
    register = parties.organisations["UN"]
    with pytest.raises(Refused) as refusal:
        actions.save_pledges(parties["owning State"], [complete_terms(**changes)], register=register, today=DAY)
    assert [one.remedy for one in refusal.value.problems] == ["ask for the change; the Secretariat decides on it"]
    assert Pledge.objects.get().version == 1


def test_what_was_not_verified_is_changed_as_before(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    said = complete_terms(remarks="New remarks", languages="en;fr", notice_days=60)
    assert actions.change_pledge(parties["owning State"], said, today=DAY).is_change
    assert Pledge.objects.get().latest.notice_days == 60


def test_at_the_rapid_deployment_level_the_notice_is_verified_too(parties: Parties) -> None:
    raised_to(parties, Level.RAPID_DEPLOYMENT)
    with pytest.raises(Refused, match="verified: notice days cannot be changed"):
        actions.change_pledge(parties["owning State"], complete_terms(notice_days=60), today=DAY)


def test_the_installation_itself_may_correct_the_record(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    assert actions.change_pledge(SYSTEM, A_LITTLE, today=DAY).is_change


def test_an_accepted_change_is_the_next_version_with_its_reason(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    asked = ask(parties)
    assert not asked.needs_new_visit
    decide(parties, asked, accept=True)
    pledge = Pledge.objects.get()
    assert (pledge.version, pledge.latest.strength, pledge.latest.standing) == (2, 122, "entered")
    event = AuditEvent.objects.filter(action="pledges:pledge:changed").latest("sequence")
    assert event.reason == "change asked for on 2018-10-01: A second platoon"
    assert actions.level_of(pledge) == Level.LEVEL_2
    assert not Evidence.objects.filter(renew_from__isnull=False).exists()


def test_a_refused_change_says_why_and_changes_nothing(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    asked = ask(parties)
    with pytest.raises(Refused, match="say why the change is refused"):
        actions.decide_change(parties["secretariat officer"], asked.pk, accept=False, answer=" ", today=DAY)
    decide(parties, asked, accept=False)
    assert (Pledge.objects.get().version, ChangeRequest.objects.get().verdict) == (1, "refused")


def test_a_large_change_asks_for_a_new_visit_and_marks_what_the_old_one_proved(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    asked = ask(parties, MORE)
    assert asked.needs_new_visit
    decide(parties, asked, accept=True)
    report = Evidence.objects.get(kind="assessment-report")
    assert (report.verdict, report.renew_from) == ("approved", DAY)
    assert actions.level_of(Pledge.objects.get()) == Level.LEVEL_2
    with pytest.raises(Refused) as refusal:
        actions.change_level(parties["secretariat officer"], REFERENCE, Level.LEVEL_3, held_from=DAY, known_from=DAY)
    assert "to be renewed: a new one: the unit is other than it was" in "\n".join(map(str, refusal.value.problems))
    assert "A new visit is needed" in Notice.objects.filter(topic="change-request").latest("pk").body


def test_a_large_change_leads_down_to_the_level_that_a_pledge_keeps_without_a_new_visit(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_3)
    decide(parties, ask(parties, MORE), accept=True)
    pledge = Pledge.objects.get()
    assert actions.level_of(pledge) == Level.LEVEL_2
    last = pledge.level_events.latest("pk")
    assert last.reason.startswith("a new visit is needed: the strength goes from 120 to 140, more than 10 %")


def test_one_request_is_open_at_a_time_and_the_state_takes_it_back(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    first = ask(parties)
    with pytest.raises(Refused, match="asked for already; take it back first"):
        ask(parties, MORE)
    with pytest.raises(NotAllowed):
        actions.take_back_change(parties["secretariat officer"], first.pk, today=DAY)
    actions.take_back_change(parties["owning State"], first.pk, today=DAY)
    second = ask(parties, MORE)
    assert {one.pk: one.verdict for one in ChangeRequest.objects.all()} == {first.pk: "taken-back", second.pk: "open"}


@pytest.mark.parametrize("end", ["accepted", "refused", "taken back"])
def test_what_is_decided_stays_decided(parties: Parties, end: str) -> None:
    raised_to(parties, Level.LEVEL_2)
    asked = ask(parties)
    if end == "taken back":
        actions.take_back_change(parties["owning State"], asked.pk, today=DAY)
    else:
        decide(parties, asked, accept=end == "accepted")
    for accept in (True, False):
        with pytest.raises(Refused, match=f"was {end} meanwhile"):
            decide(parties, asked, accept=accept)
    with pytest.raises(Refused, match=f"was {end} meanwhile"):
        actions.take_back_change(parties["owning State"], asked.pk, today=DAY)


def test_what_changed_meanwhile_of_other_facts_is_kept(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    asked = ask(parties)
    actions.change_pledge(parties["owning State"], complete_terms(remarks="Newer remarks"), today=DAY)
    decide(parties, asked, accept=True)
    latest = Pledge.objects.get().latest
    assert (latest.number, latest.strength, latest.remarks) == (3, 122, "Newer remarks")


def test_what_both_have_changed_is_not_decided_in_silence(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    asked = ask(parties, replace(A_LITTLE, remarks="Remarks of the request"))
    actions.change_pledge(parties["owning State"], complete_terms(remarks="Newer remarks"), today=DAY)
    with pytest.raises(Refused, match="remarks has changed since it was asked for"):
        decide(parties, asked, accept=True)
    assert ChangeRequest.objects.get().verdict == "open"


@pytest.mark.parametrize("by", ["owning State", "secretariat reader"])
def test_only_the_register_s_officers_decide(parties: Parties, by: str) -> None:
    raised_to(parties, Level.LEVEL_2)
    with pytest.raises(NotAllowed):
        decide(parties, ask(parties), accept=True, by=by)


@pytest.mark.parametrize("by", ["other State", "other secretariat", "mission", "training institution", "analyst"])
def test_others_neither_see_nor_find_a_request(parties: Parties, by: str) -> None:
    raised_to(parties, Level.LEVEL_2)
    asked = ask(parties)
    assert not visible_change_requests(parties[by], DAY).exists()
    with pytest.raises(NotFound):
        decide(parties, asked, accept=True, by=by)
    with pytest.raises((NotFound, NotAllowed)):
        ask(parties, MORE, by=by)


def test_a_change_of_what_was_changed_meanwhile_is_not_asked_for(parties: Parties) -> None:
    raised_to(parties, Level.LEVEL_2)
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        ask(parties, expected_version=2)
    with pytest.raises(Refused, match="say why the change is asked for"):
        ask(parties, reason=" ")
    with pytest.raises(Refused, match="cannot be changed like this"):
        ask(parties, complete_terms(strength=0))


def test_no_change_of_a_withdrawn_pledge_is_asked_for(parties: Parties) -> None:
    acknowledged(parties)
    actions.change_level(
        parties["owning State"], REFERENCE, Level.WITHDRAWN, held_from=DAY, known_from=DAY, evidence="Note"
    )
    with pytest.raises(Refused, match="a change is asked for while it stands"):
        ask(parties)
