"""Pages of a case's clearances and of its planned arrival inspection."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.generation.actions.clearances import (
    INSPECTION_MONTHS,
    ClearanceStep,
    plan_inspection,
    require_clearances,
    step_clearance,
)
from muster.generation.models import Case, Clearance, ClearanceKind, ClearanceStage
from muster.generation.pages.case_parts import part_crumbs, part_head
from muster.generation.pages.parameters import explained
from muster.generation.queries.case_parts import case_seen, is_open
from muster.generation.queries.clearances import clearances_of, may_report, missing_clearances, planned_inspection
from muster.generation.rules.clearances import STEPS
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.forms import DateInput
from muster.kit.pages import Action, Badge, Crumb, Explanation, Fact, Reason, Tone
from muster.kit.tables import Column, Table, render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest

TONES: dict[str, Tone] = {
    "needed": "due",
    "asked": "accent",
    "granted": "met",
    "refused": "short",
    "not-needed": "neutral",
}


def _address(row: Clearance) -> str:
    return reverse("clearance", args=[row.case.reference, row.pk])


CLEARANCES = Table(
    name="clearances",
    caption=gettext_lazy("Clearances of the host State"),
    empty=gettext_lazy("No clearance is on record. “What is needed” enters every kind with the day when it is due."),
    order="kind",
    columns=[
        Column("kind", gettext_lazy("Clearance"), lambda row: row.get_kind_display(), kind="link", href=_address,
               lookup="kind", filter="choice", choices=ClearanceKind.choices),
        Column("host_state", gettext_lazy("By State"), lookup="host_state"),
        Column("stage", gettext_lazy("Stage"), lambda row: Badge(row.get_stage_display(), TONES[row.stage]),
               kind="badge", lookup="stage", choices=ClearanceStage.choices),
        Column("asked_on", gettext_lazy("Asked for on"), kind="date", lookup="asked_on"),
        Column("due_on", gettext_lazy("Due on"), kind="date", lookup="due_on"),
        Column("answered_on", gettext_lazy("Answered on"), kind="date", lookup="answered_on"),
        Column("answered_by", gettext_lazy("Answered by"), lookup="answered_by"),
        Column("note", gettext_lazy("Note"), lookup="note"),
    ],
)  # fmt: skip


class DayForm(forms.Form):
    """One day."""

    day = forms.DateField(label=_("Day"), widget=DateInput())

    def __init__(self, data: Any, label: str, initial: date) -> None:
        super().__init__(data, initial={"day": initial})
        self.fields["day"].label = label


class ClearanceForm(forms.Form):
    """The next stage of a clearance."""

    stage = forms.ChoiceField(label=gettext_lazy("Next stage"))
    day = forms.DateField(label=gettext_lazy("On"), widget=DateInput())
    due_on = forms.DateField(label=gettext_lazy("Answer due on"), widget=DateInput(), required=False)
    answered_by = forms.CharField(label=gettext_lazy("Answered by (office)"), max_length=120, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, found: Clearance, today: date) -> None:
        super().__init__(data, initial={"day": today, "due_on": found.due_on, "version": found.version})
        self.fields["stage"].choices = [  # type: ignore[attr-defined]
            (one, ClearanceStage(one).label) for one in STEPS[found.stage]
        ]


@for_parties
@require_safe
def clearances(request: MusterRequest, case: str) -> HttpResponse:
    """The clearances of a case, what is missing for the arrival, and the planned arrival inspection."""
    found = case_seen(request.viewer, request.as_of, case)
    rows = clearances_of(request.viewer, request.as_of, found)
    table = render_table(request, CLEARANCES, rows.select_related("case"))
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if may_report(request.viewer, found) and is_open(found):
        doors = [
            Action(_("What is needed"), reverse("clearances-needed", args=[case]), primary=not rows),
            Action(_("Plan the arrival inspection"), reverse("inspection-plan", args=[case])),
        ]
    context = {
        "head": part_head(found, _("Clearances"), doors=doors),
        "table": table,
        "missing": _missing(request, rows),
        "facts": _inspection(request, found),
    }
    return render(request, "generation/clearances.html", context)


def _missing(request: MusterRequest, rows: Any) -> list[Reason]:
    """Return what stands in the way of the arrival as of the day of the page, in words."""
    found = []
    for one in missing_clearances(rows, request.as_of):
        due = _("due on %(day)s") % {"day": one.due_on.isoformat()} if one.due_on else _("no day is set")
        late = _("late, ") if one.is_late else ""
        found.append(Reason(f"{ClearanceKind(one.kind).label}: {ClearanceStage(one.stage).label}", f"{late}{due}"))
    return found


def _inspection(request: MusterRequest, case: Case) -> list[Fact]:
    planned = planned_inspection(request.viewer, request.as_of, case)
    if planned is None:
        return []
    rule = Explanation(
        _("It starts at once and is complete within so many months of the arrival."),
        parameters=explained((INSPECTION_MONTHS,), request.today),
    )
    return [
        Fact(_("Arrival"), planned.arrival_on),
        Fact(_("To be completed by"), planned.due_on, explanation=rule),
        Fact(_("Note"), planned.note or "–"),
    ]


def _reporting(request: MusterRequest, case: str) -> Case:
    found: Case = case_seen(request.viewer, request.as_of, case)
    if not may_report(request.viewer, found):
        raise NotAllowed(_("Only officers of the register, of the State and of the mission record clearances."))
    return found


def _crumbs(case: Case) -> list[Crumb]:
    return part_crumbs(case, Crumb(_("Clearances"), reverse("case-clearances", args=[case.reference])))


@for_parties
def needed(request: MusterRequest, case: str) -> HttpResponse:
    """Enter every kind of clearance as needed, due by a day."""
    found = _reporting(request, case)
    form = DayForm(
        request.POST if request.method == "POST" else None, _("Due by"), found.wanted_on - timedelta(days=30)
    )

    def save() -> HttpResponse:
        require_clearances(request.viewer, case, due_on=form.cleaned_data["day"], today=request.today)
        messages.success(request, _("The clearances are entered."))
        return redirect_as_of_today(request, "case-clearances", case=case)

    return answer_form(request, form, save, title=_("What is needed"), crumbs=_crumbs(found))


@for_parties
def clearance(request: MusterRequest, case: str, number: int) -> HttpResponse:
    """Record the next stage of a clearance."""
    found = _reporting(request, case)
    one = clearances_of(request.viewer, request.as_of, found).filter(pk=number).first()
    if one is None:
        raise NotFound(f"Case {case!r} has no clearance {number} that you may see.")
    form = ClearanceForm(request.POST if request.method == "POST" else None, one, request.today)

    def save() -> HttpResponse:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        step_clearance(
            request.viewer, case, number, ClearanceStep(**said), today=request.today, expected_version=version
        )
        messages.success(request, _("The clearance is recorded."))
        return redirect_as_of_today(request, "case-clearances", case=case)

    return answer_form(request, form, save, title=one.get_kind_display(), crumbs=_crumbs(found))


@for_parties
def inspection(request: MusterRequest, case: str) -> HttpResponse:
    """Plan the arrival inspection by form."""
    found = _reporting(request, case)
    form = DayForm(request.POST if request.method == "POST" else None, _("Arrival"), found.wanted_on)

    def save() -> HttpResponse:
        plan_inspection(request.viewer, case, arrival_on=form.cleaned_data["day"], today=request.today)
        messages.success(request, _("The arrival inspection is planned."))
        return redirect_as_of_today(request, "case-clearances", case=case)

    return answer_form(request, form, save, title=_("Plan the arrival inspection"), crumbs=_crumbs(found))
