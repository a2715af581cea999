"""Pages of what a unit would earn and cost. Thin: what may be seen is in queries, what may be done in actions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.audit import actions as audit
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb, PageHead
from muster.kit.papers import as_pdf
from muster.kit.standing import Standing
from muster.kit.tables import render_table, tables_on_page
from muster.kit.uploads import attached, refusal_on
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.reimbursement.actions.economics import BY_WHOM, enter_economics, write_economics
from muster.reimbursement.forms import economics as forms
from muster.reimbursement.models import UnitEconomics
from muster.reimbursement.pages import economics as pages
from muster.reimbursement.pages import economics_charts as charts
from muster.reimbursement.papers.economics import economics_paper
from muster.reimbursement.queries.economics import (
    HEAD,
    may_reckon,
    plan_of,
    rate_book,
    visible_calculation,
    visible_economics,
)
from muster.reimbursement.queries.economics_sources import own_memoranda, own_pledges
from muster.reimbursement.queries.economics_started import started_terms
from muster.reimbursement.queries.editions import visible_editions
from muster.reimbursement.rules.economics.assumptions import assumptions_of
from muster.reimbursement.rules.economics.edition_change import edition_change
from muster.reimbursement.rules.economics.leases import wet_and_dry
from muster.reimbursement.rules.economics.outcome import Outcome, outcome_of
from muster.reimbursement.rules.economics.sensitivity import swings, usual_share
from muster.reimbursement.rules.economics.serviceability import group_worths, one_point_more, share_curve
from muster.reimbursement.rules.economics.terms import UnitPlan
from muster.reimbursement.statement import explanation_of
from muster.reimbursement.tables import economics as tables
from muster.reimbursement.workbooks.economics import economics_workbook


def _found(request: MusterRequest, reference: str) -> tuple[UnitEconomics, Outcome]:
    found = visible_calculation(request.viewer, request.as_of, reference)
    return found, outcome_of(plan_of(found))


@for_parties
@require_safe
def economics_list(request: MusterRequest) -> HttpResponse:
    """Show the calculations of the viewer's State."""
    table = render_table(request, tables.CALCULATIONS, visible_economics(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    return render(request, "web/table_page.html", {"head": pages.list_head(request.viewer), "table": table})


@for_parties
@require_safe
def economics(request: MusterRequest, reference: str) -> HttpResponse:
    """Show what a unit earns and costs, month by month, with everything that is assumed."""
    found, outcome = _found(request, reference)

    def address(row: Any) -> str:
        return reverse("economics-month", args=[reference, row.number])

    assumed = assumptions_of(outcome.plan, found.source, Standing(found.standing))
    drawn = tables_on_page(
        request,
        {
            "months": (tables.months_table(address), list(outcome.months)),
            "heads": (tables.HEADS, list(outcome.cost_cents_by_head().items())),
            "assumptions": (tables.ASSUMPTIONS, assumed),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.economics_head(request.viewer, found),
        "figures": pages.economics_figures(outcome),
        "facts": pages.economics_facts(found),
        "chart": charts.cumulative_chart(outcome),
        **drawn,
    }
    return render(request, "reimbursement/economics.html", context)


@for_parties
@require_safe
def economics_month(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Show one month line by line: what is reimbursed for each item, and what is spent."""
    found, outcome = _found(request, reference)
    if not 1 <= number <= len(outcome.months):
        raise NotFound(_("The calculation looks at %(count)s months.") % {"count": len(outcome.months)})
    lines = outcome.lines_in(number)
    drawn = tables_on_page(
        request, {"earned": (tables.EARNED, lines), "spent": (tables.SPENT, outcome.costs_in(number))}
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.month_head(found, outcome.months[number - 1]),
        "lines": [(one, explanation_of(outcome.statement, one)) for one in lines],
        **drawn,
    }
    return render(request, "reimbursement/economics_month.html", context)


@for_parties
@require_safe
def economics_what_if(request: MusterRequest, reference: str) -> HttpResponse:
    """Show the unit under both leases, what serviceability is worth, what matters most, and another edition."""
    found, outcome = _found(request, reference)
    plan = outcome.plan
    offered = [(one.reference, one.title) for one in visible_editions(request.viewer, request.as_of)]
    form = forms.WhatIfForm(request.GET, usual_share(plan.start), offered)
    share, edition = form.asked()
    moved = swings(plan, share)
    leases = wet_and_dry(plan)
    drawn = tables_on_page(
        request,
        {
            "sensitivity": (tables.SWINGS, moved),
            "leases": (tables.LEASES, list(leases)),
            "groups": (tables.GROUPS, group_worths(plan)),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    change = edition_change(plan, rate_book(request.viewer, request.as_of, edition)) if edition else None
    context = {
        "head": pages.what_if_head(found),
        "form": form,
        "upkeep_is_whole": leases[1].is_whole,
        "point": pages.point_words(one_point_more(plan), plan.serviceable_percent),
        "share_chart": charts.share_chart(share_curve(plan)),
        "tornado": charts.tornado_chart(moved, outcome.balance_cents, f"{share:f}"),
        "edition": pages.edition_words(change) if change else [],
        **drawn,
    }
    return render(request, "reimbursement/economics_what_if.html", context)


@for_parties
def new_economics(request: MusterRequest) -> HttpResponse:
    """Enter a calculation, begun from a memorandum or a pledge, or from nothing; its lines follow."""
    viewer, today = request.viewer, request.today
    if not may_reckon(viewer):
        raise NotAllowed(BY_WHOM)
    form = forms.NewEconomicsForm(
        request.POST or None,
        today,
        memoranda=[(one.reference, one.title) for one in own_memoranda(viewer, today)],
        pledges=own_pledges(viewer, today),
        editions=[(one.reference, one.title) for one in visible_editions(viewer, today)],
    )

    def save() -> HttpResponse:
        terms, unmatched = started_terms(viewer, today, form.cleaned_data)
        made = enter_economics(viewer, terms, today=today)
        messages.success(request, _("Calculation %(one)s is entered; enter its costs.") % {"one": made.reference})
        if unmatched:
            messages.warning(request, _("Without a rate: %(names)s. Enter it.") % {"names": ", ".join(unmatched)})
        return redirect_as_of_today(request, "write-economics", reference=made.reference)

    return answer_form(request, form, save, title=_("New calculation"), crumbs=pages.economics_crumbs())


@for_parties
def write_economics_page(request: MusterRequest, reference: str) -> HttpResponse:
    """Write a calculation with its three lists on one page."""
    found = visible_calculation(request.viewer, request.today, reference)
    if not may_reckon(request.viewer):
        raise NotAllowed(BY_WHOM)
    plan, data, more = plan_of(found), request.POST or None, "more" in request.POST
    known = {name: forms.shown_number(getattr(found, name)) for name in (*HEAD, "version")}
    form = forms.EconomicsHeadForm(data, initial=known)
    equipment = forms.EquipmentRows(data, forms.known_equipment(plan), more=more)
    services = forms.ServiceRows(data, forms.known_services(plan), more=more)
    costs = forms.CostRows(data, forms.known_costs(plan), more=more)
    lists = (equipment, services, costs)
    sent = request.method == "POST"
    holds = sent and all([form.is_valid(), *(one.rows.is_valid() for one in lists)])
    if holds:
        written = form.plan(equipment.items(plan.equipment), services.services(plan.services), costs.costs())
        if _written(request, reference, form, written):
            messages.success(request, _("Calculation %(one)s is recorded.") % {"one": reference})
            return redirect_as_of_today(request, "write-economics" if more else "economics", reference=reference)
    title = _("Write")
    context = {
        "head": PageHead(title=title, crumbs=pages.economics_crumbs(pages.economics_crumb(reference), Crumb(title))),
        "form": form,
        "lists": lists,
        "has_errors": sent and not all(one.rows.is_valid() for one in lists),
    }
    return render(request, "web/lines_form.html", context, status=400 if sent else 200)


def _written(request: MusterRequest, reference: str, form: forms.EconomicsHeadForm, plan: UnitPlan) -> bool:
    """Write a calculation, or tell the refusal on the form."""
    version = form.cleaned_data["version"]
    try:
        write_economics(request.viewer, reference, plan, today=request.today, expected_version=version)
    except Refused as refusal:
        refusal_on(form, refusal)
        return False
    return True


@for_parties
@require_safe
def economics_pdf(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a calculation as PDF."""
    found, outcome = _found(request, reference)
    audit.record(request.viewer, "reimbursement:economics:exported", reference, after={"form": "pdf"})
    return attached(as_pdf(economics_paper(found, outcome, request.today)), f"{reference}.pdf")


@for_parties
@require_safe
def economics_xlsx(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a calculation as a workbook."""
    found, outcome = _found(request, reference)
    audit.record(request.viewer, "reimbursement:economics:exported", reference, after={"form": "xlsx"})
    return attached(economics_workbook(found, outcome), f"{reference}.xlsx")
