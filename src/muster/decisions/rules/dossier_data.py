"""The data of today beside those kept at an assessment, and what differs. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from muster.kit.named import Named

ASKED = "asked"
"""The key of the datum that says what a dossier asked for when it was assessed."""


class DataChange(Named):
    """What became of a datum since the assessment."""

    SAME = "same", "as it was"
    CHANGED = "changed", "changed"
    NEW = "new", "new since"
    GONE = "gone", "no longer there"
    NOT_KEPT = "not-kept", "not assessed yet"


@dataclass(frozen=True)
class ComparedDatum:
    """One datum of a criterion: as kept, as it is, and what became of it. An empty value: there is none."""

    criterion: str
    key: str
    label: str
    unit: str
    kept: str
    now: str
    words: str
    source: str
    change: DataChange
    page: str = ""


def compared(
    criterion: str, kept: Iterable[Mapping[str, Any]] | None, now: Iterable[Mapping[str, Any]]
) -> tuple[ComparedDatum, ...]:
    """Return the data of a criterion in the order of today, then what is gone. `kept` None: nothing is assessed yet."""
    before = {str(one["key"]): one for one in kept or () if one["key"] != ASKED}
    today = {str(one["key"]): one for one in now if one["key"] != ASKED}
    found = [_datum(criterion, before.get(key), one, is_kept=kept is not None) for key, one in today.items()]
    found += [_gone(criterion, one) for key, one in before.items() if key not in today]
    return tuple(found)


def _datum(criterion: str, before: Mapping[str, Any] | None, one: Mapping[str, Any], *, is_kept: bool) -> ComparedDatum:
    if before is None:
        change = DataChange.NEW if is_kept else DataChange.NOT_KEPT
    else:
        change = DataChange.SAME if _said(before) == _said(one) else DataChange.CHANGED
    kept = "" if before is None else _shown(before)
    return _row(criterion, one, kept, _shown(one), change)


def _gone(criterion: str, one: Mapping[str, Any]) -> ComparedDatum:
    return _row(criterion, one, _shown(one), "", DataChange.GONE)


def _row(criterion: str, one: Mapping[str, Any], kept: str, now: str, change: DataChange) -> ComparedDatum:
    said = {name: str(one.get(name) or "") for name in ("key", "label", "unit", "words", "source", "page")}
    return ComparedDatum(criterion=criterion, kept=kept, now=now, change=change, **said)


def _said(one: Mapping[str, Any]) -> tuple[str, str]:
    """Return what makes a datum the same: its value, and its words where it has no value."""
    value = str(one.get("value") or "")
    return (value, "") if value else ("", str(one.get("words") or ""))


def _shown(one: Mapping[str, Any]) -> str:
    return str(one.get("value") or one.get("words") or "")
