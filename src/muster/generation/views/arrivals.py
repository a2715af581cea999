"""The arrival plan of a mission: all movements of people in open cases against what it can receive."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.generation.charts import arrivals_chart
from muster.generation.models import Movement, MovementMode
from muster.generation.queries.movements import arriving_movements, capacity_of, planned_arrivals
from muster.generation.rules.arrivals import Postponement, by_month, by_week, could_be_later
from muster.kit.errors import NotFound
from muster.kit.pages import Crumb, KeyFigure, PageHead, Reason
from muster.kit.tables import Column, Table, render_table
from muster.missions.queries import visible_missions
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


def _case_address(row: Movement) -> str:
    return reverse("case-movement", args=[row.case.reference])


ARRIVALS = Table(
    name="arrivals",
    caption=gettext_lazy("Who arrives"),
    empty=gettext_lazy("No movement of people that you may see is planned. It is entered on the page of its case."),
    order="arrives_on",
    columns=[
        Column("arrives_on", gettext_lazy("Arrives"), kind="date", lookup="arrives_on"),
        Column("case", gettext_lazy("Case"), "case.reference", kind="link", href=_case_address,
               lookup="case__reference"),
        Column("number", gettext_lazy("Movement"), kind="integer", lookup="number"),
        Column("state", gettext_lazy("State"), "case.state.name", lookup="case__state__name", filter="choice"),
        Column("people", gettext_lazy("People"), kind="integer", lookup="people", total=True),
        Column("mode", gettext_lazy("How"), lambda row: row.get_mode_display(), lookup="mode", filter="choice",
               choices=MovementMode.choices),
        Column("destination", gettext_lazy("To"), lookup="destination"),
        Column("later_by_days", gettext_lazy("Could be later"), kind="integer", unit=gettext_lazy("days"),
               lookup="later_by_days"),
        Column("stage", gettext_lazy("Stage"), lambda row: row.get_stage_display(), lookup="stage"),
    ],
)  # fmt: skip
WEEKS = Table(
    name="weeks",
    caption=gettext_lazy("By week"),
    empty=gettext_lazy("Nobody is to arrive."),
    filters=False,
    tools=False,
    columns=[
        Column("start", gettext_lazy("Week from Monday"), kind="date"),
        Column("people", gettext_lazy("People"), kind="integer", total=True),
        Column("movements", gettext_lazy("Movements"), lambda row: len(row.arrivals), kind="integer", total=True),
    ],
)


def _later(found: list[Postponement]) -> list[Reason]:
    return [
        Reason(
            _("%(key)s: %(people)s people of %(state)s on %(day)s")
            % {"key": one.arrival.key, "people": one.arrival.people, "state": one.arrival.state,
               "day": one.arrival.day.isoformat()},
            _("could arrive on %(day)s, %(days)s days later") % {"day": one.until.isoformat(), "days": one.days},
        )
        for one in found
    ]  # fmt: skip


@for_parties
@require_safe
def arrivals(request: MusterRequest, mission: str) -> HttpResponse:
    """The arrivals of a mission by month and week: where too many arrive, and which could be later."""
    found = visible_missions(request.viewer, request.as_of).filter(acronym=mission).first()
    if found is None:
        raise NotFound(f"There is no mission {mission!r} that you may see.")
    rows = arriving_movements(request.viewer, request.as_of, found)
    table = render_table(request, ARRIVALS, rows)
    if isinstance(table, HttpResponse):
        return table
    capacity = capacity_of(found)
    planned = planned_arrivals(rows)
    months = by_month(planned, capacity)
    title = _("Arrivals of %(mission)s") % {"mission": mission}
    context: dict[str, Any] = {
        "head": PageHead(
            title=title,
            lead=_("Movements of people in open cases that you may see, exercises left out."),
            crumbs=[Crumb(_("Missions"), reverse("missions")), Crumb(title)],
        ),
        "figures": _figures(months, capacity, request.as_of),
        "chart": arrivals_chart(months, mission) if months else None,
        "later": _later(could_be_later(planned, capacity)),
        "over": sum(one.over for one in months),
        "weeks": render_table(request, WEEKS, by_week(planned)),
        "table": table,
    }
    return render(request, "generation/arrivals.html", context)


def _figures(months: list[Any], capacity: int | None, day: date) -> list[KeyFigure]:
    over = sum(one.over for one in months)
    full = [f"{one.start:%Y-%m}" for one in months if one.over]
    ahead = sum(one.people for month in months for one in month.arrivals if one.day >= day)
    return [
        KeyFigure(_("Still to arrive"), ahead, _("people")),
        KeyFigure(_("Can be received"), _("not stated") if capacity is None else capacity, _("people a month"),
                  href=reverse("limits")),
        KeyFigure(_("Over it"), over, _("people"), ", ".join(full), "short" if over else "met"),
    ]  # fmt: skip
