"""Pages of memoranda. Thin: what may be seen is in queries, what may be done in actions."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.changes.models import ReachKind
from muster.changes.pages import facts_that_changed
from muster.deployments.queries.units import visible_unit, visible_units
from muster.generation.models import InstrumentKind
from muster.generation.queries.instruments import visible_instruments
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.missions.mandate_flags import mandate_facts, with_mandate
from muster.missions.queries import covers
from muster.missions.queries.beyond import with_beyond
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.reimbursement.actions import memoranda as actions
from muster.reimbursement.actions.memorandum_access import drafts
from muster.reimbursement.forms import memoranda as forms
from muster.reimbursement.models import MemorandumVersion
from muster.reimbursement.pages import memoranda as pages
from muster.reimbursement.pages.room import doors_of
from muster.reimbursement.queries.agreed_terms import missing_lines, version_terms
from muster.reimbursement.queries.editions import visible_editions
from muster.reimbursement.queries.memoranda import (
    MISSION_PATH,
    equipment_seen,
    services_seen,
    version_known,
    version_shown,
    visible_memoranda,
    visible_memorandum,
    with_term,
    with_versions,
)
from muster.reimbursement.queries.rate_books import rate_book
from muster.reimbursement.stages import MemorandumStage
from muster.reimbursement.tables.memoranda import EQUIPMENT, MEMORANDA, MISSING, SERVICES, VERSIONS, place_versions

FOR_SIDES = "Memoranda are opened by officers of the unit's State and of the secretariat that mandates the mission."


@for_parties
@require_safe
def memoranda(request: MusterRequest) -> HttpResponse:
    """Show the memoranda that the viewer may see, and what else the room has."""
    found = with_versions(visible_memoranda(request.viewer, request.as_of), request.as_of)
    known = covers(request.viewer, request.as_of)
    found = with_beyond(with_term(found, request.as_of), known, request.as_of, MISSION_PATH, "term_until")
    declared = with_mandate(MEMORANDA, known, request.as_of, "unit.post.requirement.mission.acronym", "term_until")
    table = render_table(request, declared, found, prepare=partial(place_versions, day=request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(label, reverse(name)) for label, name in doors_of(request.viewer)]
    head = PageHead(
        title=_("Reimbursement"),
        kicker=_("Memoranda of understanding"),
        lead=_("What contributors are paid by: people, equipment and self-sustainment as agreed, and at which rates."),
        actions=[*_doors_of_unit(request), *doors],
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


def _doors_of_unit(request: MusterRequest) -> list[Action]:
    """Return the door to a new memorandum of the unit that the list is narrowed to, for those who may open one."""
    reference = request.GET.get("unit", "")
    unit = visible_units(request.viewer, request.today).filter(reference=reference).first() if reference else None
    if unit is None or not drafts(request.viewer, unit):
        return []
    return [Action(_("New memorandum"), f"{reverse('new-memorandum')}?unit={unit.reference}", primary=True, icon="add")]


@for_parties
def new_memorandum(request: MusterRequest) -> HttpResponse:
    """Open the draft of a memorandum of the unit `unit`."""
    unit = visible_unit(request.viewer, request.today, request.GET.get("unit", ""))
    if not drafts(request.viewer, unit):
        raise NotAllowed(_(FOR_SIDES))
    instruments = visible_instruments(request.viewer, request.today).filter(
        kind=InstrumentKind.MEMORANDUM,
        case__state=unit.state_id,
        case__post__requirement__mission=unit.post.requirement.mission_id,
    )
    editions = visible_editions(request.viewer, request.today)
    form = forms.MemorandumForm(request.POST or None, editions, instruments)

    def save() -> HttpResponse:
        terms, agreed = form.terms(unit.reference), form.agreed()
        made = actions.open_memorandum(request.viewer, terms, agreed, today=request.today)
        messages.success(request, _("Memorandum %(one)s is opened.") % {"one": made.reference})
        return redirect_as_of_today(request, "reimbursement-memorandum", reference=made.reference)

    unit_crumb = Crumb(unit.reference, reverse("deployed-unit", args=[unit.reference]))
    return answer_form(request, form, save, title=_("New memorandum"), crumbs=pages.crumbs(unit_crumb))


@for_parties
@require_safe
def memorandum(request: MusterRequest, reference: str) -> HttpResponse:
    """Show a memorandum as it is in place on the day."""
    found = visible_memorandum(request.viewer, request.as_of, reference)
    return _shown(request, found, version_shown(found, request.as_of))


@for_parties
@require_safe
def memorandum_version(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Show one version of a memorandum."""
    found = visible_memorandum(request.viewer, request.as_of, reference)
    return _shown(request, found, version_known(found, number))


def _shown(request: MusterRequest, found: Any, version: MemorandumVersion | None) -> HttpResponse:
    context: dict[str, Any] = {
        "head": pages.memorandum_head(request, found),
        "facts": [
            *pages.memorandum_facts(request.viewer, found, version, request.as_of),
            *mandate_facts(
                request.viewer, found.unit.post.requirement.mission.acronym, found.term_until, request.as_of
            ),
        ],
        "versions": render_table(request, VERSIONS, pages.version_rows(found), prefix="versions-"),
        "timeline": pages.memorandum_timeline(found, request.as_of),
        "changed_facts": facts_that_changed(request, ReachKind.MEMORANDUM, [found.reference]),
    }
    if version is not None:
        tables = _lines_of(request, found, version)
        if isinstance(tables, HttpResponse):
            return tables
        context |= tables
    return render(request, "reimbursement/memorandum.html", context)


def _lines_of(request: MusterRequest, found: Any, version: MemorandumVersion) -> dict[str, Any] | HttpResponse:
    """Return what the page shows of a version's lines; an export where one is asked for."""
    equipment = equipment_seen(request.viewer, found, version)
    services = services_seen(request.viewer, found, version)
    book = rate_book(version.edition)
    rows = ("equipment", EQUIPMENT, pages.equipment_rows(equipment, book)), (
        "services", SERVICES, pages.service_rows(services, book),
    )  # fmt: skip
    context: dict[str, Any] = {"version": pages.version_title(found, version, request.as_of)}
    for name, table, lines in rows:
        made = render_table(request, table, lines, prefix=f"{name}-")
        if isinstance(made, HttpResponse):
            return made
        context[name] = made
    if found.seen_whole:
        context["factors"] = pages.factor_facts(found, version, request.as_of)
        missing = missing_lines(found, version_terms(version, equipment, services), book, request.as_of)
        if missing:
            context["missing"] = render_table(request, MISSING, missing, prefix="missing-")
    return context


@for_parties
def step_memorandum(request: MusterRequest, reference: str, stage: str) -> HttpResponse:
    """Take a memorandum to its next stage by form."""
    found = visible_memorandum(request.viewer, request.today, reference)
    if not found.seen_whole or stage not in pages.steps_open(request.viewer, found):
        raise NotFound(_("Memorandum %(one)s cannot become %(stage)s by you.") % {"one": reference, "stage": stage})
    wanted = MemorandumStage(stage)
    has_reason = wanted == MemorandumStage.ENDED
    form = forms.StepForm(request.POST or None, version=found.version, day=request.today, has_reason=has_reason)

    def save() -> HttpResponse:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        actions.step_memorandum(request.viewer, reference, stage, today=request.today, expected_version=version, **said)
        messages.success(request, _("Memorandum %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "reimbursement-memorandum", reference=reference)

    crumbs = pages.crumbs(pages.memorandum_crumb(reference))
    return answer_form(request, form, save, title=pages.STEP_WORDS[wanted], crumbs=crumbs)
