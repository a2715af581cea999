"""Registers the web door with Django, and sees to it that no export goes unrecorded."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """Web door."""

    name = "muster.web"
    label = "web"
    verbose_name = _("Web door")

    def ready(self) -> None:
        """Record every table that leaves as a file."""
        from muster.kit.tables import exported
        from muster.web.exports import record_export

        exported.connect(record_export, dispatch_uid="record-export")
