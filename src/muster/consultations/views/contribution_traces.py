"""Pages of the trace: from inputs to the text of the mandate, and what is recorded and said of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.consultations.actions.contribution_traces import comment_on_trace, trace_position
from muster.consultations.forms.contributions import CommentForm, TraceForm
from muster.consultations.pages import contributions as pages
from muster.consultations.papers.input_trace import input_trace_paper
from muster.consultations.queries.consultations import visible_consultation
from muster.consultations.queries.contribution_traces import decided_tasks, outcome_on, proposals, shares_of
from muster.consultations.queries.contributions import position_rows, visible_positions
from muster.consultations.tables.contributions import trace_table
from muster.consultations.views.contributions import position_path, position_row
from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, Fact, PageHead
from muster.kit.papers import as_pdf
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def trace(request: MusterRequest, reference: str) -> HttpResponse:
    """Show what became of each input in the text, as far as it is shared with the viewer."""
    viewer, day = request.viewer, request.as_of
    consultation = visible_consultation(viewer, day, reference)
    rows = position_rows(viewer, day, visible_positions(viewer, day).filter(consultation=consultation.pk))
    submitted = [one for one in rows if one.submitted_on is not None]
    convening = pages.may_convene(viewer, consultation)
    proposed = proposals(consultation, day, submitted) if convening else None
    table = render_table(request, trace_table(proposed), submitted)
    if isinstance(table, HttpResponse):
        return table
    outcome = outcome_on(consultation, day)
    head = PageHead(
        title=_("Trace of inputs"),
        kicker=consultation.title,
        lead=_("What States wanted, what the text says, and why. A State sees its own inputs and those shared with "
               "all; the convening secretariat those submitted."),
        crumbs=pages.path_of(consultation, Crumb(_("Trace"))),
        actions=[Action(_("As PDF"), reverse("input-trace-paper", args=[reference]), icon="download")],
        illustrative=consultation.illustrative,
    )  # fmt: skip
    decided = [
        Fact(_("Vote on"), consultation.vote_on),
        Fact(_("Decided text"), (outcome.resolution or str(outcome)) if outcome else _("not on record yet"),
             source=outcome.source if outcome else "", standing=outcome.standing if outcome else ""),
    ]  # fmt: skip
    context = {
        "head": head,
        "facts": decided,
        "figures": pages.share_figures(shares_of(submitted)),
        "proposed": pages.proposal_explained(day) if proposed is not None else None,
        "table": table,
    }
    return render(request, "consultations/trace.html", context)


@for_parties
@require_safe
def trace_paper(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out the trace, as far as the viewer sees it, as PDF."""
    viewer, day = request.viewer, request.as_of
    consultation = visible_consultation(viewer, day, reference)
    rows = position_rows(viewer, day, visible_positions(viewer, day).filter(consultation=consultation.pk))
    submitted = [one for one in rows if one.submitted_on is not None]
    paper = input_trace_paper(consultation, outcome_on(consultation, day), submitted, day)
    return attached(as_pdf(paper), f"trace-{reference}.pdf")


@for_parties
def record_trace(request: MusterRequest, reference: str, position: str) -> HttpResponse:
    """Record by form what became of an input; the rule's proposal is filled in, and people decide."""
    row = position_row(request.viewer, request.today, reference, position)
    consultation = row.position.consultation
    if not pages.may_convene(request.viewer, consultation):
        raise NotAllowed(_("What became of an input is recorded by officers of the convening secretariat."))
    outcome = outcome_on(consultation, request.today)
    if outcome is None:
        raise Refused(_("The decided mandate is not on record; enter it in the consultation first."))
    proposal = proposals(consultation, request.today, [row]).get(row.position.reference)
    initial: dict[str, object] = {"version": row.position.version}
    if row.trace is not None:
        told = ("outcome", "paragraph", "words", "reason")
        initial |= {name: getattr(row.trace, name) for name in told}
        initial["task"] = row.trace.task.number if row.trace.task else ""
    elif proposal is not None and proposal.outcome:
        initial |= {"outcome": proposal.outcome, "task": proposal.task.number if proposal.task else ""}
    form = TraceForm(request.POST or None, decided_tasks(outcome), initial)

    def save() -> HttpResponse:
        trace_position(
            request.viewer, position, form.terms(), today=request.today, expected_version=form.cleaned_data["version"]
        )
        messages.success(request, _("What became of the input is on record."))
        return redirect_as_of_today(request, "consultation-position", reference=reference, position=position)

    return answer_form(request, form, save, title=_("What became of the input"), crumbs=position_path(row))


@for_parties
def comment(request: MusterRequest, reference: str, position: str) -> HttpResponse:
    """Comment by form on the trace of an input of the viewer's State."""
    row = position_row(request.viewer, request.today, reference, position)
    if row.position.state_id != request.viewer.organisation_id or not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("A trace is commented on by officers of the State whose input it was."))
    form = CommentForm(request.POST or None, initial={"comment": row.comment, "version": row.position.version})

    def save() -> HttpResponse:
        said = form.cleaned_data
        comment_on_trace(
            request.viewer, position, said["comment"], today=request.today, expected_version=said["version"]
        )
        messages.success(request, _("The comment is on record."))
        return redirect_as_of_today(request, "consultation-position", reference=reference, position=position)

    return answer_form(request, form, save, title=_("Comment on the trace"), crumbs=position_path(row))
