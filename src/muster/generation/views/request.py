"""Pages of requests: the list, and one request with whom it asks and what came of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation.pages.request import (
    ADDRESSEES,
    OFFERS,
    REQUESTS,
    crumbs,
    measure_figures,
    posts_table,
    request_facts,
    stage_badge,
)
from muster.generation.pages.request_steps import next_step, request_doors
from muster.generation.pages.weights import WEIGHTS, weight_rows
from muster.generation.queries.offer import visible_offers
from muster.generation.queries.request import counted_requests, is_of_register, visible_addressees, visible_request
from muster.generation.queries.selection import measures_of, visible_selections
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def requests(request: MusterRequest) -> HttpResponse:
    """Show the requests that the viewer may see."""
    table = render_table(request, REQUESTS, list(counted_requests(request.viewer, request.as_of)))
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if request.viewer.is_secretariat:
        doors = [
            Action(_("Selections"), reverse("selections")),
            Action(_("Bars to selection"), reverse("selection-bars")),
        ]
        if request.viewer.has_role(Role.OFFICER):
            doors.append(Action(_("Draft a request"), reverse("new-force-request"), primary=True, icon="add"))
    head = PageHead(
        title=_("Requests for contributions"),
        lead=_("What the register asks of States, until when, and what they replied."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def force_request(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one request: what is asked, of whom, what they replied and offered, and how it went."""
    found = visible_request(request.viewer, request.as_of, reference)
    reads_all = is_of_register(request.viewer, found, Role.READER)
    selections = {
        one.post_id: one for one in visible_selections(request.viewer, request.as_of).filter(request=found)
        if one.stage != "revoked"
    }  # fmt: skip
    addressees = visible_addressees(request.viewer, found)
    posts = posts_table(found, selections, compares=reads_all)
    offers = visible_offers(request.viewer, request.as_of).filter(request=found)
    tables = {}
    for name, table, rows in (
        ("posts", posts, list(found.posts.all())),
        ("offers", OFFERS, list(offers)),
        ("addressees", ADDRESSEES, list(addressees)),
        ("weights", WEIGHTS, weight_rows(found, request.as_of)),
    ):
        drawn = render_table(request, table, rows, prefix=f"{name}-")
        if isinstance(drawn, HttpResponse):
            return drawn
        tables[name] = drawn
    head = PageHead(
        title=found.title,
        kicker=found.reference,
        crumbs=[*crumbs(), Crumb(found.reference)],
        lead=found.words,
        status=stage_badge(found),
        next_step=next_step(request.viewer, found, request.as_of),
        actions=request_doors(request.viewer, found),
        illustrative=found.illustrative,
    )
    context = {
        "head": head,
        "facts": request_facts(found),
        "figures": measure_figures(measures_of(found, request.as_of)) if reads_all else [],
        "weights_reason": found.weights_reason,
        "tables": tables,
    }
    return render(request, "generation/request.html", context)
