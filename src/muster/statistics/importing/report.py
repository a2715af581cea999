"""What an import did, file by file: rows read, kept, repaired by which rule, refused where and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

MOST_REFUSALS_TOLD = 200
"""Refused rows that a report names one by one; the others are counted."""


@dataclass(frozen=True)
class RefusedRow:
    """A row that was left out: where it is and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.line}: {self.reason}"


@dataclass
class FileReport:
    """What became of one file. `rows_kept` counts rows of the store, of which one row of the file may give several."""

    file: str
    digest: str
    rows_read: int = 0
    rows_kept: dict[str, int] = field(default_factory=dict)
    repaired: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    refused: list[RefusedRow] = field(default_factory=list)
    refused_rows: int = 0
    as_of: date | None = None

    def refuse(self, line: int, reason: str) -> None:
        """Count a refused row, and name it while there are not too many."""
        self.refused_rows += 1
        if len(self.refused) < MOST_REFUSALS_TOLD:
            self.refused.append(RefusedRow(self.file, line, reason))

    def refuse_many(self, told: Iterable[tuple[int, str]], rows: int) -> None:
        """Count refused rows of which only the first ones are told, by number and reason."""
        self.refused_rows += rows
        room = MOST_REFUSALS_TOLD - len(self.refused)
        self.refused += [RefusedRow(self.file, line, reason) for line, reason in islice(sorted(told), room)]

    def as_json(self) -> dict[str, Any]:
        """The report as a JSON object."""
        return {
            "file": self.file,
            "digest": self.digest,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "rows_read": self.rows_read,
            "rows_kept": dict(sorted(self.rows_kept.items())),
            "repaired": dict(sorted(self.repaired.items())),
            "left_out": dict(sorted(self.left_out.items())),
            "refused_rows": self.refused_rows,
            "refused": [{"line": one.line, "reason": one.reason} for one in self.refused],
        }

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> "FileReport":
        """The report out of its JSON object."""
        return cls(
            file=stored["file"],
            digest=stored["digest"],
            rows_read=stored["rows_read"],
            rows_kept=dict(stored["rows_kept"]),
            repaired=Counter(stored["repaired"]),
            left_out=Counter(stored["left_out"]),
            refused=[RefusedRow(stored["file"], one["line"], one["reason"]) for one in stored["refused"]],
            refused_rows=stored["refused_rows"],
            as_of=date.fromisoformat(stored["as_of"]) if stored.get("as_of") else None,
        )


@dataclass(frozen=True)
class ImportReport:
    """What an import of a data set did.

    `unchanged` names files that were on record already, as of the same day; `absent` patterns of which no file is
    there; `unneeded` files that say what another one on record says.
    """

    data_set: str
    as_of: date | None
    files: tuple[FileReport, ...]
    unchanged: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unneeded: tuple[str, ...] = ()

    @property
    def rows_read(self) -> int:
        """Rows read, of all files."""
        return sum(one.rows_read for one in self.files)

    @property
    def refused(self) -> int:
        """Rows refused, of all files."""
        return sum(one.refused_rows for one in self.files)

    def as_json(self) -> dict[str, Any]:
        """The report as a JSON object."""
        return {
            "set": self.data_set,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "files": [one.as_json() for one in self.files],
            "unchanged": list(self.unchanged),
            "absent": list(self.absent),
            "unneeded": list(self.unneeded),
            "rows_read": self.rows_read,
            "rows_kept": total(one.rows_kept for one in self.files),
            "repaired": total(one.repaired for one in self.files),
            "left_out": total(one.left_out for one in self.files),
            "refused_rows": self.refused,
        }


def total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The sum of counts by name."""
    summed: Counter[str] = Counter()
    for one in counts:
        summed.update(one)
    return dict(sorted(summed.items()))
