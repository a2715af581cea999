"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Training."""

    name = "muster.training"
    label = "training"
    verbose_name = _("Training")

    def ready(self) -> None:
        """Tell the rooms below what is held on persons, who is willing, which courses are recognised, and its days."""
        from muster.deployments.willing_sources import add_willing_source
        from muster.generation.calendar_sources import add_calendar_source
        from muster.people.holdings import add_holding
        from muster.people.proof_recognition import add_recognition_source
        from muster.training.holdings import HOLDINGS
        from muster.training.queries.company_willingness import company_willingness
        from muster.training.queries.pool_calendar import pool_entries
        from muster.training.queries.proof_recognition import recognised_proofs
        from muster.training.queries.readiness_calendar import readiness_entries
        from muster.training.queries.recognition_calendar import recognition_entries
        from muster.training.queries.sessions import session_entries

        for holding in HOLDINGS:
            add_holding(holding)
        add_willing_source(company_willingness)
        for source in (session_entries, recognition_entries, pool_entries, readiness_entries):
            add_calendar_source(source)
        add_recognition_source("training", recognised_proofs)
