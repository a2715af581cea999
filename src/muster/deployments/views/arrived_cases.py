"""The page on which the unit that a case brought is entered, filled in from the case."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments import actions
from muster.deployments.forms.tours import UnitOfCaseForm
from muster.deployments.pages.units import crumbs
from muster.deployments.queries.arrived_cases import arrived_unit
from muster.deployments.queries.units import visible_units
from muster.generation.queries.case_parts import case_seen
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.missions.queries import visible_posts
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


@for_parties
def unit_of_case(request: MusterRequest, case: str) -> HttpResponse:
    """Show the unit of a case; before it is entered, a form filled in from the case to its secretariat's officers."""
    seen = case_seen(request.viewer, request.today, case)
    mission = seen.post.requirement.mission
    if not (request.viewer.organisation_id == mission.mandated_by_id and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_("Units are entered by officers of the secretariat that mandates the mission."))
    found = arrived_unit(request.viewer, request.today, case)
    if found.unit is not None:
        return redirect("deployed-unit", reference=found.unit.reference)
    posts = visible_posts(request.viewer, request.today).filter(pk=seen.post_id)
    around = visible_units(request.viewer, request.today).filter(post__requirement__mission=mission)
    form = UnitOfCaseForm(request.POST or None, posts, around, asdict(found.terms), found.instruments)

    def save() -> HttpResponse:
        made = actions.enter_unit_of_case(
            request.viewer, form.terms(), form.cleaned_data["instruments"], today=request.today
        )
        messages.success(request, _("Unit %(one)s is entered.") % {"one": made.reference})
        return redirect_as_of_today(request, "deployed-unit", reference=made.reference)

    path = crumbs(Crumb(case, reverse("case", args=[case])))
    return answer_form(request, form, save, title=_("Enter as deployed unit"), crumbs=path)
