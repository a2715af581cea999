"""Pages on which what a memorandum agrees is written: as tables of inputs, or by workbook; a draft, or an amendment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_import
from muster.kit.pages import Crumb, Fact, PageHead
from muster.kit.uploads import attached, refusal_on, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.reimbursement.actions import memoranda as actions
from muster.reimbursement.actions.memorandum_access import may_amend, may_write
from muster.reimbursement.forms import memoranda as forms
from muster.reimbursement.forms.plain_rows import drawn_rows
from muster.reimbursement.memorandum_terms import VersionTerms
from muster.reimbursement.models import MemorandumVersion
from muster.reimbursement.pages import memoranda as pages
from muster.reimbursement.queries.agreed_terms import missing_lines, stored_terms
from muster.reimbursement.queries.editions import visible_editions
from muster.reimbursement.queries.memoranda import version_shown, visible_memorandum
from muster.reimbursement.queries.rate_books import rate_book
from muster.reimbursement.rules.instrument_takeover import NotTaken
from muster.reimbursement.rules.memorandum_rates import RateBook
from muster.reimbursement.workbooks import memorandum as workbooks

FOR_DRAFTERS = "A draft is written by officers of the unit's State and of the secretariat that mandates the mission."
FOR_DECIDERS = "What is in force is amended by officers of the secretariat that mandates the mission."


@dataclass(frozen=True)
class Ground:
    """What a page of lines begins with: the memorandum, its last version, the edition's rows, what is not agreed."""

    memorandum: Any
    version: MemorandumVersion
    terms: VersionTerms
    book: RateBook
    missing: list[NotTaken]


def _ground(request: MusterRequest, found: Any) -> Ground:
    version = found.versions_known[-1]
    terms, book = stored_terms(version), rate_book(version.edition)
    return Ground(found, version, terms, book, missing_lines(found, terms, book, request.today))


@for_parties
def write(request: MusterRequest, reference: str) -> HttpResponse:
    """Write what a draft agrees, all of it at once."""
    found = visible_memorandum(request.viewer, request.today, reference)
    if not may_write(request.viewer, found):
        raise NotAllowed(_(FOR_DRAFTERS))
    at = _ground(request, found)
    initial = forms.known_version(at.terms, found.version)
    editions = visible_editions(request.viewer, request.today)
    form = forms.VersionForm(_data(request), _with_own(editions, at), initial=initial)

    def save(agreed: VersionTerms) -> None:
        version = form.cleaned_data["version"]
        actions.write_memorandum(
            request.viewer, reference, agreed, today=request.today, expected_version=version
        )  # fmt: skip

    return _answer(request, at, form, save, _("Write"))


@for_parties
def amend(request: MusterRequest, reference: str) -> HttpResponse:
    """Amend what is in force: a further version that holds from its day on."""
    found = visible_memorandum(request.viewer, request.today, reference)
    if not may_amend(request.viewer, found):
        raise NotAllowed(_(FOR_DECIDERS))
    at = _ground(request, found)
    initial = forms.known_version(at.terms, found.version, holds_from=request.today)
    editions = visible_editions(request.viewer, request.today)
    form = forms.AmendmentForm(_data(request), _with_own(editions, at), initial=initial)

    def save(agreed: VersionTerms) -> None:
        version = form.cleaned_data["version"]
        actions.amend_memorandum(
            request.viewer, reference, agreed, today=request.today, expected_version=version
        )  # fmt: skip

    return _answer(request, at, form, save, _("Amend"))


def _data(request: MusterRequest) -> Any:
    """Return what was sent, with more rows where they were asked for; None where nothing was."""
    if request.method != "POST":
        return None
    return forms.with_more_rows(request.POST) if "more" in request.POST else request.POST


def _with_own(editions: Any, at: Ground) -> list[Any]:
    """Return the editions to agree on, the one that is agreed on among them whoever loaded it."""
    found = list(editions)
    edition = at.version.edition
    return found if edition is None or edition in found else [edition, *found]


def _answer(
    request: MusterRequest, at: Ground, form: forms.VersionForm, save: Callable[[VersionTerms], None], title: str
) -> HttpResponse:
    """Show the form with its tables; if it was sent and holds, save it, and go to the memorandum's page."""
    reference = at.memorandum.reference
    lines = forms.AgreedLines(_data(request), at.terms, at.missing)
    is_sent = request.method == "POST" and "more" not in request.POST
    if is_sent and form.is_valid() & lines.is_valid():
        try:
            save(form.agreed(lines))
            messages.success(request, _("Memorandum %(one)s is recorded.") % {"one": reference})
            return redirect_as_of_today(request, "reimbursement-memorandum", reference=reference)
        except Refused as refusal:
            refusal_on(form, refusal)
    context = {
        "head": PageHead(
            title=title,
            crumbs=pages.crumbs(pages.memorandum_crumb(reference), Crumb(title)),
            lead=at.memorandum.title,
            illustrative=at.memorandum.illustrative,
        ),
        "form": form,
        "lists": [
            (title, rows, drawn_rows(rows))
            for title, rows in ((_("Major equipment"), lines.equipment), (_("Self-sustainment"), lines.services))
        ],
        "book": at.book,
        "missing": [Fact(f"{one.annex}: {one.item}", one.why) for one in at.missing],
    }
    return render(request, "reimbursement/agreed_lines.html", context, status=400 if is_sent else 200)


@for_parties
@require_safe
def workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out what is agreed as a workbook that can be imported again; for the sides."""
    found = visible_memorandum(request.viewer, request.as_of, reference)
    version = version_shown(found, request.as_of)
    if not found.seen_whole or version is None:
        raise NotAllowed(_("A memorandum as a workbook is for its sides."))
    return attached(workbooks.export(request.viewer, found, version), f"memorandum-{reference}.xlsx")


@for_parties
def import_workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Import a workbook: what a draft agrees, or an amendment of what is in force; all of it, or nothing."""
    found = visible_memorandum(request.viewer, request.today, reference)
    if not (may_write(request.viewer, found) or may_amend(request.viewer, found)):
        raise NotAllowed(_(FOR_DRAFTERS))
    title = _("Import a memorandum")
    head = PageHead(title=title, crumbs=pages.crumbs(pages.memorandum_crumb(reference), Crumb(title)))

    def save() -> HttpResponse:
        workbooks.import_workbook(request.viewer, uploaded_bytes(request), found, today=request.today)
        messages.success(request, _("Memorandum %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "reimbursement-memorandum", reference=reference)

    return answer_import(request, head, reverse("memorandum-workbook", args=[reference]), save)
