"""Pages of the annual report of a State."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.audit import actions as audit
from muster.kit.pages import Action, Crumb, KeyFigure, PageHead
from muster.kit.papers import as_pdf
from muster.kit.tables import tables_on_page
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest
from muster.reimbursement.forms.annual import YearForm
from muster.reimbursement.pages.economics import economics_crumbs
from muster.reimbursement.papers.annual import annual_paper
from muster.reimbursement.queries.annual_report import annual_report as report_of
from muster.reimbursement.rules.annual_report import AnnualReport
from muster.reimbursement.tables import annual as tables
from muster.reimbursement.tables.statement import dollars
from muster.reimbursement.workbooks.annual import annual_workbook


def _made(request: MusterRequest) -> tuple[YearForm, AnnualReport]:
    form = YearForm(request.GET, request.as_of)
    return form, report_of(request.viewer, form.asked(), as_of=request.as_of)


@for_parties
@require_safe
def annual_report(request: MusterRequest) -> HttpResponse:
    """Show the report of the viewer's State for a year."""
    form, report = _made(request)
    drawn = tables_on_page(
        request,
        {
            "units": (tables.UNITS, list(report.units)),
            "money": (tables.MONEY, list(report.money)),
            "equipment": (tables.EQUIPMENT, list(report.equipment)),
            "losses": (tables.LOSSES, list(report.losses)),
            "costs": (tables.COSTS, list(report.costs)),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": _head(report), "form": form, "figures": _figures(report), "notes": report.notes, **drawn,
    }  # fmt: skip
    return render(request, "reimbursement/annual_report.html", context)


def _head(report: AnnualReport) -> PageHead:
    asked = urlencode({"year": report.year})
    return PageHead(
        title=_("%(state)s: units abroad in %(year)s") % {"state": report.state, "year": report.year},
        lead=_("For parliament: people, reimbursement, equipment, losses and costs. Seen by your own State alone."),
        crumbs=economics_crumbs(Crumb(_("Annual report"))),
        actions=[
            Action(_("PDF"), f"{reverse('annual-report-paper')}?{asked}"),
            Action(_("Workbook"), f"{reverse('annual-report-workbook')}?{asked}"),
        ],
        illustrative=report.illustrative,
    )


def _figures(report: AnnualReport) -> list[KeyFigure]:
    unit = _("US dollars")
    owed = dollars(sum(one.owed_cents for one in report.money))
    costs = dollars(sum(one.amount_cents for one in report.costs))
    return [
        KeyFigure(_("Units abroad"), len(report.units)),
        KeyFigure(_("Individuals abroad"), report.individuals),
        KeyFigure(_("Person-days"), f"{report.person_days:,}"),
        KeyFigure(_("Owed"), f"{round(owed):,}", unit),
        KeyFigure(_("Costs as reckoned"), f"{round(costs):,}", unit),
    ]


@for_parties
@require_safe
def annual_pdf(request: MusterRequest) -> HttpResponse:
    """Hand out the report as PDF."""
    _form, report = _made(request)
    _exported(request, report, "pdf")
    return attached(as_pdf(annual_paper(report, request.today)), f"units-abroad-{report.year}.pdf")


@for_parties
@require_safe
def annual_xlsx(request: MusterRequest) -> HttpResponse:
    """Hand out the report as a workbook."""
    _form, report = _made(request)
    _exported(request, report, "xlsx")
    return attached(annual_workbook(report), f"units-abroad-{report.year}.xlsx")


def _exported(request: MusterRequest, report: AnnualReport, form: str) -> None:
    after = {"form": form, "year": report.year}
    audit.record(request.viewer, "reimbursement:annual-report:exported", request.viewer.organisation_code, after=after)
