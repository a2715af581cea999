"""Pages of performance improvement plans. Thin: what may be seen is in queries, what may be done in actions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.deployments.queries.units import visible_unit
from muster.inspections.actions import performance_plans as actions
from muster.inspections.actions.inspection_access import is_mission_side, is_state_side
from muster.inspections.forms import evaluations as forms
from muster.inspections.pages import performance_plans as pages
from muster.inspections.pages.evaluations import unit_crumb
from muster.inspections.queries.evaluations import visible_plan, visible_plans
from muster.inspections.stages import ActingSide, ImprovementStage
from muster.inspections.tables.evaluations import MEASURES, PLANS
from muster.inspections.views.lines_page import Written, answer_lines
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest

FOR_MISSION = "Plans to do better are kept by officers of the mission and of the secretariat that mandates it."


@for_parties
@require_safe
def plans(request: MusterRequest) -> HttpResponse:
    """Show the plans that the viewer may see."""
    table = render_table(request, PLANS, visible_plans(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Plans to do better"),
        kicker=_("Performance improvement plans"),
        lead=_("What units are to reach by when, because of an inspection or an evaluation, and by whose measures."),
        crumbs=[Crumb(_("Inspections"), reverse("inspections")), Crumb(_("Plans to do better"))],
        actions=[Action(_("Evaluations"), reverse("evaluations"))],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def new_plan(request: MusterRequest) -> HttpResponse:
    """Open the draft of a plan of the unit `unit`, perhaps because of `evaluation` or `inspection`."""
    unit = visible_unit(request.viewer, request.today, request.GET.get("unit", ""))
    if not is_mission_side(request.viewer, unit):
        raise NotAllowed(_(FOR_MISSION))
    initial = {name: request.GET.get(name, "") for name in ("evaluation", "inspection")}
    form = forms.PlanForm(request.POST or None, initial=initial)

    def save() -> HttpResponse:
        made = actions.open_plan(request.viewer, form.terms(unit.reference), today=request.today)
        messages.success(request, _("Plan %(one)s is opened; write its measures.") % {"one": made.reference})
        return redirect_as_of_today(request, "write-performance-plan", reference=made.reference)

    return answer_form(
        request, form, save, title=_("New plan to do better"), crumbs=pages.plan_crumbs(unit_crumb(unit))
    )


@for_parties
@require_safe
def plan(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one plan: the measures, whose turn it is, and the stages."""
    found = visible_plan(request.viewer, request.as_of, reference)
    rows = pages.measure_rows(request.viewer, found, request.as_of)
    context = {
        "head": pages.plan_head(request, found),
        "facts": pages.plan_facts(found),
        "measures": render_table(request, MEASURES, rows, prefix="measures-"),
        "timeline": pages.plan_timeline(found, request.as_of),
    }
    return render(request, "inspections/performance_plan.html", context)


def _crumb(reference: str) -> Crumb:
    return Crumb(reference, reverse("performance-plan", args=[reference]))


def _done(request: MusterRequest, reference: str) -> HttpResponse:
    """Go to the plan's page with a message; to the list where its writer may not see a draft any more."""
    messages.success(request, _("Plan %(one)s is recorded.") % {"one": reference})
    if not visible_plans(request.viewer, request.today).filter(reference=reference).exists():
        return redirect_as_of_today(request, "performance-plans")
    return redirect_as_of_today(request, "performance-plan", reference=reference)


@for_parties
def write_plan(request: MusterRequest, reference: str) -> HttpResponse:
    """Write aim, day and measures of a draft on one page of lines."""
    found = visible_plan(request.viewer, request.today, reference)
    if not is_mission_side(request.viewer, found.unit):
        raise NotAllowed(_(FOR_MISSION))
    if found.stage != ImprovementStage.DRAFT:
        raise Refused(_("A plan is written as a draft; later its day can be moved."))
    data = request.POST or None
    whole = {"version": found.version, "aim": found.aim, "due_on": found.due_on}
    form = forms.PlanWholeForm(data, initial=whole)
    lines = forms.MeasureLines(data, forms.known_measures(found), more="more" in request.POST)

    def save() -> None:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        actions.write_plan(
            request.viewer, reference, measures=lines.terms(), today=request.today, expected_version=version, **said
        )

    title = _("Write")
    crumbs = pages.plan_crumbs(unit_crumb(found.unit), _crumb(reference), Crumb(title))
    written = Written(reference, "performance-plan", "write-performance-plan", _("Plan %(one)s is recorded."))
    return answer_lines(request, PageHead(title=title, crumbs=crumbs), form, lines, save, written)


@for_parties
def step_plan(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Take a plan to its next stage by form."""
    found = visible_plan(request.viewer, request.today, reference)
    if stage not in pages.steps_open(request.viewer, found):
        raise NotFound(_("Plan %(one)s cannot become %(stage)s by you.") % {"one": reference, "stage": stage})
    wanted = ImprovementStage(stage)
    has_words = wanted not in (ImprovementStage.PROPOSED, ImprovementStage.AGREED)
    form = forms.StepForm(
        request.POST or None, stage, version=found.version, day=request.today, has_words=has_words, has_due=False
    )

    def save() -> HttpResponse:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        actions.step_plan(request.viewer, reference, stage, today=request.today, expected_version=version, **said)
        return _done(request, reference)

    crumbs = pages.plan_crumbs(unit_crumb(found.unit), _crumb(reference))
    return answer_form(request, form, save, title=pages.STEP_WORDS[wanted], crumbs=crumbs)


@for_parties
def move_plan(request: MusterRequest, reference: str) -> HttpResponse:
    """Give a plan that is agreed another day."""
    found = visible_plan(request.viewer, request.today, reference)
    if not is_mission_side(request.viewer, found.unit):
        raise NotAllowed(_(FOR_MISSION))
    form = forms.MoveForm(request.POST or None, initial={"version": found.version, "due_on": found.due_on})

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.move_plan(
            request.viewer, reference, said["due_on"], said["reason"], today=request.today,
            expected_version=said["version"],
        )  # fmt: skip
        return _done(request, reference)

    crumbs = pages.plan_crumbs(unit_crumb(found.unit), _crumb(reference))
    return answer_form(request, form, save, title=_("Move its day"), crumbs=crumbs)


@for_parties
def measure_done(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Enter when a measure was done and what shows it."""
    found = visible_plan(request.viewer, request.today, reference)
    measure = found.measures.filter(number=number).first()
    if measure is None:
        raise NotFound(_("Plan %(one)s has no measure %(number)s.") % {"one": reference, "number": number})
    is_theirs = measure.side == ActingSide.CONTRIBUTOR and is_state_side(request.viewer, found.unit)
    if not (is_theirs or is_mission_side(request.viewer, found.unit)):
        raise NotAllowed(_("A measure is entered by whoever had to act, or by the mission."))
    form = forms.DoneForm(request.POST or None, initial={"done_on": request.today})

    def save() -> HttpResponse:
        actions.measure_done(request.viewer, reference, number, today=request.today, **form.cleaned_data)
        return _done(request, reference)

    crumbs = pages.plan_crumbs(unit_crumb(found.unit), _crumb(reference))
    return answer_form(request, form, save, title=measure.words, crumbs=crumbs)
