"""Requests, offers and selections: who may take which step, what is refused, who is told, and what a replay finds."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from muster.audit.models import AuditEvent
from muster.generation.actions import feedback
from muster.generation.actions import offer as offers
from muster.generation.actions import request as requests
from muster.generation.actions import selection as selections
from muster.generation.actions.selection_bar import end_bar, record_bar
from muster.generation.commands import app
from muster.generation.models import (
    Addressee,
    BarKind,
    Case,
    Offer,
    OfferStage,
    Request,
    Selection,
    SelectionBar,
    SelectionFeedback,
    SelectionStage,
)
from muster.generation.queries.offer import visible_bars, visible_offers
from muster.generation.queries.request import visible_addressees, visible_requests
from muster.generation.queries.selection import measures_of, visible_feedback, visible_selections
from muster.generation.queries.selection_facts import selection_input
from muster.generation.rules import offer as offer_rules
from muster.generation.rules import request as request_rules
from muster.generation.rules import selection as selection_rules
from muster.generation.rules.selection_score import evaluate
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.missions.models import Post
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.pledges import actions as pledges
from muster.pledges.levels import Level
from tests.generation.selecting import AFTER, POST, REPLY_BY, approved, closed, drafted, issued, offered, proposed
from tests.record import DAY, Parties, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(record: Record) -> Parties:
    """The parties of the small record."""
    return record.parties


def titles(code: str) -> list[str]:
    """Return what an organisation was told, newest first."""
    return list(Notice.objects.filter(organisation__code=code).order_by("-pk").values_list("title", flat=True))


def test_a_draft_is_the_registers_own_and_once_issued_those_who_are_asked_see_it(house: Parties) -> None:
    drafted(house, states=("KAZ",))
    assert not visible_requests(house["owning State"], DAY).exists()
    assert visible_requests(house["secretariat reader"], DAY).exists()
    requests.issue_request(house["secretariat officer"], "ask", today=DAY)
    assert visible_requests(house["owning State"], DAY).exists()
    assert not visible_requests(house["other State"], DAY).exists()
    assert not visible_requests(house["other secretariat"], DAY).exists()
    assert titles("KAZ")[0] == "Request ask: Title of ask"
    assert titles("IND") == []


def test_a_state_sees_its_own_reply_and_no_other_state_that_is_asked(house: Parties) -> None:
    request = issued(house)
    seen = visible_addressees(house["owning State"], request)
    assert [one.state.code for one in seen] == ["KAZ"]
    assert visible_addressees(house["secretariat reader"], request).count() == 2


def test_a_request_to_all_asks_every_member_state(house: Parties) -> None:
    request = issued(house, states=(), to_all=True)
    assert set(request.addressees.values_list("state__code", flat=True)) == {"KAZ", "IND"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"posts": ("nowhere",)}, "there is no post 'nowhere'"),
        ({"states": ("KAZ", "UNIFIL")}, "'UNIFIL' is no Member State"),
        ({"posts": ("req-of-au-draft-coy",)}, "there is no post"),
    ],
)
def test_a_request_for_what_there_is_not_is_refused_whole(house: Parties, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match="cannot be recorded") as refusal:
        drafted(house, **changes)
    assert words in str(refusal.value.problems[0])
    assert not Request.objects.exists()


def test_only_an_officer_of_the_register_asks(house: Parties) -> None:
    drafted(house)
    for name in ("secretariat reader", "other secretariat", "owning State", "mission"):
        with pytest.raises((NotAllowed, NotFound)):
            requests.issue_request(house[name], "ask", today=DAY)


def test_a_request_is_not_issued_to_nobody_nor_with_a_last_day_gone_by(house: Parties) -> None:
    drafted(house, states=(), reply_by=DAY)
    with pytest.raises(Refused) as refusal:
        requests.issue_request(house["secretariat officer"], "ask", today=DAY)
    assert [one.place for one in refusal.value.problems] == ["States", "reply by"]


def test_a_change_that_comes_second_is_refused(house: Parties) -> None:
    request = drafted(house)
    terms = replace(requests.terms_of(request), title="Other title")
    changed = requests.change_request(house["secretariat officer"], terms, today=DAY, expected_version=request.version)
    assert changed.title == "Other title"
    with pytest.raises(Refused, match="changed by somebody else"):
        requests.change_request(house["secretariat officer"], terms, today=DAY, expected_version=request.version)


def request_steps(house: Parties) -> dict[str, Callable[[], Any]]:
    """Return what leads a request to each stage."""
    officer = house["secretariat officer"]
    return {
        "issued": lambda: requests.issue_request(officer, "ask", today=DAY),
        "closed": lambda: requests.close_request(officer, "ask", today=AFTER),
        "cancelled": lambda: requests.cancel_request(officer, "ask", reason="Why.", today=DAY),
        "reopened": lambda: requests.reopen_request(
            officer, "ask", reason="Why.", reply_by=AFTER + timedelta(days=9), today=AFTER
        ),
    }


@pytest.mark.parametrize("stage", request_rules.STEPS)
def test_a_request_takes_every_legal_step_and_no_other(house: Parties, stage: str) -> None:
    drafted(house)
    steps = request_steps(house)
    for to, take in steps.items():
        Request.objects.filter(reference="ask").update(stage=stage, issued_on=None if stage == "draft" else DAY)
        is_legal = to in request_rules.STEPS[stage] and (to, stage) != ("issued", "closed")
        if to == "reopened":
            is_legal = stage == "closed"
        if is_legal:
            take()
            assert Request.objects.get(reference="ask").stage == ("issued" if to == "reopened" else to)
        else:
            with pytest.raises(Refused):
                take()


def test_weights_are_changed_before_the_first_offer_with_a_reason_that_those_asked_read(house: Parties) -> None:
    issued(house)
    officer = house["secretariat officer"]
    with pytest.raises(Refused, match="say why"):
        requests.set_weights(officer, "ask", [("fit", 40)], reason=" ", today=DAY)
    with pytest.raises(Refused) as refusal:
        requests.set_weights(officer, "ask", [("beauty", 40)], reason="Why.", today=DAY)
    assert "is no criterion" in str(refusal.value.problems[0])
    requests.set_weights(officer, "ask", [("fit", 40), ("distance", 0)], reason="The need is narrow.", today=DAY)
    assert Notice.objects.filter(organisation__code="IND").latest("pk").body == "The need is narrow."
    request = Request.objects.get(reference="ask")
    given = selection_input(officer, request, Post.objects.get(reference=POST), DAY)
    weights = {one.criterion: one for one in given.weights}
    assert (weights["fit"].points, weights["fit"].is_of_request) == (40, True)
    assert (weights["level"].points, weights["level"].is_of_request) == (10, False)
    offered(house, "KAZ")
    with pytest.raises(Refused, match="an offer has been made already"):
        requests.set_weights(officer, "ask", [], reason="Why.", today=DAY)


def test_a_state_declines_with_a_reason_and_may_still_offer(house: Parties) -> None:
    issued(house)
    with pytest.raises(Refused, match="say why"):
        requests.decline_request(house["owning State"], "ask", state="KAZ", reason="", today=DAY)
    requests.decline_request(house["owning State"], "ask", state="KAZ", reason="No unit.", today=DAY)
    assert Addressee.objects.get(state__code="KAZ").reply == "declined"
    assert titles("UN")[0] == "Kazakhstan declines request ask"
    offered(house, "KAZ")
    assert Addressee.objects.get(state__code="KAZ").reply == "offered"
    with pytest.raises(Refused, match="withdraw it instead"):
        requests.decline_request(house["owning State"], "ask", state="KAZ", reason="No unit.", today=DAY)


def test_a_state_offers_and_declines_for_itself_and_is_not_asked_for_another(house: Parties) -> None:
    issued(house)
    with pytest.raises(NotAllowed):
        requests.decline_request(house["other State"], "ask", state="KAZ", reason="Why.", today=DAY)
    terms = offers.OfferTerms("ask", POST, "KAZ", pledges=("kaz-submitted",))
    for name, error in (("other State", NotAllowed), ("owning State's reader", NotAllowed), ("mission", NotFound)):
        with pytest.raises(error):
            offers.make_offer(house[name], terms, today=DAY)
    assert offers.make_offer(house["secretariat officer"], terms, today=DAY).state.code == "KAZ"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pledges": ("ind-submitted",)}, "no submitted pledge of Kazakhstan"),
        ({"pledges": ("kaz-draft",)}, "no submitted pledge of Kazakhstan"),
        ({"pledges": ("kaz-submitted", "kaz-submitted")}, "names a pledge twice"),
        ({"post": "req-published-bn"}, "does not ask for it"),
        ({"pledges": ()}, "cannot be recorded"),
        ({"strength": 10}, "cannot be recorded"),
    ],
)
def test_an_offer_of_what_there_is_not_is_refused(house: Parties, changes: dict[str, Any], words: str) -> None:
    issued(house)
    with pytest.raises(Refused, match=words):
        offered(house, "KAZ", **changes)
    assert not Offer.objects.exists()


def test_a_pledge_is_offered_for_a_post_once(house: Parties) -> None:
    issued(house)
    offered(house, "KAZ")
    with pytest.raises(Refused, match="is offered for it already"):
        offered(house, "KAZ")
    offers.withdraw_offer(house["owning State"], "ask-kaz-1", reason="Wrong unit.", today=DAY)
    assert offered(house, "KAZ").reference == "ask-kaz-2"


def test_no_state_sees_another_states_offer(house: Parties) -> None:
    closed(house)
    assert [one.reference for one in visible_offers(house["owning State"], AFTER)] == ["ask-kaz-1"]
    assert visible_offers(house["secretariat reader"], AFTER).count() == 2
    assert not visible_offers(house["mission"], AFTER).exists()


def test_a_new_offer_stands_at_no_level_and_is_kept_out_until_it_is_pledged_and_proven(house: Parties) -> None:
    issued(house)
    new: dict[str, Any] = {"pledges": (), "unit_type": "INF-COY", "strength": 120, "ready_on": AFTER}
    offered(house, "KAZ", **new)
    given = selection_input(house["secretariat officer"], Request.objects.get(), Post.objects.get(reference=POST), DAY)
    (found,) = evaluate(given).offers
    assert [one.gate for one in found.gates if not one.fits] == ["level"]


def test_a_late_offer_says_why_and_counts_once_the_register_has_admitted_it_with_a_reason(house: Parties) -> None:
    issued(house)
    with pytest.raises(Refused, match="the last day for offers has passed"):
        offered(house, "KAZ", today=AFTER)
    late = offered(house, "KAZ", today=AFTER, late_reason="The parliament sat late.")
    assert late.is_late
    assert not late.counts
    with pytest.raises(NotAllowed):
        offers.admit_offer(house["owning State"], late.reference, reason="Please.", today=AFTER)
    with pytest.raises(Refused, match="say why a late offer"):
        offers.admit_offer(house["secretariat officer"], late.reference, reason="", today=AFTER)
    admitted = offers.admit_offer(house["secretariat officer"], late.reference, reason="Nobody else.", today=AFTER)
    assert admitted.counts
    with pytest.raises(Refused, match="admitted already"):
        offers.admit_offer(house["secretariat officer"], late.reference, reason="Again.", today=AFTER)
    assert titles("KAZ")[0] == f"Your late offer {late.reference} is admitted"


def test_an_offer_in_time_is_not_late_on_the_last_day_itself(house: Parties) -> None:
    issued(house)
    assert not offered(house, "KAZ", today=REPLY_BY).is_late
    with pytest.raises(Refused, match="made in time"):
        offers.admit_offer(house["secretariat officer"], "ask-kaz-1", reason="Why.", today=REPLY_BY)


@pytest.mark.parametrize("stage", offer_rules.STEPS)
def test_an_offer_is_withdrawn_from_every_stage_but_the_last(house: Parties, stage: str) -> None:
    issued(house)
    offered(house, "KAZ")
    Offer.objects.update(stage=stage)

    def take() -> Offer:
        return offers.withdraw_offer(house["owning State"], "ask-kaz-1", reason="Why.", today=DAY)

    if "withdrawn" in offer_rules.STEPS[stage]:
        assert take().stage == "withdrawn"
        assert Addressee.objects.get(state__code="KAZ").reply == "declined"
    else:
        with pytest.raises(Refused, match="it is over"):
            take()


def test_a_unit_is_selected_only_once_offers_are_complete(house: Parties) -> None:
    issued(house)
    offered(house, "KAZ")
    with pytest.raises(Refused, match="close it first"):
        selections.draft_selection(house["secretariat officer"], "ask", POST, offer="ask-kaz-1", today=DAY)


def test_one_proposes_and_another_person_approves(house: Parties) -> None:
    made = proposed(house)
    officer, approver = house["secretariat officer"], house["secretariat approver"]
    with pytest.raises(NotAllowed):
        selections.approve_selection(officer, made.reference, today=AFTER)
    Selection.objects.update(proposed_by=approver.user_id)
    with pytest.raises(Refused, match="you proposed it"):
        selections.approve_selection(approver, made.reference, today=AFTER)
    done = selections.approve_selection(house["secretariat administrator"], made.reference, today=AFTER)
    assert done.stage == SelectionStage.APPROVED
    stages = dict(Offer.objects.values_list("reference", "stage"))
    assert stages == {"ask-kaz-1": OfferStage.SELECTED, "ask-ind-1": OfferStage.NOT_SELECTED}
    assert titles("KAZ")[0] == f"Your offer ask-kaz-1 is selected for {POST}"


def test_the_approval_opens_the_case_with_what_is_behind_it_and_a_revocation_abandons_it(house: Parties) -> None:
    made = approved(house)
    case = Case.objects.get(reference="case-ask-kaz-1")
    assert made.case == case
    assert (case.state.code, case.post.reference, case.strength, case.requested_on) == ("KAZ", POST, 120, DAY)
    done = case.phases.filter(stage="done").values_list("phase", "outcome")
    assert ("selection", f"selection {made.reference}") in done
    offers.withdraw_offer(house["owning State"], "ask-kaz-1", reason="The government fell.", today=AFTER)
    case.refresh_from_db()
    assert case.stage == "abandoned"
    assert "The government fell." in case.ended_reason


def test_the_case_of_an_illustrative_request_is_illustrative_too(house: Parties) -> None:
    made = proposed(house)
    Request.objects.update(standing="illustrative")
    selections.approve_selection(house["secretariat approver"], made.reference, today=AFTER)
    assert Case.objects.get(reference="case-ask-kaz-1").illustrative


def test_a_choice_that_is_not_the_best_is_proposed_only_with_a_written_reason(house: Parties) -> None:
    closed(house)
    officer = house["secretariat officer"]
    request, post = Request.objects.get(), Post.objects.get(reference=POST)
    ranking = evaluate(selection_input(officer, request, post, AFTER)).ranking
    made = selections.draft_selection(officer, "ask", POST, offer=ranking[1], today=AFTER)
    with pytest.raises(Refused, match="has not the best score"):
        selections.propose_selection(officer, made.reference, today=AFTER)
    selections.change_selection(officer, made.reference, offer=ranking[1], justification="A reason.", today=AFTER)
    assert selections.propose_selection(officer, made.reference, today=AFTER).stage == "proposed"


def bar(house: Parties, kind: str = BarKind.VETTING, **changes: Any) -> SelectionBar:
    """Enter a bar against Kazakhstan's units."""
    organisations = house.organisations
    values: dict[str, Any] = {
        "register": organisations["UN"],
        "kind": kind,
        "state": organisations["KAZ"],
        "valid_from": DAY,
        "reason": "Reason of the block",
        "ask": "the conduct service",
    }
    return record_bar(house["secretariat officer"], SelectionBar(**(values | changes)), today=DAY)


