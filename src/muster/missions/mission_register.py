"""The United Nations' published register of operations beside the record: where start and end of a mission differ.

The register (data set DPPADPOSS-PKO) knows when an operation began and ended. It holds no day on which a mandate
expires, no resolution and no ceiling, so nothing of these is compared, and nothing of them is made up from it.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from muster.kit.errors import Problem, Refused
from muster.kit.tables import Column, Table
from muster.missions.models import Mission

ACRONYM, STARTED, ENDED = "mission_acronym", "start_date", "end_date"
NEEDED = (ACRONYM, STARTED, ENDED)


@dataclass(frozen=True)
class RegisteredOperation:
    """An operation of the register: first day, and the day on which it ended (None: under way)."""

    acronym: str
    started_on: date | None
    ended_on: date | None


@dataclass(frozen=True)
class RegisterDifference:
    """Something that record and register say differently of a mission."""

    mission: str
    what: str
    in_record: str
    in_register: str


@dataclass(frozen=True)
class RegisterCheck:
    """The differences, how many missions were compared, and how many stand only in one of the two."""

    differences: tuple[RegisterDifference, ...]
    compared: int
    only_in_register: tuple[str, ...]
    only_in_record: tuple[str, ...]


DIFFERENCES = Table(
    name="register-differences",
    caption=_("Missions of which record and register differ"),
    empty=_("Start and end of every mission are the same in record and register."),
    columns=[
        Column("mission", _("Mission")),
        Column("what", _("What")),
        Column("in_record", _("In the record")),
        Column("in_register", _("In the register")),
    ],
)


def read_register(data: bytes) -> tuple[RegisteredOperation, ...]:
    """Return the operations of the file. Raises Refused naming row and column."""
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(
            f"The file is no CSV file in UTF-8 ({error}); give DPPADPOSS-PKO.csv as it is published."
        ) from error
    if missing := [name for name in NEEDED if name not in (reader.fieldnames or ())]:
        raise Refused(f"The file has no column {missing[0]!r}; give DPPADPOSS-PKO.csv as it is published.")
    found, problems = [], []
    for number, row in enumerate(rows, start=2):
        days: list[date | None] = []
        for name in (STARTED, ENDED):
            try:
                days.append(date.fromisoformat(row[name][:10]) if row[name] else None)
            except ValueError:
                problems.append(Problem(f"row {number}, column {name}", f"{row[name]!r} is no day", "write YYYY-MM-DD"))
                days.append(None)
        found.append(RegisteredOperation((row[ACRONYM] or "").strip(), days[0], days[1]))
    if problems:
        raise Refused("The register was not read.", problems)
    return tuple(found)


def check_register(missions: Iterable[Mission], register: Iterable[RegisteredOperation]) -> RegisterCheck:
    """Return what the record of missions and the register say differently of start and end."""
    registered = {one.acronym: one for one in register if one.acronym}
    held = {one.acronym: one for one in missions}
    both = sorted(set(registered) & set(held))
    pairs = (
        (acronym, what, getattr(held[acronym], name), getattr(registered[acronym], name))
        for acronym in both
        for what, name in (("started on", "started_on"), ("ended on", "ended_on"))
    )
    differences = tuple(
        RegisterDifference(acronym, what, _told(ours), _told(theirs))
        for acronym, what, ours, theirs in pairs
        if ours != theirs
    )
    only = [tuple(sorted(set(one) - set(other))) for one, other in ((registered, held), (held, registered))]
    return RegisterCheck(differences, len(both), only[0], only[1])


def _told(day: date | None) -> str:
    return "none" if day is None else day.isoformat()
