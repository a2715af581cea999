"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthorisationsConfig(AppConfig):
    """Authorisations."""

    name = "muster.authorisations"
    label = "authorisations"
    verbose_name = _("Authorisations")
