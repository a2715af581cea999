"""Pages on which an individual's details and proofs are entered, and on which somebody is barred."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.documents.uploads import uploaded_document
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.request import MusterRequest, as_of_today
from muster.people import queries, service_actions, service_forms
from muster.people.models import Person, PersonCredential, ServiceBar
from muster.people.queries import holds
from muster.people.service import details_of
from muster.people.service_doors import is_kept, may_bar, may_enter_proofs, may_lift, sees_service
from muster.people.service_queries import visible_bars, visible_credentials
from muster.people.service_tables import bars_table


def _individual(request: MusterRequest, number: int) -> Person:
    """Return an individual whom the viewer may see. Raises NotFound, and Refused for others and where all is gone."""
    found = queries.visible_person(request.viewer, request.today, number)
    if found.erased_on is not None:
        raise Refused(_("The data of person %(number)s were erased; nothing is held any more.") % {"number": number})
    if not is_kept(found):
        raise Refused(
            _("No proof is kept of person %(number)s for what the data are held; add a purpose that needs it first.")
            % {"number": number}
        )
    return found


def _page_of(request: MusterRequest, number: int) -> str:
    """Return the name of the page on which the person's proofs are: the file of an individual, or the person's."""
    found = queries.visible_person(request.viewer, request.today, number)
    return "individual-file" if sees_service(request.viewer, found) else "person"


def _crumbs(request: MusterRequest, number: int) -> list[Crumb]:
    label = _("Person %(number)s") % {"number": number}
    return [Crumb(_("People"), reverse("people")), Crumb(label, reverse(_page_of(request, number), args=[number]))]


def _saved(request: MusterRequest, number: int, told: str, deed: Callable[[], object]) -> Callable[[], HttpResponse]:
    """Return what saves a form: do the deed, tell it, and go to the person's file."""

    def save() -> HttpResponse:
        deed()
        messages.success(request, told)
        return redirect(_page_of(request, number), number=number)

    return save


@for_parties
def change_details(request: MusterRequest, number: int) -> HttpResponse:
    """Enter by form when an individual was born and entered service."""
    found = _individual(request, number)
    if not (holds(request.viewer, found) and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_("Details are entered by officers of the organisation that holds the person's data."))
    form = service_forms.DetailsForm(
        request.POST if request.method == "POST" else None, details_of(found), found.version
    )

    def deed() -> object:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        return service_actions.record_details(
            request.viewer, number, **said, today=request.today, expected_version=version
        )

    save = _saved(request, number, _("The details are recorded."), deed)
    return answer_form(request, form, save, title=_("Details of service"), crumbs=_crumbs(request, number))


@for_parties
def new_proof(request: MusterRequest, number: int) -> HttpResponse:
    """Enter a proof by form: vetting by the Secretariat that was handed the data, all else by the holder."""
    found = _individual(request, number)
    if not may_enter_proofs(request.viewer, found):
        raise NotAllowed(_("Vetting is entered by officers of the Secretariat, all else by those of the holder."))
    data = request.POST if request.method == "POST" else None
    form = service_forms.CredentialForm(data, is_secretariat=not holds(request.viewer, found))

    def deed() -> object:
        return service_actions.record_credential(request.viewer, number, form.instance, today=request.today)

    save = _saved(request, number, _("The proof is recorded."), deed)
    return answer_form(request, form, save, title=_("New proof"), crumbs=_crumbs(request, number))


def _own_proof(request: MusterRequest, number: int, proof: int) -> PersonCredential:
    """Return a proof that the viewer may change. Raises NotFound, NotAllowed and Refused."""
    found = _individual(request, number)
    credential = visible_credentials(request.viewer, request.today).filter(person_id=number, pk=proof).first()
    if credential is None:
        raise NotFound(_("The person has no such proof that you may see."))
    if not may_enter_proofs(request.viewer, found, credential.kind):
        raise NotAllowed(_("A proof is changed by officers of the organisation that enters such proofs."))
    return credential