def test_a_block_that_comes_between_proposal_and_approval_stops_the_approval(house: Parties) -> None:
    made = proposed(house)
    block = bar(house)
    with pytest.raises(Refused, match="Reason of the block"):
        selections.approve_selection(house["secretariat approver"], made.reference, today=AFTER)
    end_bar(house["secretariat officer"], block.pk, until=AFTER, reason="Cleared.", today=AFTER)
    selections.approve_selection(house["secretariat approver"], made.reference, today=AFTER)


def test_of_a_vetting_block_the_state_reads_whom_to_ask_and_no_reason(house: Parties) -> None:
    bar(house)
    made = proposed(house, "ask-ind-1")
    feedback = SelectionFeedback.objects.get(selection=made)
    assert feedback.reasons == "A vetting block is on record for all missions. Ask the conduct service."
    assert not visible_bars(house["owning State"], AFTER).exists()
    assert visible_bars(house["secretariat reader"], AFTER).count() == 1


def test_a_bar_holds_for_its_mission_unit_type_and_days_alone(house: Parties, record: Record) -> None:
    closed(house)
    bar(house, mission=record.missions["UNDOF"])
    bar(house, unit_type="SIG")
    bar(house, valid_until=DAY + timedelta(days=1))
    request, post = Request.objects.get(), Post.objects.get(reference=POST)
    officer = house["secretariat officer"]
    assert all(one.passes for one in evaluate(selection_input(officer, request, post, AFTER)).offers)
    bar(house, BarKind.HOST, mission=record.missions["UNIFIL"], unit_type="INF-COY")
    found = evaluate(selection_input(officer, request, post, AFTER)).offers
    assert {one.state for one in found if one.passes} == {"IND"}


