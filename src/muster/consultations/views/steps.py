"""Pages on which the convening secretariat records that a step was held, or a document delivered."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from muster.consultations.actions.convening_lines import deliver_document
from muster.consultations.actions.convening_steps import hold_step
from muster.consultations.forms.convening import DeliveryForm, HoldForm
from muster.consultations.pages.consultation import consultation_crumbs
from muster.consultations.views.convening import convened, done
from muster.kit.errors import NotFound
from muster.kit.form_page import answer_form
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
def hold(request: MusterRequest, reference: str, kind: str) -> HttpResponse:
    """Record a step by form."""
    found = convened(request, reference)
    step = found.steps.filter(kind=kind).first()
    if step is None:
        raise NotFound(_("The consultation has no step “%(kind)s”.") % {"kind": kind})
    listed = found.participants.select_related("organisation").order_by("organisation__name")
    parties = [(one.organisation.code, one.organisation.name) for one in listed]
    initial = {"version": found.version, "held_on": step.held_on or request.today, "format": step.format}
    form = HoldForm(request.POST or None, kind, parties, initial)

    def save() -> HttpResponse:
        hold_step(
            request.viewer, reference, kind, form.terms(), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        return done(request, reference, _("The step is recorded."))

    title = _("Record: %(step)s") % {"step": step.get_kind_display()}
    return answer_form(request, form, save, title=title, crumbs=consultation_crumbs(found))


@for_parties
def deliver(request: MusterRequest, reference: str, number: int) -> HttpResponse:
    """Record by form that a document was delivered."""
    found = convened(request, reference)
    document = found.pack.filter(number=number).first()
    if document is None:
        raise NotFound(_("The pack has no document %(number)s.") % {"number": number})
    initial = {"version": found.version, "delivered_on": request.today, "where": document.where}
    form = DeliveryForm(request.POST or None, initial=initial)

    def save() -> HttpResponse:
        said = form.cleaned_data
        deliver_document(
            request.viewer, reference, number, delivered_on=said["delivered_on"], where=said["where"],
            today=request.today, expected_version=said["version"],
        )  # fmt: skip
        return done(request, reference, _("The delivery is recorded; everybody who takes part is told."))

    title = _("Delivered: %(document)s") % {"document": document.title}
    return answer_form(request, form, save, title=title, crumbs=consultation_crumbs(found))
