"""A copy of the whole database while the installation runs, and the anchor that says how far its log goes."""

import json
import os
import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from muster.audit.actions import record
from muster.audit.anchor_rules import Anchor
from muster.audit.anchors import Occasion, keep_anchor
from muster.kit.atomic_file import write_atomically
from muster.kit.errors import Refused
from muster.parties.viewer import Viewer
from muster.people.models import Person

LAST_EVENT = "SELECT sequence, digest FROM audit_auditevent ORDER BY sequence DESC LIMIT 1"


def backup(actor: Viewer, file: Path) -> Anchor:
    """Copy the database to `file`, wholly or not at all, and anchor the end of the log as the copy holds it.

    The copy is one moment of the record, readable by its owner only; its start is an event, so that the copy holds it
    too. Raises Refused if the database is PostgreSQL (with the command to use) or the file cannot be written.
    """
    if connection.vendor != "sqlite":
        raise Refused(
            f"The database is PostgreSQL: use `{_dump_command(file)}`, then `muster audit anchor --occasion backup`."
        )
    source = str(connection.settings_dict["NAME"])
    if file.exists() and file.samefile(source):
        raise Refused(f"{file} is the database itself; name another file.")
    record(actor, "web:database:backup-started", "database", after={"file": file.name})
    try:
        sequence, digest = _copy(file)
        _write_manifest(file, sequence, digest)
        return keep_anchor(sequence, digest, Occasion.BACKUP)
    except (OSError, sqlite3.Error) as error:
        raise Refused(f"{file}: the backup cannot be made ({error}).") from error


def manifest_file(file: Path) -> Path:
    """Return where the manifest of a backup lies: beside it."""
    return file.with_name(f"{file.name}.manifest.json")


def _write_manifest(file: Path, sequence: int, digest: str) -> None:
    """Say beside the copy what it holds of persons, as counts and days: nobody is named in it."""
    kept = Person.objects.filter(erased_on__isnull=True)
    first = kept.order_by("keep_until").values_list("keep_until", flat=True).first()
    content = {
        "file": file.name,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "last_event": sequence,
        "digest_of_last_event": digest,
        "persons_held": kept.count(),
        "persons_erased_before": Person.objects.filter(erased_on__isnull=False).count(),
        "first_person_due_on": first.isoformat() if first else None,
        "after_a_restore": "muster people erase-again",
    }
    write_atomically(manifest_file(file), json.dumps(content, indent=2).encode())


def _copy(file: Path) -> tuple[int, str]:
    """Write the copy beside its place, check it, put it in place; return its last event's number and digest."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    os.close(descriptor)
    temporary = Path(name)
    try:
        connection.ensure_connection()
        copy = sqlite3.connect(temporary)
        try:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            sound = copy.execute("PRAGMA quick_check").fetchone()[0]
            if sound != "ok":
                raise sqlite3.DatabaseError(sound)
            sequence, digest = copy.execute(LAST_EVENT).fetchone()
        finally:
            copy.close()
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    return sequence, digest


def _dump_command(file: Path) -> str:
    """Return the command that copies this installation's PostgreSQL database; the password is left to ~/.pgpass."""
    settings = connection.settings_dict
    names = (("host", "HOST"), ("port", "PORT"), ("username", "USER"))
    options = [f"--{option}={settings[key]}" for option, key in names if settings.get(key)]
    return " ".join(["pg_dump", "--format=custom", f"--file={file}", *options, str(settings["NAME"])])
