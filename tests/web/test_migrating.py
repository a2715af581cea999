"""A database that is missing, behind or out of reach is one clear line, never a traceback."""

from pathlib import Path

import pytest
from django.db import OperationalError

from muster.kit.errors import Refused
from muster.web import migrating
from muster.web.database import database_settings


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_has_nothing_pending() -> None:
    assert migrating.pending_migrations() == []
    migrating.refuse_unless_migrated()


def test_a_database_that_is_behind_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "pending_migrations", lambda: ["pledges.0001_initial", "pledges.0002_more"])
    with pytest.raises(Refused, match=r"^The database lacks 2 migrations; run `muster migrate` first$"):
        migrating.refuse_unless_migrated()


def test_a_database_that_does_not_answer_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_reach(connection: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(migrating, "MigrationExecutor", out_of_reach)
    with pytest.raises(
        Refused, match=r"^The database does not answer \(connection refused\); look at MUSTER_DATABASE_URL$"
    ):
        migrating.pending_migrations()


@pytest.mark.parametrize("url", ["mysql://somebody@host/name", "muster.sqlite3", "http://host"])
def test_a_database_of_another_kind_is_refused_with_what_is_understood(url: str) -> None:
    with pytest.raises(Refused, match="use sqlite:///path or postgresql://"):
        database_settings(url, Path("unused"))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("", "home.sqlite3"),
        ("sqlite:///some.sqlite3", "some.sqlite3"),
        ("sqlite:////var/some.sqlite3", "/var/some.sqlite3"),
    ],
)
def test_sqlite_is_written_ahead_by_one_writer_at_a_time(url: str, name: str) -> None:
    settings = database_settings(url, Path("home.sqlite3"))
    assert settings["NAME"] == name
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]


def test_the_parts_of_a_server_s_address_are_unquoted() -> None:
    settings = database_settings("postgresql://de%20sk:s%2Fecret@db.example:6543/muster", Path("unused"))
    parts = [settings[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert parts == ["de sk", "s/ecret", "db.example", "6543", "muster"]


def test_a_server_is_asked_not_to_compile_queries() -> None:
    assert database_settings("postgresql://db.example/muster", Path("unused"))["OPTIONS"] == {"options": "-c jit=off"}
