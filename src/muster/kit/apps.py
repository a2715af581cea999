"""The kit as a Django application: templates, template tags and static files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitConfig(AppConfig):
    """The lowest floor: intervals, money, tables, forms, charts. It stores nothing."""

    name = "muster.kit"
    label = "kit"
    verbose_name = _("Kit")