def test_only_the_register_enters_and_ends_bars(house: Parties) -> None:
    block = bar(house)
    for name in ("secretariat reader", "owning State", "other secretariat"):
        with pytest.raises((NotAllowed, NotFound)):
            end_bar(house[name], block.pk, until=AFTER, reason="Why.", today=AFTER)
    with pytest.raises(Refused, match="say why"):
        end_bar(house["secretariat officer"], block.pk, until=AFTER, reason="", today=AFTER)


def selection_steps(house: Parties, reference: str) -> dict[str, Callable[[], Any]]:
    """Return what leads a selection to each stage."""
    officer, approver = house["secretariat officer"], house["secretariat administrator"]
    return {
        "proposed": lambda: selections.propose_selection(officer, reference, today=AFTER),
        "approved": lambda: selections.approve_selection(approver, reference, today=AFTER),
        "draft": lambda: selections.send_back_selection(approver, reference, reason="Why.", today=AFTER),
        "revoked": lambda: selections.revoke_selection(approver, reference, reason="Why.", today=AFTER),
    }


@pytest.mark.parametrize("stage", selection_rules.STEPS)
def test_a_selection_takes_every_legal_step_and_no_other(house: Parties, stage: str) -> None:
    made = proposed(house)
    for to, take in selection_steps(house, made.reference).items():
        Selection.objects.update(stage=stage)
        Offer.objects.update(stage="made")
        if to in selection_rules.STEPS[stage]:
            take()
            assert Selection.objects.get().stage == to
        else:
            with pytest.raises(Refused):
                take()
            assert Selection.objects.get().stage == stage


