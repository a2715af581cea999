"""An empty database gets its tables as all migrations together leave them, in one transaction.

The way through every migration ever written leads to the same tables (`tests/web/test_creating.py` holds both against
each other) and takes a minute and a half, because the rooms are drawn anew at each step. The rooms are drawn from the
migrations, once, and not taken as they run: of a table that joins two others, the two do not know the same key.
"""

from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model


def is_empty(database: BaseDatabaseWrapper) -> bool:
    """Return whether a database has no table yet. Raises `OperationalError` if it does not answer."""
    return not database.introspection.table_names()


def create_at_once(database: BaseDatabaseWrapper) -> int:
    """Make all tables in an empty database and record every migration as applied; returns how many tables were made.

    One transaction: a process that is killed leaves the database empty. Kinds of content and rights are entered as
    after any migration.
    """
    loader = MigrationLoader(database)
    models = [model for model in loader.project_state().apps.get_models() if model._meta.can_migrate(database)]
    applied: type[Model] = MigrationRecorder(database).Migration
    emit_pre_migrate_signal(0, False, database.alias)
    with database.schema_editor() as editor:
        for model in (*models, applied):
            editor.create_model(model)
        applied._default_manager.using(database.alias).bulk_create(
            applied(app=app, name=name) for app, name in sorted(loader.disk_migrations)
        )
        emit_post_migrate_signal(0, False, database.alias)
    return len(models)
