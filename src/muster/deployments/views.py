"""Pages of deployments: stays under way and agreed, and arrivals that happened."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.deployments import queries
from muster.deployments.models import StayStage
from muster.kit.pages import Action, Badge, Crumb, PageHead, Tone
from muster.kit.tables import Column, Table, render_table
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest

TONES: dict[str, Tone] = {StayStage.AGREED: "accent", StayStage.UNDER_WAY: "met", StayStage.ENDED: "neutral"}

STAYS = Table(
    name="stays",
    caption=gettext_lazy("Units in theatre"),
    empty=gettext_lazy("No stay that you may see is on record as of this day."),
    order="mission,post,stay_from",
    columns=[
        Column(
            "post",
            gettext_lazy("Post"),
            "post.reference",
            kind="link",
            lookup="post__reference",
            href=lambda row: reverse("requirement", args=[row.post.requirement.reference]),
        ),
        Column(
            "mission",
            gettext_lazy("Mission"),
            "post.requirement.mission.acronym",
            filter="choice",
            lookup="post__requirement__mission__acronym",
        ),
        Column("state", gettext_lazy("State"), "pledge.state.name", lookup="pledge__state__name"),
        Column("unit_type", gettext_lazy("Unit type"), "post.unit_type", lookup="post__unit_type", filter="choice"),
        Column(
            "strength",
            gettext_lazy("Strength"),
            "pledge.strength",
            kind="integer",
            unit=gettext_lazy("people"),
            lookup="pledge__strength",
            total=True,
        ),
        Column("stay_from", gettext_lazy("From"), kind="date", lookup="stay_from"),
        Column("stay_until", gettext_lazy("Until"), kind="date", lookup="stay_until"),
        Column(
            "stage",
            gettext_lazy("Stage"),
            lambda row: Badge(row.get_stage_display(), TONES[row.stage]),
            kind="badge",
            lookup="stage",
            choices=StayStage.choices,
        ),
        Column("source", gettext_lazy("Source"), lookup="source", hidden=True),
    ],
)

ARRIVALS = Table(
    name="arrivals",
    caption=gettext_lazy("Arrivals that happened"),
    empty=gettext_lazy("No arrival is on record as of this day."),
    order="-arrived_on",
    columns=[
        Column(
            "post",
            gettext_lazy("Post"),
            "post.reference",
            kind="link",
            lookup="post__reference",
            href=lambda row: reverse("requirement", args=[row.post.requirement.reference]),
        ),
        Column(
            "mission",
            gettext_lazy("Mission"),
            "post.requirement.mission.acronym",
            filter="choice",
            lookup="post__requirement__mission__acronym",
        ),
        Column("state", gettext_lazy("State"), "state.name", lookup="state__name"),
        Column("rotation", gettext_lazy("Rotation"), lookup="rotation"),
        Column("arrived_on", gettext_lazy("Arrived on"), kind="date", lookup="arrived_on"),
        Column(
            "day_is_known",
            gettext_lazy("Day known"),
            lambda row: _("yes") if row.day_is_known else _("month only"),
            filter="none",
            sortable=False,
        ),
        Column("personnel", gettext_lazy("People"), kind="integer", lookup="personnel"),
        Column("women", gettext_lazy("Of whom women"), kind="integer", lookup="women"),
        Column("staff_officers", gettext_lazy("Staff officers besides"), kind="integer", lookup="staff_officers"),
        Column("note", gettext_lazy("Note"), lookup="note"),
        Column("source", gettext_lazy("Source"), lookup="source"),
        Column("standing", gettext_lazy("Standing"), "get_standing_display", filter="none", sortable=False),
    ],
)


@for_parties
def stays(request: MusterRequest) -> HttpResponse:
    """Show the stays that the viewer may see."""
    table = render_table(request, STAYS, queries.visible_stays(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Deployments"),
        kicker=_("Units in theatre"),
        lead=_("Who stands in which post, and until when: stays agreed, under way and ended."),
        actions=[Action(_("Arrivals"), reverse("arrivals"))],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def arrivals(request: MusterRequest) -> HttpResponse:
    """Show the arrivals that happened."""
    table = render_table(request, ARRIVALS, queries.visible_arrivals(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Arrivals"),
        crumbs=[Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Arrivals"))],
        lead=_("First deployments and rotations as they happened, for comparison with the plan."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})
