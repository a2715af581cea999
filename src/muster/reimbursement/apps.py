"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReimbursementConfig(AppConfig):
    """Reimbursement."""

    name = "muster.reimbursement"
    label = "reimbursement"
    verbose_name = _("Reimbursement")

    def ready(self) -> None:
        """Tell the calendar of a room below by when claims are due."""
        from muster.generation.calendar_sources import add_calendar_source
        from muster.reimbursement.queries.claim_calendar import claim_entries

        add_calendar_source(claim_entries)
