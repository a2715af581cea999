"""Doors from the first page of training to its other lists."""

from django.utils.translation import gettext_lazy

from muster.kit.pages import Text

ROOM_ACTIONS: tuple[tuple[Text, str], ...] = (
    (gettext_lazy("Training of rotations"), "training-states"),
    (gettext_lazy("Demand"), "training-demand"),
    (gettext_lazy("Offers"), "training-offers"),
    (gettext_lazy("Leadership"), "leadership"),
)
