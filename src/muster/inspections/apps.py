"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    """Inspections."""

    name = "muster.inspections"
    label = "inspections"
    verbose_name = _("Inspections")

    def ready(self) -> None:
        """Tell what is due to the calendar of a room below."""
        from muster.generation.calendar_sources import add_calendar_source
        from muster.inspections.queries.calendar import inspection_entries

        add_calendar_source(inspection_entries)
