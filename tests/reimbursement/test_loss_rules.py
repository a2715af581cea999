"""Who bears a loss and what is paid: each kind, and each threshold on its boundary. All figures are illustrative."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.reimbursement.rules.losses import (
    LossBearer,
    LossFacts,
    LossKind,
    LostItem,
    ReckonedItem,
    reckoning,
    shipped_loss_numbers,
)
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement import LossClass

NUMBERS = shipped_loss_numbers(date(2018, 10, 1))
ORGANISATION, CONTRIBUTOR, RATES = LossBearer.ORGANISATION, LossBearer.CONTRIBUTOR, LossBearer.RATES
TRUCK = LostItem(
    number=1,
    item="Illustrative truck",
    quantity=1,
    gfmv=Fraction(100_000),
    repair=None,
    life_years=Fraction(10),
    months_used=Fraction(12),
    factors_paid=Fraction(500),
    lease=LeaseKind.WET,
)


def reckoned(kind: LossKind, earlier: int | None = None, **changes: Any) -> ReckonedItem:
    earlier_in_year = None if earlier is None else Fraction(earlier)
    return reckoning(LossFacts(kind, (replace(TRUCK, **changes),), earlier_in_year), NUMBERS).items[0]


def hostile(gfmv: int, **changes: Any) -> ReckonedItem:
    return reckoned(LossKind.HOSTILE, gfmv=Fraction(gfmv), **changes)


@pytest.mark.parametrize(
    ("kind", "bearer"),
    [
        (LossKind.NO_FAULT, RATES),
        (LossKind.NEGLIGENCE, CONTRIBUTOR),
        (LossKind.TRANSIT_CONTRIBUTOR, CONTRIBUTOR),
    ],
)
def test_these_are_paid_nothing_however_much_is_lost(kind: LossKind, bearer: LossBearer) -> None:
    found = reckoned(kind, gfmv=Fraction(10_000_000))
    assert (found.bearer, found.amount_cents) == (bearer, 0)


@pytest.mark.parametrize(
    ("cents", "bearer"), [(24_999_999, CONTRIBUTOR), (25_000_000, ORGANISATION), (25_000_001, ORGANISATION)]
)
def test_a_hostile_act_is_paid_from_the_collective_value_on(cents: int, bearer: LossBearer) -> None:
    other = replace(TRUCK, number=2, gfmv=Fraction(cents, 100) - TRUCK.gfmv)
    found = reckoning(LossFacts(LossKind.HOSTILE, (TRUCK, other)), NUMBERS)
    assert {one.bearer for one in found.items} == {bearer}
    assert (found.amount_cents > 0) == (bearer is ORGANISATION)
    assert found.collective == Fraction(cents, 100)


def test_quantities_count_in_the_collective_value_and_minor_items_do_not() -> None:
    assert hostile(125_000, quantity=2).bearer is ORGANISATION
    spares = replace(TRUCK, number=2, gfmv=Fraction(200_000), is_minor=True)
    found = reckoning(LossFacts(LossKind.HOSTILE, (TRUCK, spares)), NUMBERS)
    assert [one.bearer for one in found.items] == [CONTRIBUTOR, RATES]
    assert found.collective == 100_000


@pytest.mark.parametrize(("earlier", "bearer"), [(None, CONTRIBUTOR), (149_999, CONTRIBUTOR), (150_000, ORGANISATION)])
def test_acts_of_a_year_are_taken_together_only_where_that_is_on(earlier: int | None, bearer: LossBearer) -> None:
    found = reckoned(LossKind.HOSTILE, earlier)
    assert found.bearer is bearer
    assert any("one year are taken together" in one for one in found.explanation) == (earlier is not None)


@pytest.mark.parametrize(
    ("repair", "kind"),
    [
        (29_999, LossClass.REPAIR),
        (30_000, LossClass.SIGNIFICANT),
        (225_000, LossClass.SIGNIFICANT),
        (225_001, LossClass.TOTAL),
        (None, LossClass.TOTAL),
    ],
)
def test_the_class_turns_at_ten_and_above_seventy_five_percent(repair: int | None, kind: LossClass) -> None:
    found = hostile(300_000, repair=None if repair is None else Fraction(repair))
    assert found.kind is kind
    worn = 300_000 - 30_000 - 500
    assert found.amount_cents == 100 * (worn if kind is LossClass.TOTAL else repair or 0)


@pytest.mark.parametrize(("repair", "bearer"), [(9_999, CONTRIBUTOR), (10_000, CONTRIBUTOR), (10_001, ORGANISATION)])
def test_transit_is_paid_only_above_ten_percent(repair: int, bearer: LossBearer) -> None:
    found = reckoned(LossKind.TRANSIT_ORGANISATION, repair=Fraction(repair))
    assert found.bearer is bearer
    assert found.amount_cents == (100 * repair if bearer is ORGANISATION else 0)
    assert (found.kind is LossClass.SIGNIFICANT) == (repair >= 10_000)


def test_what_was_used_up_and_paid_before_is_taken_off_and_never_more_than_the_value() -> None:
    assert hostile(300_000, months_used=Fraction(0), factors_paid=Fraction(0)).amount_cents == 30_000_000
    assert hostile(300_000, months_used=Fraction(120)).amount_cents == 0
    assert hostile(300_000, months_used=Fraction(500)).amount_cents == 0


def test_several_units_are_settled_together_and_rounded_once() -> None:
    third = Fraction(1_000_000, 3)
    facts = LossFacts(
        LossKind.HOSTILE,
        (replace(TRUCK, gfmv=third, quantity=3, months_used=Fraction(0), factors_paid=Fraction(0)),),
    )
    assert reckoning(facts, NUMBERS).amount_cents == 100_000_000


def test_repair_under_a_wet_lease_is_in_the_rates_and_the_explanation_says_so() -> None:
    wet = reckoned(LossKind.NO_FAULT, repair=Fraction(20_000))
    dry = reckoned(LossKind.NO_FAULT, repair=Fraction(20_000), lease=LeaseKind.DRY)
    assert any("wet lease has repair" in one for one in wet.explanation)
    assert not any("wet lease has repair" in one for one in dry.explanation)
    assert wet.amount_cents == dry.amount_cents == 0


def test_every_explanation_names_rule_source_and_parameters() -> None:
    told = " ".join(hostile(300_000).explanation)
    assert "seen in its source" in told
    assert "loss_hostile_collective_usd = 250000" in told
    assert "loss_total_percent = 75" in told


MONEY = st.integers(1, 1_000_000).map(Fraction)


@given(MONEY, st.one_of(st.none(), MONEY), st.integers(0, 300).map(Fraction), MONEY, st.sampled_from(list(LossKind)))
def test_no_amount_is_negative_or_beyond_the_value_or_the_repair(
    gfmv: Fraction, repair: Fraction | None, months: Fraction, paid: Fraction, kind: LossKind
) -> None:
    found = reckoned(kind, gfmv=gfmv, repair=repair, months_used=months, factors_paid=paid)
    assert 0 <= found.amount_cents <= 100 * gfmv
    if repair is not None and found.kind is not LossClass.TOTAL:
        assert found.amount_cents <= 100 * repair
    assert found.explanation
    if found.bearer is not ORGANISATION:
        assert found.amount_cents == 0


@given(MONEY, MONEY)
def test_a_higher_value_never_takes_a_hostile_act_from_the_organisation(gfmv: Fraction, more: Fraction) -> None:
    before, after = (reckoned(LossKind.HOSTILE, gfmv=value) for value in (gfmv, gfmv + more))
    assert not (before.bearer is ORGANISATION and after.bearer is CONTRIBUTOR)
    assert before.amount_cents <= after.amount_cents
