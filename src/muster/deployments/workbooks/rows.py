"""Rows of a workbook that are entered one after the other: what refuses a row is told by sheet and row."""

from collections.abc import Callable
from typing import Any

from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.workbooks import Row

NOTHING_SAVED = "The workbook was not imported; nothing was saved."


class Entering:
    """Enters rows inside one transaction and keeps what refuses them; `finish` refuses the whole where one was."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.entered = 0

    def enter(self, sheet: str, row: Row, write: Callable[[], Any]) -> None:
        """Enter a row; a refusal is kept with the row's place."""
        try:
            write()
        except (Refused, NotFound, NotAllowed) as refusal:
            place = f"sheet {sheet}, row {row.number}"
            told = getattr(refusal, "problems", ()) or (Problem("", refusal.message, ""),)
            self.problems += [
                Problem(f"{place}, {one.place}" if one.place else place, one.message, one.remedy) for one in told
            ]
        else:
            self.entered += 1

    def finish(self) -> int:
        """Return how many rows were entered. Raises Refused with every problem by sheet and row."""
        if self.problems:
            raise Refused(NOTHING_SAVED, self.problems)
        return self.entered


def given(row: Row) -> dict[str, Any]:
    """Return what a row says: a blank cell says nothing."""
    return {key: value for key, value in row.values.items() if value is not None and value != ""}


def differences(row: Row, on_record: dict[str, Any]) -> list[str]:
    """Return the keys of what a row says otherwise than the record."""
    return [key for key, value in given(row).items() if value != on_record.get(key)]


def says_the_same(row: Row, on_record: dict[str, Any]) -> bool:
    """Return whether a row says nothing else than what is on record: a blank cell says nothing."""
    return not differences(row, on_record)
