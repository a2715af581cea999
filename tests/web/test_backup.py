"""A backup is the whole record of one moment, and its log is anchored as the copy holds it."""

import json
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from muster.audit.actions import record
from muster.audit.anchors import anchors_file
from muster.audit.models import AuditEvent
from muster.cli.app import run
from muster.parties.viewer import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
Capture = pytest.CaptureFixture[str]
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the copy is SQLite's")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, and one event."""
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")
    record(SYSTEM, "pledges:pledge:created", "kaz-1")
    return tmp_path


@pytest.mark.once
@on_sqlite
def test_the_copy_holds_the_record_and_its_own_event_and_is_anchored(home: Path, capsys: Capture) -> None:
    file = home / "copy.sqlite3"
    assert run(["backup", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    with sqlite3.connect(file) as copy:
        events = copy.execute("SELECT sequence, action, digest FROM audit_auditevent ORDER BY sequence").fetchall()
    copy.close()
    assert [event[:2] for event in events] == [(1, "pledges:pledge:created"), (2, "web:database:backup-started")]
    anchor = json.loads(anchors_file().read_text())
    assert (anchor["sequence"], anchor["digest"], anchor["occasion"]) == (2, events[-1][2], "backup")
    assert (told["events"], told["digest"]) == (2, events[-1][2])
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.iterdir() if path.name.endswith(".part")] == []


@pytest.mark.once
@on_sqlite
def test_a_backup_that_cannot_be_written_is_refused_in_one_line(home: Path, capsys: Capture) -> None:
    assert run(["backup", str(home / "nowhere" / "copy.sqlite3")]) == 2
    assert "the backup cannot be made" in capsys.readouterr().err
    assert not anchors_file().exists()


@pytest.mark.once
@on_sqlite
def test_the_database_is_not_copied_over_itself(capsys: Capture) -> None:
    assert run(["backup", str(connection.settings_dict["NAME"])]) == 2
    assert "is the database itself" in capsys.readouterr().err
    assert AuditEvent.objects.count() == 1


def test_with_postgresql_the_command_to_use_is_named(
    home: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(connection._connections["default"]), "vendor", "postgresql")  # type: ignore[attr-defined]
    for name, value in (("HOST", "db.example.org"), ("PORT", "6000"), ("USER", "muster"), ("NAME", "muster")):
        monkeypatch.setitem(connection.settings_dict, name, value)
    assert run(["backup", str(home / "copy.dump")]) == 2
    options = f"--file={home / 'copy.dump'} --host=db.example.org --port=6000 --username=muster muster"
    assert f"`pg_dump --format=custom {options}`" in capsys.readouterr().err
    assert not (home / "copy.dump").exists()
