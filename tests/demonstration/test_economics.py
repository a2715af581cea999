"""What the demonstration reckons of Kazakhstan's company: every rate and cost of it is illustrative."""

from datetime import date

import pytest

from muster.demonstration.load import LoadReport
from muster.demonstration.rows import read_rows
from muster.kit.standing import Standing
from muster.parties.viewer import SYSTEM
from muster.reimbursement.models import EconomicsCost, EconomicsEquipment, EconomicsService
from muster.reimbursement.queries.economics import plan_of, visible_calculation
from muster.reimbursement.rules.economics.assumptions import assumptions_of
from muster.reimbursement.rules.economics.outcome import outcome_of

pytestmark = pytest.mark.django_db
REFERENCE, DAY = "KAZ-UNDOF-ECONOMICS", date(2024, 4, 1)


def test_every_line_is_entered_and_marked_illustrative(loaded: LoadReport) -> None:
    found = visible_calculation(SYSTEM, DAY, REFERENCE)
    assert found.illustrative
    assert found.memorandum is not None
    assert found.memorandum.reference == "KAZ-UNDOF-MOU"
    for model, file in (
        (EconomicsEquipment, "economics_equipment"),
        (EconomicsService, "economics_services"),
        (EconomicsCost, "economics_costs"),
    ):
        assert model.objects.filter(calculation=found).count() == len(read_rows(file))
    assert {one.standing for one in plan_of(found).equipment} == {Standing.ILLUSTRATIVE}


def test_the_company_breaks_even_within_its_five_years(loaded: LoadReport) -> None:
    outcome = outcome_of(plan_of(visible_calculation(SYSTEM, DAY, REFERENCE)))
    assert len(outcome.months) == 60
    assert outcome.breaks_even_in is not None
    assert outcome.months[0].cumulative_cents < 0 < outcome.balance_cents
    assert assumptions_of(outcome.plan)
