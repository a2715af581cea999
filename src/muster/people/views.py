"""Pages of people: who is held for what and until when."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.models import Role
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest, as_of_today
from muster.people import actions, purpose_actions, queries
from muster.people.duplicates import likely_same_as
from muster.people.forms import EndPurposeForm, ErasureForm, NewPersonForm, PersonForm, PurposeForm, ShareForm
from muster.people.models import Person, Purpose
from muster.people.pages import person_facts, person_head
from muster.people.purposes import purposes_of
from muster.people.queries import holds
from muster.people.service_doors import is_kept, may_enter_proofs, sees_service
from muster.people.service_queries import seen_proofs
from muster.people.service_tables import proofs_table
from muster.people.tables import SHARES, persons_table


@for_parties
@require_safe
def people(request: MusterRequest) -> HttpResponse:
    """Show the persons that the viewer's organisation holds, and those whose data it was handed."""
    rows = queries.visible_persons(request.viewer, request.today).filter(erased_on__isnull=True)
    table = render_table(request, persons_table(request.viewer), rows, as_of=request.today)
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(_("Individuals"), reverse("individual-files")), Action(_("Bars"), reverse("service-bars"))]
    if request.viewer.has_role(Role.OFFICER):
        doors.append(Action(_("New person"), reverse("new-person"), primary=True, icon="add"))
    head = PageHead(
        title=_("People"),
        kicker=request.viewer.organisation_name,
        lead=_("Persons whose data your organisation holds or was handed, always as they are today; each for a purpose "
               "and until a day, then forgotten."),
        actions=doors,
    )  # fmt: skip
    return render(request, "web/table_page.html", {"head": head, "table": table, **as_of_today(request)})


@for_parties
@require_safe
def person(request: MusterRequest, number: int) -> HttpResponse:
    """Show one person: what is held, for whom, for what and until when."""
    found = queries.visible_person(request.viewer, request.today, number)
    shares = found.seen_shares  # type: ignore[attr-defined]  # prefetched
    is_held, proofs = holds(request.viewer, found), None
    if is_kept(found) and (is_held or sees_service(request.viewer, found)):
        drawn = proofs_table(lambda row: may_enter_proofs(request.viewer, found, row.kind))
        rows = seen_proofs(request.viewer, request.today, number)
        proofs = render_table(request, drawn, rows, as_of=request.today)
        if isinstance(proofs, HttpResponse):
            return proofs
    context = {
        "head": person_head(found, request.viewer, request.today),
        "facts": person_facts(found, request.viewer, request.today),
        "alike": likely_same_as(request.viewer, found) if is_held and found.erased_on is None else (),
        "proofs": proofs,
        "shares": render_table(request, SHARES, shares, as_of=request.today) if is_held else None,
        **as_of_today(request),
    }
    return render(request, "people/person.html", context)


def _own(request: MusterRequest, number: int) -> Person:
    """Return a person whose data the viewer, an officer, may write. Raises NotFound, NotAllowed and Refused."""
    found = queries.visible_person(request.viewer, request.today, number)
    if not (holds(request.viewer, found) and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_("A person's data are written by officers of the organisation that holds them."))
    if found.erased_on is not None:
        raise Refused(_("The data of person %(number)s were erased; nothing is held any more.") % {"number": number})
    return found


def _crumbs(found: Person) -> list[Crumb]:
    """Return the path to what is done with a person."""
    label = _("Person %(number)s") % {"number": found.pk}
    return [Crumb(_("People"), reverse("people")), Crumb(label, reverse("person", args=[found.pk]))]


