"""Rules are switched by the secretariat with a reason; a memorandum's own switch goes before its mission's."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.adjustments import switch_adjustment
from muster.reimbursement.adjustment_terms import SwitchTerms
from muster.reimbursement.models import AdjustmentSwitch, Memorandum
from muster.reimbursement.queries.adjustments import switches_of, visible_switches
from muster.reimbursement.rules.adjustments import AdjustmentRule
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record
from tests.reimbursement.loss_record import memorandum_of_company

ON = SwitchTerms("risk-premium", True, "Awarded", memorandum="mou-kaz", percent=Decimal(5), people=3)
RAPID = SwitchTerms("rapid-premium", True, "Agreed", memorandum="mou-kaz", premium_cents=(300, 200, 100))


@pytest.fixture(autouse=True)
def _memorandum(record: Record) -> None:
    company_in_theatre(with_tours=False)
    memorandum_of_company()


def rules_on(day: date = DAY) -> dict[AdjustmentRule, bool]:
    return {one.rule: one.is_on for one in switches_of(Memorandum.objects.get(), day)}


def test_a_switch_holds_from_the_day_on_which_it_is_known_and_earlier_ones_stay(record: Record) -> None:
    approver = record.parties["secretariat approver"]
    switch_adjustment(approver, ON, today=DAY, expected_version=0)
    later = DAY + timedelta(days=30)
    switch_adjustment(approver, replace(ON, is_on=False), today=later, expected_version=1)
    assert rules_on() == {AdjustmentRule.RISK_PREMIUM: True}
    assert rules_on(later) == {AdjustmentRule.RISK_PREMIUM: False}
    assert rules_on(DAY - timedelta(days=1)) == {}
    (one,) = switches_of(Memorandum.objects.get(), DAY)
    assert (one.percent, one.people, one.premium_cents) == (Fraction(5), 3, (0, 0, 0))
    event = AuditEvent.objects.filter(action="reimbursement:adjustment:switched").latest("sequence")
    assert (event.subject, event.before["is_on"], event.after["is_on"]) == ("mou-kaz risk-premium", True, False)
    assert Notice.objects.filter(topic="adjustment-switched", organisation__code="KAZ").count() == 2


def test_a_memorandums_own_switch_goes_before_its_missions() -> None:
    switch_adjustment(SYSTEM, replace(ON, memorandum="", mission="UNIFIL"), today=DAY)
    assert rules_on() == {AdjustmentRule.RISK_PREMIUM: True}
    switch_adjustment(SYSTEM, replace(ON, is_on=False), today=DAY)
    assert rules_on() == {AdjustmentRule.RISK_PREMIUM: False}


def test_who_read_an_earlier_switch_does_not_write_over_a_later_one(record: Record) -> None:
    switch_adjustment(SYSTEM, ON, today=DAY, expected_version=0)
    with pytest.raises(Refused, match="changed by somebody else"):
        switch_adjustment(record.parties["secretariat approver"], ON, today=DAY, expected_version=0)


@pytest.mark.parametrize("who", ["owning State", "mission", "secretariat officer"])
def test_only_approvers_of_the_secretariat_switch(record: Record, who: str) -> None:
    with pytest.raises(NotAllowed, match="approvers of the secretariat"):
        switch_adjustment(record.parties[who], ON, today=DAY)


def test_the_sides_see_switches_and_a_states_own_missions_alone(record: Record) -> None:
    switch_adjustment(SYSTEM, ON, today=DAY)
    switch_adjustment(SYSTEM, replace(ON, memorandum="", mission="UNIFIL"), today=DAY)
    for who in ("owning State", "mission", "secretariat officer"):
        assert visible_switches(record.parties[who], DAY).count() == 2
    for who in ("other State", "other mission", "other secretariat", "analyst"):
        assert not visible_switches(record.parties[who], DAY).exists()
    with pytest.raises(NotFound):
        switch_adjustment(record.parties["other State"], ON, today=DAY)


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (replace(ON, reason=" "), "say why"),
        (replace(ON, percent=Decimal("10.01")), "is not between 0 and 10"),
        (replace(ON, percent=Decimal(-1)), "is not between 0 and 10"),
        (replace(ON, rule="painting", percent=Decimal(120), people=None), "is not between 0 and 119"),
        (replace(ON, rule="painting", percent=None), "leave it empty"),
        (replace(ON, rule="painting-withheld", people=None), "reads none"),
        (replace(ON, rule="end-of-operations", people=None), "day on which operations ended"),
        (replace(ON, holds_from=DAY, holds_until=DAY), "give a later day"),
        (replace(ON, premium_cents=(3, 2, 1)), "leave the amounts empty"),
        (replace(RAPID, premium_cents=(300, None, 100)), "give all three"),
        (replace(RAPID, premium_cents=(100, 200, 300)), "let the amounts fall"),
    ],
)
def test_what_a_rule_does_not_read_or_bound_is_refused(terms: SwitchTerms, words: str) -> None:
    with pytest.raises(Refused) as refused:
        switch_adjustment(SYSTEM, terms, today=DAY)
    assert words in "\n".join(str(one) for one in refused.value.problems)
    assert not AdjustmentSwitch.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rule": "luck"}, "is no rule that can be switched"),
        ({"mission": "UNIFIL"}, "name one of the two"),
        ({"memorandum": ""}, "name one of the two"),
    ],
)
def test_a_switch_is_of_one_rule_and_one_scope(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        switch_adjustment(SYSTEM, replace(ON, **changes), today=DAY)


def test_the_amounts_of_the_rapid_premium_are_kept_by_step() -> None:
    switch_adjustment(SYSTEM, RAPID, today=DAY)
    assert switches_of(Memorandum.objects.get(), DAY)[0].premium_cents == (300, 200, 100)


def test_the_standing_of_a_switch_is_the_loaders_to_give(record: Record) -> None:
    illustrative = replace(RAPID, standing="illustrative")
    with pytest.raises(Refused, match="'entered'"):
        switch_adjustment(record.parties["secretariat approver"], illustrative, today=DAY)
    assert switch_adjustment(SYSTEM, illustrative, today=DAY).illustrative
