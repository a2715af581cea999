"""What the walk over all addresses finds of reimbursement; each part enters its own and returns its numbers."""

from collections.abc import Callable, Sequence

from muster.deployments.models import DeployedUnit
from tests.inspections.theatre import UNIT
from tests.record import Record
from tests.reimbursement.agreed import memorandum_of
from tests.reimbursement.claims_record import claims_walked_over
from tests.reimbursement.edition_record import editions_walked_over
from tests.reimbursement.loss_record import losses_walked_over
from tests.reimbursement.memoranda_record import memoranda_walked_over


def memorandum_walked_over(record: Record) -> dict[str, int]:
    """Enter the memorandum of Kazakhstan's company."""
    memorandum_of(DeployedUnit.objects.get(reference=UNIT))
    return {}


PARTS: Sequence[Callable[[Record], dict[str, int]]] = (
    memorandum_walked_over,
    editions_walked_over,
    losses_walked_over,
    memoranda_walked_over,
    claims_walked_over,
)


def reimbursement_walked_over(record: Record) -> dict[str, int]:
    """Enter memoranda, claims and losses; return the numbers that examples of addresses are filled with."""
    numbers: dict[str, int] = {}
    for part in PARTS:
        numbers |= part(record)
    return numbers
