"""Pages of a call's play-book: what each role does, ticks, checklists, the clock of a drill, the debrief."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation import actions
from muster.generation.actions.access import is_register
from muster.generation.actions.playbook import may_tick
from muster.generation.forms.calls import ClockForm, InjectForm, TakeBackForm, TickForm
from muster.generation.models import CaseVariant
from muster.generation.pages.case_parts import part_crumbs
from muster.generation.pages.playbook import (
    DEBRIEF,
    STEPS,
    call_figures,
    call_head,
    call_timeline,
    debrief_figures,
    role_parts,
    step_rows,
    tick_note,
)
from muster.generation.papers.checklist import checklist_paper
from muster.generation.queries.calls import PlayedCall, answers_to, played, proposed_consequences
from muster.generation.queries.case_parts import is_open, keeps, may_answer
from muster.generation.queries.cases import visible_case
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb
from muster.kit.papers import as_pdf, as_word
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.reference.playbook import playbook_roles

PAPER_FORMS = {"pdf": as_pdf, "docx": as_word}
ALL = "all"


def found_call(request: MusterRequest, case: str) -> Any:
    """Return the case of a call that the viewer may see. Raises NotFound, also for a case of another variant."""
    found = visible_case(request.viewer, request.as_of, case)
    if found.variant != CaseVariant.RAPID:
        raise NotFound(f"Case {case!r} is no rapid-deployment call: it has no play-book.")
    return found


def playbook_crumbs(case: Any) -> list[Crumb]:
    """Return the path to a page below the play-book."""
    return part_crumbs(case, Crumb(_("Play-book"), reverse("case-play-book", args=[case.reference])))


@for_parties
@require_safe
def play_book(request: MusterRequest, case: str) -> HttpResponse:
    """The play-book of a call: day n of 60, what each role does now, next and later, and what is overdue."""
    found = found_call(request, case)
    call = played(request.viewer, found, request.as_of)
    rows = step_rows(call)
    table = render_table(request, STEPS, rows)
    if isinstance(table, HttpResponse):
        return table
    context = {
        "head": call_head(found, _("Play-book"), doors=_doors(request, found)),
        "figures": call_figures(call, request.as_of),
        "roles": role_parts(rows),
        "timeline": call_timeline(call, list(answers_to(request.viewer, found, request.as_of))),
        "played_on": call.played_on,
        "table": table,
        "case": found,
        "breached": bool(proposed_consequences(found, request.as_of)),
    }
    return render(request, "generation/play_book.html", context)


def _doors(request: MusterRequest, case: Any) -> list[Action]:
    """Return what the viewer may do with the call."""
    place, doors = [case.reference], []
    if is_open(case) and case.is_drill and keeps(request.viewer, case):
        doors.append(Action(_("Set the clock"), reverse("drill-clock", args=place), primary=True))
        doors.append(Action(_("Bring an event in"), reverse("drill-event", args=place)))
    if is_open(case) and may_answer(request.viewer, case):
        doors.append(Action(_("Answer the call"), reverse("call-answer", args=place)))
    doors.append(Action(_("Debrief"), reverse("case-debrief", args=place)))
    doors += [
        Action(_("Checklists (%(form)s)") % {"form": label}, reverse("play-book-checklist", args=[*place, ALL, form]))
        for label, form in (("PDF", "pdf"), ("Word", "docx"))
    ]
    return doors


@for_parties
def step(request: MusterRequest, case: str, step: str) -> HttpResponse:
    """Tick a step as done, or take the tick back."""
    found = found_call(request, case)
    call = played(request.viewer, found, request.as_of)
    placed = next((one for one in call.steps if one.step.code == step), None)
    if placed is None:
        raise NotFound(f"The play-book has no step {step!r}.")
    if not may_tick(request.viewer, found, placed.step):
        raise NotAllowed(_("This step is ticked by officers of its side or of the register."))
    return _take_back(request, found, call, step) if step in call.ticks else _tick(request, found, call, placed.step)


def _tick(request: MusterRequest, case: Any, call: PlayedCall, step: Any) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = TickForm(data, played_on=call.played_on, proof=step.proof)
    form.fields["done_on"].help_text = tick_note(case, call.day)

    def save() -> HttpResponse:
        actions.tick_step(request.viewer, case.reference, step.code, today=request.today, **form.cleaned_data)
        messages.success(request, _("The step is ticked."))
        return redirect_as_of_today(request, "case-play-book", case=case.reference)

    return answer_form(request, form, save, title=_mark(case, step.what), crumbs=playbook_crumbs(case))


def _take_back(request: MusterRequest, case: Any, call: PlayedCall, code: str) -> HttpResponse:
    form = TakeBackForm(request.POST if request.method == "POST" else None)

    def save() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        actions.take_back_tick(request.viewer, case.reference, code, reason=reason, today=request.today)
        messages.success(request, _("The tick is taken back."))
        return redirect_as_of_today(request, "case-play-book", case=case.reference)

    day = call.ticks[code].day
    title = _mark(case, _("Take back: done on day %(day)d") % {"day": day})
    return answer_form(request, form, save, title=title, crumbs=playbook_crumbs(case))


def _mark(case: Any, title: str) -> str:
    return f"{_('DRILL')}: {title}" if case.is_drill else title


@for_parties
@require_safe
def checklist(request: MusterRequest, case: str, role: str, form: str) -> HttpResponse:
    """The checklist of a role, or of all, as PDF or Word."""
    found = found_call(request, case)
    roles = [one for one in playbook_roles() if role in (ALL, one.code)]
    if not roles or form not in PAPER_FORMS:
        raise NotFound(f"There is no checklist of {role!r} as {form!r}.")
    call = played(request.viewer, found, request.as_of)
    mark = "DRILL-" if found.is_drill else ""
    paper = checklist_paper(call, roles, request.today)
    return attached(PAPER_FORMS[form](paper), f"{mark}{found.reference}-{role}.{form}")


@for_parties
@require_safe
def debrief(request: MusterRequest, case: str) -> HttpResponse:
    """What was done when against the play-book: of an exercise its result, of a call in earnest its record."""
    found = found_call(request, case)
    call = played(request.viewer, found, request.as_of)
    table = render_table(request, DEBRIEF, step_rows(call))
    if isinstance(table, HttpResponse):
        return table
    head = call_head(found, _("Debrief"), steps=playbook_crumbs(found)[2:])
    timeline = call_timeline(call, list(answers_to(request.viewer, found, request.as_of)))
    context = {"head": head, "figures": debrief_figures(call), "table": table, "timeline": timeline,
               "played_on": call.played_on}  # fmt: skip
    return render(request, "generation/debrief.html", context)


def _drill(request: MusterRequest, case: str) -> Any:
    found = found_call(request, case)
    if not found.is_drill:
        raise NotFound(f"Case {case!r} is no drill.")
    if not is_register(request.viewer, found):
        raise NotAllowed(_("A drill is led by officers of the register."))
    return found


@for_parties
def clock(request: MusterRequest, case: str) -> HttpResponse:
    """Set the clock of a drill forwards."""
    found = _drill(request, case)
    form = ClockForm(request.POST if request.method == "POST" else None)
    call = played(request.viewer, found, request.as_of)
    form.fields["day"].help_text = tick_note(found, call.day)

    def save() -> HttpResponse:
        actions.set_drill_day(request.viewer, case, form.cleaned_data["day"], today=request.today)
        return redirect_as_of_today(request, "case-play-book", case=case)

    return answer_form(request, form, save, title=_mark(found, _("Set the clock")), crumbs=playbook_crumbs(found))


@for_parties
def event(request: MusterRequest, case: str) -> HttpResponse:
    """Bring an event into a drill."""
    found = _drill(request, case)
    form = InjectForm(request.POST if request.method == "POST" else None)

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.add_inject(request.viewer, case, said["words"], kind=said["kind"], today=request.today)
        return redirect_as_of_today(request, "case-play-book", case=case)

    return answer_form(request, form, save, title=_mark(found, _("Bring an event in")), crumbs=playbook_crumbs(found))
