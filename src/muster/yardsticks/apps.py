"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YardsticksConfig(AppConfig):
    """Yardsticks."""

    name = "muster.yardsticks"
    label = "yardsticks"
    verbose_name = _("Yardsticks")
