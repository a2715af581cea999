"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeploymentsConfig(AppConfig):
    """Deployments."""

    name = "muster.deployments"
    label = "deployments"
    verbose_name = _("Deployments")

    def ready(self) -> None:
        """Tell tours and individuals to the calendar of the room below, and to the crisis watch where units are.

        Listen to facts that change, for what in theatre rests on them.
        """
        from muster.deployments.holdings import NOMINATIONS_AND_TOURS
        from muster.deployments.queries import changed_facts  # noqa: F401 - models are there only now
        from muster.deployments.queries.calendar import individual_entries, tour_entries
        from muster.deployments.queries.presence import hosts_with_units
        from muster.generation.calendar_sources import add_blocked_source, add_calendar_source
        from muster.people.holdings import add_holding
        from muster.statistics.presence import add_presence

        add_holding(NOMINATIONS_AND_TOURS)
        add_calendar_source(tour_entries)
        add_blocked_source(individual_entries)
        add_presence(hosts_with_units)
