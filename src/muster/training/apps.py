"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Training."""

    name = "muster.training"
    label = "training"
    verbose_name = _("Training")

    def ready(self) -> None:
        """Tell the rooms below what is held on persons, and the days of the pool."""
        from muster.generation.calendar_sources import add_calendar_source
        from muster.people.holdings import add_holding
        from muster.training.queries.person_holdings import HOLDINGS
        from muster.training.queries.pool_calendar import pool_entries

        for holding in HOLDINGS:
            add_holding(holding)
        add_calendar_source(pool_entries)
