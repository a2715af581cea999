"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    """Consultations."""

    name = "muster.consultations"
    label = "consultations"
    verbose_name = _("Consultations")
