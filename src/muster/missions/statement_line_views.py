"""The pages on which planners write the lists of a statement: each saves its list whole, as one new version."""

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.errors import NotFound, Refused
from muster.kit.pages import Crumb, PageHead
from muster.kit.uploads import refusal_on
from muster.missions import actions
from muster.missions.models import StatementVersion
from muster.missions.statement_line_forms import LIST_FORMS, BoundList
from muster.missions.statement_pages import statements_crumb
from muster.missions.statement_versions import lines_of, terms_of
from muster.missions.statement_views import own_version
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


class VersionForm(forms.Form):
    """The version of the statement that was read; what concerns no single row is told on it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


@for_parties
def change_list(request: MusterRequest, reference: str, list_name: str) -> HttpResponse:
    """Show a list as a form, or save it and go to the statement's page."""
    found = own_version(request, reference)
    if list_name not in LIST_FORMS:
        raise NotFound(_("A statement has no such list."))
    sent = request.method == "POST"
    data = request.POST if sent else None
    form = VersionForm(data, initial={"version": found.statement.version})
    rows = BoundList(LIST_FORMS[list_name], data, lines_of(found, list_name))
    if sent and rows.is_valid() and form.is_valid():
        try:
            return _save(request, found, rows, form.cleaned_data["version"])
        except Refused as refusal:
            _tell(form, rows, refusal)
    context = {
        "head": _head(found, rows),
        "form": form,
        "lists": [rows],
        "has_errors": sent and bool(rows.rows.total_error_count()),
    }
    return render(request, "web/lines_form.html", context, status=400 if sent else 200)


def _save(request: MusterRequest, found: StatementVersion, rows: BoundList, seen: int) -> HttpResponse:
    """Save the list as a new version; for more rows the page is opened again."""
    before = terms_of(found)
    terms = replace(before, standing=None, **rows.put_into(before))
    actions.change_statement(request.viewer, terms, today=request.today, expected_version=seen)
    reference = found.statement.reference
    done = {"list": rows.kind.title, "statement": reference}
    messages.success(request, _("%(list)s of statement %(statement)s: recorded.") % done)
    if "more" in request.POST:
        return redirect_as_of_today(request, "statement-list", reference=reference, list_name=rows.kind.name)
    return redirect_as_of_today(request, "statement", reference=reference)


def _tell(form: VersionForm, rows: BoundList, refusal: Refused) -> None:
    """Put each problem on its row and field, and the rest on top."""
    taken = rows.take(refusal)
    rest = [problem for problem in refusal.problems if problem not in taken]
    if rest or not taken:
        refusal_on(form, Refused(refusal.message, rest))


def _head(found: StatementVersion, rows: BoundList) -> PageHead:
    """Return the head of the page."""
    reference = found.statement.reference
    crumbs = [statements_crumb(), Crumb(reference, reverse("statement", args=[reference])), Crumb(rows.kind.title)]
    return PageHead(title=rows.kind.title, lead=rows.kind.lead, crumbs=crumbs)
