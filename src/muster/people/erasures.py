"""Who was erased, kept outside the database by number, so that a restored backup forgets them again.

A line says which record it was by the digest of the event that entered it: a number that a restored installation gives
to somebody else is not taken for the one that was erased. No name and no value stands in it.
"""

import json
import logging
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from muster.audit.models import AuditEvent
from muster.kit.append_line import append_line
from muster.people.models import Person

logger = logging.getLogger(__name__)


def erasures_file() -> Path:
    """Return where this installation keeps the list: `people/erased.jsonl` in MUSTER_HOME."""
    return Path(settings.HOME) / "people" / "erased.jsonl"


def registration_of(number: int) -> str:
    """Return the digest of the event that entered a person; empty where there is none."""
    entered = AuditEvent.objects.filter(subject=f"person {number}", action="people:person:registered")
    return entered.order_by("sequence").values_list("digest", flat=True).first() or ""


def note_erasure(person: Person, on: date) -> None:
    """Put a person on the list when the transaction of the erasure is committed."""
    line = {"person": person.pk, "registered": registration_of(person.pk), "erased_on": on.isoformat()}
    transaction.on_commit(lambda: _append(line), robust=True)


def _append(line: dict[str, object]) -> None:
    """Write a line; where the file cannot be written, the log of the process says so and the erasure stands."""
    try:
        append_line(erasures_file(), json.dumps(line, sort_keys=True))
    except OSError as error:
        logger.error("%s cannot be written: %s", erasures_file(), error.strerror)


def noted_erasures() -> list[tuple[int, str]]:
    """Return the number and registration of everybody on the list; a line that cannot be read is passed over."""
    if not erasures_file().exists():
        return []
    found = []
    for line in erasures_file().read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            said = json.loads(line)
            found.append((int(said["person"]), str(said["registered"])))
        except (ValueError, TypeError, KeyError):
            logger.warning("a line of %s cannot be read", erasures_file())
    return found


def to_erase_again() -> list[int]:
    """Return the numbers of those on the list whose data are on record, as after the restore of a backup."""
    noted = noted_erasures()
    held = set(
        Person.objects.filter(pk__in={number for number, _ in noted}, erased_on__isnull=True).values_list(
            "pk", flat=True
        )
    )
    return sorted({number for number, entered in noted if number in held and entered == registration_of(number) != ""})
