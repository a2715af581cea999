"""Pages of plans, and of a requirement with its candidates."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from muster.changes.models import ReachKind
from muster.changes.pages import facts_that_changed
from muster.deployments.pages.abroad import finding_rows
from muster.deployments.tables.abroad import BEYOND
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.matching.fit.facts import FitShare
from muster.matching.tables import fit_address
from muster.missions.mandate_flags import with_mandate
from muster.missions.models import RequirementStage
from muster.missions.queries import covers, visible_requirement
from muster.missions.queries.beyond import with_beyond
from muster.missions.rules import legal_next_stages
from muster.missions.tables import POSTS
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.plans import actions, queries, reports
from muster.plans.act_findings import act_findings_of_plan
from muster.plans.assumptions import told
from muster.plans.candidates import Candidates, candidates_of
from muster.plans.coverage import plan_coverage, posts_of_plan
from muster.plans.forms import PlanForm, prefilled
from muster.plans.models import PlanStage, StoredPlan
from muster.plans.pages import (
    FILES,
    coverage_chart,
    files_for,
    gantt_at_its_address,
    gantt_of,
    plan_figures,
    plan_head,
    refusal_reasons,
    requirement_head,
    worth_explanation,
)
from muster.plans.rotations import planned_against_happened
from muster.plans.tables import COVERAGE, ROTATIONS, STAYS, gaps_table, plans_table
from muster.plans.tasks import solve_queued_plan
from muster.reference.parameters import parameter

MOST_REFUSED_SHOWN = 50
MISSION, MISSION_SHOWN = "post__requirement__mission", "post.requirement.mission.acronym"


def _may_plan(request: MusterRequest) -> bool:
    """Return whether the viewer is a Secretariat's officer."""
    return request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)


