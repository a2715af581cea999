"""Certifications from outside a register: schemes with their steps, ratings, and the checklist lines they support."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import ClassVar

from muster.reference.records import records


@dataclass(frozen=True)
class CertificationStep:
    """One step of a scheme. `by`: self, or an evaluator from outside."""

    TABLE: ClassVar[str] = "certification_schemes"

    scheme: str
    step: str
    order: int
    name: str
    by: str
    source: str
    standing: str

    @property
    def code(self) -> str:
        """Return scheme and step in one word, as forms offer them."""
        return f"{self.scheme}:{self.step}"


@dataclass(frozen=True)
class CertificationRating:
    """How a certification rates a unit."""

    TABLE: ClassVar[str] = "certification_ratings"

    code: str
    name: str


@dataclass(frozen=True)
class CertificationLine:
    """A line of a visit's checklist for which a step is evidence."""

    TABLE: ClassVar[str] = "certification_lines"

    scheme: str
    step: str
    area: str
    line: str


def certification_steps() -> tuple[CertificationStep, ...]:
    """All steps of all schemes, in the table's order."""
    return records(CertificationStep)


def certification_ratings() -> tuple[CertificationRating, ...]:
    """All ratings, the best first."""
    return records(CertificationRating)


@cache
def certified_lines() -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """The (area, line) pairs that each (scheme, step) supports."""
    found: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for entry in records(CertificationLine):
        key = (entry.scheme, entry.step)
        found[key] = (*found.get(key, ()), (entry.area, entry.line))
    return MappingProxyType(found)
