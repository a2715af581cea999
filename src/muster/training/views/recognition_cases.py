"""Pages of recognition cases. Thin: what may be seen is in queries, what may be done in actions."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.documents.actions import store_document
from muster.documents.uploads import uploaded_document
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb, PageHead, Text
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import OrganisationKind, Role
from muster.parties.queries import organisations
from muster.parties.request import MusterRequest
from muster.training.actions import recognition_cases as case_actions
from muster.training.actions import recognition_findings as finding_actions
from muster.training.actions import recognition_review as review_actions
from muster.training.actions.recognition_access import is_institution, is_reviewer, may_act_as
from muster.training.forms import recognition as forms
from muster.training.pages import recognition as pages
from muster.training.queries.courses import visible_course
from muster.training.queries.recognition_cases import (
    courses_to_apply_for,
    facts_of,
    matrix_of,
    verdicts_by_number,
    visible_case,
    visible_cases,
    visible_recognition_finding,
    visible_recognition_findings,
    visit_outcome,
)
from muster.training.queries.recognitions import certificates_known
from muster.training.queries.standards import visible_versions
from muster.training.recognition_terms import RecognitionEvidenceTerms
from muster.training.rules.recognition_stages import ENDED, step_problems
from muster.training.stages import RecognitionStage
from muster.training.tables.recognitions import RECOGNITION_CASES, RECOGNITION_FINDINGS
from muster.visits.rules import FINDING_STEPS
from muster.visits.stages import FindingStanding, Outcome

FOR_INSTITUTION = "This is for officers of the course's institution."
FOR_REGISTER = "This is for officers of the register's secretariat."


@for_parties
@require_safe
def recognition_cases(request: MusterRequest) -> HttpResponse:
    """Show the recognition cases that the viewer may see."""
    table = render_table(request, RECOGNITION_CASES, visible_cases(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Recognition of courses"),
        lead=_("A course is recognised, never a centre: six stages, each to be passed before the next."),
        crumbs=[pages.crumbs()[0], Crumb(_("Recognition"))],
        actions=pages.application_doors(request.viewer, courses_to_apply_for(request.viewer, request.today)),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def recognition_case(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one case: its stages, the coverage matrix, evidence, findings, visit and decision."""
    day = request.as_of
    case = visible_case(request.viewer, day, reference)
    matrix = matrix_of(case, day)
    rows = pages.matrix_rows(matrix, verdicts_by_number(case))
    found = visible_recognition_findings(request.viewer, day).filter(case=case.pk)
    certificate = getattr(case, "certificate", None)
    is_shown = certificate is not None and certificate.known_from <= day
    outcome = visit_outcome(case)
    context = {
        "head": pages.case_head(request.viewer, case),
        "path": pages.stage_path(case),
        "facts": [*pages.case_facts(case), *pages.apart_facts(request.viewer, case)],
        **_missing(case, matrix, is_today=day >= request.today),
        "matrix": rows,
        "figures": pages.matrix_figures(rows),
        "evidence": pages.evidence_rows(request.viewer, case, day),
        "findings": render_table(request, RECOGNITION_FINDINGS, list(found), prefix="findings-"),
        "visit": pages.visit_facts(case, Outcome(outcome).label if outcome else "", day),
        "certificate": certificate if is_shown else None,
        "timeline": pages.case_timeline(case),
    }
    return render(request, "training/recognition_case.html", context)


def _missing(case: Any, matrix: Any, *, is_today: bool) -> dict[str, Any]:
    """Return what is missing before the next stage, as it stands today; nothing of a case that has ended."""
    stage = RecognitionStage(case.stage)
    if stage in ENDED or not is_today:
        return {"missing": [], "following": ""}
    following = list(RecognitionStage)[list(RecognitionStage).index(stage) + 1]
    facts = facts_of(case, matrix)
    words = _("words of the decision")
    problems = step_problems(facts, following, facts.last_day or case.known_from, words)
    return {"missing": [str(one) for one in problems], "following": following.label}


def _saved(request: MusterRequest, reference: str) -> HttpResponse:
    messages.success(request, _("Recognition case %(one)s is recorded.") % {"one": reference})
    return redirect_as_of_today(request, "recognition-case", reference=reference)


