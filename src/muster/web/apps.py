"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Web door."""

    name = "muster.web"
    label = "web"
    verbose_name = _("Web door")
