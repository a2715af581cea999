"""What the walk over all addresses finds of training; each part enters its own and returns the numbers of examples."""

from collections.abc import Callable, Sequence

from tests.record import Record
from tests.training.readiness_walked import readiness_walked_over
from tests.training.recognition_walked import recognition_walked
from tests.training.taught import catalogue_walked_over
from tests.training.walked_pool import pool_walked_over

PARTS: Sequence[Callable[[Record], dict[str, int]]] = (
    catalogue_walked_over,
    recognition_walked,
    readiness_walked_over,
    pool_walked_over,
)


def training_walked_over(record: Record) -> dict[str, int]:
    """Enter courses, cases, pools and rosters; return the numbers that examples of addresses are filled with."""
    numbers: dict[str, int] = {}
    for part in PARTS:
        numbers |= part(record)
    return numbers
