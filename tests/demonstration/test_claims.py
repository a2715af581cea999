"""Claims of the demonstration: two illustrative quarters of Kazakhstan in UNDOF, paid in part, a debt set off."""

from datetime import date

import pytest

from muster.demonstration.load import LoadReport
from muster.demonstration.rows import read_rows
from muster.parties.viewer import SYSTEM
from muster.reimbursement.models import Claim, ReimbursementPayment, StateDebt
from muster.reimbursement.queries.claim_account import account_of
from muster.reimbursement.queries.claim_arrears import arrears

pytestmark = pytest.mark.django_db

DAY = date(2024, 9, 1)


def test_every_row_is_entered_and_marked_as_illustrative(loaded: LoadReport) -> None:
    assert Claim.objects.count() == len(read_rows("claims"))
    assert ReimbursementPayment.objects.count() == len(read_rows("claim_payments"))
    assert StateDebt.objects.count() == len(read_rows("state_debts"))
    assert all(one.illustrative for kind in (Claim, ReimbursementPayment, StateDebt) for one in kind.objects.all())


def test_one_quarter_is_paid_in_part_and_the_other_is_owed(loaded: LoadReport) -> None:
    assert dict(Claim.objects.values_list("reference", "stage")) == {
        "KAZ-UNDOF-MOU-2024Q1-KAZ": "part-paid",
        "KAZ-UNDOF-MOU-2024Q2-KAZ": "certified",
    }
    (row,) = arrears(SYSTEM, DAY)
    owed = sum(one.total_cents for one in Claim.objects.all()) - 100_000_00 - 4_800_00
    assert (row.state, row.mission, row.owed_cents) == ("KAZ", "UNDOF", owed)
    assert account_of(SYSTEM, DAY, "KAZ")[-1].balance_cents == owed
