"""Pages of history: operations since 1948, what a State records of its own, one record, and its form."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table, tables_on_page
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.reference.states import state as state_fact
from muster.statistics.actions import history as actions
from muster.statistics.forms import history as forms
from muster.statistics.pages import history as pages
from muster.statistics.queries.history import (
    lessons_of,
    operations_since_1948,
    visible_entries,
    visible_entry,
    years_seen,
)
from muster.statistics.rules.history_terms import HistoryStage, PointKind
from muster.statistics.store import open_store
from muster.statistics.tables import history as tables

MOST_WORDS = 80


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Show the operations of the United Nations since 1948: for everybody, signed in or not."""
    asked = cast(MusterRequest, request)
    found = operations_since_1948(open_store(), asked.as_of)
    table = render_table(request, tables.OPERATIONS, found)
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(_("What States record"), reverse("history-entries"))] if asked.viewer.is_signed_in else []
    head = PageHead(
        title=_("History"),
        kicker=_("Statistics"),
        lead=_("Every operation since 1948, with the most people that the public record saw and those who died."),
        crumbs=pages.history_crumbs(),
        actions=doors,
    )
    context = {"head": head, "chart": pages.operations_timeline(found, asked.as_of), "table": table}
    return render(request, "statistics/history.html", context)


@for_parties
@require_safe
def history_entries(request: MusterRequest) -> HttpResponse:
    """Show the records that the viewer may see, those only that hold the words searched for, and their lessons."""
    words = request.GET.get("words", "")[:MOST_WORDS]
    found = list(visible_entries(request.viewer, request.as_of, words))
    drawn = tables_on_page(
        request, {"entries": (tables.ENTRIES, found), "lessons": (tables.LESSONS, lessons_of(found))}
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    doors = [Action(_("Enter a record"), reverse("new-history"), primary=True)] if pages.may_record(request) else []
    head = PageHead(
        title=_("What States record"),
        kicker=_("History"),
        lead=_("Operations, units, exercises and laws of a State's own, dated, with figures and the lessons drawn."),
        crumbs=pages.history_crumbs(Crumb(_("What States record"))),
        actions=doors,
    )
    context = {"head": head, "words": words, **drawn}
    return render(request, "statistics/history_entries.html", context)


@for_parties
@require_safe
def history_of_state(request: MusterRequest, code: str) -> HttpResponse:
    """Show a State's own history on a timeline, beside where the public record saw its people."""
    fact = state_fact(code)
    found = list(visible_entries(request.viewer, request.as_of).filter(state__code=code))
    seen = years_seen(open_store(), code, request.as_of)
    drawn = tables_on_page(
        request,
        {
            "entries": (tables.ENTRIES, found),
            "lessons": (tables.LESSONS, lessons_of(found)),
            "seen": (tables.YEARS_SEEN, seen),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    own = request.viewer.organisation_code == code and pages.may_record(request)
    head = PageHead(
        title=_("History of %(state)s") % {"state": fact.display_name},
        kicker=_("History"),
        crumbs=pages.history_crumbs(Crumb(fact.display_name)),
        actions=[Action(_("Enter a record"), reverse("new-history"), primary=True)] if own else [],
    )
    chart = pages.state_timeline(found, seen, request.as_of, fact.display_name)
    return render(request, "statistics/history_of_state.html", {"head": head, "chart": chart, **drawn})


@for_parties
@require_safe
def history_entry(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one record with its figures and lessons."""
    found = visible_entry(request.viewer, request.as_of, reference)
    drawn = tables_on_page(
        request,
        {
            "figures": (tables.FIGURES_OF_ENTRY, [one for one in found.points.all() if one.kind == PointKind.FIGURE]),
            "lessons": (tables.LESSONS_OF_ENTRY, lessons_of([found])),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {"head": pages.entry_head(request, found), "facts": pages.entry_facts(found), "entry": found, **drawn}
    return render(request, "statistics/history_entry.html", context)


@for_parties
def new_history(request: MusterRequest) -> HttpResponse:
    """Enter a record of the viewer's State."""
    if not pages.may_record(request):
        raise NotAllowed(_("Records of history are entered by officers of a State."))
    form = forms.NewHistoryForm(request.POST or None)
    rows = forms.point_rows(request.POST or None)

    def save() -> HttpResponse:
        state = organisation(request.viewer.organisation_code)
        terms = form.terms(forms.points_of(rows))
        made = actions.record_history(request.viewer, form.cleaned_data["reference"], state, terms, today=request.today)
        messages.success(request, _("Record %(one)s is entered as a draft.") % {"one": made.reference})
        return redirect_as_of_today(request, "history-entry", reference=made.reference)

    return answer_form(
        request, form, save, title=_("Enter a record"), crumbs=pages.history_crumbs(Crumb(""))[:-1], rows=rows,
        rows_title=_("Figures and lessons"),
    )  # fmt: skip


@for_parties
def change_history(request: MusterRequest, reference: str) -> HttpResponse:
    """Change what a record says."""
    found = visible_entry(request.viewer, request.today, reference)
    if not actions.writes_history(request.viewer, found.state):
        raise NotAllowed(_("A record of history is changed by officers of its State."))
    form = forms.HistoryForm(request.POST or None, initial=forms.known_history(found))
    rows = forms.point_rows(request.POST or None, found)

    def save() -> HttpResponse:
        terms = form.terms(forms.points_of(rows))
        version = form.cleaned_data["version"]
        actions.change_history(request.viewer, reference, terms, today=request.today, expected_version=version)
        messages.success(request, _("Record %(one)s is changed.") % {"one": reference})
        return redirect_as_of_today(request, "history-entry", reference=reference)

    crumbs = pages.history_crumbs(Crumb(found.title, reverse("history-entry", args=[reference])))
    return answer_form(
        request, form, save, title=_("Change"), crumbs=crumbs, rows=rows, rows_title=_("Figures and lessons")
    )


@for_parties
@require_POST
def step_history(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Publish a record, or take it back."""
    if stage not in set(HistoryStage):
        raise NotFound(_("A record of history has no stage %(stage)s.") % {"stage": stage})
    actions.step_history(request.viewer, reference, HistoryStage(stage), today=request.today)
    words = (
        _("Record %(one)s is published.") if stage == HistoryStage.PUBLISHED else _("Record %(one)s is a draft again.")
    )
    messages.success(request, words % {"one": reference})
    return redirect_as_of_today(request, "history-entry", reference=reference)
