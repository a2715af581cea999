"""What is said of a calculation when it is entered or written."""

from dataclasses import dataclass
from datetime import date

from muster.kit.standing import Standing
from muster.reimbursement.rules.economics.terms import UnitPlan

MOST_ECONOMICS_LINES = 200


@dataclass(frozen=True)
class EconomicsTerms:
    """A new calculation. `memorandum`, `pledge` and `edition` are references; empty: none.

    `plan.contributor` is not read: a calculation is of the State that enters it.
    """

    reference: str
    plan: UnitPlan
    memorandum: str = ""
    pledge: str = ""
    edition: str = ""
    source: str = ""
    standing: str = Standing.ENTERED.value
    known_from: date | None = None
