"""A migration that is killed at any statement is completed by the next run."""

from pathlib import Path

import pytest

from tests.kill import victim


@pytest.mark.slow
def test_a_killed_migration_keeps_what_was_there_and_the_next_run_completes_it() -> None:
    home = victim.migrated_by_steps()
    assert victim.is_sound(home)
    assert victim.ask(home, "SELECT code FROM parties_organisation") == [("KAZ",)]


@pytest.mark.parametrize("fatal_statement", [1, 400, 900])
def test_a_database_whose_making_is_killed_is_empty_and_made_by_the_next_run(
    tmp_path: Path, fatal_statement: int
) -> None:
    victim.run_until_killed(tmp_path, victim.MIGRATE.format(fatal_statement=fatal_statement))
    assert victim.is_sound(tmp_path)
    assert victim.ask(tmp_path, "SELECT name FROM sqlite_master") == []
    pending, _ = victim.run(tmp_path, victim.MIGRATE.format(fatal_statement=-1)).split()
    assert pending == "0"
