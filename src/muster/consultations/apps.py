"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    """Consultations."""

    name = "muster.consultations"
    label = "consultations"
    verbose_name = _("Consultations")

    def ready(self) -> None:
        """Listen to what happens in the rooms below."""
        from muster.consultations.actions import convening_proposals  # noqa: F401 - models are there only now
