"""Pages on which the convening secretariat writes agenda and pack, and keeps the list of those who take part."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from muster.consultations.actions import convening_lines as actions
from muster.consultations.forms import convening as forms
from muster.consultations.pages.consultation import consultation_crumbs
from muster.consultations.views.convening import convened, done
from muster.kit.form_page import answer_form
from muster.kit.pages import Action
from muster.parties.access import for_parties
from muster.parties.models import OrganisationKind
from muster.parties.queries import organisations
from muster.parties.request import MusterRequest

LISTED_KINDS = (OrganisationKind.MEMBER_STATE, OrganisationKind.SECRETARIAT, OrganisationKind.MISSION)


@for_parties
def agenda(request: MusterRequest, reference: str) -> HttpResponse:
    """Write the agenda, a row a point."""
    found = convened(request, reference)
    form = forms.ReadVersionForm(request.POST or None, initial={"version": found.version})
    rows = forms.agenda_rows(request.POST if request.method == "POST" else None, list(found.agenda.all()))

    def save() -> HttpResponse:
        actions.write_agenda(
            request.viewer, reference, forms.agenda_terms(rows), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        return done(request, reference, _("The agenda is saved."))

    doors = [Action(_("Propose it from the record"), reverse("propose-agenda", args=[reference]))]
    return answer_form(
        request, form, save, title=_("Write the agenda"), crumbs=consultation_crumbs(found), rows=rows,
        rows_title=_("Point"), doors=doors,
    )  # fmt: skip


@for_parties
def propose(request: MusterRequest, reference: str) -> HttpResponse:
    """Write the agenda anew from the record: tasks, what changed, gaps."""
    found = convened(request, reference)
    form = forms.ReadVersionForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        actions.propose_agenda(
            request.viewer, reference, today=request.today, expected_version=form.cleaned_data["version"]
        )
        return done(request, reference, _("The agenda is proposed from the record; write over it what you want."))

    return answer_form(
        request, form, save, title=_("Propose the agenda from the record"), crumbs=consultation_crumbs(found),
        submit_label=_("Replace the agenda"),
    )  # fmt: skip


@for_parties
def pack(request: MusterRequest, reference: str) -> HttpResponse:
    """Write the pack, a row a document."""
    found = convened(request, reference)
    form = forms.ReadVersionForm(request.POST or None, initial={"version": found.version})
    rows = forms.pack_rows(request.POST if request.method == "POST" else None, list(found.pack.all()))

    def save() -> HttpResponse:
        actions.write_pack(
            request.viewer, reference, forms.pack_terms(rows), today=request.today,
            expected_version=form.cleaned_data["version"],
        )  # fmt: skip
        return done(request, reference, _("The pack is saved."))

    return answer_form(
        request, form, save, title=_("Write the pack"), crumbs=consultation_crumbs(found), rows=rows,
        rows_title=_("Document"),
    )  # fmt: skip


@for_parties
def add(request: MusterRequest, reference: str) -> HttpResponse:
    """Put somebody on the list by hand."""
    found = convened(request, reference)
    parties = [(one.code, one.name) for one in organisations().filter(kind__in=LISTED_KINDS).order_by("name")]
    form = forms.ConsultedForm(request.POST or None, parties, found.version)

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.add_participant(
            request.viewer, reference, said["code"], said["capacity"], reason=said["reason"], today=request.today,
            expected_version=said["version"],
        )  # fmt: skip
        return done(request, reference, _("The list is changed."))

    return answer_form(request, form, save, title=_("Add a participant"), crumbs=consultation_crumbs(found))


@for_parties
def refresh(request: MusterRequest, reference: str) -> HttpResponse:
    """Bring the list up to date from the record."""
    found = convened(request, reference)
    form = forms.ReadVersionForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        actions.refresh_participants(
            request.viewer, reference, today=request.today, expected_version=form.cleaned_data["version"]
        )
        return done(request, reference, _("The list is brought up to date from the record."))

    return answer_form(
        request, form, save, title=_("Compute participants"), crumbs=consultation_crumbs(found),
        submit_label=_("Compute from the record"),
    )  # fmt: skip


@for_parties
def remove(request: MusterRequest, reference: str, code: str) -> HttpResponse:
    """Take somebody off the list, with the reason."""
    found = convened(request, reference)
    form = forms.ReasonForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.remove_participant(
            request.viewer, reference, code, reason=said["reason"], today=request.today,
            expected_version=said["version"],
        )  # fmt: skip
        return done(request, reference, _("The list is changed."))

    title = _("Take %(code)s off the list") % {"code": code}
    return answer_form(request, form, save, title=title, crumbs=consultation_crumbs(found))
