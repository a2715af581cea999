"""The page of what limits a plan besides pledges and posts: national acts, arrivals in a month, pairs kept apart."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.authorisations.queries import acts_in_force
from muster.deployments.queries import binding_stays
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import Column, Table, render_table
from muster.missions.queries import arrival_limits
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.plans.record import ApartPair
from muster.plans.record_of_day import pairs_kept_apart
from muster.reference.states import states

ACTS = Table(
    name="acts",
    caption=gettext_lazy("National acts in force"),
    empty=gettext_lazy("No national act that you may see is in force on this day."),
    tools=False,
    filters=False,
    columns=[
        Column("state", gettext_lazy("State"), "state.name"),
        Column("title", gettext_lazy("Act")),
        Column("decided_on", gettext_lazy("Decided on"), kind="date"),
        Column("personnel_ceiling", gettext_lazy("Ceiling"), kind="integer", unit=gettext_lazy("people")),
        Column("missions", gettext_lazy("Missions"), lambda row: ", ".join(one.acronym for one in row.missions.all())),
        Column("valid_until", gettext_lazy("Until"), kind="date"),
        Column("source", gettext_lazy("Source")),
    ],
)
ARRIVAL_LIMITS = Table(
    name="arrival_limits",
    caption=gettext_lazy("The most people who may arrive in a month"),
    empty=gettext_lazy("No limit on arrivals is on record as of this day."),
    tools=False,
    filters=False,
    columns=[
        Column(
            "mission", gettext_lazy("Mission"), lambda row: row.mission.acronym if row.mission else _("all missions")
        ),
        Column("personnel_per_month", gettext_lazy("Limit"), kind="integer", unit=gettext_lazy("people a month")),
        Column("source", gettext_lazy("Source")),
    ],
)
PAIRS = Table(
    name="pairs",
    caption=gettext_lazy("States not put into one requirement at the same time"),
    empty=gettext_lazy("No pair that you may see is on record as of this day."),
    tools=False,
    filters=False,
    columns=[
        Column("first_state", gettext_lazy("State"), lambda row: _name(row.first)),
        Column("second_state", gettext_lazy("Other State"), lambda row: _name(row.second)),
        Column("reason", gettext_lazy("Reason")),
        Column("source", gettext_lazy("Source")),
    ],
)


def _pairs(request: MusterRequest) -> list[ApartPair]:
    """Return the pairs kept apart as of the day."""
    return pairs_kept_apart(request.viewer, request.as_of, binding_stays(request.viewer, request.as_of))


def _name(code: str) -> str:
    return next((one.name for one in states() if one.iso3 == code), code)


@for_parties
@require_safe
def limits(request: MusterRequest) -> HttpResponse:
    """Show what limits a plan, as far as the viewer may see it."""
    rows = {
        "acts": (ACTS, acts_in_force(request.viewer, request.as_of)),
        "arrival_limits": (ARRIVAL_LIMITS, arrival_limits(request.as_of)),
        "pairs": (PAIRS, _pairs(request)),
    }
    context: dict[str, object] = {}
    for name, (table, found) in rows.items():
        bound = render_table(request, table, found, prefix=f"{name}-")
        if isinstance(bound, HttpResponse):
            return bound
        context[name] = bound
    context["head"] = PageHead(
        title=_("Limits"),
        crumbs=[Crumb(_("Plan"), reverse("plans")), Crumb(_("Limits"))],
        lead=_("What limits a plan besides pledges and posts. The numbers of the rules are in the parameter table."),
    )
    return render(request, "plans/limits.html", context)
