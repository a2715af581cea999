"""A migration that is killed at any statement is completed by the next run."""

from pathlib import Path

import pytest

from tests.kill import victim

# The first rooms are made and hold a record; the rest of the migrations is killed at a statement.
PREPARE = """
from django.core.management import call_command
call_command("migrate", "parties", verbosity=0)
from muster.parties.models import Organisation
Organisation.objects.create(kind="member-state", code="KAZ", name="Kazakhstan")
"""
MIGRATE = """
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
from muster.web.migrating import migrate, pending_migrations
execute, statements = Editor.execute, []
def execute_and_count(self, sql, params=()):
    statements.append(sql)
    if len(statements) == {fatal_statement}:
        die()
    return execute(self, sql, params)
Editor.execute = execute_and_count
migrate(lambda line: None)
print(len(pending_migrations()), len(statements))
"""


@pytest.mark.slow
def test_a_killed_migration_keeps_what_was_there_and_the_next_run_completes_it(tmp_path: Path) -> None:
    """Killed at a statement of the first migration to come; then the next run at a later one of what is left; again."""
    victim.run(tmp_path, PREPARE)
    for fatal_statement in (1, 25, 90):
        victim.run_until_killed(tmp_path, MIGRATE.format(fatal_statement=fatal_statement))
        assert victim.is_sound(tmp_path)
        assert victim.ask(tmp_path, "SELECT code FROM parties_organisation") == [("KAZ",)]

    pending, _ = victim.run(tmp_path, MIGRATE.format(fatal_statement=-1)).split()
    assert pending == "0"
    assert victim.is_sound(tmp_path)
    assert victim.ask(tmp_path, "SELECT code FROM parties_organisation") == [("KAZ",)]
