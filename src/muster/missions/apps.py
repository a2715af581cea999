"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    """Missions."""

    name = "muster.missions"
    label = "missions"
    verbose_name = _("Missions")
