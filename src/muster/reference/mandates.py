"""The controlled list of mandated tasks, the rhythm of renewals, and schemes that classify operations. Pure.

Sources: section 8.1 of the dossier asks for a list of tasks, its entries are ours; 8.2 gives the rhythm (recalled) and
8.3 the schemes (seed 003).
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


@dataclass(frozen=True)
class MandateRhythm:
    """How a mission's mandate is usually renewed: every so many months (None: open-ended), with which last days."""

    TABLE: ClassVar[str] = "mandate_rhythm"

    acronym: str
    renewal_months: int | None
    expiry_days: tuple[str, ...]
    source: str
    standing: str
    note: str


@cache
def mandate_rhythms() -> dict[str, MandateRhythm]:
    """The usual rhythm of each mission that has one on record, by acronym."""
    return {entry.acronym: entry for entry in records(MandateRhythm)}


@dataclass(frozen=True)
class ClassificationScheme:
    """A value of one scheme of classification; several schemes stand side by side."""

    TABLE: ClassVar[str] = "classification_schemes"

    scheme: str
    value: str
    name: str
    source: str
    standing: str
    note: str


SCHEME_NAMES: dict[str, str] = {
    "force": "By force",
    "form": "By form",
    "generation": "By generation",
    "mandator": "By mandator",
    "function": "By function of the Agenda for Peace",
}
"""The schemes in words, in the order in which they are shown."""


def classification_schemes() -> tuple[ClassificationScheme, ...]:
    """All values of all schemes, in the table's order."""
    return records(ClassificationScheme)


@cache
def classification_names() -> dict[tuple[str, str], str]:
    """The words of each value, by scheme and value."""
    return {(entry.scheme, entry.value): entry.name for entry in classification_schemes()}
