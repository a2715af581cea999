"""Pages on which something is done with individuals: a post, a request, a nominee."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments import actions
from muster.deployments.forms import individual_steps as steps
from muster.deployments.forms import individuals as forms
from muster.deployments.pages.individuals import individual_crumbs
from muster.deployments.queries import individuals as queries
from muster.deployments.queries.individual_sides import sides_of_nomination, waivable_rules
from muster.deployments.rules.nominations import REQUEST_STEPS, ways_of
from muster.deployments.views.individuals import may_ask
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.missions.queries import visible_missions
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.people.models import Purpose
from muster.people.purposes import kept_for
from muster.people.queries import held_persons


def sent_data(request: MusterRequest) -> Any:
    """Return what was sent with a form; None where it is only opened."""
    return request.POST if request.method == "POST" else None


def _require_secretariat(request: MusterRequest) -> None:
    if not may_ask(request):
        raise NotAllowed(_("Posts and requests are entered by officers of a secretariat."))


def require_officer(request: MusterRequest) -> None:
    """Raise NotAllowed unless the viewer is an officer."""
    if not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Only officers may do this."))


def saved(
    request: MusterRequest, deed: Callable[[], object], told: str, name: str, **address: str
) -> Callable[[], HttpResponse]:
    """Return what saves a form: do the deed, tell it, and go to a page."""

    def save() -> HttpResponse:
        deed()
        messages.success(request, told)
        return redirect_as_of_today(request, name, **address)

    return save


@for_parties
def new_individual_post(request: MusterRequest) -> HttpResponse:
    """Enter a post by form."""
    _require_secretariat(request)
    missions = visible_missions(request.viewer, request.today).filter(mandated_by_id=request.viewer.organisation_id)
    form = forms.IndividualPostForm(missions, sent_data(request))

    def save() -> HttpResponse:
        post = form.instance
        post.organisation, post.known_from = organisation(request.viewer.organisation_code), request.today
        actions.record_individual_post(request.viewer, post)
        messages.success(request, _("Post %(reference)s is recorded.") % {"reference": post.reference})
        return redirect_as_of_today(request, "individual-post", reference=post.reference)

    return answer_form(request, form, save, title=_("New post"), crumbs=individual_crumbs())


@for_parties
def change_individual_post(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a post by form; its mission and category stay."""
    post = queries.visible_individual_post(request.viewer, request.today, reference)
    if request.viewer.organisation_id != post.organisation_id or not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("A post is changed by officers of the Secretariat that fills it."))
    form = forms.ChangePostForm(sent_data(request), instance=post)
    save = saved(
        request,
        lambda: actions.change_individual_post(
            request.viewer, form.instance, expected_version=form.cleaned_data["version"]
        ),
        _("Post %(reference)s is changed.") % {"reference": reference},
        "individual-post",
        reference=reference,
    )
    crumbs = individual_crumbs(Crumb(reference, reverse("individual-post", args=[reference])))
    return answer_form(request, form, save, title=_("Change"), crumbs=crumbs)


@for_parties
def new_personnel_request(request: MusterRequest) -> HttpResponse:
    """Draft a request by form."""
    _require_secretariat(request)
    form = forms.PersonnelRequestForm(queries.own_individual_posts(request.viewer, request.today), sent_data(request))

    def save() -> HttpResponse:
        asked = form.instance
        asked.organisation = organisation(request.viewer.organisation_code)
        posts = [one.reference for one in form.cleaned_data["posts"]]
        actions.draft_personnel_request(request.viewer, asked, posts, today=request.today)
        messages.success(request, _("Request %(reference)s is drafted.") % {"reference": asked.reference})
        return redirect_as_of_today(request, "personnel-request", reference=asked.reference)

    return answer_form(request, form, save, title=_("New request"), crumbs=individual_crumbs())


