"""Pages of mandates: the list, one mission's mandate with its doors, tasks by mission, files in and out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form, answer_import
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table, tables_on_page
from muster.kit.uploads import attached, uploaded_bytes
from muster.missions import actions, mandate_pages, mandate_workbook, queries
from muster.missions import mandate_tables as tables
from muster.missions.mandate_csv import import_csv
from muster.missions.mandate_forms import (
    ClassificationForm,
    ConditionForm,
    CorrectionForm,
    MandateFileForm,
    PeriodForm,
    said_tasks,
    task_forms,
)
from muster.missions.mandate_terms import task_terms
from muster.missions.models import MandatePeriod, Mission
from muster.missions.queries.mandate_rows import PeriodRow, mandate_rows, period_rows, renewal_on, task_rows
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def mandates(request: MusterRequest) -> HttpResponse:
    """List the missions under way with the mandate that holds of each."""
    rows = mandate_rows(request.viewer, request.as_of)
    table = render_table(request, tables.MANDATES, rows)
    if isinstance(table, HttpResponse):
        return table
    context = {
        "head": mandate_pages.list_head(request.viewer),
        "figures": mandate_pages.list_figures(rows),
        "rule": mandate_pages.warning_rule(request.as_of),
        "table": table,
    }
    return render(request, "missions/mandates.html", context)


@for_parties
@require_safe
def mandated_tasks(request: MusterRequest) -> HttpResponse:
    """Show which missions have which task."""
    missions, rows = task_rows(request.viewer, request.as_of)
    table = render_table(request, tables.matrix_table(missions, request.as_of), rows)
    if isinstance(table, HttpResponse):
        return table
    title = _("Tasks by mission")
    lead = _(
        "The controlled list of tasks, and which mandates in force have them. A mandate that lists none is left out."
    )
    head = PageHead(title=title, crumbs=mandate_pages.crumbs(Crumb(title)), lead=lead)
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def mandate(request: MusterRequest, acronym: str) -> HttpResponse:
    """Show everything about one mission's mandate: periods, tasks, statements, classifications."""
    day, viewer = request.as_of, request.viewer
    found = queries.visible_mission(viewer, day, acronym)
    rows = period_rows(viewer, day, found)
    holding = next((row for row in reversed(rows) if row.link and _holds_on(row, request)), None)
    every = list(queries.known_conditions(viewer, day, [acronym]).order_by("-valid_from", "-pk"))
    in_force = sorted(queries.conditions_in_force(viewer, day, [acronym]), key=lambda one: (one.kind, one.party))
    drawn = tables_on_page(
        request,
        {
            "periods": (tables.periods_table(_correctable(rows, request, found)), rows),
            "tasks": (tables.tasks_table(frozenset(holding.new_tasks if holding else ())),
                      list(holding.tasks) if holding else []),
            "conditions": (tables.CONDITIONS, in_force),
            "statements": (tables.HISTORY, every),
            "classifications": (tables.CLASSIFICATIONS, list(queries.classifications_known(viewer, day, acronym))),
        },
    )  # fmt: skip
    if isinstance(drawn, HttpResponse):
        return drawn
    standing = renewal_on([row.link.term for row in rows if row.link], found, day)
    context = {
        "head": mandate_pages.one_head(found, viewer, standing),
        "facts": mandate_pages.renewal_facts(found, standing, rows, day),
        "chart": mandate_pages.chain_chart(found, rows, every, day),
        **drawn,
    }
    return render(request, "missions/mandate.html", context)


def _holds_on(row: PeriodRow, request: MusterRequest) -> bool:
    """Return whether a period holds on the day of the page."""
    term, day = row.link.term if row.link else None, request.as_of
    return term is not None and term.start <= day and (term.until is None or day < term.until)


def _correctable(rows: list[PeriodRow], request: MusterRequest, found: Mission) -> frozenset[int]:
    """Return the numbers of the periods that the viewer may correct: those that none follows."""
    if not mandate_pages.may_enter(request.viewer, found):
        return frozenset()
    followed = {row.period.follows_id for row in rows}
    return frozenset(row.period.pk for row in rows if row.period.pk not in followed)


def _own_mission(request: MusterRequest, acronym: str) -> Mission:
    """Return a mission that the viewer's organisation mandates. Raises NotFound or NotAllowed."""
    found = queries.visible_mission(request.viewer, request.as_of, acronym)
    if not mandate_pages.may_enter(request.viewer, found):
        raise NotAllowed(_("Mandates are recorded by officers of the Secretariat that mandates the mission."))
    return found


@for_parties
def new_mandate(request: MusterRequest, acronym: str) -> HttpResponse:
    """Record a mandate period with its tasks by form; the tasks of the one before stand in it."""
    found = _own_mission(request, acronym)
    known = list(queries.with_tasks(queries.known_mandates(request.viewer, request.today).filter(mission=found)))
    form = PeriodForm(known, request.POST or None)
    before = task_terms(known[-1].tasks_in_order) if known else ()  # type: ignore[attr-defined]  # prefetched
    rows = task_forms(request.POST or None, before)

    def save() -> HttpResponse:
        made = form.period()
        made.mission, made.known_from = found, request.today
        actions.renew_mandate(request.viewer, made, said_tasks(rows))
        return _recorded(request, acronym)

    title = _("New mandate period of %(one)s") % {"one": acronym}
    crumbs = mandate_pages.crumbs(mandate_pages.mission_crumb(acronym))
    return answer_form(request, form, save, title=title, crumbs=crumbs, rows=rows, rows_title=_("Tasks"))


