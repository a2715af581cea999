"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PledgesConfig(AppConfig):
    """Pledges."""

    name = "muster.pledges"
    label = "pledges"
    verbose_name = _("Pledges")
