"""The room that a State's acts leave, as a page: head, answer, chart and rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.authorisations.models import ActCategory
from muster.authorisations.pages.law import state_crumbs
from muster.deployments.pages.abroad import MONTHS_A_YEAR, abroad_chart
from muster.deployments.queries.abroad import KEYS, Abroad
from muster.deployments.queries.room import RoomLeft, room_in
from muster.deployments.rules.room_spans import RoomSpan
from muster.generation.pages.parameters import explained
from muster.kit.charts.chart import Chart
from muster.kit.days import day_words
from muster.kit.pages import Action, Crumb, Explanation, KeyFigure, PageHead, Tone
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

__all__ = ["MONTHS_A_YEAR", "answer_figures", "mission_rows", "room_chart", "room_head", "span_rows"]


def room_head(state: Organisation, found: Abroad) -> PageHead:
    """Return the head of the page."""
    return PageHead(
        title=_("Room under the acts of %(state)s") % {"state": state.name},
        kicker=_("National law"),
        lead=_("People abroad by the tours on record against each ceiling; at a handover both contingents count."),
        crumbs=state_crumbs(state, Crumb(_("Room under the acts"))),
        actions=[Action(_("People abroad"), reverse("abroad", args=[state.code]))],
        illustrative=found.is_illustrative,
    )


def answer_figures(room: RoomLeft, on: date, mission: str, day: date) -> list[KeyFigure]:
    """Return what is left for the mission and category that was asked for."""
    how = Explanation(
        formula=_("least of: each ceiling in force, less the people who count under it on the day"),
        parameters=explained(KEYS, day),
        note=room.words,
    )
    shown = [
        KeyFigure(
            _("An act lets them in"),
            _("yes") if room.is_authorised else _("no"),
            tone="met" if room.is_authorised else "short",
            note=room.act or room.words,
        ),
        KeyFigure(_("People counted"), room.held, _("people"), note=day_words(on)),
    ]
    if room.ceiling is not None and room.left is not None:
        tone: Tone = "short" if room.left < 0 else "met" if room.left else "due"
        shown += [
            KeyFigure(_("Ceiling"), room.ceiling, _("people"), note=room.act),
            KeyFigure(
                _("Room in %(mission)s") % {"mission": mission}, room.left, _("people"), tone=tone, explanation=how
            ),
        ]
    return shown


def span_rows(spans: Sequence[RoomSpan], is_illustrative: bool) -> list[dict[str, Any]]:
    """Return the room under each ceiling, span by span."""
    return [
        {
            "act": one.ceiling.reference,
            "part": one.ceiling.part or _("all that it names"),
            "start": one.start,
            "until": one.until,
            "held": one.held,
            "ceiling": one.ceiling.people,
            "left": one.left,
            "names": ", ".join(one.names),
            "is_illustrative": is_illustrative,
        }
        for one in spans
    ]


def mission_rows(viewer: Viewer, state: Organisation, day: date, found: Abroad, on: date) -> list[dict[str, Any]]:
    """Return the room of each mission and category that an act in force on a day names."""
    names = dict(ActCategory.choices)
    rows = []
    for act in found.acts:
        if not act.holds(on):
            continue
        for mission in sorted(act.missions):
            for category in ActCategory.values:
                if not act.authorises(mission, category):
                    continue
                room = room_in(viewer, state, day, found, on=on, mission=mission, category=category)
                rows.append(
                    {
                        "mission": mission,
                        "category": str(names[category]),
                        "act": room.act,
                        "held": room.held,
                        "ceiling": room.ceiling,
                        "left": room.left,
                        "words": room.words,
                        "is_illustrative": found.is_illustrative,
                    }
                )
    return rows


def room_chart(state: Organisation, found: Abroad, day: date, until: date) -> Chart | None:
    """Draw people abroad under the ceilings; None where nobody is abroad."""
    return abroad_chart(state, found, day, until)