def test_when_a_selection_is_revoked_the_offers_stand_again_and_another_may_be_drafted(house: Parties) -> None:
    made = approved(house)
    with pytest.raises(NotAllowed):
        selections.revoke_selection(house["secretariat officer"], made.reference, reason="Why.", today=AFTER)
    selections.revoke_selection(house["secretariat approver"], made.reference, reason="Found unfit.", today=AFTER)
    assert set(Offer.objects.values_list("stage", flat=True)) == {"made"}
    told = Notice.objects.filter(organisation__code="IND").latest("pk")
    assert "stands again" in told.title
    assert told.body == ""
    again = selections.draft_selection(house["secretariat officer"], "ask", POST, offer="ask-ind-1", today=AFTER)
    assert again.reference == f"ask-for-{POST}-2"


def test_a_state_that_withdraws_its_chosen_offer_takes_the_selection_with_it(house: Parties) -> None:
    made = approved(house)
    offers.withdraw_offer(house["owning State"], "ask-kaz-1", reason="The government fell.", today=AFTER)
    made.refresh_from_db()
    assert made.stage == SelectionStage.REVOKED
    assert made.revoked_reason == "Kazakhstan withdrew its offer: The government fell."
    assert dict(Offer.objects.values_list("reference", "stage")) == {"ask-kaz-1": "withdrawn", "ask-ind-1": "made"}


