"""What must hold in the reference tables; each check returns the faults it found, in words."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

from muster.reference.catalogue import STANDINGS, Table, list_tables, table
from muster.reference.levels import levels
from muster.reference.missions import missions
from muster.reference.parameters import KINDS, Parameter, parameter_history
from muster.reference.records import records

FOREIGN_KEYS = (
    ("state_names", "iso3", ("states",)),
    ("state_names", "language", ("languages",)),
    ("states", "official_languages", ("languages",)),
    ("mandate_rhythm", "acronym", ("missions",)),
    ("unit_types", "short_in", ("sources",)),
    ("missions", "host_iso3", ("states", "territories")),
    ("mission_strengths", "acronym", ("missions",)),
    ("checklist_templates", "area", ("visit_annexes",)),
    ("checklist_lines", "area", ("visit_annexes",)),
    ("checklist_areas_by_category", "areas", ("visit_annexes",)),
    ("certification_lines", "area", ("visit_annexes",)),
    ("register_levels", "register", ("registers",)),
    ("register_levels", "rung", ("levels",)),
    ("level_evidence", "register", ("registers",)),
    ("level_evidence", "level", ("levels",)),
    ("phases", "parallel_with", ("phases",)),
    ("phase_dependencies", "phase", ("phases",)),
    ("phase_dependencies", "after", ("phases",)),
    ("phase_durations", "phase", ("phases",)),
    ("playbook_steps", "role", ("playbook_roles",)),
    ("playbook_steps", "phase", ("phases",)),
)
"""Table, column (its cells or their parts), and the tables whose keys they are."""


def duplicate_keys() -> Iterator[str]:
    """A key names one row."""
    for found in map(table, list_tables()):
        counts = Counter(found.key_of(row) for row in found.rows)
        yield from (f"{found.name}: key {key} stands {count} times" for key, count in counts.items() if count > 1)


def missing_sources() -> Iterator[str]:
    """Every row says where it comes from."""
    for found in map(table, list_tables()):
        for row in found.rows:
            if not row["source"]:
                yield f"{found.name} {found.key_of(row)}: no source"


def unknown_standings() -> Iterator[str]:
    """Every row says how sure it is, in one of the known words."""
    for found in map(table, list_tables()):
        for row in found.rows:
            if row["standing"] not in STANDINGS:
                yield f"{found.name} {found.key_of(row)}: standing {row['standing']}"


def dangling_references() -> Iterator[str]:
    """What a row refers to exists."""
    for name, column, targets in FOREIGN_KEYS:
        known = {key for target in targets for key in table(target).by_key}
        yield from _dangling(table(name), column, known)


def unknown_sources() -> Iterator[str]:
    """A source that is cited by number stands in the table of sources."""
    known = table("sources").by_key
    for found in map(table, list_tables()):
        for row in found.rows:
            for number in re.findall(r"\bS\d\d\b", str(row["source"])):
                if number not in known:
                    yield f"{found.name} {found.key_of(row)}: source {number} is unknown"


def _dangling(found: Table, column: str, known: set[str]) -> Iterator[str]:
    for row in found.rows:
        cell = row[column]
        for part in cell if isinstance(cell, tuple) else (cell,):
            if part not in known:
                yield f"{found.name} {found.key_of(row)}: {column} {part} is unknown"


def reversed_dates() -> Iterator[str]:
    """An operation ends after it began."""
    for entry in missions():
        if entry.until is not None and entry.until <= entry.start:
            yield f"missions {entry.acronym}: until {entry.until} is not after {entry.start}"


def unfitting_parameters() -> Iterator[str]:
    """A parameter's value fits its kind."""
    for entry in records(Parameter):
        if entry.kind not in KINDS or not _fits(entry):
            yield f"parameters {entry.key}: {entry.value} is no {entry.kind}"


def _fits(entry: Parameter) -> bool:
    try:
        return _READERS[entry.kind](entry)
    except (ValueError, ArithmeticError, LookupError):
        return False


_READERS: dict[str, Callable[[Parameter], bool]] = {
    "integer": lambda entry: str(entry.integer) == entry.value,
    "decimal": lambda entry: entry.decimal.is_finite(),
    "range": lambda entry: entry.range[0] <= entry.range[1],
    "date-in-year": lambda entry: f"{entry.day_in(2024):%m-%d}" == entry.value,
    "level": lambda entry: entry.level in {level.code for level in levels()},
    "table": lambda entry: entry.table in list_tables(),
    "text": lambda entry: bool(entry.text.strip()),
}
"""Whether a value of the kind can be read; reading may also raise."""


def overlapping_parameters() -> Iterator[str]:
    """At most one value of a parameter holds on any day, and a validity is not empty."""
    for key in dict.fromkeys(entry.key for entry in records(Parameter)):
        history = parameter_history(key)
        for entry in history:
            if (entry.valid_until or date.max) <= (entry.valid_from or date.min):
                yield f"parameters {key}: validity from {entry.valid_from} is empty"
        for earlier, later in pairwise(history):
            if (earlier.valid_until or date.max) > (later.valid_from or date.min):
                yield f"parameters {key}: values from {earlier.valid_from} and {later.valid_from} overlap"


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    duplicate_keys,
    missing_sources,
    unknown_standings,
    dangling_references,
    unknown_sources,
    reversed_dates,
    unfitting_parameters,
    overlapping_parameters,
)


def faults() -> list[str]:
    """Every fault that any check finds."""
    return [fault for check in CHECKS for fault in check()]
