"""Pages on which something is done with individuals: a post, a request, a nominee, a tour."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments import actions
from muster.deployments.actions.extensions import OPEN_EXTENSION
from muster.deployments.forms import individuals as forms
from muster.deployments.individual_parameters import TOUR_OF_CATEGORY
from muster.deployments.pages.individuals import individual_crumbs
from muster.deployments.queries import individuals as queries
from muster.deployments.rules import tenure
from muster.deployments.rules.nominations import NOMINEE_STEPS, REQUEST_STEPS
from muster.deployments.views.individuals import may_ask
from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.missions.queries import visible_missions
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.people.models import Purpose
from muster.people.queries import held_persons
from muster.reference.individuals import individual_rules


def _data(request: MusterRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _require_secretariat(request: MusterRequest) -> None:
    if not may_ask(request):
        raise NotAllowed(_("Posts and requests are entered by officers of a secretariat."))


def _require_officer(request: MusterRequest) -> None:
    if not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Only officers may do this."))


def _saved(
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
    form = forms.IndividualPostForm(missions, _data(request))

    def save() -> HttpResponse:
        post = form.instance
        post.organisation, post.known_from = organisation(request.viewer.organisation_code), request.today
        actions.record_individual_post(request.viewer, post)
        messages.success(request, _("Post %(reference)s is recorded.") % {"reference": post.reference})
        return redirect_as_of_today(request, "individual-post", reference=post.reference)

    return answer_form(request, form, save, title=_("New post"), crumbs=individual_crumbs())


@for_parties
def new_personnel_request(request: MusterRequest) -> HttpResponse:
    """Draft a request by form."""
    _require_secretariat(request)
    form = forms.PersonnelRequestForm(queries.own_individual_posts(request.viewer, request.today), _data(request))

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
    form = forms.RequestStepForm(_data(request), sorted(REQUEST_STEPS[found.stage]))
    save = _saved(
        request,
        lambda: actions.move_personnel_request(
            request.viewer, reference, form.cleaned_data["stage"], today=request.today
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
    persons = held_persons(request.viewer).filter(purpose=Purpose.INDIVIDUAL, erased_on__isnull=True)
    posts = found.requested_posts.values_list("post__reference", flat=True)
    form = forms.NominateForm(_data(request), posts, persons)
    save = _saved(
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
    """Take a nominee to the next stage by form."""
    found = queries.visible_nomination(request.viewer, request.as_of, number)
    _require_officer(request)
    form = forms.NominationStepForm(_data(request), sorted(NOMINEE_STEPS[found.stage]))
    save = _saved(
        request,
        lambda: actions.advance_nomination(
            request.viewer,
            number,
            form.cleaned_data["stage"],
            today=request.today,
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
        ),
        _("The step is recorded."),
        "nomination",
        number=str(number),
    )
    return answer_form(request, form, save, title=_("Next stage"), crumbs=_nomination_crumbs(number))


@for_parties
def waive_rule(request: MusterRequest, number: int) -> HttpResponse:
    """Waive a rule for a nominee by form."""
    found = queries.visible_nomination(request.viewer, request.as_of, number)
    _require_officer(request)
    rules = individual_rules(TOUR_OF_CATEGORY[found.requested.post.category])
    form = forms.WaiverForm(_data(request), [one.rule for one in rules if one.waived_by != "nobody"])
    save = _saved(
        request,
        lambda: actions.waive_rule(
            request.viewer, number, form.cleaned_data["rule"], reason=form.cleaned_data["reason"], today=request.today
        ),
        _("The rule is waived."),
        "nomination",
        number=str(number),
    )
    return answer_form(request, form, save, title=_("Waive a rule"), crumbs=_nomination_crumbs(number))


@for_parties
def extend(request: MusterRequest, number: int) -> HttpResponse:
    """Ask by form that somebody stays on."""
    queries.visible_assignment(request.viewer, request.as_of, number)
    _require_officer(request)
    form = forms.ExtensionForm(_data(request))
    save = _saved(
        request,
        lambda: actions.propose_extension(request.viewer, number, today=request.today, **form.cleaned_data),
        _("The extension is proposed."),
        "assignment",
        number=str(number),
    )
    return answer_form(request, form, save, title=_("Extend"), crumbs=_assignment_crumbs(number))


@for_parties
def step_extension(request: MusterRequest, number: int) -> HttpResponse:
    """Take the next step of an extension by form."""
    queries.visible_assignment(request.viewer, request.as_of, number)
    _require_officer(request)
    extensions = queries.visible_extensions(request.viewer, request.as_of)
    found = extensions.filter(assignment_id=number, stage__in=OPEN_EXTENSION).first()
    if found is None:
        raise Refused(_("No extension waits for a decision."))
    form = forms.ExtensionStepForm(_data(request), sorted(tenure.legal_next(found.stage)))
    save = _saved(
        request,
        lambda: actions.decide_extension(
            request.viewer,
            number,
            form.cleaned_data["stage"],
            reason=form.cleaned_data["reason"],
            today=request.today,
        ),
        _("The step is recorded."),
        "assignment",
        number=str(number),
    )
    return answer_form(request, form, save, title=_("Decide the extension"), crumbs=_assignment_crumbs(number))


@for_parties
def end_assignment(request: MusterRequest, number: int) -> HttpResponse:
    """End an assignment by form."""
    queries.visible_assignment(request.viewer, request.as_of, number)
    _require_officer(request)
    form = forms.EndForm(_data(request))

    def deed() -> object:
        said = dict(form.cleaned_data)
        is_treatable = not said.pop("is_untreatable")
        kind, on = said.pop("kind"), said.pop("on")
        return actions.repatriate(
            request.viewer, number, kind, on, today=request.today, is_treatable=is_treatable, **said
        )

    save = _saved(request, deed, _("The end is recorded."), "assignment", number=str(number))
    return answer_form(request, form, save, title=_("End"), crumbs=_assignment_crumbs(number))


def _request_crumbs(reference: str) -> list[Crumb]:
    return individual_crumbs(Crumb(reference, reverse("personnel-request", args=[reference])))


def _nomination_crumbs(number: int) -> list[Crumb]:
    return individual_crumbs(Crumb(_("Nominee"), reverse("nomination", args=[number])))


def _assignment_crumbs(number: int) -> list[Crumb]:
    return individual_crumbs(Crumb(_("Assignment"), reverse("assignment", args=[number])))
