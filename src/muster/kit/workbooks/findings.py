"""The problems found while a workbook is read or written, up to a limit, and how their places are named."""

from __future__ import annotations

from muster.kit.errors import Problem
from muster.kit.workbooks.fields import Unfit


def place_of(sheet: str, row: int | None = None, heading: str = "") -> str:
    """Name a place: "sheet Pledges, row 7, column Strength"."""
    parts = [f"sheet {sheet}"]
    if row is not None:
        parts.append(f"row {row}")
    if heading:
        parts.append(f"column {heading}")
    return ", ".join(parts)


class Findings:
    """Collects problems in order; `full` once there are as many as are worth showing."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._problems: list[Problem] = []

    @property
    def full(self) -> bool:
        """Whether the search should stop."""
        return len(self._problems) >= self._limit

    def add(self, place: str, message: str, remedy: str) -> None:
        """Take note of a problem, unless there are enough."""
        if not self.full:
            self._problems.append(Problem(place, message, remedy))

    def add_unfit(self, place: str, unfit: Unfit) -> None:
        """Take note of a value that does not fit."""
        self.add(place, unfit.message, unfit.remedy)

    def as_tuple(self) -> tuple[Problem, ...]:
        """The problems; where the search stopped, the last one says so."""
        if not self.full:
            return tuple(self._problems)
        stopped = Problem(
            "workbook", f"the search stopped after {self._limit} problems", "correct these first, then try again"
        )
        return (*self._problems, stopped)
