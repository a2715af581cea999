"""Django for the commands that need the record."""

import os


def setup_django() -> None:
    """Set up Django with Muster's settings, once; commands that work on files alone never pay for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muster.web.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
