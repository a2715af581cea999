"""Pages of discrepancies: the list, one with its steps, and how they come from a worksheet."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.inspections import actions
from muster.inspections.actions.discrepancies import may_accept, may_step, still_proposed
from muster.inspections.forms.inspections import AcceptForm, DiscrepancyForm, DiscrepancyStepForm
from muster.inspections.models import Discrepancy, Inspection
from muster.inspections.pages import inspections as pages
from muster.inspections.parameters import discrepancy_days
from muster.inspections.queries.discrepancies import standing_on, visible_discrepancies, visible_discrepancy
from muster.inspections.queries.inspections import visible_inspection
from muster.inspections.rules.discrepancies import STEPS
from muster.inspections.stages import About, ActingSide, DiscrepancyStanding
from muster.inspections.tables.discrepancies import DISCREPANCIES, standing_badge
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, Fact, PageHead, TimelineEntry
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


def step_label(standing: str, following: str) -> str:
    """Return what a step of a discrepancy is called on its button."""
    if (standing, following) == (DiscrepancyStanding.REPORTED, DiscrepancyStanding.OPEN):
        return _("Not accepted")
    words = {
        DiscrepancyStanding.REPORTED: _("Report remedied"),
        DiscrepancyStanding.CLOSED: _("Close"),
        DiscrepancyStanding.WAIVED: _("Waive"),
    }
    return words[DiscrepancyStanding(following)]


@for_parties
@require_safe
def discrepancies(request: MusterRequest) -> HttpResponse:
    """Show the discrepancies that the viewer may see."""
    rows = list(visible_discrepancies(request.viewer, request.as_of).order_by("due_on", "reference"))
    table = render_table(request, DISCREPANCIES, rows)
    if isinstance(table, HttpResponse):
        return table
    title = _("Discrepancies")
    head = PageHead(
        title=title,
        crumbs=pages.crumbs(Crumb(title)),
        lead=_("What inspections found to differ from what is agreed, who has to act, and by when."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


def _crumbs(found: Discrepancy, *more: Crumb) -> list[Crumb]:
    return pages.inspection_crumbs(found.inspection, Crumb(found.reference), *more)


@for_parties
@require_safe
def discrepancy(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one discrepancy with its steps."""
    found = visible_discrepancy(request.viewer, request.as_of, reference)
    doors = [
        Action(step_label(found.standing, one), reverse("step-discrepancy", args=[reference, one.value]))
        for one in STEPS[DiscrepancyStanding(found.standing)]
        if may_step(request.viewer, found, one)
    ]
    facts = [
        Fact(_("What differs"), found.words),
        Fact(
            _("Inspection"), found.inspection.reference, href=reverse("inspection", args=[found.inspection.reference])
        ),
        Fact(_("About"), About(found.about).label),
        Fact(_("Line"), found.line or "—"),
        Fact(_("Items"), "—" if found.items is None else found.items),
        Fact(_("To act"), ActingSide(found.side).label),
        Fact(_("Due on"), found.due_on or "—"),
    ]
    events = [
        TimelineEntry(one.held_from, DiscrepancyStanding(one.standing).label, _said(one))
        for one in found.known_events  # type: ignore[attr-defined]
    ]
    head = PageHead(
        title=_("Discrepancy %(one)s") % {"one": reference},
        crumbs=_crumbs(found),
        lead=found.inspection.unit.title,
        status=standing_badge(standing_on(found)),
        actions=doors,
        illustrative=found.inspection.illustrative,
    )
    return render(request, "inspections/discrepancy.html", {"head": head, "facts": facts, "timeline": events})


def _said(event: object) -> str:
    by, note = getattr(event, "by", None), getattr(event, "note", "")
    return ": ".join(part for part in (by.name if by else "", note) if part)


@for_parties
def step(request: MusterRequest, reference: str, standing: str) -> HttpResponse:
    """Move a discrepancy on by form."""
    found = visible_discrepancy(request.viewer, request.today, reference)
    ways = STEPS[DiscrepancyStanding(found.standing)]
    if standing not in ways:
        raise NotFound(_("Discrepancy %(one)s cannot become %(way)s.") % {"one": reference, "way": standing})
    if not may_step(request.viewer, found, standing):
        raise NotAllowed(
            _("Who has to act reports the remedy; the mission's side decides on it, and nobody on their own.")
        )
    form = DiscrepancyStepForm(
        request.POST if request.method == "POST" else None, initial={"version": found.version, "on": request.today}
    )

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.step_discrepancy(
            request.viewer, reference, standing, on=said["on"], note=said["note"], today=request.today,
            expected_version=said["version"],
        )  # fmt: skip
        messages.success(request, _("The step of %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "discrepancy", reference=reference)

    address = Crumb(reference, reverse("discrepancy", args=[reference]))
    crumbs = pages.inspection_crumbs(found.inspection, address)
    return answer_form(request, form, save, title=step_label(found.standing, standing), crumbs=crumbs)


def _accepting(request: MusterRequest, reference: str) -> Inspection:
    found = visible_inspection(request.viewer, request.today, reference)
    if not may_accept(request.viewer, found):
        raise NotAllowed(_("Discrepancies are accepted by the mission's side, once the worksheet is shared."))
    return found


@for_parties
def accept(request: MusterRequest, reference: str) -> HttpResponse:
    """Accept what the worksheet of an inspection shows, by form."""
    found = _accepting(request, reference)
    due_on = request.today + timedelta(days=discrepancy_days(request.today))
    proposed = still_proposed(found)
    form = AcceptForm(request.POST if request.method == "POST" else None, proposed, due_on)

    def save() -> HttpResponse:
        said = form.cleaned_data
        made = actions.accept_discrepancies(
            request.viewer, reference, said["keys"], due_on=said["due_on"], today=request.today
        )
        messages.success(request, _("%(count)s discrepancies are accepted.") % {"count": len(made)})
        return redirect_as_of_today(request, "inspection", reference=reference)

    doors = [Action(_("Enter one by hand"), reverse("enter-discrepancy", args=[reference]))]
    crumbs = pages.inspection_crumbs(found)
    return answer_form(request, form, save, title=_("Accept discrepancies"), crumbs=crumbs, doors=doors)


@for_parties
def enter(request: MusterRequest, reference: str) -> HttpResponse:
    """Enter a discrepancy that no line of the worksheet shows, by form."""
    found = _accepting(request, reference)
    due_on = request.today + timedelta(days=discrepancy_days(request.today))
    form = DiscrepancyForm(request.POST if request.method == "POST" else None, initial={"due_on": due_on})

    def save() -> HttpResponse:
        made = actions.enter_discrepancy(request.viewer, reference, form.terms(), today=request.today)
        messages.success(request, _("Discrepancy %(one)s is recorded.") % {"one": made.reference})
        return redirect_as_of_today(request, "discrepancy", reference=made.reference)

    return answer_form(request, form, save, title=_("Enter a discrepancy"), crumbs=pages.inspection_crumbs(found))
