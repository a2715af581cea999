"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    """Visits."""

    name = "muster.visits"
    label = "visits"
    verbose_name = _("Visits")
