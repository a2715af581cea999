"""Losses are reported, written, investigated, decided by others than who reported, and settled; each side its part."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.documents.actions import store_document
from muster.documents.queries import visible_documents
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.adjustments import switch_adjustment
from muster.reimbursement.actions.loss_access import is_decider, loss_steps_open
from muster.reimbursement.actions.loss_evidence import add_loss_evidence
from muster.reimbursement.actions.losses import step_loss, write_loss
from muster.reimbursement.adjustment_terms import SwitchTerms
from muster.reimbursement.loss_terms import LossItemTerms
from muster.reimbursement.models import LossEvent, LossItem, MemorandumVersion
from muster.reimbursement.queries.losses import reckoning_of, result_of, visible_loss, visible_losses
from muster.reimbursement.rules.factors_paid import FactorSpan, exact_months, factors_paid
from muster.reimbursement.rules.losses import LossBearer
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record
from tests.reimbursement.loss_record import (
    CARRIER,
    CONTENT,
    HAPPENED_ON,
    HELD_FROM,
    RADIO,
    factors_of_mission,
    memorandum_of_company,
    reported,
    stepped,
)

SIDES = ("owning State", "mission", "secretariat officer")
OUTSIDE = ("other State", "other mission", "other secretariat", "analyst")


@pytest.fixture(autouse=True)
def _memorandum(record: Record) -> None:
    company_in_theatre(with_tours=False)
    memorandum_of_company()


def test_a_loss_goes_its_whole_way_and_the_decision_keeps_what_it_found(record: Record) -> None:
    state, mission = record.parties["owning State"], record.parties["mission"]
    approver = record.parties["secretariat approver"]
    reported(state)
    stepped(mission, "investigated")
    decided = stepped(approver, "decided")
    carriers, radio = decided.items.all()
    # Two carriers of 150,000 dollars reach the collective value; they were used for all but a day of six months.
    months = Fraction(5) + Fraction(29, 30)
    assert carriers.months_counted
    assert abs(Fraction(carriers.months_used) - months) < Fraction(1, 10_000)
    assert abs((carriers.decided_cents or 0) - 30_000_000 * (1 - months / 120)) < 100
    assert (radio.bearer, radio.decided_cents) == (LossBearer.ORGANISATION, 200_000)
    settled = stepped(approver, "settled")
    assert settled.stage == "settled"
    found = visible_loss(state, DAY, "loss-kaz")
    assert result_of(found, DAY).amount_cents == (carriers.decided_cents or 0) + 200_000
    assert result_of(found, DAY).is_decided
    actions = list(AuditEvent.objects.filter(subject="loss-kaz").values_list("action", flat=True))
    assert actions == ["reimbursement:loss:reported", *["reimbursement:loss:stage"] * 3]
    assert Notice.objects.filter(topic="loss-stage").exists()


def test_nobody_but_the_sides_sees_a_loss(record: Record) -> None:
    reported()
    assert all(visible_losses(record.parties[who], DAY).exists() for who in SIDES)
    assert not any(visible_losses(record.parties[who], DAY).exists() for who in OUTSIDE)
    with pytest.raises(NotFound):
        visible_loss(record.parties["other State"], DAY, "loss-kaz")
    assert not visible_losses(record.parties["owning State"], DAY - timedelta(days=1)).exists()


def test_the_state_and_the_mission_report_and_nobody_else(record: Record) -> None:
    reported(record.parties["mission"], "loss-by-mission")
    with pytest.raises(NotAllowed, match="officers of the unit's State and of the mission"):
        reported(record.parties["secretariat officer"])
    with pytest.raises(NotAllowed):
        reported(record.parties["owning State's reader"])
    with pytest.raises(NotFound):
        reported(record.parties["other State"])


def test_who_reported_does_not_decide_and_neither_does_an_officer(record: Record) -> None:
    event = reported(record.parties["owning State"])
    stepped(record.parties["mission"], "investigated")
    approver = record.parties["secretariat approver"]
    for who in ("owning State", "mission", "secretariat officer"):
        with pytest.raises(NotAllowed, match="approver of the secretariat"):
            stepped(record.parties[who], "decided")
    LossEvent.objects.update(reported_by=approver.user_id)
    event.refresh_from_db()
    assert not is_decider(approver, event)
    with pytest.raises(NotAllowed, match="not of who reported it"):
        stepped(approver, "decided")
    LossEvent.objects.update(reported_by=None, reporter=approver.organisation_id)
    event.refresh_from_db()
    assert loss_steps_open(approver, event) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "bad luck"}, "'bad luck' is unknown"),
        ({"happened_on": DAY + timedelta(days=1)}, "has not come yet"),
        ({"happened_on": HELD_FROM - timedelta(days=1)}, "before the memorandum"),
        ({"place": " "}, "say where and what happened"),
        ({"items": (replace(CARRIER, agreed=9),)}, "nothing is agreed in line 9"),
        ({"items": (replace(CARRIER, quantity=5),)}, "5 were lost of 4 agreed"),
        ({"items": (replace(RADIO, item=" "),)}, "it has no name"),
        ({"items": (replace(RADIO, gfmv_cents=None),)}, "value or useful life is missing"),
        ({"items": (replace(RADIO, lease="hire"),)}, "give one of wet, dry"),
        ({"items": (replace(RADIO, months_used=Decimal(-1)),)}, "greater than or equal to 0"),
        ({"items": (replace(RADIO, quantity=0),)}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused) as refused:
        reported(**changes)
    assert words in "\n".join(str(one) for one in refused.value.problems)
    assert not LossEvent.objects.exists()
    assert not LossItem.objects.exists()


def test_a_reference_is_given_once_and_is_a_reference() -> None:
    reported()
    for reference, words in (("loss-kaz", "is taken"), ("loss kaz", "is no reference")):
        with pytest.raises(Refused) as refused:
            reported(reference=reference)
        assert words in str(refused.value.problems[0])


def test_nothing_is_lost_under_a_memorandum_in_which_nothing_is_agreed() -> None:
    MemorandumVersion.objects.all().delete()
    with pytest.raises(Refused) as refused:
        reported()
    assert "enter what is agreed first" in str(refused.value.problems[0])


def test_more_items_than_a_case_holds_are_refused() -> None:
    with pytest.raises(Refused, match="more than 200 items"):
        reported(items=(RADIO,) * 201)


def test_the_mission_writes_what_it_found_and_after_the_decision_nobody_does(record: Record) -> None:
    state, mission = record.parties["owning State"], record.parties["mission"]
    reported(state)
    written = write_loss(state, "loss-kaz", replace(CONTENT, items=(RADIO,)), today=DAY, expected_version=1)
    assert written.version == 2
    with pytest.raises(Refused, match="changed by somebody else"):
        write_loss(state, "loss-kaz", CONTENT, today=DAY, expected_version=1)
    stepped(mission, "investigated")
    with pytest.raises(NotAllowed, match="as investigated by the mission"):
        write_loss(state, "loss-kaz", CONTENT, today=DAY)
    write_loss(mission, "loss-kaz", replace(CONTENT, kind="negligence"), today=DAY)
    stepped(record.parties["secretariat approver"], "decided")
    assert {one.bearer for one in LossItem.objects.all()} == {LossBearer.CONTRIBUTOR}
    for actor in (state, mission):
        with pytest.raises(NotAllowed):
            write_loss(actor, "loss-kaz", CONTENT, today=DAY)


@pytest.mark.parametrize(
    ("changes", "following", "words"),
    [
        ({"inquiry": ""}, "investigated", "board of inquiry"),
        ({"items": ()}, "investigated", "enter what was lost or damaged"),
        ({}, "decided", "possible: investigated, refused"),
        ({}, "settled", "possible: investigated, refused"),
    ],
)
def test_a_step_needs_what_goes_before(record: Record, changes: dict[str, Any], following: str, words: str) -> None:
    reported(**changes)
    with pytest.raises(Refused) as refused:
        stepped(SYSTEM, following)
    assert words in str(refused.value.problems[0])


def test_a_step_needs_words_and_a_day_that_has_come(record: Record) -> None:
    reported()
    with pytest.raises(Refused) as refused:
        step_loss(SYSTEM, "loss-kaz", "refused", day=DAY, words=" ", today=DAY)
    assert "say why" in str(refused.value.problems[0])
    with pytest.raises(Refused, match="has not come yet"):
        step_loss(SYSTEM, "loss-kaz", "refused", day=DAY + timedelta(days=1), words="No", today=DAY)
    stepped(record.parties["secretariat approver"], "refused")
    with pytest.raises(Refused) as refused:
        stepped(SYSTEM, "investigated")
    assert "it is over" in str(refused.value.problems[0])


def test_months_and_factor_payments_are_counted_where_they_are_not_entered() -> None:
    memorandum = memorandum_of_company("mou-with-factors")
    factors_of_mission(memorandum)
    reported()
    carriers, radio = LossItem.objects.all()
    # A carrier earns 150,000 / 120 + 1,000 = 2,250 dollars a month; two of them 3 % from July on, all but a day.
    assert carriers.factors_counted
    assert carriers.factors_cents == round(Fraction(450_000 * 3, 100) * (2 + Fraction(29, 30)))
    assert not radio.factors_counted
    assert (radio.months_used, radio.factors_cents) == (Decimal(6), 0)


def test_exact_months_count_part_months_by_their_days() -> None:
    assert exact_months(date(2018, 4, 1), date(2018, 4, 16)) == Fraction(1, 2)
    assert exact_months(date(2018, 4, 1), date(2019, 4, 1)) == 12
    assert exact_months(date(2018, 4, 1), date(2018, 4, 1)) == 0
    spans = (FactorSpan(date(2018, 5, 1), date(2018, 6, 1), Fraction(2)), FactorSpan(HAPPENED_ON, None, Fraction(9)))
    assert factors_paid(Fraction(1000), HELD_FROM, HAPPENED_ON, spans) == 20


def test_a_line_of_its_own_may_carry_other_values_than_what_is_agreed() -> None:
    reported(items=(replace(CARRIER, gfmv_cents=7, item="Carrier, another model"),))
    one = LossItem.objects.get()
    assert (one.gfmv_cents, one.item, one.lease, one.life_years) == (7, "Carrier, another model", "wet", Decimal(10))


def test_acts_of_one_year_are_taken_together_where_the_rule_is_on(record: Record) -> None:
    before = HAPPENED_ON - timedelta(days=10)
    first = reported(reference="loss-first", happened_on=before, items=(replace(CARRIER, quantity=1),))
    second = reported(items=(replace(CARRIER, quantity=1),))
    assert {one.bearer for one in reckoning_of(second, DAY).items} == {LossBearer.CONTRIBUTOR}
    terms = SwitchTerms("hostile-year", True, "Agreed", memorandum="mou-kaz")
    switch_adjustment(record.parties["secretariat approver"], terms, today=DAY)
    assert {one.bearer for one in reckoning_of(first, DAY).items} == {LossBearer.CONTRIBUTOR}
    assert {one.bearer for one in reckoning_of(second, DAY).items} == {LossBearer.ORGANISATION}
    stepped(SYSTEM, "refused", "loss-first")
    assert {one.bearer for one in reckoning_of(second, DAY).items} == {LossBearer.CONTRIBUTOR}


@pytest.mark.parametrize(
    ("happened_on", "bearer"), [(date(2018, 6, 30), "contributor"), (date(2018, 7, 1), "organisation")]
)
def test_the_year_of_hostile_acts_begins_with_july(record: Record, happened_on: date, bearer: str) -> None:
    reported(reference="loss-first", happened_on=happened_on, items=(replace(CARRIER, quantity=1),))
    second = reported(items=(replace(CARRIER, quantity=1),))
    switch_adjustment(SYSTEM, SwitchTerms("hostile-year", True, "Agreed", mission="UNIFIL"), today=DAY)
    assert {one.bearer for one in reckoning_of(second, DAY).items} == {bearer}


@pytest.mark.parametrize("days", [{"holds_from": DAY}, {"holds_until": HAPPENED_ON}])
def test_the_yearly_rule_holds_on_its_days(days: dict[str, Any]) -> None:
    reported(reference="loss-first", happened_on=date(2018, 8, 1), items=(replace(CARRIER, quantity=1),))
    second = reported(items=(replace(CARRIER, quantity=1),))
    switch_adjustment(SYSTEM, SwitchTerms("hostile-year", True, "Agreed", mission="UNIFIL", **days), today=DAY)
    assert {one.bearer for one in reckoning_of(second, DAY).items} == {LossBearer.CONTRIBUTOR}


def test_evidence_is_shared_with_the_other_sides_and_added_once(record: Record) -> None:
    state = record.parties["owning State"]
    reported(state)
    owner = record.parties.organisations["KAZ"]
    kept = store_document(state, owner=owner, name="a.txt", data=b"x", title="Evidence", today=DAY)
    add_loss_evidence(state, "loss-kaz", kept.pk, today=DAY, expected_version=1)
    for who in SIDES:
        assert visible_documents(record.parties[who]).filter(pk=kept.pk).exists()
        assert visible_loss(record.parties[who], DAY, "loss-kaz").known_evidence[0].document == kept
    with pytest.raises(Refused, match="is there already"):
        add_loss_evidence(state, "loss-kaz", kept.pk, today=DAY)
    with pytest.raises(Refused, match="no document"):
        add_loss_evidence(record.parties["mission"], "loss-kaz", kept.pk, today=DAY)
    stepped(SYSTEM, "refused")
    with pytest.raises(NotAllowed, match="before the decision"):
        add_loss_evidence(state, "loss-kaz", kept.pk, today=DAY)


def test_the_standing_of_what_is_entered_is_the_loaders_to_give(record: Record) -> None:
    from muster.reimbursement.actions.losses import report_loss
    from tests.reimbursement.loss_record import TERMS

    with pytest.raises(Refused):
        report_loss(record.parties["owning State"], replace(TERMS, standing="illustrative"), today=DAY)
    assert report_loss(SYSTEM, replace(TERMS, standing="illustrative"), today=DAY).illustrative


def test_an_item_left_out_gives_what_its_own_values_say() -> None:
    reported(items=(LossItemTerms(agreed=2, repair_cents=100_000, is_minor=True),))
    one = LossItem.objects.get()
    assert (one.lease, one.repair_cents, one.is_minor) == ("dry", 100_000, True)


def test_what_is_switched_after_the_decision_changes_nothing_of_it(record: Record) -> None:
    before = HAPPENED_ON - timedelta(days=10)
    reported(reference="loss-first", happened_on=before, items=(replace(CARRIER, quantity=1),))
    reported(items=(replace(CARRIER, quantity=1),))
    stepped(SYSTEM, "investigated")
    decided = stepped(SYSTEM, "decided")
    switch_adjustment(SYSTEM, SwitchTerms("hostile-year", True, "Agreed", memorandum="mou-kaz"), today=DAY)
    assert {one.bearer for one in reckoning_of(decided, DAY).items} == {LossBearer.ORGANISATION}
    result = result_of(visible_loss(SYSTEM, DAY, "loss-kaz"), DAY)
    assert [(one.bearer, one.amount_cents) for one in result.lines] == [(LossBearer.CONTRIBUTOR, 0)]
    assert not any("one year are taken together" in step for step in result.lines[0].explanation)


def test_as_of_a_day_before_the_decision_a_case_is_reckoned(record: Record) -> None:
    reported()
    stepped(SYSTEM, "investigated")
    later = DAY + timedelta(days=30)
    step_loss(SYSTEM, "loss-kaz", "decided", day=later, words="Ground", today=later)
    assert not result_of(visible_loss(SYSTEM, DAY, "loss-kaz"), DAY).is_decided
    assert result_of(visible_loss(SYSTEM, later, "loss-kaz"), later).is_decided
