"""What the walk over all addresses finds of reimbursement; each part enters its own and returns its numbers."""

from collections.abc import Callable, Sequence

from tests.record import Record
from tests.reimbursement.loss_record import losses_walked_over

PARTS: Sequence[Callable[[Record], dict[str, int]]] = (losses_walked_over,)


def reimbursement_walked_over(record: Record) -> dict[str, int]:
    """Enter memoranda, claims and losses; return the numbers that examples of addresses are filled with."""
    numbers: dict[str, int] = {}
    for part in PARTS:
        numbers |= part(record)
    return numbers
