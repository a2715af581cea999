"""Pages of bridges: the days of a case until its unit arrives, who could hold the post, and each bridge's way."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation import actions
from muster.generation.actions.bridges import may_step
from muster.generation.forms.bridges import BridgeForm, BridgeStepForm, legal_ways
from muster.generation.models import Bridge
from muster.generation.pages.bridging import (
    BRIDGES,
    PROPOSALS,
    ProposalRow,
    bridge_badge,
    bridge_facts,
    bridging_chart,
    bridging_figures,
)
from muster.generation.pages.case_parts import part_crumbs, part_head
from muster.generation.queries.bridges import covered_days, proposals, visible_bridge, visible_bridges
from muster.generation.queries.case_parts import case_seen, is_open, keeps
from muster.generation.queries.cases import visible_cases
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Badge, Crumb, PageHead
from muster.kit.tables import BoundTable, render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.pledges.queries.register import visible_pledges
from muster.reference.parameters import parameter


@for_parties
@require_safe
def bridges(request: MusterRequest) -> HttpResponse:
    """All bridges that the viewer may see: those of its own units, of its cases, of its mission."""
    table = render_table(request, BRIDGES, visible_bridges(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Bridges"),
        crumbs=[Crumb(_("Cases"), reverse("generation")), Crumb(_("Bridges"))],
        lead=_("Units that hold a post until the one chosen for it arrives."),
    )
    return render(request, "generation/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def case_bridging(request: MusterRequest, case: str) -> HttpResponse:
    """The days of a case until its unit arrives: covered, open, and who could cover them."""
    found = case_seen(request.viewer, request.as_of, case)
    is_own = request.viewer.is_system or request.viewer.organisation_id == found.register_id
    listed = visible_bridges(request.viewer, request.as_of).filter(case=found)
    table: BoundTable | HttpResponse
    if is_own:
        table = render_table(request, PROPOSALS, _proposals(request, found))
    else:
        table = render_table(request, BRIDGES, listed)
    if isinstance(table, HttpResponse):
        return table
    covered = covered_days(found, request.as_of)
    doors = []
    if keeps(request.viewer, found) and is_open(found):
        doors.append(Action(_("Propose a bridge"), reverse("bridge-new", args=[case]), primary=True))
    status = Badge(_("DRILL"), "illustrative", _("for practice: it counts nowhere")) if found.is_drill else None
    title = f"{_('DRILL')}: {_('Bridging')}" if found.is_drill else _("Bridging")
    shown = list(listed)
    context: dict[str, Any] = {
        "head": part_head(found, title, status=status, doors=doors),
        "figures": bridging_figures(found, covered, request.as_of),
        "chart": bridging_chart(found, covered, shown, request.as_of),
        "covered": covered,
        "table": table,
        "bridges": [(one, bridge_badge(one)) for one in shown] if is_own else [],
    }
    return render(request, "generation/bridging.html", context)


def _proposals(request: MusterRequest, case: Any) -> list[ProposalRow]:
    """Return the best proposals, as many as parameter bridge_proposals_shown says."""
    most = parameter("bridge_proposals_shown", request.as_of).integer
    found = proposals(request.viewer, case, request.as_of)[:most]
    seen = visible_pledges(request.viewer, request.as_of).filter(
        pledge__reference__in=[one.pledge.reference for one in found]
    )
    registers = {one.reference: one.pledge.register.code for one in seen}
    return [
        ProposalRow(rank, case.reference, one, registers[one.pledge.reference]) for rank, one in enumerate(found, 1)
    ]


def _day(text: str) -> date | None:
    """Return a day of an address, None where it says none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@for_parties
def new_bridge(request: MusterRequest, case: str) -> HttpResponse:
    """Propose that a unit holds the post of a case."""
    found = case_seen(request.viewer, request.as_of, case)
    if not keeps(request.viewer, found):
        raise NotAllowed(_("Only officers of the register propose bridges."))
    data = request.POST if request.method == "POST" else None
    asked = request.GET
    form = BridgeForm(
        data,
        pledge=asked.get("pledge", ""),
        held_from=_day(asked.get("from", "")) or found.wanted_on,
        held_until=_day(asked.get("until", "")) or found.arrival_p90,
    )

    def save() -> HttpResponse:
        bridge = actions.propose_bridge(request.viewer, form.terms(case), today=request.today)
        messages.success(request, _("Bridge %(one)s is proposed; its State is told.") % {"one": bridge.reference})
        return redirect_as_of_today(request, "case-bridging", case=case)

    crumbs = part_crumbs(found, Crumb(_("Bridging"), reverse("case-bridging", args=[case])))
    return answer_form(request, form, save, title=_("Propose a bridge"), crumbs=crumbs)


@for_parties
@require_safe
def bridge(request: MusterRequest, reference: str) -> HttpResponse:
    """One bridge: what it is and where it stands."""
    found = visible_bridge(request.viewer, request.as_of, reference)
    sees_case = visible_cases(request.viewer, request.as_of).filter(pk=found.case_id).exists()
    doors = []
    if _ways(request, found):
        doors.append(Action(_("Next stage"), reverse("bridge-step", args=[reference]), primary=True))
    mark = f"{_('DRILL')}: " if found.case.is_drill else ""
    head = PageHead(
        title=f"{mark}{_('Bridge')} {reference}",
        crumbs=[Crumb(_("Cases"), reverse("generation")), Crumb(_("Bridges"), reverse("bridges")), Crumb(reference)],
        status=bridge_badge(found),
        actions=doors,
        illustrative=found.illustrative,
    )
    facts = bridge_facts(found, sees_case=sees_case)
    return render(request, "generation/bridge.html", {"head": head, "facts": facts})


def _ways(request: MusterRequest, found: Bridge) -> tuple[str, ...]:
    """Return the stages to which the viewer may take a bridge."""
    return tuple(one for one in legal_ways(found) if may_step(request.viewer, found, one))


@for_parties
def bridge_step(request: MusterRequest, reference: str) -> HttpResponse:
    """Take a bridge to its next stage."""
    found = visible_bridge(request.viewer, request.as_of, reference)
    ways = _ways(request, found)
    if not ways:
        raise NotAllowed(_("Nothing about this bridge is yours to record, or it has ended."))
    form = BridgeStepForm(request.POST if request.method == "POST" else None, found, ways)

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.step_bridge(
            request.viewer, reference, said["stage"], reason=said["reason"], today=request.today,
            expected_version=said["version"],
        )  # fmt: skip
        messages.success(request, _("The step is recorded."))
        return redirect_as_of_today(request, "bridge", reference=reference)

    crumbs = [Crumb(_("Bridges"), reverse("bridges")), Crumb(reference, reverse("bridge", args=[reference]))]
    return answer_form(request, form, save, title=_("Next stage"), crumbs=crumbs)
