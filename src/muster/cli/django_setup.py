"""Django for the commands that need the record."""

import os


def setup_django() -> None:
    """Set up Django with Muster's settings, once; commands that work on files alone never pay for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.web.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def refuse_unless_migrated() -> None:
    """Raise `Refused` in one line unless the database is there and up to date."""
    from muster.web.migrating import refuse_unless_migrated as refuse

    refuse()
