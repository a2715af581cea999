"""Claims drawn up, contested, certified, paid and set off: who may, when, and what is refused with nothing saved."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.deployments.models import DeployedUnit
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.standing import Standing
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.adjustments import switch_adjustment
from muster.reimbursement.actions.claim_daily import tell_of_claims
from muster.reimbursement.actions.claims import draw_up_claim, step_claim, supplement_claim
from muster.reimbursement.actions.settlements import enter_debt, pay_claims, set_off_debt
from muster.reimbursement.adjustment_terms import SwitchTerms
from muster.reimbursement.claim_terms import ClaimTerms, DebtTerms, PaymentTerms, SetOffTerms
from muster.reimbursement.models import Claim, Memorandum, ReimbursementPayment, Settlement, StateDebt
from muster.reimbursement.queries.claim_account import account_of
from muster.reimbursement.queries.claim_arrears import arrears
from muster.reimbursement.queries.claims import visible_claim, visible_claims
from muster.reimbursement.queries.claims_due import claims_due
from muster.reimbursement.queries.payments import visible_debts, visible_payments
from muster.reimbursement.rules.claim_content import ClaimAmounts, content_from
from tests.record import DAY, KNOWN, Record
from tests.reimbursement.claims_record import (
    AMOUNTS,
    MEMORANDUM,
    PAPER,
    Q1,
    Q2,
    Q3,
    certified,
    claimed_memorandum,
    drawn_up,
    indebted,
    taken_to,
)

LATER = DAY + timedelta(days=10)
PAYMENT = PaymentTerms("pay-1", "KAZ", "UNIFIL", DAY, AMOUNTS.total_cents)
SET_OFF = SetOffTerms("debt-kaz", DAY, 1_000_00, "Words of the set-off")


@pytest.fixture(autouse=True)
def _memorandum(record: Record) -> None:
    claimed_memorandum()


# Drawing up


def test_the_secretariat_draws_a_claim_up_from_the_statement_line_by_line(record: Record) -> None:
    made = draw_up_claim(record.parties["secretariat officer"], ClaimTerms(MEMORANDUM, "KAZ", Q3), today=DAY)
    assert made.reference == "claimed-kaz-2018Q3-KAZ"
    assert (made.covers_from, made.covers_until, made.stage, made.basis) == (Q3, DAY, "draft", "statement")
    content = content_from(made.content)
    assert content.amounts == made.amounts
    assert [(one.month, one.kind, one.item) for one in content.lines] == [("2018-09", "personnel", "personnel")]
    assert content.lines[0].explanation[0] == "Version 1 of the memorandum"
    assert any("assumption" in note for note in content.notes)
    assert {(one.kind, one.rule) for one in content.withheld} == {("major_equipment", "not-verified")}


def test_what_switched_rules_add_is_claimed_in_a_line_of_its_own_that_says_what_is_assumed(record: Record) -> None:
    without = draw_up_claim(SYSTEM, ClaimTerms(MEMORANDUM, "KAZ", Q3), today=DAY)
    step_claim(SYSTEM, without.reference, "withdrawn", day=DAY, today=DAY, words="Drawn up anew")
    switch_adjustment(SYSTEM, SwitchTerms("risk-premium", True, "Awarded", memorandum=MEMORANDUM), today=DAY)
    made = draw_up_claim(SYSTEM, ClaimTerms(MEMORANDUM, "KAZ", Q3), today=DAY)
    (premium,) = (one for one in content_from(made.content).lines if one.item == "Risk premium")
    assert (premium.month, premium.kind) == ("2018-09", "personnel")
    assert premium.amount_cents > 0
    assert premium.explanation[-1] == "Assumption: the rule is recalled only"
    assert made.amounts.personnel_cents == without.amounts.personnel_cents + premium.amount_cents


def test_what_is_frozen_stays_when_the_record_moves_on(record: Record) -> None:
    made = draw_up_claim(SYSTEM, ClaimTerms(MEMORANDUM, "KAZ", Q3), today=DAY)
    before = made.total_cents
    version = made.memorandum.versions.get()
    version.personnel_ceiling = 10
    version.save()
    assert Claim.objects.get().total_cents == before


@pytest.mark.parametrize("kind", ["mission", "owning State", "other secretariat", "secretariat reader"])
def test_nobody_else_draws_a_claim_up(record: Record, kind: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        drawn_up(actor=record.parties[kind])
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"payee": "UN"}, "is not paid under the memorandum"),
        ({"covers_from": date(2018, 4, 2)}, "no quarter of the memorandum begins"),
        ({"covers_from": date(2018, 10, 1)}, "no quarter of the memorandum begins"),
        ({"source": " "}, "the source is not given"),
        ({"amounts": ClaimAmounts(5, -1, 0)}, "below nothing"),
        ({"amounts": ClaimAmounts()}, "nothing is owed"),
        ({"amounts": ClaimAmounts(10**15, 1, 0)}, "total"),
        ({"memorandum": "nothing"}, "no memorandum"),
    ],
)
def test_what_cannot_be_claimed_is_refused_with_its_reason(
    record: Record, changes: dict[str, object], words: str
) -> None:
    terms = replace(ClaimTerms(MEMORANDUM, "KAZ", Q2, AMOUNTS, PAPER), **changes)  # type: ignore[arg-type]
    with pytest.raises((Refused, NotFound)) as caught:
        draw_up_claim(SYSTEM, terms, today=DAY)
    told = " ".join([str(caught.value), *(str(one) for one in getattr(caught.value, "problems", ()))])
    assert words in told
    assert not Claim.objects.exists()


def test_a_quarter_is_claimed_from_the_day_after_its_last(record: Record) -> None:
    with pytest.raises(Refused) as caught:
        drawn_up(Q3, today=date(2018, 9, 30))
    assert "is not over yet" in str(caught.value.problems[0])


def test_a_quarter_is_claimed_once_for_a_payee_and_anew_when_withdrawn(record: Record) -> None:
    first = drawn_up()
    with pytest.raises(Refused) as caught:
        drawn_up()
    assert first.reference in str(caught.value.problems[0])
    taken_to(first, "withdrawn")
    assert drawn_up().reference == f"{first.reference}-2"
    assert drawn_up(payee="IND").reference == "claimed-kaz-2018Q2-IND"


def test_a_draft_memorandum_gives_no_ground(record: Record) -> None:
    claimed_memorandum(claimed_unit(), "claimed-draft", stage="draft")
    with pytest.raises(Refused, match="has not been in force"):
        draw_up_claim(SYSTEM, ClaimTerms("claimed-draft", "KAZ", Q2, AMOUNTS, PAPER), today=DAY)


def claimed_unit() -> DeployedUnit:
    return Memorandum.objects.get(reference=MEMORANDUM).unit


def test_a_claim_under_an_ended_memorandum_is_cut_to_its_days(record: Record) -> None:
    claimed_memorandum(claimed_unit(), "claimed-ended", holds_until=date(2018, 5, 11), stage="ended")
    made = draw_up_claim(SYSTEM, ClaimTerms("claimed-ended", "KAZ", Q2, AMOUNTS, PAPER), today=DAY)
    assert (made.covers_from, made.covers_until) == (Q2, date(2018, 5, 11))


def test_only_a_loader_gives_another_standing(record: Record) -> None:
    terms = ClaimTerms(MEMORANDUM, "KAZ", Q2, AMOUNTS, PAPER, standing=Standing.ILLUSTRATIVE)
    with pytest.raises(Refused, match="standing"):
        draw_up_claim(record.parties["secretariat officer"], terms, today=DAY)


# Steps


def test_a_claim_goes_its_way_and_the_payee_is_told_without_an_amount(record: Record) -> None:
    officer, approver = (record.parties[f"secretariat {role}"] for role in ("officer", "approver"))
    state = record.parties["owning State"]
    made = drawn_up(actor=officer)
    step_claim(officer, made.reference, "submitted", day=DAY, today=DAY)
    step_claim(state, made.reference, "contested", day=DAY, today=DAY, words="We were more")
    step_claim(officer, made.reference, "submitted", day=DAY, today=DAY, words="The report says so")
    done = step_claim(approver, made.reference, "certified", day=DAY, today=DAY)
    assert (done.stage, done.version) == ("certified", 5)
    notices = Notice.objects.filter(topic="claim-stage")
    assert {one.organisation.code for one in notices} == {"KAZ", "UNIFIL", "UN"}
    assert not any("450" in f"{one.title} {one.body}" for one in notices)
    assert AuditEvent.objects.filter(action="reimbursement:claim:stage", subject=made.reference).count() == 4


def test_nobody_certifies_what_they_drew_up_or_submitted(record: Record) -> None:
    approver, other = record.parties["secretariat approver"], record.parties["secretariat administrator"]
    made = drawn_up(actor=approver)
    step_claim(other, made.reference, "submitted", day=DAY, today=DAY)
    for actor in (approver, other):
        with pytest.raises(NotAllowed, match="somebody else certifies"):
            step_claim(actor, made.reference, "certified", day=DAY, today=DAY)


@pytest.mark.parametrize(
    ("kind", "stages", "following"),
    [
        ("owning State", ["submitted"], "certified"),
        ("secretariat officer", ["submitted"], "certified"),
        ("secretariat officer", ["submitted"], "contested"),
        ("owning State's reader", ["submitted"], "contested"),
        ("mission", ["submitted"], "certified"),
        ("mission", ["submitted"], "withdrawn"),
    ],
)
def test_a_step_that_is_not_ones_own_is_not_allowed(
    record: Record, kind: str, stages: list[str], following: str
) -> None:
    made = taken_to(drawn_up(), *stages)
    with pytest.raises(NotAllowed):
        step_claim(record.parties[kind], made.reference, following, day=DAY, today=DAY, words="Words")


def test_a_step_that_is_none_is_refused(record: Record) -> None:
    made = certified()
    with pytest.raises(Refused, match="cannot become"):
        step_claim(SYSTEM, made.reference, "withdrawn", day=DAY, today=DAY, words="Words")
    with pytest.raises(Refused, match="cannot become"):
        step_claim(SYSTEM, made.reference, "paid", day=DAY, today=DAY)
    with pytest.raises(NotFound, match="no stage"):
        step_claim(SYSTEM, made.reference, "nonsense", day=DAY, today=DAY)


def test_a_step_before_the_last_or_of_a_day_to_come_is_refused(record: Record) -> None:
    made = drawn_up()
    for day, words in ((DAY - timedelta(days=1), "the step before"), (LATER, "has not come")):
        with pytest.raises(Refused, match=words):
            step_claim(SYSTEM, made.reference, "submitted", day=day, today=DAY)


def test_a_stale_version_is_refused(record: Record) -> None:
    made = taken_to(drawn_up(), "submitted")
    with pytest.raises(Refused, match="changed by somebody else"):
        step_claim(SYSTEM, made.reference, "certified", day=DAY, today=DAY, expected_version=1)


# Who sees what


def test_a_draft_is_the_secretariats_own_and_what_was_withdrawn_before_never_shown(record: Record) -> None:
    made = drawn_up()
    taken_to(drawn_up(Q1), "withdrawn")
    seen = {kind: {one.reference for one in visible_claims(record.parties[kind], DAY)}
            for kind in ("secretariat reader", "owning State", "other State", "other secretariat")}  # fmt: skip
    assert made.reference in seen.pop("secretariat reader")
    assert seen == {"owning State": set(), "other State": set(), "other secretariat": set()}


def test_a_claim_is_seen_by_its_payee_and_by_no_other_even_under_the_same_memorandum(record: Record) -> None:
    own, others = taken_to(drawn_up(), "submitted"), taken_to(drawn_up(payee="IND"), "submitted")
    seen = {
        kind: {one.reference for one in visible_claims(viewer, DAY)} for kind, viewer in record.parties.viewers.items()
    }
    both = {own.reference, others.reference}
    assert seen["owning State"] == seen["owning State's reader"] == {own.reference}
    assert seen["other State"] == {others.reference}
    assert seen["mission"] == seen["secretariat reader"] == both
    for kind in ("other secretariat", "other mission", "analyst", "training institution"):
        assert seen[kind] == set()


def test_as_of_an_earlier_day_a_claim_stands_as_it_did(record: Record) -> None:
    made = taken_to(drawn_up(), "submitted")
    taken_to(made, "certified", day=LATER)
    pay_claims(SYSTEM, replace(PAYMENT, paid_on=LATER, amount_cents=100), today=LATER)
    then, now = (visible_claim(SYSTEM, day, made.reference) for day in (DAY, LATER))
    assert (then.stage_then, then.settled_cents, then.open_cents) == ("submitted", 0, 0)
    assert (now.stage_then, now.settled_cents, now.open_cents) == ("part-paid", 100, AMOUNTS.total_cents - 100)
    with pytest.raises(NotFound):
        visible_claim(SYSTEM, DAY - timedelta(days=1), made.reference)


# Payments


def test_a_payment_pays_the_oldest_claim_first_to_the_cent(record: Record) -> None:
    newer, older = certified(Q2), certified(Q1)
    amount = AMOUNTS.total_cents + 1
    payment = pay_claims(record.parties["secretariat officer"], replace(PAYMENT, amount_cents=amount), today=DAY)
    assert {one.claim.reference: one.amount_cents for one in payment.parts.all()} == {
        older.reference: AMOUNTS.total_cents,
        newer.reference: 1,
    }
    stages = {one.reference: one.stage for one in Claim.objects.all()}
    assert stages == {older.reference: "paid", newer.reference: "part-paid"}


def test_a_payment_may_name_the_claims_that_it_pays(record: Record) -> None:
    newer, older = certified(Q2), certified(Q1)
    pay_claims(SYSTEM, replace(PAYMENT, claims=(newer.reference,)), today=DAY)
    assert {one.reference: one.stage for one in Claim.objects.all()} == {
        older.reference: "certified", newer.reference: "paid",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amount_cents": AMOUNTS.total_cents + 1}, "is more than the"),
        ({"amount_cents": 0}, "is no payment"),
        ({"amount_cents": -5}, "is no payment"),
        ({"reference": "a b"}, "is no reference"),
        ({"reference": "new"}, "word of the site's addresses"),
        ({"claims": ("nothing",)}, "is no claim on which something is owed"),
        ({"payee": "UN"}, "there is no State 'UN'"),
        ({"payee": "IND"}, "is more than the $0.00 owed"),
        ({"paid_on": LATER}, "has not come"),
        ({"paid_on": DAY - timedelta(days=1)}, "the step before"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_and_leaves_nothing(
    record: Record, changes: dict[str, object], words: str
) -> None:
    certified()
    with pytest.raises(Refused) as caught:
        pay_claims(SYSTEM, replace(PAYMENT, **changes), today=DAY)  # type: ignore[arg-type]
    assert words in " ".join([str(caught.value), *(str(one) for one in caught.value.problems)])
    assert not ReimbursementPayment.objects.exists()
    assert not Settlement.objects.exists()
    assert Claim.objects.get().stage == "certified"


@pytest.mark.parametrize("kind", ["mission", "owning State", "other secretariat", "secretariat reader"])
def test_nobody_else_pays(record: Record, kind: str) -> None:
    certified()
    with pytest.raises(NotAllowed):
        pay_claims(record.parties[kind], PAYMENT, today=DAY)


def test_a_reference_is_given_once(record: Record) -> None:
    certified()
    pay_claims(SYSTEM, replace(PAYMENT, amount_cents=1), today=DAY)
    with pytest.raises(Refused) as caught:
        pay_claims(SYSTEM, replace(PAYMENT, amount_cents=1), today=DAY)
    assert "is taken" in str(caught.value.problems[0])


def test_payments_are_seen_by_payee_mission_and_secretariat(record: Record) -> None:
    certified()
    pay_claims(SYSTEM, PAYMENT, today=DAY)
    seen = {kind for kind, viewer in record.parties.viewers.items() if visible_payments(viewer, DAY).exists()}
    expected = {kind for kind in record.parties.viewers if kind.startswith(("secretariat", "owning"))} | {"mission"}
    assert seen == expected


# Debts and set-offs


def test_a_debt_is_set_off_and_both_sides_shrink_by_it(record: Record) -> None:
    made = certified()
    indebted()
    approver = record.parties["secretariat approver"]
    set_off_debt(approver, made.reference, replace(SET_OFF, amount_cents=50_000_00), today=DAY)
    claim, debt = visible_claim(SYSTEM, DAY, made.reference), visible_debts(SYSTEM, DAY).get()
    assert (claim.open_cents, claim.stage) == (AMOUNTS.total_cents - 50_000_00, "part-paid")
    assert (debt.open_cents, debt.set_off_cents) == (0, 50_000_00)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amount_cents": 50_000_01}, "open of the debt"),
        ({"amount_cents": AMOUNTS.total_cents + 1}, "open of the claim"),
        ({"amount_cents": 0}, "sets nothing off"),
        ({"reason": " "}, "is empty"),
        ({"debt": "debt-ind"}, "is owed to United Nations Secretariat by India"),
        ({"debt": "nothing"}, "There is no debt"),
        ({"settled_on": date(2017, 12, 31)}, "is before the debt"),
    ],
)
def test_a_set_off_that_cannot_be_is_refused_and_leaves_nothing(
    record: Record, changes: dict[str, object], words: str
) -> None:
    made = certified()
    indebted()
    indebted(reference="debt-ind", state="IND")
    with pytest.raises((Refused, NotFound)) as caught:
        set_off_debt(SYSTEM, made.reference, replace(SET_OFF, **changes), today=DAY)  # type: ignore[arg-type]
    assert words in " ".join([str(caught.value), *(str(one) for one in getattr(caught.value, "problems", ()))])
    assert not Settlement.objects.exists()


def test_what_is_not_certified_takes_no_set_off(record: Record) -> None:
    made = taken_to(drawn_up(), "submitted")
    indebted()
    with pytest.raises(Refused, match="certified and open"):
        set_off_debt(SYSTEM, made.reference, SET_OFF, today=DAY)


def test_a_set_off_is_an_approvers(record: Record) -> None:
    made = certified()
    indebted()
    for kind in ("secretariat officer", "owning State", "mission"):
        with pytest.raises(NotAllowed):
            set_off_debt(record.parties[kind], made.reference, SET_OFF, today=DAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amount_cents": 0}, "is no debt"),
        ({"reason": ""}, "is empty"),
        ({"state": "UNIFIL"}, "no State"),
        ({"creditor": "KAZ"}, "no secretariat"),
        ({"incurred_on": LATER}, "has not come"),
    ],
)
def test_a_debt_that_cannot_be_is_refused(record: Record, changes: dict[str, object], words: str) -> None:
    terms = DebtTerms("debt-kaz", "KAZ", "UN", DAY, 5, "Words")
    with pytest.raises(Refused) as caught:
        enter_debt(SYSTEM, replace(terms, **changes), today=DAY)  # type: ignore[arg-type]
    assert words in " ".join([str(caught.value), *(str(one) for one in caught.value.problems)])
    assert not StateDebt.objects.exists()


def test_a_debt_is_seen_by_its_state_and_its_creditor_alone(record: Record) -> None:
    indebted()
    seen = {kind for kind, viewer in record.parties.viewers.items() if visible_debts(viewer, DAY).exists()}
    assert seen == {kind for kind in record.parties.viewers if kind.startswith(("secretariat", "owning"))}


# Supplements


def test_a_certified_claim_is_supplemented_by_what_the_statement_adds(record: Record) -> None:
    made = draw_up_claim(SYSTEM, ClaimTerms(MEMORANDUM, "KAZ", Q3), today=DAY)
    taken_to(made, "submitted", "certified")
    with pytest.raises(Refused) as caught:
        supplement_claim(SYSTEM, made.reference, today=DAY)
    assert "adds nothing" in str(caught.value)
    version = made.memorandum.versions.get()
    version.personnel_ceiling = 60
    version.save()
    with pytest.raises(Refused, match="less than was claimed"):
        supplement_claim(SYSTEM, made.reference, today=DAY)
    Claim.objects.update(content={**made.content, "lines": [
        {**made.content["lines"][0], "amount_cents": made.total_cents // 4}]})  # fmt: skip
    added = supplement_claim(SYSTEM, made.reference, today=DAY)
    assert (added.corrects, added.reference) == (made, f"{made.reference}-2")
    assert added.total_cents + made.total_cents // 4 == pytest.approx(made.total_cents / 2, abs=1)


def test_a_supplement_by_hand_adds_and_is_no_second_claim_of_the_quarter(record: Record) -> None:
    made = certified()
    added = supplement_claim(SYSTEM, made.reference, today=DAY, amounts=ClaimAmounts(5, 0, 0), source=PAPER)
    taken_to(added, "submitted", "certified")
    (row,) = arrears(SYSTEM, DAY)
    assert row.owed_cents == AMOUNTS.total_cents + 5
    with pytest.raises(Refused, match="it is a supplement itself"):
        supplement_claim(SYSTEM, added.reference, today=DAY, amounts=ClaimAmounts(5, 0, 0), source=PAPER)


def test_what_is_not_certified_is_not_supplemented(record: Record) -> None:
    made = taken_to(drawn_up(), "submitted")
    with pytest.raises(Refused, match="it is not certified"):
        supplement_claim(SYSTEM, made.reference, today=DAY, amounts=ClaimAmounts(5, 0, 0), source=PAPER)


# Arrears, account, what is due


def test_arrears_stand_by_state_and_mission_with_their_age(record: Record) -> None:
    certified(Q1)
    taken_to(drawn_up(Q2), "submitted")
    pay_claims(SYSTEM, replace(PAYMENT, amount_cents=50), today=DAY)
    (row,) = arrears(record.parties["owning State"], DAY)
    assert (row.state, row.mission, row.oldest_until) == ("KAZ", "UNIFIL", Q2)
    assert row.by_bracket == [0, 0, AMOUNTS.total_cents - 50, 0]
    assert row.pending_cents == AMOUNTS.total_cents
    assert arrears(record.parties["other State"], DAY) == []


def test_the_account_runs_to_what_is_owed(record: Record) -> None:
    first, _second = certified(Q1), certified(Q2)
    indebted()
    pay_claims(SYSTEM, replace(PAYMENT, amount_cents=100), today=DAY)
    set_off_debt(SYSTEM, first.reference, SET_OFF, today=DAY)
    entries = account_of(record.parties["owning State"], DAY, "KAZ")
    assert [(one.kind, one.signed_cents) for one in entries] == [
        ("claim", AMOUNTS.total_cents),
        ("claim", AMOUNTS.total_cents),
        ("payment", -100),
        ("set-off", -1_000_00),
    ]
    assert entries[-1].balance_cents == sum(row.owed_cents for row in arrears(SYSTEM, DAY))
    assert account_of(record.parties["other State"], DAY, "KAZ") == []


def test_what_is_due_is_told_payee_by_payee_until_it_is_certified(record: Record) -> None:
    certified(Q1)
    rows = claims_due(record.parties["secretariat officer"], DAY)
    told = [(one.line.payee, one.line.quarter.name, one.line.standing.value) for one in rows]
    assert told == [
        ("IND", "2018Q1", "overdue"),
        ("IND", "2018Q2", "overdue"),
        ("KAZ", "2018Q2", "overdue"),
        ("IND", "2018Q3", "later"),
        ("KAZ", "2018Q3", "later"),
    ]
    assert {one.line.payee for one in claims_due(record.parties["owning State"], DAY)} == {"KAZ"}
    assert {one.line.payee for one in claims_due(record.parties["other State"], DAY)} == {"IND"}
    assert claims_due(record.parties["analyst"], DAY) == []


def test_a_draft_is_to_its_payee_a_claim_not_drawn_up_yet(record: Record) -> None:
    made = drawn_up(Q2)
    by_kind = {
        kind: [one.line.reference for one in claims_due(record.parties[kind], DAY) if one.line.quarter.start == Q2]
        for kind in ("owning State", "secretariat officer")
    }
    assert by_kind == {"owning State": [""], "secretariat officer": ["", made.reference]}


def test_the_daily_run_tells_what_is_due_once(record: Record) -> None:
    assert tell_of_claims(SYSTEM, DAY) == 8
    assert tell_of_claims(SYSTEM, DAY) == 0
    told = Notice.objects.filter(topic="claim-overdue")
    assert {one.organisation.code for one in told} == {"UN", "KAZ", "IND"}
    with pytest.raises(NotAllowed):
        tell_of_claims(record.parties["secretariat officer"], DAY)


def test_what_became_known_later_is_not_due_before(record: Record) -> None:
    assert claims_due(SYSTEM, KNOWN - timedelta(days=1)) == []
