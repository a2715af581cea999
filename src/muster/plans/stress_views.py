"""The page of a plan under stress: ask for a test, see how far it is, read what came of it."""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.tables import Table, render_table
from muster.kit.uploads import refusal_on
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.plans import queries
from muster.plans.models import InquiryStage, StoredPlan, StressTest
from muster.plans.stress_actions import LARGEST_SEED, MOST_SCENARIOS, request_stress_test
from muster.plans.stress_pages import loss_charts, spread_charts, stress_figures, stress_head
from muster.plans.stress_tables import HELD, LOSSES
from muster.plans.tasks import run_queued_stress_test
from muster.reference.parameters import parameter


class StressForm(forms.Form):
    """How many scenarios are drawn, and from which seed."""

    scenarios = forms.IntegerField(label=gettext_lazy("Scenarios"), min_value=1, max_value=MOST_SCENARIOS)
    seed = forms.IntegerField(
        label=gettext_lazy("Seed"),
        min_value=0,
        max_value=LARGEST_SEED,
        initial=0,
        help_text=gettext_lazy("The same seed draws the same scenarios."),
    )


@for_parties
def plan_stress(request: MusterRequest, reference: str) -> HttpResponse:
    """Show the newest stress test of a plan; sent by an officer, ask for another. All States' pledges are named."""
    plan = queries.visible_plan(request.viewer, reference)
    if not queries.sees_reasons(request.viewer, plan):
        raise NotFound(_("There is no stress test of %(one)s that you may see.") % {"one": reference})
    asks = request.viewer.has_role(Role.OFFICER)
    sent = request.method == "POST"
    if sent and not asks:
        raise NotAllowed(_("Stress tests are asked for by the Secretariat's officers."))
    initial = {"scenarios": parameter("stress_scenarios", plan.planned_on).integer, "seed": 0}
    form = StressForm(request.POST if sent else None, initial=initial)
    if sent and form.is_valid():
        try:
            _ask(request, plan, form)
            return redirect("plan-stress", reference=reference)
        except Refused as refusal:
            refusal_on(form, refusal)
    test = queries.latest_stress_test(request.viewer, plan)
    waits = test is not None and test.waits
    shown = form if asks and (sent or not waits) else None
    context = {"head": stress_head(plan, request.viewer), "plan": plan, "test": test, "form": shown}
    if test is not None and test.stage == InquiryStage.DONE:
        context |= _found(request, test)
    return render(request, "plans/stress.html", context, status=400 if sent else 200)


def _ask(request: MusterRequest, plan: StoredPlan, form: StressForm) -> None:
    """Enter the test and queue it."""
    test = request_stress_test(request.viewer, plan.reference, **form.cleaned_data)
    run_queued_stress_test.enqueue(test.pk, request.viewer.user_id, request.viewer.organisation_id)


def _found(request: MusterRequest, test: StressTest) -> dict[str, object]:
    """Return what the page shows of a test that is done."""
    rows: dict[str, tuple[Table, Sequence[object]]] = {
        "losses": (LOSSES, [loss for loss in test.report["losses"] if loss["loss_at_most"] > 0]),
        "held": (HELD, test.report["held"]),
    }
    tables = {name: render_table(request, table, shown, prefix=f"{name}-") for name, (table, shown) in rows.items()}
    return {
        **tables,
        "figures": stress_figures(test),
        "loss_charts": loss_charts(test),
        "spread_charts": spread_charts(test),
    }
