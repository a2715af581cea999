"""Pages of an inspection's worksheet: written as a table, out and in as a workbook, printed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.inspections import actions, worksheet_workbook
from muster.inspections.actions.inspection_access import takes_steps
from muster.inspections.forms.worksheet import BoundSheet, VersionForm
from muster.inspections.models import Inspection
from muster.inspections.pages import inspections as pages
from muster.inspections.papers.inspection import discrepancy_list, verification_report
from muster.inspections.parameters import threshold_percent
from muster.inspections.queries.discrepancies import visible_discrepancies
from muster.inspections.queries.inspections import sheet_of, sheet_seen, visible_inspection
from muster.inspections.rules.inspection_stages import WRITTEN_IN, is_report
from muster.inspections.rules.worksheet import Worksheet
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_import
from muster.kit.pages import Crumb, PageHead
from muster.kit.papers import as_pdf
from muster.kit.uploads import attached, refusal_on, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


def _written(request: MusterRequest, reference: str) -> Inspection:
    """Return an inspection whose worksheet the viewer writes now. Raises NotFound, NotAllowed."""
    found = visible_inspection(request.viewer, request.today, reference)
    if not takes_steps(request.viewer, found):
        raise NotAllowed(_("A worksheet is written by the mission's side, that of a monthly report by the State."))
    if found.stage not in WRITTEN_IN:
        raise NotAllowed(_("The worksheet of %(one)s is written while it is under way.") % {"one": reference})
    return found


@for_parties
def worksheet(request: MusterRequest, reference: str) -> HttpResponse:
    """Write the worksheet of an inspection: two tables of inputs, saved whole."""
    found = _written(request, reference)
    data = request.POST if request.method == "POST" else None
    form = VersionForm(data, initial={"version": found.version})
    bound = BoundSheet(data, sheet_of(found))
    if data is not None and form.is_valid() and bound.is_valid():
        try:
            actions.write_worksheet(
                request.viewer, reference, bound.terms(), today=request.today,
                expected_version=form.cleaned_data["version"],
            )  # fmt: skip
            messages.success(request, _("The worksheet of %(one)s is recorded.") % {"one": reference})
            return redirect_as_of_today(request, "inspection", reference=reference)
        except Refused as refusal:
            refusal_on(form, refusal)
    title = _("Worksheet")
    context = {
        "head": PageHead(
            title=_("Worksheet of %(one)s") % {"one": reference},
            crumbs=pages.inspection_crumbs(found, Crumb(title)),
            lead=found.unit.title,
            illustrative=found.illustrative,
        ),
        "form": form,
        "lists": [(_("Major equipment"), bound.equipment), (_("Self-sustainment"), bound.services)],
    }
    return render(request, "inspections/worksheet.html", context, status=400 if data is not None else 200)


def _read(request: MusterRequest, reference: str) -> tuple[Inspection, Worksheet]:
    """Return an inspection with the worksheet that the viewer reads of it. Raises NotFound."""
    found = visible_inspection(request.viewer, request.as_of, reference)
    sheet = sheet_seen(request.viewer, found)
    if sheet is None:
        raise NotFound(_("The worksheet of %(one)s is not shared with you yet.") % {"one": reference})
    return found, sheet


@for_parties
@require_safe
def workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a worksheet as a workbook that can be imported again."""
    found, sheet = _read(request, reference)
    return attached(worksheet_workbook.export(request.viewer, found, sheet), f"worksheet-{reference}.xlsx")


@for_parties
def import_worksheet(request: MusterRequest, reference: str) -> HttpResponse:
    """Import a workbook: all of it, or nothing and every error by row and column."""
    found = _written(request, reference)
    title = _("Import a worksheet")
    head = PageHead(title=title, crumbs=pages.inspection_crumbs(found, Crumb(title)))

    def save() -> HttpResponse:
        worksheet_workbook.import_workbook(request.viewer, uploaded_bytes(request), found, today=request.today)
        messages.success(request, _("The worksheet of %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "inspection", reference=reference)

    return answer_import(request, head, reverse("inspection-workbook", args=[reference]), save)


@for_parties
@require_safe
def paper(request: MusterRequest, reference: str, kind: str) -> HttpResponse:
    """Hand out the verification report, or the list of discrepancies, as PDF."""
    found, sheet = _read(request, reference)
    if kind == "report":
        made = verification_report(found, sheet, threshold_percent(request.as_of), request.today)
    elif kind == "discrepancies" and not is_report(found.kind):
        listed = list(visible_discrepancies(request.viewer, request.as_of).filter(inspection=found))
        made = discrepancy_list(found, listed, request.today)
    else:
        raise NotFound(_("There is no paper %(kind)s of %(one)s.") % {"kind": kind, "one": reference})
    return attached(as_pdf(made), f"{reference}-{kind}.pdf")
