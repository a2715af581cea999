"""The pages of a drawdown: what is ordered, the plan of the worker, who would leave when, the acceptance."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.deployments import actions
from muster.deployments.forms.drawdown import AcceptDrawdownForm, DrawdownForm, departures_text
from muster.deployments.models import PlanningRun, RunKind, RunStage
from muster.deployments.pages import drawdown as shown
from muster.deployments.pages.planning_runs import run_rows
from muster.deployments.planning.drawdown import DrawdownProblem
from muster.deployments.planning.drawdown_alternatives import Alternative, chosen_of
from muster.deployments.planning.written import read_as, written
from muster.deployments.queries.drawdown import drawdown_question, require_drawdown_reader
from muster.deployments.queries.planning_runs import visible_run, visible_runs
from muster.deployments.tables.drawdown import ALTERNATIVES, BROKEN, DEPARTURES
from muster.deployments.tables.planning_runs import RUNS
from muster.deployments.tasks import queue_run
from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import refusal_on
from muster.missions.queries import visible_missions
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


@for_parties
def drawdown(request: MusterRequest) -> HttpResponse:
    """Order a drawdown: the worker plans it; the page lists those that were ordered. Nothing is written."""
    require_drawdown_reader(request.viewer)
    missions = visible_missions(request.viewer, request.as_of).filter(mandated_by=request.viewer.organisation_id)
    form = DrawdownForm(request.POST or None, [one.acronym for one in missions], request.as_of)
    sent = request.method == "POST"
    if sent and not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("A drawdown is ordered by officers of the Secretariat."))
    if sent and form.is_valid():
        try:
            drawdown_question(request.viewer, form.order(), request.as_of)  # what makes no sense is told at once
        except Refused as refusal:
            refusal_on(form, refusal)
        else:
            asked = {**written(form.order()), "first": form.cleaned_data["first"]}
            run = queue_run(request.viewer, RunKind.DRAWDOWN, asked, request.as_of)
            return redirect("drawdown-plan", number=run.pk)
    runs = render_table(request, RUNS, run_rows(visible_runs(request.viewer, RunKind.DRAWDOWN)))
    if isinstance(runs, HttpResponse):
        return runs
    context = {"head": _head(), "form": form, "runs": runs}
    return render(request, "deployments/drawdown.html", context, status=400 if sent else 200)


@for_parties
@require_safe
def drawdown_plan(request: MusterRequest, number: int) -> HttpResponse:
    """Show who would leave when, or how far the worker is."""
    require_drawdown_reader(request.viewer)
    run = visible_run(request.viewer, RunKind.DRAWDOWN, number)
    head = _head(run)
    if run.stage != RunStage.DONE:
        return render(request, "deployments/planning_waiting.html", {"head": head, "run": run})
    problem = read_as(DrawdownProblem, run.problem)
    found = [read_as(Alternative, one) for one in run.answer]
    answer = _answer(request, run, problem, found)
    if isinstance(answer, HttpResponse):
        return answer
    return render(request, "deployments/drawdown_plan.html", {"head": head, **answer})


def _answer(
    request: MusterRequest, run: PlanningRun, problem: DrawdownProblem, found: list[Alternative]
) -> dict[str, object] | HttpResponse:
    """Return what the page shows of the alternative chosen, or the file of a table that was asked for."""
    chosen = chosen_of(found, request.GET.get("first", run.asked.get("first", "")))
    weeks = chosen.drawdown.weeks
    rows = [shown.alternative_row(one, "" if one is chosen else _address(request, one.firsts[0])) for one in found]
    tables = {}
    for name, declared, content in (
        ("departures", DEPARTURES, shown.departure_rows(problem, weeks)),
        ("broken", BROKEN, shown.broken_rows(problem, weeks)),
        ("alternatives", ALTERNATIVES, rows),
    ):
        table = render_table(request, declared, content, prefix=f"{name}-")
        if isinstance(table, HttpResponse):
            return table
        tables[name] = table
    may_accept = bool(weeks) and request.viewer.has_role(Role.APPROVER)
    text = departures_text(actions.departures_of(problem, run.seen, weeks))
    return {
        "figures": shown.figures(problem, chosen, run.day),
        "chart": shown.strength_chart(problem, weeks),
        "departures_text": text if may_accept else "",
        **tables,
    }


def _address(request: MusterRequest, first: str) -> str:
    given: QueryDict = request.GET.copy()
    given["first"] = first
    return f"?{given.urlencode()}"


def _head(run: PlanningRun | None = None) -> PageHead:
    crumbs = [Crumb(_("Deployments"), reverse("deployments"))]
    if run is None:
        crumbs.append(Crumb(_("Drawdown")))
    else:
        crumbs += [Crumb(_("Drawdown"), reverse("drawdown")), Crumb(str(run.pk))]
    return PageHead(
        title=_("Drawdown") if run is None else _("Drawdown %(n)s") % {"n": run.pk},
        kicker=_("Units in theatre"),
        lead=_("A cut, a mission's end or units ordered home: who leaves when, what is left, and which rule breaks."),
        crumbs=crumbs,
        illustrative=run is not None and run.is_illustrative,
    )


@for_parties
def accept_drawdown(request: MusterRequest) -> HttpResponse:
    """Write a drawdown that was shown: an approver of the Secretariat does."""
    if not (request.viewer.is_secretariat and request.viewer.has_role(Role.APPROVER)):
        raise NotAllowed(_("A drawdown is accepted by an approver of the Secretariat that mandates the mission."))
    form = AcceptDrawdownForm(request.POST or None)

    def save() -> HttpResponse:
        given = form.cleaned_data
        units = actions.accept_drawdown(
            request.viewer, given["departures"], reason=given["reason"], today=request.today
        )
        messages.success(request, _("%(n)s units leave as shown; their tours end with them.") % {"n": len(units)})
        return redirect_as_of_today(request, "drawdown")

    crumbs = [Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Drawdown"), reverse("drawdown"))]
    return answer_form(request, form, save, title=_("Accept a drawdown"), crumbs=crumbs, submit_label=_("Accept"))
