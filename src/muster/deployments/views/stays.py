"""Pages of deployments: stays agreed, under way and ended, and arrivals that happened."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.deployments import actions, queries
from muster.deployments.forms.stays import ArrivalForm, StayForm
from muster.deployments.models import Stay
from muster.deployments.pages.stays import stay_facts, stay_head
from muster.deployments.queries.arrivals import lifts_to_come
from muster.deployments.tables.arrivals import ARRIVALS, TO_COME
from muster.deployments.tables.stays import STAYS
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.missions.mandate_flags import mandate_facts, with_mandate
from muster.missions.queries import covers, visible_posts
from muster.missions.queries.beyond import with_beyond
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.pledges.queries import pledges_to_deploy, visible_pledges


def _may_deploy(request: MusterRequest) -> bool:
    """Return whether the viewer is a Secretariat's officer."""
    return request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)


@for_parties
@require_safe
def stays(request: MusterRequest) -> HttpResponse:
    """Show the stays that the viewer may see."""
    known = covers(request.viewer, request.as_of)
    found = with_beyond(
        queries.visible_stays(request.viewer, request.as_of),
        known,
        request.as_of,
        "post__requirement__mission",
        "stay_until",
    )
    declared = with_mandate(STAYS, known, request.as_of, "post.requirement.mission.acronym", "stay_until")
    table = render_table(request, declared, found)
    if isinstance(table, HttpResponse):
        return table
    doors = [
        Action(_("Units"), reverse("deployed-units")),
        Action(_("Rotation board"), reverse("rotation-board")),
        Action(_("Individuals"), reverse("individual-posts")),
        Action(_("Arrivals"), reverse("arrivals")),
    ]
    if request.viewer.is_secretariat:
        doors.append(Action(_("Drawdown"), reverse("drawdown")))
    if _may_deploy(request):
        doors.append(Action(_("New stay"), reverse("new-stay"), primary=True, icon="add"))
    head = PageHead(
        title=_("Deployments"),
        kicker=_("Units in theatre"),
        lead=_("Who stands in which post, and until when: stays agreed, under way and ended."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def stay(request: MusterRequest, number: int) -> HttpResponse:
    """Show one stay and the arrivals of its State in its post."""
    found = queries.visible_stay(request.viewer, request.as_of, number)
    arrived = queries.visible_arrivals(request.viewer, request.as_of).filter(
        post=found.post, state_id=found.pledge.state_id
    )
    table = render_table(request, replace(ARRIVALS, tools=False, filters=False), arrived)
    shows_pledge = visible_pledges(request.viewer, request.as_of).filter(pledge_id=found.pledge_id).exists()
    mission = found.post.requirement.mission.acronym
    facts = [
        *stay_facts(found, shows_pledge=shows_pledge),
        *mandate_facts(request.viewer, mission, found.stay_until, request.as_of),
    ]
    context = {"head": stay_head(found, request.viewer), "facts": facts, "table": table}
    return render(request, "deployments/stay.html", context)


@for_parties
def new_stay(request: MusterRequest) -> HttpResponse:
    """Enter a stay by form."""
    return _stay_page(request, None)


@for_parties
def change_stay(request: MusterRequest, number: int) -> HttpResponse:
    """Change the dates or the stage of a stay by form."""
    return _stay_page(request, queries.visible_stay(request.viewer, request.as_of, number))


def _stay_page(request: MusterRequest, found: Stay | None) -> HttpResponse:
    """Show the form of a stay, or save it and go to its page."""
    is_own = found is None or found.post.requirement.mission.mandated_by_id == request.viewer.organisation_id
    if not (_may_deploy(request) and is_own):
        raise NotAllowed(_("Stays are entered by officers of the Secretariat that mandates the mission."))
    pledges = pledges_to_deploy(request.viewer, request.as_of)
    posts = visible_posts(request.viewer, request.as_of)
    form = StayForm(pledges, posts, request.POST or None, instance=found)

    def save() -> HttpResponse:
        saved = _save_stay(request, form)
        messages.success(request, _("The stay of %(one)s is recorded.") % {"one": saved.pledge.reference})
        return redirect("stay", number=saved.pk)

    title = _("New stay") if found is None else _("Change the stay of %(one)s") % {"one": found.pledge.reference}
    return answer_form(request, form, save, title=title, crumbs=[Crumb(_("Deployments"), reverse("deployments"))])


def _save_stay(request: MusterRequest, form: StayForm) -> Stay:
    """Save a valid form by the action that fits."""
    unsaved = form.save(commit=False)
    if unsaved._state.adding:
        unsaved.known_from = request.today
        return actions.agree_stay(request.viewer, unsaved)
    return actions.change_stay(request.viewer, unsaved)


@for_parties
@require_safe
def arrivals(request: MusterRequest) -> HttpResponse:
    """Show the arrivals that happened."""
    table = render_table(request, ARRIVALS, queries.visible_arrivals(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    to_come = render_table(request, TO_COME, lifts_to_come(request.viewer, request.as_of), prefix="lifts-")
    if isinstance(to_come, HttpResponse):
        return to_come
    doors = []
    if _may_deploy(request):
        doors.append(Action(_("New arrival"), reverse("new-arrival"), primary=True, icon="add"))
    head = PageHead(
        title=_("Arrivals"),
        crumbs=[Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Arrivals"))],
        lead=_("First deployments and rotations as they happened, and the lifts that are planned."),
        actions=doors,
    )
    return render(request, "deployments/arrivals.html", {"head": head, "table": table, "to_come": to_come})


@for_parties
def new_arrival(request: MusterRequest) -> HttpResponse:
    """Enter an arrival that happened by form."""
    if not _may_deploy(request):
        raise NotAllowed(_("Arrivals are entered by the Secretariat's officers."))
    form = ArrivalForm(visible_posts(request.viewer, request.as_of), request.POST or None)

    def save() -> HttpResponse:
        arrival = form.save(commit=False)
        arrival.known_from = request.today
        actions.record_arrival(request.viewer, arrival)
        messages.success(request, _("The arrival is recorded."))
        return redirect("arrivals")

    crumbs = [Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Arrivals"), reverse("arrivals"))]
    return answer_form(request, form, save, title=_("New arrival"), crumbs=crumbs)