@for_parties
@require_safe
def plans(request: MusterRequest) -> HttpResponse:
    """Show the plans that the viewer may see."""
    table = render_table(request, plans_table(request.viewer.organisation_id), queries.visible_plans(request.viewer))
    if isinstance(table, HttpResponse):
        return table
    doors = [
        Action(_("Demand"), reverse("plan-demand")),
        Action(_("Limits"), reverse("limits")),
        Action(_("Compare"), reverse("compare-plans")),
    ]
    if _may_plan(request):
        doors.append(Action(_("New plan"), reverse("new-plan"), primary=True, icon="add"))
    head = PageHead(
        title=_("Plan"),
        kicker=_("Force generation"),
        lead=_("Plans made from the record of a day, each with a proven bound and every gap explained."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def new_plan(request: MusterRequest) -> HttpResponse:
    """Ask for a plan; it is solved in the background while its page shows how far it is."""
    if not _may_plan(request):
        raise NotAllowed(_("Plans are made by the Secretariat's officers."))
    initial = {
        "planned_on": request.as_of,
        "horizon_months": parameter("plan_horizon_months", request.as_of).integer,
        "seconds": parameter("plan_seconds", request.as_of).integer,
        **prefilled(request.GET.dict()),
    }
    form = PlanForm(request.POST or None, initial=initial)
    return answer_form(
        request,
        form,
        lambda: redirect("plan", reference=_request_plan(request, form).reference),
        title=_("New plan"),
        crumbs=[Crumb(_("Plan"), reverse("plans"))],
        submit_label=_("Plan"),
    )


def _request_plan(request: MusterRequest, form: PlanForm) -> StoredPlan:
    """Enter the plan and queue its solve."""
    data = form.cleaned_data
    plan = actions.request_plan(
        request.viewer,
        register=organisation(request.viewer.organisation_code),
        day=data["planned_on"],
        horizon_months=data["horizon_months"],
        seconds=data["seconds"],
        title=data["title"],
        assumptions=form.changes(data["planned_on"], data["horizon_months"]),
    )
    solve_queued_plan.enqueue(plan.reference, request.viewer.user_id, request.viewer.organisation_id)
    return plan


@for_parties
@require_safe
def plan(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one plan: coverage, Gantt, gaps, rotations against what happened; or how far its solve is."""
    found = queries.visible_plan(request.viewer, reference)
    if found.stage not in (PlanStage.SOLVED, PlanStage.PUBLISHED):
        return render(request, "plans/waiting.html", {"head": plan_head(found, request.viewer), "plan": found})
    stays = queries.visible_planned_stays(request.viewer, found)
    declared = gaps_table(queries.sees_reasons(request.viewer, found), reference)
    gaps = render_table(request, declared, queries.visible_gaps(request.viewer, found), prefix="gaps-")
    if isinstance(gaps, HttpResponse):
        return gaps
    known = covers(request.viewer, request.as_of)
    stays = with_beyond(stays, known, request.as_of, MISSION, "stay_until")
    declared_stays = with_mandate(STAYS, known, request.as_of, MISSION_SHOWN, "stay_until")
    stay_table = render_table(request, declared_stays, stays, prefix="stays-")
    if isinstance(stay_table, HttpResponse):
        return stay_table
    return render(request, "plans/plan.html", _plan_context(request, found, gaps, stay_table))


def _plan_context(request: MusterRequest, found: StoredPlan, gaps: object, stay_table: object) -> dict[str, object]:
    """Return what the page of a solved plan shows."""
    posts = posts_of_plan(request.viewer, found)
    coverage = plan_coverage(request.viewer, found, posts)
    rotations = planned_against_happened(request.viewer, found, request.today)
    beyond = act_findings_of_plan(request.viewer, found)
    return {
        "head": plan_head(found, request.viewer, illustrative=any(post.requirement.illustrative for post in posts)),
        "plan": found,
        "figures": plan_figures(found, coverage.by_mission, len(coverage.gaps), request.viewer),
        "gantt": gantt_at_its_address(found, posts, coverage.gaps, request.viewer),
        "by_mission": render_table(request, COVERAGE, coverage.by_mission, prefix="missions-"),
        "by_type": coverage_chart(coverage.by_unit_type, _("Coverage by unit type"), "by-type"),
        "rotations": render_table(request, ROTATIONS, rotations, prefix="rotations-") if rotations else None,
        "gaps": gaps,
        "stays": stay_table,
        "acts": render_table(request, BEYOND, finding_rows(beyond), prefix="acts-") if beyond else None,
        "files": files_for(request.viewer, found),
        "changed_facts": facts_that_changed(request, ReachKind.PLAN, [found.reference]),
        "assumptions": told(found) if queries.sees_reasons(request.viewer, found) else [],
    }


@for_parties
@require_safe
def plan_gantt(request: MusterRequest, reference: str) -> JsonResponse:
    """Hand out the specification of a plan's Gantt, with the stays that the viewer may see."""
    found = queries.visible_plan(request.viewer, reference)
    posts = posts_of_plan(request.viewer, found)
    stays = queries.stays_of_posts(request.viewer, found, posts)
    chart = gantt_of(found, posts, stays, queries.gaps_of_posts(request.viewer, found, posts), request.viewer)
    if chart is None:
        raise NotFound(_("Plan %(one)s holds nothing that you may see.") % {"one": reference})
    return JsonResponse(dict(chart.spec))


@for_parties
@require_POST
def publish_plan(request: MusterRequest, reference: str) -> HttpResponse:
    """Show a solved plan to the other parties."""
    actions.publish_plan(request.viewer, reference)
    messages.success(request, _("Plan %(one)s is published.") % {"one": reference})
    return redirect("plan", reference=reference)


@for_parties
@require_safe
def plan_file(request: MusterRequest, reference: str, name: str) -> HttpResponse:
    """Hand out one of a plan's files, as far as the viewer may see it."""
    found = queries.visible_plan(request.viewer, reference)
    if name not in FILES:
        raise NotFound(_("A plan has no file %(name)s; it has %(files)s.") % {"name": name, "files": ", ".join(FILES)})
    return attached(reports.plan_file(request.viewer, found, name), f"{reference}-{name}")


@for_parties
@require_safe
def requirement(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one requirement: its posts, and for each the ranked candidates and those that the rules refuse."""
    found = visible_requirement(request.viewer, request.as_of, reference)
    is_own = request.viewer.organisation_id == found.mission.mandated_by_id and request.viewer.has_role(Role.OFFICER)
    posts = render_table(request, replace(POSTS, illustrative=lambda row: found.illustrative), list(found.posts.all()))
    context = {
        "head": requirement_head(found, request.viewer),
        "requirement": found,
        "posts": posts,
        "candidates": [_shown(one) for one in candidates_of(request.viewer, request.as_of, reference)],
        "next_stages": _next_stages(found.stage) if is_own else [],
    }
    return render(request, "plans/requirement.html", context)


def _next_stages(stage: str) -> list[tuple[str, str]]:
    """Return the stages that a requirement may go to next, with their words."""
    words: dict[str, str] = {RequirementStage.PUBLISHED: _("Publish"), RequirementStage.CLOSED: _("Close")}
    return [(one, words[one]) for one in legal_next_stages(stage)]


def _gaps_words(fit: FitShare | None) -> str:
    """Return how many blocking gaps a fit has, in words."""
    gaps = fit.gaps if fit else 0
    return ngettext("%(n)s gap", "%(n)s gaps", gaps) % {"n": gaps}


def _shown(candidates: Candidates) -> dict[str, object]:
    """Return a post's candidates with what the page says of each."""
    return {
        "post": candidates.post,
        "fits_href": reverse("post-fits", args=[candidates.post.reference]) if candidates.post.statement else "",
        "eligible": [
            {
                "pair": pair,
                "href": reverse("pledge", args=[pair.pledge.reference]),
                "explanation": worth_explanation(pair),
                "fit": pair.worth.fit if pair.worth else None,
                "gaps": _gaps_words(pair.worth.fit) if pair.worth else "",
                "fit_href": fit_address(pair.post.statement, pair.pledge.reference) if pair.post.statement else "",
            }
            for pair in candidates.eligible
        ],
        "refused": [
            {"pair": pair, "href": reverse("pledge", args=[pair.pledge.reference]), "reasons": refusal_reasons(pair)}
            for pair in candidates.refused[:MOST_REFUSED_SHOWN]
        ],
        "hidden": max(0, len(candidates.refused) - MOST_REFUSED_SHOWN),
    }
