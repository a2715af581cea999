"""The path to a page of statistics."""

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Crumb


def room_crumb() -> Crumb:
    """The room."""
    return Crumb(_("Statistics"), reverse("statistics"))


def states_crumb() -> Crumb:
    """The list of States."""
    return Crumb(_("States"), reverse("statistics-states"))


def missions_crumb() -> Crumb:
    """The list of missions."""
    return Crumb(_("Missions"), reverse("statistics-missions"))
