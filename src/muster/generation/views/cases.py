"""Pages of cases. Thin: what may be seen is in queries, what may be done in actions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.changes.models import ReachKind
from muster.changes.pages import facts_that_changed
from muster.generation import actions, queries
from muster.generation.actions.access import is_register, may_move
from muster.generation.forms import cases as forms
from muster.generation.models import CaseStage, NoteKind
from muster.generation.pages import case as pages
from muster.generation.pages.theatre import THEATRE, theatre_rows
from muster.generation.queries.theatre import theatre_of
from muster.generation.tables import CASES, OWED, PHASES, phase_name
from muster.generation.terms import CaseChange
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, KeyFigure, PageHead
from muster.kit.tables import render_table
from muster.missions.mandate_flags import mandate_facts, with_mandate
from muster.missions.queries import covers
from muster.missions.queries.beyond import with_beyond
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest
from muster.reference.phases import phase

CASE_MISSION, CASE_MISSION_SHOWN = "post__requirement__mission", "post.requirement.mission.acronym"


@for_parties
@require_safe
def cases(request: MusterRequest) -> HttpResponse:
    """Show the cases that are open (`all=1`: those that ended too), with how each stands against its wanted day."""
    stage = "" if "all" in request.GET else CaseStage.OPEN
    found = queries.listed_cases(request.viewer, request.as_of, today=request.today, stage=stage)
    known = covers(request.viewer, request.as_of)
    until, is_query = "post.needed_until", not isinstance(found, list)
    declared = with_mandate(CASES, known, request.as_of, CASE_MISSION_SHOWN, until, is_query=is_query)
    if not isinstance(found, list):
        found = with_beyond(found, known, request.as_of, CASE_MISSION, "post__needed_until")
    table = render_table(request, declared, found)
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Force generation"),
        kicker=_("From a requirement to a unit on the ground"),
        lead=_("Which unit is on its way into which post, where it stands, when it will arrive, and who owes what."),
        actions=_list_doors(request),
    )
    context = {"head": head, "table": table, "figures": _figures(found)}
    return render(request, "generation/cases.html", context)


def _list_doors(request: MusterRequest) -> list[Action]:
    address = reverse("generation")
    doors = [
        Action(_("Board"), reverse("case-board")),
        Action(_("Calendar"), reverse("case-calendar"), icon="calendar"),
        Action(_("Handover"), reverse("case-handover")),
        Action(_("All, ended ones too"), f"{address}?all=1"),
        Action(_("Blocks"), reverse("blocks")),
        Action(_("Bridges"), reverse("bridges")),
        Action(_("Build-up of missions"), reverse("build-ups")),
    ]
    if request.viewer.kind == OrganisationKind.SECRETARIAT and request.viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Call a unit, or a drill"), reverse("call-new")))
        doors.append(Action(_("Call a package"), reverse("call-package")))
        doors.append(Action(_("Open a case"), reverse("new-case"), primary=True, icon="add"))
    return doors


def _figures(found: Any) -> list[KeyFigure]:
    """Return the strip of numbers over the list; drills are not counted."""
    standings: list[tuple[str, str]] = (
        [(one.stage, one.verdict) for one in found if not one.is_drill]
        if isinstance(found, list)
        else list(found.filter(is_drill=False).order_by().values_list("stage", "verdict"))
    )
    counts = dict.fromkeys(("late", "at-risk", "in-time"), 0)
    for stage, verdict in standings:
        if stage == CaseStage.OPEN and verdict in counts:
            counts[verdict] += 1
    address = reverse("generation")
    return [
        KeyFigure(_("Open cases"), sum(stage == CaseStage.OPEN for stage, _verdict in standings)),
        KeyFigure(
            _("Late"), counts["late"], tone="short" if counts["late"] else "met", href=f"{address}?lateness=late"
        ),
        KeyFigure(_("At risk"), counts["at-risk"], href=f"{address}?lateness=at-risk"),
        KeyFigure(_("In time"), counts["in-time"], href=f"{address}?lateness=in-time"),
    ]


@for_parties
@require_safe
def case(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one case: where it stands, its schedule, forecast, who owes what, and its log."""
    found = queries.visible_case(request.viewer, request.as_of, reference)
    standing = queries.standing_of(found, request.as_of, request.today)
    phases = render_table(request, PHASES, pages.phase_rows(found, standing), prefix="phases-")
    if isinstance(phases, HttpResponse):
        return phases
    context = {
        "head": pages.case_head(found, standing, request.viewer),
        "path": pages.phase_path(standing),
        "figures": pages.case_figures(found, standing, request.as_of),
        "chart": pages.gantt_of(found, standing, request.as_of),
        "owed": render_table(request, OWED, pages.owed_rows(found, standing), prefix="owed-"),
        "phases": phases,
        "facts": [
            *pages.case_facts_shown(found),
            *mandate_facts(
                request.viewer, found.post.requirement.mission.acronym, found.post.needed_until, request.as_of
            ),
        ],
        "log": pages.log_entries(found),
        "theatre": _theatre(request, found, standing),
        "reference": reference,
        "changed_facts": facts_that_changed(request, ReachKind.CASE, [reference]),
        "has_arrived": standing.schedule.has_arrived,
    }
    return render(request, "generation/case.html", context)


def _theatre(request: MusterRequest, found: Any, standing: queries.Standing) -> Any:
    """Return the phases after the arrival; None before it."""
    entries = theatre_of(found, standing, request.as_of)
    return render_table(request, THEATRE, theatre_rows(found, entries), prefix="theatre-") if entries else None


