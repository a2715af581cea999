"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    """Inspections."""

    name = "muster.inspections"
    label = "inspections"
    verbose_name = _("Inspections")
