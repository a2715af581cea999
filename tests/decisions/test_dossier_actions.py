"""Dossiers of a State: opened, assessed, signed by its bodies in turn, decided; nobody else takes part."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.decisions.actions import assessments
from muster.decisions.actions.dossiers import change_dossier, link_act, link_case
from muster.decisions.data import DataPoint, Suggestion
from muster.decisions.dossier_terms import EvidenceTerms
from muster.decisions.models import Assessment, Dossier, SignOff
from muster.decisions.queries.dossiers import seen_dossier, seen_dossiers, visible_dossier, visible_dossiers
from muster.decisions.rules.dossier_terms import CRITERIA, RoomFacts
from muster.kit.errors import MusterError, NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from tests.decisions.dossier_record import (
    CONTENT,
    REFERENCE,
    act_of,
    approver_of,
    assessed,
    assessed_wholly,
    bodies_of_kazakhstan,
    due_again,
    opened,
    signed,
    signed_wholly,
    stepped,
)
from tests.record import DAY, Record

LATER = DAY + timedelta(days=30)


def told(refusal: MusterError) -> str:
    return " ".join([refusal.message, *(str(one) for one in getattr(refusal, "problems", ()))])


def seen(actor: Any, day: date = DAY) -> Any:
    return seen_dossier(actor, visible_dossier(actor, day, REFERENCE), day)


def test_a_dossier_goes_its_whole_way(record: Record) -> None:
    bodies_of_kazakhstan()
    officer, approver = record.parties["owning State"], approver_of(record)
    opened(officer)
    assessed_wholly(officer)
    signed_wholly(approver)
    made = stepped(approver, "approve")
    assert (made.stage, made.decided_on) == ("approved", DAY)
    assert made.decision == "Words of Kazakhstan to approve"
    assert SignOff.objects.count() == 2 + 3 + 5
    actions = list(AuditEvent.objects.filter(subject=REFERENCE).values_list("action", flat=True))
    assert actions.count("decisions:dossier:assessed") == 5
    assert actions.count("decisions:dossier:signed") == 3
    assert actions[-1] == "decisions:dossier:stage"


@pytest.mark.parametrize(
    "who",
    [
        "secretariat administrator", "other secretariat", "mission", "other State", "training institution", "analyst",
    ],
)  # fmt: skip
def test_nobody_but_the_state_ever_sees_a_dossier(record: Record, who: str) -> None:
    bodies_of_kazakhstan()
    opened()
    assessed_wholly(SYSTEM)
    signed_wholly(SYSTEM)
    stepped(SYSTEM, "approve")
    assert not visible_dossiers(record.parties[who], LATER).exists()
    with pytest.raises(NotFound, match="no dossier"):
        assessed(record.parties[who])
    with pytest.raises(NotFound):
        stepped(record.parties[who], "reopen")


def test_only_a_member_state_opens_one_and_only_its_own(record: Record) -> None:
    with pytest.raises(NotAllowed, match="only its owner"):
        opened(record.parties["other State"])
    with pytest.raises(NotAllowed, match="member States"):
        opened(record.parties["secretariat officer"], state="UN")
    with pytest.raises(NotAllowed, match="officer"):
        opened(record.parties["owning State's reader"])


def test_a_dossier_rests_on_what_is_the_states_and_the_missions(record: Record) -> None:
    officer = record.parties["owning State"]
    post = record.requirements["requirement-un"].posts.first() if "requirement-un" in record.requirements else None
    if post is not None:
        assert opened(officer, reference="with-post", post=post.reference).post == post
        with pytest.raises(Refused) as refused:
            opened(officer, reference="elsewhere", mission="UNDOF", post=post.reference)
        assert "post of another mission" in told(refused.value)
    with pytest.raises(NotFound):
        opened(officer, request="no-such-request")


def test_what_is_wrong_with_a_new_dossier_is_told_at_once(record: Record) -> None:
    opened()
    with pytest.raises(Refused) as refused:
        opened(record.parties["owning State"], title=" ", people=0, opened_on=LATER, standing="seen")
    words = told(refused.value)
    for part in ("is taken", "is empty", "nobody is asked for", "has not come yet", "'entered'"):
        assert part in words
    with pytest.raises(Refused) as refused:
        opened(reference="new")
    assert "is a word of the site" in told(refused.value)


def test_an_approver_signs_and_decides_and_an_officer_does_not(record: Record) -> None:
    bodies_of_kazakhstan()
    officer = record.parties["owning State"]
    opened(officer)
    assessed_wholly(officer)
    with pytest.raises(NotAllowed, match="approver"):
        signed(officer, "mfa")
    with pytest.raises(NotAllowed, match="approver"):
        stepped(officer, "decline")
    assert stepped(officer, "close").stage == "closed"


def test_nobody_signs_what_they_wrote(record: Record) -> None:
    bodies_of_kazakhstan()
    writer, other = approver_of(record), approver_of(record, username="another-approver")
    opened(writer)
    assessed_wholly(writer)
    with pytest.raises(Refused) as refused:
        signed(writer, "mfa")
    assert "you wrote its assessment; let somebody else sign it" in told(refused.value)
    signed(other, "mfa")
    assert SignOff.objects.count() == 2


def test_a_body_signs_in_its_turn(record: Record) -> None:
    bodies_of_kazakhstan()
    approver = approver_of(record)
    opened()
    assessed_wholly(SYSTEM)
    with pytest.raises(Refused) as refused:
        signed(approver, "parliament")
    assert "signs after" in told(refused.value)
    signed(approver, "mod", criterion="risk")
    assert SignOff.objects.get().assessment.criterion == "risk"  # type: ignore[union-attr]
    signed(approver, "mod")
    assert SignOff.objects.count() == 3
    with pytest.raises(Refused) as refused:
        signed(approver, "president")
    assert "does not sign" in told(refused.value)


def test_a_decision_lacking_something_is_refused_line_by_line_and_nothing_is_saved(record: Record) -> None:
    bodies_of_kazakhstan()
    opened()
    assessed(SYSTEM, "risk", "not-met")
    with pytest.raises(Refused) as refused:
        stepped(approver_of(record), "approve")
    assert len(refused.value.problems) == 4 + 1 + 3
    assert Dossier.objects.get().stage == "open"


def test_an_assessment_made_after_a_signature_must_be_signed_again(record: Record) -> None:
    bodies_of_kazakhstan()
    approver = approver_of(record)
    opened()
    assessed_wholly(SYSTEM)
    signed_wholly(approver)
    assessed(SYSTEM, "risk", "reserved")
    with pytest.raises(Refused) as refused:
        stepped(approver, "approve")
    assert "signed what was assessed again since" in told(refused.value)
    signed(approver, "mod")
    signed(approver, "parliament")
    assert stepped(approver, "approve").stage == "approved"


def test_a_changed_fact_holds_the_decision_until_it_is_assessed_again(record: Record) -> None:
    bodies_of_kazakhstan()
    approver = approver_of(record)
    opened()
    assessed_wholly(SYSTEM)
    again = due_again("risk")
    assert [one.criterion for one in seen(approver).gates if one.why] == ["risk"]
    with pytest.raises(Refused) as refused:
        signed(approver, "mod")
    assert "the threat rose" in told(refused.value)
    made = assessed(SYSTEM, "risk", "reserved")
    again.refresh_from_db()
    assert again.settled_by == made
    signed_wholly(approver)
    assert stepped(approver, "approve").stage == "approved"


def test_other_people_need_other_assessments(record: Record) -> None:
    officer = record.parties["owning State"]
    opened(officer)
    assessed_wholly(officer)
    change_dossier(officer, REFERENCE, replace(CONTENT, people=430), today=DAY)
    assert all("and the dossier asks for 430" in one.why[0] for one in seen(officer).gates)
    change_dossier(officer, REFERENCE, replace(CONTENT, note="only the note"), today=DAY)
    assert not any(one.why for one in seen(officer).gates)


@pytest.fixture
def _suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    points = (DataPoint("rate", "Rate of fatalities", "2.5", "per 10,000", "two and a half", "statistics"),)
    monkeypatch.setattr(assessments, "read_data", lambda viewer, asked, criterion, day: points)
    monkeypatch.setattr(assessments, "suggest", lambda criterion, data, day: Suggestion("reserved", ("high",)))


@pytest.mark.usefixtures("_suggested")
def test_data_and_suggestion_of_the_day_are_kept_and_a_better_verdict_says_why(record: Record) -> None:
    officer = record.parties["owning State"]
    opened(officer)
    with pytest.raises(Refused) as refused:
        assessed(officer, "risk", "met", why_better="")
    assert "better than the rules suggest" in told(refused.value)
    made = assessed(officer, "risk", "met", why_better="The sector is quiet.")
    assert made.suggested == "reserved"
    assert made.words.endswith("Better than the rules suggest: The sector is quiet.")
    assert [(one["key"], one["value"]) for one in made.data][-1] == ("rate", "2.5")
    assert assessed(officer, "risk", "reserved").number == 2
    assert assessed(officer, "risk", "not-met").number == 3


def test_an_assessment_is_dated_in_words_with_evidence(record: Record) -> None:
    officer = record.parties["owning State"]
    opened(officer)
    pieces = (EvidenceTerms(" "), EvidenceTerms("Later", dated=LATER))
    with pytest.raises(Refused) as refused:
        assessed(officer, words=" ", evidence=pieces, assessed_on=DAY - timedelta(1), standing="seen")
    for part in ("there are none", "has no title", "after the assessment", "is before", "'entered'"):
        assert part in told(refused.value)
    with pytest.raises(Refused) as refused:
        assessed(officer, "luck", "fine")
    assert "give one of" in told(refused.value)
    assert Assessment.objects.count() == 0


def _conflict(monkeypatch: pytest.MonkeyPatch, room: RoomFacts) -> None:
    from muster.decisions.queries import dossiers as queries

    monkeypatch.setattr(queries, "conflicts_in", lambda tasks: ("Enforcement: the law does not name it",))
    monkeypatch.setattr(queries, "room_on", lambda *args, **kwargs: room)


def test_law_is_acknowledged_and_an_act_awaited_is_named(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies_of_kazakhstan()
    _conflict(monkeypatch, RoomFacts(left=100, act="act-kaz"))
    approver = approver_of(record)
    opened()
    assessed_wholly(SYSTEM)
    signed_wholly(approver)
    with pytest.raises(Refused) as refused:
        stepped(approver, "approve")
    assert "room for 100 under act-kaz, and 120 are asked for" in told(refused.value)
    made = stepped(approver, "approve", acknowledged="Not used by force.", awaited_act="The act of January.")
    assert made.decision.splitlines()[2:] == ["Law: Not used by force.", "", "Act awaited: The act of January."]


def test_what_is_decided_is_written_no_more_until_it_is_opened_again(record: Record) -> None:
    officer, approver = record.parties["owning State"], approver_of(record)
    opened(officer)
    stepped(approver, "decline")
    for write in (
        lambda: assessed(officer),
        lambda: signed(approver, "mfa"),
        lambda: change_dossier(officer, REFERENCE, CONTENT, today=DAY),
    ):
        with pytest.raises(Refused, match="opens it again"):
            write()
    again = stepped(approver, "reopen")
    assert (again.stage, again.decided_on, again.decision) == ("open", None, "")
    assessed(officer)


def test_who_read_an_earlier_version_writes_nothing_over(record: Record) -> None:
    officer = record.parties["owning State"]
    opened(officer)
    assessed(officer)
    with pytest.raises(Refused, match="changed by somebody else"):
        change_dossier(officer, REFERENCE, CONTENT, today=DAY, expected_version=1)
    assert change_dossier(officer, REFERENCE, CONTENT, today=DAY, expected_version=2).version == 3


def test_as_of_an_earlier_day_only_what_was_known_then_is_there(record: Record) -> None:
    bodies_of_kazakhstan()
    officer = record.parties["owning State"]
    opened(officer)
    assessed_wholly(officer)
    signed_wholly(SYSTEM, LATER)
    stepped(SYSTEM, "approve", LATER)
    stepped(SYSTEM, "reopen", LATER + timedelta(days=2))
    assessed(officer, "risk", "not-met", today=LATER + timedelta(days=3))
    days = (DAY, LATER, LATER + timedelta(days=2), LATER + timedelta(days=3))
    found = [seen(officer, day) for day in days]
    assert [one.stage for one in found] == ["open", "approved", "open", "open"]
    assert [len(one.dossier.known_sign_offs) for one in found] == [0, 10, 10, 10]
    assert [one.gates[4].state for one in found] == ["met", "met", "met", "not-met"]
    assert found[1].decided.words == "Words of Kazakhstan to approve"
    assert not visible_dossiers(officer, DAY - timedelta(1)).exists()


def test_the_approvers_are_told_once_which_signature_is_due(record: Record) -> None:
    bodies_of_kazakhstan()
    officer, approver = record.parties["owning State"], approver_of(record)
    opened(officer)
    assessed_wholly(officer)
    titles = [one.title for one in Notice.objects.filter(topic="dossier-signature").order_by("pk")]
    assert [one.split("signature of ")[1] for one in titles] == [
        "Ministry of Foreign Affairs of Kazakhstan is due",
        "Ministry of Defence of Kazakhstan is due",
    ]
    assert {one.only_for_id for one in Notice.objects.filter(topic="dossier-signature")} == {approver.user_id}
    before = Notice.objects.count()
    signed(approver, "mfa")
    assert Notice.objects.count() == before
    signed(approver, "mod")
    assert "Parliament" in Notice.objects.order_by("-pk")[0].title


def test_an_act_of_the_state_that_names_the_mission_is_linked(record: Record) -> None:
    officer = record.parties["owning State"]
    opened(officer)
    act_of("KAZ", [record.missions["UNIFIL"]])
    act_of("KAZ", [record.missions["UNDOF"]] if "UNDOF" in record.missions else [record.missions["AMISOM"]], "other")
    act_of("IND", [record.missions["UNIFIL"]], "act-ind")
    assert str(link_act(officer, REFERENCE, "act-kaz", today=DAY).act) == "act-kaz"
    for wrong in ("other", "act-ind", "none"):
        with pytest.raises(Refused):
            link_act(officer, REFERENCE, wrong, today=DAY)
    assert link_act(officer, REFERENCE, "", today=DAY).act is None
    with pytest.raises(NotFound):
        link_case(officer, REFERENCE, "no-such-case", today=DAY)
    assert link_case(officer, REFERENCE, "", today=DAY).case is None


def test_a_list_shows_each_dossier_with_its_gates(record: Record) -> None:
    bodies_of_kazakhstan()
    officer = record.parties["owning State"]
    opened(officer)
    opened(officer, reference="second")
    assessed_wholly(officer)
    rows = {one.dossier.reference: one for one in seen_dossiers(officer, DAY)}
    assert all(gate.is_open for gate in rows[REFERENCE].gates)
    assert [one.body.code for one in rows[REFERENCE].next_bodies] == ["mfa", "mod"]
    assert rows["second"].next_bodies == ()


@pytest.mark.parametrize("criterion", CRITERIA)
def test_data_are_read_with_the_eyes_of_the_state(
    record: Record, monkeypatch: pytest.MonkeyPatch, criterion: str
) -> None:
    eyes: list[Any] = []

    def read(viewer: Any, asked: Any, code: str, day: date) -> tuple[DataPoint, ...]:
        eyes.append(viewer)
        return ()

    monkeypatch.setattr(assessments, "read_data", read)
    opened()
    assessed(SYSTEM, criterion)
    assert {(one.organisation_code, one.is_system) for one in eyes} == {("KAZ", False)}
