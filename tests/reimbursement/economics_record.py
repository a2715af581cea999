"""A calculation of Kazakhstan's company, for tests. Every value, rate and cost is illustrative."""

from dataclasses import replace
from datetime import date

from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.economics import enter_economics
from muster.reimbursement.economics_terms import EconomicsTerms
from muster.reimbursement.models import UnitEconomics
from tests.record import KNOWN, Record
from tests.reimbursement.economics_terms import unit_plan

COMPANY = "kaz-company"
TITLE = "What the company of Kazakhstan would cost"


def company_terms(reference: str = COMPANY) -> EconomicsTerms:
    """Return the terms of the calculation."""
    return EconomicsTerms(reference, replace(unit_plan(), title=TITLE), source="made up for tests")


def calculation(record: Record, reference: str = COMPANY, on: date = KNOWN) -> UnitEconomics:
    """Enter the calculation for Kazakhstan, known since the small record is."""
    state = record.parties.organisations["KAZ"]
    return enter_economics(SYSTEM, company_terms(reference), today=on, state=state)


def economics_walked_over(record: Record) -> dict[str, int]:
    """Enter the calculation of Kazakhstan. No example needs a number."""
    calculation(record)
    return {}
