"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Plans."""

    name = "muster.plans"
    label = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        """Listen to facts that change, for the plans that rest on them."""
        from muster.plans import changed_facts  # noqa: F401 - models are there only now
