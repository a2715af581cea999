"""The registers of readiness that one installation can hold: the rungs that each uses, and what proves each. Pure."""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from muster.reference.errors import UnknownFactError
from muster.reference.records import records

OTHER = "other"
"""The register that stands for every secretariat which the table does not name."""

UNIT, INDIVIDUALS, ALL = "unit", "individuals", "all"
"""What evidence applies to."""

CONTENT, VISIT, FINDINGS, PAPER = "content", "visit", "findings", "paper"
"""What shows it: the pledge itself, an approved report, findings that are closed, a file."""

STATE, SECRETARIAT = "state", "secretariat"
"""Who hands it in."""

OTHER_SIDE, APPROVER = "other side", "approver"
"""Who decides on it, besides the secretariat with the decision itself."""


@dataclass(frozen=True)
class Register:
    """One register, by the code of the organisation that keeps it, with the keys of its periods."""

    TABLE: ClassVar[str] = "registers"

    code: str
    name: str
    aliases: tuple[str, ...]
    response_parameter: str
    validity_parameter: str
    renewal_parameter: str
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class RegisterLevel:
    """A rung that a register uses, by its name there."""

    TABLE: ClassVar[str] = "register_levels"

    register: str
    rung: str
    name: str
    meaning: str
    decided_by: str
    aliases: tuple[str, ...]
    source: str
    standing: str
    note: str


@dataclass(frozen=True)
class LevelEvidence:
    """One thing that proves a level in a register. `validity_parameter` empty: it proves without an end."""

    TABLE: ClassVar[str] = "level_evidence"

    register: str
    level: str
    applies_to: str
    kind: str
    title: str
    shown_by: str
    visit_kind: str
    handed_in_by: str
    decided_by: str
    is_required: bool
    validity_parameter: str
    source: str
    standing: str
    note: str


def registers() -> tuple[Register, ...]:
    """All registers, that of the United Nations first."""
    return records(Register)


@cache
def register_of(code: str) -> Register:
    """The register that an organisation keeps: its own row, or the one for other organisations."""
    found = {entry.code: entry for entry in registers()}
    return found.get(code) or found[OTHER]


@cache
def register_levels(code: str) -> tuple[RegisterLevel, ...]:
    """The rungs that an organisation's register uses, lowest first."""
    known = register_of(code).code
    return tuple(entry for entry in records(RegisterLevel) if entry.register == known)


@cache
def rungs_of(code: str) -> tuple[str, ...]:
    """The codes of the rungs that an organisation's register uses, lowest first."""
    return tuple(entry.rung for entry in register_levels(code))


def register_level(code: str, rung: str) -> RegisterLevel:
    """One rung of a register, by the common code or a name of the register's own. Raises UnknownFactError."""
    for entry in register_levels(code):
        if rung == entry.rung or rung == entry.name or rung in entry.aliases:
            return entry
    raise UnknownFactError("register_levels", f"{code} {rung}", rungs_of(code))


@cache
def level_evidence(code: str, level: str, *, is_pool: bool) -> tuple[LevelEvidence, ...]:
    """What proves a level in an organisation's register, of a unit or of individuals pledged as a pool."""
    known = register_of(code).code
    applies = (ALL, INDIVIDUALS if is_pool else UNIT)
    found = (entry for entry in records(LevelEvidence) if (entry.register, entry.level) == (known, level))
    return tuple(entry for entry in found if entry.applies_to in applies)
