"""The play-book of a rapid-deployment call: what each role does by which day. Pure.

No published play-book is at hand: the steps are our reading of sections 2.6 and 3.1 of the dossier, and a local choice.
"""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from muster.reference.errors import UnknownFactError
from muster.reference.records import records


@dataclass(frozen=True)
class PlaybookRole:
    """Who acts in a call. `side` is state, secretariat or mission."""

    TABLE: ClassVar[str] = "playbook_roles"

    code: str
    name: str
    side: str
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class PlaybookStep:
    """What a role does between `from_day` and `due_day`, in days from the request, and what proves it."""

    TABLE: ClassVar[str] = "playbook_steps"

    code: str
    from_day: int
    due_day: int
    role: str
    phase: str
    what: str
    proof: str
    source: str
    standing: str
    note: str


def playbook_roles() -> tuple[PlaybookRole, ...]:
    """All roles, in the table's order: the State's, the register's, the mission's."""
    return records(PlaybookRole)


def playbook_steps() -> tuple[PlaybookStep, ...]:
    """All steps, in the order in which they are due."""
    return tuple(sorted(records(PlaybookStep), key=lambda step: (step.due_day, step.from_day)))


@cache
def playbook_role(code: str) -> PlaybookRole:
    """The role with this code. Raises UnknownFactError."""
    for entry in playbook_roles():
        if entry.code == code:
            return entry
    raise UnknownFactError("playbook_roles", code, [entry.code for entry in playbook_roles()])


@cache
def playbook_step(code: str) -> PlaybookStep:
    """The step with this code. Raises UnknownFactError."""
    for entry in playbook_steps():
        if entry.code == code:
            return entry
    raise UnknownFactError("playbook_steps", code, [entry.code for entry in playbook_steps()])
