"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    """Matching."""

    name = "muster.matching"
    label = "matching"
    verbose_name = _("Matching")
