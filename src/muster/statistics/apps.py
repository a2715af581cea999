"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    """Statistics."""

    name = "muster.statistics"
    label = "statistics"
    verbose_name = _("Statistics")
