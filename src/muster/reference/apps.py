"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    """Reference facts."""

    name = "muster.reference"
    label = "reference"
    verbose_name = _("Reference facts")
