"""Pages of fits and their deviations."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.kit.papers import as_pdf, as_word
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.matching import actions, queries
from muster.matching.fit.facts import LineStanding
from muster.matching.fit.steps import COUNTED
from muster.matching.forms import DecideDeviationForm, ProposeDeviationForm, WithdrawDeviationForm
from muster.matching.models import Deviation
from muster.matching.pages import (
    fit_figures,
    fit_head,
    line_of,
    may_negotiate,
    post_head,
    shown_deviations,
    shown_lines,
)
from muster.matching.paper import fit_paper
from muster.matching.tables import CANDIDATES, fit_address, line_words, lines_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.pledges.models import Evidence
from muster.pledges.queries.proof import visible_evidence

FILES = {"fit.pdf": as_pdf, "fit.docx": as_word}


def _found(request: MusterRequest, statement: str, pledge: str) -> queries.StatementFit:
    """Return the fit of the pledge, together with those that the address names besides."""
    together = [name for words in request.GET.getlist("with") for name in words.replace(",", " ").split()]
    return queries.visible_fit(request.viewer, request.as_of, statement, [pledge, *together])


@for_parties
@require_safe
def statement_fit(request: MusterRequest, statement: str, pledge: str) -> HttpResponse:
    """Show the fit of a pledge, or several together, line by line, with what was negotiated."""
    found = _found(request, statement, pledge)
    lines = shown_lines(request, found)
    table = render_table(request, lines_table(any(one.href for one in lines)), lines)
    if isinstance(table, HttpResponse):
        return table
    context = {
        "head": fit_head(request, found),
        "figures": fit_figures(request, found),
        "blocking": [line_words(line) for line in found.fit.blocking],
        "table": table,
        "deviations": shown_deviations(request, found),
        "allowed": found.version.deviations_allowed,
        "together": " ".join(found.fit.pledges[1:]),
    }
    return render(request, "matching/fit.html", context)


@for_parties
@require_safe
def statement_fit_file(request: MusterRequest, statement: str, pledge: str, name: str) -> HttpResponse:
    """Hand out a fit as PDF or Word."""
    if name not in FILES:
        raise NotFound(_("A fit has no file %(name)s; it has %(files)s.") % {"name": name, "files": ", ".join(FILES)})
    found = _found(request, statement, pledge)
    return attached(FILES[name](fit_paper(request, found)), f"{statement}-{pledge}-{name}")


@for_parties
@require_safe
def post_fits(request: MusterRequest, post: str) -> HttpResponse:
    """Compare the candidates of a post by fit, among the pledges that the viewer may see."""
    found, version, fits = queries.candidates_by_fit(request.viewer, request.as_of, post)
    table = render_table(request, CANDIDATES, fits)
    if isinstance(table, HttpResponse):
        return table
    return render(request, "web/table_page.html", {"head": post_head(found, version), "table": table})


@for_parties
def propose_deviation(request: MusterRequest, statement: str, pledge: str) -> HttpResponse:
    """Propose a deviation of one line by form."""
    found = queries.visible_fit(request.viewer, request.as_of, statement, [pledge])
    if not may_negotiate(request, found.pledges[0]):
        raise NotAllowed(_("Deviations are negotiated by officers of the State and of its register."))
    line = line_of(found, request.GET.get("kind", ""), request.GET.get("line", ""))
    approved = visible_evidence(request.viewer, request.as_of).filter(
        pledge__reference=pledge, verdict=Evidence.Verdict.APPROVED
    )
    form = ProposeDeviationForm(
        approved,
        request.POST or None,
        counts=line.kind in COUNTED,
        is_to_be_shown=line.standing == LineStanding.TO_BE_SHOWN,
    )

    def save() -> HttpResponse:
        data = form.cleaned_data
        evidence = data.get("evidence")
        terms = actions.DeviationTerms(
            pledge,
            statement,
            line.kind.value,
            line.key,
            data["words"],
            data.get("accepted"),
            evidence.pk if evidence else None,
        )
        actions.propose_deviation(request.viewer, terms, today=request.today)
        messages.success(request, _("The deviation is proposed; the other side decides on it."))
        return redirect_as_of_today(request, "statement-fit", statement=statement, pledge=pledge)

    crumbs = [Crumb(f"{pledge} – {statement}", fit_address(statement, pledge))]
    title = _("Propose a deviation: %(line)s") % {"line": line.name}
    return answer_form(request, form, save, title=title, crumbs=crumbs, submit_label=_("Propose"))


@for_parties
@require_POST
def decide_deviation(request: MusterRequest, number: int) -> HttpResponse:
    """Agree to or refuse a proposed deviation."""
    queries.visible_deviation(request.viewer, request.today, number)
    form = DecideDeviationForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Nothing was decided: say whether the deviation is agreed or refused."))
    agree = form.cleaned_data["decision"] == "agree"
    done = actions.decide_deviation(
        request.viewer, number, agree=agree, answer=form.cleaned_data["answer"], today=request.today
    )
    return _back(request, done)


@for_parties
@require_POST
def withdraw_deviation(request: MusterRequest, number: int) -> HttpResponse:
    """Withdraw a deviation."""
    queries.visible_deviation(request.viewer, request.today, number)
    form = WithdrawDeviationForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Nothing was withdrawn: say why, in at most 500 characters."))
    done = actions.withdraw_deviation(request.viewer, number, reason=form.cleaned_data["reason"], today=request.today)
    return _back(request, done)


def _back(request: MusterRequest, done: Deviation) -> HttpResponse:
    """Say what came of a deviation, and go back to its fit."""
    messages.success(request, _("The deviation is %(stage)s.") % {"stage": done.get_stage_display()})
    return redirect_as_of_today(
        request, "statement-fit", statement=done.statement.reference, pledge=done.pledge.reference
    )
