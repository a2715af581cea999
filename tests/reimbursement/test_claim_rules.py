"""Rules of claims: quarters, stages, what is due, how a payment is spread, ages of what is owed, the account."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.reimbursement.claim_stages import ClaimStage
from muster.reimbursement.rules.claim_account import AccountEntry, EntryKind, with_balance
from muster.reimbursement.rules.claim_arrears import OwedClaim, age_days, arrears_of, brackets
from muster.reimbursement.rules.claim_content import (
    ClaimAmounts,
    ClaimContent,
    ClaimLine,
    content_from,
    entered_content,
    supplement_to,
)
from muster.reimbursement.rules.claim_due import ClaimNumbers, ClaimStanding, KnownClaim, due_claims
from muster.reimbursement.rules.claim_quarters import Quarter, over_by, quarters, target_day
from muster.reimbursement.rules.claim_settlement import (
    OpenClaim,
    allocated,
    oldest_first,
    payment_problems,
    set_off_problems,
)
from muster.reimbursement.rules.claim_stages import (
    SETTLEMENT,
    STEPS,
    certifier_problem,
    needs_words,
    settled_stage,
    step_problems,
)

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
CENTS = st.integers(0, 10**13)
AGES = brackets([90, 180, 365])
NUMBERS = ClaimNumbers(target_months=3, soon_days=30)


# Quarters


def test_quarters_are_those_of_the_calendar_cut_to_the_days_of_the_memorandum() -> None:
    found = list(quarters(date(2018, 2, 10), date(2018, 8, 15), date(2019, 1, 1)))
    assert found == [
        Quarter(date(2018, 2, 10), date(2018, 4, 1)),
        Quarter(date(2018, 4, 1), date(2018, 7, 1)),
        Quarter(date(2018, 7, 1), date(2018, 8, 15)),
    ]
    assert [one.name for one in found] == ["2018Q1", "2018Q2", "2018Q3"]


def test_a_memorandum_of_one_day_has_one_quarter() -> None:
    assert list(quarters(date(2018, 12, 31), date(2019, 1, 1), date(2020, 1, 1))) == [
        Quarter(date(2018, 12, 31), date(2019, 1, 1))
    ]


def test_a_quarter_is_over_on_the_day_after_its_last() -> None:
    assert over_by(date(2018, 4, 1), None, date(2018, 6, 30)) == []
    assert over_by(date(2018, 4, 1), None, date(2018, 7, 1)) == [Quarter(date(2018, 4, 1), date(2018, 7, 1))]


@given(start=DAYS, length=st.integers(1, 3000), before=DAYS)
def test_quarters_cover_every_day_once_and_none_outside(start: date, length: int, before: date) -> None:
    until = start + timedelta(days=length)
    found = list(quarters(start, until, before))
    days = [one.start + timedelta(days=n) for one in found for n in range((one.until - one.start).days)]
    assert len(days) == len(set(days))
    assert all(start <= day < until for day in days)
    wanted = {start + timedelta(days=n) for n in range(length)}
    assert {day for day in wanted if day < before} <= set(days)
    assert all(one.start.year == (one.until - timedelta(days=1)).year for one in found)


def test_the_target_is_three_months_after_the_quarter() -> None:
    assert target_day(date(2018, 7, 1), 3) == date(2018, 9, 30)
    assert target_day(date(2018, 12, 1), 3) == date(2019, 2, 28)


# Stages


@pytest.mark.parametrize(("here", "wanted"), list(product(ClaimStage, ClaimStage)))
def test_a_claim_takes_the_steps_of_the_table_and_no_other(here: ClaimStage, wanted: ClaimStage) -> None:
    side = STEPS[here].get(wanted)
    problems = step_problems(here, wanted, "Words")
    if side is None:
        assert problems[0].message == f"what is {here.value} cannot become {wanted.value}"
    elif side == SETTLEMENT:
        assert "follows from what is paid" in problems[0].message
    else:
        assert problems == []


@pytest.mark.parametrize(("here", "wanted"), [("submitted", "contested"), ("contested", "submitted"),
                                              ("draft", "withdrawn"), ("submitted", "withdrawn")])  # fmt: skip
def test_a_contest_its_answer_and_a_withdrawal_are_told_in_words(here: str, wanted: str) -> None:
    assert needs_words(here, wanted)
    assert step_problems(here, wanted, " ")[0].place == "words"
    assert step_problems(here, wanted, "Words") == []


def test_to_submit_and_to_certify_need_no_words() -> None:
    assert step_problems("draft", "submitted") == []
    assert step_problems("submitted", "certified") == []


def test_nobody_certifies_what_they_have_drawn_up() -> None:
    assert certifier_problem(1, {1, 2})
    assert certifier_problem(3, {1, 2}) == ""
    assert certifier_problem(None, {None}) == ""


def test_the_stage_follows_from_what_is_settled() -> None:
    assert settled_stage(100, 0) == ClaimStage.CERTIFIED
    assert settled_stage(100, 99) == ClaimStage.PART_PAID
    assert settled_stage(100, 100) == ClaimStage.PAID


# Payments and set-offs


def test_a_payment_goes_to_the_oldest_claim_first() -> None:
    newer, older = OpenClaim("b", date(2018, 10, 1), 500), OpenClaim("a", date(2018, 7, 1), 300)
    found = allocated(450, [newer, older])
    assert [(one.reference, one.amount_cents) for one in found.parts] == [("a", 300), ("b", 150)]
    assert found.rest_cents == 0


def test_claims_of_the_same_days_are_paid_in_order_of_their_names() -> None:
    day = date(2018, 7, 1)
    assert [one.reference for one in oldest_first([OpenClaim("b", day, 1), OpenClaim("a", day, 1)])] == ["a", "b"]


@given(amount=CENTS, claims=st.lists(st.tuples(DAYS, st.integers(-100, 10**12)), max_size=20))
def test_nothing_of_a_payment_is_lost_and_no_claim_is_overpaid(amount: int, claims: list[tuple[date, int]]) -> None:
    open_claims = [OpenClaim(f"c{number}", until, cents) for number, (until, cents) in enumerate(claims)]
    found = allocated(amount, open_claims)
    assert sum(one.amount_cents for one in found.parts) + found.rest_cents == amount
    assert found.rest_cents >= 0
    by_name = {one.reference: one for one in open_claims}
    assert all(0 < one.amount_cents <= by_name[one.reference].open_cents for one in found.parts)
    paid = {one.reference: one.amount_cents for one in found.parts}
    left = [one.open_cents - paid.get(one.reference, 0) for one in oldest_first(open_claims) if one.open_cents > 0]
    settled = [cents == 0 for cents in left]
    assert settled == sorted(settled, reverse=True), "a newer claim is settled while an older one is open"
    assert not found.rest_cents or all(settled)


@given(amount=CENTS, claims=st.lists(st.tuples(DAYS, st.integers(0, 10**9)), max_size=8), cut=CENTS)
def test_two_payments_pay_as_one_of_their_sum_does(amount: int, claims: list[tuple[date, int]], cut: int) -> None:
    first, second = min(amount, cut), amount - min(amount, cut)
    open_claims = [OpenClaim(f"c{number}", until, cents) for number, (until, cents) in enumerate(claims)]
    once = allocated(first, open_claims)
    paid = {one.reference: one.amount_cents for one in once.parts}
    left = [OpenClaim(one.reference, one.until, one.open_cents - paid.get(one.reference, 0)) for one in open_claims]
    twice = allocated(second + once.rest_cents, left)
    for one in twice.parts:
        paid[one.reference] = paid.get(one.reference, 0) + one.amount_cents
    together = allocated(amount, open_claims)
    assert paid == {one.reference: one.amount_cents for one in together.parts}
    assert twice.rest_cents == together.rest_cents


def test_an_amount_below_nothing_is_not_spread() -> None:
    with pytest.raises(ValueError, match="cannot be spread"):
        allocated(-1, [])


def test_a_payment_of_nothing_or_of_more_than_is_owed_is_refused() -> None:
    claims = [OpenClaim("a", date(2018, 7, 1), 300)]
    assert "is no payment" in payment_problems(0, allocated(0, claims))[0].message
    assert "$3.01 is more than the $3.00 owed" in payment_problems(301, allocated(301, claims))[0].message
    assert payment_problems(300, allocated(300, claims)) == []


@given(amount=st.integers(-5, 1000), claim=st.integers(0, 500), debt=st.integers(0, 500))
def test_a_set_off_never_exceeds_what_is_open_of_claim_or_debt(amount: int, claim: int, debt: int) -> None:
    allowed = set_off_problems(amount, claim, debt) == []
    assert allowed == (0 < amount <= min(claim, debt))


# Arrears


@pytest.mark.parametrize(("days", "bracket"), [(-1, 0), (0, 0), (90, 0), (91, 1), (180, 1), (181, 2), (365, 2),
                                               (366, 3), (5000, 3)])  # fmt: skip
def test_what_is_owed_stands_in_the_bracket_of_its_age(days: int, bracket: int) -> None:
    day = date(2018, 10, 1)
    claim = OwedClaim("a", "KAZ", "UNDOF", day - timedelta(days=days), 7)
    (row,) = arrears_of([claim], day, AGES)
    assert row.by_bracket == [7 if place == bracket else 0 for place in range(4)]


def test_brackets_say_their_days() -> None:
    assert [one.words for one in AGES] == ["0–90 days", "91–180 days", "181–365 days", "over 365 days"]


@pytest.mark.parametrize("limits", [[90, 90], [180, 90], [-1]])
def test_limits_of_ages_that_do_not_rise_are_refused(limits: list[int]) -> None:
    with pytest.raises(ValueError, match="must rise"):
        brackets(limits)


def test_what_is_not_certified_waits_and_is_not_owed() -> None:
    day = date(2018, 10, 1)
    rows = arrears_of(
        [OwedClaim("a", "KAZ", "UNDOF", day, 7), OwedClaim("b", "KAZ", "UNDOF", day, 5, is_certified=False)], day, AGES
    )
    assert [(row.owed_cents, row.pending_cents, row.claims) for row in rows] == [(7, 5, ["a", "b"])]


@given(st.lists(st.tuples(st.sampled_from(["KAZ", "IND"]), st.sampled_from(["UNDOF", "UNIFIL"]), DAYS, CENTS,
                          st.booleans()), max_size=30))  # fmt: skip
def test_arrears_are_the_sums_of_their_claims(given_claims: list[tuple[str, str, date, int, bool]]) -> None:
    day = date(2020, 6, 1)
    claims = [OwedClaim(f"c{number}", *one) for number, one in enumerate(given_claims)]
    rows = arrears_of(claims, day, AGES)
    assert sum(row.owed_cents for row in rows) == sum(one.open_cents for one in claims if one.is_certified)
    assert sum(row.pending_cents for row in rows) == sum(one.open_cents for one in claims if not one.is_certified)
    assert len({(row.state, row.mission) for row in rows}) == len(rows)
    assert [row.owed_cents for row in rows] == sorted((row.owed_cents for row in rows), reverse=True)


def test_age_counts_from_the_day_after_the_last_that_is_covered() -> None:
    assert age_days(date(2018, 7, 1), date(2018, 7, 1)) == 0
    assert age_days(date(2018, 7, 1), date(2018, 7, 2)) == 1


# The account


def test_the_balance_runs_and_claims_of_a_day_come_before_payments() -> None:
    day = date(2018, 10, 1)
    entries = [
        AccountEntry(day, EntryKind.PAYMENT, "p", "a", "UNDOF", 60),
        AccountEntry(day, EntryKind.CLAIM, "a", "a", "UNDOF", 100),
        AccountEntry(day + timedelta(days=1), EntryKind.SET_OFF, "d", "a", "UNDOF", 30),
    ]
    assert [(one.reference, one.balance_cents) for one in with_balance(entries)] == [("a", 100), ("p", 40), ("d", 10)]


@given(st.lists(st.tuples(DAYS, st.sampled_from(list(EntryKind)), CENTS), max_size=20))
def test_the_last_balance_is_the_sum_of_all_entries(entries: list[tuple[date, EntryKind, int]]) -> None:
    made = [AccountEntry(day, kind, f"e{number}", "", "", cents) for number, (day, kind, cents) in enumerate(entries)]
    found = with_balance(made)
    assert sum(one.signed_cents for one in made) == (found[-1].balance_cents if found else 0)


# What is due


def test_a_claim_is_due_three_months_after_its_quarter_and_soon_due_a_month_before() -> None:
    valid = (date(2018, 1, 1), None)
    standings = {
        day: due_claims(valid, ["KAZ"], [], day, NUMBERS)[0].standing
        for day in (date(2018, 4, 1), date(2018, 5, 30), date(2018, 5, 31), date(2018, 6, 30), date(2018, 7, 1))
    }
    assert list(standings.values()) == ["later", "later", "soon", "soon", "overdue"]
    assert due_claims(valid, ["KAZ"], [], date(2018, 3, 31), NUMBERS) == []


def test_a_certified_claim_is_done_and_a_withdrawn_one_is_none() -> None:
    valid, day = (date(2018, 1, 1), date(2018, 4, 1)), date(2018, 7, 1)
    done = due_claims(valid, ["KAZ"], [KnownClaim("a", "KAZ", date(2018, 1, 1), "part-paid")], day, NUMBERS)
    assert [(one.standing, one.reference) for one in done] == [(ClaimStanding.DONE, "a")]
    gone = due_claims(valid, ["KAZ"], [KnownClaim("a", "KAZ", date(2018, 1, 1), "withdrawn")], day, NUMBERS)
    assert [(one.standing, one.reference) for one in gone] == [(ClaimStanding.OVERDUE, "")]


def test_every_payee_has_a_claim_of_its_own() -> None:
    known = [KnownClaim("a", "KAZ", date(2018, 1, 1), "certified")]
    found = due_claims((date(2018, 1, 1), date(2018, 4, 1)), ["KAZ", "IND"], known, date(2018, 7, 1), NUMBERS)
    assert [(one.payee, one.standing) for one in found] == [("IND", "overdue"), ("KAZ", "done")]


# What a claim says


def line(cents: int, month: str = "2018-07", item: str = "truck", kind: str = "major_equipment") -> ClaimLine:
    return ClaimLine(month, kind, item, cents, "2", "883.33", ("Words",))


def test_amounts_are_the_sums_of_the_lines_by_kind() -> None:
    content = ClaimContent((line(5), line(7), line(11, item="personnel", kind="personnel")))
    assert content.amounts == ClaimAmounts(11, 12, 0)
    assert content.amounts.total_cents == 23


def test_a_claim_by_hand_has_a_line_for_each_kind_with_an_amount_and_names_its_paper() -> None:
    content = entered_content(ClaimAmounts(5, 0, 7), "Letter 12")
    assert [(one.kind, one.amount_cents) for one in content.lines] == [("personnel", 5), ("self_sustainment", 7)]
    assert content.lines[0].explanation == ("As entered from a paper: Letter 12",)
    assert content.amounts == ClaimAmounts(5, 0, 7)


def test_what_is_stored_comes_back_as_it_was() -> None:
    content = ClaimContent((line(5),), (), ("assumed",))
    assert content_from(content.as_json()) == content


LINES = st.lists(
    st.builds(
        line,
        st.integers(0, 10**9),
        st.sampled_from(["", "2018-07", "2018-08"]),
        st.sampled_from(["truck", "tent"]),
        st.sampled_from(["personnel", "major_equipment", "self_sustainment"]),
    ),
    max_size=10,
)


@given(claimed=LINES, anew=LINES)
def test_a_supplement_is_the_difference_of_what_is_reckoned_anew(
    claimed: list[ClaimLine], anew: list[ClaimLine]
) -> None:
    added = supplement_to(claimed, ClaimContent(tuple(anew)))
    before = sum(one.amount_cents for one in claimed)
    now = sum(one.amount_cents for one in anew)
    assert added.amounts.total_cents == now - before
    assert all(one.amount_cents for one in added.lines)
    after = ClaimContent((*claimed, *added.lines))
    assert after.amounts == ClaimContent(tuple(anew)).amounts


def test_a_supplement_says_what_was_claimed_before() -> None:
    added = supplement_to([line(500)], ClaimContent((line(750), line(100, month="2018-08"))))
    assert [(one.month, one.amount_cents, one.before_cents) for one in added.lines] == [
        ("2018-07", 250, 500),
        ("2018-08", 100, 0),
    ]
    assert added.lines[0].explanation[0] == "Reckoned anew $7.50; claimed before $5.00"