@for_parties
def move_personnel_request(request: MusterRequest, reference: str) -> HttpResponse:
    """Send, close or cancel a request by form."""
    found = queries.visible_personnel_request(request.viewer, request.as_of, reference)
    _require_secretariat(request)
    form = steps.RequestStepForm(sent_data(request), found.version, sorted(REQUEST_STEPS[found.stage]))
    save = saved(
        request,
        lambda: actions.move_personnel_request(
            request.viewer,
            reference,
            form.cleaned_data["stage"],
            today=request.today,
            expected_version=form.cleaned_data["version"],
        ),
        _("Request %(reference)s has moved on.") % {"reference": reference},
        "personnel-request",
        reference=reference,
    )
    return answer_form(request, form, save, title=_("Next stage"), crumbs=_request_crumbs(reference))


@for_parties
def nominate(request: MusterRequest, reference: str) -> HttpResponse:
    """Nominate somebody by form, out of the individuals that the State holds."""
    found = queries.visible_personnel_request(request.viewer, request.as_of, reference)
    if request.viewer.organisation_id != found.state_id or not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Officers of the State that is asked nominate."))
    persons = held_persons(request.viewer).filter(kept_for([Purpose.INDIVIDUAL], request.today), erased_on__isnull=True)
    posts = found.requested_posts.values_list("post__reference", flat=True)
    chosen = {name: request.GET.get(name) for name in ("post", "person")}
    form = forms.NominateForm(sent_data(request), posts, persons, chosen)
    save = saved(
        request,
        lambda: actions.nominate(
            request.viewer,
            reference,
            form.cleaned_data["post"],
            form.cleaned_data["person"].number,
            today=request.today,
        ),
        _("The nomination is recorded; the person's data are handed to the Secretariat for it."),
        "personnel-request",
        reference=reference,
    )
    return answer_form(request, form, save, title=_("Nominate"), crumbs=_request_crumbs(reference))


@for_parties
def step_nomination(request: MusterRequest, number: int) -> HttpResponse:
    """Take a nominee to the next stage by form; the stages are those that the viewer's side takes."""
    found = queries.visible_nomination(request.viewer, request.as_of, number)
    require_officer(request)
    ways = ways_of(found.stage, sides_of_nomination(request.viewer, found))
    if not ways:
        raise NotAllowed(_("No step of this nomination is yours to take now."))
    form = steps.NominationStepForm(sent_data(request), found.version, ways)
    save = saved(
        request,
        lambda: actions.advance_nomination(
            request.viewer,
            number,
            form.cleaned_data["stage"],
            today=request.today,
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
            expected_version=form.cleaned_data["version"],
        ),
        _("The step is recorded."),
        "nomination",
        number=str(number),
    )
    return answer_form(request, form, save, title=_("Next stage"), crumbs=_nomination_crumbs(number))


@for_parties
def waive_rule(request: MusterRequest, number: int) -> HttpResponse:
    """Waive a rule for a nominee by form; the rules are those that the viewer's side may waive."""
    found = queries.visible_nomination(request.viewer, request.as_of, number)
    require_officer(request)
    rules = waivable_rules(request.viewer, found)
    if not rules:
        raise NotAllowed(_("No rule is yours to waive for this nominee."))
    form = steps.WaiverForm(sent_data(request), found.version, rules)
    save = saved(
        request,
        lambda: actions.waive_rule(
            request.viewer,
            number,
            form.cleaned_data["rule"],
            reason=form.cleaned_data["reason"],
            today=request.today,
            expected_version=form.cleaned_data["version"],
        ),
        _("The rule is waived."),
        "nomination",
        number=str(number),
    )
    return answer_form(request, form, save, title=_("Waive a rule"), crumbs=_nomination_crumbs(number))


def _request_crumbs(reference: str) -> list[Crumb]:
    return individual_crumbs(Crumb(reference, reverse("personnel-request", args=[reference])))


def _nomination_crumbs(number: int) -> list[Crumb]:
    return individual_crumbs(Crumb(_("Nominee"), reverse("nomination", args=[number])))