@for_parties
def new_person(request: MusterRequest) -> HttpResponse:
    """Enter a person by form."""
    if not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Persons are entered by an organisation's officers."))
    form = NewPersonForm(request.POST or None, initial={"purpose": request.GET.get("purpose", "")})

    def save() -> HttpResponse:
        holder = organisation(request.viewer.organisation_code)
        saved = actions.register_person(
            request.viewer,
            form.terms(),
            organisation=holder,
            today=request.today,
            is_another=form.cleaned_data["is_another"],
        )
        messages.success(request, _("Person %(number)s is recorded.") % {"number": saved.pk})
        # Proofs of an individual come next, and are entered on the file.
        return redirect("individual-file" if saved.purpose == Purpose.INDIVIDUAL else "person", number=saved.pk)

    return answer_form(request, form, save, title=_("New person"), crumbs=[Crumb(_("People"), reverse("people"))])


@for_parties
def change_person(request: MusterRequest, number: int) -> HttpResponse:
    """Change a person's data by form, or renew how long they are kept."""
    found = _own(request, number)
    form = PersonForm(request.POST or None, instance=found)

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        actions.change_person(request.viewer, number, form.terms(), today=request.today, expected_version=version)
        messages.success(request, _("Person %(number)s is recorded.") % {"number": number})
        return redirect("person", number=number)

    return answer_form(request, form, save, title=_("Change"), crumbs=_crumbs(found))


@for_parties
def add_purpose(request: MusterRequest, number: int) -> HttpResponse:
    """Keep a person for a further purpose by form, so that nobody is entered twice."""
    found = _own(request, number)
    form = PurposeForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        data = form.cleaned_data
        purpose_actions.add_purpose(
            request.viewer,
            number,
            data["purpose"],
            until=data["until"],
            today=request.today,
            expected_version=data["version"],
        )
        messages.success(request, _("The purpose is recorded; its fields may be filled now."))
        return redirect("person", number=number)

    return answer_form(request, form, save, title=_("Further purpose"), crumbs=_crumbs(found))


@for_parties
def end_purpose(request: MusterRequest, number: int) -> HttpResponse:
    """End one of several purposes by form."""
    found = _own(request, number)
    form = EndPurposeForm(request.POST or None, purposes_of(found), found.version)

    def save() -> HttpResponse:
        data = form.cleaned_data
        purpose_actions.end_purpose(
            request.viewer, number, data["purpose"], today=request.today, expected_version=data["version"]
        )
        messages.success(request, _("The purpose has ended, and what it alone needed is gone."))
        return redirect("person", number=number)

    return answer_form(request, form, save, title=_("End a purpose"), crumbs=_crumbs(found), submit_label=_("End"))


@for_parties
def share_person(request: MusterRequest, number: int) -> HttpResponse:
    """Hand a person's data to another organisation by form."""
    found = _own(request, number)
    form = ShareForm(request.POST or None)

    def save() -> HttpResponse:
        data = form.cleaned_data
        actions.share_person(
            request.viewer,
            number,
            organisation=data["organisation"],
            purpose=data["purpose"],
            until=data["until"],
            today=request.today,
        )
        done = {"number": number, "organisation": data["organisation"].name}
        messages.success(request, _("The data of person %(number)s are handed to %(organisation)s.") % done)
        return redirect("person", number=number)

    return answer_form(request, form, save, title=_("Hand on"), crumbs=_crumbs(found), submit_label=_("Hand on"))


@for_parties
def erase_person(request: MusterRequest, number: int) -> HttpResponse:
    """Ask once, with the reason, then forget a person."""
    found = _own(request, number)
    form = ErasureForm(request.POST or None)

    def save() -> HttpResponse:
        actions.erase_person(request.viewer, number, today=request.today, reason=form.cleaned_data["reason"])
        messages.success(request, _("The data of person %(number)s are erased.") % {"number": number})
        return redirect("person", number=number)

    title = _("Erase the data of person %(number)s") % {"number": number}
    return answer_form(request, form, save, title=title, crumbs=_crumbs(found), submit_label=_("Erase for good"))


@for_parties
@require_safe
def export_person(request: MusterRequest, number: int) -> HttpResponse:
    """Hand out everything held on a person, for the person who asks for it."""
    content = actions.export_of_person(request.viewer, number, today=request.today)
    return attached(json.dumps(content, ensure_ascii=False, indent=2).encode(), f"muster-person-{number}.json")
