"""Pages of dossiers. Thin: what may be seen is in queries, what may be done in actions."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.authorisations.queries import visible_acts
from muster.decisions.actions import dossiers as actions
from muster.decisions.actions.assessments import assess as assess_criterion
from muster.decisions.actions.assessments import data_of
from muster.decisions.actions.dossier_access import may_open, owns, steps_open
from muster.decisions.actions.signatures import sign as sign_dossier
from muster.decisions.data import suggest
from muster.decisions.forms import dossiers as forms
from muster.decisions.models import Criterion, Dossier
from muster.decisions.pages import dossiers as pages
from muster.decisions.papers.dossier import dossier_paper
from muster.decisions.queries.dossiers import (
    SeenDossier,
    seen_beside_data,
    seen_dossier,
    seen_dossiers,
    visible_dossier,
)
from muster.decisions.rules.dossier_stages import DossierStep
from muster.decisions.tables import dossiers as tables
from muster.decisions.workbooks.dossier import dossier_workbook, import_dossier
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form, answer_import
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.papers import as_pdf, as_word
from muster.kit.tables import render_table, tables_on_page
from muster.kit.uploads import attached, refusal_on, uploaded_bytes
from muster.missions.queries import visible_missions
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest

PAPER_FORMS = {"pdf": as_pdf, "docx": as_word}


def _seen(request: MusterRequest, reference: str, *, is_today: bool = False) -> SeenDossier:
    """Return the dossier of the address as of the day looked at, or today. Raises NotFound."""
    day = request.today if is_today else request.as_of
    return seen_dossier(request.viewer, visible_dossier(request.viewer, day, reference), day)


def _held(request: MusterRequest, reference: str, role: Role = Role.OFFICER) -> SeenDossier:
    """Return the dossier as it stands today, for whoever may write it. Raises NotFound, NotAllowed."""
    seen = _seen(request, reference, is_today=True)
    if not owns(request.viewer, seen.dossier, role):
        told = {
            Role.OFFICER: _("A dossier is written by officers of its State."),
            Role.APPROVER: _("Signatures and decisions are entered by approvers of the State."),
        }
        raise NotAllowed(told[role])
    return seen


def _crumbs(reference: str) -> list[Crumb]:
    return pages.room_crumbs(pages.dossier_crumb(reference))


def _done(request: MusterRequest, dossier: Dossier | str) -> HttpResponse:
    messages.success(request, _("Dossier %(one)s is recorded.") % {"one": dossier})
    return redirect_as_of_today(request, "dossier", reference=str(dossier))


@for_parties
@require_safe
def dossiers(request: MusterRequest) -> HttpResponse:
    """Show the State's dossiers with their gates."""
    if request.viewer.kind != OrganisationKind.MEMBER_STATE:
        raise NotAllowed(_("Dossiers are the States' own: only a member State sees its own ones."))
    table = render_table(request, tables.DOSSIERS, seen_dossiers(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(_("Open a dossier"), reverse("new-dossier"), primary=True)] if may_open(request.viewer) else []
    head = PageHead(
        title=_("Decisions"),
        lead=_(
            "Whether to take part, mission by mission: five criteria, the signatures of the State's bodies, its law."
        ),
        crumbs=pages.room_crumbs(),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def dossier(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one dossier: gates, what is missing, the data kept, evidence, signatures, law, room and history."""
    seen = _seen(request, reference)
    drawn = tables_on_page(
        request,
        {
            "gates": (tables.GATES, pages.gate_rows(seen)),
            "data": (tables.KEPT, pages.kept_rows(seen)),
            "evidence": (tables.EVIDENCE, pages.latest_evidence(seen)),
            "bodies": (tables.BODIES, seen.standings),
            "signed": (tables.SIGNED, pages.signed_rows(seen)),
            "tasks": (tables.TASKS, seen.tasks),
            "again": (tables.AGAIN, pages.again_rows(seen)),
            "assessments": (tables.ASSESSMENTS, seen.dossier.known_assessments),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    context = {
        "head": pages.dossier_head(request.viewer, seen),
        "figures": pages.dossier_figures(seen),
        "facts": pages.dossier_facts(seen),
        "missing": pages.missing(seen),
        "is_open": seen.is_open,
        "timeline": pages.dossier_timeline(seen),
        **drawn,
    }
    return render(request, "decisions/dossier.html", context)


@for_parties
def new_dossier(request: MusterRequest) -> HttpResponse:
    """Open a dossier by form; `mission`, `request`, `post` and `pledge` of the address are filled in at first."""
    if not may_open(request.viewer):
        raise NotAllowed(_("Dossiers are opened by officers of a member State."))
    names = ("mission", "request", "post", "pledge")
    begin = {name: request.GET[name] for name in names if name in request.GET}
    form = forms.NewDossierForm(request.POST or None, visible_missions(request.viewer, request.today), **begin)

    def save() -> HttpResponse:
        terms = form.terms(request.viewer.organisation_code)
        return _done(request, actions.open_dossier(request.viewer, terms, today=request.today))

    return answer_form(
        request, form, save, title=_("Open a dossier"), crumbs=[Crumb(_("Decisions"), reverse("decisions"))]
    )


@for_parties
def change_dossier(request: MusterRequest, reference: str) -> HttpResponse:
    """Change what a dossier is about by form."""
    seen = _held(request, reference)
    begin = {**actions.content_of(seen.dossier), "version": seen.dossier.version}
    missions = visible_missions(request.viewer, request.today)
    form = forms.ChangeDossierForm(request.POST or None, missions, **begin)

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        return _done(
            request,
            actions.change_dossier(
                request.viewer, reference, form.content(), today=request.today, expected_version=version
            ),
        )

    return answer_form(request, form, save, title=_("Change"), crumbs=_crumbs(reference))


@for_parties
def assess(request: MusterRequest, reference: str, criterion: str) -> HttpResponse:
    """Show a criterion with its data, and assess it by form: officers of the State, while the dossier is open."""
    if criterion not in Criterion.values:
        raise NotFound(_("There is no criterion %(one)s.") % {"one": criterion})
    seen = seen_beside_data(request.viewer, request.as_of, reference)
    sent = request.method == "POST"
    may_write = owns(request.viewer, seen.dossier) and seen.is_open
    if sent and not may_write:
        raise NotAllowed(_("A criterion is assessed by officers of the State, while the dossier is open."))
    context: dict[str, Any] = {"form": None, "rows": None}
    if may_write:
        form, rows = _assess_forms(request, seen, criterion)
        if sent and form.is_valid() and rows.is_valid():
            try:
                made = assess_criterion(
                    request.viewer,
                    reference,
                    form.terms(criterion, forms.evidence_terms(rows)),
                    today=request.today,
                    expected_version=form.cleaned_data["version"],
                )
                return _done(request, made.dossier)
            except Refused as refusal:
                refusal_on(form, refusal)
        context = {"form": form, "rows": rows}
    return _criterion_page(request, seen, criterion, context)


def _assess_forms(request: MusterRequest, seen: SeenDossier, criterion: str) -> tuple[forms.AssessForm, Any]:
    last = seen.latest(criterion)
    data = request.POST if request.method == "POST" else None
    form = forms.AssessForm(data, initial={"version": seen.dossier.version, "assessed_on": request.today})
    names = ("title", "where", "dated")
    known = [] if last is None else [{name: getattr(one, name) for name in names} for one in last.evidence.all()]
    return form, forms.evidence_rows(data, known)


def _criterion_page(request: MusterRequest, seen: SeenDossier, criterion: str, context: dict[str, Any]) -> HttpResponse:
    own = [one for one in seen.dossier.known_assessments if one.criterion == criterion]
    data = data_of(seen.dossier, criterion, seen.day)
    drawn = tables_on_page(
        request,
        {
            "data": (tables.DATA, pages.compared_rows(seen, criterion, data)),
            "assessments": (tables.ASSESSMENTS, own),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    suggestion = suggest(criterion, data, seen.day)
    gate = next(one for one in seen.gates if one.criterion == criterion)
    head = PageHead(
        title=capfirst(Criterion(criterion).label),
        lead=seen.dossier.title,
        crumbs=[*_crumbs(seen.dossier.reference), Crumb(Criterion(criterion).label)],
        status=tables.gate_badge(gate),
        illustrative=seen.dossier.illustrative,
    )
    context |= {
        "head": head,
        "gate": gate,
        "latest": seen.latest(criterion),
        "suggested": tables.verdict_badge(suggestion.verdict),
        "reasons": suggestion.reasons,
        **drawn,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "decisions/criterion.html", context, status=status)


@for_parties
def sign(request: MusterRequest, reference: str) -> HttpResponse:
    """Enter what a body gives by form."""
    seen = _held(request, reference, Role.APPROVER)
    form = forms.SignForm(request.POST or None, seen, request.today)

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        sign_dossier(request.viewer, reference, form.terms(), today=request.today, expected_version=version)
        return _done(request, reference)

    return answer_form(request, form, save, title=_("Sign"), crumbs=_crumbs(reference), submit_label=_("Sign"))


@for_parties
def step(request: MusterRequest, reference: str, step: str) -> HttpResponse:
    """Decide, close or open again by form."""
    seen = _seen(request, reference, is_today=True)
    if step not in list(DossierStep):
        raise NotFound(_("Dossiers have no step %(one)s.") % {"one": step})
    wanted = DossierStep(step)
    if wanted not in steps_open(request.viewer, seen):
        raise NotAllowed(_("At this stage you cannot take this step; decisions are taken by approvers of the State."))
    form = forms.StepForm(request.POST or None, wanted, seen, request.today)

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        actions.step_dossier(request.viewer, reference, form.terms(), today=request.today, expected_version=version)
        return _done(request, reference)

    return answer_form(request, form, save, title=pages.STEP_WORDS[wanted], crumbs=_crumbs(reference))


@for_parties
def link(request: MusterRequest, reference: str) -> HttpResponse:
    """Name the act and the case of a dossier by form."""
    seen = _held(request, reference)
    acts = visible_acts(request.viewer).filter(state_id=seen.dossier.state_id)
    form = forms.LinkForm(request.POST or None, seen, acts)

    @transaction.atomic
    def save() -> HttpResponse:
        said = form.cleaned_data
        version, today = said["version"], request.today
        if said["act"] != form.initial["act"]:
            linked = actions.link_act(request.viewer, reference, said["act"], today=today, expected_version=version)
            version = linked.version
        if said["case"] != form.initial["case"]:
            actions.link_case(request.viewer, reference, said["case"], today=today, expected_version=version)
        return _done(request, reference)

    return answer_form(request, form, save, title=_("Act and case"), crumbs=_crumbs(reference))


@for_parties
def import_assessments(request: MusterRequest, reference: str) -> HttpResponse:
    """Import assessments with their evidence: all of them, or nothing and every error by row and column."""
    seen = _held(request, reference)
    title = _("Import assessments")

    def save() -> HttpResponse:
        import_dossier(request.viewer, uploaded_bytes(request), reference, today=request.today)
        return _done(request, reference)

    head = PageHead(title=title, crumbs=[*_crumbs(seen.dossier.reference), Crumb(title)])
    return answer_import(request, head, reverse("dossier-workbook", args=[reference]), save)


@for_parties
@require_safe
def workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a dossier as a workbook."""
    return attached(dossier_workbook(request.viewer, _seen(request, reference)), f"{reference}.xlsx")


@for_parties
@require_safe
def paper(request: MusterRequest, reference: str, form: str) -> HttpResponse:
    """Hand out a dossier for decision as PDF or for a word processor."""
    if form not in PAPER_FORMS:
        raise NotFound(_("Dossiers leave as %(forms)s.") % {"forms": ", ".join(PAPER_FORMS)})
    seen = _seen(request, reference)
    made = dossier_paper(request.viewer, seen, pages.data_rows(seen), request.today)
    return attached(PAPER_FORMS[form](made), f"{reference}.{form}")
