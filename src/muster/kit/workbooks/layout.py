"""The declared form of a workbook: its sheets, their fields and their keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from muster.kit.workbooks.fields import Field

READ_ME = "Read me"
LISTS = "Lists"
_LONGEST_SHEET_NAME = 31
_FORBIDDEN_IN_SHEET_NAMES = frozenset("[]:*?/\\'")


def folded(name: str) -> str:
    """A name as it is compared: whatever its case and white space."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: one row of headings, then one row a record. `key` are the keys of the fields that no two rows share.

    Raises ValueError for names that Excel forbids, fields of the same key or heading, and a key that is no field.
    """

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    about: str = ""

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= _LONGEST_SHEET_NAME or _FORBIDDEN_IN_SHEET_NAMES & set(self.name):
            raise ValueError(f"Excel forbids the sheet name {self.name!r}")
        if folded(self.name) in (folded(READ_ME), folded(LISTS)):
            raise ValueError(f"the sheet name {self.name!r} is reserved")
        object.__setattr__(self, "fields", tuple(self.fields))
        object.__setattr__(self, "key", tuple(self.key))
        keys = [each.key for each in self.fields]
        _refuse_twins(keys, f"keys of the sheet {self.name}")
        _refuse_twins([folded(each.title) for each in self.fields], f"headings of the sheet {self.name}")
        if unknown := set(self.key) - set(keys):
            raise ValueError(f"the key of the sheet {self.name} names no field: {sorted(unknown)}")


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook: `name` and `version` identify its format, `title` and `about` introduce it to whoever fills it in."""

    name: str
    title: str
    sheets: tuple[Sheet, ...]
    version: int = 1
    about: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sheets", tuple(self.sheets))
        _refuse_twins([folded(sheet.name) for sheet in self.sheets], f"sheets of the workbook {self.name}")

    @property
    def format(self) -> str:
        """The format with its version, as the Read me sheet states it."""
        return f"{self.name} {self.version}"


def _refuse_twins(names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"two {what} are the same: {name!r}")
        seen.add(name)
