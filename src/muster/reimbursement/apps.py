"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReimbursementConfig(AppConfig):
    """Reimbursement."""

    name = "muster.reimbursement"
    label = "reimbursement"
    verbose_name = _("Reimbursement")
