"""Pages of claims. Thin: what may be seen is in queries, what may be done in actions."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.audit import actions as audit
from muster.kit.errors import NotFound, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.papers import as_pdf
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Organisation
from muster.parties.request import MusterRequest
from muster.reimbursement.actions.claim_access import require_secretariat_of, steps_open
from muster.reimbursement.actions.claims import draw_up_claim, step_claim, supplement_claim
from muster.reimbursement.claim_stages import CERTIFIED_ONCE, ClaimStage
from muster.reimbursement.forms.claims import ClaimForm, ClaimStepForm, SupplementForm
from muster.reimbursement.pages import claims as pages
from muster.reimbursement.papers.claim import claim_paper
from muster.reimbursement.queries.claims import settlements_of, visible_claim, visible_claims
from muster.reimbursement.queries.claims_due import ClaimedMemorandum, claimed_memoranda, claims_due
from muster.reimbursement.queries.memoranda import visible_memorandum
from muster.reimbursement.rules.claim_content import content_from
from muster.reimbursement.rules.claim_quarters import Quarter, over_by
from muster.reimbursement.tables.claims import (
    CLAIM_WITHHELD,
    CLAIMS,
    DUE_CLAIMS,
    SETTLEMENTS,
    SUPPLEMENTS,
    claim_address,
    claim_lines,
)
from muster.reimbursement.workbooks.claim import claim_workbook


@for_parties
@require_safe
def claims(request: MusterRequest) -> HttpResponse:
    """Show the claims that the viewer may see."""
    table = render_table(request, CLAIMS, visible_claims(request.viewer, request.as_of).defer("content"))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Claims"),
        kicker=_("Reimbursement"),
        lead=_("What States are owed quarter by quarter: drawn up from the statement, certified, paid."),
        crumbs=[Crumb(_("Reimbursement")), Crumb(_("Claims"))],
        actions=[
            Action(_("Claims due"), reverse("claims-due"), primary=True),
            Action(_("Arrears"), reverse("arrears")),
            Action(_("Payments"), reverse("payments")),
            Action(_("Debts of States"), reverse("state-debts")),
        ],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def due(request: MusterRequest) -> HttpResponse:
    """Show the claims of quarters that are over and not certified, the oldest first."""
    rows = claims_due(request.viewer, request.as_of)
    table = render_table(request, DUE_CLAIMS, rows)
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Claims due"),
        lead=_("Quarters of memoranda that are over and whose claim is not certified yet, payee by payee."),
        crumbs=pages.crumbs(Crumb(_("Due"))),
        actions=[Action(_("All claims"), reverse("claims"))],
    )
    context = {"head": head, "table": table, "figures": pages.due_figures(rows), "rule": pages.due_rule(request.as_of)}
    return render(request, "reimbursement/claims_due.html", context)


@for_parties
def draw_up(request: MusterRequest) -> HttpResponse:
    """Draw up the claim of a payee for a quarter of the memorandum `memorandum`."""
    memorandum = visible_memorandum(request.viewer, request.today, request.GET.get("memorandum", ""))
    mission = memorandum.unit.post.requirement.mission
    require_secretariat_of(request.viewer, mission, _("A claim under %(one)s") % {"one": memorandum.reference})
    held = claimed_memoranda([memorandum], request.today)
    if not held:
        raise Refused(_("The memorandum has not been in force: there is no quarter to claim."))
    form = _claim_form(request, held[0])

    def save() -> HttpResponse:
        made = draw_up_claim(request.viewer, form.terms(memorandum.reference), today=request.today)
        return _done(request, made.reference, _("Claim %(one)s is drawn up."))

    return answer_form(request, form, save, title=_("Draw up a claim"), crumbs=pages.crumbs(),
                       submit_label=_("Draw up"))  # fmt: skip


def _claim_form(request: MusterRequest, held: ClaimedMemorandum) -> ClaimForm:
    names = dict(Organisation.objects.filter(code__in=held.payees).values_list("code", "name"))
    payees = [(code, names.get(code, code)) for code in sorted(held.payees)]
    quarters: list[Quarter] = over_by(*held.valid, request.today)[::-1]
    initial = {name: request.GET[name] for name in ("payee", "quarter") if name in request.GET}
    return ClaimForm(request.POST or None, payees, quarters, initial)


def _done(request: MusterRequest, reference: str, words: str) -> HttpResponse:
    """Go to the claim's page with a message."""
    messages.success(request, words % {"one": reference})
    return redirect_as_of_today(request, "claim", reference=reference)


