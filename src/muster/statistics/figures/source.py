"""Where a figure comes from: every answer carries one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Source:
    """The files a figure was reckoned from, the last day their rows stand for, how the rows were chosen, and remarks.

    `file` names several files with a comma and a blank between them; `date` is `None` where the rows have no day.
    """

    file: str
    date: date | None
    filter: str
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The source as JSON content."""
        return {
            "file": self.file,
            "date": self.date.isoformat() if self.date else None,
            "filter": self.filter,
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        """The source on one line."""
        day = f", {self.date.isoformat()}" if self.date else ""
        return "; ".join((f"{self.file}{day}: {self.filter}", *self.notes))


def files_named(names: Iterable[str]) -> str:
    """Names of files on one line, each once, in their order."""
    return ", ".join(dict.fromkeys(names))
