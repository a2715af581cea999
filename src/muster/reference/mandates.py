"""The controlled list of mandated tasks. Pure.

Source: section 8.1 of the dossier asks for such a list; its entries are ours.
"""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from muster.reference.errors import UnknownFactError
from muster.reference.records import records


@dataclass(frozen=True)
class MandateTask:
    """One task; `family` groups them."""

    TABLE: ClassVar[str] = "mandate_tasks"

    code: str
    name: str
    family: str
    source: str
    standing: str
    note: str


def mandate_tasks() -> tuple[MandateTask, ...]:
    """All tasks, in the table's order."""
    return records(MandateTask)


@cache
def mandate_task(code: str) -> MandateTask:
    """The task with this code. Raises UnknownFactError."""
    for entry in mandate_tasks():
        if entry.code == code:
            return entry
    raise UnknownFactError("mandate_tasks", code, [entry.code for entry in mandate_tasks()])
