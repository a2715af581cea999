"""Pages of the optimisers of rotations: asked, made by the worker, shown with what is proven, accepted."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from muster.deployments import actions
from muster.deployments.forms.rotation_plans import CompanyPlanForm, LiftPlanForm
from muster.deployments.models import PlanningRun, RunKind, RunStage, Tour
from muster.deployments.pages import company_plan as company_pages
from muster.deployments.pages import lift_plan as lift_pages
from muster.deployments.pages.planning_runs import run_rows
from muster.deployments.planning.companies import CompaniesPlan, CompaniesProblem
from muster.deployments.planning.lift import LiftPlan, LiftProblem
from muster.deployments.planning.written import read_as, written
from muster.deployments.queries.abroad import member_state, require_reader_of_state
from muster.deployments.queries.company_plan import company_question
from muster.deployments.queries.lift_moves import lift_act_findings
from muster.deployments.queries.lift_plan import lift_question, require_lift_reader
from muster.deployments.queries.planning_runs import visible_run, visible_runs
from muster.deployments.tables.planning_runs import RUNS
from muster.deployments.tables.rotation_plans import LIFT_DAYS, LIFT_MONTHS, TAKEN, UNTAKEN
from muster.deployments.tasks import queue_run
from muster.deployments.views.acts_told import beyond_table, tell_acts
from muster.kit.charts import Chart
from muster.kit.errors import NotAllowed, Refused
from muster.kit.pages import Crumb, KeyFigure, PageHead
from muster.kit.tables import Table, render_table
from muster.kit.uploads import refusal_on
from muster.missions.queries import visible_missions
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


@for_parties
def plan_companies(request: MusterRequest, state: str) -> HttpResponse:
    """Ask which of a State's companies take its tours; the page lists what was asked."""
    of_state = member_state(state)
    require_reader_of_state(request.viewer, of_state)
    form = CompanyPlanForm(request.POST or None, request.as_of)
    head = PageHead(
        title=_("Companies of %(state)s for its tours") % {"state": of_state.name},
        crumbs=[*_crumbs(), Crumb(of_state.name, reverse("abroad", args=[state])), Crumb(_("Companies for tours"))],
        lead=_("Which company takes which tour: trained, rested, within the acts, in fair turns."),
    )

    def ask() -> HttpResponse:
        until = form.cleaned_data["until"]
        company_question(request.viewer, of_state, until, request.as_of)  # what cannot be answered is told at once
        asked = {"state": state, "until": until.isoformat()}
        return redirect("company-plan", number=queue_run(request.viewer, RunKind.COMPANIES, asked, request.as_of).pk)

    runs = [run for run in visible_runs(request.viewer, RunKind.COMPANIES) if run.asked["state"] == state]
    return _asked(request, head, form, ask, runs)


@for_parties
def plan_lift(request: MusterRequest) -> HttpResponse:
    """Ask for the days of arrival of tours; the page lists what was asked."""
    require_lift_reader(request.viewer)
    missions = visible_missions(request.viewer, request.as_of).filter(mandated_by=request.viewer.organisation_id)
    form = LiftPlanForm(request.POST or None, [one.acronym for one in missions], request.as_of)
    head = PageHead(
        title=_("Lift of rotations"),
        crumbs=[*_crumbs(), Crumb(_("Rotation board"), reverse("rotation-board")), Crumb(_("Lift"))],
        lead=_("On which day each tour arrives, within what missions receive and the charter plan has."),
    )

    def ask() -> HttpResponse:
        order = form.order()
        lift_question(request.viewer, order, request.as_of)  # what cannot be answered is told at once
        return redirect("lift-plan", number=queue_run(request.viewer, RunKind.LIFT, written(order), request.as_of).pk)

    return _asked(request, head, form, ask, visible_runs(request.viewer, RunKind.LIFT))


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Deployments"), reverse("deployments"))]


def _asked(
    request: MusterRequest, head: PageHead, form: django_forms.Form, ask: Callable[[], HttpResponse], runs: Any
) -> HttpResponse:
    """Show what was asked, and the form; if it was sent and holds, go to where the answer will stand."""
    sent = request.method == "POST"
    if sent and not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Plans of deployments are asked for by officers of their organisation."))
    if sent and form.is_valid():
        try:
            return ask()
        except Refused as refusal:
            refusal_on(form, refusal)
    table = render_table(request, RUNS, run_rows(runs))
    if isinstance(table, HttpResponse):
        return table
    context = {"head": head, "form": form, "runs": table}
    return render(request, "deployments/drawdown.html", context, status=400 if sent else 200)


