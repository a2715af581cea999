"""Pages of calls: a unit called, a package called, the State's answer, and what a missed call leads to."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.generation import actions
from muster.generation.actions.access import is_register
from muster.generation.forms.calls import AnswerForm, CallForm, DecisionForm, PackageCallForm
from muster.generation.models import BreachDecision
from muster.generation.pages.case_parts import part_crumbs
from muster.generation.pages.playbook import call_head
from muster.generation.queries.calls import (
    answers_to,
    call_facts,
    decisions_on,
    proposed_consequences,
    standing_in_pool,
)
from muster.generation.queries.case_parts import may_answer
from muster.generation.rules.breach import Consequence, breach_in_words
from muster.generation.views.playbook import found_call, playbook_crumbs
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Badge, Crumb, Fact
from muster.kit.tables import Column, Table, render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


@dataclass(frozen=True)
class ConsequenceRow:
    """A consequence with what was decided on it."""

    case: str
    one: Consequence
    decision: BreachDecision | None

    @property
    def badge(self) -> Badge:
        """Return what was decided."""
        if self.decision is None:
            return Badge(_("proposed"), "due")
        return Badge(self.decision.get_decision_display(), "accent")


CONSEQUENCES = Table(
    name="consequences",
    caption=gettext_lazy("What the missed call may lead to"),
    empty=gettext_lazy("The call is not missed. What a refusal or a day that has passed may lead to comes here."),
    filters=False,
    illustrative=lambda row: False,
    columns=[
        Column("name", gettext_lazy("What"), "one.name", kind="link",
               href=lambda row: reverse("call-consequence", args=[row.case, row.one.code])),
        Column("words", gettext_lazy("Proposed to the register"), "one.words"),
        Column("decision", gettext_lazy("Decision"), "badge", kind="badge"),
        Column("reason", gettext_lazy("Reason"), "decision.reason"),
        Column("decided_on", gettext_lazy("Decided on"), "decision.known_from", kind="date"),
        Column("source", gettext_lazy("Source"), "one.source"),
        Column("standing", gettext_lazy("How sure"), "one.standing"),
    ],
)  # fmt: skip


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Cases"), reverse("generation"))]


def _require_caller(request: MusterRequest) -> None:
    if not (request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_("Units are called by officers of a secretariat; sign in as one."))


@for_parties
def new_call(request: MusterRequest) -> HttpResponse:
    """Call a unit at the Rapid Deployment Level for a post, or open a drill of a call."""
    _require_caller(request)
    data = request.POST if request.method == "POST" else None
    pledge, post = request.GET.get("pledge", ""), request.GET.get("post", "")
    form = CallForm(data, today=request.today, pledge=pledge, post=post)

    def save() -> HttpResponse:
        case = actions.call_rapid_unit(request.viewer, form.terms(), today=request.today)
        messages.success(request, _("The call %(reference)s is on record.") % {"reference": case.reference})
        return redirect_as_of_today(request, "case-play-book", case=case.reference)

    return answer_form(
        request,
        form,
        save,
        title=_("Call a unit"),
        crumbs=[Crumb(_("Cases"), reverse("generation"))],
        submit_label=_("Call"),
    )


@for_parties
def new_package_call(request: MusterRequest) -> HttpResponse:
    """Call the units of a force package for the open posts of a mission."""
    _require_caller(request)
    data = request.POST if request.method == "POST" else None
    form = PackageCallForm(data, today=request.today, package=request.GET.get("package", ""))

    def save() -> HttpResponse:
        said = form.cleaned_data
        cases = actions.call_package(
            request.viewer, said["package"], said["mission"], prefix=said["reference"], called_on=said["called_on"],
            is_drill=said["is_drill"], today=request.today,
        )  # fmt: skip
        told = ", ".join(one.reference for one in cases)
        messages.success(request, _("%(count)d units are called: %(cases)s.") % {"count": len(cases), "cases": told})
        return redirect_as_of_today(request, "case-play-book", case=cases[0].reference)

    title = _("Call a force package")
    return answer_form(request, form, save, title=title, crumbs=_crumbs(), submit_label=_("Call"))


@for_parties
def answer(request: MusterRequest, case: str) -> HttpResponse:
    """Record what the State says to the call."""
    found = found_call(request, case)
    if not may_answer(request.viewer, found):
        raise NotAllowed(_("A call is answered by officers of its State; the register records an answer for it."))
    form = AnswerForm(request.POST if request.method == "POST" else None, today=request.today)

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.answer_call(
            request.viewer, case, said["answer"], said_on=said["said_on"], reason=said["reason"], today=request.today
        )
        messages.success(request, _("The answer is recorded."))
        return redirect_as_of_today(request, "case-play-book", case=case)

    title = _("Answer the call")
    shown = f"{_('DRILL')}: {title}" if found.is_drill else title
    return answer_form(request, form, save, title=shown, crumbs=playbook_crumbs(found))


@for_parties
@require_safe
def breach(request: MusterRequest, case: str) -> HttpResponse:
    """What a missed call may lead to, each proposed to the register; nothing happens by itself."""
    found = found_call(request, case)
    decided = {one.consequence: one for one in decisions_on(request.viewer, found, request.as_of)}
    proposed = proposed_consequences(found, request.as_of)
    rows = [ConsequenceRow(case, one, decided.get(one.code)) for one in proposed]
    table = render_table(request, CONSEQUENCES, rows)
    if isinstance(table, HttpResponse):
        return table
    head = call_head(found, _("If the call is missed"), steps=playbook_crumbs(found)[2:])
    context = {"head": head, "facts": _facts(request, found, request.as_of), "table": table}
    return render(request, "generation/breach.html", context)


def _facts(request: MusterRequest, case: Any, day: date) -> list[Fact]:
    """Return how the call stands."""
    answers = list(answers_to(request.viewer, case, day))
    facts = [
        Fact(_("Called on"), case.requested_on),
        Fact(_("Due in theatre"), case.wanted_on),
        Fact(_("Missed"), _("a drill leads to nothing") if case.is_drill else
             breach_in_words(call_facts(case, day)) or _("no")),
    ]  # fmt: skip
    if case.pledge is not None:
        facts.append(Fact(_("Pledge"), case.pledge.reference, href=reverse("pledge", args=[case.pledge.reference])))
        facts.append(Fact(_("In the pool it is"), standing_in_pool(case, day)))
    facts += [
        Fact(_("The State answered"), f"{one.get_answer_display()}, {one.said_on:%Y-%m-%d}: {one.reason or '–'}")
        for one in answers
    ]
    return facts


@for_parties
def consequence(request: MusterRequest, case: str, code: str) -> HttpResponse:
    """Decide on one consequence of a missed call."""
    found = found_call(request, case)
    one = next((one for one in proposed_consequences(found, request.as_of) if one.code == code), None)
    if one is None:
        raise NotFound(f"Nothing of the kind {code!r} is proposed for case {case!r}.")
    if not is_register(request.viewer, found, Role.APPROVER):
        raise NotAllowed(_("What follows from a missed call is decided by an approver of the register."))
    form = DecisionForm(request.POST if request.method == "POST" else None)
    form.fields["decision"].help_text = one.words

    def save() -> HttpResponse:
        actions.decide_consequence(request.viewer, case, code, today=request.today, **form.cleaned_data)
        messages.success(request, _("The decision is recorded; nothing else was changed."))
        return redirect_as_of_today(request, "call-breach", case=case)

    crumbs = part_crumbs(found, Crumb(_("If the call is missed"), reverse("call-breach", args=[case])))
    return answer_form(request, form, save, title=one.name, crumbs=crumbs)
