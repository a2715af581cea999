"""The pages on which a State writes the lists of its pledge: each saves its lists whole, as one new version."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.errors import NotAllowed, Refused
from muster.kit.pages import Crumb, PageHead, Text
from muster.kit.uploads import refusal_on
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.forms.lines import LISTS, BoundList
from muster.pledges.models import PledgeVersion
from muster.pledges.pages.register import may_change
from muster.pledges.versions import terms_of


class VersionForm(forms.Form):
    """The version of the pledge that was read; what concerns no single row is told on it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


@dataclass(frozen=True)
class ListsPage:
    """One page: the name of its address, its title, what it is for, and its lists by their name in the terms."""

    name: str
    title: Text
    lead: Text
    lists: tuple[str, ...]


ORGANISATION = ListsPage(
    "pledge-organisation",
    gettext_lazy("Table of organisation"),
    gettext_lazy("Annex B: sub-units by their outline, and the posts in each. A row may hold identical people."),
    ("sub_units", "posts"),
)
EQUIPMENT = ListsPage(
    "pledge-equipment",
    gettext_lazy("Major equipment"),
    gettext_lazy("Annex C: what the unit brings, and how much of it is serviceable now."),
    ("equipment",),
)
SELF_SUSTAINMENT = ListsPage(
    "pledge-self-sustainment",
    gettext_lazy("Self-sustainment"),
    gettext_lazy("Annex D: for each category who provides it, and the days of stock."),
    ("self_sustainment",),
)
POOL = ListsPage(
    "pledge-pool",
    gettext_lazy("Pool"),
    gettext_lazy("Individuals by profile, nobody named: only for pledges of individuals."),
    ("pool",),
)
CONTRIBUTIONS = ListsPage(
    "pledge-contributions",
    gettext_lazy("Contributions"),
    gettext_lazy("A joint or smart pledge: which State brings what, and when. One of them leads."),
    ("contributions",),
)


@for_parties
def change_lists(request: MusterRequest, reference: str, page: ListsPage) -> HttpResponse:
    """Show the lists of a page as a form, or save them and go to the pledge's page."""
    found = queries.visible_pledge(request.viewer, request.as_of, reference)
    if not may_change(found, request.viewer):
        raise NotAllowed(_("Only an officer of the State that made the pledge may change it."))
    sent = request.method == "POST"
    data = request.POST if sent else None
    form = VersionForm(data, initial={"version": found.version})
    known = terms_of(found)
    lists = [BoundList(LISTS[name], data, getattr(known, name)) for name in page.lists]
    readable = [one.is_valid() for one in lists] if sent else []
    if sent and form.is_valid() and all(readable):
        try:
            return _save(request, page, found, lists, form.cleaned_data["version"])
        except Refused as refusal:
            _tell(form, lists, refusal)
    context = {
        "head": _head(page, found),
        "form": form,
        "lists": lists,
        "has_errors": sent and any(one.rows.total_error_count() for one in lists),
    }
    return render(request, "web/lines_form.html", context, status=400 if sent else 200)


def _save(
    request: MusterRequest, page: ListsPage, found: PledgeVersion, lists: list[BoundList], seen: int
) -> HttpResponse:
    """Save the lists as one new version; for more rows the page is opened again."""
    said: dict[str, Any] = {one.kind.name: one.terms() for one in lists}
    terms = replace(terms_of(found), **said)
    actions.change_pledge(request.viewer, terms, today=request.today, expected_version=seen)
    done = {"list": page.title, "pledge": found.reference}
    messages.success(request, _("%(list)s of pledge %(pledge)s: recorded.") % done)
    target = page.name if "more" in request.POST else "pledge"
    return redirect_as_of_today(request, target, reference=found.reference)


def _tell(form: VersionForm, lists: list[BoundList], refusal: Refused) -> None:
    """Put each problem on its row and field, and the rest on top."""
    taken = [problem for one in lists for problem in one.take(refusal)]
    rest = [problem for problem in refusal.problems if problem not in taken]
    if rest or not taken:
        refusal_on(form, Refused(refusal.message, rest))


def _head(page: ListsPage, found: PledgeVersion) -> PageHead:
    """Return the head of the page."""
    crumbs = [
        Crumb(_("Pledges"), reverse("pledges")),
        Crumb(found.reference, reverse("pledge", args=[found.reference])),
        Crumb(page.title),
    ]
    return PageHead(title=page.title, lead=page.lead, crumbs=crumbs)
