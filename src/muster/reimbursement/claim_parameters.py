"""The numbers of the parameter table that the rules of claims apply, as they hold on a day."""

from datetime import date

from muster.reference.parameters import parameter
from muster.reimbursement.rules.claim_arrears import AgeBracket, brackets
from muster.reimbursement.rules.claim_due import ClaimNumbers

TARGET_KEY, SOON_KEY = "claim_target_months", "claim_soon_days"
AGE_KEYS = ("arrears_first_days", "arrears_second_days", "arrears_third_days")


def claim_numbers(day: date) -> ClaimNumbers:
    """Return the numbers that say when claims are due."""
    return ClaimNumbers(parameter(TARGET_KEY, day).integer, parameter(SOON_KEY, day).integer)


def age_brackets(day: date) -> tuple[AgeBracket, ...]:
    """Return the brackets of age by which arrears are told."""
    return brackets([parameter(key, day).integer for key in AGE_KEYS])
