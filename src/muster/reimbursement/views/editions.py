"""Pages of editions of rates: the list, one edition, loaded, replaced, ended, revised, compared; files in and out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import Table, render_table
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.reference.reimbursement import single_rates
from muster.reimbursement.actions import editions as actions
from muster.reimbursement.forms import editions as forms
from muster.reimbursement.models import RateEdition
from muster.reimbursement.pages import editions as pages
from muster.reimbursement.queries.edition_comparison import compared_editions
from muster.reimbursement.queries.editions import (
    findings_of,
    is_in_use,
    may_change,
    may_load,
    rows_of,
    visible_edition,
    visible_editions,
)
from muster.reimbursement.rules.edition_checks import rate_findings
from muster.reimbursement.tables.editions import (
    DIFFERENCES,
    EDITIONS,
    EFFECTS,
    EQUIPMENT_RATES,
    FINDINGS,
    PERSONNEL_RATES,
    SERVICE_RATES,
)
from muster.reimbursement.workbooks.editions import TEMPLATES, export_rates, read_rates

BY_OWNER = "An edition is changed by officers of whoever loaded it."


@for_parties
@require_safe
def editions(request: MusterRequest) -> HttpResponse:
    """Show the editions that the viewer may see, and the rates for personnel, which are in the register."""
    drawn = _tables(
        request,
        {
            "table": (EDITIONS, visible_editions(request.viewer, request.as_of), ""),
            "personnel": (PERSONNEL_RATES, single_rates(), "personnel-"),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.list_head(request.viewer),
        **drawn,
        "before_address": reverse("reference-table", args=["personnel_rates"]),
        "register_address": reverse("reference-table", args=["parameters"]),
    }
    return render(request, "reimbursement/editions.html", context)


@for_parties
@require_safe
def edition(request: MusterRequest, reference: str) -> HttpResponse:
    """Show an edition: its rates, and those that deviate from the formula."""
    found = visible_edition(request.viewer, request.as_of, reference)
    rows, in_use = rows_of(found), is_in_use(found)
    findings = findings_of(found, rows)
    drawn = _tables(
        request,
        {
            "equipment": (EQUIPMENT_RATES, pages.equipment_lines(found, rows, findings, request.as_of), ""),
            "services": (SERVICE_RATES, pages.service_lines(found, rows, findings), "services-"),
            "findings": (FINDINGS, findings, "findings-"),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.edition_head(request.viewer, found, request.as_of, in_use=in_use),
        "facts": pages.edition_facts(found, request.as_of, in_use=in_use),
        "figures": pages.edition_figures(rows, findings),
        **drawn,
    }
    return render(request, "reimbursement/edition.html", context)


def _tables(request: MusterRequest, wanted: Mapping[str, tuple[Table, Any, str]]) -> dict[str, Any] | HttpResponse:
    """Return the tables of a page by name, or the file that the address asks for."""
    drawn: dict[str, Any] = {}
    for name, (table, rows, prefix) in wanted.items():
        made = render_table(request, table, rows, prefix=prefix)
        if isinstance(made, HttpResponse):
            return made
        drawn[name] = made
    return drawn


@for_parties
def load_edition(request: MusterRequest) -> HttpResponse:
    """Load an edition: its head by form, its rows by file."""
    if not may_load(request.viewer):
        raise NotAllowed(_(actions.BY_WHOM))
    form = forms.LoadEditionForm(request.POST or None, request.FILES or None)

    def save() -> HttpResponse:
        terms, rows = form.whole_terms(), read_rates(uploaded_bytes(request, "file"))
        made = actions.load_edition(request.viewer, terms, rows, today=request.today)
        _tell(request, made)
        return redirect_as_of_today(request, "rate-edition", reference=made.reference)

    return answer_form(
        request, form, save, title=_("Load an edition of rates"), crumbs=pages.crumbs(), doors=pages.template_doors(),
        submit_label=_("Check and load"),
    )  # fmt: skip


def _tell(request: MusterRequest, made: RateEdition) -> None:
    """Say that an edition is kept, and how many of its rates deviate."""
    rows = rows_of(made)
    odd = len(rate_findings(rows, made.equipment_decimals, made.service_decimals))
    words = {"one": made.reference, "rows": len(rows.equipment) + len(rows.services), "odd": odd}
    messages.success(request, _("%(one)s is on record with %(rows)s rows; rates that deviate: %(odd)s.") % words)


def _own_edition(request: MusterRequest, reference: str) -> RateEdition:
    found = visible_edition(request.viewer, request.today, reference)
    if not may_change(request.viewer, found):
        raise NotAllowed(_(BY_OWNER))
    return found


@for_parties
def replace_rates(request: MusterRequest, reference: str) -> HttpResponse:
    """Write all rows of an edition anew from a file."""
    found = _own_edition(request, reference)
    form = forms.ReplaceRatesForm(request.POST or None, request.FILES or None, initial={"version": found.version})

    def save() -> HttpResponse:
        made = actions.replace_rates(
            request.viewer, reference, read_rates(uploaded_bytes(request, "file")), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        _tell(request, made)
        return redirect_as_of_today(request, "rate-edition", reference=reference)

    doors = [
        Action(_("Workbook of what is on record"), reverse("rate-edition-file", args=[reference, "xlsx"])),
        Action(_("CSV file of what is on record"), reverse("rate-edition-file", args=[reference, "csv"])),
    ]
    crumbs = pages.edition_crumbs(found)
    return answer_form(request, form, save, title=_("Replace the rows"), crumbs=crumbs, doors=doors)


@for_parties
def end_edition(request: MusterRequest, reference: str) -> HttpResponse:
    """End the validity of an edition."""
    found = _own_edition(request, reference)
    form = forms.EndEditionForm(
        request.POST or None, initial={"version": found.version, "valid_until": found.valid_until}
    )

    def save() -> HttpResponse:
        actions.end_edition(
            request.viewer, reference, form.day(), today=request.today, expected_version=form.cleaned_data["version"]
        )
        messages.success(request, _("The end of %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "rate-edition", reference=reference)

    return answer_form(request, form, save, title=_("End an edition"), crumbs=pages.edition_crumbs(found))


@for_parties
def revise_edition(request: MusterRequest, reference: str) -> HttpResponse:
    """Make a new edition by the percentages that the Assembly approved."""
    found = visible_edition(request.viewer, request.today, reference)
    if not may_load(request.viewer):
        raise NotAllowed(_(actions.BY_WHOM))
    initial = {"version": found.version, "manual": found.manual, "valid_from": found.valid_until}
    form = forms.ReviseEditionForm(request.POST or None, initial=initial)
    rows = forms.category_revisions(request.POST or None, rows_of(found))

    def save() -> HttpResponse:
        made = actions.revise_edition(
            request.viewer, reference, form.terms(), form.revision(rows.terms()), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        _tell(request, made)
        return redirect_as_of_today(request, "rate-edition", reference=made.reference)

    return answer_form(
        request, form, save, title=_("Revise an edition"), crumbs=pages.edition_crumbs(found), rows=rows,
        rows_title=_("Category with percentages of its own"),
    )  # fmt: skip


@for_parties
@require_safe
def compare_editions(request: MusterRequest) -> HttpResponse:
    """Show what differs between two editions and what that means for memoranda; without two, ask which."""
    known = visible_editions(request.viewer, request.as_of)
    form = forms.CompareEditionsForm(request.GET, known)
    title = _("Two editions compared")
    head = PageHead(
        title=title,
        crumbs=pages.crumbs(Crumb(_("Compare"))),
        lead=_("Rows that came, went or changed, and what that means in a year for the memoranda that you see whole."),
    )
    if not form.is_valid():
        return render(request, "reimbursement/compare_editions.html", {"head": head, "form": form})
    first, second = (
        visible_edition(request.viewer, request.as_of, form.cleaned_data[name]) for name in ("first", "second")
    )
    found = compared_editions(request.viewer, first, second, request.as_of)
    drawn = _tables(
        request,
        {"differences": (DIFFERENCES, found.differences, "rows-"), "effects": (EFFECTS, found.effects, "memoranda-")},
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": replace(head, illustrative=first.illustrative or second.illustrative),
        "form": form,
        "figures": pages.comparison_figures(found),
        **drawn,
    }
    return render(request, "reimbursement/compare_editions.html", context)


@for_parties
@require_safe
def edition_file(request: MusterRequest, reference: str, form: str) -> HttpResponse:
    """Hand out the rows of an edition as a workbook or CSV file that can be loaded again."""
    found = visible_edition(request.viewer, request.as_of, reference)
    _require_form(form)
    return attached(export_rates(request.viewer, found, form), f"{reference}.{form}")


@for_parties
@require_safe
def template(request: MusterRequest, form: str) -> HttpResponse:
    """Hand out the empty workbook or CSV file."""
    _require_form(form)
    return attached(TEMPLATES[form](), f"rates.{form}")


def _require_form(form: str) -> None:
    if form not in TEMPLATES:
        raise NotFound(_("There is no such file; there are %(forms)s.") % {"forms": ", ".join(TEMPLATES)})
