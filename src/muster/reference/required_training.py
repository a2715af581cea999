"""Who needs which training before a deployment, as the field has it; missions and States ask for more. Pure."""

from dataclasses import dataclass
from typing import ClassVar

from muster.reference.records import records


@dataclass(frozen=True)
class RequiredStandard:
    """One row: people of units so narrowed need the standard. `usual_people` counts where no roster is on record."""

    TABLE: ClassVar[str] = "required_training"

    standard: str
    personnel_category: str
    unit_type: str
    function: str
    usual_people: int | None
    source: str
    standing: str
    note: str


def required_standards() -> tuple[RequiredStandard, ...]:
    """Return the rows in the table's order."""
    return records(RequiredStandard)


@dataclass(frozen=True)
class CourseStandard:
    """One standard of the catalogue of courses. Days are None where no length is on record."""

    TABLE: ClassVar[str] = "courses"

    code: str
    name: str
    audience: str
    days_min: int | None
    days_max: int | None
    source: str
    standing: str
    note: str


def course_standards() -> tuple[CourseStandard, ...]:
    """Return the standards in the catalogue's order."""
    return records(CourseStandard)


def standard_name(code: str) -> str:
    """Return a standard's name; the code itself where the standard has left the catalogue since."""
    return next((one.name for one in course_standards() if one.code == code), code)
