"""Pages of a case's movements."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from muster.generation.actions.movements import add_movement, change_movement, step_movement
from muster.generation.alternative_ports import ALTERNATIVE_KEY, AlternativePort, alternative_ports
from muster.generation.forms.movements import MovementForm
from muster.generation.models import Case, Movement, MovementMode, MovementStage
from muster.generation.pages.case_parts import part_crumbs, part_head
from muster.generation.pages.parameters import explained
from muster.generation.queries.case_parts import case_seen, is_open, may_answer
from muster.generation.queries.load_lists import load_list_of, load_terms, stowage_rule
from muster.generation.queries.movements import LIFT_KEYS, lift_rule, movements_of
from muster.generation.rules.load_list import measures
from muster.generation.rules.movement import air_hours, cargo_flights, passenger_flights, sea_days, ships
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Badge, Crumb, Explanation, KeyFigure, Tone
from muster.kit.tables import Column, Table, render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest

CONTAINER_LANE_M = Decimal("6.1")
"""The length of a 20-foot container on its trailer bed: 20 feet are 6.1 m."""
TONES: dict[str, Tone] = {"planned": "accent", "arrived": "met", "cancelled": "neutral"}


def _change_address(row: Movement) -> str:
    return reverse("movement-change", args=[row.case.reference, row.number])


MOVEMENTS = Table(
    name="movements",
    caption=gettext_lazy("Movements"),
    empty=gettext_lazy("No movement that you may see is on record. Either side of the case enters one."),
    order="departs_on",
    columns=[
        Column("number", gettext_lazy("Movement"), kind="link", href=_change_address, lookup="number", filter="none"),
        Column("mode", gettext_lazy("How"), lambda row: row.get_mode_display(), lookup="mode", filter="choice",
               choices=MovementMode.choices),
        Column("carries", gettext_lazy("Carries"), lambda row: row.get_carries_display(), lookup="carries"),
        Column("people", gettext_lazy("People"), kind="integer", lookup="people", total=True),
        Column("origin", gettext_lazy("From"), lookup="origin"),
        Column("destination", gettext_lazy("To"), lookup="destination"),
        Column("departs_on", gettext_lazy("Departs"), kind="date", lookup="departs_on"),
        Column("arrives_on", gettext_lazy("Arrives"), kind="date", lookup="arrives_on"),
        Column("distance_nm", gettext_lazy("Distance"), kind="integer", unit=gettext_lazy("nm"), lookup="distance_nm"),
        Column("later_by_days", gettext_lazy("Could be later"), kind="integer", unit=gettext_lazy("days"),
               lookup="later_by_days"),
        Column("stage", gettext_lazy("Stage"), lambda row: Badge(row.get_stage_display(), TONES[row.stage]),
               kind="badge", lookup="stage", choices=MovementStage.choices),
        Column("note", gettext_lazy("Note"), lookup="note", hidden=True),
    ],
)  # fmt: skip
PORTS = Table(
    name="ports",
    caption=gettext_lazy("Ports near the mission's headquarters"),
    empty=gettext_lazy("No port of the list is near enough."),
    filters=False,
    tools=False,
    columns=[
        Column("name", gettext_lazy("Port"), "place.name"),
        Column("code", gettext_lazy("UN/LOCODE"), "place.code"),
        Column("from_headquarters_nm", gettext_lazy("From the headquarters, as the crow flies"), kind="integer",
               unit=gettext_lazy("nm")),
        Column("sea_nm", gettext_lazy("Sea route from the port of embarkation"), kind="integer",
               unit=gettext_lazy("nm")),
        Column("days", gettext_lazy("Days at sea and in port"), kind="integer", unit=gettext_lazy("days")),
    ],
)  # fmt: skip


@for_parties
@require_safe
def movements(request: MusterRequest, case: str) -> HttpResponse:
    """The movements of a case, with the lift that they need and ports that could be used instead."""
    found = case_seen(request.viewer, request.as_of, case)
    rows = movements_of(request.viewer, request.as_of, found)
    table = render_table(request, MOVEMENTS, rows)
    if isinstance(table, HttpResponse):
        return table
    mine = may_answer(request.viewer, found) and is_open(found)
    mission = found.post.requirement.mission.acronym
    doors = [Action(_("Enter a movement"), reverse("movement-new", args=[case]), primary=True)] if mine else []
    doors.append(
        Action(_("Arrivals of %(mission)s") % {"mission": mission}, reverse("mission-arrivals", args=[mission]))
    )
    known = list(rows)
    context: dict[str, Any] = {
        "head": part_head(found, _("Movement"), doors=doors),
        "figures": lift_figures(request, found, known) if known else (),
        "table": table,
        "steps": [(one, _ways(one)) for one in known] if mine else (),
    }
    others = _ports(request, found, known)
    if others:
        ports = render_table(request, PORTS, others)
        context["ports"] = ports
    return render(request, "generation/movements.html", context)


def _ways(one: Movement) -> list[tuple[str, str]]:
    words = {"arrived": _("has arrived"), "cancelled": _("is cancelled"), "planned": _("is planned again")}
    ways = {"planned": ("arrived", "cancelled"), "cancelled": ("planned",), "arrived": ()}[one.stage]
    return [(way, words[way]) for way in ways]


def _ports(request: MusterRequest, case: Case, movements: Sequence[Movement]) -> list[AlternativePort]:
    """Return other ports for the first sea movement whose port of embarkation is known; none without one."""
    for one in movements:
        if one.mode == MovementMode.SEA and one.origin_latitude is not None and one.origin_longitude is not None:
            mission = case.post.requirement.mission
            origin = (one.origin_latitude, one.origin_longitude)
            return alternative_ports((mission.latitude, mission.longitude), origin, request.today)
    return []


def lift_figures(request: MusterRequest, case: Case, movements: Sequence[Movement]) -> list[KeyFigure]:
    """Return distances, days and the lift needed, each with the parameters behind it."""
    rule = lift_rule(request.today)
    told = Explanation(
        _("Days at sea: distance by the speed, with the days in port. Flights: people by seats; weight and volume of "
          "the load list by payload and hold, whichever is more. Ships: lane metres of the load list, a container for "
          "6.1 m."),
        parameters=explained((*LIFT_KEYS, ALTERNATIVE_KEY), request.today),
    )  # fmt: skip
    figures = []
    for one in movements:
        if one.stage == MovementStage.CANCELLED:
            continue
        name = f"{one.origin} – {one.destination}"
        if one.mode == MovementMode.SEA and one.distance_nm:
            days = _("%(days)s days with loading and unloading") % {"days": sea_days(one.distance_nm, rule)}
            figures.append(KeyFigure(name, one.distance_nm, _("nm by sea"), days, explanation=told))
        if one.mode == MovementMode.AIR and one.distance_nm:
            hours = _("%(hours)s hours a flight") % {"hours": air_hours(one.distance_nm, rule)}
            figures.append(KeyFigure(name, one.distance_nm, _("nm by air"), hours, explanation=told))
            if one.people:
                flights = passenger_flights(one.people, rule)
                note = _("%(people)s people") % {"people": one.people}
                figures.append(KeyFigure(_("Passenger flights"), flights, note=note, explanation=told))
    lines = load_terms(load_list_of(request.viewer, request.as_of, case))
    if lines and any(one.carries == "equipment" for one in movements):
        total = measures(lines, stowage_rule(request.today))
        lift = ships(total.lane_metres, total.containers, CONTAINER_LANE_M, rule)
        figures.append(KeyFigure(_("Ships for the load list"), lift, explanation=told))
        flights = cargo_flights(total.weight_t, total.volume_m3, rule)
        figures.append(KeyFigure(_("Or cargo flights"), flights, explanation=told))
    return figures


@for_parties
def new_movement(request: MusterRequest, case: str) -> HttpResponse:
    """Enter a movement by form."""
    return _movement_page(request, case_seen(request.viewer, request.as_of, case), None)


@for_parties
def change(request: MusterRequest, case: str, number: int) -> HttpResponse:
    """Change a movement by form."""
    found = case_seen(request.viewer, request.as_of, case)
    movement = movements_of(request.viewer, request.as_of, found).filter(number=number).first()
    if movement is None:
        raise NotFound(f"Case {case!r} has no movement {number} that you may see.")
    return _movement_page(request, found, movement)


def _movement_page(request: MusterRequest, case: Case, movement: Movement | None) -> HttpResponse:
    if not may_answer(request.viewer, case):
        raise NotAllowed(_("Only officers of the register and of the State write movements."))
    form = MovementForm(request.POST if request.method == "POST" else None, movement, case)

    def save() -> HttpResponse:
        if movement is None:
            saved = add_movement(request.viewer, case.reference, form.terms(), today=request.today)
        else:
            version = form.cleaned_data["version"]
            saved = change_movement(
                request.viewer, case.reference, movement.number, form.terms(), expected_version=version
            )
        messages.success(request, _("Movement %(number)s is recorded.") % {"number": saved.number})
        return redirect_as_of_today(request, "case-movement", case=case.reference)

    title = _("Enter a movement") if movement is None else _("Change movement %(one)s") % {"one": movement.number}
    crumbs = part_crumbs(case, Crumb(_("Movement"), reverse("case-movement", args=[case.reference])))
    return answer_form(request, form, save, title=title, crumbs=crumbs)


@for_parties
@require_POST
def step(request: MusterRequest, case: str, number: int) -> HttpResponse:
    """Record that a movement has arrived or is cancelled."""
    wanted = request.POST.get("stage", "")
    step_movement(request.viewer, case, number, wanted, today=request.today)
    messages.success(request, _("Movement %(number)s is recorded.") % {"number": number})
    return redirect_as_of_today(request, "case-movement", case=case)
