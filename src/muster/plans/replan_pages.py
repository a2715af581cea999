"""What the page of a post shows of its gaps planned anew, as the kit's plain values."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from muster.kit.pages import Badge, ExplainInput, Explanation
from muster.kit.tables import Column, Table
from muster.plans.explained import ExplainedPlan
from muster.plans.explained_names import state_name
from muster.plans.models import GapReplanning
from muster.plans.periods import Calendar
from muster.plans.work_list_pages import months_of_stay

MOST_MOVES = 3
"""Pledges that move which the page names; the files name all."""


def replanned_rows(made: GapReplanning) -> list[Mapping[str, Any]]:
    """Return the candidates that were placed, the greatest gain first, then those that were not tried."""
    return [*made.report["found"], *({"gain": None, **row} for row in made.report["dismissed"])]


def replanned_table(found: ExplainedPlan, made: GapReplanning) -> Table:
    """Return the table of a gap planned anew; its rows are those of `replanned_rows`."""
    calendar = found.calendar
    return Table(
        name=f"planned-anew-from-{made.gap_from:%Y-%m}",
        caption=gettext_lazy("Candidates placed, and everybody else planned anew around each"),
        empty=gettext_lazy("No eligible pledge can be placed in the gap."),
        filters=False,
        illustrative=lambda row: row["pledge"] in found.illustrative_pledges,
        columns=[
            Column(
                "pledge",
                gettext_lazy("Pledge"),
                kind="link",
                href=lambda row: reverse("pledge", args=[row["pledge"]]),
            ),
            Column("state", gettext_lazy("State"), lambda row: state_name(row["state"])),
            Column("result", gettext_lazy("Result"), _result, kind="badge"),
            Column("gain", gettext_lazy("Gain found"), kind="integer", unit=gettext_lazy("points")),
            Column(
                "most_gain",
                gettext_lazy("At most"),
                lambda row: ceil(row["most_gain"]),
                kind="integer",
                unit=gettext_lazy("points"),
            ),
            Column(
                "months",
                gettext_lazy("Stands there in"),
                lambda row: months_of_stay(row["stay"], calendar) if "stay" in row else "",
                sortable=False,
            ),
            Column(
                "moves",
                gettext_lazy("Who moves"),
                lambda row: moves_told(row, calendar, most=MOST_MOVES),
                sortable=False,
                export=lambda row: moves_told(row, calendar),
            ),
        ],
    )


def _result(row: Mapping[str, Any]) -> Badge:
    if row["gain"] is None:
        return Badge(_("ruled out"), "neutral")
    return Badge(_("gains"), "met") if row["gain"] > 0 else Badge(_("costs"), "short")


def moves_told(row: Mapping[str, Any], calendar: Calendar, most: int | None = None) -> str:
    """Return who else stands elsewhere then, or at other times; beyond `most` pledges they are counted."""
    moves = [move for move in row.get("moves", ()) if move["pledge"] != row["pledge"] or move["before"]]
    told = [
        f"{move['pledge']}: {_stays(move['before'], calendar)} → {_stays(move['after'], calendar)}"
        for move in moves[:most]
    ]
    if left := len(moves) - len(told):
        told.append(ngettext("one more pledge", "%(n)s more pledges", left) % {"n": left})
    return "; ".join(told)


def _stays(stays: list[Mapping[str, str]], calendar: Calendar) -> str:
    words = [f"{stay['post']} {months_of_stay(stay, calendar)}" for stay in stays]
    return ", ".join(words) or _("nowhere")


def replanned_explanation(made: GapReplanning) -> Explanation:
    """Return how gain and most come about, with the parameters."""
    return Explanation(
        formula=_("worth of the plan that holds the pledge in the gap, less worth of the plan at hand"),
        parameters=tuple(
            ExplainInput(row["key"], f"{row['value']} {row['unit']}", source=row["source"], standing=row["standing"])
            for row in made.parameters
        ),
        note=_(
            "The gain is what the search has found in its seconds; below 0 it is what placing the pledge costs. The "
            "most is proven: no plan with the pledge there gains more. Ruled out are pledges whose most is no better "
            "than what another has gained, or than 0. Who need not move stays. Where the plan at hand "
            "was made in a hurry, a part of the gain comes from planning anew."
        ),
    )
