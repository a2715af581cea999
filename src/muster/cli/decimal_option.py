"""Numbers given on the command line as exact decimals, each fault in one line naming the option."""

from fractions import Fraction

from muster.kit.errors import Refused
from muster.reimbursement.statement.json_fields import decimal_string


def exact(option: str, text: str) -> Fraction:
    """Return the number; raises `Refused` naming the option where it is no decimal, or negative."""
    found = decimal_string(text)
    if isinstance(found, str):
        raise Refused(f"{option}: {found.replace('a decimal string', 'a decimal')}")
    return found


def exact_positive(option: str, text: str) -> Fraction:
    """Return the number; raises `Refused` naming the option where it is no decimal above zero."""
    found = exact(option, text)
    if not found:
        raise Refused(f"{option}: must be more than 0")
    return found
