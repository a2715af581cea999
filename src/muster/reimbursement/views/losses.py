"""Pages of losses. Thin: what may be seen is in queries, what may be done in actions."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.documents.actions import store_document
from muster.documents.uploads import uploaded_document
from muster.inspections.views.lines_page import Written, answer_lines
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.papers import as_pdf
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.request import MusterRequest
from muster.reimbursement.actions import losses as actions
from muster.reimbursement.actions.loss_access import loss_steps_open, may_add_evidence, may_report, may_write
from muster.reimbursement.actions.loss_evidence import add_loss_evidence
from muster.reimbursement.forms import losses as forms
from muster.reimbursement.pages import losses as pages
from muster.reimbursement.papers.loss import loss_paper
from muster.reimbursement.queries.losses import agreed_lines, loss_events_of, result_of, visible_loss, visible_losses
from muster.reimbursement.queries.memoranda import memoranda_of_sides
from muster.reimbursement.rules.loss_stages import LossStage
from muster.reimbursement.tables.losses import EVIDENCE, ITEMS, LOSSES
from muster.reimbursement.workbooks.loss import loss_workbook


@for_parties
@require_safe
def losses(request: MusterRequest) -> HttpResponse:
    """Show the cases that the viewer may see."""
    table = render_table(request, LOSSES, visible_losses(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Loss and damage"),
        lead=_("What units lost in theatre and on the way: who bears it, and what is paid for each item."),
        crumbs=[Crumb(_("Reimbursement"), reverse("reimbursement")), Crumb(_("Loss and damage"))],
        actions=[Action(_("Report a loss"), reverse("new-loss"), primary=True)] if _reports(request) else [],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


def _reports(request: MusterRequest) -> bool:
    """Return whether the viewer acts for a State or a mission that may report."""
    kinds = (OrganisationKind.MEMBER_STATE, OrganisationKind.MISSION)
    return request.viewer.kind in kinds and request.viewer.has_role(Role.OFFICER)


@for_parties
@require_safe
def loss(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one case: its items with the reckoning opened to its explanation, evidence and stages."""
    found = visible_loss(request.viewer, request.as_of, reference)
    result = result_of(found, request.as_of)
    items = render_table(request, ITEMS, result.lines, prefix="items-")
    if isinstance(items, HttpResponse):
        return items
    context = {
        "head": pages.loss_head(request, found),
        "figures": pages.loss_figures(result),
        "facts": pages.loss_facts(found),
        "items": items,
        "lines": result.lines,
        "evidence": render_table(request, EVIDENCE, found.known_evidence, prefix="evidence-"),
        "timeline": pages.loss_timeline(found, request.as_of),
    }
    return render(request, "reimbursement/loss.html", context)


@for_parties
def new_loss(request: MusterRequest) -> HttpResponse:
    """Report a loss under one of the viewer's memoranda, `memorandum` chosen at first; its items follow."""
    offered = [one for one in memoranda_of_sides(request.viewer, request.today) if may_report(request.viewer, one)]
    if not offered:
        raise NotAllowed(_("Losses are reported by officers of a State and of a mission with a memorandum on record."))
    form = forms.NewLossForm(request.POST or None, offered, request.GET.get("memorandum", ""))

    def save() -> HttpResponse:
        made = actions.report_loss(request.viewer, form.terms(), today=request.today)
        messages.success(request, _("Loss %(one)s is reported; enter its items.") % {"one": made.reference})
        return redirect_as_of_today(request, "write-loss", reference=made.reference)

    return answer_form(request, form, save, title=_("Report a loss"), crumbs=pages.loss_crumbs())


@for_parties
def write_loss(request: MusterRequest, reference: str) -> HttpResponse:
    """Write what a case says with its items on one page of lines."""
    found = visible_loss(request.viewer, request.today, reference)
    if not may_write(request.viewer, found):
        raise NotAllowed(_("A case is written by the State and the mission; once investigated, by the mission."))
    data = request.POST or None
    form = forms.WholeLossForm(data, initial=forms.known_loss(found))
    agreed = agreed_lines(found.memorandum, found.happened_on)
    lines = forms.LossItemLines(data, forms.known_items(found), agreed, more="more" in request.POST)

    def save() -> None:
        version = form.cleaned_data["version"]
        content = form.content(lines.terms())
        actions.write_loss(request.viewer, reference, content, today=request.today, expected_version=version)

    title = _("Write")
    crumbs = pages.loss_crumbs(pages.loss_crumb(reference), Crumb(title))
    written = Written(reference, "loss", "write-loss", _("Loss %(one)s is recorded."))
    return answer_lines(request, PageHead(title=title, crumbs=crumbs), form, lines, save, written)


@for_parties
def step_loss(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Take a case to its next stage by form."""
    found = visible_loss(request.viewer, request.today, reference)
    if stage not in loss_steps_open(request.viewer, found):
        raise NotFound(_("Loss %(one)s cannot become %(stage)s by you.") % {"one": reference, "stage": stage})
    wanted = LossStage(stage)
    form = forms.LossStepForm(request.POST or None, wanted, version=found.version, day=request.today)

    def save() -> HttpResponse:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        actions.step_loss(request.viewer, reference, stage, today=request.today, expected_version=version, **said)
        return _done(request, reference)

    crumbs = pages.loss_crumbs(pages.loss_crumb(reference))
    return answer_form(request, form, save, title=pages.STEP_WORDS[wanted], crumbs=crumbs)


@for_parties
def add_evidence(request: MusterRequest, reference: str) -> HttpResponse:
    """Add a file as evidence, shared with the other sides."""
    found = visible_loss(request.viewer, request.today, reference)
    if not may_add_evidence(request.viewer, found):
        raise NotAllowed(_("Evidence is added by officers of the sides, before the decision."))
    form = forms.LossEvidenceForm(request.POST or None, request.FILES or None, initial={"version": found.version})

    @transaction.atomic
    def save() -> HttpResponse:
        said = form.cleaned_data
        sent = uploaded_document(request, "file")
        owner = get_object_or_404(Organisation, pk=request.viewer.organisation_id)
        kept = store_document(
            request.viewer, owner=owner, name=sent.name, data=sent.data, title=said["title"], today=request.today
        )
        add_loss_evidence(request.viewer, reference, kept.pk, today=request.today, expected_version=said["version"])
        return _done(request, reference)

    crumbs = pages.loss_crumbs(pages.loss_crumb(reference))
    return answer_form(request, form, save, title=_("Add evidence"), crumbs=crumbs)


def _done(request: MusterRequest, reference: str) -> HttpResponse:
    messages.success(request, _("Loss %(one)s is recorded.") % {"one": reference})
    return redirect_as_of_today(request, "loss", reference=reference)


@for_parties
@require_safe
def paper(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a case as PDF."""
    found = visible_loss(request.viewer, request.as_of, reference)
    result = result_of(found, request.as_of)
    made = loss_paper(found, result, loss_events_of(found, request.as_of), request.today)
    return attached(as_pdf(made), f"{reference}.pdf")


@for_parties
@require_safe
def workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a case as a workbook."""
    found = visible_loss(request.viewer, request.as_of, reference)
    return attached(loss_workbook(request.viewer, found, result_of(found, request.as_of)), f"{reference}.xlsx")