@for_parties
def attach_evidence(request: MusterRequest, number: int, proof: int) -> HttpResponse:
    """Put a file beside a proof by form, as its evidence."""
    credential = _own_proof(request, number, proof)
    form = service_forms.EvidenceFileForm(request.POST or None, request.FILES or None)

    def deed() -> object:
        sent = uploaded_document(request, "file")
        return service_actions.attach_evidence(
            request.viewer, number, proof, name=sent.name, data=sent.data, today=request.today
        )

    save = _saved(request, number, _("The file is kept beside the proof."), deed)
    title = _("Evidence: %(kind)s") % {"kind": credential.get_kind_display()}
    crumbs = _crumbs(request, number)
    return answer_form(request, form, save, title=title, crumbs=crumbs, submit_label=_("Add the file"))


@for_parties
def end_proof(request: MusterRequest, number: int, proof: int) -> HttpResponse:
    """End a proof before its day by form, or take away one that was entered in error."""
    credential = _own_proof(request, number, proof)
    form = service_forms.EndCredentialForm(request.POST if request.method == "POST" else None)
    save = _saved(request, number, _("The proof is changed."), lambda: _end(request, credential, form))
    title = _("End: %(kind)s") % {"kind": credential.get_kind_display()}
    return answer_form(request, form, save, title=title, crumbs=_crumbs(request, number))


def _end(request: MusterRequest, credential: PersonCredential, form: service_forms.EndCredentialForm) -> None:
    """End the proof, or take it away, as the form says."""
    number, said = credential.person_id, form.cleaned_data
    if said["in_error"]:
        service_actions.remove_credential(request.viewer, number, credential.pk, today=request.today)
    else:
        service_actions.end_credential(request.viewer, number, credential.pk, on=said["on"], today=request.today)


@for_parties
@require_safe
def bars(request: MusterRequest) -> HttpResponse:
    """Show the bars that the viewer's organisation imposed, and those of its own people, as they are today."""
    table = bars_table(request.today, lambda row: may_lift(request.viewer, row))
    drawn = render_table(request, table, visible_bars(request.viewer), as_of=request.today)
    if isinstance(drawn, HttpResponse):
        return drawn
    head = PageHead(
        title=_("Bars from service"),
        lead=_("Who may not be nominated, by number. A bar stays when a person's data are erased; its words go."),
        crumbs=[Crumb(_("People"), reverse("people")), Crumb(_("Bars from service"))],
    )
    return render(request, "web/table_page.html", {"head": head, "table": drawn, **as_of_today(request)})


@for_parties
def bar_person(request: MusterRequest, number: int) -> HttpResponse:
    """Bar a person by form, with how they were heard."""
    found = _individual(request, number)
    if not may_bar(request.viewer, found):
        raise NotAllowed(_("An approver of the Secretariat decides a bar."))
    form = service_forms.BarForm(request.POST if request.method == "POST" else None, instance=ServiceBar())

    def deed() -> object:
        return service_actions.bar_person(request.viewer, number, form.instance, today=request.today)

    save = _saved(request, number, _("The bar is recorded."), deed)
    return answer_form(request, form, save, title=_("Bar from service"), crumbs=_crumbs(request, number))


@for_parties
def lift_bar(request: MusterRequest, number: int) -> HttpResponse:
    """Lift a bar by form, with the reason."""
    found = visible_bars(request.viewer).filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no such bar that you may see."))
    if not may_lift(request.viewer, found):
        raise NotAllowed(_("An approver of the Secretariat that imposed a bar lifts it."))
    form = service_forms.LiftBarForm(request.POST if request.method == "POST" else None)

    def save() -> HttpResponse:
        service_actions.lift_bar(request.viewer, number, reason=form.cleaned_data["reason"], today=request.today)
        messages.success(request, _("The bar is lifted."))
        return redirect("service-bars")

    title = _("Lift the bar of person %(person)s") % {"person": found.person_id}
    crumbs = [Crumb(_("People"), reverse("people")), Crumb(_("Bars from service"), reverse("service-bars"))]
    return answer_form(request, form, save, title=title, crumbs=crumbs)
