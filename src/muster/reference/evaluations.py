"""The areas that the standards of an evaluation are grouped by. Pure."""

from dataclasses import dataclass
from typing import ClassVar

from muster.reference.records import records


@dataclass(frozen=True)
class EvaluationArea:
    """One area."""

    TABLE: ClassVar[str] = "evaluation_areas"

    code: str
    name: str
    source: str
    standing: str
    note: str


def evaluation_areas() -> tuple[EvaluationArea, ...]:
    """Return the areas in the table's order."""
    return records(EvaluationArea)


def area_name(code: str) -> str:
    """Return an area's name; the code itself where the area has left the table since."""
    return next((one.name for one in evaluation_areas() if one.code == code), code)
