"""Pages of the State's certification of training before a deployment."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Crumb, PageHead, Reason
from muster.kit.papers import as_pdf
from muster.kit.tables import render_table
from muster.kit.uploads import attached
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.training.actions import certifications as actions
from muster.training.actions.rosters import kept_tour
from muster.training.forms.readiness import CertificationForm, RevocationForm, SignatureForm
from muster.training.models import TrainingCertification
from muster.training.pages import readiness as pages
from muster.training.papers.readiness import certification_paper
from muster.training.queries.certifications import (
    roster_changed,
    stage_on,
    visible_certification,
    visible_certifications,
)
from muster.training.queries.readiness_rosters import sided_tour
from muster.training.queries.readiness_states import RotationState, rotation_states
from muster.training.rules.readiness_certification import LINES
from muster.training.stages import CertificationStage
from muster.training.tables.certifications import CERTIFIED_ITEMS
from muster.training.tables.readiness import CERTIFICATIONS


@for_parties
@require_safe
def certifications(request: MusterRequest) -> HttpResponse:
    """Show the certifications that the viewer may see."""
    table = render_table(request, CERTIFICATIONS, visible_certifications(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("Certifications of training"),
        crumbs=pages.crumbs(Crumb(_("Certifications"))),
        lead=_("What States certify of rotations before the pre-deployment visit or travel."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


def _rotation(request: MusterRequest, found: TrainingCertification) -> RotationState:
    tour = sided_tour(request.viewer, request.as_of, found.unit.reference, found.rotation)
    (rotation,) = rotation_states([tour], request.as_of)
    return rotation


@for_parties
@require_safe
def certification(request: MusterRequest, reference: str) -> HttpResponse:
    """Show a certification: its lines, what was counted, its exceptions, and whether the roster changed since."""
    found = visible_certification(request.viewer, request.as_of, reference)
    stage = stage_on(found, request.as_of)
    rotation = _rotation(request, found)
    has_changed = stage == CertificationStage.SIGNED and roster_changed(found, rotation)
    warning = Reason(
        _("The roster changed after the signature: what was certified is another roster."),
        remedy=_("The State revokes this certification and certifies anew."),
    )
    said = found.content.get("certified")
    lines = [
        {"words": one.words, "source": one.source, "standing": one.standing,
         "holds": said.get(one.code, True) if said else True}
        for one in LINES
    ]  # fmt: skip
    context = {
        "head": pages.certification_head(found, request.viewer, request.as_of),
        "facts": pages.certification_facts(found, request.as_of),
        "lines": lines,
        "items": render_table(request, CERTIFIED_ITEMS, pages.certified_item_rows(found), prefix="items-"),
        "exceptions": actions.exceptions_of(found),
        "warnings": [warning] if has_changed else [],
    }
    return render(request, "training/certification.html", context)


@for_parties
@require_safe
def paper(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out a certification as PDF."""
    found = visible_certification(request.viewer, request.as_of, reference)
    made = certification_paper(found, _rotation(request, found), request.as_of)
    return attached(as_pdf(made), f"{reference}.pdf")


def _missing(rotation: RotationState) -> list[tuple[str, int]]:
    items = rotation.state.items if rotation.state else ()
    return [(item.standard, len(item.missing)) for item in items if item.missing]


@for_parties
def draft(request: MusterRequest, unit: str, rotation: str) -> HttpResponse:
    """Draft a certification of a rotation by form."""
    (found,) = rotation_states([kept_tour(request.viewer, unit, rotation, request.today)], request.today)
    form = CertificationForm(request.POST or None, _missing(found))

    def save() -> HttpResponse:
        made = actions.draft_certification(request.viewer, unit, rotation, form.terms(), today=request.today)
        messages.success(request, _("The certification is drafted; it is signed by an approver."))
        return redirect_as_of_today(request, "training-certification", reference=made.reference)

    address = reverse("rotation-training", args=[unit, rotation])
    path = pages.crumbs(Crumb(f"{unit} {rotation}", address))
    return answer_form(request, form, save, title=_("Certify the training"), crumbs=path)


def _own(request: MusterRequest, reference: str, role: Role) -> TrainingCertification:
    found = visible_certification(request.viewer, request.today, reference)
    if found.state_id != request.viewer.organisation_id or not request.viewer.has_role(role):
        raise NotAllowed(_("A certification is its State's own: officers draft it, approvers sign and revoke it."))
    return found


def _step(
    request: MusterRequest, reference: str, form: forms.Form, write: Callable[[], Any], title: str
) -> HttpResponse:
    def save() -> HttpResponse:
        write()
        messages.success(request, _("Certification %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "training-certification", reference=reference)

    path = pages.crumbs(Crumb(reference, reverse("training-certification", args=[reference])))
    return answer_form(request, form, save, title=title, crumbs=path)


@for_parties
def change(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a draft by form."""
    found = _own(request, reference, Role.OFFICER)
    said = found.content.get("certified", {})
    initial = {
        "version": found.version,
        "is_ready": said.get("readiness"),
        "has_clean_conduct": said.get("conduct"),
        **{f"exception_{standard}": reason for standard, reason in actions.exceptions_of(found).items()},
    }
    form = CertificationForm(request.POST or None, _missing(_rotation(request, found)), initial)

    def write() -> object:
        version = form.cleaned_data["version"]
        return actions.change_certification(
            request.viewer, reference, form.terms(), today=request.today, expected_version=version
        )

    return _step(request, reference, form, write, _("Change the certification"))


@for_parties
def sign(request: MusterRequest, reference: str) -> HttpResponse:
    """Sign a certification by form."""
    found = _own(request, reference, Role.APPROVER)
    form = SignatureForm(request.POST or None, initial={"version": found.version, "on": request.today})

    def write() -> object:
        said = form.cleaned_data
        return actions.sign_certification(
            request.viewer,
            reference,
            office=said["office"],
            note_verbale=said["note_verbale"],
            on=said["on"],
            today=request.today,
            expected_version=said["version"],
        )

    return _step(request, reference, form, write, _("Sign the certification"))


@for_parties
def revoke(request: MusterRequest, reference: str) -> HttpResponse:
    """Revoke a certification by form."""
    found = _own(request, reference, Role.APPROVER)
    form = RevocationForm(request.POST or None, initial={"version": found.version})

    def write() -> object:
        said = form.cleaned_data
        return actions.revoke_certification(
            request.viewer, reference, reason=said["reason"], today=request.today, expected_version=said["version"]
        )

    return _step(request, reference, form, write, _("Revoke the certification"))
