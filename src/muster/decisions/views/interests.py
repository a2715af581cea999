"""Pages of a State's interests: the list, writing it whole, and its workbook."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.decisions.actions.interests import BY_WHOM, write_interests
from muster.decisions.forms.interests import InterestListForm, InterestRows, known_rows
from muster.decisions.pages.interests import interest_crumbs, interests_head
from muster.decisions.queries.interests import known_interests, mark_of, may_enter_interests, visible_interests
from muster.decisions.queries.opportunities import own_state
from muster.decisions.tables.interests import EARLIER_INTERESTS, INTERESTS
from muster.decisions.workbooks.interests import export_interests, import_interests
from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_import
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import tables_on_page
from muster.kit.uploads import attached, refusal_on, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def interests(request: MusterRequest) -> HttpResponse:
    """Show the interests of the viewer's State in force, and every version."""
    own_state(request.viewer)
    drawn = tables_on_page(
        request,
        {
            "table": (INTERESTS, visible_interests(request.viewer, request.as_of)),
            "earlier": (EARLIER_INTERESTS, known_interests(request.viewer, request.as_of)),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    return render(request, "decisions/interests.html", {"head": interests_head(request.viewer), **drawn})


def _require_officer(request: MusterRequest) -> None:
    if not may_enter_interests(request.viewer):
        raise NotAllowed(_(BY_WHOM))


@for_parties
def write_interests_page(request: MusterRequest) -> HttpResponse:
    """Write the interests of the viewer's State on one page, a row each."""
    _require_officer(request)
    viewer, today = request.viewer, request.today
    known = list(visible_interests(viewer, today))
    data, more = request.POST or None, "more" in request.POST
    form = InterestListForm(data, initial={"mark": mark_of(known)})
    rows = InterestRows(data, known_rows(known), more=more)
    sent = request.method == "POST"
    if sent and form.is_valid() and rows.rows.is_valid():
        try:
            write_interests(viewer, rows.terms(), today=today, expected_mark=form.cleaned_data["mark"])
        except Refused as refusal:
            refusal_on(form, refusal)
        else:
            messages.success(request, _("The interests are recorded."))
            return redirect_as_of_today(request, "write-interests" if more else "interests")
    title = _("Write the interests")
    context = {
        "head": PageHead(title=title, crumbs=interest_crumbs(Crumb(title))),
        "form": form,
        "lists": [rows],
        "has_errors": sent and not rows.rows.is_valid(),
    }
    return render(request, "web/lines_form.html", context, status=400 if sent else 200)


@for_parties
@require_safe
def interests_workbook(request: MusterRequest) -> HttpResponse:
    """Hand out the interests as a workbook that can be imported again."""
    state = own_state(request.viewer)
    return attached(export_interests(request.viewer, state, request.as_of), f"interests-{state.code}.xlsx")


@for_parties
def import_interests_page(request: MusterRequest) -> HttpResponse:
    """Import the interests: all of them, or nothing and every error by sheet and row."""
    _require_officer(request)
    title = _("Import interests")

    def save() -> HttpResponse:
        import_interests(request.viewer, uploaded_bytes(request), today=request.today)
        messages.success(request, _("The interests are recorded."))
        return redirect_as_of_today(request, "interests")

    head = PageHead(title=title, crumbs=interest_crumbs(Crumb(title)))
    return answer_import(request, head, reverse("interests-workbook"), save)
