"""Pages on which something is done with a tour of an individual: extended, moved to another post, ended."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments import actions
from muster.deployments.actions.extensions import OPEN_EXTENSION
from muster.deployments.forms import individual_steps as forms
from muster.deployments.models import Assignment
from muster.deployments.pages.individuals import individual_crumbs
from muster.deployments.queries import individuals as queries
from muster.deployments.queries.individual_sides import sides_of_assignment
from muster.deployments.rules import tenure
from muster.deployments.rules.repatriation import endings_of
from muster.deployments.views.individual_steps import require_officer, saved, sent_data
from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


def _assignment(request: MusterRequest, number: int) -> Assignment:
    """Return an assignment that an officer of one of its sides sees. Raises NotFound and NotAllowed."""
    found = queries.visible_assignment(request.viewer, request.as_of, number)
    require_officer(request)
    return found


@for_parties
def extend(request: MusterRequest, number: int) -> HttpResponse:
    """Ask by form that somebody stays on."""
    found = _assignment(request, number)
    form = forms.ExtensionForm(sent_data(request), found.version)

    def deed() -> object:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        return actions.propose_extension(request.viewer, number, today=request.today, expected_version=version, **said)

    save = saved(request, deed, _("The extension is proposed."), "assignment", number=str(number))
    return answer_form(request, form, save, title=_("Extend"), crumbs=_crumbs(number))


@for_parties
def step_extension(request: MusterRequest, number: int) -> HttpResponse:
    """Take the next step of an extension by form, by the side whose turn it is."""
    found = _assignment(request, number)
    extensions = queries.visible_extensions(request.viewer, request.as_of)
    extension = extensions.filter(assignment_id=number, stage__in=OPEN_EXTENSION).first()
    if extension is None:
        raise Refused(_("No extension waits for a decision."))
    ways = tenure.ways_of(extension.stage, sides_of_assignment(request.viewer, found))
    if not ways:
        raise NotAllowed(_("The extension waits for another side; it is not yours to decide now."))
    form = forms.ExtensionStepForm(sent_data(request), found.version, ways)
    save = saved(
        request,
        lambda: actions.decide_extension(
            request.viewer,
            number,
            form.cleaned_data["stage"],
            reason=form.cleaned_data["reason"],
            today=request.today,
            expected_version=form.cleaned_data["version"],
        ),
        _("The step is recorded."),
        "assignment",
        number=str(number),
    )
    return answer_form(request, form, save, title=_("Decide the extension"), crumbs=_crumbs(number))


@for_parties
def transfer(request: MusterRequest, number: int) -> HttpResponse:
    """Move somebody by form to another post of the Secretariat's that is of the same category."""
    found = _assignment(request, number)
    if "secretariat" not in sides_of_assignment(request.viewer, found):
        raise NotAllowed(_("Somebody is moved to another post by officers of the Secretariat."))
    posts = queries.own_individual_posts(request.viewer, request.today).filter(
        organisation_id=found.post.organisation_id, category=found.post.category
    )
    form = forms.TransferForm(sent_data(request), found.version, posts.exclude(pk=found.post_id))
    save = saved(
        request,
        lambda: actions.transfer(
            request.viewer,
            number,
            form.cleaned_data["post"].reference,
            form.cleaned_data["on"],
            today=request.today,
            expected_version=form.cleaned_data["version"],
        ),
        _("The transfer is recorded."),
        "assignment",
        number=str(number),
    )
    return answer_form(request, form, save, title=_("Transfer"), crumbs=_crumbs(number))


@for_parties
def end_assignment(request: MusterRequest, number: int) -> HttpResponse:
    """End an assignment by form, as one of the kinds that the viewer's side may enter."""
    found = _assignment(request, number)
    form = forms.EndForm(sent_data(request), found.version, endings_of(sides_of_assignment(request.viewer, found)))

    def deed() -> object:
        said = dict(form.cleaned_data)
        is_treatable, version = not said.pop("is_untreatable"), said.pop("version")
        kind, on = said.pop("kind"), said.pop("on")
        return actions.repatriate(
            request.viewer,
            number,
            kind,
            on,
            today=request.today,
            is_treatable=is_treatable,
            expected_version=version,
            **said,
        )

    save = saved(request, deed, _("The end is recorded."), "assignment", number=str(number))
    return answer_form(request, form, save, title=_("End"), crumbs=_crumbs(number))


def _crumbs(number: int) -> list[Crumb]:
    return individual_crumbs(Crumb(_("Assignment"), reverse("assignment", args=[number])))