def test_a_request_on_which_a_selection_rests_is_neither_opened_again_nor_given_up(house: Parties) -> None:
    proposed(house)
    officer = house["secretariat officer"]
    with pytest.raises(Refused, match="a selection rests on it"):
        requests.cancel_request(officer, "ask", reason="Why.", today=AFTER)
    with pytest.raises(Refused, match="a selection rests on it"):
        requests.reopen_request(officer, "ask", reason="Why.", reply_by=AFTER + timedelta(days=5), today=AFTER)


def test_feedback_is_reviewed_by_an_officer_then_sent_to_each_state_alone(house: Parties) -> None:
    made = proposed(house)
    officer = house["secretariat officer"]
    with pytest.raises(Refused, match="once it is approved"):
        feedback.send_feedback(officer, made.reference, today=AFTER)
    selections.approve_selection(house["secretariat approver"], made.reference, today=AFTER)
    with pytest.raises(Refused, match="review it first"):
        feedback.send_feedback(officer, made.reference, today=AFTER)
    said: dict[str, Any] = {"reasons": "Another unit stood at a higher level.", "advice": "Ask for a visit."}
    feedback.review_feedback(officer, made.reference, "ask-ind-1", **said, today=AFTER)
    assert not visible_feedback(house["other State"], AFTER).exists()
    assert feedback.send_feedback(officer, made.reference, today=AFTER) == 1
    told = Notice.objects.filter(organisation__code="IND").latest("pk")
    assert told.body == "Another unit stood at a higher level.\n\nAsk for a visit."
    assert [one.reasons for one in visible_feedback(house["other State"], AFTER)] == [said["reasons"]]
    assert not visible_feedback(house["owning State"], AFTER).exists()
    with pytest.raises(Refused, match="has been told"):
        feedback.review_feedback(officer, made.reference, "ask-ind-1", **said, today=AFTER)
    with pytest.raises(Refused, match="every State that was not chosen has been told"):
        feedback.send_feedback(officer, made.reference, today=AFTER)