@for_parties
def new_case(request: MusterRequest) -> HttpResponse:
    """Open a case by form."""
    if not (request.viewer.kind == OrganisationKind.SECRETARIAT and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_("A case is opened by an officer of the secretariat that generates the force."))
    wanted = {name: request.GET[name] for name in ("post", "state", "pledge", "variant") if name in request.GET}
    form = forms.CaseForm(request.POST or None, request.viewer, request.today, wanted)

    def save() -> HttpResponse:
        opened = actions.open_case(request.viewer, form.terms(), today=request.today)
        return _done(request, opened.reference, _("Case %(one)s is open."))

    return answer_form(request, form, save, title=_("Open a case"), crumbs=pages.crumbs())


def _done(request: MusterRequest, reference: str, words: str) -> HttpResponse:
    """Go to the case's page with a message."""
    messages.success(request, words % {"one": reference})
    return redirect_as_of_today(request, "case", reference=reference)


def _crumbs(reference: str) -> list[Crumb]:
    return pages.crumbs(Crumb(reference, reverse("case", args=[reference])))


@for_parties
@require_safe
def case_phase(request: MusterRequest, reference: str, code: str) -> HttpResponse:
    """Show one phase of a case with what may be done."""
    found = queries.visible_case(request.viewer, request.as_of, reference)
    standing = queries.standing_of(found, request.as_of, request.today)
    if code not in standing.schedule.by_code:
        raise NotFound(_("Case %(one)s has no phase %(phase)s.") % {"one": reference, "phase": code})
    context = {
        "head": pages.phase_head(found, standing, code, request.viewer),
        "facts": pages.phase_facts_shown(found, standing, code),
        "note": phase(code).note,
    }
    return render(request, "generation/phase.html", context)


Step = tuple[type[forms.VersionForm], Callable[..., Any], str]
STEPS: dict[str, Step] = {
    "start": (forms.StartForm, actions.start_phase, "Begin"),
    "finish": (forms.FinishForm, actions.finish_phase, "Finish"),
    "leave-out": (forms.LeaveOutForm, actions.leave_out_phase, "Leave out"),
    "promise": (forms.PromiseForm, actions.promise_phase, "Promise a day"),
    "durations": (forms.DurationsForm, actions.override_durations, "Change the durations"),
}
"""The form, the action and the name of each step of a phase."""


@for_parties
def case_phase_step(request: MusterRequest, reference: str, code: str, step: str) -> HttpResponse:
    """Take a step of a phase by form."""
    found = queries.visible_case(request.viewer, request.today, reference)
    stored = next((one for one in found.known_phases if one.phase == code), None)
    if stored is None or step not in STEPS:
        raise NotFound(_("Case %(one)s has no such phase or step.") % {"one": reference})
    if not may_move(request.viewer, found, code) or (step == "leave-out" and not is_register(request.viewer, found)):
        raise NotAllowed(_("This phase is moved by the side that leads it, or by the register."))
    form_class, action, label = STEPS[step]
    initial = {
        "version": found.version,
        "started_on": stored.started_on,
        "least": stored.least_days,
        "likely": stored.likely_days,
        "most": stored.most_days,
    }
    form = form_class(request.POST or None, initial=initial)

    def save() -> HttpResponse:
        action(request.viewer, reference, code, today=request.today, **form.said())
        return _done(request, reference, _("The phase of case %(one)s is recorded."))

    title = f"{_(label)}: {phase_name(code)}"
    return answer_form(request, form, save, title=title, crumbs=_crumbs(reference), submit_label=_(label))


@for_parties
def case_note(request: MusterRequest, reference: str) -> HttpResponse:
    """Write into the log by form."""
    found = queries.visible_case(request.viewer, request.today, reference)
    if not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("The log is written by officers of the sides of the case."))
    named = [(one.phase, phase_name(one.phase)) for one in found.known_phases]
    may_decide = is_register(request.viewer, found)
    form = forms.NoteForm(request.POST or None, named, request.today, may_decide=may_decide)

    def save() -> HttpResponse:
        values = dict(form.cleaned_data)
        kind = NoteKind(values.pop("kind"))
        actions.add_note(request.viewer, reference, values.pop("words"), kind=kind, today=request.today, **values)
        return _done(request, reference, _("The log of case %(one)s has a new entry."))

    return answer_form(request, form, save, title=_("Write into the log"), crumbs=_crumbs(reference))


@for_parties
def change_case(request: MusterRequest, reference: str) -> HttpResponse:
    """Change what a case says of itself by form."""
    found = queries.visible_case(request.viewer, request.today, reference)
    if not is_register(request.viewer, found):
        raise NotAllowed(_("A case is changed by an officer of the secretariat that generates the force."))
    now = {name: getattr(found, name) for name in ("version", "title", "desk_officer", "strength", "wanted_on")}
    form = forms.CaseChangeForm(request.POST or None, initial=now)

    def save() -> HttpResponse:
        said = form.said()
        version = said.pop("expected_version")
        change = CaseChange(**said)
        actions.change_case(request.viewer, reference, change, today=request.today, expected_version=version)
        return _done(request, reference, _("Case %(one)s is changed."))

    return answer_form(request, form, save, title=_("Change the case"), crumbs=_crumbs(reference))


@for_parties
def abandon_case(request: MusterRequest, reference: str) -> HttpResponse:
    """Give a case up by form."""
    found = queries.visible_case(request.viewer, request.today, reference)
    if not is_register(request.viewer, found, Role.APPROVER):
        raise NotAllowed(_("A case is abandoned by an approver of the secretariat that generates the force."))
    form = forms.ReasonForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        said = form.said()
        actions.abandon_case(request.viewer, reference, said.pop("reason"), today=request.today, **said)
        return _done(request, reference, _("Case %(one)s is abandoned."))

    return answer_form(request, form, save, title=_("Abandon the case"), crumbs=_crumbs(reference))
