"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """API door."""

    name = "muster.api"
    label = "api"
    verbose_name = _("API door")
