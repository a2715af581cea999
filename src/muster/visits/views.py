"""Pages of visits. Thin: what may be seen is in queries, what may be done in actions."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.documents.actions import store_document
from muster.documents.models import Document
from muster.documents.queries import visible_documents
from muster.documents.uploads import uploaded_document
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form, answer_import
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import attached, refusal_on, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.reference.checklists import template
from muster.visits import actions, forms, pages, queries
from muster.visits import workbook as checklist_workbook
from muster.visits.actions.checklists import WHILE_ANSWERED
from muster.visits.duties import finding_is_late
from muster.visits.models import Visit
from muster.visits.rules import legal_next_stages, legal_next_standings
from muster.visits.stages import FindingStanding, Outcome, VisitKind, VisitStage
from muster.visits.tables import CHECKLISTS, FINDINGS, TEAM, VISIT_FINDINGS, VISITS

UN_REGISTER = "UN"


def _may_ask(request: MusterRequest) -> bool:
    """Return whether the viewer is an officer of a State or of a secretariat."""
    sides = (OrganisationKind.MEMBER_STATE, OrganisationKind.SECRETARIAT)
    return request.viewer.kind in sides and request.viewer.has_role(Role.OFFICER)


def _own_state(request: MusterRequest) -> Organisation | None:
    """Return the State that the viewer acts for; None for others."""
    is_state = request.viewer.kind == OrganisationKind.MEMBER_STATE
    return organisation(request.viewer.organisation_code) if is_state else None


@for_parties
@require_safe
def visits(request: MusterRequest) -> HttpResponse:
    """Show the board: what is under way by stage, what is late, and all visits as a table."""
    found = queries.visible_visits(request.viewer, request.as_of)
    table = render_table(request, VISITS, found)
    if isinstance(table, HttpResponse):
        return table
    rows = list(found)
    findings = list(queries.still_open(queries.visible_findings(request.viewer, request.as_of)))
    doors = [Action(_("Findings"), reverse("findings"))]
    if request.viewer.kind != OrganisationKind.MISSION:
        doors.append(Action(_("Who waits for a visit"), reverse("visits-backlog")))
    if _may_ask(request):
        doors.append(Action(_("New visit"), reverse("new-visit"), primary=True, icon="add"))
    head = PageHead(
        title=_("Visits"),
        kicker=_("Assessment, verification, pre-deployment, reconnaissance"),
        lead=_("Who visits whom, how far each visit is, whose turn it is, and what was found."),
        actions=doors,
    )
    context = {
        "head": head,
        "table": table,
        "columns": pages.board_columns(rows),
        "figures": pages.board_figures(rows, findings, request.as_of),
    }
    return render(request, "visits/board.html", context)


@for_parties
@require_safe
def findings(request: MusterRequest) -> HttpResponse:
    """Show the findings that are open, or those that are overdue (`overdue=1`), or all (`all=1`)."""
    rows: Any = queries.visible_findings(request.viewer, request.as_of)
    if "all" not in request.GET:
        rows = queries.still_open(rows)
    if "overdue" in request.GET:
        rows = rows.filter(due_on__lt=request.as_of)
    table = render_table(request, FINDINGS, rows)
    if isinstance(table, HttpResponse):
        return table
    address = reverse("findings")
    head = PageHead(
        title=_("Overdue findings") if "overdue" in request.GET else _("Findings"),
        crumbs=[Crumb(_("Visits"), reverse("visits")), Crumb(_("Findings"))],
        lead=_("What visits found, who must remedy it and by when. Closed and waived findings are under “All”."),
        actions=[
            Action(_("Open"), address),
            Action(_("Overdue"), f"{address}?overdue=1"),
            Action(_("All"), f"{address}?all=1"),
        ],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def visit(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one visit: its path, whose turn it is, team, subjects, checklists, findings, report and history."""
    found: Any = queries.visible_visit(request.viewer, request.as_of, reference)
    tables = {}
    rows: dict[str, tuple[Any, Any]] = {
        "team": (TEAM, pages.team_rows(found)),
        "checklists": (CHECKLISTS, pages.checklist_rows(found)),
        "findings": (VISIT_FINDINGS, found.known_findings),
    }
    for name, (declared, those) in rows.items():
        tables[name] = render_table(request, declared, those, prefix=f"{name}-")
    shows_report = found.shows_result and pages.has_reached(found, VisitStage.DRAFT_REPORT)
    shows_comments = found.shows_result and pages.has_reached(found, VisitStage.COMMENTED)
    context = {
        "head": pages.visit_head(found, request.viewer),
        "visit": found,
        "path": pages.stage_path(found),
        "facts": pages.visit_facts(found, request.as_of),
        "subjects": pages.subject_rows(found, request.viewer),
        "timeline": pages.visit_timeline(found),
        "shows_team": pages.sees_team(found, request.viewer),
        "has_checklists": found.kind != VisitKind.RECONNAISSANCE,
        "summary": found.report_summary if shows_report else "",
        "document": found.report_document if shows_report else None,
        "comments": found.comments if shows_comments else "",
        **tables,
    }
    return render(request, "visits/visit.html", context)


