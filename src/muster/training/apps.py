"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Training."""

    name = "muster.training"
    label = "training"
    verbose_name = _("Training")

    def ready(self) -> None:
        """Tell sessions, ends of recognitions and findings on courses to the calendar of a room below."""
        from muster.generation.calendar_sources import add_calendar_source
        from muster.training.queries.recognition_calendar import recognition_entries
        from muster.training.queries.sessions import session_entries

        add_calendar_source(session_entries)
        add_calendar_source(recognition_entries)
