"""The calendar, and its feed for calendar programs."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from muster.generation.actions.feeds import feed_of
from muster.generation.pages import calendar as shown
from muster.generation.pages.calendar_table import CALENDAR
from muster.generation.queries.calendar import calendar_entries
from muster.generation.rules.calendar import grid_span
from muster.kit.errors import NotFound
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.actions import issue_calendar_key, revoke_calendar_key
from muster.parties.queries import has_calendar_key
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def calendar(request: MusterRequest) -> HttpResponse:
    """Show a month (`month=2018-11`) as a grid and by day, or as a table (`view=table`)."""
    first, complaint = shown.month_of(request.GET.get("month", ""), request.as_of)
    entries = calendar_entries(request.viewer, request.as_of, *grid_span(first), today=request.today)
    table = render_table(request, CALENDAR, entries)
    if isinstance(table, HttpResponse):
        return table
    is_table = request.GET.get("view") == "table"
    other = table.state.address(view=None if is_table else "table", page=None, format=None)
    passing = table.sheet().rows
    context = {
        "head": shown.calendar_head(first, is_table=is_table, address=other),
        "complaint": complaint,
        "table": table,
        "is_table": is_table,
        "filters": () if is_table else shown.calendar_filters(table),
        "weeks": () if is_table else shown.grid(first, passing, request.as_of),
        "days": () if is_table else shown.listed_days(first, passing, table),
        "before": shown.month_address(first, table, -1),
        "after": shown.month_address(first, table, 1),
    }
    return render(request, "generation/calendar.html", context)


@for_parties
@require_safe
def calendar_address(request: MusterRequest) -> HttpResponse:
    """Show whether the viewer's calendar has an address, and the buttons that make and close one."""
    return _address_page(request, "")


@for_parties
@never_cache
@require_POST
def new_calendar_address(request: MusterRequest) -> HttpResponse:
    """Make a new address of the viewer's calendar and show it once."""
    key = issue_calendar_key(request.viewer)
    return _address_page(request, request.build_absolute_uri(reverse("calendar-feed", args=[key])))


@for_parties
@require_POST
def close_calendar_address(request: MusterRequest) -> HttpResponse:
    """Close the address of the viewer's calendar."""
    revoke_calendar_key(request.viewer)
    return redirect("calendar-address")


def _address_page(request: MusterRequest, address: str) -> HttpResponse:
    """Show the page of the feed's address; the address itself only when it has just been made."""
    head = PageHead(
        title=_("Your calendar program"),
        crumbs=[
            Crumb(_("Generation"), reverse("generation")),
            Crumb(_("Calendar"), reverse("case-calendar")),
            Crumb(_("Your calendar program")),
        ],
        lead=_("A calendar program that subscribes to this address shows what you may see, and looks again by itself."),
    )
    context = {"head": head, "address": address, "has_key": bool(address) or has_calendar_key(request.viewer)}
    return render(request, "generation/calendar_address.html", context)


@never_cache
@require_safe
def calendar_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out the calendar of the membership whose key stands in the address; nobody signs in here."""
    seen: MusterRequest = request  # type: ignore[assignment]  # as the middleware leaves it
    try:
        data = feed_of(key, seen.as_of, seen.today, request.build_absolute_uri("/"), datetime.now(UTC))
    except NotFound as error:
        return HttpResponse(f"{error}\n", status=404, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="muster.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    return answer
