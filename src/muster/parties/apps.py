"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartiesConfig(AppConfig):
    """Parties."""

    name = "muster.parties"
    label = "parties"
    verbose_name = _("Parties")
