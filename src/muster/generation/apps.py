"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GenerationConfig(AppConfig):
    """Force generation."""

    name = "muster.generation"
    label = "generation"
    verbose_name = _("Force generation")
