"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GenerationConfig(AppConfig):
    """Force generation."""

    name = "muster.generation"
    label = "generation"
    verbose_name = _("Force generation")

    def ready(self) -> None:
        """Listen to what happens in the rooms below."""
        # models are there only now
        from muster.generation.actions import statement_notices  # noqa: F401
        from muster.generation.queries import changed_facts  # noqa: F401
