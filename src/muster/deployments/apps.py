"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeploymentsConfig(AppConfig):
    """Deployments."""

    name = "muster.deployments"
    label = "deployments"
    verbose_name = _("Deployments")
