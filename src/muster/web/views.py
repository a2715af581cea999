"""The pages that belong to no single room: the situation, search, and what concerns the frame."""

from django.contrib import messages
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from muster.kit.errors import NotFound, Refused
from muster.kit.pages import PageHead
from muster.kit.style_guide import style_guide as samples
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.queries import memberships_of
from muster.parties.request import MusterRequest
from muster.plans.coverage import plan_coverage
from muster.plans.queries import latest_plan
from muster.plans.situation import situation as read_situation
from muster.web.middleware import ACTING_FOR_KEY, AS_OF_KEY, date_or_none
from muster.web.search import found_records
from muster.web.situation import EXPIRIES, MISSIONS, UNIT_TYPES, plan_figure, situation_figures, situation_map


@for_parties
@require_safe
def situation(request: MusterRequest) -> HttpResponse:
    """Show the first page: missions on the map, what is open by unit type, what expires soon, the latest plan."""
    found = read_situation(request.viewer, request.as_of)
    tables = {}
    for name, declared, rows in (
        ("missions", MISSIONS, found.missions),
        ("unit_types", UNIT_TYPES, found.unit_types),
        ("expiries", EXPIRIES, found.expiries),
    ):
        bound = render_table(request, declared, rows, prefix=f"{name}-")
        if isinstance(bound, HttpResponse):
            return bound
        tables[name] = bound
    plan = latest_plan(request.viewer, request.as_of)
    figures = situation_figures(found)
    if plan is not None:
        coverage = plan_coverage(request.viewer, plan)
        figures.append(plan_figure(plan, coverage.by_mission, len(coverage.gaps)))
    context = {
        "head": PageHead(
            title=_("Situation"),
            kicker=_("Peacekeeping force generation"),
            lead=_("What missions want, who stands there, what is open and what ends soon."),
            illustrative=found.illustrative,
        ),
        "figures": figures,
        "map": situation_map(found),
        "shows_map": True,
        "latest_plan": plan,
        **tables,
    }
    return render(request, "web/situation.html", context)


@for_parties
@require_GET
def search(request: MusterRequest) -> HttpResponse:
    """Find States, missions, requirements and pledges by words, among what the viewer may see."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    groups = found_records(request.viewer, request.as_of, words, today=request.today) if words else []
    head = PageHead(title=_("Search"), lead=_("Results for “%(words)s”") % {"words": words} if words else "")
    return render(request, "web/search.html", {"head": head, "groups": groups, "search_words": words})


@require_POST
def set_as_of(request: MusterRequest) -> HttpResponse:
    """Choose the day on which all pages are seen from now on."""
    day = date_or_none(request.POST.get(AS_OF_KEY, ""))
    if day is None:
        raise Refused(_("That is no date; write it as year-month-day, for example 2018-10-01."))
    request.session[AS_OF_KEY] = day.isoformat()
    return redirect(_next_page(request))


def _next_page(request: MusterRequest) -> str:
    """Return the page to go back to: one of this site, else the first one."""
    target = request.POST.get("next", "/")
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else "/"


@require_POST
def set_acting_for(request: MusterRequest) -> HttpResponse:
    """Choose the organisation that the user acts for from now on."""
    chosen = request.POST.get("organisation", "")
    known = {str(one.organisation_id): one for one in memberships_of(request.viewer.user_id or 0)}
    if chosen not in known:
        raise NotFound(_("You have no role in that organisation."))
    request.session[ACTING_FOR_KEY] = known[chosen].organisation_id
    messages.success(request, _("You now act for %(name)s.") % {"name": known[chosen].organisation.name})
    return redirect(_next_page(request))


@require_safe
def style_guide(request: MusterRequest) -> HttpResponse:
    """Show every component of the design system."""
    context = samples(request, reverse("world-outline"))
    return context if isinstance(context, HttpResponse) else render(request, "kit/style_guide.html", dict(context))


@require_safe
def health(request: MusterRequest) -> JsonResponse:
    """Say whether the database answers; for supervisors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "site": reverse("situation")})