def test_selections_are_the_registers_own(house: Parties) -> None:
    approved(house)
    for name in ("owning State", "other State", "mission", "other secretariat", "analyst"):
        assert not visible_selections(house[name], AFTER).exists()


def test_the_measures_of_a_request_are_days_to_reply_and_to_feedback_and_who_was_told(house: Parties) -> None:
    made = approved(house)
    request = Request.objects.get()
    found = measures_of(request, AFTER)
    assert (found.asked, found.replied, found.days_to_reply) == (2, 2, 0.0)
    assert (found.not_chosen, found.told, found.days_to_feedback) == (1, 0, None)
    officer, later = house["secretariat officer"], AFTER + timedelta(days=10)
    feedback.review_feedback(officer, made.reference, "ask-ind-1", reasons="Why.", advice="", today=later)
    feedback.send_feedback(officer, made.reference, today=later)
    found = measures_of(request, later)
    assert (found.told, found.days_to_feedback) == (1, 10.0)


def replayed(*arguments: str) -> tuple[int, str]:
    """Return the status and the words of `muster selection replay`."""
    answer = CliRunner().invoke(app, ["replay", *arguments])
    return answer.exit_code, answer.output


def test_a_selection_is_replayed_from_the_audit_record_when_everything_else_has_changed_or_is_gone(
    house: Parties, record: Record
) -> None:
    made = approved(house)
    pledges.change_level(SYSTEM, "kaz-submitted", Level.LEVEL_1, held_from=AFTER, known_from=AFTER, reason="Lowered.")
    SelectionFeedback.objects.all().delete()
    Selection.objects.all().delete()
    Offer.objects.all().delete()
    Request.objects.all().delete()
    Post.objects.filter(reference=POST).update(strength=9999, unit_type="SIG")
    status, words = replayed(made.reference)
    assert status == 0, words
    assert [line.split(": ")[-1] for line in words.splitlines()] == ["identical", "identical"]


def test_a_record_that_was_altered_is_told_with_the_first_difference_and_a_status(house: Parties) -> None:
    made = approved(house)
    event = AuditEvent.objects.get(action="generation:selection:approved")
    event.after["record"]["output"]["offers"][0]["score_hundredths"] += 1
    AuditEvent.objects.filter(pk=event.pk).update(after=event.after)
    status, words = replayed(made.reference)
    assert status == 1
    assert "differs at output.offers[1].score_hundredths: recorded" in words


def test_the_exported_record_is_replayed_from_its_file(house: Parties, tmp_path: Path) -> None:
    made = approved(house)
    file = tmp_path / "selection.json"
    answer = CliRunner().invoke(app, ["export", made.reference, str(file)])
    assert answer.exit_code == 0, answer.output
    AuditEvent.objects.all().delete()
    assert replayed("--file", str(file))[0] == 0
    content = json.loads(file.read_text())
    content["decisions"][1]["offer"] = "ask-ind-1"
    file.write_text(json.dumps(content))
    status, words = replayed("--file", str(file))
    assert status == 1
    assert "the record chooses 'ask-kaz-1'" in words


def test_the_event_holds_weights_parameters_with_their_standing_and_the_written_reason(house: Parties) -> None:
    approved(house)
    after = AuditEvent.objects.get(action="generation:selection:approved").after
    rows = {row["key"]: row for row in after["record"]["input"]["parameters"]}
    assert rows["selection_weight_fit_points"]["standing"] == "local choice"
    assert rows["level_min_for_selection"]["source"]
    assert after["justification"] == "Reason."


def test_what_is_asked_of_the_replay_is_a_selection_or_a_file(house: Parties) -> None:
    for arguments in ([], ["one", "--file", "two"]):
        answer = CliRunner().invoke(app, ["replay", *arguments])
        assert isinstance(answer.exception, Refused)
    assert isinstance(CliRunner().invoke(app, ["replay", "nothing"]).exception, NotFound)
