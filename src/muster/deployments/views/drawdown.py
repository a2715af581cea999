"""The page of a drawdown: what is ordered, who would leave when, and the acceptance that writes it."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments import actions
from muster.deployments.forms.drawdown import AcceptDrawdownForm, DrawdownForm, departures_text
from muster.deployments.pages import drawdown as shown
from muster.deployments.planning.drawdown_alternatives import Alternative, chosen_of
from muster.deployments.planning.refusal import NoPlanFoundError
from muster.deployments.queries.drawdown import (
    DrawdownQuestion,
    drawdown_alternatives,
    drawdown_question,
    require_drawdown_reader,
)
from muster.deployments.tables.drawdown import ALTERNATIVES, BROKEN, DEPARTURES
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
    """Show who would leave when; nothing is written."""
    require_drawdown_reader(request.viewer)
    missions = visible_missions(request.viewer, request.as_of).filter(mandated_by=request.viewer.organisation_id)
    sent = request.GET if "percent" in request.GET else None
    form = DrawdownForm(sent, [one.acronym for one in missions], request.as_of)
    context = {"head": _head(), "form": form}
    if form.is_valid():
        try:
            question = drawdown_question(request.viewer, form.order(), request.as_of)
            found = drawdown_alternatives(question.problem, request.as_of)
        except (Refused, NoPlanFoundError) as refusal:
            refusal_on(form, refusal if isinstance(refusal, Refused) else Refused(str(refusal)))
        else:
            answer = _answer(request, question, found, form.cleaned_data["first"])
            if isinstance(answer, HttpResponse):
                return answer
            context |= answer
    return render(request, "deployments/drawdown.html", context)


def _answer(
    request: MusterRequest, question: DrawdownQuestion, found: list[Alternative], first: str
) -> dict[str, object] | HttpResponse:
    """Return what the page shows of the alternative chosen, or the file of a table that was asked for."""
    chosen = chosen_of(found, first)
    problem, weeks = question.problem, chosen.drawdown.weeks
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
    text = departures_text(shown.departures_of(question, weeks))
    return {
        "figures": shown.figures(question, chosen, request.as_of),
        "chart": shown.strength_chart(problem, weeks),
        "departures_text": text if may_accept else "",
        "head": _head(illustrative=question.illustrative),
        **tables,
    }


def _address(request: MusterRequest, first: str) -> str:
    given: QueryDict = request.GET.copy()
    given["first"] = first
    return f"{reverse('drawdown')}?{given.urlencode()}"


def _head(*, illustrative: bool = False) -> PageHead:
    return PageHead(
        title=_("Drawdown"),
        kicker=_("Units in theatre"),
        lead=_("A cut, a mission's end or units ordered home: who leaves when, what is left, and which rule breaks."),
        crumbs=[Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Drawdown"))],
        illustrative=illustrative,
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
