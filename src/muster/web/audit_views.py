"""Pages of the audit log. They are in the door because the log lies below the parties and knows no viewer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.audit.differences import differences
from muster.audit.models import AuditEvent, Verification
from muster.audit.tables import CHANGES, EVENTS, actor_words
from muster.audit.verification import last_verification
from muster.kit.pages import Crumb, Fact, PageHead
from muster.kit.tables import render_table
from muster.kit.tables.cells import day
from muster.parties.access import for_parties
from muster.parties.queries import visible_event, visible_events
from muster.parties.request import MusterRequest, as_of_today


@for_parties
@require_safe
def events(request: MusterRequest) -> HttpResponse:
    """Show the events on behalf of the viewer's organisation; to a Secretariat also the last verification."""
    table = render_table(request, EVENTS, visible_events(request.viewer), as_of=request.today)
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Audit log"),
        kicker=request.viewer.organisation_name,
        lead=_("Every write and every export on behalf of your organisation: who, what, why, before and after."),
    )
    context = {"head": head, "table": table, **as_of_today(request)}
    if request.viewer.is_secretariat:
        found = last_verification()
        context |= {"shows_verification": True, "verification": found}
        context["verification_facts"] = _verification_facts(found) if found else []
    return render(request, "audit/events.html", context)


def _verification_facts(found: Verification) -> list[Fact]:
    """Return what the last verification of the whole log found."""
    return [
        Fact(_("Verified at"), day(found.verified_at)),
        Fact(_("Events"), found.events),
        Fact(_("Anchors outside the database"), found.anchors),
        Fact(_("Findings"), found.findings),
        Fact(_("Personal values erased"), found.erased),
    ]


@for_parties
@require_safe
def event(request: MusterRequest, sequence: int) -> HttpResponse:
    """Show one event with what it changed."""
    found = visible_event(request.viewer, sequence)
    title = _("Event %(number)s") % {"number": sequence}
    head = PageHead(
        title=title,
        kicker=found.action,
        lead=found.subject,
        crumbs=[Crumb(_("Audit log"), reverse("audit-events")), Crumb(title)],
    )
    table = render_table(request, CHANGES, differences(found.before, found.after), as_of=request.today)
    context = {"head": head, "facts": _facts(found), "table": table, **as_of_today(request)}
    return render(request, "audit/event.html", context)


def _facts(found: AuditEvent) -> list[Fact]:
    """Return who did it, when, for whom and why, and the event's place in the chain."""
    return [
        Fact(_("Recorded at"), day(found.recorded_at)),
        Fact(_("Actor"), actor_words(found)),
        Fact(_("On behalf of"), found.on_behalf_of or "—"),
        Fact(_("Reason"), found.reason or "—"),
        Fact(_("Digest"), found.digest),
        Fact(_("Digest of the event before"), found.previous_digest),
    ]