def _form(
    request: MusterRequest, reference: str, form: django_forms.Form, deed: Callable[[], object], title: Text
) -> HttpResponse:
    """Answer a form of a case: what is sent is done, and leads back to the case."""

    def save() -> HttpResponse:
        deed()
        return _saved(request, reference)

    return answer_form(request, form, save, title=title, crumbs=pages.crumbs(pages.case_crumb(reference)))


def case_of_register(request: MusterRequest, reference: str) -> Any:
    """Return a case as it stands today, for officers of its register. Raises NotFound and NotAllowed."""
    case = visible_case(request.viewer, request.today, reference)
    if not is_reviewer(request.viewer, case):
        raise NotAllowed(_(FOR_REGISTER))
    return case


@for_parties
def apply(request: MusterRequest) -> HttpResponse:
    """Apply for the recognition of the course `course`."""
    course = visible_course(request.viewer, request.today, request.GET.get("course", ""))
    if not (request.viewer.organisation_id == course.institution_id and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_(FOR_INSTITUTION))
    registers = organisations(OrganisationKind.SECRETARIAT).order_by("-code")
    versions = visible_versions(request.viewer, request.today).filter(standard=course.standard)
    form = forms.ApplicationForm(
        request.POST or None,
        day=request.today,
        registers=registers.values_list("code", "name"),
        versions=versions.values_list("version", flat=True),
        numbers=certificates_known(request.today).filter(course=course).values_list("number", flat=True),
        version=course.standard_version.version if course.standard_version else "",
    )

    def save() -> HttpResponse:
        day = form.cleaned_data["applied_on"]
        made = case_actions.apply_for_recognition(
            request.viewer, form.terms(course.reference), applied_on=day, today=request.today
        )
        return _saved(request, made.reference)

    title = _("Apply for the recognition of %(course)s") % {"course": course.reference}
    return answer_form(request, form, save, title=title, crumbs=pages.crumbs())


