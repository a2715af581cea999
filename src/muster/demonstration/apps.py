"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemonstrationConfig(AppConfig):
    """Demonstration."""

    name = "muster.demonstration"
    label = "demonstration"
    verbose_name = _("Demonstration")
