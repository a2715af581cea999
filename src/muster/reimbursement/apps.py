"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReimbursementConfig(AppConfig):
    """Reimbursement."""

    name = "muster.reimbursement"
    label = "reimbursement"
    verbose_name = _("Reimbursement")

    def ready(self) -> None:
        """Tell which memoranda end, and by when claims are due, to the calendar of a room below; listen to facts."""
        from muster.generation.calendar_sources import add_calendar_source
        from muster.reimbursement.queries import changed_facts  # noqa: F401 - models are there only now
        from muster.reimbursement.queries.room_calendar import reimbursement_entries

        add_calendar_source(reimbursement_entries)