@for_parties
@require_safe
def company_plan(request: MusterRequest, number: int) -> HttpResponse:
    """Show which company takes which tour, or how far the worker is."""
    run = visible_run(request.viewer, RunKind.COMPANIES, number)
    state = run.asked["state"]
    head = PageHead(
        title=_("Companies for tours %(n)s") % {"n": number},
        crumbs=[*_crumbs(), Crumb(state, reverse("plan-companies", args=[state])), Crumb(str(number))],
        lead=_("Which company takes which tour, out of the record of the day."),
        illustrative=run.is_illustrative,
    )
    if run.stage != RunStage.DONE:
        return render(request, "deployments/planning_waiting.html", {"head": head, "run": run})
    problem, plan = read_as(CompaniesProblem, run.problem), read_as(CompaniesPlan, run.answer)
    tables = {
        "first": (TAKEN, company_pages.taken_rows(problem, plan)),
        "second": (UNTAKEN, company_pages.untaken_rows(problem, plan)),
    }
    changes = any(not problem.tour_by_id[name].agreed for name in plan.taken)
    figures = company_pages.figures(problem, plan, run.day)
    chart = company_pages.company_chart(problem, plan, run.day)
    return _answer(request, run, head, tables, figures, chart, "accept-company-plan", changes=changes)


@for_parties
@require_safe
def lift_plan(request: MusterRequest, number: int) -> HttpResponse:
    """Show on which day each tour arrives, or how far the worker is."""
    require_lift_reader(request.viewer)
    run = visible_run(request.viewer, RunKind.LIFT, number)
    head = PageHead(
        title=_("Lift of rotations %(n)s") % {"n": number},
        crumbs=[*_crumbs(), Crumb(_("Lift"), reverse("plan-lift")), Crumb(str(number))],
        lead=_("On which day each tour arrives, out of the record of the day."),
        illustrative=run.is_illustrative,
    )
    if run.stage != RunStage.DONE:
        return render(request, "deployments/planning_waiting.html", {"head": head, "run": run})
    problem, plan = read_as(LiftProblem, run.problem), read_as(LiftPlan, run.answer)
    tables = {
        "first": (LIFT_DAYS, lift_pages.day_rows(problem, plan)),
        "second": (LIFT_MONTHS, lift_pages.month_rows(problem, plan)),
    }
    changes = any(plan.days.get(row.id, row.due) != row.due for row in problem.rotations)
    figures = lift_pages.figures(problem, plan, run.day)
    chart = lift_pages.lift_chart(problem, plan, run.day)
    may_accept = _may_accept(request, run, changes=changes)
    findings = lift_act_findings(request.viewer, problem, plan, request.as_of) if may_accept else ()
    beyond = beyond_table(request, findings)
    return _answer(request, run, head, tables, figures, chart, "accept-lift-plan", changes=changes, beyond=beyond)


def _answer(
    request: MusterRequest,
    run: PlanningRun,
    head: PageHead,
    declared: Mapping[str, tuple[Table, list[dict[str, Any]]]],
    figures: list[KeyFigure],
    chart: Chart | None,
    accept: str,
    *,
    changes: bool,
    beyond: object = None,
) -> HttpResponse:
    """Show an answer; whoever may accept it gets the button, while it changes something and was not accepted."""
    tables = {}
    for name, (table, rows) in declared.items():
        rendered = render_table(request, table, rows, prefix=f"{name}-")
        if isinstance(rendered, HttpResponse):
            return rendered
        tables[name] = rendered
    may_accept = _may_accept(request, run, changes=changes)
    context = {
        "head": head,
        "run": run,
        "figures": figures,
        "chart": chart,
        "beyond": beyond,
        "accept": reverse(accept, args=[run.pk]) if may_accept else "",
        **tables,
    }
    return render(request, "deployments/rotation_plan.html", context)


def _may_accept(request: MusterRequest, run: PlanningRun, *, changes: bool) -> bool:
    """Return whether the viewer may accept an answer: an officer, while it changes something and was not accepted."""
    return changes and run.accepted_on is None and request.viewer.has_role(Role.OFFICER)


@for_parties
@require_POST
def accept_company_plan(request: MusterRequest, number: int) -> HttpResponse:
    """Name the companies of a plan on their tours."""
    return _accepted(request, "company-plan", number, actions.accept_company_plan)


@for_parties
@require_POST
def accept_lift_plan(request: MusterRequest, number: int) -> HttpResponse:
    """Give tours the days of a plan."""
    require_lift_reader(request.viewer)
    return _accepted(request, "lift-plan", number, actions.accept_lift_plan)


def _accepted(request: MusterRequest, page: str, number: int, accept: Callable[..., list[Tour]]) -> HttpResponse:
    """Accept a plan and go back to its page with what came of it; a refusal is told there."""
    try:
        tours = accept(request.viewer, number, today=request.today)
    except Refused as refusal:
        messages.error(request, " ".join([refusal.message, *map(str, refusal.problems)]))
        return redirect(page, number=number)
    messages.success(request, _("%(n)s tours are changed as shown.") % {"n": len(tours)})
    tell_acts(request, [tour.unit for tour in tours])
    return redirect_as_of_today(request, page, number=str(number))
