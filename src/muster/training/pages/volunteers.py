"""Voluntary staffing on the page of the national pool: figures."""

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import KeyFigure
from muster.parties.viewer import Viewer
from muster.training.queries.volunteers import VolunteersOnly


def volunteer_figures(viewer: Viewer, found: VolunteersOnly) -> list[KeyFigure]:
    """Return who on rosters is willing, who is free, and whether the contingent can be staffed by volunteers."""
    one = found.staffing
    law = reverse("law", args=[viewer.organisation_code, found.law])
    shown = [
        KeyFigure(_("On rosters and willing"), one.willing, _("people"), tone="met", href=law, note=found.law),
        KeyFigure(
            _("On rosters and not willing"), one.unwilling, _("people"), tone="short" if one.unwilling else "met"
        ),
        KeyFigure(_("On rosters, not known"), one.unknown, _("people"), tone="due" if one.unknown else "met"),
        KeyFigure(_("Volunteers free in the pool"), one.free, _("people")),
    ]
    if one.people:
        words = _("%(n)s volunteers lack") % {"n": one.short} if one.short else _("can be staffed by volunteers")
        shown.append(
            KeyFigure(_("A contingent of"), one.people, _("people"), note=words, tone="short" if one.short else "met")
        )
    return shown
