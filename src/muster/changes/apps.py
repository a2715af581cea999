"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChangesConfig(AppConfig):
    """Changed facts."""

    name = "muster.changes"
    label = "changes"
    verbose_name = _("Changed facts")
