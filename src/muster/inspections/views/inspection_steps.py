"""Pages on which inspections are planned and taken on, and on which the contingent answers."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.models import DeployedUnit
from muster.inspections import actions
from muster.inspections.actions.inspection_access import is_mission_side, is_state_side, takes_steps
from muster.inspections.forms.inspections import (
    CorrectionForm,
    PlanDueForm,
    PlanForm,
    RefusalForm,
    ReportForm,
    SignForm,
    StepForm,
)
from muster.inspections.models import Inspection
from muster.inspections.pages import inspections as pages
from muster.inspections.parameters import due_numbers
from muster.inspections.queries.due import sided_units
from muster.inspections.queries.inspections import visible_inspection
from muster.inspections.rules.inspection_stages import legal_next, may_be_corrected
from muster.inspections.stages import InspectionStage
from muster.inspections.views.inspections import plans_for_missions, sided_unit
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.intervals import add_months
from muster.kit.pages import Crumb
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


def _data(request: MusterRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _to_inspection(request: MusterRequest, made: Inspection, words: str) -> HttpResponse:
    messages.success(request, words % {"one": made.reference})
    return redirect_as_of_today(request, "inspection", reference=made.reference)


@for_parties
def plan(request: MusterRequest, reference: str) -> HttpResponse:
    """Plan an inspection of a unit by form."""
    found = sided_unit(request, reference)
    if not is_mission_side(request.viewer, found):
        raise NotAllowed(_("Inspections are planned by officers of the mission, or of the secretariat above it."))
    form = PlanForm(_data(request), initial={"planned_for": request.today})

    def save() -> HttpResponse:
        made = actions.plan_inspection(request.viewer, form.terms(reference), today=request.today)
        return _to_inspection(request, made, _("Inspection %(one)s is planned."))

    return answer_form(request, form, save, title=_("Plan an inspection"), crumbs=_unit_crumbs(found))


def _unit_crumbs(found: DeployedUnit) -> list[Crumb]:
    return pages.crumbs(pages.unit_crumb(found))


@for_parties
def plan_due(request: MusterRequest) -> HttpResponse:
    """Plan all inspections of a mission that fall due by a day, by form."""
    if not plans_for_missions(request):
        raise NotAllowed(_("Inspections are planned by officers of missions and secretariats."))
    units = sided_units(request.viewer, request.today).order_by("post__requirement__mission__acronym")
    missions = list(dict.fromkeys(units.values_list("post__requirement__mission__acronym", flat=True)))
    until = add_months(request.today, due_numbers(request.today).periodic_months)
    form = PlanDueForm(_data(request), missions, until)

    def save() -> HttpResponse:
        said = form.cleaned_data
        made = actions.plan_due_inspections(request.viewer, said["mission"], said["until"], today=request.today)
        messages.success(request, _("%(count)s inspections are planned.") % {"count": len(made)})
        return redirect_as_of_today(request, "inspections-due")

    crumbs = pages.crumbs(Crumb(_("Due"), reverse("inspections-due")))
    return answer_form(request, form, save, title=_("Plan all that fall due"), crumbs=crumbs)


@for_parties
def open_report(request: MusterRequest, reference: str) -> HttpResponse:
    """Open a unit's report for a month by form."""
    found = sided_unit(request, reference)
    if not is_state_side(request.viewer, found):
        raise NotAllowed(_("Monthly reports are written by officers of the unit's State."))
    form = ReportForm(_data(request), initial={"month": add_months(request.today.replace(day=1), -1)})

    def save() -> HttpResponse:
        made = actions.open_report(request.viewer, reference, form.cleaned_data["month"], today=request.today)
        messages.success(request, _("Report %(one)s is open: write its worksheet.") % {"one": made.reference})
        return redirect_as_of_today(request, "inspection-worksheet", reference=made.reference)

    return answer_form(request, form, save, title=_("Write a monthly report"), crumbs=_unit_crumbs(found))


@for_parties
def correct(request: MusterRequest, reference: str) -> HttpResponse:
    """Begin the correction of a report that is handed in by form."""
    found = visible_inspection(request.viewer, request.today, reference)
    if not may_be_corrected(found.kind, found.stage):
        raise NotFound(_("%(one)s is no monthly report that is handed in and holds.") % {"one": reference})
    if not takes_steps(request.viewer, found):
        raise NotAllowed(_("Monthly reports are corrected by officers of the unit's State."))
    form = CorrectionForm(_data(request), initial={"version": found.version})

    def save() -> HttpResponse:
        said = form.cleaned_data
        made = actions.correct_report(
            request.viewer, reference, said["reason"], today=request.today, expected_version=said["version"]
        )
        messages.success(request, _("Correction %(one)s is open: write its worksheet.") % {"one": made.reference})
        return redirect_as_of_today(request, "inspection-worksheet", reference=made.reference)

    crumbs = pages.inspection_crumbs(found)
    return answer_form(request, form, save, title=_("Correct this report"), crumbs=crumbs)


@for_parties
def step(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Take an inspection to its next stage by form."""
    found = visible_inspection(request.viewer, request.today, reference)
    if stage not in list(InspectionStage) or stage not in legal_next(found.kind, found.stage):
        raise NotFound(_("Inspection %(one)s cannot become %(stage)s.") % {"one": reference, "stage": stage})
    if not takes_steps(request.viewer, found):
        raise NotAllowed(_("This step is the mission's; of a monthly report it is the State's."))
    form = StepForm(_data(request), found, stage, request.today)

    def save() -> HttpResponse:
        made = actions.take_inspection_step(
            request.viewer, reference, stage, form.terms(), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        return _to_inspection(request, made, _("The step of %(one)s is recorded."))

    title = pages.step_words(found.stage, stage, found.kind)
    return answer_form(request, form, save, title=title, crumbs=pages.inspection_crumbs(found))


@for_parties
def sign(request: MusterRequest, reference: str) -> HttpResponse:
    """Sign a shared worksheet for the contingent by form."""
    found = visible_inspection(request.viewer, request.today, reference)
    if not is_state_side(request.viewer, found.unit):
        raise NotAllowed(_("The contingent signs by officers of its State."))
    form = SignForm(_data(request), initial={"version": found.version, "on": request.today})

    def save() -> HttpResponse:
        said = form.cleaned_data
        made = actions.sign_for_contingent(
            request.viewer, reference, on=said["on"], remarks=said["remarks"], today=request.today,
            expected_version=said["version"],
        )  # fmt: skip
        return _to_inspection(request, made, _("The signature of %(one)s is recorded."))

    crumbs = pages.inspection_crumbs(found)
    return answer_form(request, form, save, title=_("Sign for the contingent"), crumbs=crumbs)


@for_parties
def refuse(request: MusterRequest, reference: str) -> HttpResponse:
    """Record by form that the contingent does not sign, and why."""
    found = visible_inspection(request.viewer, request.today, reference)
    if not (is_state_side(request.viewer, found.unit) or is_mission_side(request.viewer, found.unit)):
        raise NotAllowed(_("A refusal is recorded by officers of the State, or of the mission's side."))
    form = RefusalForm(_data(request), initial={"version": found.version})

    def save() -> HttpResponse:
        said = form.cleaned_data
        made = actions.refuse_signature(
            request.viewer, reference, words=said["words"], today=request.today, expected_version=said["version"]
        )
        return _to_inspection(request, made, _("That %(one)s is not signed is recorded."))

    crumbs = pages.inspection_crumbs(found)
    return answer_form(request, form, save, title=_("The contingent does not sign"), crumbs=crumbs)
