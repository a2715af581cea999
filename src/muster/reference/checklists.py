"""The checklists of visits: areas, versions of their templates, and the lines that a team asks. Pure."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import ClassVar

from muster.reference.errors import UnknownFactError
from muster.reference.records import records

STATE_CATEGORY = "State"
"""The category of what is asked of the State itself."""

COURSE_CATEGORY = "course"
"""The category of what a recognition visit asks of a course."""


@dataclass(frozen=True)
class ChecklistTemplate:
    """One version of an area's checklist, given to visits in `[valid_from, valid_until)`."""

    TABLE: ClassVar[str] = "checklist_templates"

    area: str
    version: int
    title: str
    valid_from: date
    valid_until: date | None
    source: str
    standing: str


@dataclass(frozen=True)
class ChecklistLine:
    """One line of a template's version. `asked_of` is state or unit, `weight` critical, major or minor."""

    TABLE: ClassVar[str] = "checklist_lines"

    area: str
    version: int
    code: str
    asked_of: str
    weight: str
    question: str
    evidence: str
    source: str
    standing: str


@dataclass(frozen=True)
class AreasOfCategory:
    """The areas whose checklists belong to a category of unit types, to the State itself, or to a course."""

    TABLE: ClassVar[str] = "checklist_areas_by_category"

    category: str
    areas: tuple[str, ...]
    source: str
    standing: str


@dataclass(frozen=True)
class VisitFunction:
    """What a member of a visiting team looks at."""

    TABLE: ClassVar[str] = "visit_functions"

    code: str
    name: str
    source: str
    standing: str


def visit_functions() -> tuple[VisitFunction, ...]:
    """All functions of a visiting team, the lead first."""
    return records(VisitFunction)


def areas_for(category: str) -> tuple[str, ...]:
    """The areas of a category of unit types (or of the two above), in the order of the annexes; none if unknown."""
    return next((entry.areas for entry in records(AreasOfCategory) if entry.category == category), ())


def template_in_force(area: str, on: date) -> ChecklistTemplate:
    """The version of an area's checklist that a visit is given on the day. Raises UnknownFactError where none is."""
    for entry in _templates():
        if entry.area == area and entry.valid_from <= on and (entry.valid_until is None or on < entry.valid_until):
            return entry
    raise UnknownFactError("checklist_templates", f"{area} on {on}", [entry.area for entry in _templates()])


def template(area: str, version: int) -> ChecklistTemplate:
    """One version of an area's checklist. Raises UnknownFactError."""
    for entry in _templates():
        if (entry.area, entry.version) == (area, version):
            return entry
    raise UnknownFactError("checklist_templates", f"{area} {version}", [entry.area for entry in _templates()])


@cache
def checklist_lines(area: str, version: int, asked_of: str) -> tuple[ChecklistLine, ...]:
    """The lines of a template's version that are asked of a `state` or of a `unit`."""
    found = records(ChecklistLine)
    return tuple(entry for entry in found if (entry.area, entry.version, entry.asked_of) == (area, version, asked_of))


def _templates() -> tuple[ChecklistTemplate, ...]:
    return records(ChecklistTemplate)
