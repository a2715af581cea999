"""The page of demand that may come."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import Column, Table, render_table
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.plans.demand import PossibleDemand, possible_demand
from muster.reference.parameters import parameter
from muster.statistics.store import open_store


def trial_address(demand: PossibleDemand) -> str:
    """The form of a new plan, filled in with the surge."""
    return f"{reverse('new-plan')}?{urlencode(demand.filled_in())}"


COLUMNS = (
    Column("name", gettext_lazy("State"), kind="link", href=lambda row: reverse("watch-state", args=[row.state])),
    Column("chance", gettext_lazy("Chance of a month with 100 deaths"), kind="percent"),
    Column("expected", gettext_lazy("Expected"), kind="decimal", decimals=0, unit=gettext_lazy("deaths in 6 months")),
    Column("missions", gettext_lazy("Missions there"), lambda row: ", ".join(row.missions) or gettext_lazy("none")),
    Column("posts", gettext_lazy("Assumed"), kind="integer", unit=gettext_lazy("posts")),
    Column("wanted_from", gettext_lazy("From"), kind="date"),
)
TRY = Column("try_it", gettext_lazy("What if"), lambda row: gettext_lazy("try a plan"), kind="link", href=trial_address)


def _table(may_plan: bool) -> Table:
    return Table(
        name="possible-demand",
        caption=gettext_lazy("States at risk"),
        empty=gettext_lazy("No State is at such risk by what the crisis watch reckoned, or nothing was reckoned."),
        order="-chance",
        illustrative=lambda row: False,
        columns=[*COLUMNS, TRY] if may_plan else list(COLUMNS),
    )


@for_parties
@require_safe
def plan_demand(request: MusterRequest) -> HttpResponse:
    """Show where a mission may be asked for; a Secretariat's officer can try a plan under each."""
    may_plan = request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)
    rows = possible_demand(request.viewer, open_store(), request.as_of)
    table = render_table(request, _table(may_plan), rows)
    if isinstance(table, HttpResponse):
        return table
    least, posts = parameter("watch_risk_percent", request.as_of), parameter("stress_surge_posts", request.as_of)
    head = PageHead(
        title=_("Demand that may come"),
        crumbs=[Crumb(_("Plan"), reverse("plans")), Crumb(_("Demand"))],
        lead=_(
            "States with a chance of %(least)s %% or more of a month with 100 deaths (parameter watch_risk_percent: "
            "%(standing)s). That a mission is asked for is an assumption, and so is its size: %(posts)s posts "
            "(parameter stress_surge_posts: %(posts_standing)s), like those that are there."
        )
        % {
            "least": least.integer,
            "standing": least.standing,
            "posts": posts.integer,
            "posts_standing": posts.standing,
        },
        actions=[Action(_("Crisis watch"), reverse("watch"))],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})
