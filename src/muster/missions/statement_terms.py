"""What a statement of unit requirement says, as plain values: the shape that form, workbook and API share. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class TaskTerms:
    """A task of the unit, in the words that caveats exclude."""

    task: str
    is_mandatory: bool = True
    note: str = ""


@dataclass(frozen=True)
class CapabilityTerms:
    """A capability in measurable words."""

    capability: str
    measure: str = ""
    is_mandatory: bool = True
    note: str = ""


@dataclass(frozen=True)
class RequiredPostTerms:
    """`count` people of one speciality."""

    title: str
    count: int
    rank: str = ""
    specialist_code: str = ""
    language: str = ""
    is_mandatory: bool = True
    note: str = ""


@dataclass(frozen=True)
class RequiredEquipmentTerms:
    """A line of major equipment; `category` is a code of the equipment categories."""

    category: str
    item: str
    quantity: int
    is_mandatory: bool = True
    note: str = ""


@dataclass(frozen=True)
class SubstituteTerms:
    """What is accepted for the line of equipment of number `line`: `substitutes` items stand for `replaced` of it.

    `cost_cents`: what one replaced item costs more a month, in cents of United States dollars.
    """

    line: int
    item: str
    substitutes: int = 1
    replaced: int = 1
    cost_cents: int = 0
    reason: str = ""


@dataclass(frozen=True)
class RequiredSelfSustainmentTerms:
    """A category of self-sustainment, who provides it, and the days of stock at arrival."""

    category: str
    provider: str = "unit"
    level: str = ""
    stock_days: int | None = None
    is_mandatory: bool = True
    note: str = ""


@dataclass(frozen=True)
class StatementTerms:
    """A statement with its lists, each in the planners' order.

    `mission` is an acronym, empty for a generic statement. `stated_by` is an organisation's code, empty: the one that
    mandates the mission, for a generic statement the actor's own. `made_from` is the reference of a generic statement.
    `source` and `standing` None: as they are on record, and "entered" for a new statement.
    """

    reference: str
    title: str
    unit_type: str
    strength_minimum: int
    strength_maximum: int
    mission: str = ""
    stated_by: str = ""
    made_from: str = ""
    women_minimum_percent: int = 0
    notice_days: int | None = None
    languages: str = ""
    language_level: str = ""
    environment: str = ""
    base: str = ""
    port_of_entry: str = ""
    background: str = ""
    employment: str = ""
    training: str = ""
    command: str = ""
    constraints: str = ""
    deviations_allowed: bool = True
    tasks: tuple[TaskTerms, ...] = ()
    capabilities: tuple[CapabilityTerms, ...] = ()
    posts: tuple[RequiredPostTerms, ...] = ()
    equipment: tuple[RequiredEquipmentTerms, ...] = ()
    substitutes: tuple[SubstituteTerms, ...] = ()
    self_sustainment: tuple[RequiredSelfSustainmentTerms, ...] = ()
    source: str | None = None
    standing: str | None = None


HEADER = (
    "title",
    "unit_type",
    "strength_minimum",
    "strength_maximum",
    "women_minimum_percent",
    "notice_days",
    "languages",
    "language_level",
    "environment",
    "base",
    "port_of_entry",
    "background",
    "employment",
    "training",
    "command",
    "constraints",
    "deviations_allowed",
)
"""The fields of the header in reading order, by the names that terms and version share."""

LISTS: Mapping[str, type[Any]] = {
    "tasks": TaskTerms,
    "capabilities": CapabilityTerms,
    "posts": RequiredPostTerms,
    "equipment": RequiredEquipmentTerms,
    "substitutes": SubstituteTerms,
    "self_sustainment": RequiredSelfSustainmentTerms,
}
"""The shape of the lines of each list, by the name of the list in the terms."""
