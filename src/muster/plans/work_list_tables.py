"""The actions of a work list as a table."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table
from muster.parties.viewer import Viewer
from muster.plans.desk_kinds import ActionKind
from muster.plans.explained_names import state_name
from muster.plans.models import WorkList
from muster.plans.month_words import short_month_words
from muster.plans.periods import Calendar
from muster.plans.queries import illustrative_pledges
from muster.plans.work_list_pages import stays_told, why_empty

MOST_STAYS = 3
"""Stays of one action that the page names; the files name all."""


def work_list_table(viewer: Viewer, made: WorkList) -> Table:
    """Return the table of the list; its rows are those of `rows_of`. Rows that speak of made-up pledges are marked."""
    made_up = illustrative_pledges(viewer, made.plan)
    calendar = Calendar.of(made.plan.planned_on, made.plan.horizon_months)
    return Table(
        name="work-list",
        caption=_("Actions, what pays most for its cost first"),
        empty=why_empty(made),
        order="order",
        illustrative=lambda row: bool(made_up & {row["pledge"], *(stay["pledge"] for stay in row["stays"])}),
        filters=False,
        columns=[
            Column("order", _("No."), kind="integer"),
            Column("words", _("Action"), sortable=False),
            Column("pledge", _("Pledge"), kind="link", href=_pledge_address),
            Column("state", _("State"), lambda row: state_name(row["state"]) if row["state"] else "", hidden=True),
            Column("by", _("Done by"), lambda row: _month(row["by"]), sortable=False, export=lambda row: row["by"]),
            Column(
                "visit",
                _("Visit in"),
                lambda row: _month(row["visit"]),
                sortable=False,
                export=lambda row: row["visit"],
            ),
            Column("gain", _("Gain"), kind="integer", unit=_("points")),
            Column("cost", _("Cost"), kind="integer", unit=_("points"), total=True),
            Column(
                "stays",
                _("Makes possible"),
                lambda row: stays_told(row, calendar, most=MOST_STAYS),
                sortable=False,
                export=lambda row: stays_told(row, calendar),
            ),
            Column("kind", _("Kind"), lambda row: ActionKind(row["kind"]).label),
        ],
    )


def rows_of(made: WorkList) -> list[dict[str, Any]]:
    """Return the actions of a list, numbered in the order in which they pay."""
    return [{"order": number, **row} for number, row in enumerate(made.report["items"], start=1)]


def _pledge_address(row: Mapping[str, Any]) -> str | None:
    return reverse("pledge", args=[row["pledge"]]) if row["pledge"] else None


def _month(day: str | None) -> str:
    return short_month_words(date.fromisoformat(day)) if day else ""
