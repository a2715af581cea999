"""The page of a plan's work list: ask for one, see how far it is, read what it would take."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.plans import queries
from muster.plans.models import InquiryStage, StoredPlan
from muster.plans.tasks import run_queued_work_list
from muster.plans.work_list_actions import request_work_list
from muster.plans.work_list_pages import work_list_figures, work_list_head
from muster.plans.work_list_tables import rows_of, work_list_table


@for_parties
def plan_work_list(request: MusterRequest, reference: str) -> HttpResponse:
    """Show the newest work list of a plan; sent by an officer, ask for another. All States' pledges are named."""
    plan = queries.visible_plan(request.viewer, reference)
    if not queries.sees_reasons(request.viewer, plan):
        raise NotFound(_("There is no work list of %(one)s that you may see.") % {"one": reference})
    asks = request.viewer.has_role(Role.OFFICER)
    refusal = ""
    if request.method == "POST":
        if not asks:
            raise NotAllowed(_("Work lists are asked for by the Secretariat's officers."))
        try:
            ask_for_work_list(request, plan)
            return redirect("plan-work-list", reference=reference)
        except Refused as error:
            refusal = str(error)
    made = queries.latest_work_list(request.viewer, plan)
    context = {
        "head": work_list_head(plan, request.viewer),
        "plan": plan,
        "made": made,
        "refusal": refusal,
        "asks": asks and not (made is not None and made.waits),
    }
    if made is not None and made.stage == InquiryStage.DONE:
        table = render_table(request, work_list_table(request.viewer, made), rows_of(made), as_of=plan.planned_on)
        if isinstance(table, HttpResponse):
            return table
        context |= {"table": table, "figures": work_list_figures(made)}
    return render(request, "plans/work_list.html", context, status=400 if refusal else 200)


def ask_for_work_list(request: MusterRequest, plan: StoredPlan) -> None:
    """Enter the list and queue it."""
    made = request_work_list(request.viewer, plan.reference)
    run_queued_work_list.enqueue(made.pk, request.viewer.user_id, request.viewer.organisation_id)