@for_parties
def step(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Take a case to its next stage by form."""
    case = visible_case(request.viewer, request.today, reference)
    if stage not in pages.steps_open(request.viewer, case):
        if stage in (RecognitionStage.RECOGNISED, RecognitionStage.REFUSED) and (
            why := pages.why_not_decide(request.viewer, case)
        ):
            raise NotAllowed(_("Recognition case %(one)s: %(why)s.") % {"one": reference, "why": why})
        words = _("Recognition case %(one)s cannot become %(stage)s by you.")
        raise NotFound(words % {"one": reference, "stage": stage})
    label = pages.step_label(case, RecognitionStage(stage))
    form = forms.RecognitionStepForm(
        request.POST or None, stage, version=case.version, day=request.today, is_return=label == pages.SEND_BACK
    )

    def deed() -> None:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        case_actions.take_recognition_step(
            request.viewer, reference, stage, today=request.today, expected_version=version, **said
        )

    return _form(request, reference, form, deed, label)


@for_parties
def hand_in(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand in evidence by form, with a file if there is one."""
    case = visible_case(request.viewer, request.today, reference)
    if not is_institution(request.viewer, case):
        raise NotAllowed(_(FOR_INSTITUTION))
    form = forms.EvidenceForm(request.POST or None, request.FILES or None, initial={"version": case.version})

    @transaction.atomic
    def deed() -> None:
        said = form.cleaned_data
        document = None
        if "file" in request.FILES:
            sent = uploaded_document(request, "file")
            document = store_document(
                request.viewer, owner=case.course.institution, name=sent.name, data=sent.data, title=said["title"],
                today=request.today,
            ).pk  # fmt: skip
        terms = RecognitionEvidenceTerms(said["kind"], said["words"], document)
        review_actions.hand_in_recognition_evidence(
            request.viewer, reference, terms, today=request.today, expected_version=said["version"]
        )

    return _form(request, reference, form, deed, _("Hand in evidence"))


@for_parties
def judge(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Say how far a piece of evidence suffices."""
    case = case_of_register(request, reference)
    evidence = next((one for one in case.known_evidence if one.pk == number), None)
    if evidence is None:
        raise NotFound(_("Recognition case %(one)s has no such evidence.") % {"one": reference})
    known = {"version": case.version, "verdict": evidence.verdict, "remark": evidence.remark}
    form = forms.VerdictForm(request.POST or None, initial=known)

    def deed() -> None:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        review_actions.judge_recognition_evidence(
            request.viewer, reference, number, today=request.today, expected_version=version, **said
        )

    title = _("Judge: %(about)s") % {"about": evidence.get_kind_display()}
    return _form(request, reference, form, deed, title)


@for_parties
def review(request: MusterRequest, reference: str) -> HttpResponse:
    """Say of each line of the standard how far the course covers it, beside what the minutes say."""
    case = case_of_register(request, reference)
    form = forms.ReviewForm(request.POST or None, matrix_of(case, None), verdicts_by_number(case), version=case.version)

    def deed() -> None:
        version = form.cleaned_data["version"]
        review_actions.judge_lines(
            request.viewer, reference, form.terms(), today=request.today, expected_version=version
        )

    return _form(request, reference, form, deed, _("Review line by line"))


@for_parties
def new_finding(request: MusterRequest, reference: str) -> HttpResponse:
    """Raise a finding of the desk."""
    case = case_of_register(request, reference)
    form = forms.FindingForm(request.POST or None, initial={"version": case.version})

    def deed() -> None:
        version = form.cleaned_data["version"]
        finding_actions.raise_recognition_finding(
            request.viewer, reference, form.terms(), today=request.today, expected_version=version
        )

    return _form(request, reference, form, deed, _("New finding"))


@for_parties
def comment(request: MusterRequest, reference: str) -> HttpResponse:
    """Say something of a case."""
    case = visible_case(request.viewer, request.today, reference)
    if not case_actions.may_comment(request.viewer, case):
        raise NotAllowed(_("Officers of the institution, its State and the register comment on a case under way."))
    form = forms.CommentForm(request.POST or None)

    def deed() -> None:
        words = form.cleaned_data["words"]
        case_actions.comment_on_recognition(request.viewer, reference, words, today=request.today)

    return _form(request, reference, form, deed, _("Comment"))


@for_parties
def arrange_visit(request: MusterRequest, reference: str) -> HttpResponse:
    """Ask for the visit that observes the delivery."""
    case = case_of_register(request, reference)
    sessions = case.course.sessions.values_list("reference", flat=True)
    form = forms.ArrangeVisitForm(request.POST or None, version=case.version, sessions=sessions)

    def deed() -> None:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        case_actions.arrange_visit(request.viewer, reference, today=request.today, expected_version=version, **said)

    return _form(request, reference, form, deed, _("Arrange the visit"))


@for_parties
@require_safe
def finding(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one finding of the desk."""
    found = visible_recognition_finding(request.viewer, request.as_of, reference)
    context = {
        "head": pages.finding_head(request.viewer, found),
        "facts": pages.finding_facts(found),
        "timeline": pages.finding_timeline(found),
    }
    return render(request, "training/recognition_finding.html", context)


@for_parties
def finding_step(request: MusterRequest, reference: str, standing: str) -> HttpResponse:
    """Take a finding of the desk to its next standing."""
    found = visible_recognition_finding(request.viewer, request.today, reference)
    side = finding_actions.finding_side(standing)
    legal = FINDING_STEPS[FindingStanding(found.standing)]
    if standing not in legal or not may_act_as(request.viewer, found.case, side):
        words = _("Finding %(one)s cannot become %(standing)s by you.")
        raise NotFound(words % {"one": reference, "standing": standing})
    form = forms.FindingStepForm(request.POST or None, standing, version=found.version)

    def save() -> HttpResponse:
        said = form.cleaned_data
        finding_actions.take_recognition_finding_step(
            request.viewer, reference, standing, note=said["note"], today=request.today,
            expected_version=said["version"],
        )  # fmt: skip
        messages.success(request, _("Finding %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "recognition-finding", reference=reference)

    crumbs = pages.crumbs(pages.case_crumb(found.case.reference), Crumb(reference))
    return answer_form(request, form, save, title=pages.FINDING_WORDS[FindingStanding(standing)], crumbs=crumbs)