@for_parties
@require_safe
def claim(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one claim: its lines with their explanations, what was withheld, what settles it, and its stages."""
    found = visible_claim(request.viewer, request.as_of, reference)
    content = content_from(found.content)
    lines = render_table(request, claim_lines(reference), list(enumerate(content.lines, start=1)))
    if isinstance(lines, HttpResponse):
        return lines
    added = visible_claims(request.viewer, request.as_of).filter(corrects=found).defer("content")
    context = {
        "head": pages.claim_head(request, found),
        "figures": pages.claim_figures(found, content, request.as_of),
        "facts": pages.claim_facts(found, request.as_of),
        "notes": content.notes,
        "lines": lines,
        "withheld": render_table(request, CLAIM_WITHHELD, list(content.withheld), prefix="withheld-"),
        "settlements": render_table(request, SETTLEMENTS, settlements_of(found, request.as_of), prefix="settled-"),
        "supplements": _supplements(request, found, added),
        "timeline": pages.claim_timeline(found, request.as_of),
    }
    return render(request, "reimbursement/claim.html", context)


def _supplements(request: MusterRequest, found: Any, added: Any) -> Any:
    """Return the table of a certified claim's supplements, None where it can have none."""
    if found.corrects_id or found.stage_then not in CERTIFIED_ONCE:
        return None
    return render_table(request, SUPPLEMENTS, added, prefix="supplements-")


@for_parties
@require_safe
def line(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Show how one line of a claim was reckoned, rule by rule, as it was frozen."""
    found = visible_claim(request.viewer, request.as_of, reference)
    lines = content_from(found.content).lines
    if not 1 <= number <= len(lines):
        raise NotFound(_("The claim has %(count)s lines.") % {"count": len(lines)})
    one = lines[number - 1]
    context = {"head": pages.line_head(found, number, one), "facts": pages.line_facts(one), "steps": one.explanation}
    return render(request, "reimbursement/claim_line.html", context)


@for_parties
@require_safe
def paper(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a claim as PDF."""
    found = visible_claim(request.viewer, request.as_of, reference)
    made = claim_paper(found, settlements_of(found, request.as_of), request.as_of, request.today)
    audit.record(request.viewer, "reimbursement:claim:exported", reference, after={"form": "pdf"})
    return attached(as_pdf(made), f"{reference}.pdf")


@for_parties
@require_safe
def workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a claim as a workbook."""
    found = visible_claim(request.viewer, request.as_of, reference)
    made = claim_workbook(found, settlements_of(found, request.as_of))
    audit.record(request.viewer, "reimbursement:claim:exported", reference, after={"form": "xlsx"})
    return attached(made, f"{reference}.xlsx")


def _crumb(reference: str) -> Crumb:
    return Crumb(reference, claim_address(reference))


@for_parties
def step(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Take a claim to its next stage by form."""
    found = visible_claim(request.viewer, request.today, reference)
    if stage not in steps_open(request.viewer, found):
        raise NotFound(_("Claim %(one)s cannot become %(stage)s by you.") % {"one": reference, "stage": stage})
    wanted = ClaimStage(stage)
    day: date = request.today
    form = ClaimStepForm(request.POST or None, version=found.version, day=day, words=pages.words_label(found, wanted))

    def save() -> HttpResponse:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        step_claim(request.viewer, reference, stage, today=request.today, expected_version=version, **said)
        return _done(request, reference, _("Claim %(one)s is recorded."))

    title = pages.step_title(found, wanted)
    return answer_form(request, form, save, title=title, crumbs=pages.crumbs(_crumb(reference)))


@for_parties
def supplement(request: MusterRequest, reference: str) -> HttpResponse:
    """Draw up what a new reckoning adds to a certified claim."""
    found = visible_claim(request.viewer, request.today, reference)
    require_secretariat_of(request.viewer, found.mission, _("A supplement to claim %(one)s") % {"one": reference})
    form = SupplementForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        made = supplement_claim(
            request.viewer, reference, today=request.today, amounts=form.amounts(), source=form.source_given(),
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        return _done(request, made.reference, _("Claim %(one)s is drawn up."))

    title = _("Supplement")
    return answer_form(request, form, save, title=title, crumbs=pages.crumbs(_crumb(reference)),
                       submit_label=_("Draw up"))  # fmt: skip
