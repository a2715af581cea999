"""Pages of evaluations. Thin: what may be seen is in queries, what may be done in actions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.deployments.queries.units import visible_unit
from muster.inspections.actions import evaluations as actions
from muster.inspections.actions.inspection_access import is_mission_side
from muster.inspections.forms import evaluations as forms
from muster.inspections.pages import evaluations as pages
from muster.inspections.papers.evaluation import paper_of_evaluation
from muster.inspections.queries.evaluations import visible_evaluation, visible_evaluations
from muster.inspections.rules.evaluation_stages import WRITTEN_IN
from muster.inspections.stages import EvaluationStage
from muster.inspections.tables.evaluations import EVALUATIONS, STANDARDS
from muster.inspections.views.lines_page import Written, answer_lines
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.papers import as_pdf
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest

FOR_EVALUATORS = "Evaluations are written by officers of the mission and of the secretariat that mandates it."


@for_parties
@require_safe
def evaluations(request: MusterRequest) -> HttpResponse:
    """Show the evaluations that the viewer may see."""
    table = render_table(request, EVALUATIONS, visible_evaluations(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Evaluations"),
        kicker=_("Units in theatre"),
        lead=_("How units do by task and standard, with the contributor's comment and the context beside each rating."),
        crumbs=[Crumb(_("Inspections"), reverse("inspections")), Crumb(_("Evaluations"))],
        actions=[Action(_("Plans to do better"), reverse("performance-plans"))],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def new_evaluation(request: MusterRequest) -> HttpResponse:
    """Open the draft of an evaluation of the unit `unit`."""
    unit = visible_unit(request.viewer, request.today, request.GET.get("unit", ""))
    if not is_mission_side(request.viewer, unit):
        raise NotAllowed(_(FOR_EVALUATORS))
    form = forms.EvaluationForm(request.POST or None)

    def save() -> HttpResponse:
        made = actions.open_evaluation(request.viewer, form.terms(unit.reference), today=request.today)
        return _done(request, made.reference, _("Evaluation %(one)s is opened."))

    crumbs = pages.crumbs(pages.unit_crumb(unit))
    return answer_form(request, form, save, title=_("New evaluation"), crumbs=crumbs)


def _done(request: MusterRequest, reference: str, words: str) -> HttpResponse:
    """Go to the evaluation's page with a message; to the list where its writer no longer sees it."""
    messages.success(request, words % {"one": reference})
    return redirect_as_of_today(request, "evaluation", reference=reference)


@for_parties
@require_safe
def evaluation(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one evaluation: the standards, the context beside them, comment and answer, and the stages."""
    found = visible_evaluation(request.viewer, request.as_of, reference)
    context = {
        "head": pages.evaluation_head(request, found),
        "facts": pages.evaluation_facts(found, request.as_of),
        "standards": render_table(request, STANDARDS, found.lines, prefix="standards-"),
        "context_facts": pages.shown_context(request.viewer, found, request.as_of),
        "is_kept": bool(found.context),
        "comment": pages.comment_facts(found),
        "timeline": pages.evaluation_timeline(found, request.as_of),
    }
    return render(request, "inspections/evaluation.html", context)


@for_parties
def write_evaluation(request: MusterRequest, reference: str) -> HttpResponse:
    """Write the whole and the standards on one page of lines."""
    found = visible_evaluation(request.viewer, request.today, reference)
    if not is_mission_side(request.viewer, found.unit):
        raise NotAllowed(_(FOR_EVALUATORS))
    if found.stage not in WRITTEN_IN:
        raise Refused(_("It is written as a draft, or after the contributor's comment."))
    data = request.POST or None
    whole = {"version": found.version, "rating": found.rating, "summary": found.summary}
    form = forms.WholeForm(data, initial=whole)
    lines = forms.StandardLines(data, forms.known_standards(found), more="more" in request.POST)

    def save() -> None:
        said = form.cleaned_data
        actions.write_evaluation(
            request.viewer, reference, lines.content(said), today=request.today, expected_version=said["version"]
        )

    title = _("Write")
    crumbs = pages.crumbs(pages.unit_crumb(found.unit), _crumb(reference), Crumb(title))
    written = Written(reference, "evaluation", "write-evaluation", _("Evaluation %(one)s is recorded."))
    return answer_lines(request, PageHead(title=title, crumbs=crumbs), form, lines, save, written)


@for_parties
@require_safe
def evaluation_pdf(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out an evaluation as PDF."""
    made = paper_of_evaluation(request.viewer, request.as_of, reference, request.today)
    return attached(as_pdf(made), f"{reference}.pdf")


def _crumb(reference: str) -> Crumb:
    return Crumb(reference, reverse("evaluation", args=[reference]))


@for_parties
def step_evaluation(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Take an evaluation to its next stage by form."""
    found = visible_evaluation(request.viewer, request.today, reference)
    if stage not in pages.steps_open(request.viewer, found):
        raise NotFound(_("Evaluation %(one)s cannot become %(stage)s by you.") % {"one": reference, "stage": stage})
    wanted = EvaluationStage(stage)
    has_words = wanted in (EvaluationStage.COMMENTED, EvaluationStage.WITHDRAWN) or (
        wanted == EvaluationStage.FINAL and found.stage == EvaluationStage.COMMENTED
    )
    form = forms.StepForm(
        request.POST or None, stage, version=found.version, day=request.today, has_words=has_words,
        has_due=wanted == EvaluationStage.SHARED,
    )  # fmt: skip

    def save() -> HttpResponse:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        actions.step_evaluation(
            request.viewer, reference, stage, today=request.today, expected_version=version, **said
        )  # fmt: skip
        return _done(request, reference, _("Evaluation %(one)s is recorded."))

    crumbs = pages.crumbs(pages.unit_crumb(found.unit), _crumb(reference))
    return answer_form(request, form, save, title=pages.STEP_WORDS[wanted], crumbs=crumbs)
