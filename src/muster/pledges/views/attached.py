"""Pages of what hangs on a pledge: files, and the persons who answer for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muster.documents.uploads import uploaded_document
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.people.models import Purpose
from muster.people.purposes import kept_for
from muster.people.queries import held_persons
from muster.pledges import actions, queries
from muster.pledges.forms.attached import AttachmentForm, FocalPointForm
from muster.pledges.models import PledgeVersion
from muster.pledges.pages.register import may_change


def _own(request: MusterRequest, reference: str) -> PledgeVersion:
    """Return a pledge that the viewer may change. Raises NotFound and NotAllowed."""
    found = queries.visible_pledge(request.viewer, request.as_of, reference)
    if not may_change(found, request.viewer):
        raise NotAllowed(_("Only an officer of the State that made the pledge may change it."))
    return found


def _crumbs(found: PledgeVersion) -> list[Crumb]:
    """Return the path to what is done with a pledge."""
    return [Crumb(_("Pledges"), reverse("pledges")), Crumb(found.reference, reverse("pledge", args=[found.reference]))]


@for_parties
def attach(request: MusterRequest, reference: str) -> HttpResponse:
    """Attach a file by form."""
    found = _own(request, reference)
    form = AttachmentForm(request.POST or None, request.FILES or None)

    def save() -> HttpResponse:
        sent = uploaded_document(request, "file")
        actions.attach_document(
            request.viewer,
            reference,
            kind=form.cleaned_data["kind"],
            name=sent.name,
            data=sent.data,
            title=form.cleaned_data["title"],
            today=request.today,
        )
        messages.success(request, _("The file is attached to pledge %(pledge)s.") % {"pledge": reference})
        return redirect_as_of_today(request, "pledge", reference=reference)

    return answer_form(request, form, save, title=_("Attach a file"), crumbs=_crumbs(found), submit_label=_("Attach"))


@for_parties
@require_POST
def detach(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Take a file off."""
    actions.detach(request.viewer, reference, number, today=request.today)
    messages.success(request, _("The file is taken off pledge %(pledge)s.") % {"pledge": reference})
    return redirect_as_of_today(request, "pledge", reference=reference)


@for_parties
def name_focal_point(request: MusterRequest, reference: str) -> HttpResponse:
    """Name who answers for the pledge by form."""
    found = _own(request, reference)
    kept = held_persons(request.viewer).filter(
        kept_for([Purpose.FOCAL_POINT], request.today), erased_on__isnull=True, keep_until__gt=request.today
    )
    form = FocalPointForm(list(kept), request.POST or None)

    def save() -> HttpResponse:
        number, function = form.cleaned_data["number"], form.cleaned_data["function"]
        actions.name_focal_point(request.viewer, reference, number=number, function=function, today=request.today)
        messages.success(request, _("The focal point of pledge %(pledge)s is recorded.") % {"pledge": reference})
        return redirect_as_of_today(request, "pledge", reference=reference)

    return answer_form(request, form, save, title=_("Name a focal point"), crumbs=_crumbs(found))


@for_parties
@require_POST
def release(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Let a person no longer answer for the pledge."""
    actions.release_focal_point(request.viewer, reference, number, today=request.today)
    messages.success(request, _("The person no longer answers for pledge %(pledge)s.") % {"pledge": reference})
    return redirect_as_of_today(request, "pledge", reference=reference)