@for_parties
def new_visit(request: MusterRequest) -> HttpResponse:
    """Ask for a visit by form."""
    if not _may_ask(request):
        raise NotAllowed(_("A visit is asked for by an officer of a Member State or of a Secretariat."))
    return _visit_page(request, None)


@for_parties
def change_visit(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a visit's plan by form."""
    found = queries.visible_visit(request.viewer, request.as_of, reference)
    if not pages.may_change(found, request.viewer):
        raise NotAllowed(_("A visit's plan is changed by whoever asked for it, later by the side that leads it."))
    return _visit_page(request, found)


def _visit_page(request: MusterRequest, found: Visit | None) -> HttpResponse:
    """Show the form, or save it and go to the visit's page."""
    own = _own_state(request)
    form = forms.VisitForm(request.POST or None, found, own_state=own, today=request.today)
    subjects = forms.subject_forms(request.POST or None, found)

    def save() -> HttpResponse:
        terms = form.terms(forms.subject_terms(subjects))
        if found is not None:
            version = form.cleaned_data["version"]
            actions.change_visit(request.viewer, terms, today=request.today, expected_version=version)
            return _done(request, found.reference, _("The plan of visit %(one)s is recorded."))
        register = organisation(UN_REGISTER if own else request.viewer.organisation_code)
        actions.request_visit(
            request.viewer,
            terms,
            register=register,
            requested_on=form.cleaned_data["requested_on"],
            today=request.today,
        )
        return _done(request, terms.reference, _("Visit %(one)s is asked for."))

    title = _("New visit") if found is None else _("Change %(one)s") % {"one": found.reference}
    crumbs = [Crumb(_("Visits"), reverse("visits"))]
    return answer_form(
        request, form, save, title=title, crumbs=crumbs, rows=subjects, rows_title=_("Units or other subjects")
    )


def _done(request: MusterRequest, reference: str, words: str) -> HttpResponse:
    """Go to the visit's page with a message."""
    messages.success(request, words % {"one": reference})
    return redirect_as_of_today(request, "visit", reference=reference)


def _crumbs(reference: str) -> list[Crumb]:
    return [Crumb(_("Visits"), reverse("visits")), Crumb(reference, reverse("visit", args=[reference]))]


@for_parties
def step(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Take a visit to its next stage by form."""
    found = queries.visible_visit(request.viewer, request.as_of, reference)
    if stage not in legal_next_stages(found.kind, found.stage):
        raise NotFound(_("Visit %(one)s cannot go there from where it is.") % {"one": reference})
    following = VisitStage(stage)
    if not pages.may_take(found, request.viewer, following):
        raise NotAllowed(_("This step is the other side's, or needs a higher role."))
    form = forms.StepForm(request.POST or None, found, following, request.today)

    def save() -> HttpResponse:
        actions.take_step(request.viewer, reference, following, form.terms(), today=request.today)
        return _done(request, reference, _("The step of visit %(one)s is recorded."))

    label = _(pages.STEP_LABELS[following])
    return answer_form(request, form, save, title=label, crumbs=_crumbs(reference), submit_label=label)


def _led(request: MusterRequest, reference: str) -> Visit:
    """Return the visit if the viewer is an officer of the side that leads it. Raises NotFound or NotAllowed."""
    found = queries.visible_visit(request.viewer, request.as_of, reference)
    if not pages.may_lead(found, request.viewer):
        raise NotAllowed(_("This is for officers of the side that leads the visit."))
    return found


@for_parties
def team(request: MusterRequest, reference: str) -> HttpResponse:
    """Name the team by form."""
    found = _led(request, reference)
    form = forms.DayForm(request.POST or None, initial={"held_from": request.today})
    members = forms.member_forms(request.POST or None, found)

    def save() -> HttpResponse:
        day = form.cleaned_data["held_from"]
        terms = forms.member_terms(members)
        actions.name_team(request.viewer, reference, terms, held_from=day, today=request.today)
        return _done(request, reference, _("The team of visit %(one)s is recorded."))

    title = _("Name the team")
    return answer_form(
        request, form, save, title=title, crumbs=_crumbs(reference), rows=members, rows_title=_("Members")
    )


def _uploaded_document(request: MusterRequest) -> Document | None:
    """Keep the file that came with a form as the viewer's organisation's own; None if none came."""
    if "file" not in request.FILES:
        return None
    own = organisation(request.viewer.organisation_code)
    sent = uploaded_document(request, "file")
    return store_document(request.viewer, owner=own, name=sent.name, data=sent.data, today=request.today)


@for_parties
def report(request: MusterRequest, reference: str) -> HttpResponse:
    """Write the draft report by form."""
    found = _led(request, reference)
    initial = {"summary": found.report_summary, "version": found.version}
    form = forms.ReportForm(request.POST or None, request.FILES or None, initial=initial)

    @transaction.atomic
    def save() -> HttpResponse:
        actions.write_report(
            request.viewer,
            reference,
            form.cleaned_data["summary"],
            document=_uploaded_document(request),
            expected_version=form.cleaned_data["version"],
        )
        return _done(request, reference, _("The report of visit %(one)s is recorded."))

    return _answer_upload(request, form, save, _("Write the report"), _crumbs(reference))


def _answer_upload(request: MusterRequest, form: Any, save: Any, title: str, crumbs: list[Crumb]) -> HttpResponse:
    """Answer a page whose form takes a file: as `answer_form` does, in a form that can carry one."""
    sent = request.method == "POST"
    if sent and form.is_valid():
        try:
            answer: HttpResponse = save()
        except Refused as refusal:
            refusal_on(form, refusal)
        else:
            return answer
    context = {"head": PageHead(title=title, crumbs=[*crumbs, Crumb(title)]), "form": form}
    return render(request, "visits/upload_form.html", context, status=400 if sent else 200)


@for_parties
def outcome(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Decide on the outcome for one subject by form."""
    found = _led(request, reference)
    subject = found.subjects.filter(pk=number).first()
    if subject is None:
        raise NotFound(_("Visit %(one)s has no such subject.") % {"one": reference})
    form = forms.OutcomeForm(request.POST or None, initial={"decided_on": request.today})

    def save() -> HttpResponse:
        values = form.cleaned_data
        actions.decide_outcome(
            request.viewer,
            reference,
            number,
            Outcome(values["outcome"]),
            decided_on=values["decided_on"],
            today=request.today,
            note=values["note"],
        )
        return _done(request, reference, _("The outcome is recorded on visit %(one)s."))

    title = _("Outcome for %(one)s") % {"one": subject}
    return answer_form(request, form, save, title=title, crumbs=_crumbs(reference))


@for_parties
def checklist(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Show one checklist; whoever leads the visit fills it in here while it may be answered."""
    found = queries.visible_checklist(request.viewer, request.as_of, reference, number)
    lines = pages.lines_asked(found)
    form = forms.ChecklistForm(request.POST or None, found, lines)
    may_answer = pages.may_lead(found.visit, request.viewer) and found.visit.stage in WHILE_ANSWERED
    if request.method == "POST":
        if not may_answer:
            raise NotAllowed(_("Checklists are answered by the visiting team while the visit is prepared or reported."))
        answer = _save_checklist(request, reference, number, form)
        if answer is not None:
            return answer
    title = _(template(found.area, found.template_version).title)
    whose = str(found.subject) if found.subject else found.visit.state.name
    head = PageHead(
        title=_("%(area)s: %(whose)s") % {"area": title, "whose": whose},
        crumbs=[*_crumbs(reference), Crumb(title)],
        lead=_("Checklist %(area)s, version %(version)s of the template; our words, a local choice.")
        % {"area": found.area, "version": found.template_version},
        illustrative=found.visit.illustrative,
    )
    answers = {one.line: one for one in found.known_answers}  # type: ignore[attr-defined]  # loaded by the query
    shown = [(line, answers.get(line.code)) for line in lines]
    context = {"head": head, "form": form, "may_answer": may_answer, "lines": shown}
    return render(request, "visits/checklist.html", context, status=400 if request.method == "POST" else 200)


def _save_checklist(
    request: MusterRequest, reference: str, number: int, form: forms.ChecklistForm
) -> HttpResponse | None:
    """Save a valid checklist; None where it is to be shown again with what is wrong."""
    if not form.is_valid():
        return None
    try:
        actions.answer_checklist(
            request.viewer,
            reference,
            number,
            form.answers(),
            today=request.today,
            expected_version=form.cleaned_data["version"],
        )
    except Refused as refusal:
        refusal_on(form, refusal)
        return None
    return _done(request, reference, _("The answers are recorded on visit %(one)s."))


@for_parties
def new_finding(request: MusterRequest, reference: str) -> HttpResponse:
    """Record a finding by form."""
    found = _led(request, reference)
    form = forms.FindingForm(request.POST or None, found, request.today)

    def save() -> HttpResponse:
        raised_on = form.cleaned_data["raised_on"]
        actions.raise_finding(request.viewer, reference, form.terms(), raised_on=raised_on, today=request.today)
        return _done(request, reference, _("The finding is recorded on visit %(one)s."))

    return answer_form(request, form, save, title=_("New finding"), crumbs=_crumbs(reference))


@for_parties
@require_safe
def finding(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one finding with its history."""
    found = queries.visible_finding(request.viewer, request.as_of, reference)
    events = [event for event in found.known_events if event.document_id]  # type: ignore[attr-defined]
    files = visible_documents(request.viewer).filter(pk__in=[event.document_id for event in events])
    readable = set(files.values_list("pk", flat=True)) if events else set()
    context = {
        "head": pages.finding_head(found, request.viewer),
        "facts": pages.finding_facts(found),
        "is_late": finding_is_late(found),
        "timeline": pages.finding_timeline(found),
        "documents": [event for event in events if event.document_id in readable],
    }
    return render(request, "visits/finding.html", context)


@for_parties
def finding_step(request: MusterRequest, reference: str, standing: str) -> HttpResponse:
    """Report a finding remedied, accept or reject that, or waive it."""
    found = queries.visible_finding(request.viewer, request.as_of, reference)
    if standing not in legal_next_standings(found.standing):
        raise NotFound(_("Finding %(one)s cannot become that from where it is.") % {"one": reference})
    following = FindingStanding(standing)
    if not pages.may_take_finding_step(found, request.viewer, following):
        raise NotAllowed(_("This step is the other side's, or needs a higher role."))
    form = forms.FindingStepForm(request.POST or None, request.FILES or None, initial={"held_from": request.today})

    @transaction.atomic
    def save() -> HttpResponse:
        actions.take_finding_step(
            request.viewer,
            reference,
            following,
            held_from=form.cleaned_data["held_from"],
            today=request.today,
            note=form.cleaned_data["note"],
            document=_uploaded_document(request),
        )
        messages.success(request, _("The step of finding %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "finding", reference=reference)

    crumbs = [Crumb(_("Findings"), reverse("findings")), Crumb(reference, reverse("finding", args=[reference]))]
    return _answer_upload(request, form, save, _(pages.FINDING_LABELS[following]), crumbs)


@for_parties
@require_safe
def workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a visit's checklists as a workbook that can be imported again."""
    data = checklist_workbook.export(request.viewer, request.as_of, reference)
    return attached(data, f"muster-visit-{reference}-{request.as_of:%Y-%m-%d}.xlsx")


@for_parties
def import_answers(request: MusterRequest, reference: str) -> HttpResponse:
    """Import a visit's checklists: all answers, or none and every error by sheet, row and column."""
    _led(request, reference)
    head = PageHead(
        title=_("Import answers"),
        crumbs=[*_crumbs(reference), Crumb(_("Import"))],
        lead=_("The visit's own workbook, filled in. Either all of it is saved, or nothing."),
    )

    def save() -> HttpResponse:
        changed = checklist_workbook.import_workbook(
            request.viewer, uploaded_bytes(request), reference, today=request.today
        )
        messages.success(request, _("%(changed)s checklists changed.") % {"changed": changed})
        return redirect("visit", reference=reference)

    return answer_import(request, head, reverse("visit-workbook", args=[reference]), save)