@for_parties
def correct_mandate(request: MusterRequest, acronym: str, number: int) -> HttpResponse:
    """Put another period in the place of one that was entered wrongly."""
    found = _own_mission(request, acronym)
    wrong = actions.period_of(found, number, request.today)
    known = task_terms(wrong.mandated_tasks.order_by("number"))
    form = CorrectionForm(request.POST or None, instance=_copy(wrong))
    rows = task_forms(request.POST or None, known)

    def save() -> HttpResponse:
        right = form.save(commit=False)
        right.known_from = request.today
        actions.correct_mandate(request.viewer, wrong, right, said_tasks(rows), reason=form.cleaned_data["reason"])
        return _recorded(request, acronym)

    title = _("Correct the period of %(one)s from %(day)s") % {"one": acronym, "day": wrong.valid_from.isoformat()}
    crumbs = mandate_pages.crumbs(mandate_pages.mission_crumb(acronym))
    return answer_form(request, form, save, title=title, crumbs=crumbs, rows=rows, rows_title=_("Tasks"))


def _copy(wrong: MandatePeriod) -> MandatePeriod:
    """Return an unsaved period that says what the wrong one says; its standing is that of what is entered."""
    plain = (
        "mission", "resolution", "kind", "adopted_on", "chapter", "valid_from", "valid_until", "troop_ceiling",
        "police_ceiling", "observer_ceiling", "justice_ceiling", "exit_conditions", "source",
    )  # fmt: skip
    return MandatePeriod(**{name: getattr(wrong, name) for name in plain})


@for_parties
def new_condition(request: MusterRequest, acronym: str) -> HttpResponse:
    """Record a dated statement on an operation by form."""
    found = _own_mission(request, acronym)
    form = ConditionForm(request.POST or None)

    def save() -> HttpResponse:
        made = form.save(commit=False)
        made.mission, made.known_from = found, request.today
        actions.record_condition(request.viewer, made)
        return _recorded(request, acronym)

    title = _("New statement on %(one)s") % {"one": acronym}
    crumbs = mandate_pages.crumbs(mandate_pages.mission_crumb(acronym))
    return answer_form(request, form, save, title=title, crumbs=crumbs)


@for_parties
def classify_mission(request: MusterRequest, acronym: str) -> HttpResponse:
    """Give an operation a value of a scheme by form."""
    found = _own_mission(request, acronym)
    form = ClassificationForm(request.POST or None)

    def save() -> HttpResponse:
        made = form.classification()
        made.mission, made.known_from = found, request.today
        actions.classify_mission(request.viewer, made)
        return _recorded(request, acronym)

    title = _("Classify %(one)s") % {"one": acronym}
    crumbs = mandate_pages.crumbs(mandate_pages.mission_crumb(acronym))
    return answer_form(request, form, save, title=title, crumbs=crumbs)


def _recorded(request: MusterRequest, acronym: str) -> HttpResponse:
    """Say so and go to the page of the mission's mandate."""
    messages.success(request, _("The mandate of %(one)s is recorded.") % {"one": acronym})
    return redirect_as_of_today(request, "mandate", acronym=acronym)


@for_parties
@require_safe
def workbook(request: MusterRequest) -> HttpResponse:
    """Hand out operations, mandates, tasks, statements and classifications as one workbook."""
    data = mandate_workbook.export(request.viewer, request.as_of)
    return attached(data, f"muster-mandates-{request.as_of:%Y-%m-%d}.xlsx")


@for_parties
def import_workbook(request: MusterRequest) -> HttpResponse:
    """Import a workbook of mandates: all of it, or none and every error by sheet, row and column."""
    _require_officer(request)
    title = _("Import mandates")
    lead = _("One Excel workbook holds operations, mandates, tasks, statements and classifications.")
    head = PageHead(title=title, crumbs=mandate_pages.crumbs(Crumb(title)), lead=lead)

    def save() -> HttpResponse:
        done = mandate_workbook.import_workbook(request.viewer, uploaded_bytes(request), today=request.today)
        messages.success(request, _("%(count)d records entered.") % {"count": done.total})
        return redirect("mandates")

    return answer_import(request, head, reverse("mandates-workbook"), save)


@for_parties
def import_mandates_csv(request: MusterRequest) -> HttpResponse:
    """Import a CSV file of mandate periods: all of it, or none and every error by row and column."""
    _require_officer(request)
    form = MandateFileForm(request.POST or None, request.FILES or None)

    def save() -> HttpResponse:
        entered = import_csv(request.viewer, uploaded_bytes(request), today=request.today)
        messages.success(request, _("%(count)d records entered.") % {"count": entered})
        return redirect("mandates")

    return answer_form(
        request, form, save, title=_("Import a CSV file of mandates"), crumbs=mandate_pages.crumbs(),
        submit_label=_("Check and import"),
    )  # fmt: skip


def _require_officer(request: MusterRequest) -> None:
    if not (request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_("Mandates are imported by officers of a Secretariat."))
