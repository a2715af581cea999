"""A database made at once is the one to which all migrations lead."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from muster.kit.errors import Refused
from muster.missions.models import ArrivalLimit
from muster.web.creating import create_at_once, is_empty
from muster.web.migrating import migrate, pending_migrations
from tests.databases import embedded, empty_database_in, standing_in, tables_of
from tests.kill import victim


def tables_after_all_migrations(folder: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Go through all migrations; the embedded database has done so already, for the tests that kill it on its way."""
    if connection.vendor == "sqlite":
        with standing_in(embedded(victim.migrated_by_steps() / victim.DATABASE)) as database:
            return tables_of(database)
    with empty_database_in(folder) as database:
        executor = MigrationExecutor(database)
        executor.migrate(executor.loader.graph.leaf_nodes())
        return tables_of(database)


@pytest.mark.slow
@pytest.mark.usefixtures("empty_database")
def test_all_migrations_lead_to_the_tables_of_a_database_made_at_once(tmp_path: Path) -> None:
    create_at_once(connection)
    at_once = tables_of(connection)
    assert at_once == tables_after_all_migrations(tmp_path / "by-steps")


@pytest.mark.usefixtures("empty_database")
def test_an_empty_database_is_made_at_once_and_nothing_is_pending() -> None:
    assert is_empty(connection)
    told: list[str] = []
    assert len(migrate(told.append)) > 100
    assert told == [f"Creating the database {connection.settings_dict['NAME']}"]
    assert not is_empty(connection)
    assert pending_migrations() == []
    assert migrate(told.append) == []


@pytest.mark.once  # PostgreSQL has always kept this constraint: there is nothing to break it
@pytest.mark.usefixtures("empty_database")
def test_rows_that_break_what_a_migration_demands_are_told_in_one_line_and_stay() -> None:
    create_at_once(connection)
    call_command("migrate", "missions", "0004_mandates", verbosity=0)
    row = "('by hand', 'illustrative', '2018-01-01', 300)"
    with connection.cursor() as cursor:
        columns = "source, standing, known_from, personnel_per_month"
        cursor.execute(f"INSERT INTO missions_arrivallimit ({columns}) VALUES {row}, {row}")
    told = r"^Migration missions\.0005\w+ was not applied: .*one_arrival_limit_of_a.*; .* run `muster migrate` again$"
    for _ in range(2):
        with pytest.raises(Refused, match=told):
            migrate(lambda line: None)
    ArrivalLimit.objects.filter(pk=ArrivalLimit.objects.earliest("pk").pk).delete()
    migrate(lambda line: None)
    assert pending_migrations() == []
    assert ArrivalLimit.objects.count() == 1


@pytest.mark.usefixtures("empty_database")
def test_a_database_with_a_table_goes_through_its_migrations() -> None:
    call_command("migrate", "contenttypes", "0001_initial", verbosity=0)
    assert [one.name for one in MigrationRecorder(connection).migration_qs] == ["0001_initial"]
    call_command("migrate", "contenttypes", verbosity=0)
    assert len(MigrationRecorder(connection).migration_qs) == 2
